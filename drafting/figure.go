package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// Found is a figure where it stands in a text.
type Found struct {
	content.Figure
	Direction  Direction
	Sentence   string // where it stands
	Start, End int    // of the number with its qualifier and its unit in the sentence, in bytes
	Doubts     []Doubt
	weight     int  // how likely readers want it
	alone      bool // no other figure stands in the sentence
	harm       bool // it counts people who were hurt or killed
}

// longestSentence is how many bytes of a sentence are read for figures: what is longer is no sentence.
const longestSentence = 4000

// FiguresIn returns the figures of one sentence, in their order.
func FiguresIn(sentence string, lang content.Lang) (all []Found) {
	if len(sentence) > longestSentence {
		sentence = strings.ToValidUTF8(sentence[:longestSentence], "")
	}
	r := &reading{text: sentence, lang: lang, tokens: tokensOf(sentence, lang)}
	for i := 0; i < len(r.tokens); {
		f, next, ok := r.figureAt(i)
		if ok {
			all = append(all, f)
		}
		i = max(next, i+1)
	}
	return all
}

// span is a number or a range among the tokens, with its unit.
type span struct {
	low, high amount // the same where it is no range
	sign      string // a currency before it, as a code
	start     int    // where the currency or the minus stands
	next      int    // behind the numbers
	unit      unit
}

// figureAt reads the figure that begins at a token, and returns the token to go on with.
func (r *reading) figureAt(i int) (Found, int, bool) {
	if f, next, ok := r.multipleAt(i); ok {
		return f, next, true
	}
	s, ok := r.spanAt(i)
	if !ok {
		return Found{}, r.behindBroken(i), false
	}
	if next, no := r.noFigure(&s); no {
		return Found{}, max(next, s.next), false
	}
	return r.found(s)
}

// behindBroken passes a number that is none together with what goes on with it, so that no part of a date or a telephone number is read by itself.
func (r *reading) behindBroken(i int) int {
	if !r.at(i).broken {
		return i + 1
	}
	i++
	for r.at(i).kind == numberToken && !r.at(i).spaced || strings.ContainsAny(r.at(i).lower, "-/:") && !r.at(i).spaced && r.at(i+1).kind == numberToken && !r.at(i+1).spaced {
		i++
	}
	return i
}

// spanAt reads a number or a range, with a currency's sign before it.
func (r *reading) spanAt(i int) (span, bool) {
	s := span{start: i}
	for (r.word(i) == "us" || r.word(i) == "c" || r.word(i) == "a") && r.at(i+1).lower == "$" {
		i++
	}
	if t := r.at(i); currencies[t.lower] != "" && (t.kind == signToken || len(t.lower) == 3 && t.lower[0] < 0x80 && !ambiguousCodes[t.lower]) && r.at(i+1).kind == numberToken {
		s.sign = currencies[t.lower]
		i++
	}
	negative := r.isMinus(i)
	if negative {
		i++
	}
	a, ok := r.amountAt(i)
	if !ok || negative && r.at(i).kind == signToken {
		return span{}, false
	}
	if negative {
		a.value.Neg(a.value)
	}
	s.low, s.high, s.next = a, a, a.next
	r.readRange(&s)
	s.unit = r.unitAt(r.behindQualifier(s.next))
	if s.sign != "" {
		s.unit = unit{moneyUnit, s.sign, s.next}
		if code := currencyOf(r.word(s.next)); code == s.sign || r.word(s.next) == "worth" {
			s.unit.next++
		}
	}
	if s.unit.kind == thingUnit && wholeOf[s.high.ending] {
		s.unit = unit{}
	}
	if s.unit.kind == unknownUnit {
		s.unit.next = s.next
		if s.low.first != s.high.first && r.near(s.start, 3, ageWords, ";,") {
			s.unit = unit{spanUnit, yearsOfAge[r.lang], s.next}
		}
	}
	r.inherit(&s)
	r.inheritBack(&s)
	r.countPeople(&s)
	return s, true
}

// inherit gives the first number of a change the scale and the unit of the second: с 5 до 3 млрд тенге, from 10 to 12 percent, 10-нан 12%-ға.
func (r *reading) inherit(s *span) {
	at := s.next
	switch {
	case s.unit.kind != unknownUnit || s.low.first != s.high.first:
		return
	case isKazakhFrom(s.low.ending):
	case r.word(at) == "до" || r.word(at) == "to":
		at++
	default:
		return
	}
	if second := r.at(at); second.kind != numberToken || second.broken {
		return
	}
	next, ok := r.spanAt(at)
	if !ok || next.unit.kind == unknownUnit {
		return
	}
	if scale := unscaled(next.low); next.low.scaled && !s.low.scaled && scale.Sign() != 0 && s.low.value.Cmp(big.NewRat(1000, 1)) < 0 {
		s.low.value = new(big.Rat).Mul(s.low.value, new(big.Rat).Quo(next.low.value, scale))
		s.low.decimals, s.low.scaled, s.low.plain = 0, true, false
		s.high = s.low
	}
	s.unit = unit{next.unit.kind, next.unit.name, s.next}
}

