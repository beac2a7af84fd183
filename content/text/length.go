package text

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// UTF16Len returns the length of s in UTF-16 units, in which Telegram counts.
func UTF16Len(s string) int {
	n := 0
	for _, r := range s {
		n += units(r)
	}
	return n
}

// units is how many UTF-16 units r takes.
func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Length returns the length of s in graphemes: what a reader counts as characters.
func Length(s string) int { return uniseg.GraphemeClusterCount(s) }

// Truncate returns plain text of at most the given number of graphemes (what a reader sees as one character): s itself, or its beginning
// with "…" as the last of them.
func Truncate(s string, graphemes int) string {
	if graphemes < 1 {
		return ""
	}
	rest, state, end := s, -1, 0
	for n := 1; rest != ""; n++ {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if n == graphemes && rest != "" {
			return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
		}
		end += len(cluster)
	}
	return s
}
