package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many letters of a word count when it is looked for: no word that means anything is longer.
const longestWord = 48

// token is a word or a number in a text.
type token struct {
	start, end int    // where it stands, in bytes
	word       string // in lower case, in NFC, of at most longestWord letters; of a number its digits, with a point before its fraction
	number     bool
}

// tokens returns the words and numbers of a text. Words are runs of letters, with an apostrophe between two of them; numbers are written in digits,
// and the spaces, commas and points that divide thousands are left out: 80 000, 80,000 and 80000 are one number.
func tokens(s string) (all []token) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		var found token
		switch {
		case isDigit(r):
			found = numberAt(s, i)
		case unicode.IsLetter(r):
			found = wordAt(s, i)
		default:
			i += size
			continue
		}
		all = append(all, found)
		i = found.end
	}
	return all
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isApostrophe tells whether r is one of the signs that people type for an apostrophe.
func isApostrophe(r rune) bool { return strings.ContainsRune("'’ʼ‘`´ʻ", r) }

// wordAt reads the word that begins at a letter.
func wordAt(s string, start int) token {
	var b strings.Builder
	end, letters := start, 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		case isApostrophe(r) && letterFollows(s[end+size:]):
			r = '\''
		default:
			return token{start: start, end: end, word: lowered(b.String())}
		}
		if letters++; letters <= longestWord {
			b.WriteRune(r)
		}
		end += size
	}
	return token{start: start, end: end, word: lowered(b.String())}
}

func lowered(word string) string { return norm.NFC.String(strings.ToLower(word)) }

func letterFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// numberAt reads the number that begins at a digit.
func numberAt(s string, start int) token {
	end := start + digits(s[start:])
	number := s[start:end]
	if len(number) <= 3 {
		for separator := ""; len(number) < longestWord; {
			group, by := thousands(s[end:])
			if group == "" || separator != "" && by != separator {
				break
			}
			separator = by
			number += group
			end += len(by) + len(group)
		}
	}
	if fraction := fractionOf(s[end:]); fraction != "" {
		number += "." + fraction
		end += 1 + len(fraction)
	}
	return token{start: start, end: end, word: number[:min(len(number), longestWord)], number: true}
}

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(rune(s[n])) {
		n++
	}
	return n
}

// thousands returns the three digits that go on with a number behind a separator; empty where none do.
func thousands(s string) (group, separator string) {
	r, size := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune(" \u00A0\u202F\u2009,.'’", r) || r == utf8.RuneError || digits(s[size:min(len(s), size+4)]) != 3 {
		return "", ""
	}
	return s[size : size+3], s[:size]
}

// fractionOf returns the digits behind a decimal point or comma. What has a further point behind them is a date or a version, not a number.
func fractionOf(s string) string {
	if s == "" || s[0] != '.' && s[0] != ',' {
		return ""
	}
	n := digits(s[1:])
	if rest := s[1+n:]; n == 0 || len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && isDigit(rune(rest[1])) {
		return ""
	}
	return s[1 : 1+n]
}
