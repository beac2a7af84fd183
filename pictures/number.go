package pictures

import (
	"regexp"
	"strings"
)

// digits matches a number with what is written to it closely: its sign, a currency, a percent sign, the other end of a range.
var digits = regexp.MustCompile(`[-−–+≈~±]?\p{Sc}?\d+(?:(?: ?[–—-] ?\p{Sc}?|[.,'’:/\x{a0} ])\d+)*(?:\x{a0}?(?:%|‰|°|\p{Sc}))?`)

// amount is a number taken apart: "over", "80,000" and " permits".
type amount struct{ before, digits, after string }

// dissect finds the digits in a legible text; where there are none, the whole text stands for them.
func dissect(s string) amount {
	at := digits.FindStringIndex(s)
	if at == nil {
		return amount{digits: s}
	}
	return amount{strings.TrimRight(s[:at[0]], " \u00A0"), s[at[0]:at[1]], s[at[1]:]}
}

// hand is how an amount is written: the words before its digits, the digits, the words behind them.
type hand struct{ before, digits, after style }

// span is a part of a row; x is where it begins in it.
type span struct {
	letters *letters
	x       int
	text    string
}

// row is one line of an amount.
type row struct {
	spans []span
	width int
	tall  bool // has the digits
}

func (r *row) put(l *letters, gap int, words string) {
	if words == "" {
		return
	}
	if r.width > 0 {
		r.width += gap
	}
	r.spans = append(r.spans, span{l, r.width, words})
	r.width += l.width(words)
}

// compose divides an amount into rows: the first has the digits, with the words before them and as many of those behind as there is room
// for; the rest stand below. Where not even digits and the words before them fit, fits is false and the first row is too wide.
func (d *desk) compose(a amount, h hand, width int) (rows []row, fits bool) {
	if a == (amount{}) {
		return nil, true
	}
	before, large, after := d.letters(h.before), d.letters(h.digits), d.letters(h.after)
	space := max(large.size/6, after.width(" "))
	first := row{tall: true}
	first.put(before, 0, a.before)
	first.put(large, space, a.digits)
	rest := strings.TrimLeft(a.after, " \u00A0")
	if rest == a.after { // an ending that belongs to the digits: "-нан"
		ending, others, _ := strings.Cut(rest, " ")
		first.put(after, 0, ending)
		rest = others
	}
	fits = first.width <= width
	words := after.words(rest, width)
	for len(words) > 0 && first.width+space+words[0].width <= width {
		first.put(after, space, words[0].text)
		words, space = words[1:], after.width(" ")
	}
	return append([]row{first}, plainRows(after, after.fill(words, width))...), fits
}

// rows is compose for an amount that has to fit: one that does not is written like a label.
func (d *desk) rows(a amount, h hand, width int) []row {
	rows, fits := d.compose(a, h, width)
	if fits {
		return rows
	}
	l := d.letters(h.after)
	return plainRows(l, l.wrap(strings.TrimLeft(a.before+" "+a.digits+a.after, " "), width, 4))
}

func plainRows(l *letters, lines []string) []row {
	var rows []row
	for _, words := range lines {
		rows = append(rows, row{spans: []span{{l, 0, words}}, width: l.width(words)})
	}
	return rows
}

// setAmount writes rows below each other from x on, and goes below them.
func (s *sheet) setAmount(rows []row, i ink, x int, h hand) {
	for _, r := range rows {
		l := s.letters(h.after)
		if r.tall {
			l = s.letters(h.digits)
		}
		s.setRow(r, i, x, s.y+l.drop)
		s.y += l.leading
	}
}

// setRow writes a row with its base line at x, y.
func (s *sheet) setRow(r row, i ink, x, y int) {
	for _, part := range r.spans {
		s.lines = append(s.lines, line{part.letters, i, x + part.x, y, part.text})
	}
}
