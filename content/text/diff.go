package text

import (
	"regexp"
	"slices"
	"strings"
)

// PieceKind says what became of a piece of a text.
type PieceKind int

// The kinds of pieces.
const (
	Same PieceKind = iota
	Gone           // stood in the earlier text alone
	New            // stands in the later text alone
)

// Piece is some words of two texts that are compared, with the white space behind them.
type Piece struct {
	Kind PieceKind
	Text string
}

// mostCompared bounds the work: as many pairs of words are compared. Longer texts are compared by sentences first.
const mostCompared = 4 << 20

var (
	wordAndSpace     = regexp.MustCompile(`\S+\s*|\s+`)
	sentenceAndSpace = regexp.MustCompile(`[^\n.!?]*[\n.!?]+\s*|[^\n.!?]+`)
)

// Diff compares two texts word by word. The pieces that are not New make up the earlier text, and those that are not Gone the later one.
func Diff(before, after string) []Piece {
	a, b := wordAndSpace.FindAllString(before, -1), wordAndSpace.FindAllString(after, -1)
	if pieces, ok := compare(a, b); ok {
		return joined(pieces)
	}
	coarse, ok := compare(sentenceAndSpace.FindAllString(before, -1), sentenceAndSpace.FindAllString(after, -1))
	if !ok {
		return []Piece{{Gone, before}, {New, after}}
	}
	return joined(finer(joined(coarse)))
}

// finer compares what was replaced by sentences once more by words, as far as it is not too long.
func finer(coarse []Piece) (all []Piece) {
	for i := 0; i < len(coarse); i++ {
		if i+1 < len(coarse) && coarse[i].Kind == Gone && coarse[i+1].Kind == New {
			fine, ok := compare(wordAndSpace.FindAllString(coarse[i].Text, -1), wordAndSpace.FindAllString(coarse[i+1].Text, -1))
			if ok {
				all = append(all, fine...)
				i++
				continue
			}
		}
		all = append(all, coarse[i])
	}
	return all
}

// compare finds a longest common subsequence; false where that would take too long.
func compare(a, b []string) ([]Piece, bool) {
	var head, tail []Piece
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head = append(head, Piece{Same, b[0]})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail = append(tail, Piece{Same, b[len(b)-1]})
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)*len(b) > mostCompared {
		return nil, false
	}
	slices.Reverse(tail)
	return append(append(head, middle(a, b)...), tail...), true
}

// middle compares two lists that differ at both ends.
func middle(a, b []string) (all []Piece) {
	longest := make([][]int32, len(a)+1) // of a[i:] and b[j:]
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			all = append(all, Piece{Same, b[j]})
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			all = append(all, Piece{Gone, a[i]})
			i++
		default:
			all = append(all, Piece{New, b[j]})
			j++
		}
	}
	for ; i < len(a); i++ {
		all = append(all, Piece{Gone, a[i]})
	}
	for ; j < len(b); j++ {
		all = append(all, Piece{New, b[j]})
	}
	return all
}

// joined makes one piece of neighbours of a kind, and sets what is gone before what took its place.
func joined(pieces []Piece) (all []Piece) {
	var gone, fresh strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			all = append(all, Piece{Gone, gone.String()})
		}
		if fresh.Len() > 0 {
			all = append(all, Piece{New, fresh.String()})
		}
		gone.Reset()
		fresh.Reset()
	}
	for _, p := range pieces {
		switch p.Kind {
		case Gone:
			gone.WriteString(p.Text)
		case New:
			fresh.WriteString(p.Text)
		default:
			flush()
			if last := len(all) - 1; last >= 0 && all[last].Kind == Same {
				all[last].Text += p.Text
			} else {
				all = append(all, p)
			}
		}
	}
	flush()
	return all
}
