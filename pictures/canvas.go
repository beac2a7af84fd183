package pictures

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"unicode"

	"golang.org/x/image/math/fixed"
)

// ink is a colour in which letters and lines are drawn on the paper.
type ink uint8

const (
	dark   ink = iota // titles and labels
	soft              // what stands in the second row: notes, sources
	accent            // numbers and bars: the one colour
	inks   int = iota
)

// levels is how many steps lie between the paper and an ink; at 64 nobody sees them.
const levels = 64

// The colours that are used without steps follow those of the inks.
const (
	paper uint8 = 0                      // what nothing is drawn on
	rule  uint8 = uint8(inks*levels) + 1 // lines between parts
	track uint8 = rule + 1               // what is left of a whole
)

// The colours. On the paper, dark has a contrast of 15:1, soft of 5.9:1 and accent of 6.2:1 (WCAG 2.2 asks for 4.5:1). The accent is a blue,
// which no common kind of colour blindness confuses with grey or black.
var (
	paperColour = color.NRGBA{0xFB, 0xF9, 0xF5, 0xFF}
	inkColours  = [inks]color.NRGBA{dark: {0x1C, 0x1E, 0x22, 0xFF}, soft: {0x5E, 0x62, 0x69, 0xFF}, accent: {0x0A, 0x61, 0x8C, 0xFF}}
	ruleColour  = color.NRGBA{0xD5, 0xD1, 0xC8, 0xFF}
	trackColour = color.NRGBA{0xE9, 0xE6, 0xDF, 0xFF}
)

// palette has the paper, the steps to each ink, and the plain colours.
func palette() color.Palette {
	colours := color.Palette{paperColour}
	for _, c := range inkColours {
		for level := 1; level <= levels; level++ {
			colours = append(colours, mix(paperColour, c, level))
		}
	}
	return append(append(colours, ruleColour, trackColour), huePalette()...)
}

// mix goes level steps from a to b.
func mix(a, b color.NRGBA, level int) color.NRGBA {
	between := func(a, b uint8) uint8 { return uint8((int(a)*(levels-level) + int(b)*level + levels/2) / levels) } // #nosec G115 -- between two uint8
	return color.NRGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 0xFF}
}

// at is the colour of an ink that covers so much of a pixel, from 0 to levels.
func (i ink) at(level int) uint8 {
	if level <= 0 {
		return paper
	}
	return uint8(int(i)*levels + level) // #nosec G115 -- at most inks*levels
}

// canvas is a picture in a palette: a quarter of the memory and of the time to compress that full colours take.
type canvas struct{ *image.Paletted }

func newCanvas(width, height int) *canvas {
	return &canvas{image.NewPaletted(image.Rect(0, 0, width, height), palette())}
}

// fill covers a rectangle.
func (c *canvas) fill(r image.Rectangle, colour uint8) {
	r = r.Intersect(c.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.Pix[c.PixOffset(r.Min.X, y):c.PixOffset(r.Max.X, y)]
		for x := range row {
			row[x] = colour
		}
	}
}

// hatch draws slanting lines within a rectangle, and its outline.
func (c *canvas) hatch(r image.Rectangle, i ink) {
	const step, thick, outline = 14, 4, 3
	r = r.Intersect(c.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			level := 0
			switch place := (x + y) % step; {
			case place > 0 && place < thick:
				level = levels
			case place == 0 || place == thick: // the edge of a line at 45° covers half of the pixel
				level = levels / 2
			}
			c.Pix[c.PixOffset(x, y)] = i.at(level)
		}
	}
	for _, side := range []image.Rectangle{
		{r.Min, image.Pt(r.Max.X, r.Min.Y+outline)}, {image.Pt(r.Min.X, r.Max.Y-outline), r.Max},
		{r.Min, image.Pt(r.Min.X+outline, r.Max.Y)}, {image.Pt(r.Max.X-outline, r.Min.Y), r.Max},
	} {
		c.fill(side.Intersect(r), i.at(levels))
	}
}

// write draws one line of text with its base line beginning at the point.
func (c *canvas) write(l *letters, i ink, at fixed.Point26_6, s string) {
	base, wide := rune(-1), fixed.Int26_6(0) // the letter before, and how wide it is
	for _, r := range s {
		place := at
		if unicode.IsMark(r) {
			bounds, _, _ := l.GlyphBounds(r)
			place.X += -wide/2 - (bounds.Min.X+bounds.Max.X)/2 // over the middle of its letter
		} else if base >= 0 {
			at.X += l.Kern(base, r)
			place = at
		}
		where, mask, from, advance, ok := l.Glyph(place, r)
		if alpha, plain := mask.(*image.Alpha); ok && plain {
			c.stamp(where, alpha, from, i)
		}
		at.X += advance
		if advance > 0 {
			base, wide = r, advance
		}
	}
}

// stamp draws one letter, given by how much of each pixel it covers.
func (c *canvas) stamp(where image.Rectangle, mask *image.Alpha, from image.Point, i ink) {
	visible := where.Intersect(c.Rect)
	from = from.Add(visible.Min.Sub(where.Min))
	base := int(i) * levels
	for y := range visible.Dy() {
		covers := mask.Pix[mask.PixOffset(from.X, from.Y+y):][:visible.Dx()]
		row := c.Pix[c.PixOffset(visible.Min.X, visible.Min.Y+y):][:visible.Dx()]
		for x, cover := range covers {
			level := (int(cover)*levels + 127) / 255
			if level == 0 {
				continue
			}
			if there := int(row[x]) - base; there > 0 && there <= levels { // letters that touch
				level += there - level*there/levels
			}
			row[x] = i.at(level)
		}
	}
}

// encode writes the picture as a PNG.
func (c *canvas) encode(w io.Writer) error {
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	return encoder.Encode(w, c.Paletted)
}
