package drafting

import (
	"fmt"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// Print writes the draft as an article file. What an editor is to look at stands in comments, which are no part of the article: below a figure's id its doubts,
// its direction and the sentence it stands in.
func (d *Draft) Print() []byte {
	var b strings.Builder
	inFront, inFigures := 0, false
	for line := range strings.Lines(string(d.Article.Print())) {
		b.WriteString(line)
		switch trimmed := strings.TrimRight(line, "\n"); {
		case trimmed == "---":
			if inFront++; inFront == 1 {
				d.commentFront(&b)
			}
		case strings.HasPrefix(trimmed, "```"):
			inFigures = trimmed == "```figures"
		case inFigures && strings.HasPrefix(trimmed, "- id: "):
			d.commentFigure(&b, content.FigureID(strings.Trim(strings.TrimPrefix(trimmed, "- id: "), "'")))
		}
	}
	return []byte(b.String())
}

func (d *Draft) commentFront(b *strings.Builder) {
	for _, doubt := range d.Doubts {
		comment(b, "", doubt.In(d.Article.Lang))
	}
}

func (d *Draft) commentFigure(b *strings.Builder, id content.FigureID) {
	f := d.Found[id]
	for _, doubt := range f.Doubts {
		comment(b, "  ", doubt.In(d.Article.Lang))
	}
	if f.Direction != Steady {
		comment(b, "  ", "direction: "+string(f.Direction))
	}
	if len(f.Label)+2 < len(f.Sentence) {
		comment(b, "  ", "sentence: "+f.Sentence)
	}
}

// comment writes a line that an article file drops.
func comment(b *strings.Builder, indent, s string) {
	const longest = 400 // characters
	fmt.Fprintf(b, "%s# %s\n", indent, text.Truncate(text.NormaliseLine(s), longest))
}

// Notes are what an editor is to look at, a line each, in a language.
func (d *Draft) Notes(lang content.Lang) (notes []string) {
	for _, doubt := range d.Doubts {
		notes = append(notes, doubt.In(lang))
	}
	sections := append([]content.Section{d.Article.Section}, d.Article.Sections...)
	for _, section := range sections {
		for _, figure := range section.Figures {
			for _, doubt := range d.Found[figure.ID].Doubts {
				notes = append(notes, fmt.Sprintf("%s: %s", figure.ID, doubt.In(lang)))
			}
		}
	}
	return notes
}
