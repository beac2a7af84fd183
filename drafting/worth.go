package drafting

import (
	"math/big"
	"strings"
	"unicode"

	"aitys/content"
)

// worth is one number of a sentence: what it is worth, and what is said of it.
type worth struct {
	is      string // comparable with another's: "12", and of percentages "12%", of percentage points "12 points"
	written string
	trivial bool   // it need not stand in the text
	money   string // the code of its currency; "": none is known
	unit    unit
	counted string // the words of its unit
	way     Direction
	bound   content.Qualifier
	end     changeEnd
	year    bool
	value   *big.Rat // nil of what is compared as it is written
	at      [2]int   // where it stands, in bytes
}

// changeEnd says which end of a change a number is: from what, or to what.
type changeEnd int

const (
	noEnd changeEnd = iota
	fromEnd
	toEnd
)

// worthsIn reads all numbers of a sentence, also those that are no figures: years, dates, ages.
func worthsIn(sentence string, lang content.Lang) (all []worth) {
	if len(sentence) > longestSentence {
		sentence = strings.ToValidUTF8(sentence[:longestSentence], "")
	}
	r := &reading{text: sentence, lang: lang, tokens: tokensOf(sentence, lang)}
	for i := 0; i < len(r.tokens); {
		found, next := r.worthAt(i)
		all = append(all, found...)
		i = max(next, i+1)
	}
	return all
}

func (r *reading) worthAt(i int) (all []worth, next int) {
	if f, next, ok := r.multipleAt(i); ok {
		value, _ := new(big.Rat).SetString(string(f.Value))
		return []worth{{is: string(f.Value) + percentSign(f.Unit), written: r.text[f.Start:f.End], way: f.Direction, bound: f.Qualifier, at: [2]int{f.Start, f.End}, value: value}}, next
	}
	t := r.at(i)
	if run := r.otherDigits(i); run > i {
		written := r.text[t.start:r.at(run-1).end]
		return []worth{{is: "#" + written, written: written, at: [2]int{t.start, r.at(run - 1).end}}}, run
	}
	if t.broken {
		return []worth{{is: "=" + t.lower, written: t.lower, at: [2]int{t.start, t.end}}}, i + 1
	}
	s, ok := r.spanAt(i)
	if !ok {
		return nil, i + 1
	}
	if s.high.first == s.low.first {
		one := r.worthOf(s, s.low)
		one.end = r.endOf(s)
		return []worth{one}, s.next
	}
	low, high := r.worthOf(s, s.low), r.worthOf(s, s.high)
	if before := r.word(s.start - 1); before == "from" || before == "с" || before == "со" || isKazakhFrom(s.low.ending) {
		low.end, high.end = fromEnd, toEnd
	}
	return []worth{low, high}, s.next
}

// otherDigits passes digits and fractions that are not 0 to 9, ５０ or ٥٠ or ½: they are compared as they are written. The square in м² is no number.
func (r *reading) otherDigits(i int) int {
	power := r.at(i).lower == "²" || r.at(i).lower == "³"
	if power && !r.at(i).spaced && r.word(i-1) != "" {
		return i
	}
	for i < len(r.tokens) && r.at(i).kind == signToken && strings.ContainsFunc(r.at(i).lower, unicode.IsNumber) {
		i++
	}
	return i
}

// worthOf is a number's worth. Its sign is left out: "fell by 5 %" is "−5 %". One in words is an article in many languages.
func (r *reading) worthOf(s span, a amount) worth {
	value := new(big.Rat).Abs(a.value)
	end := a.next
	if s.unit.kind == percentUnit {
		end = max(end, s.unit.next)
	}
	w := worth{
		is: value.RatString(), value: value, written: r.text[r.at(a.first).start:r.at(end-1).end], unit: s.unit, way: r.directionNear(s.start, s.unit.next),
		trivial: a.words && value.Cmp(big.NewRat(1, 1)) == 0, at: [2]int{r.at(a.first).start, r.at(end - 1).end},
	}
	if w.year = r.at(a.first).kind == numberToken && len(w.written) == 4 && r.isYear(&s); w.year {
		return w
	}
	w.bound, _, _ = r.qualifierOf(s.start, s.next, s.unit.next)
	switch s.unit.kind {
	case percentUnit:
		w.is += percentSign(s.unit.name)
	case moneyUnit:
		w.money = s.unit.name
	case peopleUnit, thingUnit, measureUnit, spanUnit:
		w.counted = s.unit.name
	}
	return w
}

// endOf tells which end of a change a number is: from 120 to 150, с 120 до 150, 120-дан 150-ге.
func (r *reading) endOf(s span) changeEnd {
	before := r.word(s.start - 1)
	switch {
	case r.lang == content.Kazakh && isKazakhFrom(s.high.ending), r.lang == content.Kazakh && s.unit.next > s.next && r.isFrom(s.unit.next-1):
		return fromEnd
	case r.lang == content.Kazakh && (isKazakhTo(s.high.ending) || s.unit.next > s.next && endsKazakhTo(r.word(s.unit.next-1))):
		return toEnd
	case before == "from", before == "с", before == "со":
		return fromEnd
	case before == "to", before == "до":
		return toEnd
	}
	return noEnd
}

func isKazakhTo(ending string) bool { return set("ға ге қа ке")[ending] }

func endsKazakhTo(word string) bool {
	for _, ending := range []string{"ға", "ге", "қа", "ке"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// percentSign keeps percentages, and percentage points, apart from other numbers.
func percentSign(unit string) string {
	switch {
	case unit == "%":
		return "%"
	case unit == "basis points":
		return " basis points"
	case unit == points[content.English] || unit == points[content.Russian] || unit == points[content.Kazakh]:
		return " points"
	}
	return ""
}
