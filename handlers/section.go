package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// sectionCommand shows one section's summary: /section SECTION. Without one it shows which there are.
func sectionCommand(t *turn) error {
	published, number, err := t.asked()
	if err != nil {
		return err
	}
	if firstWord(t.argument) == "" {
		return t.showSections(published)
	}
	return t.showSection(published, number)
}

// showSections offers the article's sections. One that has none is all in its summary.
func (t *turn) showSections(published *content.Published) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	if len(article.Sections) == 0 {
		return t.showSummary(published)
	}
	t.show(screen{text: t.voice.Say(phrases.SectionWanted, phrases.Args{"Title": article.Title}), rows: t.sectionRows(published, article)})
	return nil
}

// sectionRows lead to the article's sections, one in each row: their headings are long.
func (t *turn) sectionRows(published *content.Published, article *content.Article) [][]link {
	var rows [][]link
	for i, section := range article.Sections {
		rows = append(rows, []link{{label: t.sectionLabel(i+1, section), to: place{toSection, published, section.ID}}})
	}
	return rows
}

// showSection shows the section with the given number; number 0 is the whole article, which has a screen of its own.
func (t *turn) showSection(published *content.Published, number int) error {
	if number == 0 {
		return t.showSummary(published)
	}
	article, err := t.open(published)
	if err != nil {
		return err
	}
	section, ok := article.Part(number)
	if !ok {
		return stale("handlers.showSection")
	}
	s := screen{text: t.drawings.text(drawing{article, t.voice.Lang(), toSection, number}, func() content.HTML {
		title := t.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": section.Heading})
		return paragraphs(title, section.Summary.HTML())
	})}
	notes, err := t.footnotes(published, section.ID)
	if err != nil {
		return err
	}
	s.text = paragraphs(s.text, notes)
	if count := len(section.Figures); count > 0 {
		s.rows = append(s.rows, []link{t.figuresLink(count, place{toFigures, published, section.ID})})
	}
	voices, err := t.voices(published, section)
	if err != nil {
		return err
	}
	s.rows = append(append(s.rows, voices...), t.neighbours(published, article, number))
	t.show(s)
	return nil
}

// neighbours are the ways from a section to the one before it, to the whole article and to the one after it.
func (t *turn) neighbours(published *content.Published, article *content.Article, number int) []link {
	var row []link
	if number > 1 {
		row = append(row, link{
			label: t.voice.Plain(phrases.ButtonPreviousSection), to: place{toSection, published, article.Sections[number-2].ID},
		})
	}
	row = append(row, link{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}})
	if number < len(article.Sections) {
		row = append(row, link{
			label: t.voice.Plain(phrases.ButtonNextSection), to: place{toSection, published, article.Sections[number].ID},
		})
	}
	return row
}

func (t *turn) sectionLabel(number int, section content.Section) string {
	return t.voice.Plain(phrases.ButtonSection, phrases.Args{"Number": number, "Heading": section.Heading})
}
