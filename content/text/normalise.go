package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is how many combining marks one character keeps: Vietnamese needs two, Hebrew with cantillation three, "zalgo" forty.
const maxMarks = 4

// separators turns Unicode's own line and paragraph separators into line ends.
var separators = strings.NewReplacer("\u2028", "\n", "\u2029", "\n")

// Normalise makes safe text of what a person typed: Clean, with at most one blank line in a row, no spaces at the ends of lines, and nothing
// around the whole. Doing it twice changes nothing more. Text that is already so is returned as it is, without allocating.
func Normalise(s string) string {
	if isPlainText(s) {
		return s
	}
	s = strings.ReplaceAll(Clean(separators.Replace(s)), "\t", " ")
	var b strings.Builder
	b.Grow(len(s))
	blank := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(blank+1, 2)])
		} else {
			line = strings.TrimLeftFunc(line, unicode.IsSpace)
		}
		blank = 0
		b.WriteString(line)
	}
	return b.String()
}

// NormaliseLine makes one safe line of what a person typed: Clean, with every run of white space one space. A lone no-break space stays.
func NormaliseLine(s string) string {
	if isPlainText(s) && isOneLine(s) {
		return s
	}
	s = strings.TrimFunc(Clean(s), unicode.IsSpace)
	var b strings.Builder
	b.Grow(len(s))
	run := 0 // the white space before the present character
	var space rune
	for _, r := range s {
		if unicode.IsSpace(r) {
			run, space = run+1, r
			continue
		}
		if run == 1 && space != '\n' && space != '\t' {
			b.WriteRune(space)
		} else if run > 0 {
			b.WriteByte(' ')
		}
		run = 0
		b.WriteRune(r)
	}
	return b.String()
}

// Clean keeps of a text only what can be seen, in Unicode's form NFC, and leaves its spaces, tabs and line ends alone (CR LF and CR become LF).
//
// Dropped are: controls, marks that change the direction of writing, every other invisible format character (zero-width and soft-hyphen
// tricks, tags), private-use characters and noncharacters, and combining marks beyond four on one character or on none. Bytes that are not
// UTF-8 become U+FFFD. A zero-width joiner or non-joiner stays between letters of scripts that shape by it, a joiner also between emoji.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(visible, s)
	s = dropLooseJoiners(s)
	return limitMarks(norm.NFC.String(s))
}

// visible returns the character to keep for r: mostly r itself, negative to drop it.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || isCommon(r):
		return r
	case r == '\r':
		return '\n'
	case r == '\u2028' || r == '\u2029' || r == '\u2800': // line and paragraph separators, the blank Braille pattern
		return ' '
	case r == zwnj || r == zwj || isNumberSign(r):
		return r
	case isFiller(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Noncharacter_Code_Point):
		return -1
	case r >= 0xE0000 && r < 0xE0100: // tags, and what Unicode keeps for more invisible characters
		return -1
	}
	return r
}

// isFiller tells whether r is a letter or a mark that shows nothing: Hangul fillers and the combining grapheme joiner.
func isFiller(r rune) bool {
	switch r {
	case '\u115F', '\u1160', '\u3164', '\uFFA0', '\u034F':
		return true
	}
	return false
}

// isNumberSign tells whether r is one of the format characters that can be seen: signs written around numbers in Arabic and its neighbours.
func isNumberSign(r rune) bool { return unicode.Is(unicode.Prepended_Concatenation_Mark, r) }

// isCommon tells whether r needs no further look: visible, no combining mark, in NFC whatever stands beside it among such characters.
func isCommon(r rune) bool {
	switch {
	case r >= ' ' && r <= '~':
		return true
	case r < 0xA0:
		return false
	case r <= 0xFF:
		return r != '\u00AD' // the soft hyphen
	case r >= 0x400 && r <= 0x52F:
		return r < 0x483 || r > 0x489 // Cyrillic, but for its combining marks
	}
	return r >= 0x2010 && r <= 0x2027 || // dashes, quotes, the ellipsis
		r >= 0x20A0 && r <= 0x20C0 || // currencies
		r == '№'
}

func isClean(s string) bool {
	for _, r := range s {
		if r != '\n' && r != '\t' && !isCommon(r) {
			return false
		}
	}
	return true // bytes that are not UTF-8 come as U+FFFD, which is not common
}

// isPlainText tells whether Normalise has nothing to do; it may err on the side of false.
func isPlainText(s string) bool {
	before, newlines := ' ', 0
	for _, r := range s {
		switch {
		case r == '\n':
			newlines++
			if newlines > 2 || unicode.IsSpace(before) && before != '\n' {
				return false
			}
		case !isCommon(r):
			return false
		default:
			newlines = 0
		}
		before = r
	}
	first, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsSpace(first) && !unicode.IsSpace(before)
}

// isOneLine tells whether s has no line ends and no two white spaces side by side.
func isOneLine(s string) bool {
	before := false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if r == '\n' || space && before {
			return false
		}
		before = space
	}
	return true
}

// limitMarks drops the combining marks beyond maxMarks on one character, and those that stand on nothing.
func limitMarks(s string) string {
	marks, onNothing := 0, true
	return strings.Map(func(r rune) rune {
		switch {
		case r == zwj || r == zwnj:
		case r == '\u034F': // norm puts it into runs of over thirty marks
			return -1
		case isMark(r):
			marks++
			if marks > maxMarks || onNothing {
				return -1
			}
		default:
			marks, onNothing = 0, unicode.IsSpace(r)
		}
		return r
	}, s)
}

// isMark tells whether r is drawn onto the character before it, or is put in order with what is.
func isMark(r rune) bool {
	if isCommon(r) {
		return false
	}
	if unicode.Is(unicode.Mc, r) {
		return norm.NFC.PropertiesString(string(r)).CCC() != 0
	}
	return unicode.In(r, unicode.Mn, unicode.Me)
}
