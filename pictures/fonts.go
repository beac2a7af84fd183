package pictures

import (
	_ "embed" // the fonts
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts, as their makers publish them: fonts/README.md.
var (
	//go:embed fonts/SourceSans3-Regular.ttf
	regularFont []byte
	//go:embed fonts/SourceSans3-Bold.ttf
	boldFont []byte
	//go:embed fonts/SourceSerif4-Bold.ttf
	serifFont []byte
)

// typeface is one of the fonts.
type typeface int

const (
	regular typeface = iota
	bold
	serif
	typefaces int = iota
)

// fonts are the parsed fonts by typeface. They can be used by several goroutines at a time.
type fonts [typefaces]*sfnt.Font

func parseFonts() (*fonts, error) {
	var parsed fonts
	for face, data := range map[typeface][]byte{regular: regularFont, bold: boldFont, serif: serifFont} {
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("reading font %d: %w", face, err)
		}
		parsed[face] = f
	}
	return &parsed, nil
}

// style is how letters look; size and leading, which is the distance between the base lines of two lines, are in pixels.
type style struct {
	face          typeface
	size, leading int
}

// letters measures and draws in one style.
type letters struct {
	style
	font.Face
	// drop is the distance from the top of a line's leading to its base line: capitals stand in the middle.
	drop int
}

// width is how wide a text is, in whole pixels.
func (l *letters) width(s string) int { return font.MeasureString(l.Face, s).Ceil() }

// desk has the letters of every style that one picture needs. It belongs to one goroutine.
type desk struct {
	fonts  *fonts
	styles map[style]*letters
	buffer sfnt.Buffer
}

func newDesk(f *fonts) *desk { return &desk{fonts: f, styles: map[style]*letters{}} }

func (d *desk) letters(s style) *letters {
	if l := d.styles[s]; l != nil {
		return l
	}
	// With the size in pixels there is nothing in the options that could be refused.
	face, _ := opentype.NewFace(d.fonts[s.face], &opentype.FaceOptions{Size: float64(s.size), DPI: 72, Hinting: font.HintingNone})
	l := &letters{style: s, Face: face, drop: (s.leading + face.Metrics().CapHeight.Round()) / 2}
	d.styles[s] = l
	return l
}

// has tells whether every font can draw r.
func (d *desk) has(r rune) bool {
	for _, f := range d.fonts {
		if glyph, err := f.GlyphIndex(&d.buffer, r); err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

// dot is a point on the base line, in pixels.
func dot(x, y int) fixed.Point26_6 { return fixed.P(x, y) }
