package pictures

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// word is a piece of text between two places where a line may be broken.
type word struct {
	text  string
	width int
}

// wrap divides a legible text into lines of at most the given width, and of about the same length, as headlines have them. There are at most
// so many lines: a text that needs more is cut, and ends in "…".
func (l *letters) wrap(s string, width, most int) []string {
	words := l.words(s, width)
	lines := l.fill(words, width)
	if len(lines) > most {
		lines[most-1] = l.cut(strings.Join(lines[most-1:], " "), width)
		return lines[:most]
	}
	if len(lines) < 2 {
		return lines
	}
	narrow := width / 2
	narrow += sort.Search(width-narrow, func(more int) bool { return len(l.fill(words, narrow+more)) <= len(lines) })
	return l.fill(words, narrow)
}

// dated keeps lines from being broken within a date, in a legible text whose parts are divided by dots. A part for which a line has no room stays as it is.
func (l *letters) dated(s string, width int) string {
	const dot = " · "
	parts := strings.Split(s, dot)
	for i, part := range parts {
		if kept := strings.ReplaceAll(part, " ", "\u00A0"); strings.ContainsFunc(part, unicode.IsDigit) && l.width(kept+"\u00A0·") <= width {
			parts[i] = kept
		}
	}
	return strings.Join(parts, dot)
}

// needs is how many lines a legible text takes.
func (l *letters) needs(s string, width int) int { return len(l.fill(l.words(s, width), width)) }

// fill puts as many words on each line as the width has room for.
func (l *letters) fill(words []word, width int) []string {
	var lines []string
	space, end := l.width(" "), 0
	for _, w := range words {
		if last := len(lines) - 1; last >= 0 && end+space+w.width <= width {
			lines[last] += " " + w.text
			end += space + w.width
			continue
		}
		lines = append(lines, w.text)
		end = w.width
	}
	return lines
}

// words measures the words of s, each no wider than width.
func (l *letters) words(s string, width int) []word {
	var words []word
	for text := range strings.FieldsFuncSeq(s, isBreak) {
		if last := len(words) - 1; last >= 0 && sticks(words[last].text, text) {
			joined := words[last].text + "\u00A0" + text
			if w := l.width(joined); w <= width {
				words[last] = word{joined, w}
				continue
			}
		}
		if w := l.width(text); w <= width {
			words = append(words, word{text, w})
		} else {
			words = append(words, l.pieces(text, width)...)
		}
	}
	return words
}

// isBreak tells whether a line may be broken at r.
func isBreak(r rune) bool { return r == ' ' }

// sticks tells whether a line should not be broken between two words: before a dash, and behind a lone letter, as Russian prepositions are.
func sticks(before, text string) bool {
	switch text {
	case "–", "—", "-", "·":
		return true
	}
	letter, size := utf8.DecodeRuneInString(before)
	return size == len(before) && unicode.IsLetter(letter)
}

// pieces divides a word that is wider than a line, with a hyphen where letters are parted.
func (l *letters) pieces(text string, width int) []word {
	var pieces []word
	hyphen := l.width("-")
	piece, end, room := "", ' ', width-hyphen
	for graphemes := uniseg.NewGraphemes(text); graphemes.Next(); {
		next := graphemes.Str()
		start, _ := utf8.DecodeRuneInString(next)
		size := l.width(next)
		if piece != "" && size > room {
			if unicode.IsLetter(end) && unicode.IsLetter(start) {
				piece += "-"
			}
			pieces = append(pieces, word{piece, l.width(piece)})
			piece, room = "", width-hyphen
		}
		piece += next
		room -= size
		end = start
	}
	return append(pieces, word{piece, l.width(piece)})
}

// cut returns as much of s as fits into the width with "…" behind it: whole words, where there are several.
func (l *letters) cut(s string, width int) string {
	var ends []int
	for graphemes := uniseg.NewGraphemes(s); graphemes.Next(); {
		_, end := graphemes.Positions()
		ends = append(ends, end)
	}
	shorten := func(end int) string { return strings.TrimRight(s[:end], " \u00A0,;:–—-.(…") + string(lost) }
	fitting := sort.Search(len(ends), func(i int) bool { return l.width(shorten(ends[i])) > width })
	if fitting == 0 {
		return string(lost)
	}
	end := ends[fitting-1]
	if space := strings.LastIndexFunc(s[:end], isBreak); space > 0 && !strings.HasPrefix(s[end:], " ") {
		end = space
	}
	return shorten(end)
}
