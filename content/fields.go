package content

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"aitys/content/text"
)

// fields are the keys of one mapping in an article file. What is wrong with one is noted when it is read.
type fields struct {
	block block
	what  Words // which mapping: "the poll"
	line  int   // where it begins
	found map[string]field
}

// field is one key's value.
type field struct {
	line int // of the key
	node ast.Node
}

// fields takes a node for a mapping with some of the known keys; false when it is no mapping. A key that nearly has a known one's name is
// taken for it, so that one slip is one fault.
func (b block) fields(node ast.Node, what Words, line int, known ...string) (fields, bool) {
	mapping, ok := node.(ast.MapNode)
	if !ok {
		b.file.fault(line, say("%s has no keys", what), say("write each on a line of its own, such as %s: and its value", known[0]))
		return fields{}, false
	}
	s := fields{b, what, line, map[string]field{}}
	near := map[string]field{}
	for pairs := mapping.MapRange(); pairs.Next(); {
		tk := pairs.Key().GetToken()
		s.add(tk.Value, field{b.lineOf(tk), pairs.Value()}, near, known)
	}
	for key, f := range near {
		if _, taken := s.found[key]; !taken {
			s.found[key] = f
		}
	}
	return s, true
}

// add sorts a key among those that are found, near to a known one, or wrong.
func (s fields) add(key string, value field, near map[string]field, known []string) {
	first, twice := s.found[key]
	nearest, isNear := text.Nearest(key, known)
	switch {
	case twice:
		s.fault(value.line, say("the key %q stands twice", key), say("remove one; the first is in line %s", first.line))
	case nearest == key:
		s.found[key] = value
	case isNear:
		s.fault(value.line, say("unknown key %q", short(key)), say("did you mean %q?", nearest))
		near[nearest] = value
	default:
		s.fault(value.line, say("unknown key %q", short(key)), say("the keys of %s are %s", s.what, strings.Join(known, ", ")))
	}
}

// short makes of what an editor wrote something to quote in a fault.
func short(s string) string { return text.Truncate(text.NormaliseLine(s), 60) }

func (s fields) fault(line int, wrong, want Words) { s.block.file.fault(line, wrong, want) }

// has tells whether the key is there, whatever its value.
func (s fields) has(key string) bool {
	_, ok := s.found[key]
	return ok
}

// lineOf returns the line of the key, or that of the whole where it is missing.
func (s fields) lineOf(key string) int {
	if f, ok := s.found[key]; ok {
		return f.line
	}
	return s.line
}

// require notes which of the keys are missing.
func (s fields) require(keys ...string) {
	for _, key := range keys {
		if !s.has(key) {
			s.fault(s.line, say("%s has no %q", s.what, key), meaning(key))
		}
	}
}

// meaning says what to write for a required key.
func meaning(key string) Words {
	switch key {
	case "slug":
		return say("add slug: and the article's name in links, of a to z, 0 to 9 and -")
	case "lang":
		return say("add lang: and en, ru or kk")
	case "title":
		return say("add title: and the article's title")
	case "id":
		return say("add id: and a name of a to z, 0 to 9 and -")
	case "label":
		return say("add label: and what the number says, in one line")
	case "question":
		return say("add question: and what readers are asked")
	}
	return say("add options: and a list of 2 to 10")
}

// written returns a value as the editor wrote it, whatever YAML would make of it ("No", 2025-12-03 and 1e9 are texts here), on one line.
// It returns false where the key is missing, empty (which is noted) or no single value (likewise).
func (s fields) written(key string) (string, bool) {
	f, ok := s.found[key]
	if !ok {
		return "", false
	}
	value, ok := scalar(f.node)
	if !ok {
		s.fault(f.line, say("%q is a list or has keys of its own", key), say("write one value"))
		return "", false
	}
	value = text.NormaliseLine(value)
	if value == "" {
		s.fault(f.line, say("%q is empty", key), say("write its value, or remove the key if it may be left out"))
	}
	return value, value != ""
}

// scalar returns a single value as it was written; false for lists and mappings.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		if n.GetToken().Type == token.ImplicitNullType {
			return "", true
		}
	case ast.ScalarNode:
	default:
		return "", false
	}
	return node.GetToken().Value, true
}

// text returns one line of at most limit UTF-16 units, or "" where the key is missing or wrong.
func (s fields) text(key string, limit int) string {
	value, ok := s.written(key)
	if !ok {
		return ""
	}
	if n := text.UTF16Len(value); n > limit {
		s.fault(s.lineOf(key), say("%q has %s characters", key, n), say("at most %s", limit))
	}
	return value
}

// name returns a slug or an id, or "" where the key is missing or wrong.
func (s fields) name(key string, longest int) string {
	value, ok := s.written(key)
	if !ok {
		return ""
	}
	if want, ok := checkName(value, longest); !ok {
		s.fault(s.lineOf(key), say("%q is %q", key, short(value)), want)
		return ""
	}
	return value
}

// number returns a number, or "" where the key is missing or wrong.
func (s fields) number(key string) Number {
	value, ok := s.written(key)
	if !ok {
		return ""
	}
	number, err := ParseNumber(value)
	if err != nil {
		s.fault(s.lineOf(key), say("%q is %q, which is not a plain number", key, short(value)), plainNumber(value))
	}
	return number
}

// decimalComma is a number with the decimals of Kazakh and Russian: three digits behind a comma may as well be thousands.
var decimalComma = regexp.MustCompile(`^(\d[\d \x{A0}\x{202F}]*),(\d{1,2}|\d{4,6})$`)

// plainNumber says how to write what was meant as a number.
func plainNumber(s string) Words {
	s = decimalComma.ReplaceAllString(s, "$1.$2")
	digits := strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", ",", "", "_", "", "'", "", "+", "").Replace(s)
	if n, err := ParseNumber(digits); err == nil {
		return say("write %s", n)
	}
	if strings.IndexFunc(s, unicode.IsLetter) >= 0 {
		return say("write digits alone, such as 80000 or 2.5; what stands around them has its keys, qualifier and unit")
	}
	return say("write digits such as 80000 or 2.5, at most 15 and then 6 decimals")
}

// flag returns whether a key is true; false where it is missing or wrong.
func (s fields) flag(key string) bool {
	value, ok := s.written(key)
	if ok && value != "true" && value != "false" {
		s.fault(s.lineOf(key), say("%q is %q", key, short(value)), say("write true or false"))
	}
	return value == "true"
}

// list returns the nodes of a list; false where the key is missing or no list, which is noted.
func (s fields) list(key string) ([]ast.Node, bool) {
	f, ok := s.found[key]
	if !ok {
		return nil, false
	}
	sequence, ok := f.node.(*ast.SequenceNode)
	if !ok {
		s.fault(f.line, say("%q is not a list", key), say("write [one, two], or each on a line of its own behind a dash"))
		return nil, false
	}
	return sequence.Values, true
}
