package drafting

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// What cannot be drafted.
var (
	ErrTooLong      = fmt.Errorf("the text has more than %d bytes: give one article", content.MaxFile)
	ErrTooManyLines = fmt.Errorf("the text has more than %d lines: give one article", mostLines)
	ErrNotUTF8      = errors.New("the text is not UTF-8: save it in UTF-8")
	ErrEmpty        = errors.New("there is no article in the text: give at least one sentence")
)

// mostLines is more than any article has.
const mostLines = 10000

// Options are what the caller knows better than the text tells.
type Options struct {
	Lang content.Lang // empty: of the text
	Slug content.Slug // empty: made of the title
}

// Draft is an article made of a text, with what an editor is to look at.
type Draft struct {
	Article *content.Article
	Doubts  []Doubt // about the whole
	// Found are the article's figures with their sentences and doubts, by their ids.
	Found map[content.FigureID]Found
}

// FromText drafts an article of its plain text or Markdown. It fails with ErrTooLong, ErrTooManyLines, ErrNotUTF8 or ErrEmpty.
func FromText(source string, o Options) (*Draft, error) {
	switch {
	case len(source) > content.MaxFile:
		return nil, ErrTooLong
	case !utf8.ValidString(source):
		return nil, ErrNotUTF8
	case strings.Count(source, "\n") >= mostLines:
		return nil, ErrTooManyLines
	}
	outline := outlineOf(strings.ReplaceAll(text.Clean(source), "\u00AD", ""))
	if !outline.hasText() {
		return nil, ErrEmpty
	}
	d := &Draft{Article: &content.Article{Date: outline.date}, Found: map[content.FigureID]Found{}}
	d.language(source, o)
	d.title(outline, o)
	d.sections(outline)
	d.figures(outline)
	d.polls(outline)
	tidy(d.Article)
	d.Doubts = append(d.Doubts, Summary, Question)
	return d, nil
}

// tidy makes lines of all texts but the summaries, as an article file has them: cutting may have left spaces at their ends.
func tidy(a *content.Article) {
	line := func(s *string) {
		if *s = text.NormaliseLine(*s); *s == "" {
			*s = "…"
		}
	}
	line(&a.Title)
	sections := []*content.Section{&a.Section}
	for i := range a.Sections {
		sections = append(sections, &a.Sections[i])
		line(&a.Sections[i].Heading)
	}
	for _, s := range sections {
		for i := range s.Figures {
			f := &s.Figures[i]
			line(&f.Label)
			f.Unit, f.Period, f.Source = text.NormaliseLine(f.Unit), text.NormaliseLine(f.Period), text.NormaliseLine(f.Source)
		}
		for i := range s.Poll.Options {
			line(&s.Poll.Options[i])
		}
		line(&s.Poll.Question)
	}
}

func (o *outline) hasText() bool {
	for _, c := range o.sections {
		for _, p := range c.paragraphs {
			if countLetters(p) > 1 {
				return true
			}
		}
	}
	return false
}

func (d *Draft) language(source string, o Options) {
	lang, doubt := LanguageOf(source)
	if o.Lang != "" {
		lang, doubt = o.Lang, false
	}
	d.Article.Lang = lang
	d.doubt(doubt, Language)
}

func (d *Draft) doubt(when bool, doubt Doubt) {
	if when && !slices.Contains(d.Doubts, doubt) {
		d.Doubts = append(d.Doubts, doubt)
	}
}

// title writes the title and the slug.
func (d *Draft) title(o outline, given Options) {
	title := strings.Trim(strings.ReplaceAll(o.title, "\uFFFD", ""), " ")
	if countLetters(title) == 0 {
		title = ""
	}
	d.doubt(title == "", NoTitle)
	if title == "" {
		title = firstSentence(o)
	}
	d.Article.Title = text.Truncate(fits(title, content.MaxTitle), content.MaxTitle/2+content.MaxTitle/3)
	d.Article.Slug = given.Slug
	if given.Slug == "" {
		d.Article.Slug = content.Slug(cmp.Or(slugOf(o.slug, content.MaxSlug), slugOf(title, content.MaxSlug), "article"))
		d.doubt(o.slug == "", NewSlug)
	}
}

// fits shortens a line to so many UTF-16 units.
func fits(s string, units int) string {
	for text.UTF16Len(s) > units {
		s = text.Truncate(s, max(1, text.Length(s)*units/(text.UTF16Len(s)+1)-1))
		if text.Length(s) <= 1 && text.UTF16Len(s) > units {
			return "…"
		}
	}
	return s
}

func firstSentence(o outline) string {
	const longest = 90 // characters
	for _, c := range o.sections {
		for _, p := range c.paragraphs {
			for _, s := range text.Sentences(clipped(p)) {
				if countLetters(s) > 1 {
					return strings.TrimRight(text.Truncate(text.NormaliseLine(s), longest), ".")
				}
			}
		}
	}
	return "…"
}

// How many sentences a summary has: of the whole, and of a section.
const (
	wholeSentences   = 3
	sectionSentences = 2
	manySentences    = 12 // from so many on one more
)

// sections writes the summaries and the headings.
func (d *Draft) sections(o outline) {
	a := d.Article
	d.doubt(o.guessed, Heading)
	d.doubt(o.divided, NoHeading)
	d.doubt(len(o.sections) > content.MaxSections+1, TooMany)
	var whole []string
	ids := names{}
	for i, c := range o.sections {
		if i == 0 && len(c.paragraphs) > 0 {
			c.paragraphs[0] = withoutDateline(c.paragraphs[0])
		}
		whole = append(whole, c.paragraphs...)
		if i == 0 || i > content.MaxSections {
			continue
		}
		heading := fits(text.Truncate(cmp.Or(c.heading, proposedHeading(c, a.Lang)), content.MaxHeading), content.MaxHeading)
		a.Sections = append(a.Sections, content.Section{
			ID:      content.SectionID(ids.next(heading, fmt.Sprintf("s%d", i), content.MaxSectionID)),
			Heading: heading,
			Summary: summaryOf(c.paragraphs, heading, a.Lang, sentencesFor(c.paragraphs, sectionSentences)),
		})
	}
	a.Summary = summaryOf(whole, a.Title, a.Lang, sentencesFor(whole, wholeSentences))
}

func sentencesFor(paragraphs []string, least int) int {
	n := 0
	for _, p := range paragraphs {
		n += strings.Count(p, ". ") + 1
	}
	if n >= manySentences {
		return least + 1
	}
	return least
}

// proposedHeading is the beginning of the sentence that says most of a section.
func proposedHeading(c chapter, lang content.Lang) string {
	const longest, fewest = 9, 3 // words
	all := sentencesOf(c.paragraphs, lang)
	weigh(all, nil)
	s := c.paragraphs[0]
	if chosen := choose(all, 1); len(chosen) > 0 {
		s = chosen[0].text
	}
	fields := strings.Fields(clipped(s))
	for i, word := range fields[:min(len(fields), longest)] {
		if i+1 >= fewest && strings.ContainsAny(lastSign(word), ",;:—") {
			return strings.TrimRight(strings.Join(fields[:i+1], " "), ",;:— ")
		}
	}
	if len(fields) > longest {
		return unpaired(strings.Join(fields[:longest], " ")) + "…"
	}
	return strings.TrimRight(unpaired(strings.Join(fields, " ")), ".")
}

func (d *Draft) polls(o outline) {
	var bodies []string
	for _, c := range o.sections[1:] {
		bodies = append(bodies, strings.Join(c.paragraphs, " "))
	}
	pollsFor(d.Article, bodies)
}
