package content

import (
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
	b := block{p, f, say("the figures block")}
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
		b.file.fault(line, say("the figures block is not a list of figures"), say(`begin each figure with "- id:"`))
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
	s, ok := b.fields(node, say("the figure"), line, "id", "label", "qualifier", "value", "low", "high", "unit", "period", "source")
	if !ok {
		return
	}
	figure := Figure{ID: FigureID(s.name("id", MaxFigureID))}
	if figure.ID != "" {
		s.what = say("the figure %q", figure.ID)
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
		s.fault(s.lineOf("value"), say(`%s has a "value" and a range`, s.what), say(`give "value" alone, or "low" and "high"`))
	case !value && !low && !high:
		s.fault(s.line, say("%s has no number", s.what), say(`add "value", or "low" and "high"`))
	case low && !high:
		s.fault(s.lineOf("low"), say(`%s has "low" without "high"`, s.what), say(`add "high", or write "value"`))
	case high && !low:
		s.fault(s.lineOf("high"), say(`%s has "high" without "low"`, s.what), say(`add "low", or write "value"`))
	case low && figure.Low != "" && figure.High != "" && figure.Low.Cmp(figure.High) >= 0:
		s.fault(s.lineOf("low"), say(`"low" is %s and "high" is %s`, figure.Low, figure.High), say(`"low" is to be the smaller number`))
	}
}

func (s fields) qualifier() Qualifier {
	written, ok := s.written("qualifier")
	if !ok || slices.Contains(qualifiers, written) {
		return Qualifier(written)
	}
	want := say("write one of %s, or leave it out", strings.Join(qualifiers, ", "))
	if nearest, ok := text.Nearest(written, qualifiers); ok {
		want = say("did you mean %q?", nearest)
	}
	s.fault(s.lineOf("qualifier"), say("unknown qualifier %q", short(written)), want)
	return Exactly
}

// addFigure appends a figure to the last section, and notes an id that was used before.
func (f *file) addFigure(figure Figure, line int) {
	if first, twice := f.figureLines[figure.ID]; twice && figure.ID != "" {
		f.fault(line, say("the figure id %q stands twice", figure.ID), say("give each figure its own id; the first is in line %s", first))
	} else {
		f.figureLines[figure.ID] = line
	}
	section := f.section()
	section.Figures = append(section.Figures, figure)
	if f.figures++; f.figures == MaxFigures+1 {
		f.fault(line, say("more than %s figures", MaxFigures), say("keep those that readers need"))
	}
}
