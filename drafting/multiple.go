package drafting

import (
	"strings"

	"aitys/content"
)

// multiples are words that say how many times as much in one word.
var multiples = map[string]content.Number{
	"doubled": "2", "doubling": "2", "twofold": "2", "tripled": "3", "tripling": "3", "threefold": "3", "quadrupled": "4", "fourfold": "4", "halved": "2", "fivefold": "5", "tenfold": "10",
	"вдвое": "2", "втрое": "3", "вчетверо": "4", "впятеро": "5", "вдесятеро": "10", "двукратный": "2", "двукратного": "2", "двукратное": "2", "трехкратный": "3",
	"удвоился": "2", "удвоилась": "2", "удвоилось": "2", "удвоились": "2", "утроился": "3", "утроилась": "3", "утроилось": "3", "утроились": "3",
}

// shares are words that say half of something.
var shares = map[string]bool{"половина": true, "половину": true, "половины": true, "половине": true, "жартысы": true, "жартысын": true, "жартысына": true, "жартысынан": true}

// multipleAt reads a multiple or a half in one word.
func (r *reading) multipleAt(i int) (Found, int, bool) {
	word := r.word(i)
	f := Found{Sentence: r.text, weight: 3}
	next := i + 1
	percent, behind := r.partAt(i)
	switch {
	case percent != "":
		f.Value, f.Unit, next = percent, "%", behind
		f.Doubts = []Doubt{InWords}
	case multiples[word] != "":
		f.Value, f.Unit = multiples[word], times[r.lang]
		f.Direction = r.directionNear(i, i+1)
		if word == "halved" {
			f.Direction = Down
		} else if directionOf(word, r.lang) == Up || strings.HasSuffix(word, "fold") {
			f.Direction = Up
		}
	case r.isHalf(i, word):
		f.Value, f.Unit = "50", "%"
		f.Doubts = []Doubt{InWords}
	default:
		return Found{}, i, false
	}
	f.Qualifier, _, _ = r.qualifierOf(i, next, next)
	if f.Qualifier == content.Exactly && (f.Value == "33" || f.Value == "67") {
		f.Qualifier = content.About
	}
	f.Start, f.End = r.at(i).start, r.at(next-1).end
	return f, next, true
}

// isHalf tells whether a word is half of something counted, and not the first half of a year or of a match.
func (r *reading) isHalf(i int, word string) bool {
	next := r.word(i + 1)
	if beginsAny(next, timeWords[r.lang]) || beginsAny(next, []string{"век", "матч", "тайм", "пути"}) {
		return false
	}
	switch before := r.word(i - 1); {
	case word == "half":
		return next == "of" && !beginsAny(r.word(i+2), timeWords[r.lang]) && !isYearLike(r.digits(i+2)) && before != "first" && before != "second" && before != "latter"
	case !shares[word]:
		return false
	default:
		ordinal := beginsAny(before, []string{"перв", "втор", "бірінші", "екінші", "алғашқы", "соңғы", "лучш"}) || before == "с" || before == "во" || before == "в" || before == "и"
		return !ordinal && !strings.HasPrefix(before, "жылдың") && r.at(i-1).kind != numberToken
	}
}
