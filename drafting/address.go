package drafting

import (
	"regexp"
	"strings"

	"aitys/content/text"
)

// addressLike is what a person or an app would follow: addresses with or without https://, names of Telegram, mail. Letters of any alphabet: there are domains in Cyrillic.
var addressLike = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*://\S+|@[\pL\d_]{3,}|[\pL\d_-]+(?:\.[\pL\d_-]+)*\.\pL{2,}(?:/\S*)?|(?:mailto|tel|tg):\S+`)

// strangeAddress tells whether words hold an address that the source lacks. A stop between two words without a space counts as one: apps make a link of it.
func strangeAddress(words, source string) bool {
	source = strings.ToLower(text.Clean(source))
	for _, found := range addressLike.FindAllString(text.Clean(words), -1) {
		if address := strings.ToLower(strings.TrimRight(found, `.,;:!?)»”"'`)); !standsIn(source, address) {
			return true
		}
	}
	return false
}

// standsIn tells whether the source has the address whole: news.kz is not within fakenews.kz or news.kz.evil.
func standsIn(source, address string) bool {
	for from := 0; ; {
		at := strings.Index(source[from:], address)
		if at < 0 {
			return false
		}
		at += from
		if before, behind := source[:at], source[at+len(address):]; !strings.HasSuffix(before, ".") && !letterAtEnd(before) && !letterAtStart(behind) {
			return true
		}
		from = at + len(address)
	}
}

var (
	endsInLetter   = regexp.MustCompile(`[\pL\d_@-]$`)
	beginsAsLetter = regexp.MustCompile(`^(?:[\pL\d_-]|\.\pL)`)
)

func letterAtEnd(s string) bool   { return endsInLetter.MatchString(s[max(0, len(s)-4):]) }
func letterAtStart(s string) bool { return beginsAsLetter.MatchString(s[:min(len(s), 8)]) }
