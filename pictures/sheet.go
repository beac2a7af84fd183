package pictures

import (
	"image"

	"aitys/content"
	"aitys/content/text"
)

// The paper. A chat shows it about 350 pixels wide.
const (
	sheetWidth  = 1080
	margin      = 64
	columnGap   = 48
	columnWidth = sheetWidth - 2*margin
	halfWidth   = (columnWidth - columnGap) / 2
)

// fullest is where the last card or bar may begin: Telegram takes no photo whose width and height make more than 10,000 together.
const fullest = 6000

// The styles of the words that stand on every picture.
var (
	titleStyles   = [...]style{{serif, 64, 74}, {serif, 54, 64}, {serif, 46, 56}}
	subtitleStyle = style{regular, 42, 52}
	noticeStyle   = style{bold, 40, 50}
	footerStyle   = style{regular, 32, 42}
)

// longest is how many characters of a text are drawn: more than any field of an article or a poll has.
const longest = 400

// line is one line of text with its base line beginning at x, y.
type line struct {
	letters *letters
	ink     ink
	x, y    int
	text    string
}

// block is a rectangle: filled with a colour, or hatched.
type block struct {
	image.Rectangle
	colour  uint8
	hatched bool
}

// sheet is a picture that is laid out: it grows downwards.
type sheet struct {
	*desk
	y      int  // where the next thing goes
	cut    bool // something was left out for want of room
	lines  []line
	blocks []block
	discs  []disc
	marked []disc // drawn over the others
}

// layOut lays out a picture from top to bottom.
func layOut(d *desk, p content.Picture) *sheet {
	s := &sheet{desk: d, y: margin}
	s.header(p)
	s.opinionMap(p.Map)
	s.cards(p.Cards)
	for _, group := range p.Groups {
		s.bars(group)
	}
	s.footer(p)
	return s
}

// header writes the title under a short thick line, and the subtitle.
func (s *sheet) header(p content.Picture) {
	s.blocks = append(s.blocks, block{Rectangle: image.Rect(margin, 0, margin+112, 14), colour: accent.at(levels)})
	s.title(s.clean(p.Title))
	if p.Subtitle != "" {
		s.y += 14
		s.paragraph(subtitleStyle, soft, margin, columnWidth, 3, p.Subtitle)
	}
}

// title writes the title in the largest letters in which it is short enough.
func (s *sheet) title(words string) {
	for i, st := range titleStyles {
		l := s.letters(st)
		if most := 3 + 2*i; i == len(titleStyles)-1 || l.needs(words, columnWidth) <= most {
			s.write(l, dark, margin, l.wrap(words, columnWidth, 10))
			return
		}
	}
}

// footer writes the notice and the source, and ends the sheet.
func (s *sheet) footer(p content.Picture) {
	if p.Notice != "" {
		s.y += 40
		s.paragraph(noticeStyle, dark, margin, columnWidth, 3, p.Notice)
	}
	if p.Footer != "" {
		s.y += 36
		s.rule(margin, columnWidth)
		s.y += 18
		l := s.letters(footerStyle)
		s.write(l, soft, margin, l.wrap(l.dated(s.clean(p.Footer), columnWidth), columnWidth, 4))
	}
	s.y += margin - 16
}

// full tells whether there is no room for another card or bar; "…" then stands for those that are left out.
func (s *sheet) full() bool {
	if s.y < fullest {
		return false
	}
	if !s.cut {
		s.cut = true
		s.write(s.letters(labelStyle), dark, margin, []string{string(lost)})
	}
	return true
}

// rule draws a thin line across a column, and goes below it.
func (s *sheet) rule(x, width int) {
	s.blocks = append(s.blocks, block{Rectangle: image.Rect(x, s.y, x+width, s.y+2), colour: rule})
	s.y += 2
}

// paragraph writes a text in at most so many lines, and goes below it.
func (s *sheet) paragraph(st style, i ink, x, width, most int, words string) {
	l := s.letters(st)
	s.write(l, i, x, l.wrap(s.clean(words), width, most))
}

// write writes lines below each other, and goes below them.
func (s *sheet) write(l *letters, i ink, x int, lines []string) {
	for _, words := range lines {
		s.lines = append(s.lines, line{l, i, x, s.y + l.drop, words})
		s.y += l.leading
	}
}

// clean is legible, and no longer than anything that is meant.
func (s *sheet) clean(words string) string {
	return text.Truncate(s.legible(words[:min(len(words), 40*longest)]), longest)
}

// paint draws the sheet.
func (s *sheet) paint() *canvas {
	c := newCanvas(sheetWidth, s.y)
	for _, b := range s.blocks {
		if b.hatched {
			c.hatch(b.Rectangle, accent)
		} else {
			c.fill(b.Rectangle, b.colour)
		}
	}
	for _, d := range append(s.discs, s.marked...) {
		c.disc(d)
	}
	for _, l := range s.lines {
		c.write(l.letters, l.ink, dot(l.x, l.y), l.text)
	}
	return c
}
