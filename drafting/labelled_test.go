package drafting

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// labelledFolder holds texts whose numbers are marked; they are not part of the project.
const labelledFolder = "../../shared/figures"

// labelled is a text with its numbers marked, in code points.
type labelled struct {
	ID      string
	Lang    content.Lang
	Text    string
	Figures []struct {
		Type       string
		Start, End int
	}
}

// isFigure tells which of the marks are figures: dates, times, ages and ordinals are none.
var isFigure = map[string]bool{"number": true, "currency": true, "percentage": true, "CARDINAL": true, "MONEY": true, "PERCENTAGE": true, "QUANTITY": true, "NUMBER": true, "PERCENT": true}

// tallyOf counts what was found.
type tallyOf struct{ right, found, recalled, marked int }

// Where nothing is found nothing is wrong, and where nothing is marked nothing is missed.
func (c tallyOf) precision() float64 { return share(c.right, c.found) }
func (c tallyOf) recall() float64    { return share(c.recalled, c.marked) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// TestLabelledFigures measures what is found against marked texts: go test -v -run LabelledFigures ./drafting. It asserts only floors, far below what is measured.
func TestLabelledFigures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(labelledFolder, "*.jsonl.gz"))
	if folder := os.Getenv("AITYS_FIGURES"); folder != "" {
		files, err = filepath.Glob(filepath.Join(folder, "*.jsonl.gz"))
	}
	if err != nil || len(files) == 0 {
		t.Skip("the labelled texts are not here: AITYS_FIGURES names their folder")
	}
	for _, file := range files {
		for half, name := range labelledHalves {
			all, big := tallyOf{}, tallyOf{}
			for i, one := range readLabelled(t, file) {
				if i%len(labelledHalves) == half {
					one.count(t, &all, &big, half == 0)
				}
			}
			t.Logf("%-40s %-6s precision %.3f, recall %.3f (%d found, %d marked); recall without what is one to four in words: %.3f (%d)",
				filepath.Base(file), name, all.precision(), all.recall(), all.found, all.marked, big.recall(), big.marked)
			if all.precision() < 0.4 || big.recall() < 0.4 {
				t.Errorf("%s: far worse than it was", file)
			}
		}
	}
}

func readLabelled(t *testing.T, path string) (all []labelled) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var one labelled
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// labelledHalves are every other text: rules are mended after the texts of the first half, and judged by the second, whose texts are never printed.
var labelledHalves = [2]string{"seen", "unseen"}

// count holds what is found in a text against its marks; AITYS_FIGURES_SHOW prints where they differ.
func (l labelled) count(t *testing.T, all, big *tallyOf, seen bool) {
	show := seen && os.Getenv("AITYS_FIGURES_SHOW") == string(l.Lang)
	found := placesOf(l)
	hit := make([]bool, len(l.Figures))
	for _, f := range found {
		all.found++
		right := false
		for i, mark := range l.Figures {
			if isFigure[mark.Type] && f[0] < mark.End && f[1] > mark.Start {
				hit[i], right = true, true
			}
		}
		if right {
			all.right++
		} else if show {
			t.Logf("EXTRA %q in %q", cutOut(l.Text, f[0], f[1]), cutOut(l.Text, f[0]-40, f[1]+40))
		}
	}
	for i, mark := range l.Figures {
		if !isFigure[mark.Type] {
			continue
		}
		all.add(hit[i])
		if !small[strings.ToLower(strings.TrimRight(cutOut(l.Text, mark.Start, mark.End), ".,"))] {
			big.add(hit[i])
			if !hit[i] && show {
				t.Logf("MISSED %q in %q", cutOut(l.Text, mark.Start, mark.End), cutOut(l.Text, mark.Start-40, mark.End+40))
			}
		}
	}
}

func (c *tallyOf) add(hit bool) {
	c.marked++
	if hit {
		c.recalled++
	}
}

var small = set("one two three four один одна одно двух два две двое двоих трех трёх три троих четыре двумя одного бір бірі 1-і бірін екі екеуі екеу үш үшеу төрт біріне бірінің")

// placesOf returns where figures are found, in code points.
func placesOf(l labelled) (all [][2]int) {
	at := 0
	for line := range strings.SplitSeq(l.Text, "\n") {
		for _, sentence := range text.Sentences(line) {
			at += strings.Index(l.Text[at:], sentence)
			for _, f := range FiguresIn(sentence, l.Lang) {
				all = append(all, [2]int{utf8.RuneCountInString(l.Text[:at+f.Start]), utf8.RuneCountInString(l.Text[:at+f.End])})
			}
			at += len(sentence)
		}
	}
	return all
}

func cutOut(s string, from, to int) string {
	runes := []rune(s)
	return string(runes[max(from, 0):min(to, len(runes))])
}
