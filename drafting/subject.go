package drafting

import (
	"math"

	"aitys/content/text"
)

// A text without headings is divided where its subject changes (Hearst, TextTiling, 1997): where the words of the paragraphs before a place are unlike those
// of the paragraphs behind it, more than at the places around.
const (
	longEnough   = 10  // paragraphs; a shorter text stays whole
	beside       = 3   // paragraphs compared on each side
	leastSection = 3   // paragraphs
	mostDivided  = 400 // paragraphs looked at
	mostSections = 6
)

// divideBySubject divides the one section of an outline where it is long.
func (o *outline) divideBySubject() {
	paragraphs := o.sections[0].paragraphs
	words := 0
	for _, p := range paragraphs[:min(len(paragraphs), mostDivided)] {
		words += len(p) / 7
	}
	if len(paragraphs) < longEnough || words < 450 || len(paragraphs) > mostDivided {
		return
	}
	cuts := cutsOf(depths(paragraphs))
	if len(cuts) == 0 {
		return
	}
	o.divided = true
	o.sections = []chapter{{paragraphs: paragraphs[:cuts[0]]}}
	for i, from := range cuts {
		to := len(paragraphs)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		o.sections = append(o.sections, chapter{paragraphs: paragraphs[from:to]})
	}
}

// depths tells for each place between paragraphs how much less alike its sides are than those of the places around.
func depths(paragraphs []string) []float64 {
	vectors := make([]vector, len(paragraphs))
	for i, p := range paragraphs {
		vectors[i] = vectorOf(text.Words(p))
	}
	alike := make([]float64, len(paragraphs)) // alike[i]: before paragraph i and from it on
	for i := 1; i < len(paragraphs); i++ {
		alike[i] = cosine(sum(vectors[max(0, i-beside):i]), sum(vectors[i:min(len(vectors), i+beside)]))
	}
	deep := make([]float64, len(paragraphs))
	for i := 1; i < len(paragraphs); i++ {
		left, right := alike[i], alike[i]
		for j := i - 1; j > 0 && alike[j] >= left; j-- {
			left = alike[j]
		}
		for j := i + 1; j < len(alike) && alike[j] >= right; j++ {
			right = alike[j]
		}
		deep[i] = left + right - 2*alike[i]
	}
	return deep
}

// cutsOf chooses the deepest places, far enough from one another and from both ends.
func cutsOf(deep []float64) (cuts []int) {
	mean, deviation := spread(deep[1:])
	taken := make([]bool, len(deep))
	for len(cuts) < mostSections-1 {
		best := 0
		for i := 2; i <= len(deep)-leastSection; i++ {
			if !taken[i] && deep[i] > mean+deviation/4 && (best == 0 || deep[i] > deep[best]) {
				best = i
			}
		}
		if best == 0 {
			break
		}
		for i := max(0, best-leastSection+1); i < min(len(taken), best+leastSection); i++ {
			taken[i] = true
		}
		cuts = insertSorted(cuts, best)
	}
	return cuts
}

func insertSorted(all []int, n int) []int {
	at := 0
	for at < len(all) && all[at] < n {
		at++
	}
	return append(all[:at], append([]int{n}, all[at:]...)...)
}

func spread(all []float64) (mean, deviation float64) {
	for _, x := range all {
		mean += x / float64(len(all))
	}
	for _, x := range all {
		deviation += (x - mean) * (x - mean) / float64(len(all))
	}
	return mean, math.Sqrt(deviation)
}
