package moderation

import (
	"strings"
	"unicode/utf8"
)

// plainLetters are what people type for letters that their keyboard lacks, or that they leave the dots off.
var plainLetters = map[rune]rune{'ё': 'е', 'ә': 'а', 'ғ': 'г', 'қ': 'к', 'ң': 'н', 'ө': 'о', 'ұ': 'у', 'ү': 'у', 'һ': 'х', 'і': 'и', 'i': 'и', 'ə': 'а', 'ɵ': 'о'}

// plain writes a Cyrillic word with the letters that every Russian keyboard has: тілсіз and тилсиз are one word then.
func plain(w string) string {
	if w == "" || w[0] < utf8.RuneSelf {
		return w
	}
	return strings.Map(func(r rune) rune {
		if to, is := plainLetters[r]; is {
			return to
		}
		return r
	}, w)
}

// latinFor is how a Cyrillic letter is written in Latin ones, all ways brought to one: see latinSpelling.
var latinFor = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "j", 'з': "z", 'и': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r",
	'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sh", 'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

// inLatin writes a plain Cyrillic word in Latin letters.
func inLatin(w string) string {
	var b strings.Builder
	for _, r := range w {
		if to, is := latinFor[r]; is {
			b.WriteString(to)
			continue
		}
		b.WriteRune(r)
	}
	return single(b.String())
}

// latinWays brings the ways in which people write Russian and Kazakh in Latin letters to one.
var latinWays = strings.NewReplacer("zh", "j", "kh", "h", "gh", "g", "sch", "sh", "şç", "sh", "ş", "sh", "ç", "ch", "q", "k", "w", "u", "x", "h", "y", "i", "ı", "i", "ï", "i", "í", "i", "ý", "u",
	"ú", "u", "ü", "u", "ū", "u", "ó", "o", "ö", "o", "á", "a", "ä", "a", "ə", "a", "ń", "n", "ñ", "n", "ŋ", "n", "ǵ", "g", "ğ", "g", "ḡ", "g", "c", "ts", "ch", "ch", "'", "")

// latinSpelling is how inLatin would have written what a Latin word stands for.
func latinSpelling(w string) string { return single(latinWays.Replace(w)) }

// single writes a letter once where it stands several times in a row: tvaar, mrazz.
func single(w string) string {
	return squeezed(w, 2)
}

// squeezed writes a letter once where it stands at least so many times in a row.
func squeezed(w string, least int) string {
	var b strings.Builder
	runes := []rune(w)
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && runes[end] == runes[i] {
			end++
		}
		n := end - i
		if n >= least {
			n = 1
		}
		for range n {
			b.WriteRune(runes[i])
		}
		i = end
	}
	return b.String()
}

// drawn tells whether a letter of a word stands three times in a row or more.
func drawn(w string) bool {
	var before rune
	run := 0
	for _, r := range w {
		if r != before {
			before, run = r, 0
		}
		if run++; run >= 3 {
			return true
		}
	}
	return false
}

// englishWords are words by one of which a text in Latin letters is taken for English: neither Russian nor Kazakh has them.
var englishWords = map[string]bool{"the": true, "of": true, "to": true, "and": true, "is": true, "you": true, "your": true, "for": true, "are": true, "it": true, "that": true,
	"this": true, "was": true, "with": true, "they": true, "have": true, "not": true, "what": true, "my": true, "we": true, "all": true, "in": true, "he": true, "she": true, "who": true}

// english tells whether a text has English words in it.
func (r *reading) english() bool {
	for _, w := range r.words {
		if englishWords[w.typed] {
			return true
		}
	}
	return false
}
