package drafting

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"aitys/content"
	"aitys/content/text"
)

// judged is an article with what an editor would make of it: testdata/judged holds such as were written for this project, in three languages, with their labels;
// AITYS_ARTICLES names a folder of others. A figure is written as in 12 %, 3400000 USD, 25..40 or 80000: a percentage and money have their unit, of others the number is enough.
type judged struct {
	name     string
	lang     content.Lang
	source   string
	Summary  string
	Figures  []string
	Sections []string
}

// seenWhileMaking are the articles by which the rules were mended; the others judge them.
var seenWhileMaking = []string{"storm.en", "trains.en", "flood.ru", "wind.kk"}

func readJudged(t *testing.T) (all []judged) {
	t.Helper()
	folder := "testdata/judged"
	if other := os.Getenv("AITYS_ARTICLES"); other != "" {
		folder = other
	}
	texts, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(texts) == 0 {
		t.Fatal("no articles", err)
	}
	for _, path := range texts {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		labels, err := os.ReadFile(strings.TrimSuffix(path, ".txt") + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		one := judged{name: name, lang: content.Lang(name[strings.LastIndex(name, ".")+1:]), source: string(source)}
		if err := yaml.Unmarshal(labels, &one); err != nil {
			t.Fatal(path, err)
		}
		all = append(all, one)
	}
	return all
}

// labelOfFigure writes a found figure as labels are written.
func labelOfFigure(f content.Figure) string {
	value := string(f.Value)
	if f.IsRange() {
		value = fmt.Sprintf("%s..%s", f.Low, f.High)
	}
	if f.Unit == "%" || len(f.Unit) == 3 && strings.ToUpper(f.Unit) == f.Unit && f.Unit[0] < 0x80 {
		value += " " + f.Unit
	}
	return value
}

// figuresAgainst counts what a draft found against the labels, each label once.
func (j judged) figuresAgainst(d *Draft) (c tallyOf, missed, extra []string) {
	missed = slices.Clone(j.Figures)
	c.marked = len(missed)
	for i := range len(d.Article.Sections) + 1 {
		section, _ := d.Article.Part(i)
		for _, f := range section.Figures {
			c.found++
			value := labelOfFigure(f)
			at := slices.IndexFunc(missed, func(label string) bool { return label == value || strings.HasPrefix(value, label+" ") })
			if at < 0 {
				extra = append(extra, value)
				continue
			}
			missed = slices.Delete(missed, at, at+1)
			c.right++
			c.recalled++
		}
	}
	return c, missed, extra
}

// sectionsAgainst counts headings.
func (j judged) sectionsAgainst(d *Draft) (c tallyOf) {
	c.marked, c.found = len(j.Sections), len(d.Article.Sections)
	for _, s := range d.Article.Sections {
		if slices.ContainsFunc(j.Sections, func(heading string) bool { return strings.EqualFold(heading, s.Heading) }) {
			c.right++
			c.recalled++
		}
	}
	return c
}

func (c *tallyOf) join(other tallyOf) {
	c.right, c.found, c.recalled, c.marked = c.right+other.right, c.found+other.found, c.recalled+other.recalled, c.marked+other.marked
}

// scores are what a language's articles came to.
type scores struct {
	articles          int
	figures, sections tallyOf
	ours, lead, rank  rouge
}

func (s *scores) take(t *testing.T, j judged) {
	d, err := FromText(j.source, Options{Lang: j.lang})
	if err != nil {
		t.Fatal(j.name, err)
	}
	c, missed, extra := j.figuresAgainst(d)
	sections := j.sectionsAgainst(d)
	s.figures.join(c)
	s.sections.join(sections)
	s.articles++
	var sentences []string
	for _, chapter := range outlineOf(j.source).sections {
		for _, p := range chapter.paragraphs {
			sentences = append(sentences, text.Sentences(p)...)
		}
	}
	ours := d.Article.Summary.Plain()
	s.ours.add(rougeOf(ours, j.Summary))
	s.lead.add(rougeOf(leadOf(sentences, wholeSentences), j.Summary))
	s.rank.add(rougeOf(textRankOf(sentences, wholeSentences), j.Summary))
	if os.Getenv("AITYS_FIGURES_SHOW") != "" && (slices.Contains(seenWhileMaking, j.name) || os.Getenv("AITYS_ARTICLES") != "") {
		t.Logf("%s: missed %v, extra %v\n  summary: %s", j.name, missed, extra, ours)
	}
}

// TestJudgedArticles measures drafts against an editor's: go test -v -run JudgedArticles ./drafting. In each language it holds the summaries above both plain ones, and the
// figures above floors below what is measured.
func TestJudgedArticles(t *testing.T) {
	for _, lang := range content.Langs {
		var seen, unseen, all scores
		for _, j := range readJudged(t) {
			switch {
			case j.lang != lang:
				continue
			case slices.Contains(seenWhileMaking, j.name):
				seen.take(t, j)
			default:
				unseen.take(t, j)
			}
			all.take(t, j)
		}
		seen.tell(t, lang, "seen")
		unseen.tell(t, lang, "unseen")
		all.tell(t, lang, "all")
		if all.ours.mean() < all.lead.mean() || all.ours.mean() < all.rank.mean() {
			t.Errorf("%s: a plain summary is nearer to the editor's", lang)
		}
		if all.articles > 0 && (all.figures.precision() < 0.8 || all.figures.recall() < 0.8 || all.sections.recall() < 0.8 || all.sections.precision() < 0.8) {
			t.Errorf("%s: far worse than it was", lang)
		}
	}
}

func (s scores) tell(t *testing.T, lang content.Lang, which string) {
	if s.articles == 0 {
		return
	}
	n := float64(s.articles)
	t.Logf("%s, %d %s: figures precision %.2f, recall %.2f (%d found, %d marked); sections precision %.2f, recall %.2f", lang, s.articles, which,
		s.figures.precision(), s.figures.recall(), s.figures.found, s.figures.marked, s.sections.precision(), s.sections.recall())
	t.Logf("   ROUGE-1, -2, -L: ours %s, lead-3 %s, TextRank %s", s.ours.over(n), s.lead.over(n), s.rank.over(n))
}

// TestHonestSummariesAreNotMarked: what an editor wrote of an article in their own words is founded in it. At most one mark in an article is let pass.
func TestHonestSummariesAreNotMarked(t *testing.T) {
	marks := 0
	for _, j := range readJudged(t) {
		d, err := FromText(j.source, Options{Lang: j.lang})
		if err != nil {
			t.Fatal(j.name, err)
		}
		d.Article.Summary = plainly(j.Summary)
		d.Article.Poll = nil
		for i := range d.Article.Sections {
			d.Article.Sections[i].Poll = nil
		}
		d.verify(j.source)
		for _, u := range d.Unfounded {
			t.Logf("%s: %s", j.name, u.In(j.lang))
		}
		marks += len(d.Unfounded)
		if len(d.Unfounded) > 1 {
			t.Errorf("%s: %d marks", j.name, len(d.Unfounded))
		}
	}
	t.Logf("%d marks in all", marks)
}
