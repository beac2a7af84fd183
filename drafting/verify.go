package drafting

import (
	"math/big"
	"slices"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// mostUnfounded is how much of it is named: a draft with more is to be written anew anyway.
const mostUnfounded = 20

// verify notes what the summaries and polls say and the source does not: numbers that it lacks, numbers of which it says something else, names and months that it lacks.
// Numbers are compared by what they are worth: 1.5 million is 1,500,000.
func (d *Draft) verify(source string) {
	known := factsOf(source, d.Article.Lang)
	for i := range len(d.Article.Sections) + 1 {
		section, _ := d.Article.Part(i)
		said := text.Sentences(section.Summary.Plain())
		if section.Poll != nil {
			said = append(append(said, section.Poll.Question), section.Poll.Options...)
		}
		for _, s := range said {
			for _, u := range known.against(s) {
				u.Section = section.ID
				if len(d.Unfounded) < mostUnfounded && !slices.Contains(d.Unfounded, u) {
					d.Unfounded = append(d.Unfounded, u)
				}
			}
		}
	}
}

// occurrence is a number where it stands in the source.
type occurrence struct {
	worth
	times []timeSaid
	words map[text.Key]bool // of its sentence
}

// mostOccurrences is how often a number of the source is looked at: what stands there more often is said of many things.
const mostOccurrences = 40

// facts are what a source says, as far as it can be compared.
type facts struct {
	lang    content.Lang
	numbers map[string][]occurrence
	changes map[[2]string]bool // from what to what
	words   map[text.Key]bool
	months  map[string]bool
}

func factsOf(source string, lang content.Lang) facts {
	f := facts{lang, map[string][]occurrence{}, map[[2]string]bool{}, map[text.Key]bool{}, map[string]bool{}}
	for paragraph := range strings.Lines(text.Clean(source)) {
		for _, s := range text.Sentences(paragraph) {
			f.gather(s)
		}
	}
	return f
}

func (f facts) gather(sentence string) {
	if len(sentence) > longestSentence {
		sentence = strings.ToValidUTF8(sentence[:longestSentence], "")
	}
	words, all := keysOf(sentence), worthsIn(sentence, f.lang)
	clock := clockOf(sentence, all, f.lang)
	for key := range words {
		f.words[key] = true
	}
	for _, t := range clock.times {
		if t.kind == monthTime {
			f.months[t.is] = true
		}
	}
	for _, w := range all {
		if len(f.numbers[w.is]) < mostOccurrences {
			f.numbers[w.is] = append(f.numbers[w.is], occurrence{w, clock.beside(w.at), words})
		}
	}
	for _, change := range changesOf(all) {
		f.changes[change] = true
	}
}

func keysOf(sentence string) map[text.Key]bool {
	all := map[text.Key]bool{}
	for _, w := range text.Words(clipped(sentence)) {
		for _, key := range w.Keys {
			all[key] = true
		}
	}
	return all
}

// changesOf are the changes of a sentence: each number from which one began with the one beside it to which it came.
func changesOf(all []worth) (changes [][2]string) {
	for i, w := range all {
		switch {
		case w.end != fromEnd:
		case i+1 < len(all) && all[i+1].end == toEnd:
			changes = append(changes, [2]string{w.is, all[i+1].is})
		case i > 0 && all[i-1].end == toEnd: // to 150 from 120
			changes = append(changes, [2]string{w.is, all[i-1].is})
		}
	}
	return changes
}

// against are what a sentence says and the source does not.
func (f facts) against(sentence string) (all []Unfounded) {
	worths := worthsIn(sentence, f.lang)
	clock := clockOf(sentence, worths, f.lang)
	for _, w := range worths {
		if why, no := f.differs(w, clock.of(w.at)); no {
			all = append(all, Unfounded{Number: w.written, Why: why})
		}
	}
	for _, change := range changesOf(worths) {
		if !f.changes[change] && f.changes[[2]string{change[1], change[0]}] {
			all = append(all, Unfounded{Number: changeIn(sentence, worths, change), Why: OtherWay})
		}
	}
	for _, t := range clock.times {
		if t.kind == monthTime && !f.months[t.is] {
			all = append(all, Unfounded{Number: t.written, Why: NoTime})
		}
	}
	for _, name := range f.newNames(sentence) {
		all = append(all, Unfounded{Number: name, Why: NoName})
	}
	return all
}

// changeIn cuts a change out of its sentence.
func changeIn(sentence string, worths []worth, change [2]string) string {
	from, to := len(sentence), 0
	for _, w := range worths {
		if w.is == change[0] || w.is == change[1] {
			from, to = min(from, w.at[0]), max(to, w.at[1])
		}
	}
	return sentence[from:max(from, to)]
}

// differs tells whether the source lacks a number, or says something else of it wherever it stands.
func (f facts) differs(w worth, times []timeSaid) (why Why, no bool) {
	known := f.numbers[w.is]
	if w.trivial || w.year && len(known) > 0 {
		return "", false
	}
	if len(known) == 0 && f.rounds(w) {
		return "", false
	}
	if len(known) == 0 || !slices.ContainsFunc(known, func(o occurrence) bool { return w.money == "" || o.money == w.money || o.money == "" }) {
		return NoNumber, true
	}
	for _, check := range []struct {
		why  Why
		says func(o occurrence) bool // the same, or nothing that could be compared
	}{
		{OtherUnit, func(o occurrence) bool { return w.countsAs(o, f.lang) }},
		{OtherWay, func(o occurrence) bool { return w.way == Steady || o.way == Steady || w.way == o.way }},
		{OtherBound, func(o occurrence) bool { return !opposite(w.bound, o.bound) }},
		{OtherTime, func(o occurrence) bool { return w.unit.kind == spanUnit || f.agree(times, o.times) }},
	} {
		if !slices.ContainsFunc(known, check.says) {
			return check.why, true
		}
	}
	return "", false
}

// rounds tells whether a number that is said to be about so much, or more or less than it, stands for one near it: "about five million" of 5.2, "more than half" of 54 %.
func (f facts) rounds(w worth) bool {
	if w.value == nil || w.bound == content.Exactly || w.value.Sign() == 0 {
		return false
	}
	for _, known := range f.numbers {
		if known[0].value == nil || w.sign() != known[0].sign() {
			continue
		}
		share, _ := new(big.Rat).Quo(known[0].value, w.value).Float64()
		if bounds := near[w.bound]; share >= bounds[0] && share <= bounds[1] {
			return true
		}
	}
	return false
}

// near is how far, as a share, a number may be from the round one that stands for it.
var near = map[content.Qualifier][2]float64{content.About: {0.95, 1.05}, content.Over: {1, 1.12}, content.AtLeast: {1, 1.12}, content.UpTo: {0.9, 1}}

// sign is what keeps percentages and money apart from other numbers.
func (w worth) sign() string { return strings.TrimLeft(w.is, "0123456789/") + w.money }

// countsAs tells whether two numbers may count the same.
func (w worth) countsAs(o occurrence, lang content.Lang) bool {
	switch {
	case w.counted == "" || o.counted == "" || w.unit.kind == peopleUnit && o.unit.kind == peopleUnit:
		return true
	case w.unit.kind == spanUnit && o.unit.kind == spanUnit:
		return spanNamed(w.unit.name, lang) == spanNamed(o.unit.name, lang)
	case w.unit.kind == measureUnit && o.unit.kind == measureUnit:
		return measureNamed(w.counted) == measureNamed(o.counted)
	}
	for key := range keysOf(w.counted) {
		if o.words[key] {
			return true
		}
	}
	return false
}

// opposite tells whether one bound says at least and the other at most.
func opposite(a, b content.Qualifier) bool {
	above := func(q content.Qualifier) bool { return q == content.Over || q == content.AtLeast }
	return above(a) && b == content.UpTo || a == content.UpTo && above(b)
}

// agree tells whether what happened at some times may have happened at the others: of each kind they have one in common, or one side names none. A month that the
// source lacks is marked by itself.
func (f facts) agree(said, known []timeSaid) bool {
	for _, kind := range []timeKind{yearTime, monthTime, spanTime} {
		a, b := ofKind(said, kind), ofKind(known, kind)
		if len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(is string) bool { return slices.Contains(b, is) || kind == monthTime && !f.months[is] }) {
			return false
		}
	}
	return true
}
