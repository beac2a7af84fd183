package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// showFigures lists the figures of a section, or of the article with all its sections where the number is 0.
func (t *turn) showFigures(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	section, ok := article.Part(number)
	if !ok {
		return stale("handlers.showFigures")
	}
	s := screen{}
	s.text = t.drawings.text(drawing{article, t.voice.Lang(), toFigures, number}, func() content.HTML {
		if number == 0 {
			return t.allFigures(article)
		}
		return t.sectionFigures(section)
	})
	if len(section.Figures) > 0 || number == 0 && article.CountFigures() > 0 {
		s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonChart), to: place{toChart, published, section.ID}}})
	}
	ways := []link{t.wayBack(published, article, number)}
	if number != 0 {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonAllFigures), to: place{toFigures, published, ""}})
	}
	s.rows = append(s.rows, ways)
	t.show(s)
	return nil
}

// figuresLink leads to so many figures.
func (t *turn) figuresLink(count int, to place) link {
	return link{label: t.voice.Plain(phrases.ButtonFigures, phrases.Args{"Count": count}), to: to}
}

// wayBack leads from figures to the text in which they stand.
func (t *turn) wayBack(published *content.Published, article *content.Article, number int) link {
	if number == 0 {
		return link{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}}
	}
	section := article.Sections[number-1]
	return link{label: t.sectionLabel(number, section), to: place{toSection, published, section.ID}}
}

func (t *turn) allFigures(article *content.Article) content.HTML {
	list := figureList{voice: t.voice}
	list.add("", article.Figures)
	for _, section := range article.Sections {
		list.add(section.Heading, section.Figures)
	}
	return list.under(t.voice.Count(phrases.FiguresTitle, list.count, phrases.Args{"Title": article.Title}))
}

func (t *turn) sectionFigures(section content.Section) content.HTML {
	list := figureList{voice: t.voice}
	list.add("", section.Figures)
	return list.under(t.voice.Say(phrases.FiguresOfSection, phrases.Args{"Heading": section.Heading}))
}

// figureList writes figures, a line each, and then in one folded quote where each number comes from: the numbers are read at a glance, the
// sources by whoever wants them.
type figureList struct {
	voice   *phrases.Voice
	count   int
	lines   content.HTML
	details content.HTML
}

func (l *figureList) add(heading string, figures []content.Figure) {
	if len(figures) == 0 {
		return
	}
	l.lines += "\n"
	if heading != "" {
		l.lines += "\n" + l.voice.Say(phrases.FiguresHeading, phrases.Args{"Heading": heading})
	}
	for _, figure := range figures {
		l.count++
		l.lines += "\n" + l.voice.Say(phrases.FigureLine, phrases.Args{
			"Number": l.count, "Value": l.voice.Figure(figure), "Label": figure.Label,
		})
		if detail := l.detail(figure); detail != "" {
			l.details += "\n" + detail
		}
	}
}

// detail says when and from whom a figure is; nothing where the article tells neither.
func (l *figureList) detail(figure content.Figure) content.HTML {
	key := phrases.FigureDetail
	switch {
	case figure.Period == "" && figure.Source == "":
		return ""
	case figure.Source == "":
		key = phrases.FigureDetailPeriod
	case figure.Period == "":
		key = phrases.FigureDetailSource
	}
	return l.voice.Say(key, phrases.Args{"Number": l.count, "Period": figure.Period, "Source": figure.Source})
}

func (l *figureList) under(title content.HTML) content.HTML {
	if l.count == 0 {
		return l.voice.Say(phrases.FiguresNone)
	}
	all := title + l.lines
	if l.details != "" {
		all += "\n\n<blockquote expandable>" + l.voice.Say(phrases.FiguresDetails) + l.details + "</blockquote>"
	}
	return all
}
