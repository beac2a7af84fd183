package drafting

import (
	"math/big"
	"regexp"
	"strings"

	"aitys/content"
)

// tally adds up a number that is written in words.
type tally struct {
	total, current int64
	floor          int64 // what is added next has to be below this: "twenty five" is one number, "five six" are two
	last           int64 // the last scale, which only smaller ones follow
	seen           bool
}

// add takes a word below a thousand; false where it begins another number.
func (c *tally) add(value int64) bool {
	if c.seen && (value >= c.floor || value == 0) {
		return false
	}
	c.current += value
	c.seen = true
	switch {
	case value < 10 || value > 10 && value < 20:
		c.floor = 0
	case value < 100:
		c.floor = 10
	default:
		c.floor = 100
	}
	return true
}

// scale takes a word that multiplies what stands before it.
func (c *tally) scale(by int64) bool {
	switch {
	case by == 100 && c.current < 10:
		c.current = max(c.current, 1) * 100
		c.floor = 100
	case by == 100 || c.last > 0 && by >= c.last:
		return false
	default:
		c.total += max(c.current, 1) * by
		c.current, c.last, c.floor = 0, by, 1000
	}
	c.seen = true
	return true
}

// wordsAt reads a number in words.
func (r *reading) wordsAt(i int) (amount, bool) {
	if a, ok := r.fractionAt(i); ok {
		return a, true
	}
	var c tally
	a := amount{first: i, next: i, words: true, plain: false}
	for r.takeWord(&a, &c) {
	}
	if !c.seen {
		return amount{}, false
	}
	a.value = new(big.Rat).SetInt64(c.total + c.current)
	r.tenths(&a)
	r.half(&a)
	if !a.scaled || !a.value.IsInt() {
		r.multiply(&a)
	}
	return a, r.standsForItself(&a) && !r.isWordOrdinal(a)
}

// isWordOrdinal tells whether the words go on as an ordinal or a fraction: twenty-fifth, он алтыншы, двадцать пятый.
func (r *reading) isWordOrdinal(a amount) bool {
	at := a.next
	if r.at(at).lower == "-" && !r.at(at).spaced {
		at++
	}
	word := r.word(at)
	switch r.lang {
	case content.English:
		return englishOrdinals[strings.TrimSuffix(word, "s")]
	case content.Russian:
		return russianOrdinal.MatchString(word)
	}
	return strings.HasSuffix(word, "ншы") || strings.HasSuffix(word, "нші")
}

var (
	englishOrdinals = set("first second third fourth fifth sixth seventh eighth ninth tenth hundredth thousandth millionth billionth trillionth fifteenth twentieth")
	russianOrdinal  = regexp.MustCompile(`^(перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|двадцат|тридцат)(ый|ая|ое|ого|ой|ом|ому|ую|ий|ые|ых|ья|ье|ьего|ьей)$`)
)

// takeWord adds the next word of a number; false where it does not go on.
func (r *reading) takeWord(a *amount, c *tally) bool {
	at := a.next
	if c.seen { // twenty-five, one hundred and five
		joined := r.at(at).lower == "-" && !r.at(at).spaced || r.lang == content.English && r.word(at) == "and" && a.scaled
		if joined {
			at++
		}
	}
	word := r.word(at)
	if word == "" || a.ending != "" {
		return false
	}
	if value, ending, ok := smallOf(word, r.lang); ok {
		if !c.add(value) {
			return false
		}
		a.ending, a.next = ending, at+1
		return true
	}
	scale := scaleOf(word)
	if scale == nil || r.lang == content.Kazakh && word == "тыс" || !c.scale(scale.Num().Int64()) {
		return false
	}
	if _, ending, ok := kazakhStem(word, scales); ok && r.lang == content.Kazakh {
		a.ending = ending
	}
	a.next, a.scaled, a.by = at+1, true, scale
	return true
}

// tenths reads "бір бүтін оннан екі": one and two tenths.
func (r *reading) tenths(a *amount) {
	parts := map[string]int64{"оннан": 10, "жүзден": 100}
	by, ok := parts[r.word(a.next+1)]
	value, ending, small := smallOf(r.word(a.next+2), r.lang)
	if r.word(a.next) != "бүтін" || !ok || !small {
		return
	}
	a.value.Add(a.value, big.NewRat(value, by))
	a.next += 3
	a.ending = ending
	a.decimals = len("0") * map[int64]int{10: 1, 100: 2}[by]
}

// fractionAt reads what begins with a half: half a million, полтора миллиона, жарты миллион.
func (r *reading) fractionAt(i int) (amount, bool) {
	a := amount{first: i, next: i + 1, words: true}
	word := r.word(i)
	if part := map[string]int64{"half": 2, "quarter": 4}[word]; part > 0 && r.word(i+1) != "a" && scaleOf(r.word(i+1)) != nil {
		a.value = big.NewRat(1, part)
		r.multiply(&a)
		return a, true
	}
	switch {
	case halves[word] != "":
		a.value, _ = new(big.Rat).SetString(halves[word])
		a.decimals = map[bool]int{true: 1}[len(halves[word]) == 3 && halves[word][1] == '.']
		a.scaled = a.decimals == 0
	case word == "half" && r.word(i+1) == "a" && scaleOf(r.word(i+2)) != nil:
		a.value, a.next = big.NewRat(1, 2), i+2
	case word == "жарты" && scaleOf(r.word(i+1)) != nil:
		a.value = big.NewRat(1, 2)
	default:
		return amount{}, false
	}
	r.multiply(&a)
	return a, true
}

// standsForItself tells whether the words are a number and not only sound like one. "One" is mostly an article, and millions without a
// number are just many.
func (r *reading) standsForItself(a *amount) bool {
	if a.next != a.first+1 {
		return true
	}
	word := r.word(a.first)
	if word == "dozen" {
		return r.word(a.first-1) == "a"
	}
	if scaleOf(word) == nil {
		return true
	}
	switch {
	case r.lang == content.English && r.word(a.first-1) != "a":
		return false
	case scales[word] == 0 && r.lang == content.Russian: // an oblique case or a plural: миллионы, миллионов
		return word == "миллиона" || word == "миллиарда" || word == "тысячи" && a.ending != ""
	case r.lang == content.Russian && word == "тысячи":
		return false
	case r.lang == content.Russian && word == "тысяч":
		return false
	}
	return true
}
