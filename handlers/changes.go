package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// changesSaid tells what a text changes, section by section: what is gone struck through, what is new in bold.
func (t *turn) changesSaid(before, after *content.Article) content.HTML {
	all := content.Changes(before, after)
	if len(all) == 0 {
		return t.voice.Say(phrases.ChangeNone)
	}
	in := &comparison{t, t.Newsroom.voice(after.Lang)}
	var said []content.HTML
	var lines []string
	section := content.SectionID("")
	flush := func() {
		if len(lines) > 0 {
			said = append(said, content.HTML(strings.Join(lines, "\n")))
		}
		lines = nil
	}
	for _, c := range all {
		if c.Section != section {
			flush()
			section = c.Section
			if number, ok := after.NumberOf(section); ok && number > 0 {
				lines = append(lines, string(t.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": after.Sections[number-1].Heading})))
			}
		}
		lines = append(lines, "• "+string(in.changeSaid(c)))
	}
	flush()
	return paragraphs(said...)
}

// comparison tells what differs in the language of whoever reads it, and writes numbers and units in that of the text.
type comparison struct {
	*turn
	figures *phrases.Voice
}

// changeSaid is one difference, in a line or some.
func (t *comparison) changeSaid(c content.Change) content.HTML {
	args := phrases.Args{"Before": c.Before, "After": c.After}
	switch c.Kind {
	case content.TitleChanged, content.AboutChanged, content.SummaryChanged, content.HeadingChanged:
		return t.voice.Say(changedTexts[c.Kind], phrases.Args{"Words": wordsChanged(c.Before, c.After)})
	case content.SectionAdded:
		return t.voice.Say(phrases.ChangeSectionAdded, args)
	case content.SectionGone:
		return t.voice.Say(phrases.ChangeSectionGone, args)
	case content.SectionsMoved:
		return t.voice.Say(phrases.ChangeMoved)
	case content.FigureAdded:
		return t.voice.Say(phrases.ChangeFigureAdded, t.figureArgs(c.New))
	case content.FigureGone:
		return t.voice.Say(phrases.ChangeFigureGone, t.figureArgs(c.Old))
	case content.FigureChanged:
		return t.figureChanged(c)
	case content.PollAdded:
		return t.voice.Say(phrases.ChangePollAdded, phrases.Args{"Words": pollWords(c.Is)})
	case content.PollGone:
		return t.voice.Say(phrases.ChangePollGone, phrases.Args{"Words": pollWords(c.Was)})
	}
	return t.voice.Say(phrases.ChangePoll, phrases.Args{"Words": wordsChanged(pollWords(c.Was), pollWords(c.Is))})
}

var changedTexts = map[content.ChangeKind]phrases.Key{
	content.TitleChanged: phrases.ChangeTitle, content.AboutChanged: phrases.ChangeAbout, content.SummaryChanged: phrases.ChangeSummary, content.HeadingChanged: phrases.ChangeHeading,
}

func (t *comparison) figureArgs(f *content.Figure) phrases.Args {
	return phrases.Args{"Value": t.figures.Figure(*f), "Label": f.Label}
}

// figureChanged shows the amounts one after the other where they differ, and the words where those do.
func (t *comparison) figureChanged(c content.Change) content.HTML {
	label := wordsChanged(figureWords(c.Old), figureWords(c.New))
	if figureWords(c.Old) == figureWords(c.New) {
		label = content.HTML(text.Escape(c.New.Label))
	}
	was, is := t.figures.Figure(*c.Old), t.figures.Figure(*c.New)
	if was == is {
		return t.voice.Say(phrases.ChangeFigureWords, phrases.Args{"Value": is, "Words": label})
	}
	return t.voice.Say(phrases.ChangeFigure, phrases.Args{"Was": was, "Is": is, "Words": label})
}

// figureWords are what a figure says besides its amount.
func figureWords(f *content.Figure) string {
	words := f.Label
	for _, one := range []string{f.Period, f.Source} {
		if one != "" {
			words += " · " + one
		}
	}
	return words
}

// pollWords are a poll in a line.
func pollWords(p *content.Poll) string { return p.Question + " " + strings.Join(p.Options, " / ") }

// aroundChange is how many words are shown on either side of a change.
const aroundChange = 5

// wordsChanged writes what differs between two texts, with some words around it.
func wordsChanged(before, after string) content.HTML {
	pieces := text.Diff(before, after)
	var b strings.Builder
	for i, p := range pieces {
		switch words := strings.TrimRight(p.Text, " \n"); p.Kind {
		case text.Gone:
			b.WriteString("<s>" + text.Escape(words) + "</s> ")
		case text.New:
			b.WriteString("<b>" + text.Escape(words) + "</b> ")
		default:
			b.WriteString(text.Escape(around(words, i > 0, i < len(pieces)-1)) + " ")
		}
	}
	return content.HTML(strings.TrimSpace(b.String()))
}

// around leaves out what is far from a change: before tells that one stands before the words, behind that one stands behind them.
func around(words string, before, behind bool) string {
	all := strings.Fields(words)
	most := 0
	if before {
		most += aroundChange
	}
	if behind {
		most += aroundChange
	}
	switch {
	case len(all) <= most+2:
		return strings.Join(all, " ")
	case before && behind:
		return strings.Join(all[:aroundChange], " ") + " … " + strings.Join(all[len(all)-aroundChange:], " ")
	case before:
		return strings.Join(all[:aroundChange], " ") + " …"
	}
	return "… " + strings.Join(all[len(all)-aroundChange:], " ")
}
