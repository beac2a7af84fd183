package drafting

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// How long a label is, in bytes: a whole sentence up to the first, else the clause around the number, which grows until it has the second.
const (
	longestWhole  = 160
	shortestLabel = 40
	longestLabel  = 280
)

// labelOf says in a line what a figure's number says, with the words of its sentence. It tells whether the sentence was cut.
func labelOf(f Found, alone bool, source string) (label string, cutOff bool) {
	sentence := f.Sentence
	from, to := 0, len(sentence)
	if len(sentence) > longestWhole || !alone {
		from, to = clauseAround(sentence, f.Start, f.End)
		if clause := sentence[from:to]; strings.HasPrefix(sentence[to:], ")") && strings.Count(clause, "(") > strings.Count(clause, ")") {
			to++
		}
	}
	label = sentence[from:to]
	if rest, ok := strings.CutPrefix(label, source); ok && source != "" && len(rest) > shortestLabel {
		label = rest
	}
	label = strings.TrimFunc(text.NormaliseLine(label), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,;:—–-…", r) })
	label = text.Truncate(unpaired(label), content.MaxLabel-40)
	return capital(label), from > 0 || to < len(strings.TrimRight(sentence, ".!?…"))-1
}

// clauseAround returns the part of a sentence between commas and their like in which the figure stands; it takes in neighbours while it is short.
func clauseAround(sentence string, start, end int) (from, to int) {
	from, to = clauseStart(sentence, start), clauseEnd(sentence, end)
	for to-from < shortestLabel || leansBack(sentence[from:to]) || from > 0 && beginsWithAnother(sentence[from:start]) {
		_, sign := utf8.DecodeLastRuneInString(sentence[:from])
		wider := [2]int{clauseStart(sentence, from-sign), to}
		if from == 0 {
			_, sign := utf8.DecodeRuneInString(sentence[to:])
			wider = [2]int{0, clauseEnd(sentence, to+sign)}
		}
		if wider[1]-wider[0] > longestLabel || wider == [2]int{from, to} {
			break
		}
		from, to = wider[0], wider[1]
	}
	if to-from > longestLabel {
		from, to = window(sentence, start, end)
	}
	return from, to
}

// leaning are words at a clause's beginning that need the clause before.
var leaning = set("который которая которое которые которых которого которой которую что где чтобы а но и или which who that where with and but or including up down оның оларының бұл ал бірақ және соның")

func leansBack(clause string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(clause), " ")
	return leaning[strings.ToLower(first)]
}

// beginsWithAnother tells whether a clause begins with another number than the figure's, of which is said before what it counts: — 4,5%, а без работы остаются…
func beginsWithAnother(before string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(before))
	return unicode.IsDigit(first)
}

const clauseSigns = ",;:—()"

// clauseStart returns the place behind the last sign before at which a clause ends.
func clauseStart(s string, before int) int {
	for i := before; i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		next, _ := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune(clauseSigns, r) && !unicode.IsDigit(next) {
			return i
		}
		i -= size
	}
	return 0
}

// clauseEnd returns the place of the next sign at which a clause ends.
func clauseEnd(s string, behind int) int {
	for i, r := range s[behind:] {
		next, _ := utf8.DecodeRuneInString(s[behind+i+utf8.RuneLen(r):])
		if strings.ContainsRune(clauseSigns, r) && !unicode.IsDigit(next) {
			return behind + i
		}
	}
	return len(s)
}

// window returns the words around a figure in a clause that is too long.
func window(s string, start, end int) (from, to int) {
	const beside = 100 // bytes
	from, to = max(0, start-beside), min(len(s), end+beside)
	for from > 0 && from < start && s[from-1] != ' ' {
		from++
	}
	for to < len(s) && to > end && s[to] != ' ' {
		to--
	}
	return from, to
}

// unpaired drops quotes and brackets whose other half was cut off.
func unpaired(s string) string {
	for _, pair := range []string{"«»", "()", "“”", "„“"} {
		r := []rune(pair)
		if strings.Count(s, string(r[0])) != strings.Count(s, string(r[1])) {
			s = strings.NewReplacer(string(r[0]), "", string(r[1]), "").Replace(s)
		}
	}
	if strings.Count(s, `"`)%2 == 1 {
		s = strings.ReplaceAll(s, `"`, "")
	}
	return strings.TrimSpace(s)
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
