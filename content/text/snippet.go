package text

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// Snippet returns what stands around the first of the words that are asked for (see Asked), as one line of Telegram's HTML of at most so many graphemes, with
// each such word in bold. Where none of them stands in s it is the beginning.
func Snippet(s string, asked [][]Key, graphemes int) string {
	s = NormaliseLine(s)
	cuts := graphemeCuts(s)
	marks := marked(s, asked, cuts)
	first := 0
	if len(marks) > 0 {
		first = marks[0].start
	}
	from, to := window(s, cuts, first, graphemes)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	at := from
	for _, mark := range marks {
		if mark.start < at || mark.end > to {
			continue
		}
		b.WriteString(Escape(s[at:mark.start]) + "<b>" + Escape(s[mark.start:mark.end]) + "</b>")
		at = mark.end
	}
	b.WriteString(Escape(strings.TrimRight(s[at:to], " ")))
	if to < len(s) {
		b.WriteString("…")
	}
	return b.String()
}

// graphemeCuts returns where the graphemes of s begin, and at last its length.
func graphemeCuts(s string) []int {
	cuts, state, at := []int{0}, -1, 0
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(cluster)
		cuts = append(cuts, at)
	}
	return cuts
}

// stretch is a part of a text, in bytes.
type stretch struct{ start, end int }

// marked returns where the words that are asked for stand, widened to whole graphemes.
func marked(s string, asked [][]Key, cuts []int) []stretch {
	wanted := map[Key]bool{}
	for _, keys := range asked {
		for _, key := range keys {
			wanted[key] = true
		}
	}
	var all []stretch
	for _, word := range Words(s) {
		if !slices.ContainsFunc(word.Keys, func(key Key) bool { return wanted[key] }) {
			continue
		}
		start, begins := slices.BinarySearch(cuts, word.Start)
		if !begins {
			start--
		}
		end, _ := slices.BinarySearch(cuts, word.End)
		all = append(all, stretch{cuts[start], cuts[end]})
	}
	return all
}

// mostUnits is how many UTF-16 units a grapheme of a snippet may take on average: a few graphemes can be as long as a message.
const mostUnits = 3

// window returns the part of s that is shown: a third of it before the place that matters, from the beginning of a word to
// the end of one where these are near.
func window(s string, cuts []int, place, graphemes int) (from, to int) {
	last := len(cuts) - 1
	at, _ := slices.BinarySearch(cuts, place)
	first := min(max(0, at-graphemes/3), max(0, last-graphemes))
	end := min(last, first+graphemes)
	if space := strings.IndexByte(s[cuts[first]:place], ' '); first > 0 && space >= 0 && space < graphemes/4 {
		from = cuts[first] + space + 1
	} else {
		from = cuts[first]
	}
	for units := 0; to < cuts[end]; {
		next, _ := slices.BinarySearch(cuts, max(to, from)+1)
		if units += UTF16Len(s[max(to, from):cuts[next]]); units > mostUnits*graphemes {
			break
		}
		to = cuts[next]
	}
	to = max(from, to)
	if space := strings.LastIndexByte(s[from:to], ' '); to < len(s) && space > 0 && from+space > place && to-from-space < (to-from)/4 {
		to = from + space
	}
	return from, to
}
