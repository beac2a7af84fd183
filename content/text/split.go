package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Split divides Telegram's HTML into parts of which each shows at most limit UTF-16 units. It cuts at the last blank line that fits, else
// at a line's end, else behind a sentence, else at a space, else between two graphemes; only a grapheme that is longer than the limit by
// itself is cut, and no part is shorter than a character. Tags that are open at a cut are closed there and opened again in the next part.
// The white space at a cut is dropped, nothing else is. HTML that fits is returned as it is; HTML that shows nothing has no parts.
func Split(html string, limit int) []string {
	if len(html) <= limit && shows(html) { // each UTF-16 unit takes at least a byte
		return []string{html}
	}
	plain := StripTags(html)
	if strings.TrimFunc(plain, unicode.IsSpace) == "" {
		return nil
	}
	if UTF16Len(plain) <= limit {
		return []string{html}
	}
	return divide(html, cut(plain, limit))
}

// shows tells that HTML surely shows something: what follows its first tags is text. It may show something where this is false.
func shows(html string) bool {
	for strings.HasPrefix(html, "<") {
		var tag string
		tag, html, _ = strings.Cut(html, ">")
		if strings.Count(tag, `"`)%2 != 0 || strings.Contains(tag, "'") {
			return false // the tag may go on
		}
	}
	first, _ := utf8.DecodeRuneInString(html)
	return unicode.IsLetter(first) || unicode.IsDigit(first)
}

// span is a part of the plain text, in bytes.
type span struct{ start, end int }

// cluster is a grapheme of the plain text.
type cluster struct {
	span
	units    int // its length in UTF-16
	newlines int
	space    bool
}

// cut finds the spans of plain text that become parts.
func cut(plain string, limit int) []span {
	plain = strings.TrimRightFunc(plain, unicode.IsSpace)
	all := clusters(plain, max(limit, 1))
	var parts []span
	for {
		for len(all) > 0 && all[0].space {
			all = all[1:]
		}
		if len(all) == 0 {
			return parts
		}
		n := cutAt(plain, all, limit)
		last := n
		for all[last-1].space {
			last--
		}
		parts = append(parts, span{all[0].start, all[last-1].end})
		all = all[n:]
	}
}

// clusters divides plain text into graphemes, and those that are longer than the limit into characters.
func clusters(plain string, limit int) []cluster {
	all := make([]cluster, 0, len(plain))
	state, rest, start := -1, plain, 0
	for rest != "" {
		var one string
		one, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if UTF16Len(one) <= limit {
			all = append(all, newCluster(one, start))
		} else {
			for i, r := range one {
				all = append(all, newCluster(one[i:i+max(utf8.RuneLen(r), 1)], start+i))
			}
		}
		start += len(one)
	}
	return all
}

func newCluster(one string, start int) cluster {
	return cluster{
		span:     span{start, start + len(one)},
		units:    UTF16Len(one),
		newlines: strings.Count(one, "\n"),
		space:    strings.TrimFunc(one, unicode.IsSpace) == "",
	}
}

// The places to cut at, each better than the one before.
const (
	atSpace = iota + 1
	atSentence
	atLine
	atParagraph
)

// cutAt returns how many of the clusters, of which the first is no space, make the next part.
func cutAt(plain string, all []cluster, limit int) int {
	fits := 0
	for sum := 0; fits < len(all); fits++ {
		if sum += all[fits].units; sum > limit {
			break
		}
	}
	if fits == len(all) {
		return fits
	}
	best, at := 0, max(fits, 1)
	for i := fits; i > 0 && best < atParagraph; i-- {
		if all[i-1].space || !all[i].space {
			continue
		}
		if place := placeOf(plain, all, i); place > best {
			best, at = place, i
		}
	}
	return at
}

// placeOf says what kind of place the white space is that begins with the cluster i.
func placeOf(plain string, all []cluster, i int) int {
	newlines := 0
	for j := i; j < len(all) && all[j].space; j++ {
		newlines += all[j].newlines
	}
	switch {
	case newlines > 1:
		return atParagraph
	case newlines == 1:
		return atLine
	case endsSentence(plain[all[0].start:all[i-1].end]):
		return atSentence
	}
	return atSpace
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"')]»”’`))
	return strings.ContainsRune(".!?…。؟", last)
}

// divide writes the parts of html that show the given spans of its plain text.
func divide(html string, spans []span) []string {
	d := divider{spans: spans}
	at := 0
	for p := range pieces(html) {
		switch {
		case p.tag == "":
			d.text(p, at)
			at += len(p.plain)
		case p.end:
			d.close(p)
		default:
			d.open = append(d.open, p)
		}
	}
	d.finish()
	return d.parts
}

// divider writes parts one after the other. Tags are written when text within them is: so none is left empty by a cut.
type divider struct {
	spans   []span // still to be written, the present one first
	parts   []string
	part    strings.Builder
	open    []piece // the tags that are open in the HTML
	written int     // how many of them are open in this part
}

// text writes what the spans have of a piece of text that begins at the given place of the plain text.
func (d *divider) text(p piece, at int) {
	for len(d.spans) > 0 {
		from, to := max(d.spans[0].start, at), min(d.spans[0].end, at+len(p.plain))
		if from < to {
			for ; d.written < len(d.open); d.written++ {
				d.part.WriteString(d.open[d.written].src)
			}
			if p.isEntity() {
				d.part.WriteString(p.src)
			} else {
				d.part.WriteString(p.src[from-at : to-at])
			}
		}
		if len(d.spans) == 1 || d.spans[1].start >= at+len(p.plain) {
			return
		}
		d.finish()
		d.spans = d.spans[1:]
	}
}

// close ends the innermost open tag; an end that does not fit it is left out, as Telegram would refuse the whole.
func (d *divider) close(p piece) {
	last := len(d.open) - 1
	if last < 0 || d.open[last].tag != p.tag {
		return
	}
	if d.written > last {
		d.part.WriteString(p.src)
		d.written = last
	}
	d.open = d.open[:last]
}

// finish ends the present part, if anything was written to it.
func (d *divider) finish() {
	if d.part.Len() == 0 {
		return
	}
	for ; d.written > 0; d.written-- {
		d.part.WriteString("</" + d.open[d.written-1].tag + ">")
	}
	d.parts = append(d.parts, d.part.String())
	d.part.Reset()
}
