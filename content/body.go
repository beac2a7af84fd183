package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"aitys/content/text"
)

// longestMarkdown is how many bytes of Markdown may still make a summary of MaxSummary units.
const longestMarkdown = 8 * MaxSummary

// maxUnclosed is after how many blocks without an end the rest of a file is no longer read: each costs reading it anew.
const maxUnclosed = 8

// readBody reads what stands behind the front matter: summaries, headings and blocks.
func (f *file) readBody(body passage) {
	f.parts = []part{{line: body.firstLine()}}
	for range maxUnclosed {
		if line, wrong, want := tooIntricate(body.text); !wrong.none() {
			f.fault(body.line+line, wrong, want)
			f.vague = true
			return
		}
		end := f.readUntilUnclosed(body)
		if end < 0 {
			break
		}
		body = body.from(end)
	}
	f.endSection()
	f.checkSections()
}

// firstLine returns the line where the passage has its first text, or the one before it where it has none.
func (p passage) firstLine() int {
	if isBlank(p.text) {
		return max(p.line-1, 1)
	}
	return p.lineAt(len(p.text) - len(strings.TrimLeft(p.text, " \t\n")))
}

// reader walks through the top level of a body.
type reader struct {
	*file
	passage
	source   []byte // the body once more, as the Markdown library wants it
	done     int    // what stands before is read
	newlines []int  // where lines end
}

func newReader(f *file, body passage) *reader {
	r := &reader{file: f, passage: body, source: []byte(body.text)}
	for i := range len(body.text) {
		if body.text[i] == '\n' {
			r.newlines = append(r.newlines, i)
		}
	}
	return r
}

// lineAt returns the line in the file of a place in the body.
func (r *reader) lineAt(offset int) int {
	before, _ := slices.BinarySearch(r.newlines, offset)
	return r.passage.line + before
}

// readUntilUnclosed reads the body to its end and returns -1, or to the place where a block that is not closed must have ended.
func (f *file) readUntilUnclosed(body passage) int {
	r := newReader(f, body)
	doc := parseMarkdown(r.source)
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		switch n := node.(type) {
		case *ast.Heading:
			r.takeText(n.Pos())
			r.heading(n)
		case *ast.FencedCodeBlock:
			r.takeText(n.Pos())
			if end := r.fenced(n); end >= 0 {
				return end
			}
		default:
			r.checkText(n)
		}
	}
	r.takeText(len(body.text))
	return -1
}

// lineEnd returns the offset behind the line in which offset stands.
func (p passage) lineEnd(offset int) int {
	if n := strings.IndexByte(p.text[offset:], '\n'); n >= 0 {
		return offset + n + 1
	}
	return len(p.text)
}

// lineStart returns the offset at which the line begins in which offset stands.
func (p passage) lineStart(offset int) int { return strings.LastIndexByte(p.text[:offset], '\n') + 1 }

// takeText adds the Markdown before the line of an offset to the last section's summary.
func (r *reader) takeText(offset int) {
	end := len(r.passage.text)
	if offset < end {
		end = r.lineStart(offset)
	}
	if written := trimMarkdown(r.text[r.done:end]); written != "" {
		r.last().summary = append(r.last().summary, written)
	}
	r.done = end
}

// trimMarkdown drops the blank lines around a text, and white space at its end. The first line's indent may carry meaning, so it stays.
func trimMarkdown(s string) string {
	s = strings.TrimRight(s, " \t\n")
	for {
		line, rest, more := strings.Cut(s, "\n")
		if !more || !isBlank(line) {
			return s
		}
		s = rest
	}
}

// section returns the section that is being read.
func (f *file) section() *Section {
	if n := len(f.article.Sections); n > 0 {
		return &f.article.Sections[n-1]
	}
	return &f.article.Section
}

// last returns where the section that is being read stands.
func (f *file) last() *part { return &f.parts[len(f.parts)-1] }

// headingID finds the id at the end of a heading's text.
var headingID = regexp.MustCompile(`\s*\{#([^{}]*)\}$`)