// inheritBack gives the second number of a change or of a range the unit of the first: от 50 тысяч рублей в одном городе до 76 тысяч в другом.
func (r *reading) inheritBack(s *span) {
	if s.unit.kind != unknownUnit {
		return
	}
	if r.lang == content.Russian && r.word(s.start-1) == "из" && r.at(s.start-3).kind == numberToken { // 112 мест из 240
		if u := r.unitAt(s.start - 2); u.kind == thingUnit || u.kind == peopleUnit {
			s.unit = unit{u.kind, u.name, s.next}
		}
	}
	if r.word(s.start-1) != "до" {
		return
	}
	opener := r.openerBefore(s.start - 1)
	if opener < 0 {
		return
	}
	if first, ok := r.amountAt(opener); ok {
		if u := r.unitAt(first.next); u.kind == moneyUnit || u.kind == percentUnit || u.kind == measureUnit {
			s.unit = unit{u.kind, u.name, s.next}
		}
	}
}

// openerBefore returns the token of the number behind "с" or "от" to which a "до" belongs; -1 where there is none in the same part of the sentence.
func (r *reading) openerBefore(at int) int {
	const reach = 8
	for i := at - 1; i > 0 && i >= at-reach && !strings.Contains(",;()", r.at(i).lower); i-- {
		if before := r.word(i - 1); r.at(i).kind == numberToken && (before == "с" || before == "со" || before == "от") {
			return i
		}
	}
	return -1
}

// wholeOf are the endings of a Kazakh number that counts what was named before: 15-і.
var wholeOf = set("ы і сы сі ын ін сын сін")

// ageWords tell beside a range without a unit that it is one of ages.
var ageWords = []string{"aged", "ages", "age", "возраст", "жасы"}

var yearsOfAge = map[content.Lang]string{content.English: "years", content.Russian: "лет", content.Kazakh: "жас"}

// isMinus tells whether a number below zero begins: −5, -5, minus 5.
func (r *reading) isMinus(i int) bool {
	t, behind := r.at(i), r.at(i+1)
	switch t.lower {
	case "minus", "минус":
		return true
	case "-", "−", "–":
		return t.spaced && !behind.spaced && behind.kind == numberToken
	}
	return false
}

// readRange reads a second number: 25–40, from 3 to 5, от 3 до 5, 3-тен 5-ке дейін, between 3 and 5.
func (r *reading) readRange(s *span) {
	at := s.next
	first := s.low
	opener := r.word(s.start - 1)
	// A scale or a unit may stand behind the first number too: от 800 тыс. рублей до 1 млн рублей; $3m to $5m; 10%–15%.
	if u := r.unitAt(at); (u.kind == percentUnit || u.kind == moneyUnit || u.kind == measureUnit) && r.connects(u.next, opener, first) {
		at = u.next
	}
	if !r.connects(at, opener, first) {
		return
	}
	firstMoney := at != s.next && r.unitAt(s.next).kind != measureUnit || s.sign != ""
	percent := at != s.next && r.unitAt(s.next).kind == percentUnit
	at = r.behindConnector(at)
	if r.at(at).kind == signToken && currencies[r.at(at).lower] != "" && (!firstMoney || percent) {
		return
	}
	if currencies[r.at(at).lower] != "" && r.at(at).kind == signToken {
		at++
	}
	second, ok := r.amountAt(at)
	if !ok || r.at(at).broken {
		return
	}
	if percent && r.unitAt(second.next).kind != percentUnit {
		return
	}
	if isYearLike(first) && !isYearLike(second) { // from 310,000 in 2019 to 1.4 million
		return
	}
	low, high := first.value, second.value
	if second.scaled && !first.scaled && low.Cmp(high) < 0 && !first.grouped(r) { // 1–2 млн
		factor := new(big.Rat).Quo(second.value, unscaled(second))
		if scaled := new(big.Rat).Mul(low, factor); scaled.Cmp(high) < 0 {
			low = scaled
			first.decimals, first.scaled = 0, true
		}
	}
	if low.Cmp(high) >= 0 {
		return
	}
	first.value = low
	s.low, s.high, s.next = first, second, second.next
}

// isYearLike tells whether digits may name a year of our time.
func isYearLike(a amount) bool {
	return a.plain && !a.words && a.value.Cmp(big.NewRat(1900, 1)) >= 0 && a.value.Cmp(big.NewRat(2100, 1)) < 0
}

func (a amount) grouped(r *reading) bool { return r.at(a.first).grouped }

// unscaled returns what a number was before its last scale.
func unscaled(a amount) *big.Rat {
	if a.by == nil {
		return a.value
	}
	return new(big.Rat).Quo(a.value, a.by)
}

