package handlers

import (
	"crypto/sha256"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// quizOptions is how many answers a question offers, and quizLeast how many it needs.
	quizOptions, quizLeast = 4, 3
	// A number between these without a unit of its own is taken for a year.
	yearFirst, yearLast = 1900, 2100
)

// quizFactors are by how much wrong answers differ from the right one: enough to be told apart by whoever knows, and not so much that everybody sees it.
var quizFactors = [...]float64{0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.4, 1.6, 1.8, 2, 2.5, 3}

// quizSteps are the differences of wrong answers where factors lead nowhere: of years and of very small numbers.
var quizSteps = [...]float64{-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6}

// question is what is asked about a figure: the same for every reader of the article, whatever their language.
type question struct {
	figure  content.Figure
	options []content.Figure // by rising value; one of them is the figure
	right   int
}

// questions are what can be asked about an article: about each figure for which good wrong answers are found.
func questions(published *content.Published) (all []question) {
	original := published.For(published.Original)
	for _, part := range append([]content.Section{original.Section}, original.Sections...) {
		for _, f := range part.Figures {
			if q, ok := questionOn(published.Slug, f); ok {
				all = append(all, q)
			}
		}
	}
	return all
}

// questionOn finds wrong answers for a figure: of its unit and precision, some above and some below it by chance that only the figure decides.
func questionOn(slug content.Slug, f content.Figure) (question, bool) {
	seed := sha256.Sum256([]byte(string(slug) + "\x00" + string(f.ID) + "\x00" + string(f.Value+f.Low+f.High)))
	chance := rand.New(rand.NewChaCha8(seed)) // #nosec G404 -- the same for all, not a secret
	below, above := wrongAnswers(f)
	chance.Shuffle(len(below), func(i, j int) { below[i], below[j] = below[j], below[i] })
	chance.Shuffle(len(above), func(i, j int) { above[i], above[j] = above[j], above[i] })
	lower := chance.IntN(quizOptions)
	lower = max(min(lower, len(below)), quizOptions-1-len(above))
	if lower > len(below) {
		lower = len(below)
	}
	options := append(slices.Clone(below[:lower]), above[:min(quizOptions-1-lower, len(above))]...)
	if len(options) < quizLeast-1 {
		return question{}, false
	}
	options = append(options, f)
	slices.SortFunc(options, func(a, b content.Figure) int { return leading(a).Cmp(leading(b)) })
	right := slices.IndexFunc(options, func(o content.Figure) bool { return o == f })
	return question{f, options, right}, true
}

// leading is the number by which figures are ordered.
func leading(f content.Figure) content.Number {
	if f.IsRange() {
		return f.Low
	}
	return f.Value
}

// wrongAnswers are figures that differ from f in their number alone, below and above it.
func wrongAnswers(f content.Figure) (below, above []content.Figure) {
	seen := map[content.Number]bool{leading(f): true}
	add := func(other content.Figure, ok bool) {
		n := leading(other)
		if !ok || seen[n] || f.Unit != "" && inflection(f) != inflection(other) {
			return
		}
		seen[n] = true
		if n.Cmp(leading(f)) < 0 {
			below = append(below, other)
		} else {
			above = append(above, other)
		}
	}
	if !isYear(f) {
		for _, factor := range quizFactors {
			add(changed(f, func(x, _ float64) float64 { return x * factor }))
		}
	}
	if len(below)+len(above) < quizOptions {
		for _, step := range quizSteps {
			add(changed(f, func(x, unit float64) float64 { return x + step*unit }))
		}
	}
	return below, above
}

// inflection is the form that words take behind a figure's number, in the language of ours that has most: units are in the editor's own words, which fit the
// right number. "5 years" beside "1 years" would tell too much, and read badly.
func inflection(f content.Figure) int {
	n := f.Value
	if f.IsRange() {
		n = f.High
	}
	if strings.Contains(string(n), ".") {
		return formOther
	}
	const ten, hundred = 10, 100
	whole := int64(math.Abs(n.Float()))
	switch last, teen := whole%ten, whole%hundred/ten == 1; {
	case last == 1 && !teen:
		return formOne
	case last >= 2 && last <= 4 && !teen:
		return formFew
	}
	return formMany
}

// The forms of words behind numbers.
const (
	formOther = iota
	formOne
	formFew
	formMany
)

// isYear tells that a figure's number is a year: no factor makes another one of it.
func isYear(f content.Figure) bool {
	n := leading(f)
	return !strings.Contains(string(n), ".") && n.Float() >= yearFirst && n.Float() <= yearLast && f.Unit == ""
}

// changed is a figure with its numbers changed and rounded to the precision that they have; false where that makes no sense.
func changed(f content.Figure, change func(x, unit float64) float64) (content.Figure, bool) {
	other := f
	unit, decimals := precision(leading(f))
	if finer, more := precision(f.High); f.IsRange() && finer < unit {
		unit, decimals = finer, more
	}
	for _, n := range []*content.Number{&other.Value, &other.Low, &other.High} {
		if *n == "" {
			continue
		}
		was, now := n.Float(), math.Round(change(n.Float(), unit)/unit)*unit
		written, err := content.ParseNumber(strconv.FormatFloat(now, 'f', decimals, 64))
		sensible := err == nil && was != 0 && now != 0 && (now > 0) == (was > 0)
		if !sensible || f.Unit == "%" && math.Abs(was) <= 100 && math.Abs(now) >= 100 {
			return f, false
		}
		*n = written
	}
	return other, !f.IsRange() || other.Low.Cmp(other.High) < 0
}

// precision is the unit to which a number is given, and how many digits it has behind the point: of 80000 it is 10000, of 2.50 it is 0.01.
func precision(n content.Number) (unit float64, decimals int) {
	if _, behind, ok := strings.Cut(string(n), "."); ok {
		return math.Pow10(-len(behind)), len(behind)
	}
	digits := strings.TrimPrefix(string(n), "-")
	return math.Pow10(len(digits) - len(strings.TrimRight(digits, "0"))), 0
}

// fingerprint names a question's options: counts of other ones are not added to theirs.
func (q question) fingerprint() string {
	var numbers []string
	for _, o := range q.options {
		numbers = append(numbers, string(o.Value+o.Low+"-"+o.High))
	}
	return strings.Join(numbers, " ")
}

// answers are the options in a voice, in the words of the article's text in its language; false where they cannot be told apart or are too long.
func (q question) answers(voice *phrases.Voice, in content.Figure) ([]string, bool) {
	var all []string
	for _, o := range q.options {
		in.Value, in.Low, in.High = o.Value, o.Low, o.High
		written := unmarked(voice.Figure(in))
		if slices.Contains(all, written) || text.UTF16Len(written) > content.MaxOption {
			return nil, false
		}
		all = append(all, written)
	}
	return all, true
}
