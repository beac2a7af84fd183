package content

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Slug names an article for good: 1 to 40 characters of [a-z0-9-].
type Slug string

// SectionID names a section within its article: 1 to 20 characters of [a-z0-9-]. The empty SectionID is the whole article.
type SectionID string

// FigureID names a figure within its article: 1 to 20 characters of [a-z0-9-].
type FigureID string

// Limits of names, which keep every deep link within Telegram's 64 characters.
const (
	MaxSlug      = 40
	MaxSectionID = 20
	MaxFigureID  = 20
)

// Markdown is text as an editor wrote it in an article file: paragraphs, emphasis, links, lists and quotes.
type Markdown string

// Article is one news story told in one language: what one article file holds.
type Article struct {
	Slug Slug
	Lang Lang
	// TranslationOf is the original's language where this text is a translation, else empty.
	TranslationOf Lang
	Title         string
	Publisher     string
	Author        string
	Date          Date   // the day of publication; the zero Date where the file names none
	Source        string // http or https address of the original
	Image         string // http or https address
	Sensitive     bool   // every opinion on it is moderated before it appears
	Section              // the whole article is section 0: its summary, its own figures, its poll
	Sections      []Section
}

// Section is a part of an article that readers discuss by itself; section 0, with an empty ID, is the whole article.
type Section struct {
	ID      SectionID
	Heading string // plain text; empty for the whole article, whose heading is the title
	Summary Markdown
	Figures []Figure
	Poll    *Poll // nil where the section has none
}

// Figure is one key number of an article with what it means.
type Figure struct {
	ID    FigureID
	Label string // what the number says, one line
	// Value is the number; a range has Low and High instead, and an empty Value.
	Value     Number
	Low, High Number
	Qualifier Qualifier
	// Unit is what is counted, in the article's language; "%" and ISO 4217 codes of currencies are written as the language writes them.
	Unit   string
	Period string
	Source string
}

// IsRange tells whether the figure lies between two numbers.
func (f Figure) IsRange() bool { return f.Value == "" }

// Qualifier says how a figure's number is meant: exactly when empty.
type Qualifier string

// The qualifiers that an article file may give to a figure.
const (
	Exactly Qualifier = ""
	Over    Qualifier = "over"
	About   Qualifier = "about"
	AtLeast Qualifier = "at least"
	UpTo    Qualifier = "up to"
	Target  Qualifier = "target"
)

// Poll is a question with 2 to 10 options on a section.
type Poll struct {
	Question string   // 1 to 300 UTF-16 units
	Options  []string // each 1 to 100 UTF-16 units
	Multiple bool     // several options may be chosen
}

// Part returns the section with the given number, 0 being the whole article; false when there is none.
func (a *Article) Part(number int) (Section, bool) {
	switch {
	case number == 0:
		return a.Section, true
	case number < 0 || number > len(a.Sections):
		return Section{}, false
	}
	return a.Sections[number-1], true
}

// NumberOf returns the number of the section with the given id, 0 for the empty id; false when there is none.
func (a *Article) NumberOf(id SectionID) (int, bool) {
	if id == "" {
		return 0, true
	}
	for i := range a.Sections {
		if a.Sections[i].ID == id {
			return i + 1, true
		}
	}
	return 0, false
}

// CountFigures returns how many figures the whole article has.
func (a *Article) CountFigures() int {
	n := len(a.Figures)
	for i := range a.Sections {
		n += len(a.Sections[i].Figures)
	}
	return n
}

// Published is an article that readers can open: its translations and when it was published.
type Published struct {
	ID       ArticleID
	Slug     Slug
	At       time.Time
	Original Lang
	// In holds the text for each language; the original's is always there. A translation whose structure no longer matches the original
	// is left out.
	In map[Lang]*Article
}

// For returns the article in the first of the wanted languages that it has, else in its original language.
func (p *Published) For(wanted ...Lang) *Article {
	for _, lang := range wanted {
		if article := p.In[lang]; article != nil {
			return article
		}
	}
	return p.In[p.Original]
}

// OriginalsFirst returns the articles in the order in which they are to be stored: every translation behind its original, and older articles
// before newer ones, so that the newest of several that are published at once is the one with the latest date.
func OriginalsFirst(articles []*Article) []*Article {
	ordered := slices.Clone(articles)
	slices.SortStableFunc(ordered, func(a, b *Article) int {
		switch {
		case (a.TranslationOf == "") == (b.TranslationOf == ""):
			return cmp.Or(strings.Compare(a.Date.String(), b.Date.String()), strings.Compare(string(a.Slug), string(b.Slug)))
		case a.TranslationOf == "":
			return -1
		}
		return 1
	})
	return ordered
}
