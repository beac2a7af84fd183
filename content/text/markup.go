package text

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// escaper turns the four characters that mean something in Telegram's HTML into its four named entities.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape makes plain text safe within Telegram's HTML, in text and in quoted attributes.
func Escape(s string) string { return escaper.Replace(s) }

// StripTags returns the plain text that readers of Telegram's HTML see. Whatever is no tag or entity of Telegram's stays as it stands.
func StripTags(html string) string {
	var b strings.Builder
	b.Grow(len(html))
	for p := range pieces(html) {
		b.WriteString(p.plain)
	}
	return b.String()
}

// VisibleLen returns the length in UTF-16 units of Telegram's HTML after its entities are parsed: what Telegram's limits count.
func VisibleLen(html string) int {
	n := 0
	for p := range pieces(html) {
		n += UTF16Len(p.plain)
	}
	return n
}

// piece is a part of HTML that is read as one: a run of text, an entity, or a tag.
type piece struct {
	src   string // as it stands in the HTML
	plain string // the text that is seen; empty for a tag
	tag   string // the tag's name in lower case; empty for text
	end   bool   // the tag closes
}

// isEntity tells whether the piece stands for one character.
func (p piece) isEntity() bool { return p.tag == "" && p.src != p.plain }

// pieces yields the pieces of html in their order; together their src are html.
func pieces(html string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for html != "" {
			p := nextPiece(html)
			if !yield(p) {
				return
			}
			html = html[len(p.src):]
		}
	}
}

func nextPiece(html string) piece {
	for i := 0; i < len(html); i++ {
		if html[i] != '<' && html[i] != '&' {
			continue
		}
		p, ok := tagAt(html[i:])
		if !ok {
			p, ok = entityAt(html[i:])
		}
		switch {
		case ok && i == 0:
			return p
		case ok:
			return piece{src: html[:i], plain: html[:i]}
		}
	}
	return piece{src: html, plain: html}
}

// isTag tells whether Telegram knows a tag of this name (core.telegram.org/bots/api#html-style).
func isTag(name string) bool {
	switch name {
	case "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre", "blockquote", "tg-emoji", "tg-time":
		return true
	}
	return false
}

// longestTag is more than a link of 2,000 characters takes, each written as an entity.
const longestTag = 16 << 10

// tagAt reads the tag with which html begins; false when it begins with none.
func tagAt(html string) (piece, bool) {
	if html[0] != '<' {
		return piece{}, false
	}
	rest, closes := strings.CutPrefix(html[1:], "/")
	n := 0
	for n < len(rest) && n <= len("blockquote") && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' || rest[n] == '-') {
		n++
	}
	name := strings.ToLower(rest[:n])
	if !isTag(name) || n == len(rest) || !strings.ContainsRune(" \t\n>", rune(rest[n])) {
		return piece{}, false
	}
	var quote byte
	for i := n; i < min(len(rest), longestTag); i++ {
		switch c := rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return piece{src: html[:len(html)-len(rest)+i+1], tag: name, end: closes}, true
		}
	}
	return piece{}, false
}

// longestEntity is "&#x10FFFF;" with some leading zeros.
const longestEntity = 16

// entityAt reads the entity with which html begins; false when it begins with none that Telegram knows.
func entityAt(html string) (piece, bool) {
	if html[0] != '&' {
		return piece{}, false
	}
	name, _, ok := strings.Cut(html[1:min(len(html), longestEntity)], ";")
	if !ok {
		return piece{}, false
	}
	plain := ""
	switch name {
	case "lt":
		plain = "<"
	case "gt":
		plain = ">"
	case "amp":
		plain = "&"
	case "quot":
		plain = `"`
	default:
		plain = numbered(name)
	}
	return piece{src: html[:len(name)+2], plain: plain}, plain != ""
}

// numbered returns the character that "#65" or "#x41" names, or "".
func numbered(name string) string {
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(strings.ToLower(digits), "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if !ok || err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return ""
	}
	return string(rune(n))
}
