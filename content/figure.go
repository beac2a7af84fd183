package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"aitys/content/text"
)

// qualifiers are what a figure's qualifier may be, in the order in which they are told.
var qualifiers = []string{string(Over), string(About), string(AtLeast), string(UpTo), string(Target)}

// readFigures reads a block of figures into the last section.
func (f *file) readFigures(p passage, line int) {
	before := len(f.faults)
	b := block{p, f, "the figures block"}
	if node, ok := b.parse(); ok {
		b.eachFigure(node, line)
	}
	if len(f.faults) > before {
		f.last().vagueFigures = true
	}
}

func (b block) eachFigure(node ast.Node, line int) {
	sequence, ok := node.(*ast.SequenceNode)
	if !ok || len(sequence.Values) == 0 {
		b.file.fault(line, "the figures block is not a list of figures", `begin each figure with "- id:"`)
		return
	}
	for _, item := range sequence.Values {
		if b.file.figures > MaxFigures {
			return // which is told
		}
		b.figure(item)
	}
}

// figure reads one figure into the last section.
func (b block) figure(node ast.Node) {
	line := b.lineOf(node.GetToken())
	s, ok := b.fields(node, "the figure", line, "id", "label", "qualifier", "value", "low", "high", "unit", "period", "source")
	if !ok {
		return
	}
	figure := Figure{ID: FigureID(s.name("id", MaxFigureID))}
	if figure.ID != "" {
		s.what = fmt.Sprintf("the figure %q", figure.ID)
	}
	s.require("id", "label")
	figure.Label = s.text("label", MaxLabel)
	s.amount(&figure)
	figure.Qualifier = s.qualifier()
	figure.Unit = s.text("unit", MaxUnit)
	figure.Period = s.text("period", MaxPeriod)
	figure.Source = s.text("source", MaxSource)
	b.file.addFigure(figure, s.lineOf("id"))
}

// amount reads a figure's value, or its low and high.
func (s fields) amount(figure *Figure) {
	figure.Value, figure.Low, figure.High = s.number("value"), s.number("low"), s.number("high")
	value, low, high := s.has("value"), s.has("low"), s.has("high")
	switch {
	case value && (low || high):
		s.fault(s.lineOf("value"), s.what+` has a "value" and a range`, `give "value" alone, or "low" and "high"`)
	case !value && !low && !high:
		s.fault(s.line, s.what+" has no number", `add "value", or "low" and "high"`)
	case low && !high:
		s.fault(s.lineOf("low"), s.what+` has "low" without "high"`, `add "high", or write "value"`)
	case high && !low:
		s.fault(s.lineOf("high"), s.what+` has "high" without "low"`, `add "low", or write "value"`)
	case low && figure.Low != "" && figure.High != "" && figure.Low.Cmp(figure.High) >= 0:
		s.fault(s.lineOf("low"), fmt.Sprintf(`"low" is %s and "high" is %s`, figure.Low, figure.High), `"low" is to be the smaller number`)
	}
}

func (s fields) qualifier() Qualifier {
	written, ok := s.written("qualifier")
	if !ok || slices.Contains(qualifiers, written) {
		return Qualifier(written)
	}
	want := "write one of " + strings.Join(qualifiers, ", ") + ", or leave it out"
	if nearest, ok := text.Nearest(written, qualifiers); ok {
		want = fmt.Sprintf("did you mean %q?", nearest)
	}
	s.fault(s.lineOf("qualifier"), fmt.Sprintf("unknown qualifier %q", short(written)), want)
	return Exactly
}

// addFigure appends a figure to the last section, and notes an id that was used before.
func (f *file) addFigure(figure Figure, line int) {
	if first, twice := f.figureLines[figure.ID]; twice && figure.ID != "" {
		f.fault(line, fmt.Sprintf("the figure id %q stands twice", figure.ID), fmt.Sprintf("give each figure its own id; the first is in line %d", first))
	} else {
		f.figureLines[figure.ID] = line
	}
	section := f.section()
	section.Figures = append(section.Figures, figure)
	if f.figures++; f.figures == MaxFigures+1 {
		f.fault(line, fmt.Sprintf("more than %d figures", MaxFigures), "keep those that readers need")
	}
}
