package bot

import (
	"sort"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"aitys/content/text"
)

// mover moves marks from a raw text into the normalised one. Where a place is there tells the length of what stands before it, normalised; to find that from the
// beginning for each mark would cost hundreds of milliseconds for one message, so it is found from the last stop before the place.
type mover struct {
	units, after []uint16
	same         bool  // normalising changed nothing
	stops, moved []int // places where a word begins, and where they are in the normalised text
	left         int   // how much may still be normalised: of a text made of nothing but what has no stops, the last marks are left out
}

const (
	// stride is how far stops are apart at least, in UTF-16 units.
	stride = 64
	// mostNormalised is how much of a message is normalised for its marks at most, in UTF-16 units: some milliseconds' worth.
	mostNormalised = 40_000
	// letter stands for whatever follows a place in a text: it keeps the white space before it from being trimmed.
	letter = "x"
)

func newMover(raw, normalised string) *mover {
	m := &mover{units: utf16.Encode([]rune(raw)), same: raw == normalised, left: mostNormalised, stops: []int{0}, moved: []int{0}}
	if m.after = m.units; m.same {
		return m
	}
	m.after = utf16.Encode([]rune(normalised))
	for i := stride; i < len(m.units); i++ {
		last := len(m.stops) - 1
		if i-m.stops[last] < stride || m.units[i-1] != ' ' || !beginsAnew(rune(m.units[i])) {
			continue
		}
		m.stops, m.moved = append(m.stops, i), append(m.moved, m.moved[last]+normalisedLen(m.units[m.stops[last]:i]))
	}
	return m
}

// beginsAnew tells whether a letter behind a space is normalised in the same way whatever stands before that.
func beginsAnew(r rune) bool {
	return unicode.IsLetter(r) && text.Normalise(string(r)) == string(r) && norm.NFC.PropertiesString(string(r)).BoundaryBefore()
}

// normalisedLen is how long a part of a text becomes that is not its end.
func normalisedLen(units []uint16) int {
	return text.UTF16Len(text.Normalise(string(utf16.Decode(units))+letter)) - len(letter)
}

// mark returns where a mark is in the normalised text, and how long; false where nothing of what was marked is left, or too much was asked for.
func (m *mover) mark(offset, length int) (int, int, bool) {
	if offset < 0 || length <= 0 || length > len(m.units) || offset > len(m.units)-length {
		return 0, 0, false
	}
	from, to, ok := trimUnits(m.units, offset, offset+length)
	if !ok {
		return 0, 0, false
	}
	if !m.same {
		from, to = m.place(from), m.place(to)
		from, to, ok = trimUnits(m.after, min(from, len(m.after)), min(to, len(m.after)))
	}
	return from, to - from, ok && m.left >= 0
}

// place returns where a place of the raw text is in the normalised one.
func (m *mover) place(at int) int {
	stop := sort.SearchInts(m.stops, at+1) - 1
	behind := m.units[m.stops[stop]:at]
	if m.left -= len(behind); m.left < 0 {
		return 0
	}
	return m.moved[stop] + normalisedLen(behind)
}
