package drafting

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content"
)

// outline is a text in its parts.
type outline struct {
	title    string
	slug     string // where the text has front matter that names one
	date     content.Date
	sections []chapter // the first, without a heading, is what stands before the others
	guessed  bool      // some headings are short lines, not marked ones
	divided  bool      // there were no headings: it is divided by subject
}

// chapter is a heading with the paragraphs below it.
type chapter struct {
	heading    string
	paragraphs []string
}

// outlineOf finds the title, the headings and the paragraphs of a text.
func outlineOf(source string) outline {
	lines, o := frontMatterOf(strings.Split(source, "\n"))
	blocks := blocksOf(lines)
	blocks = o.takeTitle(blocks)
	blocks = withoutEnd(blocks)
	o.sections = []chapter{{}}
	for i := range blocks {
		o.take(blocks, i)
	}
	o.settle()
	return o
}

// take adds a block to the section that is being read, or begins another.
func (o *outline) take(blocks []block, i int) {
	b := blocks[i]
	last := &o.sections[len(o.sections)-1]
	begun := len(o.sections) > 1 || len(last.paragraphs) > 0
	switch {
	case b.heading && countLetters(b.text) > 1:
		o.begin(b.text)
	case isBoilerplate(b.text):
		o.noteDate(b.text, begun)
	case !b.item && (begun || b.counted) && looksLikeHeading(blocks, i):
		o.guessed = true
		o.begin(b.text)
	case !begun && isDeck(blocks, i) && !(b.item && len(strings.Fields(b.text)) >= shortestItem):
		o.noteDate(b.text, begun)
	default:
		last.paragraphs = append(last.paragraphs, b.text)
	}
}

// noteDate takes a day that stands before the text for that of publication.
func (o *outline) noteDate(line string, begun bool) {
	if date, ok := dateIn(line); ok && !begun && o.date == (content.Date{}) {
		o.date = date
	}
}

func (o *outline) begin(heading string) {
	o.sections = append(o.sections, chapter{heading: withoutNumber(heading)})
}

// settle drops headings with nothing below them, and divides a long text that has none.
func (o *outline) settle() {
	kept := o.sections[:1]
	for _, s := range o.sections[1:] {
		if len(s.paragraphs) > 0 && s.heading != "" {
			kept = append(kept, s)
		}
	}
	o.sections = kept
	if len(o.sections) == 1 && len(o.sections[0].paragraphs) == 0 {
		return
	}
	if len(o.sections) == 1 {
		o.divideBySubject()
	}
}

// sentenceEnds are the signs at which a paragraph may end and a heading does not.
const sentenceEnds = ".!…;:,"

// isSentence tells whether a line ends as a paragraph does.
func isSentence(line string) bool {
	line = strings.TrimRight(line, ` "'»”)`)
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(sentenceEnds+"?", last)
}

// The longest line that may be a heading, in characters and words, and the shortest that is text in any case.
const (
	longestHeading = 90
	headingWords   = 12
	shortestText   = 100
)

// isHeadingLine tells whether a line has the form of a heading: short, with words, without a stop, beginning with a capital, a number or a quote.
func isHeadingLine(line string) bool {
	n := utf8.RuneCountInString(line)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "«“\"'("))
	words := strings.Fields(line)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, ` "'»”)`))
	return n <= longestHeading && len(words) <= headingWords && countLetters(line) > n/3 && !unicode.IsLower(first) && !strings.ContainsRune(sentenceEnds, last) &&
		(unicode.IsLetter(first) || unicode.IsDigit(first)) && !strings.HasPrefix(line, "@") && !strings.Contains(line, "://")
}

func countLetters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// looksLikeHeading tells whether a block is a heading though nothing marks it: a short line that text follows.
func looksLikeHeading(blocks []block, i int) bool {
	line := blocks[i].text
	if !isHeadingLine(line) || i+1 == len(blocks) || blocks[i+1].heading || blocks[i+1].item && !isSentence(blocks[i+1].text) && !isCapitals(line) {
		return false
	}
	next := blocks[i+1].text
	if !isSentence(next) && utf8.RuneCountInString(next) < shortestText && !looksLikeText(blocks, i+1) {
		return false
	}
	return i == 0 || blocks[i].counted || isSentence(blocks[i-1].text) || isCapitals(line) || blocks[i-1].item || utf8.RuneCountInString(blocks[i-1].text) > shortestText
}

// looksLikeText tells whether a block without a stop is text for its length.
func looksLikeText(blocks []block, i int) bool {
	return len(strings.Fields(blocks[i].text)) > headingWords
}

// isCapitals tells whether a line is written in capitals.
func isCapitals(line string) bool {
	return countLetters(line) > 3 && strings.ToUpper(line) == line
}

// shortestItem is how many words an item has that says something, before the text too: some articles begin with their main points.
const shortestItem = 4

// isDeck tells whether a line before the text is what stands between a title and the text: a subtitle, an author, a date, a place, a count of readers.
func isDeck(blocks []block, i int) bool {
	line := blocks[i].text
	return !isSentence(line) && utf8.RuneCountInString(line) < 2*shortestText || countLetters(line) < 6 || isByline(line)
}

func isByline(line string) bool {
	_, dated := dateIn(line)
	return dated && len(strings.Fields(line)) < 6
}

// longestAcronym is how many letters a heading has that may be one.
const longestAcronym = 5

// withoutNumber drops the number of a heading, and writes one in capitals as others are.
func withoutNumber(heading string) string {
	heading = strings.TrimSpace(strings.TrimLeft(numbering.ReplaceAllString(heading, ""), "#*_ "))
	if isCapitals(heading) && utf8.RuneCountInString(heading) > longestAcronym {
		heading = capital(strings.ToLower(heading))
	}
	return strings.TrimRight(heading, " :*_")
}
