package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// amount is a number as it stands among tokens: those from first up to, but not with, next.
type amount struct {
	value       *big.Rat
	decimals    int // how many are written and mean something
	first, next int
	words       bool // not in digits
	scaled      bool // a scale multiplies it, the last of which is by
	by          *big.Rat
	ending      string // of a Kazakh number: the case it stands in
	plain       bool   // digits alone, such as a year
	unclear     bool
}

// reading is a sentence being read for its figures.
type reading struct {
	text   string
	lang   content.Lang
	tokens []token
}

// at returns a token, an empty sign where there is none.
func (r *reading) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{kind: signToken}
	}
	return r.tokens[i]
}

func (r *reading) word(i int) string {
	if t := r.at(i); t.kind == wordToken {
		return t.lower
	}
	return ""
}

// amountAt reads the number that begins at a token; false where none does.
func (r *reading) amountAt(i int) (amount, bool) {
	t := r.at(i)
	switch {
	case t.kind == numberToken && !t.broken:
		return r.digitsAt(i)
	case t.kind == wordToken:
		return r.wordsAt(i)
	}
	return amount{}, false
}

// digits returns the number in digits that stands at a token, without what multiplies it; nothing where none does.
func (r *reading) digits(i int) amount {
	if t := r.at(i); t.kind == numberToken && !t.broken {
		if value, ok := new(big.Rat).SetString(t.digits); ok {
			return amount{value: value, plain: !t.grouped && t.decimals == 0}
		}
	}
	return amount{value: new(big.Rat)}
}

// digitsAt reads a number in digits with what multiplies it: 1,5 млн; 3 million 200 thousand.
func (r *reading) digitsAt(i int) (amount, bool) {
	t := r.at(i)
	value, ok := new(big.Rat).SetString(t.digits)
	if !ok {
		return amount{}, false
	}
	a := amount{value: value, decimals: t.decimals, first: i, next: i + 1, plain: !t.grouped && t.decimals == 0, unclear: t.unclear}
	r.spacedDecimals(&a)
	r.half(&a)
	r.multiply(&a)
	for a.scaled && r.at(a.next).kind == numberToken && scaleOf(r.word(a.next+1)) != nil {
		more, ok := r.digitsAt(a.next)
		if !ok || more.value.Cmp(a.by) >= 0 {
			break
		}
		a.value.Add(a.value, more.value)
		a.next, a.ending, a.decimals = more.next, more.ending, 0
	}
	if !a.scaled && a.unclear && t.decimals == 3 { // 12,500 тенге is thousands, 1,234 млн is not
		a.value.Mul(a.value, big.NewRat(1000, 1))
		a.decimals = 0
	} else {
		a.unclear = false
	}
	return a, true
}

// spacedDecimals reads "2, 5 мыңға", which is how some Kazakh newsrooms set decimals.
func (r *reading) spacedDecimals(a *amount) {
	comma, more := r.at(a.next), r.at(a.next+1)
	if r.lang != content.Kazakh || !a.plain || comma.lower != "," || comma.spaced || len(more.digits) == 0 || len(more.digits) > 2 || more.broken || more.decimals > 0 {
		return
	}
	behind := r.at(a.next + 2)
	if behind.lower != "%" && scaleOf(behind.lower) == nil && percentOf(behind.lower) == "" {
		return
	}
	a.value, _ = new(big.Rat).SetString(r.at(a.first).digits + "." + more.digits)
	a.decimals, a.plain = len(more.digits), false
	a.next += 2
}

// half reads what adds a half: two and a half, два с половиной, екі жарым.
func (r *reading) half(a *amount) {
	n := 0
	switch r.lang {
	case content.English:
		if r.word(a.next) == "and" && r.word(a.next+1) == "a" && r.word(a.next+2) == "half" {
			n = 3
		}
	case content.Russian:
		if r.word(a.next) == "с" && r.word(a.next+1) == "половиной" {
			n = 2
		}
	default:
		if r.word(a.next) == "жарым" {
			n = 1
		}
	}
	if n > 0 && a.value.IsInt() {
		half := big.NewRat(1, 2)
		if a.words && a.by != nil { // мың жарым
			half.Mul(half, a.by)
		}
		a.value.Add(a.value, half)
		a.next += n
		if a.decimals = 0; !a.value.IsInt() {
			a.decimals = 1
		}
	}
}

// multiply reads the scale behind a number, and the hyphen and the ending behind that.
func (r *reading) multiply(a *amount) {
	r.caseEnding(a)
	at := a.next
	if r.at(at).lower == "-" && !r.at(at).spaced && !r.at(at+1).spaced {
		at++
	}
	t := r.at(at)
	scale := scaleOf(t.lower)
	if r.lang == content.Kazakh && t.lower == "тыс" { // outside
		scale = nil
	}
	if by, ok := attachedScales[t.lower]; ok && !t.spaced && !a.words && (currencies[r.at(a.first-1).lower] != "" || t.lower == "k" || t.lower == "b" || t.lower == "m" && isCountedNoun(r.word(at+1), content.English)) {
		scale = new(big.Rat).SetInt64(by)
	}
	if scale == nil || t.kind != wordToken || a.ending != "" {
		return
	}
	a.value.Mul(a.value, scale)
	a.next, a.scaled, a.by, a.plain = at+1, true, scale, false
	for whole := scale.Num().Int64(); whole > 1 && a.decimals > 0; whole /= 10 {
		a.decimals--
	}
	if r.at(a.next).lower == "." && !r.at(a.next).spaced && strings.Contains("тыс млн млрд трлн", t.lower) && a.next+1 < len(r.tokens) {
		a.next++
	}
	if _, ending, ok := kazakhStem(t.lower, scales); ok && r.lang == content.Kazakh {
		a.ending = ending
	}
	r.caseEnding(a)
}

// digitEndings stand behind digits only: in words they make a number vague (ондаған) or belong to it (бесеу).
var digitEndings = strings.Fields("даған деген таған теген ға еу еуі еуін еуіне еуінің ауы ауын")

// caseEnding reads the Kazakh ending behind a hyphen: 80 000-нан.
func (r *reading) caseEnding(a *amount) {
	if r.lang != content.Kazakh || r.at(a.next).lower != "-" || r.at(a.next).spaced || r.at(a.next+1).spaced {
		return
	}
	for _, ending := range append(digitEndings, kazakhEndings...) {
		if r.word(a.next+1) == ending {
			a.ending = ending
			a.next += 2
			return
		}
	}
}

// number returns the amount as an article file writes it; false where it cannot.
func (a amount) number() (content.Number, bool) {
	decimals := a.decimals
	for exact := new(big.Rat).Set(a.value); decimals < 6; decimals++ {
		shift := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
		if exact.Mul(a.value, shift).IsInt() {
			break
		}
	}
	n, err := content.ParseNumber(a.value.FloatString(decimals))
	return n, err == nil
}
