package text

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// shortestPrefix is how much of a word must be typed for the rest to be guessed.
const shortestPrefix = 3

// Nearest returns the known word that someone most likely meant by word, without regard to case: one that differs by at most two letters and
// by less than half of the word, or that begins with it. Two neighbouring letters exchanged count as one difference. Among equals the first
// of known is taken; false when none is near.
func Nearest(word string, known []string) (string, bool) {
	if slices.Contains(known, word) {
		return word, true
	}
	word = strings.ToLower(word)
	half := (utf8.RuneCountInString(word) + 1) / 2
	nearest, least := "", min(3, half)
	for _, k := range known {
		if d := distance(word, strings.ToLower(k)); d < least {
			nearest, least = k, d
		}
	}
	if nearest != "" || utf8.RuneCountInString(word) < shortestPrefix {
		return nearest, nearest != ""
	}
	for _, k := range known {
		if strings.HasPrefix(strings.ToLower(k), word) {
			return k, true
		}
	}
	return "", false
}

// distance is how many letters were added, left out or changed, one being an exchange of two neighbours.
func distance(a, b string) int {
	if isExchange([]rune(a), []rune(b)) {
		return 1
	}
	return levenshtein.ComputeDistance(a, b)
}

// isExchange tells whether a and b differ in exactly two neighbouring letters that changed places.
func isExchange(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
		}
	}
	return false
}
