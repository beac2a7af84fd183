package drafting

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// rouge is how much a summary shares with a reference (Lin, ROUGE, 2004), as F1 from 0 to 1: of words, of pairs of words, and of the longest common run with gaps.
// Words are compared in lower case, without stems, so that the three languages are measured alike.
type rouge struct{ one, two, long float64 }

func rougeOf(summary, reference string) rouge {
	a, b := plainWords(summary), plainWords(reference)
	return rouge{sharedGrams(a, b, 1), sharedGrams(a, b, 2), f1(longestCommon(a, b), len(a), len(b))}
}

func (r *rouge) add(other rouge) {
	r.one, r.two, r.long = r.one+other.one, r.two+other.two, r.long+other.long
}

func (r rouge) mean() float64 { return (r.one + r.two + r.long) / 3 }

// over writes the sums of so many articles as their means.
func (r rouge) over(n float64) string {
	return fmt.Sprintf("%.3f %.3f %.3f", r.one/n, r.two/n, r.long/n)
}

func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func sharedGrams(a, b []string, n int) float64 {
	in := map[string]int{}
	for i := range max(0, len(b)-n+1) {
		in[strings.Join(b[i:i+n], " ")]++
	}
	shared := 0
	for i := range max(0, len(a)-n+1) {
		if gram := strings.Join(a[i:i+n], " "); in[gram] > 0 {
			in[gram]--
			shared++
		}
	}
	return f1(shared, len(a)-n+1, len(b)-n+1)
}

func longestCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, word := range a {
		before := 0
		for j, other := range b {
			above := row[j+1]
			if word == other {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}

func f1(shared, a, b int) float64 {
	if a+b <= 0 {
		return 0
	}
	return 2 * float64(shared) / float64(a+b)
}

// leadOf is the plainest summary of news: its first sentences.
func leadOf(sentences []string, count int) string {
	return strings.Join(sentences[:min(len(sentences), count)], " ")
}

// textRankOf is the other plain one (Mihalcea and Tarau, TextRank, 2004): the sentences that share most words with the others, wherever they stand.
func textRankOf(sentences []string, count int) string {
	n := len(sentences)
	links, degree := make([][]float64, n), make([]float64, n)
	for i := range n {
		links[i] = make([]float64, n)
		for j := range i {
			alike := overlapOf(plainWords(sentences[i]), plainWords(sentences[j]))
			links[i][j], links[j][i] = alike, alike
			degree[i] += alike
			degree[j] += alike
		}
	}
	ranks := ranked(links, degree)
	best := make([]int, n)
	for i := range best {
		best[i] = i
	}
	slices.SortStableFunc(best, func(a, b int) int { return int(math.Copysign(1, ranks[b]-ranks[a])) })
	best = best[:min(n, count)]
	slices.Sort(best)
	var chosen []string
	for _, i := range best {
		chosen = append(chosen, sentences[i])
	}
	return strings.Join(chosen, " ")
}

func overlapOf(a, b []string) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	shared := 0
	for _, word := range slices.Compact(slices.Sorted(slices.Values(a))) {
		if slices.Contains(b, word) {
			shared++
		}
	}
	return float64(shared) / (math.Log(float64(len(a))) + math.Log(float64(len(b))))
}
