package drafting

import (
	"cmp"
	"slices"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// place is a figure and the section it belongs to.
type place struct {
	Found
	section int
	order   int
}

// figures writes the figures of every section, at most as many as an article may have: then those that readers likely want most.
func (d *Draft) figures(o outline) {
	all := d.collect(o)
	if len(all) > content.MaxFigures {
		d.doubt(true, TooMany)
		slices.SortStableFunc(all, func(a, b place) int { return b.weight - a.weight })
		all = all[:content.MaxFigures]
		slices.SortFunc(all, func(a, b place) int { return a.order - b.order })
	}
	ids := names{}
	for _, p := range all {
		d.annotate(&p.Found)
		p.ID = content.FigureID(ids.next(p.Label, "figure", content.MaxFigureID))
		section := &d.Article.Section
		if p.section > 0 {
			section = &d.Article.Sections[p.section-1]
		}
		section.Figures = append(section.Figures, p.Figure)
		d.Found[p.ID] = p.Found
	}
}

// mostCollected is how many figures are looked at before the choice.
const mostCollected = 1000

// collect finds the figures of all sections, each once.
func (d *Draft) collect(o outline) (all []place) {
	known := repeated{}
	for i, c := range o.sections {
		for _, p := range c.paragraphs {
			for _, s := range text.Sentences(p) {
				for _, f := range alone(FiguresIn(s, d.Article.Lang)) {
					if len(all) < mostCollected && !known.has(f) {
						all = append(all, place{f, min(i, len(d.Article.Sections)), len(all)})
					}
				}
			}
		}
	}
	return all
}

// repeated are the sentences in which figures stood, by value and unit.
type repeated map[string][]saying

// saying is a sentence with its words.
type saying struct {
	sentence string
	words    vector
}

// alikeEnough is how alike two sentences are that say the same of a number.
const alikeEnough = 0.2

// has tells whether a figure was there before, and notes it. A number such as 717.6 million is the same wherever it stands; of 10 % only a sentence like the first says
// the same again.
func (k repeated) has(f Found) bool {
	if f.Unit == "" {
		return false
	}
	key := strings.Join([]string{string(f.Value), string(f.Low), string(f.High), strings.ToLower(f.Unit)}, "|")
	const most = 8 // sentences compared
	if len(k[key]) == most || len(k[key]) > 0 && isDistinct(f) {
		return true
	}
	if slices.ContainsFunc(k[key], func(before saying) bool { return before.sentence == f.Sentence }) {
		return true
	}
	words := vectorOf(text.Words(f.Sentence))
	if slices.ContainsFunc(k[key], func(before saying) bool { return cosine(before.words, words) >= alikeEnough }) {
		return true
	}
	k[key] = append(k[key], saying{f.Sentence, words})
	return false
}

// isDistinct tells whether a number has three digits that mean something, so that it hardly stands for two things.
func isDistinct(f Found) bool {
	digits := strings.Trim(strings.ReplaceAll(string(f.Value)+string(f.Low)+string(f.High), ".", ""), "0-")
	return len(digits) > 2
}

// alone notes which figures are the only ones of their sentence.
func alone(found []Found) []Found {
	if len(found) == 1 {
		found[0].alone = true
	}
	return found
}

// annotate adds label, period and source.
func (d *Draft) annotate(f *Found) {
	source, phrase := sourceOf(f.Sentence, d.Article.Lang)
	label, cutOff := labelOf(*f, f.alone, phrase)
	f.Label = cmp.Or(fits(label, content.MaxLabel), "…")
	f.Period, f.Source = periodOf(*f, timesIn(f.Sentence, d.Article.Lang)), source
	f.doubt(cutOff, CutLabel)
}
