package moderation

import (
	"strings"
	"unicode"
)

// Letters that look alike, in lower case, as Cyrillic and as Latin. What people type for a Kazakh letter that their keyboard lacks is not among them: see typedFor.
var (
	toCyrillic = map[rune]rune{
		'a': 'а', 'b': 'ь', 'c': 'с', 'e': 'е', 'k': 'к', 'm': 'м', 'h': 'н', 'o': 'о', 'p': 'р', 't': 'т', 'x': 'х', 'y': 'у', 'u': 'и', 'n': 'п', 'r': 'г',
		'α': 'а', 'β': 'в', 'ε': 'е', 'κ': 'к', 'ο': 'о', 'ρ': 'р', 'τ': 'т', 'υ': 'у', 'χ': 'х', 'ν': 'у', 'π': 'п', 'γ': 'г', 'λ': 'л', 'φ': 'ф', 'ι': 'і',
		'i': 'і', 'ə': 'ә', 'ɵ': 'ө', 'j': 'ј', 's': 'ѕ',
	}
	toLatin = map[rune]rune{
		'а': 'a', 'в': 'b', 'с': 'c', 'е': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'т': 't', 'х': 'x', 'у': 'y', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd',
		'α': 'a', 'β': 'b', 'ε': 'e', 'κ': 'k', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ν': 'v', 'ι': 'i', 'һ': 'h', 'ԛ': 'q', 'ԝ': 'w',
	}
	cyrillicDigits = map[rune]rune{'0': 'о', '3': 'з', '4': 'ч', '6': 'б', '1': 'і', '@': 'а', '$': 'с'}
	latinDigits    = map[rune]rune{'0': 'o', '3': 'e', '4': 'a', '1': 'i', '5': 's', '7': 't', '@': 'a', '$': 's'}
)

// typedFor tells whether a Latin letter stands for a Kazakh one that a keyboard lacks, in a word that is otherwise Cyrillic.
func typedFor(r rune) bool { return strings.ContainsRune("iəhɵ", r) }

// alphabet is how many letters of a word stand in which, and how often one follows on another.
type alphabet struct{ latin, cyrillic, greek, digits, changes, shortest int }

// alphabetOf counts a word's letters. What stands for a Kazakh letter changes nothing.
func alphabetOf(w string) (a alphabet) {
	var before *unicode.RangeTable
	run, cyrillic := 0, strings.ContainsFunc(w, isCyrillic)
	a.shortest = len(w)
	for _, r := range w {
		var in *unicode.RangeTable
		switch {
		case unicode.Is(unicode.Latin, r):
			a.latin, in = a.latin+1, unicode.Latin
		case unicode.Is(unicode.Cyrillic, r):
			a.cyrillic, in = a.cyrillic+1, unicode.Cyrillic
		case unicode.Is(unicode.Greek, r):
			a.greek, in = a.greek+1, unicode.Greek
		case unicode.IsDigit(r) || r == '@' || r == '$':
			a.digits++
		}
		if in == nil || in == before || in == unicode.Latin && typedFor(r) && cyrillic && before != unicode.Latin {
			run++
			continue
		}
		if before != nil {
			a.changes++
			a.shortest, run = min(a.shortest, run), 0
		}
		before = in
		run++
	}
	a.shortest = min(a.shortest, run)
	return a
}

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// oneAlphabet writes a word in the alphabet to which most of its letters belong, and tells whether that undid a disguise. A name with an ending of another language
// (iPhoneды, VPNом) is none, nor is a letter that stands for a Kazakh one.
func oneAlphabet(w string) (folded string, disguised bool) {
	if plainASCII(w) {
		return w, false
	}
	a := alphabetOf(w)
	letters := a.latin + a.cyrillic + a.greek
	oneKind := a.latin == letters || a.cyrillic == letters || a.greek == letters
	switch {
	case letters == 0, oneKind && (a.digits == 0 || letters < 3), a.greek == letters, a.changes == 1 && a.shortest > 1 && a.digits == 0 && a.greek == 0:
		return w, false
	}
	letterFor, digitFor := toCyrillic, cyrillicDigits
	if a.latin > a.cyrillic {
		letterFor, digitFor = toLatin, latinDigits
	}
	folded, undone := replaced(w, letterFor, digitFor)
	return folded, a.changes > 0 || undone && !oneKind || undone && a.digits < letters
}

// replaced replaces look-alikes, and digits and signs that have a letter on both sides; undone tells whether there were any of the latter.
func replaced(w string, letterFor, digitFor map[rune]rune) (folded string, undone bool) {
	runes := []rune(w)
	for i, r := range runes {
		if to, is := digitFor[r]; is && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
			runes[i], undone = to, true
			continue
		}
		if to, is := letterFor[r]; is {
			runes[i] = to
		}
	}
	return string(runes), undone
}

// plainASCII tells whether a word is Latin letters and digits alone, with no digit or sign between two letters.
func plainASCII(w string) bool {
	for i := range len(w) {
		c := w[i]
		if c >= 0x80 || (c == '@' || c == '$' || c >= '0' && c <= '9') && i > 0 && i+1 < len(w) && isLower(w[i-1]) && isLower(w[i+1]) {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
