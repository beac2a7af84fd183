package drafting

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content"
)

type tokenKind int

const (
	wordToken   tokenKind = iota
	numberToken           // in digits
	signToken             // one character that is neither
)

// token is a word, a number or a sign of a sentence.
type token struct {
	kind       tokenKind
	start, end int    // in bytes
	lower      string // a word in lower case, a sign; of a number what is written
	upper      bool   // a word's first letter is a capital
	spaced     bool   // white space stands before it
	// Of a number: its digits with a point before the decimals, how many decimals, and whether its thousands are divided.
	digits   string
	decimals int
	grouped  bool
	unclear  bool // what divides its digits may be read as a decimal comma or as a sign of thousands
	broken   bool // a date, a time, a score, a version, or part of a name: no number by itself
}

// longestDigits is how many digits a number may have; what has more is a code.
const longestDigits = 15

// tokensOf divides a sentence.
func tokensOf(s string, lang content.Lang) (all []token) {
	spaced := true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			spaced = true
			i += size
			continue
		}
		t := token{kind: signToken, start: i, end: i + size, lower: s[i : i+size]}
		switch {
		case r >= '0' && r <= '9':
			t = numberAt(s, i, lang)
			t.broken = t.broken || belongsToName(all, spaced) && !isCounted(s[t.end:])
		case unicode.IsLetter(r):
			t = wordAt(s, i)
		}
		t.spaced = spaced
		all = append(all, t)
		spaced = false
		i = t.end
	}
	return all
}

// belongsToName tells whether a number stands behind what is written together with it: G20, COVID-19, Ту-154, 3:1, 1/3, @name1, №5.
func belongsToName(before []token, spaced bool) bool {
	n := len(before)
	if n == 0 {
		return false
	}
	last := before[n-1]
	if strings.ContainsAny(last.lower, "№#") {
		return true
	}
	switch {
	case spaced:
		return false
	case last.kind == wordToken:
		return currencies[last.lower] == ""
	case strings.ContainsAny(last.lower, ":/_@=&"), last.lower == "+" && n > 1 && before[n-2].kind == numberToken:
		return true
	case n > 1 && last.lower == "(" && !last.spaced && before[n-2].kind == wordToken:
		return true // a call of a function
	case n > 1 && (last.lower == "-" || last.lower == "‑") && !last.spaced:
		return before[n-2].kind == wordToken && scaleOf(before[n-2].lower) == nil
	}
	return false
}

// isCounted tells whether what follows a number that a hyphen joins to a name makes it a number all the same: Әзірбайжанға-111 есе, Тәжікстан-50%.
func isCounted(after string) bool {
	after = strings.TrimLeft(after, " ")
	return strings.HasPrefix(after, "%") || strings.HasPrefix(after, "пайыз") || strings.HasPrefix(after, "есе")
}

// wordAt reads a run of letters; an apostrophe between two belongs to it.
func wordAt(s string, start int) token {
	end := start
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			next, _ := utf8.DecodeRuneInString(s[end+size:])
			if (r != '\'' && r != '’') || !unicode.IsLetter(next) {
				break
			}
		}
		end += size
	}
	first, _ := utf8.DecodeRuneInString(s[start:])
	lower := strings.ReplaceAll(strings.ToLower(s[start:end]), "’", "'")
	return token{kind: wordToken, start: start, end: end, lower: strings.ReplaceAll(lower, "ё", "е"), upper: unicode.IsUpper(first)}
}

// numberAt reads a number in digits, as the language writes it: thousands behind spaces or commas, decimals behind a point or a comma.
func numberAt(s string, start int, lang content.Lang) token {
	t := token{kind: numberToken, start: start, end: start + countDigits(s[start:])}
	t.digits = s[start:t.end]
	if len(t.digits) <= 3 {
		t.groups(s, lang)
	}
	t.fraction(s)
	t.lower = s[t.start:t.end]
	whole, _, _ := strings.Cut(t.digits, ".")
	t.broken = len(whole) > longestDigits || t.decimals > 6 || goesOn(s[t.end:]) || len(whole) > 1 && whole[0] == '0'
	for t.broken && goesOn(s[t.end:]) {
		t.end++
		t.end += countDigits(s[t.end:])
	}
	return t
}

func countDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// goesOn tells whether what follows a number makes it a date, a time, a score, a fraction or a version.
func goesOn(after string) bool {
	return len(after) > 1 && strings.IndexByte(".:/,", after[0]) >= 0 && after[1] >= '0' && after[1] <= '9'
}

// groups reads the thousands that follow.
func (t *token) groups(s string, lang content.Lang) {
	divider, end, digits, n := "", t.end, t.digits, 0
	for {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !strings.ContainsRune(" \u00A0\u202F\u2009,.'’", r) || r == utf8.RuneError || countDigits(s[end+size:]) != 3 || divider != "" && divider != s[end:end+size] {
			break
		}
		divider = s[end : end+size]
		digits += s[end+size : end+size+3]
		end += size + 3
		n++
	}
	if n == 0 || digits[0] == '0' || n == 1 && (divider == "." || divider == "," && lang != content.English) {
		t.unclear = n == 1 && digits[0] != '0' // 12,500: read as decimals, but perhaps thousands
		return
	}
	t.digits, t.end, t.grouped = digits, end, true
}

// fraction reads the decimals that follow.
func (t *token) fraction(s string) {
	rest := s[t.end:]
	if !goesOn(rest) || rest[0] == ':' || rest[0] == '/' {
		return
	}
	n := countDigits(rest[1:])
	if goesOn(rest[1+n:]) {
		return // a date or a version
	}
	t.digits += "." + rest[1:1+n]
	t.decimals = n
	t.end += 1 + n
}
