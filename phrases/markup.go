package phrases

import (
	"strings"

	"aitys/content/text"

	"golang.org/x/text/unicode/bidi"
)

// Marks around a text of the other direction, so that it does not turn the words around it.
const (
	firstStrongIsolate    = "\u2068"
	popDirectionalIsolate = "\u2069"
)

// writeText appends a text that anyone may have written.
func writeText(b *strings.Builder, s string, html bool) {
	turned := hasRightToLeft(s)
	if turned {
		b.WriteString(firstStrongIsolate)
	}
	if html {
		s = text.Escape(s)
	}
	b.WriteString(s)
	if turned {
		b.WriteString(popDirectionalIsolate)
	}
}

// hasRightToLeft tells whether s holds a letter of a script that runs from right to left. None stands below U+0590.
func hasRightToLeft(s string) bool {
	const firstRightToLeft = 0x0590
	for _, r := range s {
		if r < firstRightToLeft {
			continue
		}
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
