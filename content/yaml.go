package content

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of one piece of YAML. The library needs time that grows with the square of some texts' length, and memory with their depth.
const (
	maxYAML      = 256 << 10 // bytes: MaxFigures of the longest kind take 175 KB
	maxYAMLLines = 2000
	maxYAMLWords = 8000 // keys, values and signs: nine keys of MaxFigures take 2,800
	maxYAMLDepth = 4    // of brackets, and of dashes in a line
)

// block is a piece of YAML within an article file.
type block struct {
	passage
	file *file
	what Words // which piece: "the front matter"
}

// lineOf returns the line in the file of a token of the block.
func (b block) lineOf(tk *token.Token) int { return b.line + tk.Position.Line - 1 }

// parse reads the block in the plain form that article files have. It returns false after a fault; an empty block gives nil, true.
func (b block) parse() (node ast.Node, ok bool) {
	if len(b.text) > maxYAML || strings.Count(b.text, "\n") > maxYAMLLines {
		b.file.fault(b.line, say("%s is too long", b.what), say("at most %s bytes and %s lines", maxYAML, maxYAMLLines))
		return nil, false
	}
	defer func() {
		// The library has panicked on odd texts before; such a text is an editor's mistake like any other.
		if recover() != nil {
			b.file.fault(b.line, say("%s is broken YAML", b.what), say("write each key on a line of its own, as key: value"))
			node, ok = nil, false
		}
	}()
	tokens := lexer.Tokenize(b.text)
	if len(tokens) > maxYAMLWords {
		b.file.fault(b.line, say("%s is too long", b.what), say("at most %s keys, values and signs", maxYAMLWords))
		return nil, false
	}
	if !b.isPlain(tokens) {
		return nil, false
	}
	doc, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		b.broken(err)
		return nil, false
	}
	if len(doc.Docs) == 0 {
		return nil, true
	}
	return doc.Docs[0].Body, true
}

// isPlain refuses what article files have no use for: anchors and aliases (which can blow up), tags, several documents, deep nesting.
func (b block) isPlain(tokens token.Tokens) bool {
	depth, dashes, dashLine := 0, 0, 0
	for _, tk := range tokens {
		switch tk.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.MappingKeyType, token.DirectiveType, token.MergeKeyType,
			token.DocumentHeaderType, token.DocumentEndType:
			b.file.fault(b.lineOf(tk), say("%q has a meaning of its own in YAML", strings.TrimSpace(tk.Value)),
				say("put the value in double quotes, or remove it"))
			return false
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			if tk.Position.Line != dashLine {
				dashes, dashLine = 0, tk.Position.Line
			}
			dashes++
		}
		if depth > maxYAMLDepth || dashes > maxYAMLDepth {
			b.file.fault(b.lineOf(tk), say("lists within lists within lists"), say("write a plain list"))
			return false
		}
	}
	return true
}

// yamlError is what the errors of the YAML library can do.
type yamlError interface {
	error
	GetToken() *token.Token
	GetMessage() string
}

// broken notes what the library could not read, in the words of editors where they are known.
func (b block) broken(err error) {
	var said yamlError
	line, message := b.line, ""
	if errors.As(err, &said) {
		message = said.GetMessage()
		tk := said.GetToken()
		if tk != nil && tk.Next != nil && tk.Next.Type == token.MappingValueType {
			tk = tk.Next // a value of two lines in which the second was meant as a key
		}
		if tk != nil && tk.Position != nil {
			line = b.lineOf(tk)
		}
	}
	wrong, want := inEditorsWords(message)
	last := b.line + strings.Count(strings.TrimRight(b.text, "\n"), "\n")
	b.file.fault(min(line, last), say("%s is broken YAML: %s", b.what, wrong), want)
}

// inEditorsWords says what one of the library's messages means.
func inEditorsWords(message string) (wrong, want Words) {
	for _, known := range []struct {
		part        string
		wrong, want Words
	}{
		{"mapping value is not allowed", say(`a second ":" in one value, or a key that does not stand below its neighbours`),
			say("put the value in double quotes, or begin the key in the same column as the others")},
		{"reserved character", say("a value begins with @ or `"), say("put the value in double quotes")},
		{"directive", say("a value begins with %%"), say("put the value in double quotes")},
		{"could not find end character", say("a quote is not closed"), say(`end the value with the same quote; within double quotes write \"`)},
		{"']'", say("a list is not closed"), say("end it with ]")},
		{"'}'", say("a brace is not closed"), say("put a value that begins with { in double quotes")},
		{"flow map", say("a value begins with {"), say("put the value in double quotes")},
		{"cannot start any token", say("a line begins with a tab"), say("indent with spaces")},
		{"escape", say(`an unknown sign behind "\"`), say(`within double quotes write \\ for a backslash, or use single quotes`)},
		{"sequence entries are not allowed", say(`a "-" behind a key`), say("begin the list on the next line")},
		{"non-map value", say("a line without a key"), say("write key: value")},
		{"sequence element", say("an option is missing between two commas"), say("write [one, two]")},
		{"scalar value type", say("an option is missing between two commas"), say("write [one, two]")},
	} {
		if strings.Contains(message, known.part) {
			return known.wrong, known.want
		}
	}
	wrong = given(message)
	if message == "" {
		wrong = say("it cannot be read")
	}
	return wrong, say("write each key on a line of its own, as key: value")
}
