package content

import "time"

// MaxCorrection is how long the line of a correction may be, in graphemes.
const MaxCorrection = 300

// Correction says to readers what was wrong in an article.
type Correction struct {
	Section SectionID // empty: the whole article
	Line    string    // one line, in the editor's words
	At      time.Time
}

// Revision is one text of an article that was published, by its number among those of its language.
type Revision struct {
	Number int
	At     time.Time // of its publication
}
