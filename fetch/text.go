package fetch

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf writes what stands below a node as plain text: a paragraph for each block, headings with "## " before them, items with "- ".
func textOf(root *html.Node) string {
	var w writer
	w.node(root)
	w.end()
	return strings.Join(w.blocks, "\n\n")
}

// writer gathers the words of a block until it ends.
type writer struct {
	blocks []string
	words  strings.Builder
	before string // what the block begins with
}

func (w *writer) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.words.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && silent[n.DataAtom]:
		return
	case n.DataAtom == atom.Br:
		w.words.WriteByte(' ')
		return
	}
	block := blocks[n.DataAtom]
	if block {
		w.end()
		w.before = marks[n.DataAtom]
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.node(child)
	}
	switch {
	case block:
		w.end()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.words.WriteByte(' ')
	}
}

// end closes the block, if it has any words.
func (w *writer) end() {
	if words := line(w.words.String()); words != "" {
		w.blocks = append(w.blocks, w.before+words)
		w.before = ""
	}
	w.words.Reset()
}

// silent are elements whose words are not the article's.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true, atom.Button: true, atom.Form: true, atom.Figcaption: true,
	atom.Nav: true, atom.Aside: true,
}

// marks are what some blocks begin with, so that a heading stays one.
var marks = map[atom.Atom]string{
	atom.H1: "## ", atom.H2: "## ", atom.H3: "## ", atom.H4: "## ", atom.H5: "## ", atom.H6: "## ", atom.Li: "- ",
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Footer: true, atom.Ul: true, atom.Ol: true, atom.Li: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true,
	atom.Figure: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Hr: true, atom.Address: true,
}
