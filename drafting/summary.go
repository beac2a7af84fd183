package drafting

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// sentence is a sentence of the article that may stand in a summary.
type sentence struct {
	text    string
	place   int // among all sentences of the text that is summarised
	words   vector
	figures int
	harm    bool // it tells how many were hurt or killed
	first   bool // in its paragraph
	fit     bool // it can stand by itself
	score   float64
}

// How much each property of a sentence counts. News tells first what matters most, so its place weighs heaviest; what most other sentences
// speak of (centrality) comes next (Erkan and Radev, LexRank, 2004). The weights stand on a plateau: half or twice of each is hardly worse in what
// TestJudgedArticles and TestHeadlines measure.
const (
	placeWeight  = 1.0
	centreWeight = 0.7
	titleWeight  = 0.35
	figureWeight = 0.2
	firstWeight  = 0.2 // of the first sentence of a paragraph, which mostly says what the paragraph is about
	harmWeight   = 0.2
	repeatWeight = 0.6
	placeHalving = 3.0 // behind how many sentences the weight of a place is half of what it was
)

// mostSentences is how many sentences of a text are weighed: the work grows with their square.
const mostSentences = 240

// summaryOf chooses sentences of paragraphs which together tell what the text says, in their order.
func summaryOf(paragraphs []string, title string, lang content.Lang, count int) content.Markdown {
	all := sentencesOf(paragraphs, lang)
	weigh(all, vectorOf(text.Words(title)))
	chosen := choose(all, count)
	if len(chosen) == 0 {
		return fallback(paragraphs)
	}
	written := make([]string, len(chosen))
	for i, s := range chosen {
		written[i] = string(markdownOf(s.text))
	}
	return content.Markdown(strings.Join(written, " "))
}

// sentencesOf divides paragraphs into sentences, as many as are weighed.
func sentencesOf(paragraphs []string, lang content.Lang) (all []sentence) {
	for _, p := range paragraphs {
		for i, s := range text.Sentences(clipped(p)) {
			if len(all) == mostSentences {
				return all
			}
			one := sentence{text: s, place: len(all), first: i == 0, fit: standsAlone(s, lang)}
			if len(s) <= longestSentence {
				one.words = vectorOf(text.Words(s))
				found := FiguresIn(s, lang)
				one.figures = len(found)
				one.harm = slices.ContainsFunc(found, func(f Found) bool { return f.harm })
			}
			all = append(all, one)
		}
	}
	return all
}

// clipped shortens what is no paragraph but data.
func clipped(p string) string {
	const longest = 1 << 16 // bytes
	if len(p) > longest {
		return strings.ToValidUTF8(p[:longest], "")
	}
	return p
}

// A report says at once what its title says; a feature begins with a scene. The more the first two sentences share with the title, the more a place counts.
const (
	leadLeast = 0.8
	leadTitle = 1.5
)

// leadOfTitle tells how much places count in a text: 1 where nothing tells.
func leadOfTitle(all []sentence, title vector) float64 {
	if len(title) == 0 || len(all) < 2 {
		return 1
	}
	return leadLeast + leadTitle*max(cosine(all[0].words, title), cosine(all[1].words, title))
}

// weigh scores sentences.
func weigh(all []sentence, title vector) {
	centre, lead := centrality(all), leadOfTitle(all, title)
	for i := range all {
		s := &all[i]
		s.score = lead*placeWeight*math.Pow(0.5, float64(s.place)/placeHalving) + centreWeight*centre[i] + titleWeight*cosine(s.words, title) + figureWeight*math.Min(float64(s.figures), 2)
		if s.first {
			s.score += firstWeight
		}
		if s.harm {
			s.score += harmWeight
		}
		switch words := len(strings.Fields(s.text)); {
		case words < 8:
			s.score *= 0.6
		case words > 40:
			s.score *= 0.8
		}
		if strings.HasSuffix(s.text, "?") || strings.ContainsAny(firstRunes(s.text, 1), "«“\"„—–-") {
			s.score *= 0.7 // a question, or somebody's words
		}
	}
}

// centrality tells from 0 to 1 how much of what the others say each sentence says: LexRank over words weighed by how rare they are.
func centrality(all []sentence) []float64 {
	vectors := rarer(all)
	n := len(all)
	links, degree := make([][]float64, n), make([]float64, n)
	for i := range links {
		links[i] = make([]float64, n)
	}
	for i := range n {
		for j := range i {
			alike := cosine(vectors[i], vectors[j])
			links[i][j], links[j][i] = alike, alike
			degree[i] += alike
			degree[j] += alike
		}
	}
	return ranked(links, degree)
}

// ranked walks along the links until the shares settle, and scales them to 1.
func ranked(links [][]float64, degree []float64) []float64 {
	const damping, rounds = 0.85, 20
	n := len(links)
	share := slices.Repeat([]float64{1}, n)
	for range rounds {
		next := slices.Repeat([]float64{1 - damping}, n)
		for i := range n {
			for j := range n {
				if degree[j] > 0 {
					next[i] += damping * share[j] * links[j][i] / degree[j]
				}
			}
		}
		share = next
	}
	if n > 0 {
		most := slices.Max(share)
		for i := range share {
			share[i] /= most
		}
	}
	return share
}

// rarer weighs the words of each sentence by how few sentences have them.
func rarer(all []sentence) []vector {
	in := map[text.Key]float64{}
	for _, s := range all {
		for _, w := range s.words {
			in[w.key]++
		}
	}
	vectors := make([]vector, len(all))
	for i, s := range all {
		for _, w := range s.words {
			vectors[i] = append(vectors[i], weight{w.key, w.n * math.Log(1+float64(len(all))/in[w.key])})
		}
	}
	return vectors
}

