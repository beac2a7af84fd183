package drafting

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// latinLetters write Cyrillic in Latin letters, as Kazakh newsrooms' addresses do.
var latinLetters = strings.NewReplacer("а", "a", "ә", "a", "б", "b", "в", "v", "г", "g", "ғ", "g", "д", "d", "е", "e", "ё", "e", "ж", "zh", "з", "z", "и", "i", "й", "i", "к", "k", "қ", "q", "л", "l",
	"м", "m", "н", "n", "ң", "n", "о", "o", "ө", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ұ", "u", "ү", "u", "ф", "f", "х", "kh", "һ", "h", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch",
	"ъ", "", "ы", "y", "і", "i", "ь", "", "э", "e", "ю", "yu", "я", "ya", "'", "", "’", "")

// emptyWords are left out of names.
var emptyWords = set("the a an of in on at to and for by with from its is are v vo na s so po ob za k ko ot iz chto zhane men ben pen ushin")

// slugOf makes a name for links of a title: its first words in Latin letters, at most so many bytes; "" where it has none.
func slugOf(title string, longest int) string {
	name := ""
	for _, word := range strings.FieldsFunc(latinLetters.Replace(norm.NFC.String(strings.ToLower(title))), func(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == '\u00A0' || r == '/' }) {
		word = strings.Map(asciiName, norm.NFD.String(word))
		switch {
		case word == "" || emptyWords[word]:
		case name == "":
			name = word[:min(len(word), longest)]
		case len(name)+1+len(word) > longest:
			return name
		default:
			name += "-" + word
		}
	}
	return name
}

func asciiName(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// names gives out ids that are each used once.
type names map[string]bool

// next returns an id made of a text. One that is a number would be taken for a section's number.
func (n names) next(s, otherwise string, longest int) string {
	base := slugOf(s, longest-3)
	if _, err := strconv.Atoi(base); err == nil || base == "" {
		base = otherwise
	}
	name := base
	for i := 2; n[name]; i++ {
		name = fmt.Sprintf("%s-%d", base[:min(len(base), longest-4)], i)
	}
	n[name] = true
	return name
}
