package content

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// Print writes the article as an article file in one form for all: ParseArticle reads it back as the same article.
func (a *Article) Print() []byte {
	var b strings.Builder
	b.WriteString(fence + "\n")
	key(&b, "slug", string(a.Slug))
	key(&b, "lang", string(a.Lang))
	if a.TranslationOf == Undetermined {
		key(&b, "translation_of", string(a.Slug))
	} else {
		key(&b, "translation_of", string(a.TranslationOf))
	}
	key(&b, "title", a.Title)
	key(&b, "publisher", a.Publisher)
	key(&b, "author", a.Author)
	key(&b, "date", a.Date.String())
	key(&b, "source", a.Source)
	key(&b, "image", a.Image)
	if a.Sensitive {
		key(&b, "sensitive", "true")
	}
	b.WriteString(fence + "\n")
	printSection(&b, a.Section)
	for _, section := range a.Sections {
		fmt.Fprintf(&b, "\n## %s {#%s}\n", markdownOf(section.Heading), section.ID)
		printSection(&b, section)
	}
	return []byte(b.String())
}

func printSection(b *strings.Builder, s Section) {
	if s.Summary != "" {
		fmt.Fprintf(b, "\n%s\n", s.Summary)
	}
	if len(s.Figures) > 0 {
		b.WriteString("\n```" + figuresBlock + "\n")
		for _, figure := range s.Figures {
			printFigure(b, figure)
		}
		b.WriteString("```\n")
	}
	if s.Poll != nil {
		b.WriteString("\n```" + pollBlock + "\n")
		printPoll(b, s.Poll)
		b.WriteString("```\n")
	}
}

func printFigure(b *strings.Builder, f Figure) {
	b.WriteString("- ")
	key(b, "id", string(f.ID))
	for _, k := range []struct{ name, value string }{
		{"label", f.Label},
		{"qualifier", string(f.Qualifier)},
		{"value", string(f.Value)},
		{"low", string(f.Low)},
		{"high", string(f.High)},
		{"unit", f.Unit},
		{"period", f.Period},
		{"source", f.Source},
	} {
		if k.value != "" {
			b.WriteString("  ")
			key(b, k.name, k.value)
		}
	}
}

func printPoll(b *strings.Builder, p *Poll) {
	key(b, "question", p.Question)
	b.WriteString("options:\n")
	for _, option := range p.Options {
		fmt.Fprintf(b, "  - %s\n", yamlOf(option))
	}
	if p.Multiple {
		key(b, "multiple", "true")
	}
}

// key writes a key of one line, unless its value is empty.
func key(b *strings.Builder, name, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s: %s\n", name, yamlOf(value))
	}
}

// yamlOf writes a line of text as a value of YAML, in quotes where it would be read as something else.
func yamlOf(s string) string {
	if isPlainValue(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// isPlainValue tells whether YAML reads s as it stands. It knows fewer signs than YAML does.
func isPlainValue(s string) bool {
	for i, r := range s {
		if !unicode.In(r, unicode.Letter, unicode.Mn, unicode.Nd) && (i == 0 && r != '-' || !strings.ContainsRune(" -–—.,;:/()'’‘“”«»%$€£₸₽№+!?=&_", r)) {
			return false
		}
	}
	isNumber := numberPattern.MatchString(s)
	return !strings.Contains(s, ": ") && !strings.HasSuffix(s, ":") && (isNumber || !strings.HasPrefix(s, "-"))
}

// markup is what may mean something within a heading.
var markup = regexp.MustCompile("[\\\\`*_\\[\\]<>&!~#{}]")

// markdownOf writes a heading's plain text as Markdown: as it stands where that is read back as it is, else with backslashes.
func markdownOf(heading string) string {
	line := []byte("## " + heading + " {#id}")
	h, ok := parseMarkdown(line).FirstChild().(*ast.Heading)
	if ok && h.NextSibling() == nil && isPlainInline(h) && plainInline(h, line) == heading+" {#id}" {
		return heading
	}
	return markup.ReplaceAllString(heading, `\$0`)
}
