package content

import "fmt"

// OpinionMap is how readers stand to each other, as groups that lie apart. Places and distances have no unit: it is drawn as large as there is room.
type OpinionMap struct {
	Areas []MapArea `json:"areas"`
	// Dot says how many readers a dot stands for: "Each dot: 10 readers"; empty: no words are needed.
	Dot string `json:"dot,omitempty"`
	// You marks one place, of the person who alone gets the picture; nil: nobody's.
	You *MapPlace `json:"you,omitempty"`
}

// MapArea is a group of readers.
type MapArea struct {
	Letter  string  `json:"letter"`         // by which words beside the picture call it: "A"
	Name    string  `json:"name"`           // "Group A: 1,234 readers"
	Note    string  `json:"note,omitempty"` // in small letters
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	Readers int     `json:"readers"`
	Dots    int     `json:"dots"` // how many dots stand for them
}

// MapPlace is one of the dots of an area.
type MapPlace struct {
	Area  int    `json:"area"`  // the number of the area, from 0
	Dot   int    `json:"dot"`   // the number of the dot, from 0
	Label string `json:"label"` // "You are here"
}

// appendTo appends all that the drawing depends on.
func (m OpinionMap) appendTo(b []byte) []byte {
	you := m.You
	m.You = nil
	b = fmt.Appendf(b, "%#v", m)
	if you != nil {
		b = fmt.Appendf(b, "%#v", *you)
	}
	return b
}
