package drafting

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
)

// shortestReport is how many sentences a report has whose summary is worth measuring.
const shortestReport = 6

// TestHeadlines measures how many of a headline's words a summary of three sentences has, the headline itself unread: what an editor put above a report is what it
// says. Its texts are the labelled ones that have headlines. A summary of ours is not worse than the first three sentences.
func TestHeadlines(t *testing.T) {
	folder := labelledFolder
	if other := os.Getenv("AITYS_FIGURES"); other != "" {
		folder = other
	}
	files, err := filepath.Glob(filepath.Join(folder, "ru-*.jsonl.gz"))
	if err != nil || len(files) == 0 {
		t.Skip("the labelled texts are not here: AITYS_FIGURES names their folder")
	}
	var ours, lead, rank float64
	n := 0
	for _, one := range readLabelled(t, files[0]) {
		headline, body, _ := strings.Cut(one.Text, "\n")
		var paragraphs, sentences []string
		for line := range strings.SplitSeq(body, "\n") {
			if strings.TrimSpace(line) != "" {
				paragraphs = append(paragraphs, line)
				sentences = append(sentences, text.Sentences(line)...)
			}
		}
		if len(sentences) < shortestReport || len(text.Words(headline)) == 0 {
			continue
		}
		n++
		ours += saidOf(headline, summaryOf(paragraphs, "", content.Russian, wholeSentences).Plain())
		lead += saidOf(headline, leadOf(sentences, wholeSentences))
		rank += saidOf(headline, textRankOf(sentences, wholeSentences))
	}
	all := float64(n)
	t.Logf("%d reports, words of the headline in the summary: ours %.3f, lead-3 %.3f, TextRank %.3f", n, ours/all, lead/all, rank/all)
	if ours < lead || ours < rank {
		t.Error("a plain summary says more of the headlines")
	}
}

// saidOf is the share of a headline's stems that a text has.
func saidOf(headline, said string) float64 {
	in := map[text.Key]bool{}
	for _, w := range vectorOf(text.Words(said)) {
		in[w.key] = true
	}
	wanted := vectorOf(text.Words(headline))
	hit := 0
	for _, w := range wanted {
		if in[w.key] {
			hit++
		}
	}
	return float64(hit) / float64(len(wanted))
}
