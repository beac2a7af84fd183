package handlers

import (
	"slices"

	"aitys/content"
	"aitys/content/text"
	"aitys/drafting"
	"aitys/phrases"
)

// lookAt is what an editor is to look at in a draft, as the file says it in comments: who has a phone in hand reads no comments.
type lookAt struct {
	Doubts    []drafting.Doubt     `json:"doubts,omitempty"`
	Unfounded []drafting.Unfounded `json:"unfounded,omitempty"`
	Figures   []unsureFigure       `json:"figures,omitempty"`
	Labels    int                  `json:"labels,omitempty"` // how many say half a sentence
}

// unsureFigure is a figure with the first of its doubts.
type unsureFigure struct {
	ID    content.FigureID `json:"id"`
	Doubt drafting.Doubt   `json:"doubt"`
}

// always are the doubts that every draft has: one sentence speaks of them.
var always = []drafting.Doubt{drafting.Summary, drafting.Question, drafting.NewSlug}

// lookOf gathers what there is to look at, in the draft's order.
func lookOf(d *drafting.Draft) (look lookAt) {
	for _, doubt := range d.Doubts {
		if !slices.Contains(always, doubt) {
			look.Doubts = append(look.Doubts, doubt)
		}
	}
	look.Unfounded = d.Unfounded
	for _, figure := range figuresOf(d.Article) {
		unsure := unsureFigure{ID: figure.ID}
		for _, doubt := range d.Found[figure.ID].Doubts {
			if doubt == drafting.CutLabel {
				look.Labels++
			} else if unsure.Doubt == "" {
				unsure.Doubt = doubt
			}
		}
		if unsure.Doubt != "" {
			look.Figures = append(look.Figures, unsure)
		}
	}
	return look
}

// How many of what there is to look at are named: a caption has room for no more, and a phone's screen neither.
const (
	mostLooked    = 5
	mostUnfounded = 3
)

// lookSaid says what to look at, in the editor's language.
func (t *turn) lookSaid(article *content.Article, look lookAt) content.HTML {
	var lines []content.HTML
	point := func(said string) { lines = append(lines, "• "+content.HTML(text.Escape(said))) }
	for _, doubt := range look.Doubts {
		point(doubt.In(t.voice.Lang()))
	}
	for _, number := range look.Unfounded[:min(len(look.Unfounded), mostUnfounded)] {
		point(number.In(t.voice.Lang()))
	}
	lines = append(lines, t.figuresToLookAt(article, look.Figures)...)
	if look.Labels > 0 {
		lines = append(lines, t.voice.Count(phrases.LookLabels, look.Labels))
	}
	if len(lines) == 0 {
		return t.voice.Say(phrases.LookNothing)
	}
	return paragraphs(t.voice.Say(phrases.LookHead), joinedLines(lines))
}

// figuresToLookAt names the first of the figures, each with its doubt, and counts the others.
func (t *turn) figuresToLookAt(article *content.Article, unsure []unsureFigure) (lines []content.HTML) {
	voice, figures := t.Newsroom.voice(article.Lang), figuresOf(article)
	for _, one := range unsure[:min(len(unsure), mostLooked)] {
		at := slices.IndexFunc(figures, func(f content.Figure) bool { return f.ID == one.ID })
		if at < 0 {
			continue
		}
		doubt := one.Doubt.In(t.voice.Lang())
		if one.Doubt == drafting.NoUnit { // the file's word for it is none of a phone's
			doubt = t.voice.Plain(phrases.LookUnit)
		}
		lines = append(lines, t.voice.Say(phrases.LookFigure, phrases.Args{"Figure": unmarked(voice.Figure(figures[at])), "Doubt": doubt}))
	}
	if more := len(unsure) - mostLooked; more > 0 {
		lines = append(lines, t.voice.Count(phrases.LookMore, more))
	}
	return lines
}
