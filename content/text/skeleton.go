package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A skeleton is a word without what people spell in different ways: Cyrillic and Latin, Kazakh with its own letters, with Russian ones and with either of
// its Latin alphabets, ё and е. Its letters are a to z: "c" stands for ч, "x" for ш and щ, "j" for ж, "i" for и, й, і and ы; so Алматы and Almaty are
// both "almati". Letters of other alphabets stay, without their marks.

// simple are the letters with one that stands for them.
var simple = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "g", 'д': "d", 'е': "e", 'ё': "e", 'э': "e", 'ж': "j", 'з': "z", 'и': "i", 'й': "i",
	'і': "i", 'ы': "i", 'к': "k", 'қ': "k", 'л': "l", 'м': "m", 'н': "n", 'ң': "n", 'о': "o", 'ө': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ү': "u", 'ұ': "u", 'ф': "f", 'х': "h", 'һ': "h", 'ц': "ts", 'ч': "c", 'ш': "x", 'щ': "x", 'ю': "iu", 'я': "ia", 'ъ': "", 'ь': "",
	'q': "k", 'c': "k", 'x': "ks", 'w': "u", 'y': "i", 'ı': "i", 'ş': "x", 'ș': "x", 'š': "x", 'ç': "c", 'č': "c", 'ž': "j", 'ý': "u", '\'': "",
}

// joint are the Latin letters that stand for one of the skeleton together, the longest first.
var joint = []struct{ written, means string }{
	{"shch", "x"}, {"sh", "x"}, {"ch", "c"}, {"zh", "j"}, {"kh", "h"}, {"gh", "g"}, {"s'", "x"}, {"c'", "c"},
}

// skeleton returns a word's skeleton. The word is in lower case and in NFC.
func skeleton(word string) string {
	b := make([]byte, 0, len(word))
	for word != "" {
		means, size := nextSound(word)
		b = append(b, means...)
		word = word[size:]
	}
	return spokenAs(smoothed(b))
}

// nextSound returns what the letters with which a word begins stand for, and how many bytes they take.
func nextSound(word string) (means string, size int) {
	for _, j := range joint {
		if strings.HasPrefix(word, j.written) {
			return j.means, len(j.written)
		}
	}
	r, size := utf8.DecodeRuneInString(word)
	if r < utf8.RuneSelf && r >= 'a' && simple[r] == "" && r != '\'' {
		return word[:1], 1
	}
	if known, is := simple[r]; is {
		return known, size
	}
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(word[:size]))
	if known, is := simple[base]; is {
		return known, size
	}
	if isMark(base) || base == utf8.RuneError {
		return "", size
	}
	return string(base), size
}

const vowels = "aeiou"

func isVowel(c byte) bool { return strings.IndexByte(vowels, c) >= 0 }

// smoothed leaves out what is written by some and not by others: an i beside another, the glide before an e (Yerlan, Ерлан), the d of дж.
func smoothed(b []byte) []byte {
	kept := b[:0]
	for i, c := range b {
		last := len(kept) - 1
		next := byte(0)
		if i+1 < len(b) {
			next = b[i+1]
		}
		switch {
		case c == 'i' && last >= 0 && kept[last] == 'i':
		case c == 'i' && next == 'e' && (last < 0 || isVowel(kept[last])):
		case c == 'd' && next == 'j':
		default:
			kept = append(kept, c)
		}
	}
	return kept
}

// spokenAs makes one of what Kazakh and Russian call differently: қазақ and казах, Қарағанды and Караганда.
func spokenAs(b []byte) string {
	s := string(b)
	if rest, is := strings.CutPrefix(s, "kazah"); is {
		return "kazak" + rest
	}
	if s == "karaganda" {
		return "karagandi"
	}
	return s
}
