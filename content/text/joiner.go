package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The zero-width non-joiner and the zero-width joiner.
const (
	zwnj = '\u200C'
	zwj  = '\u200D'
)

// shaping are the scripts whose letters take another form beside a joiner or a non-joiner.
var shaping = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// dropLooseJoiners drops joiners and non-joiners that join nothing, which people use to slip words past filters.
func dropLooseJoiners(s string) string {
	if !strings.ContainsAny(s, "\u200C\u200D") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var base, before rune // the last character that is no mark, and the last of all
	for i, r := range s {
		if r == zwnj || r == zwj {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if before == zwnj || before == zwj || !joins(r, base, next) {
				continue
			}
		} else if !isMark(r) {
			base = r
		}
		before = r
		b.WriteRune(r)
	}
	return b.String()
}

func joins(joiner, base, next rune) bool {
	if unicode.IsLetter(base) && unicode.IsLetter(next) && unicode.In(base, shaping...) && unicode.In(next, shaping...) {
		return true
	}
	return joiner == zwj && isEmoji(base) && isEmoji(next)
}

// isEmoji tells whether r stands in the blocks from which emoji sequences are made.
func isEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r >= 0x2B00 && r <= 0x2BFF || r >= 0x2190 && r <= 0x21FF
}
