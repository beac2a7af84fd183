package handlers

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

func TestWrongAnswersHaveUnitAndPrecision(t *testing.T) {
	ranks := map[int]int{}
	for _, f := range []content.Figure{
		{ID: "a", Value: "80000", Unit: "permits", Qualifier: content.Over}, {ID: "b", Low: "100000", High: "120000", Unit: "people"},
		{ID: "c", Value: "70", Unit: "%"}, {ID: "d", Value: "2.5", Unit: "%"}, {ID: "e", Value: "3", Unit: "companies"}, {ID: "f", Value: "12", Unit: "cities"}, {ID: "o", Value: "5"},
		{ID: "g", Value: "2026"}, {ID: "h", Value: "-4.20", Unit: "°C"}, {ID: "i", Low: "25", High: "40", Unit: "years"}, {ID: "j", Value: "99", Unit: "%"},
		{ID: "k", Value: "1000000000", Unit: "USD"}, {ID: "l", Value: "18000"}, {ID: "m", Value: "280000000", Unit: "USD"}, {ID: "n", Value: "0.01", Unit: "%"},
	} {
		q, ok := questionOn("slug", f)
		if !ok || len(q.options) < quizLeast || q.options[q.right] != f {
			t.Errorf("%s: %v of %+v", f.ID, ok, q)
			continue
		}
		again, _ := questionOn("slug", f)
		if fmt.Sprint(again) != fmt.Sprint(q) {
			t.Errorf("%s: asked again it has other options", f.ID)
		}
		ranks[q.right]++
		unit, decimals := precision(leading(f))
		for i, o := range q.options {
			if o.Unit != f.Unit || o.Qualifier != f.Qualifier || o.Label != f.Label {
				t.Errorf("%s: %+v differs in more than its number", f.ID, o)
			}
			if u, d := precision(leading(o)); !f.IsRange() && u < unit*0.999 || d != decimals {
				t.Errorf("%s: %s is given to %g, the figure to %g", f.ID, leading(o), u, unit)
			}
			if i > 0 && leading(q.options[i-1]).Cmp(leading(o)) >= 0 {
				t.Errorf("%s: the options do not rise: %+v", f.ID, q.options)
			}
			if f.Unit != "" && inflection(o) != inflection(f) {
				t.Errorf("%s: %s and %s take other forms of words", f.ID, leading(o), leading(f))
			}
			if f.Unit == "%" && o.Value.Float() >= 100 {
				t.Errorf("%s: %s percent", f.ID, o.Value)
			}
		}
		if q.figure.ID == "g" && (leading(q.options[0]).Float() < 2010 || leading(q.options[len(q.options)-1]).Float() > 2040) {
			t.Errorf("years: %+v", q.options)
		}
	}
	if len(ranks) < quizOptions {
		t.Errorf("where the right answer stands tells it: %v", ranks)
	}
	for _, f := range []content.Figure{{ID: "zero", Value: "0"}, {ID: "none"}} {
		if q, ok := questionOn("slug", f); ok {
			t.Errorf("%s is asked: %+v", f.ID, q)
		}
	}
}

func TestTheSampleCanBeGuessedInThreeLanguages(t *testing.T) {
	published := &content.Published{Original: content.English, Slug: "relocation-kazakhstan", In: map[content.Lang]*content.Article{}}
	articles, _ := content.LoadFolder(content.Sample())
	for _, article := range articles {
		published.In[article.Lang] = article
	}
	n := &Newsroom{language: content.English}
	for _, lang := range content.Langs {
		voice := phrases.In(lang, time.UTC)
		all := n.quizzable(published, voice)
		if len(all) < 8 {
			t.Errorf("%s: only %d questions", lang, len(all))
		}
		for _, q := range all {
			if n := text.UTF16Len(explained(voice, q.words)); n > content.MaxExplanation {
				t.Errorf("%s %s: %d units explain it", lang, q.figure.ID, n)
			}
			if len(slices.Compact(slices.Sorted(slices.Values(q.answers)))) != len(q.options) {
				t.Errorf("%s %s: %v", lang, q.figure.ID, q.answers)
			}
			t.Logf("%s: %s: %q, right is %d", lang, q.words.Label, q.answers, q.right+1)
		}
	}
}

// FuzzQuestions: whatever a figure says, wrong answers are numbers of its kind, or it is not asked.
func FuzzQuestions(f *testing.F) {
	for _, seed := range [][3]string{{"80000", "", ""}, {"", "25", "40"}, {"-0.000001", "", ""}, {"999999999999999", "", ""}, {"0", "", ""}, {"100", "", "%"}} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, value, low, unit string) {
		figure := content.Figure{ID: "x", Unit: unit}
		if n, err := content.ParseNumber(value); err == nil {
			figure.Value = n
		} else if n, err := content.ParseNumber(low); err == nil {
			figure.Low, figure.High = n, n+"9"
			if _, err := content.ParseNumber(string(figure.High)); err != nil || figure.Low.Cmp(figure.High) >= 0 {
				return
			}
		}
		q, ok := questionOn("slug", figure)
		if !ok {
			return
		}
		right := 0
		for _, o := range q.options {
			if o == figure {
				right++
			}
			if _, err := content.ParseNumber(string(leading(o))); err != nil {
				t.Errorf("%+v: %v", o, err)
			}
		}
		if right != 1 || len(q.options) > quizOptions || q.options[q.right] != figure {
			t.Errorf("%+v: %+v", figure, q)
		}
	})
}
