package phrases

import (
	"fmt"
	"strings"
	"text/template/parse"
)

// phrase is one sentence taken apart: words that stand as they are, and the names of arguments between them. It is taken apart once,
// because saying it is on every reply's way; running a template each time would cost ten times as much.
type phrase struct {
	pieces []piece
	// whole is the text of a phrase that is nothing but words.
	whole string
	// size is the length of all words together, in bytes.
	size int
}

// piece is either words or the name of an argument.
type piece struct {
	words, arg string
}

// parsePhrase takes apart a text in go-i18n's notation, in which {{.Name}} is an argument; anything else between braces is refused, so
// that a catalogue holds language and no logic.
func parsePhrase(name, text string) (*phrase, error) {
	trees, err := parse.Parse(name, text, "", "")
	if err != nil {
		return nil, err
	}
	tree := trees[name]
	if tree == nil || len(trees) != 1 {
		return nil, fmt.Errorf("want a text, got %q", text)
	}
	p := &phrase{}
	for _, node := range tree.Root.Nodes {
		piece, err := takeApart(node)
		if err != nil {
			return nil, err
		}
		p.pieces = append(p.pieces, piece)
		p.size += len(piece.words)
	}
	if len(p.pieces) == 1 {
		p.whole = p.pieces[0].words
	}
	return p, nil
}

func takeApart(node parse.Node) (piece, error) {
	switch node := node.(type) {
	case *parse.TextNode:
		return piece{words: string(node.Text)}, nil
	case *parse.ActionNode:
		if name, ok := strings.CutPrefix(node.Pipe.String(), "."); ok && isName(name) {
			return piece{arg: name}, nil
		}
	}
	return piece{}, fmt.Errorf("want {{.Name}}, got %s", node)
}

func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }) < 0
}

// args lists the names of the arguments, in the order in which they are said.
func (p *phrase) args() []string {
	var names []string
	for _, piece := range p.pieces {
		if piece.arg != "" {
			names = append(names, piece.arg)
		}
	}
	return names
}
