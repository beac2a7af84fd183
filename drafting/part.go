package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// part is a share of a whole in words.
type part struct {
	words   []string
	percent content.Number
}

func partsOf(table string) (all []part) {
	for row := range strings.SplitSeq(table, ", ") {
		phrase, percent, _ := strings.Cut(row, "=")
		all = append(all, part{strings.Fields(phrase), content.Number(percent)})
	}
	return all
}

// parts are the shares that texts tell in words; of those that begin alike the longer stands first. A third is about 33 percent.
var parts = map[content.Lang][]part{
	content.English: partsOf("a third of=33, one third of=33, two thirds of=67, a quarter of=25, one quarter of=25, three quarters of=75, a fifth of=20, a tenth of=10, one - third of=33, two - thirds of=67, three - quarters of=75"),
	content.Russian: partsOf("две трети=67, двух третей=67, три четверти=75, треть=33, четверть=25"),
	content.Kazakh:  partsOf("үштен бірі=33, үштен бірін=33, үштен екісі=67, үштен екісін=67, төрттен бірі=25, төрттен бірін=25, төрттен үші=75, төрттен үшін=75, бестен бірі=20, бестен бірін=20, оннан бірі=10"),
}

// partAt reads a share in words: a third of, треть, үштен бірі, one in five. It returns the percent and the token behind; "" where there is none.
func (r *reading) partAt(i int) (percent content.Number, next int) {
	if percent, next = r.someIn(i); percent != "" {
		return percent, next
	}
	if percent, next = r.everyNth(i); percent != "" {
		return percent, next
	}
	for _, p := range parts[r.lang] {
		if next := i + len(p.words); r.standsExactly(p.words, i) && !beginsAny(r.word(next), timeWords[r.lang]) && !r.isWhichPart(i) {
			return p.percent, next
		}
	}
	return "", i
}

// isWhichPart tells whether a word before makes the part one of several, such as the second quarter of a year.
func (r *reading) isWhichPart(i int) bool {
	return beginsAny(r.word(i-1), []string{"перв", "втор", "трет", "последн"})
}

func (r *reading) standsExactly(words []string, at int) bool {
	for n, word := range words {
		if r.at(at+n).lower != word {
			return false
		}
	}
	return true
}

// wholes are of how many something is told as a share: three in ten. Of 768 kilometres it is not.
var wholes = map[int64]bool{2: true, 3: true, 4: true, 5: true, 6: true, 8: true, 10: true, 20: true, 50: true, 100: true}

// someIn reads "one in five", "nine out of ten" and "семь из десяти": 20, 90 and 70 percent.
func (r *reading) someIn(i int) (content.Number, int) {
	if r.at(i).kind == signToken {
		return "", i
	}
	some, ok := r.amountAt(i)
	if !ok || some.scaled || !some.value.IsInt() || some.value.Sign() <= 0 {
		return "", i
	}
	at := r.behindIn(some)
	if at < 0 || at == i {
		return "", i
	}
	of, ok := r.amountAt(at)
	if !ok || of.scaled || !of.value.IsInt() || some.value.Cmp(of.value) >= 0 || !wholes[of.value.Num().Int64()] || r.unitAt(of.next).kind == moneyUnit || r.unitAt(of.next).kind == percentUnit {
		return "", i
	}
	percent := new(big.Rat).Mul(new(big.Rat).Quo(some.value, of.value), big.NewRat(100, 1))
	n, err := content.ParseNumber(percent.FloatString(0))
	if err != nil {
		return "", i
	}
	return n, of.next
}

// behindIn returns the place behind the words that lead from some to all of them; -1 where there are none.
func (r *reading) behindIn(some amount) int {
	at := some.next
	switch {
	case r.lang == content.English && r.word(at) == "in":
		return at + 1
	case r.lang == content.English && r.word(at) == "out" && r.word(at+1) == "of":
		return at + 2
	case r.lang == content.Russian && r.word(at) == "из" && some.value.Cmp(big.NewRat(1, 1)) > 0:
		return at + 1
	}
	return -1
}

// everies begin "every fifth", whose ordinals are known by their beginnings.
var (
	everies = map[content.Lang]map[string]bool{
		content.English: set("every each"), content.Russian: set("каждый каждая каждое каждого каждой каждому каждым каждую каждом"), content.Kazakh: set("әр әрбір"),
	}
	nths = map[content.Lang][]part{
		content.English: partsOf("second=50, third=33, fourth=25, fifth=20, tenth=10, hundredth=1"),
		content.Russian: partsOf("втор=50, трет=33, четверт=25, пятый=20, пятая=20, пятое=20, пятого=20, пятой=20, пятому=20, пятую=20, десят=10, двадцат=5, сотый=1, сотая=1"),
		content.Kazakh:  partsOf("екінші=50, үшінші=33, төртінші=25, бесінші=20, оныншы=10, жиырмасыншы=5, жүзінші=1"),
	}
)

// everyNth reads "every fifth", "каждый пятый", "әр бесінші": 20 percent, unless it says how often.
func (r *reading) everyNth(i int) (content.Number, int) {
	if !everies[r.lang][r.word(i)] || beginsAny(r.word(i+2), timeWords[r.lang]) || beginsAny(r.word(i+2), []string{"раз", "рет", "time"}) {
		return "", i
	}
	for _, nth := range nths[r.lang] {
		if strings.HasPrefix(r.word(i+1), nth.words[0]) {
			return nth.percent, i + 2
		}
	}
	return "", i
}
