package content

import "time"

// MaxCorrection is how long the line of a correction may be, in graphemes.
const MaxCorrection = 300

// Correction says to readers what was wrong in an article.
type Correction struct {
	Section SectionID // empty: the whole article
	Line    string    // one line, in the editor's words and in no certain language; empty where Lines has it
	At      time.Time
	// Lines are the same for the readers of the article's texts in each language; at least one is there, or Line is.
	Lines map[Lang]string
}

// In returns the line for readers of the first of the wanted languages that has one, else in another, and in which language it is: Undetermined for Line.
func (c Correction) In(wanted ...Lang) (line string, lang Lang) {
	for _, lang := range append(wanted, Langs...) {
		if line := c.Lines[lang]; line != "" {
			return line, lang
		}
	}
	return c.Line, Undetermined
}

// Revision is one text of an article that was published, by its number among those of its language.
type Revision struct {
	Number int
	At     time.Time // of its publication
}