// choose takes the best sentences that do not repeat each other, and returns them in their order.
func choose(all []sentence, count int) (chosen []sentence) {
	taken := make([]bool, len(all))
	for len(chosen) < count {
		best, most := -1, math.Inf(-1)
		for i, s := range all {
			if taken[i] || !s.fit {
				continue
			}
			score := s.score - repeatWeight*likest(s, chosen)
			if score > most {
				best, most = i, score
			}
		}
		if best < 0 {
			break
		}
		taken[best] = true
		if likest(all[best], chosen) < 0.8 { // what stands twice is said once
			chosen = append(chosen, all[best])
		}
	}
	slices.SortFunc(chosen, func(a, b sentence) int { return a.place - b.place })
	return chosen
}

func likest(s sentence, others []sentence) (most float64) {
	for _, other := range others {
		most = max(most, cosine(s.words, other.words))
	}
	return most
}

// fallback is the summary of a text in which no sentence can stand alone: its beginning.
func fallback(paragraphs []string) content.Markdown {
	const longest = 300 // characters
	begin := ""
	for _, p := range paragraphs {
		if begin = text.NormaliseLine(text.Truncate(clipped(p), longest)); countLetters(begin) > 0 {
			break
		}
	}
	m := markdownOf(begin)
	if strings.TrimSpace(m.Plain()) == "" {
		return "…"
	}
	return m
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// The longest and the shortest sentence for a summary, in characters.
const (
	longestChosen  = 420
	shortestChosen = 25
)

// standsAlone tells whether a sentence can be read without the one before: it is whole, and does not begin with what points back.
func standsAlone(s string, lang content.Lang) bool {
	n := utf8.RuneCountInString(s)
	if n > longestChosen || n < shortestChosen || len(strings.Fields(s)) < 4 || !isWhole(s) || countLetters(s)*2 < n {
		return false
	}
	lower := strings.ReplaceAll(strings.ToLower(strings.TrimLeft(s, "«“\"„—–- ")), "ё", "е") + " "
	for _, opening := range pointingBack[lang] {
		if rest, ok := strings.CutPrefix(lower, opening); ok && strings.ContainsAny(rest[:1], " ,:") {
			return false
		}
	}
	return true
}

// isWhole tells whether a sentence ends as one and its quotes and brackets are closed.
func isWhole(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'»”’)`))
	paired := strings.Count(s, "«") == strings.Count(s, "»") && strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, "“") == strings.Count(s, "”") && strings.Count(s, `"`)%2 == 0
	return strings.ContainsRune(".!?…", last) && paired
}

// pointingBack are the words at a sentence's beginning that mean nothing without the sentence before.
var pointingBack = map[content.Lang][]string{
	content.English: phrases("he, she, it, they, this, that, these, those, his, her, its, their, such, however, but, and, or, so, also, yet, still, then, thus, therefore, meanwhile, moreover, furthermore, nevertheless, " +
		"nonetheless, instead, besides, additionally, consequently, otherwise, likewise, similarly, in addition, in contrast, on the contrary, on the other hand, at the same time, at the time, at that time, for example, for instance, as a result, " +
		"another, both, the third, the second, the other, the others, others, most of them, some of them, half of them, all of them, none of them, two of them, among them, of these, there, here, in turn, because of this, after that, one of them, the latter, the former, according to him, according to her, in other words, even so, that said, by contrast, to that end"),
	content.Russian: phrases("он, она, оно, они, это, эти, этот, эта, этом, этого, этой, его, ее, их, им, ему, ей, но, а, и, или, однако, также, кроме того, при этом, поэтому, таким образом, более того, тем не менее, впрочем, зато, " +
		"причем, так, там, тогда, такой, такая, такое, такие, тот, та, те, тем временем, между тем, здесь, затем, потом, потому, следовательно, напротив, наоборот, например, к примеру, в частности, в результате, в итоге, " +
		"в то же время, вместе с тем, помимо этого, помимо того, кроме этого, с другой стороны, в этой связи, в связи с этим, в этом, об этом, на этом, для этого, после этого, до этого, из них, среди них, двое из них, трое из них, один из них, одна из них, большинство из них, многие из них, половина из них, третий, второй, вторая, третья, остальные, остальных, у них, у него, у нее, по его, по ее, по их, в свою очередь, " +
		"тоже, еще, ведь, вот, оба, обе, иначе, значит, отсюда, сюда, туда"),
	content.Kazakh: phrases("ол, олар, бұл, сол, осы, мына, оның, олардың, оны, оларды, оған, оларға, онда, олардан, одан, бұның, мұның, бұған, мұны, мұнда, мұндай, мұнымен, бұдан, мұнан, бірақ, алайда, дегенмен, сондай-ақ, сондықтан, сонымен, сонда, содан, " +
		"сондай, осындай, осылай, осылайша, осыдан, осыған, және, ал, немесе, яғни, демек, себебі, өйткені, сөйтіп, әйтпесе, керісінше, мысалы, мәселен, атап айтқанда, нәтижесінде, сонымен қатар, бұдан басқа, оның айтуынша, оның сөзінше, тағы, ендеше, " +
		"соның, сонысы, біріншісі, екіншісі, үшіншісі, қалғаны, қалғандары, олардың бірі, екеуі, оларда, ондай, соған, осының, осыны"),
}

func phrases(table string) []string { return strings.Split(table, ", ") }
