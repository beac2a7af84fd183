package phrases

import (
	"slices"
	"strings"
)

// Key names a phrase. Every phrase of the catalogues has its constant here, and each constant a phrase in every language.
//
// The first word of a key tells how its phrase is written: those of plainGroups are plain text (labels, short answers to presses, the
// command menu); all others are HTML. Either can be had in the other's writing too, with Voice.Plain and Voice.Say. The comment behind a
// key names the arguments that its phrase needs.
type Key string

// plainGroups are the first words of keys whose phrases carry no markup.
var plainGroups = [...]string{"bot", "button", "command", "figure", "keyboard", "press"}

// IsPlain tells whether the key's phrase is written as plain text, not as HTML.
func (k Key) IsPlain() bool {
	group, _, _ := strings.Cut(string(k), ".")
	return slices.Contains(plainGroups[:], group)
}
