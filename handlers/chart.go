package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// maxCaption is how long a picture's caption may be, in UTF-16 units after its entities are parsed (Bot API: sendPhoto, caption).
const maxCaption = 1024

// showChart sends the figures of a section, or of the article with all its sections where the number is 0, as a picture with the numbers in
// its caption. A message cannot turn from a text into a picture, so it is a new one.
func (t *turn) showChart(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	if _, ok := article.Part(number); !ok {
		return stale("handlers.showChart")
	}
	c := t.chartOf(article, number)
	if len(c.figures) == 0 {
		t.show(screen{text: t.voice.Say(phrases.FiguresNone), rows: [][]link{{t.wayBack(published, article, number)}}})
		return nil
	}
	t.picture(c.picture, t.chartCaption(c))
	return nil
}

// chartOf gathers the figures of a section, or of the article with all its sections where the number is 0.
func (t *turn) chartOf(article *content.Article, number int) chart {
	section, _ := article.Part(number)
	parts := []content.Section{section}
	if number == 0 {
		parts = append(parts, article.Sections...)
	}
	c := chart{voice: t.voice}
	c.picture.Title, c.picture.Footer = titleOf(article, section), unmarked(t.byline(article))
	if number != 0 {
		c.picture.Subtitle = article.Title
	}
	for _, part := range parts {
		heading := part.Heading
		if len(parts) == 1 {
			heading = "" // it is the picture's title
		}
		c.add(heading, part.Figures)
	}
	return c
}

// titleOf is a section's heading, or the article's title where the section is the whole.
func titleOf(article *content.Article, section content.Section) string {
	if section.ID == "" {
		return article.Title
	}
	return section.Heading
}

// chart gathers figures for one picture.
type chart struct {
	voice   *phrases.Voice
	picture content.Picture
	figures []content.Figure
}

// add draws the figures of one section: as bars where several are counted in the same unit, since only those can be compared by their length,
// else as number cards. Shares in percent are of different wholes, and stay cards.
func (c *chart) add(heading string, figures []content.Figure) {
	shared := map[string]int{}
	for _, f := range figures {
		if f.Unit != "" && f.Unit != "%" {
			shared[f.Unit]++
		}
	}
	groups := map[string]int{}
	for _, f := range figures {
		c.figures = append(c.figures, f)
		shown := unmarked(c.voice.Figure(f))
		if shared[f.Unit] < 2 {
			c.picture.Cards = append(c.picture.Cards, content.Card{Number: shown, Label: f.Label, Note: f.Period})
			continue
		}
		at, known := groups[f.Unit]
		if !known {
			at = len(c.picture.Groups)
			groups[f.Unit] = at
			c.picture.Groups = append(c.picture.Groups, content.BarGroup{Title: heading})
		}
		c.picture.Groups[at].Bars = append(c.picture.Groups[at].Bars, content.Bar{
			Label: f.Label, Shown: shown, Note: f.Period, Target: f.Qualifier == content.Target,
			Value: f.Value.Float(), Low: f.Low.Float(), High: f.High.Float(),
		})
	}
}

// chartCaption is the picture's numbers as text, as many as a caption holds.
func (t *turn) chartCaption(c chart) content.HTML {
	caption := t.voice.Say(phrases.SummaryTitle, phrases.Args{"Title": c.picture.Title}) + "\n"
	for i, f := range c.figures {
		line := c.voice.Say(phrases.FigureLine, phrases.Args{"Number": i + 1, "Value": c.voice.Figure(f), "Label": f.Label})
		if text.VisibleLen(string(paragraphs(caption+"\n"+line, t.voice.Say(phrases.ChartMore)))) > maxCaption {
			return paragraphs(caption, t.voice.Say(phrases.ChartMore))
		}
		caption += "\n" + line
	}
	return caption
}

// picture sends a picture with its numbers as text, and rows of links under it.
func (t *turn) picture(picture content.Picture, caption content.HTML, rows ...[]link) {
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionShow, Picture: &picture, Text: caption, Buttons: t.buttons(rows), Once: !t.private, ReplyTo: t.answering(),
	})
}
