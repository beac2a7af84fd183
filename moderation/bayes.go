package moderation

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
)

// Label is what a decision teaches about a text.
type Label int

// The labels. They are stored by number.
const (
	Fair Label = iota
	Spam
	Abuse
	labels // how many there are
)

// Token stands for a word, a pair of words, or some letters of a text; it does not tell which. It is stored.
type Token uint32

// Counts is how many texts of each label held each token; Texts how many texts of each label there were.
type Counts struct {
	Texts  *[labels]int
	Tokens map[Token][labels]int32
}

// NewCounts returns counts of nothing.
func NewCounts() Counts { return Counts{Texts: new([labels]int), Tokens: map[Token][labels]int32{}} }

// Learn adds a text with its label as often as times says; -1 takes back that it was learned. It is not safe for use by many.
func (c Counts) Learn(tokens []Token, label Label, times int) {
	c.Texts[label] += times
	for _, t := range tokens {
		n := c.Tokens[t]
		n[label] += int32(times) //nolint:gosec // one or minus one
		if n == ([labels]int32{}) {
			delete(c.Tokens, t)
			continue
		}
		c.Tokens[t] = n
	}
}

// Set puts in what was counted elsewhere: of how many texts of a label a token stood in, or (all) how many there were.
func (c Counts) Set(t Token, all bool, label Label, number int) {
	if label < 0 || label >= labels {
		return
	}
	if all {
		c.Texts[label] = number
		return
	}
	n := c.Tokens[t]
	n[label] = int32(min(number, math.MaxInt32)) //nolint:gosec // bounded
	c.Tokens[t] = n
}

// Kind returns of which kind the faults are that were noticed, by the riskiest that tells; false where none does.
func Kind(findings []Finding) (Label, bool) {
	for _, f := range findings {
		switch f.Reason {
		case LikeSpam, Advert, Invite, HiddenLink, ShortLink, Contact, SaidByMany, Burst:
			return Spam, true
		case LikeAbuse, Obscene, Insult, Slur, Threat:
			return Abuse, true
		}
	}
	return Fair, false
}

// TokensOf returns what the classifier sees of a text, each token once and in order: its words in any form, pairs of neighbours, and the letters of its words by threes
// and fours, by which it knows forms and spellings that it has not met.
func TokensOf(text string) []Token { return tokensOf(read(Post{Text: text})) }

// mostTokens bounds what one text costs where its tokens are stored.
const mostTokens = 2400

func tokensOf(r *reading) []Token {
	all := make([]Token, 0, 512)
	before := ""
	for _, w := range r.keyed {
		if len(all) >= mostTokens {
			break
		}
		written := r.keyedAs[w.Start:w.End]
		all = append(all, pairToken(before, written))
		before = written
		for _, k := range w.Keys {
			all = append(all, Token(k)) //nolint:gosec // 32 of 63 bits are enough
		}
		all = lettersOf(all, written)
	}
	for _, h := range r.hits {
		all = append(all, hashed("k"+h.kind))
	}
	for _, sign := range r.signs {
		all = append(all, hashed("s"+string(sign.Reason)))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lettersOf adds a word's runs of four letters, its ends marked, and its first five.
func lettersOf(all []Token, w string) []Token {
	const run = 4
	runes := []rune("<" + w + ">")
	for i := 0; i+run <= len(runes) && i < 24; i++ {
		all = append(all, hashed("n"+string(runes[i:i+run])))
	}
	if len(runes) > 6 {
		all = append(all, hashed("p"+string(runes[1:6])))
	}
	return all
}

func pairToken(a, b string) Token { return hashed("2" + a + " " + b) }

func hashed(s string) Token {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s)) // never fails
	return Token(h.Sum32())
}

// Constants of the classifier, found by trial on texts that it has not learned from.
const (
	strongest = 100   // tokens of a text that count: those that tell most
	mostOf    = 2     // what one token may tell, in natural logarithms
	smoothing = 0.003 // of texts: what is seen once tells little
	steepness = 0.16  // tokens of one word are no independent witnesses: their sum is taken for less
)

// outset is how much a text has to be more like those of a label than like the others before that counts.
var outset = [labels]float64{Spam: 2.5, Abuse: 1}

// likeness returns how sure it is, 0 to 1, that a text is spam, or abuse.
func likeness(tokens []Token, label Label, sources ...Counts) float64 {
	var texts [labels]int
	for _, c := range sources {
		for l := range labels {
			texts[l] += c.Texts[l]
		}
	}
	if texts[Fair] == 0 || texts[label] == 0 {
		return 0
	}
	told := make([]float64, 0, len(tokens))
	for _, t := range tokens {
		if one := tells(t, label, texts, sources); one != 0 {
			told = append(told, one)
		}
	}
	if len(told) > strongest {
		slices.SortFunc(told, func(a, b float64) int { return cmp.Compare(math.Abs(b), math.Abs(a)) })
		told = told[:strongest]
	}
	sum := 0.0
	for _, one := range told {
		sum += one
	}
	return 1 / (1 + math.Exp(outset[label]-steepness*sum))
}

// tells returns the logarithm of how much more often a token stands in texts of the label than in the others.
func tells(t Token, label Label, texts [labels]int, sources []Counts) float64 {
	var in, out, outTexts float64
	for _, c := range sources {
		n := c.Tokens[t]
		for l := range labels {
			if Label(l) == label {
				in += float64(n[l])
			} else {
				out += float64(n[l])
			}
		}
	}
	if in+out == 0 {
		return 0
	}
	for l := range labels {
		if Label(l) != label {
			outTexts += float64(texts[l])
		}
	}
	told := math.Log((in/float64(texts[label]) + smoothing) / (out/outTexts + smoothing))
	return max(-mostOf, min(mostOf, told))
}

// bayesFilter compares a text with those that were written for the project and with those that moderators decided about.
func bayesFilter(c *Chain, r *reading) []Finding {
	const leastWords, notable = 2, 0.2
	if len(r.words) < leastWords {
		return nil
	}
	tokens := tokensOf(r)
	var found []Finding
	for label, reason := range []Reason{Spam: LikeSpam, Abuse: LikeAbuse} {
		if reason == "" {
			continue
		}
		if p := likeness(tokens, Label(label), c.start(), c.learned); p >= notable {
			found = append(found, Finding{Reason: reason, Count: int(p * 100), Risk: min(p, 0.9) * 0.9})
		}
	}
	return found
}
