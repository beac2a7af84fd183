package drafting

import (
	"strings"
	"unicode"

	"aitys/content"
)

// letters counts a text's letters by what they tell of its language.
type letters struct{ latin, cyrillic, kazakh int }

func lettersOf(s string) (n letters) {
	for _, r := range s {
		switch {
		case strings.ContainsRune("әғқңөұүһіӘҒҚҢӨҰҮҺІ", r):
			n.kazakh++
			n.cyrillic++
		case unicode.Is(unicode.Cyrillic, r):
			n.cyrillic++
		case unicode.Is(unicode.Latin, r):
			n.latin++
		}
	}
	return n
}

// LanguageOf returns the language in which most of a text is written, and whether there is doubt.
func LanguageOf(s string) (lang content.Lang, doubt bool) {
	n := lettersOf(s)
	switch {
	case n.latin > n.cyrillic:
		return content.English, n.cyrillic*5 > n.latin
	case n.kazakh*16 > n.cyrillic: // in Kazakh every fifth letter is one that Russian lacks
		return content.Kazakh, n.latin*3 > n.cyrillic || n.kazakh*9 < n.cyrillic
	}
	return content.Russian, n.latin*3 > n.cyrillic || n.kazakh*40 > n.cyrillic
}
