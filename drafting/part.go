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
	if r.word(i) == "one" && (r.word(i+1) == "in" || r.word(i+1) == "out" && r.word(i+2) == "of") {
		return r.oneIn(i)
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

// oneIn reads "one in five": 20 percent.
func (r *reading) oneIn(i int) (content.Number, int) {
	at := i + 2
	if r.word(i+1) == "out" {
		at++
	}
	a, ok := r.amountAt(at)
	if !ok || a.value.Cmp(big.NewRat(2, 1)) < 0 || a.value.Cmp(big.NewRat(100, 1)) > 0 || !a.value.IsInt() {
		return "", i
	}
	n, err := content.ParseNumber(new(big.Rat).Quo(big.NewRat(100, 1), a.value).FloatString(0))
	if err != nil {
		return "", i
	}
	return n, a.next
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
