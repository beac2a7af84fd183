package handlers

import (
	"regexp"
	"slices"
	"unicode/utf16"

	"aitys/content"
)

// accountLeft stands where a text named an account.
const accountLeft = "@…"

// accountNames are Telegram's user names and the addresses that lead to them, as people write them.
var accountNames = regexp.MustCompile(`(?i)(?:(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/|tg://(?:resolve|user)\?\S*?(?:domain|id)=|@)[a-z0-9_]{3,}`)

// withoutAccounts is what a comment says, without the accounts that it names: nobody has read it before it was exported, and whoever is named was not asked.
func withoutAccounts(c content.Comment) string {
	units := utf16.Encode([]rune(c.Text))
	marks := slices.Clone(c.Entities)
	slices.SortFunc(marks, func(a, b content.Entity) int { return b.Offset - a.Offset }) // the last first, so that offsets stay true
	from := len(units)
	for _, mark := range marks {
		end := mark.Offset + mark.Length
		if mark.Type != "mention" && mark.Type != "text_mention" || mark.Offset < 0 || mark.Length <= 0 || end > from {
			continue
		}
		units = slices.Replace(units, mark.Offset, end, utf16.Encode([]rune(accountLeft))...)
		from = mark.Offset
	}
	return accountNames.ReplaceAllString(string(utf16.Decode(units)), accountLeft)
}
