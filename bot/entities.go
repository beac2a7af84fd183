package bot

import (
	"encoding/json"
	"unicode"

	"aitys/content"
	"aitys/content/text"
)

const (
	// maxEntities is how many marks of a text are read; Telegram keeps a hundred.
	maxEntities = 100
	// maxLink is as long as the address of a link is believed.
	maxLink = 2048
)

type wireEntity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url"`
	Language string `json:"language"`
	Emoji    string `json:"custom_emoji_id"`
}

// entities returns the marks in a message's text, moved to where they belong in the normalised one. What is no list of marks has none: a message is worth more
// than its marks.
func (w *wireMessage) entities(normalised string) []content.Entity {
	raw, list := w.Text, w.Entities
	if raw == "" {
		raw, list = w.Caption, w.CaptionMark
	}
	var wire []wireEntity
	if len(list) == 0 || json.Unmarshal(list, &wire) != nil {
		return nil
	}
	wire = wire[:min(len(wire), maxEntities)]
	move := newMover(raw, normalised)
	var all []content.Entity
	for _, e := range wire {
		offset, length, ok := move.mark(e.Offset, e.Length)
		kind := plain(e.Type, '_')
		if !ok || kind == "" {
			continue
		}
		all = append(all, content.Entity{
			Type: kind, Offset: offset, Length: length, URL: address(e.URL), Language: plain(e.Language, '-'), Emoji: plain(e.Emoji, '_'),
		})
	}
	return all
}

// address is where a link leads, "" where that is an account: those stand nowhere but in one table.
func address(url string) string {
	url = text.NormaliseLine(url)
	if len(url) > maxLink || len(url) >= len("tg:") && (url[0]|0x20) == 't' && (url[1]|0x20) == 'g' && url[2] == ':' {
		return ""
	}
	return url
}

// trimUnits takes white space, and halves of a character, off both ends of a part of a text; false when nothing is left.
func trimUnits(units []uint16, from, to int) (int, int, bool) {
	loose := func(i int) bool { return unicode.IsSpace(rune(units[i])) }
	for from < to && (loose(from) || isLow(units[from])) {
		from++
	}
	for from < to && (loose(to-1) || isHigh(units[to-1])) {
		to--
	}
	return from, to, from < to
}

// isHigh and isLow tell the first and the second half of a character of two units.
func isHigh(unit uint16) bool { return unit >= 0xD800 && unit < 0xDC00 }
func isLow(unit uint16) bool  { return unit >= 0xDC00 && unit < 0xE000 }
