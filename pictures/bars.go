package pictures

import (
	"image"
	"math"
	"strconv"
	"strings"

	"aitys/content"
)

// groupStyle is how the title of a group is written, barHand its amounts.
var (
	groupStyle = style{bold, 42, 52}
	barHand    = hand{style{regular, 42, 51}, style{bold, 44, 51}, style{bold, 44, 51}}
)

const (
	thickness = 40              // of a bar
	sliver    = 4               // the width of the smallest bar
	wideShown = columnWidth / 2 // an amount that is wider stands below its label
	wideNote  = 240             // a note that is wider stands below its bar
	beside    = 28              // between what stands side by side
)

// bar is a bar that is cleaned and measured.
type bar struct {
	label, note string
	amount      []row
	from, to    float64 // the parts of the whole at which it begins and ends
	target      bool
}

// group is how the bars of a group are laid out.
type group struct {
	bars    []bar
	whole   bool // what is left of the whole is drawn too
	stacked bool // amounts stand below labels
	notes   int  // the width of the notes that stand beside the bars; 0: they stand below
}

// bars lays out a group of bars: over each its label and its amount.
func (s *sheet) bars(given content.BarGroup) {
	if s.full() {
		return
	}
	s.y += 36
	if title := s.clean(given.Title); title != "" {
		s.rule(margin, columnWidth)
		s.y += 18
		s.paragraph(groupStyle, dark, margin, columnWidth, 3, title)
		s.y -= 6
	}
	g := s.measure(given)
	for i, b := range g.bars {
		if s.full() {
			return
		}
		if i > 0 || given.Title != "" {
			s.y += 26
		}
		s.above(b, g.stacked)
		s.bar(b, g)
	}
}

// measure cleans the bars of a group and decides how they are laid out.
func (s *sheet) measure(given content.BarGroup) group {
	g := group{whole: given.Full > 0}
	scale := scaleOf(given)
	notes := s.letters(noteStyle)
	for i, b := range given.Bars {
		made := bar{label: s.clean(b.Label), note: s.clean(b.Note), target: b.Target}
		if b.Label != "" && strings.Trim(made.label, string(lost)) == "" {
			made.label = strconv.Itoa(i+1) + "." // options that cannot be read are told apart by their place
		}
		made.to = part(b.Value, scale)
		if b.High != 0 {
			made.to = part(b.High, scale)
			made.from = min(part(b.Low, scale), made.to)
		}
		made.amount = s.rows(dissect(s.clean(b.Shown)), barHand, columnWidth)
		g.stacked = g.stacked || len(made.amount) > 1 || len(made.amount) == 1 && made.amount[0].width > wideShown
		g.notes = max(g.notes, notes.width(made.note))
		g.bars = append(g.bars, made)
	}
	if g.notes > wideNote {
		g.notes = 0
	}
	return g
}

// above writes a bar's label and amount.
func (s *sheet) above(b bar, stacked bool) {
	l, room := s.letters(labelStyle), columnWidth
	if !stacked {
		for _, r := range b.amount {
			s.setRow(r, dark, margin+columnWidth-r.width, s.y+l.drop)
			room -= r.width + beside
		}
	}
	s.write(l, dark, margin, l.wrap(b.label, room, 5))
	if stacked {
		s.setAmount(b.amount, dark, margin, barHand)
	} else if b.label == "" && len(b.amount) > 0 {
		s.y += l.leading
	}
}

// bar draws a bar, with its note beside or below it.
func (s *sheet) bar(b bar, g group) {
	s.y += 8
	width := columnWidth
	if g.notes > 0 {
		width -= g.notes + beside
	}
	area := image.Rect(margin, s.y, margin+width, s.y+thickness)
	s.blocks = append(s.blocks, ground(area, b, g.whole)...)
	l := s.letters(noteStyle)
	if g.notes > 0 {
		s.lines = append(s.lines, line{l, soft, margin + columnWidth - l.width(b.note), s.y + l.drop, b.note})
		s.y += thickness
		return
	}
	s.y += thickness
	if b.note != "" {
		s.y += 4
		s.write(l, soft, margin, l.wrap(b.note, columnWidth, 3))
	}
}

// ground returns the rectangles of a bar in its area, the lowest first.
func ground(area image.Rectangle, b bar, whole bool) []block {
	place := func(part float64) int { return area.Min.X + int(math.Round(float64(area.Dx())*part)) }
	var blocks []block
	if whole {
		blocks = append(blocks, block{Rectangle: area, colour: track})
	}
	middle := (area.Min.Y + area.Max.Y) / 2
	if lead := image.Rect(area.Min.X, middle-1, place(b.from), middle+1); !lead.Empty() { // leads the eye to where a range begins
		blocks = append(blocks, block{Rectangle: lead, colour: rule})
	}
	drawn := block{Rectangle: image.Rect(place(b.from), area.Min.Y, place(b.to), area.Max.Y), colour: accent.at(levels), hatched: b.target}
	switch {
	case b.to <= 0:
		drawn = block{Rectangle: image.Rect(area.Min.X, area.Min.Y, area.Min.X+sliver, area.Max.Y), colour: rule}
	case drawn.Dx() < sliver:
		drawn.Min.X = min(drawn.Min.X, area.Max.X-sliver)
		drawn.Max.X = drawn.Min.X + sliver
	}
	return append(blocks, drawn)
}

// scaleOf is the value that takes the whole width.
func scaleOf(g content.BarGroup) float64 {
	if g.Full > 0 {
		return g.Full
	}
	most := 0.0
	for _, b := range g.Bars {
		for _, v := range []float64{b.Value, b.High} {
			if !math.IsInf(v, 0) && v > most {
				most = v
			}
		}
	}
	return most
}

// part is which part of the whole a value is, from 0 to 1; 0 for one that cannot be drawn.
func part(value, whole float64) float64 {
	if math.IsNaN(value) || math.IsInf(value, 0) || value <= 0 || whole <= 0 {
		return 0
	}
	return min(value/whole, 1)
}
