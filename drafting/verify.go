package drafting

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"

	"aitys/content"
	"aitys/content/text"
)

// Unfounded is a number which a service wrote and the text does not have.
type Unfounded struct {
	Section content.SectionID // where it stands; empty: in what is said of the whole
	Number  string            // as it is written
}

// unfoundedSaid are the sentences about one: in the summary of the whole or its poll, and in a section's.
var unfoundedSaid = map[content.Lang][2]string{
	content.English: {"the whole article: the text has no %q", "section #%[2]s: the text has no %[1]q"},
	content.Russian: {"вся статья: в тексте нет числа «%s»", "раздел #%[2]s: в тексте нет числа «%[1]s»"},
	content.Kazakh:  {"бүкіл мақала: мәтінде «%s» деген сан жоқ", "#%[2]s бөлімі: мәтінде «%[1]s» деген сан жоқ"},
}

// In says it in a language.
func (u Unfounded) In(lang content.Lang) string {
	if u.Section == "" {
		return fmt.Sprintf(unfoundedSaid[lang][0], u.Number)
	}
	return fmt.Sprintf(unfoundedSaid[lang][1], u.Number, u.Section)
}

// mostUnfounded is how many of them are named: a draft with more is to be written anew anyway.
const mostUnfounded = 20

// verify notes each number of the summaries and polls that the source lacks. Numbers are compared by what they are worth: 1.5 million is 1,500,000.
func (d *Draft) verify(source string) {
	known := worths{}
	for paragraph := range strings.Lines(text.Clean(source)) {
		for _, s := range text.Sentences(paragraph) {
			known.gather(s, d.Article.Lang)
		}
	}
	for i := range len(d.Article.Sections) + 1 {
		section, _ := d.Article.Part(i)
		said := append(text.Sentences(section.Summary.Plain()), section.Poll.Question)
		for _, s := range append(said, section.Poll.Options...) {
			for _, number := range known.lacks(s, d.Article.Lang) {
				if len(d.Unfounded) < mostUnfounded {
					d.Unfounded = append(d.Unfounded, Unfounded{section.ID, number})
				}
			}
		}
	}
}

// worths are what the numbers of a text are worth: "12" and, of percentages, "12%"; of money also with the currency, and of anything else that it is none.
type worths map[string]bool

// noMoney stands behind the worth of a number that counts no money, as far as is known: 120 of "120 and 150 tenge" may be either.
const noMoney = " -"

// worth is one number of a sentence.
type worth struct {
	is      string // comparable with another's
	written string
	trivial bool   // it need not stand in the text
	money   string // the code of its currency; "": none is known
}

// counted is a worth with what it counts.
func (w worth) counted() string {
	if w.money == "" {
		return w.is + noMoney
	}
	return w.is + " " + w.money
}

func (w worths) gather(sentence string, lang content.Lang) {
	for _, number := range worthsIn(sentence, lang) {
		w[number.is], w[number.counted()] = true, true
	}
}

// lacks are the numbers of a sentence that the text does not have, as they are written.
func (w worths) lacks(sentence string, lang content.Lang) (all []string) {
	for _, number := range worthsIn(sentence, lang) {
		known := w[number.is] && (number.money == "" || w[number.counted()] || w[number.is+noMoney])
		if !number.trivial && !known {
			all = append(all, number.written)
		}
	}
	return all
}

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
		return []worth{{is: string(f.Value) + percentSign(f.Unit == "%"), written: r.text[f.Start:f.End]}}, next
	}
	t := r.at(i)
	if run := r.otherDigits(i); run > i {
		written := r.text[t.start:r.at(run-1).end]
		return []worth{{is: "#" + written, written: written}}, run
	}
	if t.broken {
		return []worth{{is: "=" + t.lower, written: t.lower}}, i + 1
	}
	s, ok := r.spanAt(i)
	if !ok {
		return nil, i + 1
	}
	all = append(all, r.worthOf(s.low, s.unit))
	if s.high.first != s.low.first {
		all = append(all, r.worthOf(s.high, s.unit))
	}
	return all, s.next
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
func (r *reading) worthOf(a amount, of unit) worth {
	value := new(big.Rat).Abs(a.value)
	w := worth{
		is: value.RatString() + percentSign(of.kind == percentUnit), written: r.text[r.at(a.first).start:r.at(a.next-1).end],
		trivial: a.words && value.Cmp(big.NewRat(1, 1)) == 0,
	}
	if of.kind == moneyUnit {
		w.money = of.name
	}
	return w
}

func percentSign(percent bool) string {
	if percent {
		return "%"
	}
	return ""
}
