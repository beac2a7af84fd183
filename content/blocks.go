package content

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"aitys/content/text"
)

// The kinds of blocks.
const (
	figuresBlock = "figures"
	pollBlock    = "poll"
)

// fenced reads a block. It returns -1, or the place where a block that is not closed must have ended.
func (r *reader) fenced(n *ast.FencedCodeBlock) int {
	kind, known := r.kind(n)
	line := r.lineAt(n.Pos())
	start := r.lineEnd(n.Pos())
	end := start
	for range n.Lines().Len() {
		end = r.lineEnd(end)
	}
	inside := passage{unindented(n, r.source), line + 1}
	at, unclosed := misplaced(inside.text)
	switch {
	case unclosed:
		for range strings.Count(inside.text[:at], "\n") {
			start = r.lineEnd(start)
		}
		inside.text = inside.text[:at]
		r.done = start
	case end >= len(r.passage.text):
		r.done = end
	default:
		r.done = r.lineEnd(end)
	}
	if unclosed || end >= len(r.passage.text) {
		r.fault(line, say("a block is not closed"), say("end it with a line ```"))
	}
	if known && kind == figuresBlock {
		r.readFigures(inside, line)
	} else if known {
		r.readPoll(inside, line)
	}
	if unclosed {
		return start
	}
	return -1
}

// kind returns what kind of block it is; false when it is none that is near to a known one.
func (r *reader) kind(n *ast.FencedCodeBlock) (string, bool) {
	info := ""
	if n.Info != nil {
		info = strings.TrimSpace(string(n.Info.Value(r.source)))
	}
	kinds := []string{figuresBlock, pollBlock}
	nearest, near := text.Nearest(info, kinds)
	line := r.lineAt(n.Pos())
	switch {
	case nearest == info && near:
	case near:
		r.fault(line, say("unknown block %q", short(info)), say("did you mean %q?", nearest))
	case info == "":
		r.fault(line, say("a block without a kind"), say("write ```figures or ```poll; there is no other code in an article"))
	default:
		r.fault(line, say("unknown block %q", short(info)), say("the blocks are figures and poll; there is no other code in an article"))
	}
	return nearest, near
}

// unindented returns the lines of a block, without the indent of its fence.
func unindented(n *ast.FencedCodeBlock, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(source))
	}
	return b.String()
}

// startOfNext is a line that begins another block or section; no block has such a line.
var startOfNext = regexp.MustCompile("(?m)^ {0,3}(?:(?:```+|~~~+)[ \t]*[a-zA-Z]|## .*\\{#[^{}]*\\}[ \t]*$)")

// misplaced finds within a block the line where another one begins, because the block was not closed.
func misplaced(inside string) (int, bool) {
	found := startOfNext.FindStringIndex(inside)
	if found == nil {
		return 0, false
	}
	return found[0], true
}
