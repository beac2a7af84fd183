package handlers

import (
	"regexp"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// detailFields are the fields of the screen about who wrote an article, when and from where, in the order in which they are listed.
var detailFields = []string{fieldPublisher, fieldAuthor, fieldDate, fieldAddress, fieldImage}

// isDetail tells whether a field is on that screen.
func isDetail(kind string) bool {
	switch kind {
	case fieldPublisher, fieldAuthor, fieldDate, fieldAddress, fieldImage:
		return true
	}
	return false
}

// detail is where a text of that screen stands in an article; nil: it is another field, or the date.
func detail(a *content.Article, kind string) *string {
	return map[string]*string{fieldPublisher: &a.Publisher, fieldAuthor: &a.Author, fieldAddress: &a.Source, fieldImage: &a.Image}[kind]
}

func (e *editing) showDetails() {
	lines := make([]content.HTML, 0, len(detailFields)+1)
	for _, kind := range detailFields {
		value, _ := field{Kind: kind}.read(e.article)
		lines = append(lines, e.voice.Say(phrases.EditField, phrases.Args{"Field": e.voice.Plain(fieldKinds[kind].name), "Value": orDash(value)}))
	}
	to := func(kind string) link { return e.to(fieldKinds[kind].name, kind+"."+wholePart) }
	sensitive, wanted := phrases.ButtonSensitiveOff, "on"
	if e.article.Sensitive {
		sensitive, wanted = phrases.ButtonSensitiveOn, "off"
	}
	e.show(screen{
		text: paragraphs(e.head(), joinedLines(lines)),
		rows: [][]link{
			{to(fieldPublisher), to(fieldAuthor), to(fieldDate)}, {to(fieldAddress), to(fieldImage)},
			{e.to(sensitive, editSensitive+"."+wholePart+"."+wanted)}, {e.to(phrases.ButtonBackToEdit, "")},
		},
	})
}

// orDash is a value, or a dash where there is none.
func orDash(value string) string {
	if value == "" {
		return "—"
	}
	return value
}

// sensitive lets everything that is said about the article be read first, in all its languages, or not.
func (e *editing) sensitive(on bool) error {
	err := e.change(true, content.PartDetails, func(a *content.Article) bool {
		a.Sensitive = on
		return true
	})
	if err == nil {
		e.showDetails()
	}
	return err
}

// dayFirst is a day as it is written in Kazakh and Russian: 31.01.2026.
var dayFirst = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)

// writeDate reads 2026-01-31 or 31.01.2026 into an article; nothing leaves it without a date. 1/2/2026 could be either of two days, so it is none.
func writeDate(a *content.Article, words string) bool {
	words = text.NormaliseLine(words)
	if words == "" {
		a.Date = content.Date{}
		return true
	}
	if parts := dayFirst.FindStringSubmatch(words); parts != nil {
		words = parts[3] + "-" + twoDigits(parts[2]) + "-" + twoDigits(parts[1])
	}
	date, err := content.ParseDate(words)
	if err == nil {
		a.Date = date
	}
	return err == nil
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}
