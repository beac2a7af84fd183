package content

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	source "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"aitys/content/text"
)

// markdown parses CommonMark with strikethrough. It holds nothing of a text and serves any number of goroutines.
var markdown parser.Parser = goldmark.New(goldmark.WithExtensions(extension.Strikethrough)).Parser()

func parseMarkdown(md []byte) ast.Node { return markdown.Parse(source.NewReader(md)) }

// HTML renders the text for Telegram: emphasis, strikethrough, code and links to https, http and tg addresses as its tags, lists as lines,
// images as their description. Everything else that looks like a tag is shown as it stands. A text that no article file may have, for its length or
// intricacy, is shown as written.
func (m Markdown) HTML() HTML {
	if _, wrong, _ := tooIntricate(string(m)); !wrong.none() || len(m) > longestMarkdown {
		return HTML(text.Escape(text.Normalise(string(m))))
	}
	w := telegram{source: bytes.ToValidUTF8([]byte(m), []byte("\uFFFD"))}
	return HTML(strings.TrimSpace(w.blocks(parseMarkdown(w.source), "\n\n")))
}

// Plain returns what readers see of the text, without any markup.
func (m Markdown) Plain() string { return strings.TrimSpace(text.StripTags(string(m.HTML()))) }

// telegram renders nodes of one source as Telegram's HTML. It counts the tags that are open, so that none is put into another of its kind:
// Telegram refuses a quote within a quote.
type telegram struct {
	source                      []byte
	bold, italic, strike, quote int
}

// blocks renders the blocks within a node, those that show something divided by the separator.
func (w *telegram) blocks(parent ast.Node, separator string) string {
	var shown []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if s := w.block(n); strings.TrimSpace(s) != "" {
			shown = append(shown, s)
		}
	}
	return strings.Join(shown, separator)
}

func (w *telegram) block(n ast.Node) string {
	switch n := n.(type) {
	case *ast.List:
		return w.list(n)
	case *ast.Blockquote:
		return w.within(&w.quote, "blockquote", func() string { return w.blocks(n, "\n\n") })
	case *ast.Heading:
		return w.within(&w.bold, "b", func() string { return w.inlines(n) })
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return "<pre>" + shown(bytes.TrimRight(n.Lines().Value(w.source), "\n")) + "</pre>"
	case *ast.HTMLBlock:
		lines := string(n.Lines().Value(w.source))
		if n.HasClosure() {
			lines += string(n.ClosureLine.Value(w.source))
		}
		return shown([]byte(lines))
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
		return ""
	}
	return w.inlines(n)
}

// list renders a list as a line for each item, and what is within an item below it.
func (w *telegram) list(list *ast.List) string {
	var items []string
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "• "
		if list.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		items = append(items, mark+strings.ReplaceAll(w.blocks(item, "\n"), "\n", "\n  "))
	}
	return strings.Join(items, "\n")
}

// within renders something within a tag, or without it where the tag is open already or would be empty.
func (w *telegram) within(open *int, tag string, render func() string) string {
	*open++
	inside := render()
	*open--
	if *open > 0 || inside == "" {
		return inside
	}
	return "<" + tag + ">" + inside + "</" + tag + ">"
}

// inlines renders the text within a node.
func (w *telegram) inlines(parent ast.Node) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.WriteString(w.inline(n))
	}
	return b.String()
}

func (w *telegram) inline(n ast.Node) string {
	switch n.Kind() {
	case ast.KindText:
		return w.text(n.(*ast.Text))
	case ast.KindEmphasis:
		if n.(*ast.Emphasis).Level == 2 {
			return w.within(&w.bold, "b", func() string { return w.inlines(n) })
		}
		return w.within(&w.italic, "i", func() string { return w.inlines(n) })
	case strikethrough:
		return w.within(&w.strike, "s", func() string { return w.inlines(n) })
	case ast.KindCodeSpan:
		return w.code(n)
	case ast.KindLink:
		return link(string(n.(*ast.Link).Destination), w.inlines(n))
	case ast.KindAutoLink:
		n := n.(*ast.AutoLink)
		return link(string(n.URL(w.source)), shown(n.Label(w.source)))
	case ast.KindRawHTML:
		return shown(n.(*ast.RawHTML).Segments.Value(w.source))
	}
	return w.inlines(n)
}

// text renders a run of text, in which backslashes and HTML entities stand for characters.
func (w *telegram) text(n *ast.Text) string {
	s := shown(unescaped(n.Segment.Value(w.source)))
	switch {
	case n.HardLineBreak():
		return s + "\n"
	case n.SoftLineBreak():
		return s + " "
	}
	return s
}

// unescaped returns the plain text that a run of Markdown stands for.
func unescaped(run []byte) []byte {
	if !bytes.ContainsAny(run, "\\&\x00") {
		return run
	}
	var b strings.Builder
	buffer := bufio.NewWriterSize(&b, len(run))
	html.DefaultWriter.Write(buffer, run)
	_ = buffer.Flush() // a strings.Builder takes everything
	return []byte(text.StripTags(b.String()))
}

func (w *telegram) code(span ast.Node) string {
	var b strings.Builder
	for n := span.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			b.Write(t.Segment.Value(w.source))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<code>" + shown([]byte(strings.ReplaceAll(b.String(), "\n", " "))) + "</code>"
}

// shown makes HTML of plain text. It is cleaned before it is put between tags: Unicode makes one character of ">" and some marks.
func shown(plain []byte) string { return text.Escape(text.Clean(string(plain))) }

// link renders a link, or only its text where Telegram would not follow the address.
func link(address, inside string) string {
	if !isLink(address) || inside == "" {
		return inside
	}
	return `<a href="` + text.Escape(string(util.URLEscape([]byte(address), true))) + `">` + inside + "</a>"
}