// connects tells whether a second number of a range may follow.
func (r *reading) connects(at int, opener string, first amount) bool {
	t := r.at(at)
	switch {
	case t.lower == "–" || t.lower == "—" || t.lower == "-" || t.lower == "‑" || t.lower == "−":
		second := r.at(at + 1)
		return (second.kind == numberToken || first.words && second.kind == wordToken) && t.spaced == second.spaced || currencies[second.lower] != "" && second.kind == signToken
	case r.lang == content.English:
		return t.lower == "to" && !r.risenFrom(first) || t.lower == "and" && opener == "between"
	case r.lang == content.Russian:
		return t.lower == "до" && (opener == "от" || opener == "с" && at == first.next) && !r.risenFrom(first) // с 872 т до 1 232 т is a change
	}
	return (isKazakhFrom(first.ending) || at > first.next && r.isFrom(at-1)) && r.reachesTill(at) || (t.lower == "мен" || t.lower == "пен" || t.lower == "бен") && r.amongIn(at)
}

// risenFrom tells whether "from 3 to 5" tells of a change, which is two figures and no range.
func (r *reading) risenFrom(first amount) bool {
	opener := r.word(first.first - 1)
	return (opener == "from" || opener == "с") && r.directionNear(first.first-1, first.next) != Steady
}

func isKazakhFrom(ending string) bool {
	return ending != "" && strings.Contains("нан нен дан ден тан тен", ending)
}

// isFrom tells whether a Kazakh word says from what: теңгеден.
func (r *reading) isFrom(i int) bool {
	for _, ending := range []string{"нан", "нен", "дан", "ден", "тан", "тен"} {
		if strings.HasSuffix(r.word(i), ending) {
			return true
		}
	}
	return false
}

// reachesTill tells whether "5-ке дейін" follows.
func (r *reading) reachesTill(at int) bool {
	second, ok := r.amountAt(at)
	if !ok {
		return false
	}
	for i := second.next; i < second.next+4; i++ {
		if r.word(i) == "дейін" || r.word(i) == "дейінгі" {
			return !r.reachedInKazakh(qualifying{words: []string{"дейін"}}, i)
		}
	}
	return false
}

// amongIn tells whether "мен 5 аралығында" follows.
func (r *reading) amongIn(at int) bool {
	for i := at + 1; i < at+6; i++ {
		if strings.HasPrefix(r.word(i), "аралығ") || strings.HasPrefix(r.word(i), "арасын") {
			return true
		}
	}
	return false
}

func (r *reading) behindConnector(at int) int {
	if r.lang == content.Kazakh && r.at(at).kind == numberToken || r.at(at).kind == wordToken && r.isNumber(at) {
		return at
	}
	return at + 1
}

func (r *reading) isNumber(at int) bool {
	_, ok := r.wordsAt(at)
	return ok
}

// roughEndings make a Kazakh number rough: 700-дей, 1000-даған.
var roughEndings = set("дай дей тай тей даған деген таған теген")

// found makes a figure of a span.
func (r *reading) found(s span) (Found, int, bool) {
	f := Found{Sentence: r.text}
	var ok bool
	if s.low.first == s.high.first {
		f.Value, ok = s.low.number()
	} else {
		var both bool
		f.Low, ok = s.low.number()
		f.High, both = s.high.number()
		ok = ok && both
	}
	f.Unit = s.unit.name
	f.Direction = r.directionNear(s.start, s.unit.next)
	var less bool
	var start int
	f.Qualifier, less, start = r.qualifierOf(s.start, s.next, s.unit.next)
	if roughEndings[s.high.ending] {
		f.Qualifier = content.About
	}
	f.Start, f.End = r.at(start).start, r.at(max(s.unit.next, s.next)-1).end
	if f.Value == "" && f.Qualifier == content.UpTo {
		f.Qualifier, less = content.Exactly, false // 10-нан 20-ға дейін
	}
	f.doubt(less, LessThan)
	r.expected(&f, s)
	f.doubt(s.low.unclear || s.high.unclear, Thousands)
	f.doubt(s.unit.kind == unknownUnit, NoUnit)
	f.weight = weightOf(s, f)
	f.harm = s.unit.kind == peopleUnit && r.areHarmed(s.start, s.unit.next)
	return f, max(s.unit.next, s.next), ok
}

func (f *Found) doubt(when bool, d Doubt) {
	if when {
		f.Doubts = append(f.Doubts, d)
	}
}

// expected marks a goal and a forecast: neither has come true.
func (r *reading) expected(f *Found, s span) {
	const reach = 9
	switch {
	case r.near(s.start, reach, goalWords[r.lang], ";,"):
		if f.Qualifier == content.Exactly || f.Qualifier == content.UpTo {
			f.Qualifier = content.Target
		}
		f.Doubts = append(f.Doubts, Goal)
	case r.near(s.start, reach, forecastWords[r.lang], ";"):
		f.Doubts = append(f.Doubts, Forecast)
	}
}

// weightOf tells how likely readers want a figure, for articles that have too many.
func weightOf(s span, f Found) int {
	weight := map[unitKind]int{percentUnit: 4, moneyUnit: 4, timesUnit: 3, measureUnit: 2, peopleUnit: 3, thingUnit: 2}[s.unit.kind]
	if f.Qualifier != content.Exactly {
		weight++
	}
	if f.Direction != Steady {
		weight++
	}
	if s.low.scaled || s.low.value.Cmp(big.NewRat(100, 1)) > 0 {
		weight++
	}
	return weight
}
