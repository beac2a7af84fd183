package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// summaryCommand shows an article's summary: /summary [SLUG].
func summaryCommand(t *turn) error {
	find := t.current
	if slug := firstWord(t.argument); slug != "" {
		find = func() (*content.Published, error) { return t.named(slug) }
	}
	article, err := find()
	if err != nil {
		return err
	}
	return t.showSummary(article)
}

func summaryPress(t *turn) error {
	article, _, err := t.place()
	if err != nil {
		return err
	}
	return t.showSummary(article)
}

func (t *turn) showSummary(article *content.Published) error {
	s, err := t.summary(article)
	if err != nil {
		return err
	}
	t.show(s)
	return nil
}

// summary is the first screen of an article: what it says, and the ways to its sections and figures.
func (t *turn) summary(published *content.Published) (screen, error) {
	article, err := t.open(published)
	if err != nil {
		return screen{}, err
	}
	s := screen{text: t.drawings.text(drawing{article, t.voice.Lang(), toSummary, 0}, func() content.HTML {
		title := t.voice.Say(phrases.SummaryTitle, phrases.Args{"Title": article.Title})
		return paragraphs(title+t.byline(article), article.Summary.HTML())
	})}
	notes, err := t.footnotes(published, "")
	if err != nil {
		return screen{}, err
	}
	s.text = paragraphs(s.text, notes)
	s.rows = t.sectionRows(published, article)
	var last []link
	if count := article.CountFigures(); count > 0 {
		last = append(last, t.figuresLink(count, place{toFigures, published, ""}))
	}
	if article.Source != "" {
		last = append(last, link{label: t.voice.Plain(phrases.ButtonSource), url: article.Source})
	}
	voices, err := t.voices(published, article.Section)
	if err != nil {
		return screen{}, err
	}
	discussion, err := t.discussionLink(published)
	s.rows = append(append(s.rows, voices...), discussion, last)
	return s, err
}

// discussionLink leads to the article's thread; nowhere while the article is not discussed in the group.
func (t *turn) discussionLink(published *content.Published) ([]link, error) {
	roots, err := t.tx.Roots(published.ID, 0, 1)
	if err != nil || len(roots) == 0 {
		return nil, err
	}
	tr := tree{published: published}
	return []link{{label: t.voice.Plain(phrases.ButtonDiscussion), data: tr.data(""), start: tr.link()}}, nil
}

// byline names whoever published and wrote the article, and when, in a line below the title; nothing where the file names nobody.
func (t *turn) byline(article *content.Article) content.HTML {
	var parts []string
	for _, part := range []string{article.Publisher, article.Author, t.voice.Date(article.Date)} {
		if part != "" {
			parts = append(parts, text.Escape(part))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return content.HTML("\n<i>" + strings.Join(parts, " · ") + "</i>")
}
