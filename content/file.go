package content

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content/text"
)

// ParseArticle reads an article file. The name is only for the faults, which are all that the file has; then there is no article.
func ParseArticle(name string, data []byte) (*Article, Faults) {
	f := parseFile(name, data)
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	return &f.article, nil
}

// file is an article file as read: the article, incomplete where there are faults, and where its parts stand.
type file struct {
	name    string
	faults  Faults
	article Article

	langLine, translationLine int
	parts                     []part // of each section, the whole article first
	figureLines               map[FigureID]int
	figures                   int // how many were read
	// vague tells that the sections themselves could not be read, so that nothing can be said of their order; vagueFront, that the front matter
	// could not.
	vague, vagueFront bool
}

// part says where a section's parts stand in the file, and which of them have faults.
type part struct {
	line         int // of the heading
	pollLine     int // of the poll; 0 where there is none
	summary      []string
	faults       int // how many there were before
	vagueFigures bool
	vaguePoll    bool
}

// parseFile reads an article file, with its faults by line.
func parseFile(name string, data []byte) *file {
	f := &file{name: name, figureLines: map[FigureID]int{}}
	if len(data) > MaxFile {
		f.fault(1, say("the file has %s bytes", len(data)), say("an article file has at most %s", MaxFile))
		f.vague = true
		return f
	}
	source := f.source(data)
	front, body := f.divide(source)
	f.readFront(front)
	f.readBody(body)
	f.faults = f.faults.sorted()
	return f
}

// fault notes what is wrong in a line and what is expected instead.
func (f *file) fault(line int, wrong, want Words) {
	if len(f.faults) < maxFaults {
		f.faults = append(f.faults, Fault{File: f.name, Line: line, Wrong: wrong, Want: want})
	}
}

// passage is some lines of a file.
type passage struct {
	text string
	line int // of its first line in the file, from 1
}

// from returns what stands from the given offset on, which begins a line.
func (p passage) from(offset int) passage {
	return passage{p.text[offset:], p.lineAt(offset)}
}

// lineAt returns the line in the file of a place in the passage.
func (p passage) lineAt(offset int) int {
	return p.line + strings.Count(p.text[:min(max(offset, 0), len(p.text))], "\n")
}

// source returns the file's text with LF as line ends, cleaned of what cannot be seen (a mark of byte order too), line for line.
func (f *file) source(data []byte) passage {
	if !utf8.Valid(data) {
		valid := strings.ToValidUTF8(string(data), "\uFFFD")
		same := 0
		for same < len(data) && data[same] == valid[same] {
			same++
		}
		f.fault(1+bytes.Count(data[:same], []byte("\n")), say("the text is not UTF-8"), say("save the file in UTF-8"))
		data = []byte(valid)
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	f.refuseControls(data)
	return passage{text.Clean(string(bytes.ReplaceAll(data, []byte("\r"), []byte(" ")))), 1}
}

// refuseControls finds control characters, which no editor types and which damaged files have.
func (f *file) refuseControls(data []byte) {
	line := 1
	for _, r := range string(data) {
		switch {
		case r == '\n':
			line++
		case r != '\t' && unicode.IsControl(r):
			f.fault(line, say("the control character %s", fmt.Sprintf("%U", r)), say("remove it"))
		}
	}
}

// slugPattern and its like are what names are made of; their lengths are checked apart.
var slugPattern = regexp.MustCompile(`^[a-z0-9-]+$`)

// checkName tells whether a slug or an id is what it must be, and what that is.
func checkName(name string, longest int) (Words, bool) {
	if slugPattern.MatchString(name) && len(name) <= longest {
		return Words{}, true
	}
	return say("use a to z, 0 to 9 and -, at most %s", longest), false
}
