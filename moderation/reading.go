package moderation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// mostRead is how many bytes of a text are read: an opinion has at most 3,500 characters, a message of Telegram's 4,096.
const mostRead = 16 << 10

// reading is a text as the filters see it.
type reading struct {
	typed    string // cut to mostRead, otherwise as it came
	text     string // what can be seen of it
	lower    string
	entities []content.Entity
	digits   int
	words    []word
	keyed    []text.Word // the words with look-alikes undone, as they are looked for
	keyedAs  string      // the text of keyed
	spaced   []string    // words that were written with their letters apart
	signs    []Finding   // what it has beside words
	hits     []hit       // the project's own words in it
}

// word is a run of letters and digits, with what people put between letters to hide a word.
type word struct {
	typed  string // in lower case
	folded string // in one alphabet, digits and signs for letters undone
	mixed  bool   // it holds look-alikes of another alphabet, or digits for letters
}

func read(p Post) *reading {
	r := &reading{typed: cut(p.Text), entities: p.Entities}
	r.text = text.Clean(r.typed)
	r.lower = strings.ToLower(r.text)
	for i := range len(r.lower) {
		if c := r.lower[i]; c >= '0' && c <= '9' {
			r.digits++
		}
	}
	r.words = wordsOf(r.lower)
	r.spaced = together(r.words)
	var b strings.Builder
	for _, w := range r.words {
		b.WriteString(dotless(w.folded))
		b.WriteByte(' ')
	}
	for _, w := range r.spaced {
		b.WriteString(w)
		b.WriteByte(' ')
	}
	r.keyedAs = b.String()
	r.keyed = text.Words(r.keyedAs)
	r.hits = builtIn().hitsIn(r)
	for _, f := range signFilters {
		r.signs = append(r.signs, f(nil, r)...)
	}
	return r
}

// cut returns the beginning of s that is read, without half a character at its end.
func cut(s string) string {
	if len(s) <= mostRead {
		return s
	}
	end := mostRead
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// wordsOf returns the words of a text in lower case.
func wordsOf(s string) (all []word) {
	start := -1
	for i, r := range s {
		switch {
		case inWord(r):
			if start < 0 {
				start = i
			}
			continue
		case start >= 0 && within(r) && wordGoesOn(s[i+utf8.RuneLen(r):]):
			continue
		case start >= 0:
			all = append(all, newWord(s[start:i]))
			start = -1
		}
	}
	if start >= 0 {
		all = append(all, newWord(s[start:]))
	}
	return all
}

// inWord tells whether r may stand in a word: not what only tells how the sign before it is drawn.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Variation_Selector, r)
}

// within tells whether r may stand inside a word.
func within(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '@' || r == '$' || r == '*'
}

// wordGoesOn tells whether a letter comes next, or another sign that hides one and then a letter.
func wordGoesOn(s string) bool {
	const mostHidden = 8
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			return true
		case r != '*' || i > mostHidden:
			return false
		}
	}
	return false
}

func newWord(typed string) word {
	w := word{typed: typed}
	w.folded, w.mixed = oneAlphabet(typed)
	return w
}

// leastSpaced is how many letters apart make a word: fewer are initials.
const leastSpaced = 4

// abbreviations are letters that stand apart for good reasons: и т. д. и т. п.
var abbreviations = strings.NewReplacer("итд", "", "итп", "", "те", "", "тк", "", "тд", "", "тп", "")

// together returns the words that were written with their letters apart.
func together(words []word) (all []string) {
	var b strings.Builder
	letters := 0
	end := func() {
		if letters >= leastSpaced {
			if joined, _ := oneAlphabet(b.String()); utf8.RuneCountInString(abbreviations.Replace(joined)) >= leastSpaced {
				all = append(all, joined)
			}
		}
		b.Reset()
		letters = 0
	}
	for _, w := range words {
		if r, size := utf8.DecodeRuneInString(w.typed); size == len(w.typed) && unicode.IsLetter(r) {
			b.WriteString(w.typed)
			letters++
			continue
		}
		end()
	}
	end()
	return all
}
