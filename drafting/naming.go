package drafting

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content/text"
)

// newNames are the names in a sentence that the source lacks: words with a capital that does not come of the sentence's beginning, in any form. What stands together is one.
func (f facts) newNames(sentence string) (all []string) {
	from, to := -1, 0
	name := func() {
		if from >= 0 {
			all = append(all, sentence[from:to])
		}
		from = -1
	}
	begins := true
	for _, w := range text.Words(clipped(sentence)) {
		if from >= 0 && strings.TrimSpace(sentence[to:w.Start]) != "" {
			name()
		}
		switch {
		case !begins && f.isNewName(sentence[w.Start:w.End], w.Keys):
			if from < 0 {
				from = w.Start
			}
			to = w.End
		default:
			name()
		}
		begins = false
	}
	name()
	return all
}

// isNewName tells whether a word is a name in no form of which the source has it. Months are looked at as times.
func (f facts) isNewName(word string, keys []text.Key) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || len(keys) == 0 || utf8.RuneCountInString(word) < 2 || isMonth(strings.ToLower(word), f.lang) {
		return false
	}
	for _, key := range keys {
		if f.words[key] {
			return false
		}
	}
	return true
}
