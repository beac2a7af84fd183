package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Picture is what to draw: an article's figures as number cards, amounts that share a unit as bars, the counts of a poll as bars. Every
// string on it is plain text as readers are to see it, in their language and with its numbers already written out; an empty one takes no
// room. It says everything that the drawing depends on, so it can be stored and drawn later.
type Picture struct {
	Title    string     `json:"title"`              // of what: a section's heading, a poll's question
	Subtitle string     `json:"subtitle,omitempty"` // the article it belongs to
	Cards    []Card     `json:"cards,omitempty"`    // stand above the bars
	Groups   []BarGroup `json:"groups,omitempty"`
	// Map is an opinion map; it stands above cards and bars.
	Map    *OpinionMap `json:"map,omitempty"`
	Notice string      `json:"notice,omitempty"` // what has to be known to read it rightly: "128 volunteers, not a survey"
	Footer string      `json:"footer,omitempty"` // where it is taken from: publisher, article, date
}

// Card is one key number, written large, with what it says under it.
type Card struct {
	// Number is the number with its qualifier: "over 80,000". Its digits, with a currency or a percent sign, are written large, the words
	// around them smaller: so it may hold the unit too, where the language does not set it apart.
	Number string `json:"number"`
	Unit   string `json:"unit,omitempty"`  // what is counted: "permits"
	Label  string `json:"label,omitempty"` // what the number says
	Note   string `json:"note,omitempty"`  // in small letters: period, source
}

// BarGroup is a set of bars that share a unit and a scale.
type BarGroup struct {
	Title string `json:"title,omitempty"` // what the bars measure
	// Full is the value whose bar takes the whole width, which is then marked as the whole: 100 where the values are shares in percent. 0: the
	// largest value of the group takes the whole width, which means nothing by itself.
	Full float64 `json:"full,omitempty"`
	Bars []Bar   `json:"bars"`
}

// Bar is one amount of a group. Amounts below 0 and those that are not finite are drawn as 0.
type Bar struct {
	Label string  `json:"label"`           // whose amount it is: an option of a poll, a year
	Shown string  `json:"shown,omitempty"` // the amount as readers see it: "over 18,000", "45%"
	Note  string  `json:"note,omitempty"`  // in small letters: "58 votes", a source
	Value float64 `json:"value,omitempty"`
	// Low and High are the ends of a range, where High is not 0: its bar lies between them, and Value is not looked at.
	Low  float64 `json:"low,omitempty"`
	High float64 `json:"high,omitempty"`
	// Target tells that the amount is aimed at, not reached: its bar is hatched.
	Target bool `json:"target,omitempty"`
}

// Key returns a short name for what the picture shows: pictures with the same key look the same.
func (p Picture) Key() string {
	// %#v quotes every string, so that no two pictures are written alike; unlike JSON it can write any float64.
	drawn := p.Map
	p.Map = nil // %#v would write where it lies, not what it holds
	written := fmt.Appendf(nil, "%#v", p)
	if drawn != nil {
		written = drawn.appendTo(written)
	}
	sum := sha256.Sum256(written)
	return hex.EncodeToString(sum[:16])
}
