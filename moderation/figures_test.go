package moderation_test

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"aitys/moderation"
)

// labelled is a text and whether a moderator ought to see it.
type labelled struct {
	text string
	bad  bool
}

// TestFigures prints how well the filters do on labelled texts: AITYS_LABELLED is a folder of *.csv.gz with a header, whose first column is the
// text and whose second is "spam" or "1" for what is to be held. It asserts the one thing that must hold anywhere: rejected is next to nothing that is fair.
func TestFigures(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("AITYS_LABELLED"), "*.csv.gz"))
	if os.Getenv("AITYS_LABELLED") == "" || len(files) == 0 {
		t.Skip("AITYS_LABELLED names no folder with labelled texts: there is nothing to measure with")
	}
	chain := moderation.NewChain(moderation.DefaultLimits, nil, moderation.NewCounts())
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			f := measured(t, chain, labelledIn(t, file))
			t.Logf("held or rejected: precision %.3f, recall %.3f, F1 %.3f; rejected: %d of %d bad, %d of %d fair", f.precision(), f.recall(), f.f1(),
				f.rejectedBad, f.bad, f.rejectedFair, f.fair)
			if f.rejectedFair*50 > f.rejectedBad+f.rejectedFair {
				t.Errorf("more than one in fifty of the rejected is fair")
			}
		})
	}
}

// figures are counts of texts.
type figures struct{ bad, fair, stoppedBad, stoppedFair, rejectedBad, rejectedFair int }

func (f figures) precision() float64 {
	return float64(f.stoppedBad) / float64(max(1, f.stoppedBad+f.stoppedFair))
}
func (f figures) recall() float64 { return float64(f.stoppedBad) / float64(max(1, f.bad)) }
func (f figures) f1() float64 {
	return 2 * float64(f.stoppedBad) / float64(max(1, f.stoppedBad+f.stoppedFair+f.bad))
}

func measured(t *testing.T, chain *moderation.Chain, texts []labelled) (f figures) {
	t.Helper()
	for _, one := range texts {
		j := chain.Judge(moderation.Post{Text: one.text})
		stopped, rejected := j.Verdict != moderation.Pass, j.Verdict == moderation.Reject
		if one.bad {
			f.bad, f.stoppedBad, f.rejectedBad = f.bad+1, f.stoppedBad+counted(stopped), f.rejectedBad+counted(rejected)
		} else {
			f.fair, f.stoppedFair, f.rejectedFair = f.fair+1, f.stoppedFair+counted(stopped), f.rejectedFair+counted(rejected)
		}
		if os.Getenv("AITYS_SHOW") != "" && stopped != one.bad {
			t.Logf("bad=%v %s %.2f %+v %q", one.bad, j.Verdict, j.Score, j.Findings, one.text)
		}
	}
	return f
}

func counted(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func labelledIn(t *testing.T, file string) (texts []labelled) {
	t.Helper()
	raw, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	open, err := gzip.NewReader(raw)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(open).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		texts = append(texts, labelled{row[0], row[1] == "spam" || row[1] == "1"})
	}
	return texts
}
