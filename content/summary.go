package content

import (
	"net/url"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// strikethrough is the kind of node that goldmark's extension of that name makes.
var strikethrough = extast.KindStrikethrough

// checkText refuses within a text what has no place in a summary.
func (r *reader) checkText(node ast.Node) {
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if wrong, want := misplacedNode(n); entering && !wrong.none() {
			r.fault(r.lineAt(position(n)), wrong, want)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// isPlainMarkdown tells whether a text is nothing but paragraphs, lists and quotes.
func isPlainMarkdown(m Markdown) bool {
	plain := true
	_ = ast.Walk(parseMarkdown([]byte(m)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if wrong, _ := misplacedNode(n); !wrong.none() {
			plain = false
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return plain
}

// position returns where a node stands in the source.
func position(n ast.Node) int {
	if raw, ok := n.(*ast.RawHTML); ok && raw.Segments.Len() > 0 {
		return raw.Segments.At(0).Start
	}
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return n.Pos()
		}
	}
	return 0
}

// misplacedNode says what is wrong with a node of a summary; none when nothing is.
func misplacedNode(n ast.Node) (wrong, want Words) {
	switch n := n.(type) {
	case *ast.Heading:
		return say("a heading within a list, a quote or a text"), say(`begin sections with "## Heading {#id}" at the left margin`)
	case *ast.FencedCodeBlock:
		return say("a block within a list or a quote"), say("begin it at the left margin, with a blank line before it")
	case *ast.CodeBlock:
		return say("a text that is indented by four spaces is code"), say("begin it at the left margin")
	case *ast.HTMLBlock, *ast.RawHTML:
		return say("raw HTML"), say("write **bold**, *italic* or [text](https://…); put a backslash before a < that is meant as it stands")
	case *ast.ThematicBreak:
		return say("a line of signs alone"), say("leave it out: a blank line divides paragraphs")
	case *ast.LinkReferenceDefinition:
		return say("an address that stands apart from its link"), say("write [text](https://…)")
	case *ast.Link:
		if !isLink(string(n.Destination)) {
			return say("a link to %q", short(string(n.Destination))), say("a link's address begins with https://, http:// or tg://")
		}
	}
	return Words{}, Words{}
}

// isLink tells whether Telegram follows a link to the address.
func isLink(address string) bool {
	if isWebAddress(address) {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "tg" && u.Host != ""
}
