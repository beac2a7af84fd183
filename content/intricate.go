package content

import (
	"regexp"
	"strings"
)

// What keeps reading Markdown fast: the library's time grows with the square of the markup in one paragraph, and with the depth of nesting.
const (
	maxIndent  = 64       // columns
	maxNesting = 8        // quotes and lists in one another
	maxRun     = 64 << 10 // bytes without a blank line between
	maxMarkup  = 2000     // characters that may be markup, without a blank line between
)

// The lines at which a block begins and ends, and at which raw HTML may begin.
var (
	blockBegins = regexp.MustCompile("^```[a-zA-Z]*[ \t]*$")
	blockEnds   = regexp.MustCompile("^ {0,3}```+[ \t]*$")
	htmlBegins  = regexp.MustCompile("^ {0,3}<[a-zA-Z/!?]")
)

// tooIntricate finds what would take very long to read as Markdown. It returns the line, from 0, and the fault's words; none when there is no fault.
func tooIntricate(markdown string) (line int, wrong, want Words) {
	run, markup := 0, 0
	inBlock, html := false, false
	for l := range strings.SplitSeq(markdown, "\n") {
		html = html || htmlBegins.MatchString(l) // within it, what looks like a block is none
		switch {
		case inBlock:
			inBlock = !blockEnds.MatchString(l)
		case !html && blockBegins.MatchString(l):
			inBlock = true
			run, markup = 0, 0
		case isBlank(l):
			run, markup = 0, 0
		default:
			run += len(l)
			markup += countMarkup(l)
			if wrong, want := tooMuch(l, run, markup); !wrong.none() {
				return line, wrong, want
			}
		}
		line++
	}
	return 0, Words{}, Words{}
}

func tooMuch(line string, run, markup int) (wrong, want Words) {
	indent, nesting := lead(line)
	switch {
	case indent > maxIndent || nesting > maxNesting:
		return say("lists or quotes too deep within one another"), say("at most %s, indented by at most %s spaces", maxNesting, maxIndent)
	case run > maxRun:
		return say("over %s bytes without a blank line", maxRun), say("divide the text into paragraphs")
	case markup > maxMarkup:
		return say("over %s signs of markup without a blank line", maxMarkup), say("divide the text into paragraphs, or leave the signs out")
	}
	return Words{}, Words{}
}

// countMarkup counts what may be markup in a line.
func countMarkup(line string) int {
	n := 0
	for i := range len(line) {
		switch line[i] {
		case '*', '_', '[', '<', '`', '~':
			n++
		}
	}
	return n
}

// lead returns how far a line is indented, and how many marks of quotes and lists stand before its text.
func lead(line string) (indent, nesting int) {
	if rule := strings.Trim(line, " \t"); strings.Trim(rule, rule[:1]+" \t") == "" && rule[0] != '>' && rule[0] != '+' {
		return 0, 0
	}
	for i := 0; i < len(line); i++ {
		next := line[min(i+1, len(line)-1)]
		alone := i+1 == len(line) || next == ' ' || next == '\t'
		switch c := line[i]; {
		case c == ' ':
			indent++
		case c == '\t':
			indent += 4
		case c == '>', alone && strings.IndexByte("-*+.)", c) >= 0:
			nesting++
		case c < '0' || c > '9':
			return indent, nesting
		}
	}
	return indent, nesting
}
