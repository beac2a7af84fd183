package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
)

// Folded keeps of a text only its letters and digits, without their case: what is left when somebody says the same with other spaces, stops, emoji or
// capitals. It is for comparing, not for reading. Of a text without letters and digits it is empty.
func Folded(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cherokee, r):
			return unicode.ToUpper(r) // Unicode folds Cherokee upwards; the caser swaps its two cases, so that folding twice would change the text
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, cases.Fold().String(s))
}
