package pictures

import "aitys/content"

// The styles of a card's words.
var (
	wordStyle  = style{regular, 42, 52}
	labelStyle = style{regular, 42, 51}
	noteStyle  = style{regular, 32, 41}
)

// The sizes of a card's digits: of cards over the whole width, of cards side by side, of cards that would rather be wide, and the smallest.
const (
	wideDigits     = 136
	halfDigits     = 104
	modestDigits   = 80
	smallestDigits = 44
)

// few is how many cards stand below each other, each over the whole width. More of them stand in two columns.
const few = 3

// cardHand is the hand of a card's amount with digits of the given size.
func cardHand(size int) hand { return hand{wordStyle, style{bold, size, size * 108 / 100}, wordStyle} }

// card is a card that is cleaned and measured.
type card struct {
	amount
	label, note string
	wide        bool // takes the whole width
}

// width is what a card has room for.
func (c card) width() int {
	if c.wide {
		return columnWidth
	}
	return halfWidth
}

// cards lays out number cards, all with digits of the same size.
func (s *sheet) cards(given []content.Card) {
	all := s.arrange(given)
	size := wideDigits
	for _, pair := range all {
		for _, c := range pair {
			size = min(size, s.fitting(c))
		}
	}
	for _, pair := range all {
		if s.full() {
			return
		}
		s.y += 36
		s.side(pair, size)
	}
}

// arrange cleans the cards and puts them side by side, as near to their order as those allow that need the whole width.
func (s *sheet) arrange(given []content.Card) [][]card {
	var rows [][]card
	waiting := -1 // the row in which a card has no neighbour yet
	for _, g := range given {
		c := card{amount: dissect(s.clean(g.Number + " " + g.Unit)), label: s.clean(g.Label), note: s.clean(g.Note)}
		c.wide = len(given) <= few || s.fitting(c) < modestDigits || s.letters(labelStyle).needs(c.label, halfWidth) > 5
		switch {
		case !c.wide && waiting >= 0:
			rows[waiting] = append(rows[waiting], c)
			waiting = -1
			continue
		case !c.wide:
			waiting = len(rows)
		}
		rows = append(rows, []card{c})
	}
	if waiting >= 0 {
		rows[waiting][0].wide = true
	}
	return rows
}

// fitting returns the largest size of digits at which a card's amount fits into its width: with all of its words on one row, if the digits are
// still large then.
func (d *desk) fitting(c card) int {
	largest := halfDigits
	if c.wide {
		largest = wideDigits
	}
	for size := largest; size >= modestDigits; size -= 4 {
		if rows, fits := d.compose(c.amount, cardHand(size), c.width()); fits && len(rows) <= 1 {
			return size
		}
	}
	for size := largest; size > smallestDigits; size -= 4 {
		if _, fits := d.compose(c.amount, cardHand(size), c.width()); fits {
			return size
		}
	}
	return smallestDigits
}

// side lays out one card, or two side by side.
func (s *sheet) side(cards []card, size int) {
	top, bottom := s.y, 0
	for i, c := range cards {
		s.y = top
		s.card(c, margin+i*(halfWidth+columnGap), size)
		bottom = max(bottom, s.y)
	}
	s.y = bottom
}

// card lays out one card.
func (s *sheet) card(c card, x, size int) {
	s.rule(x, c.width())
	s.y += 18
	h := cardHand(size)
	rows := s.rows(c.amount, h, c.width())
	s.setAmount(rows, accent, x, h)
	s.y += 4
	if len(rows) > 1 {
		s.y += 8
	}
	s.explain(c, x)
}

// explain writes what a card's number says.
func (s *sheet) explain(c card, x int) {
	l := s.letters(labelStyle)
	s.write(l, dark, x, l.wrap(c.label, c.width(), 5))
	if c.note == "" {
		return
	}
	s.y += 8
	l = s.letters(noteStyle)
	s.write(l, soft, x, l.wrap(c.note, c.width(), 3))
}