// heading begins a section.
func (r *reader) heading(h *ast.Heading) {
	line := r.lineAt(h.Pos())
	r.done = r.lineEnd(h.Pos())
	if r.source[h.Pos()] != '#' {
		r.fault(line, say("a line of = or - makes the text above it a heading"), say(`begin sections with "## Heading {#id}"; leave such a line out otherwise`))
		return
	}
	if len(r.article.Sections) > MaxSections {
		return // which is told
	}
	heading := text.NormaliseLine(plainInline(h, r.source))
	found := headingID.FindStringSubmatchIndex(heading)
	if h.Level != 2 {
		r.fault(line, say("a heading with %s #", h.Level), say(`begin each section with "## Heading {#id}"; the title belongs into the front matter`))
		if found == nil {
			return
		}
	}
	r.endSection()
	if !isPlainInline(h) {
		r.fault(line, say("a heading with emphasis, code, a link or HTML"), say("a heading is plain text"))
	}
	section := Section{Heading: heading}
	if found != nil {
		section.Heading = heading[:found[0]]
		section.ID = r.sectionID(heading[found[2]:found[3]], line)
	} else {
		r.vague = true
		r.fault(line, say("a heading without an id"), say("write \"## %s {#id}\", where id is of a to z, 0 to 9 and -", text.Truncate(heading, 30)))
	}
	r.checkHeading(section.Heading, line)
	r.article.Sections = append(r.article.Sections, section)
	r.parts = append(r.parts, part{line: line, faults: len(r.faults)})
	if len(r.article.Sections) == MaxSections+1 {
		r.fault(line, say("more than %s sections", MaxSections), say("join some"))
	}
}

// plainInline returns the text within a heading.
func plainInline(h *ast.Heading, source []byte) string {
	w := telegram{source: source}
	return text.StripTags(w.inlines(h))
}

// isPlainInline tells whether a heading is nothing but text.
func isPlainInline(h *ast.Heading) bool {
	for n := h.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindText {
			return false
		}
	}
	return true
}

func (r *reader) checkHeading(heading string, line int) {
	switch n := text.UTF16Len(heading); {
	case n == 0:
		r.fault(line, say("a heading without words"), say(`write "## Heading {#id}"`))
	case n > MaxHeading:
		r.fault(line, say("the heading has %s characters", n), say("at most %s", MaxHeading))
	}
}

// sectionID checks the id of a heading; it returns "" for one that cannot be used.
func (r *reader) sectionID(id string, line int) SectionID {
	if want, ok := checkName(id, MaxSectionID); !ok {
		r.vague = true
		r.fault(line, say("the section id is %q", short(id)), want)
		return ""
	}
	if number, twice := r.article.NumberOf(SectionID(id)); twice {
		r.vague = true
		r.fault(line, say("the section id %q stands twice", id), say("give each section its own id; the first is in line %s", r.parts[number].line))
	}
	return SectionID(id)
}

// endSection makes the summary of the section that has been read.
func (f *file) endSection() {
	section, part := f.section(), f.last()
	section.Summary = Markdown(strings.Join(part.summary, "\n\n"))
	what := say("the whole article")
	if len(f.parts) > 1 {
		what = say("the section %q", short(section.Heading))
	}
	if len(part.summary) > 1 && len(f.faults) == part.faults && !isPlainMarkdown(section.Summary) {
		f.fault(part.line, say("the texts between the blocks of %s mean something else when joined", what), say("put the whole text before the blocks"))
	}
	if len(section.Summary) > longestMarkdown {
		f.fault(part.line, say("the summary of %s has %s bytes", what, len(section.Summary)), say("at most %s characters", MaxSummary))
		return
	}
	plain := section.Summary.Plain()
	switch n := text.UTF16Len(plain); {
	case strings.TrimSpace(plain) == "":
		f.fault(part.line, say("%s has no summary", what), say("write its text before its figures and its poll"))
	case n > MaxSummary:
		f.fault(part.line, say("the summary of %s has %s characters", what, n), say("at most %s", MaxSummary))
	}
}

// checkSections refuses ids that readers would take for another section's number.
func (f *file) checkSections() {
	if len(f.article.Sections) > MaxSections {
		return
	}
	for i, section := range f.article.Sections {
		for other := range len(f.article.Sections) + 1 {
			if other != i+1 && string(section.ID) == fmt.Sprint(other) {
				f.fault(f.parts[i+1].line, say("the section id %q is another section's number", section.ID), say("use a word: readers name sections by number too"))
			}
		}
	}
}
