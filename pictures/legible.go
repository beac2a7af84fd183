package pictures

import (
	"strings"
	"unicode"

	"aitys/content/text"

	"golang.org/x/text/unicode/norm"
)

// lost stands for letters that cannot be drawn.
const lost = '…'

// legible makes one line of what the fonts can draw. Letters of other scripts become one "…" for each run of them; emoji and other signs that
// the fonts lack are left out, with the marks that belong to them.
func (d *desk) legible(s string) string {
	var b strings.Builder
	gap, kept := false, false // in a run of lost letters; whether the character before this one was drawn
	for _, r := range text.NormaliseLine(s) {
		drawn := d.drawable(r)
		switch {
		case unicode.IsMark(r) && !kept:
			continue
		case drawn != "":
			gap = gap && unicode.IsSpace(r)
			b.WriteString(drawn)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if !gap {
				b.WriteRune(lost)
			}
			gap = true
		}
		kept = drawn != ""
	}
	return tidy(b.String())
}

// drawable returns how r is drawn: as it is, as the plain letters for which it is a typographic form, or "" where the fonts lack it.
func (d *desk) drawable(r rune) string {
	switch {
	case r == '\u00A0' || r == '\u202F': // they keep what they join on one line
		return "\u00A0"
	case unicode.IsSpace(r):
		return " "
	case d.has(r):
		return string(r)
	}
	plain := norm.NFKC.String(string(r))
	for _, p := range plain {
		if !d.has(p) {
			return ""
		}
	}
	return plain
}

// tidy takes out the spaces that stood around what was left out, and repeated "…".
func tidy(s string) string {
	var words []string
	for _, word := range strings.FieldsFunc(s, isBreak) {
		word = strings.Trim(word, "\u00A0")
		if word == "" || word == string(lost) && len(words) > 0 && words[len(words)-1] == word {
			continue
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}
