package drafting

import (
	"regexp"
	"slices"
	"strings"

	"aitys/content"
)

// timeKind parts times into those that exclude each other: what happened in one year did not happen in another.
type timeKind int

const (
	yearTime timeKind = iota
	monthTime
	spanTime // per month, over a year
)

// timeSaid is a year, a month or a span of which a sentence speaks.
type timeSaid struct {
	kind    timeKind
	is      string
	written string
	at      int // in bytes
}

// spanNames are the spans of time by how their words begin, under one name each.
var spanNames = map[content.Lang][][]string{
	content.English: {{"year", "annual"}, {"month"}, {"week"}, {"day", "daily"}, {"quarter"}, {"hour"}, {"decade"}},
	content.Russian: {{"год", "лет"}, {"месяц", "месяч"}, {"недел"}, {"день", "дня", "дней", "дни", "сутк", "суток", "ежедневн"}, {"квартал"}, {"час"}, {"десятилет"}},
	content.Kazakh:  {{"жыл"}, {"ай"}, {"апта"}, {"күн", "тәулік"}, {"тоқсан"}, {"сағат"}},
}

// perSpan stand before a span of time for which something holds: 7% over the year, за месяц, бір айда. "Four months" only last.
var perSpan = set("a an the per each every last за в каждый каждую прошлый прошлую бір әр соңғы өткен")

// timesSaid finds the times of which a sentence speaks, the years among its numbers.
func timesSaid(sentence string, numbers []worth, lang content.Lang) (all []timeSaid) {
	for _, w := range numbers {
		if w.year {
			all = append(all, timeSaid{yearTime, w.is, w.written, w.at[0]})
		}
	}
	tokens := tokensOf(sentence, lang)
	for i, t := range tokens {
		if t.kind != wordToken {
			continue
		}
		written := sentence[t.start:t.end]
		if month := monthNamed(t, lang); month != "" {
			all = append(all, timeSaid{monthTime, month, written, t.start})
		} else if span := spanNamed(t.lower, lang); span != "" && i > 0 && perSpan[tokens[i-1].lower] {
			all = append(all, timeSaid{spanTime, span, written, t.start})
		}
	}
	return all
}

// monthNamed returns the beginning of the name of the month that a word is; the English ones have a capital, since one may march.
func monthNamed(t token, lang content.Lang) string {
	if !isMonth(t.lower, lang) || lang == content.English && !t.upper {
		return ""
	}
	for _, month := range months[lang] {
		if strings.HasPrefix(t.lower, month) {
			return firstRunes(month, 3) // июн, июл; март; мая, май and мае are one
		}
	}
	return ""
}

func spanNamed(word string, lang content.Lang) string {
	if lang == content.Kazakh && (strings.HasPrefix(word, "айма") || strings.HasPrefix(word, "айт") || strings.HasPrefix(word, "айы") && !strings.HasPrefix(word, "айын")) {
		return ""
	}
	for _, names := range spanNames[lang] {
		if beginsAny(word, names) {
			return names[0]
		}
	}
	return ""
}

// ofKind are the times of one kind.
func ofKind(times []timeSaid, kind timeKind) (all []string) {
	for _, t := range times {
		if t.kind == kind {
			all = append(all, t.is)
		}
	}
	return all
}

// clauseBreak is where another part of a sentence begins, with a time of its own.
var clauseBreak = regexp.MustCompile(`[;:—()]|, | (?:and|but|while|against|after|than|и|а|но|против|чем|после|және|ал|бірақ) `)

// clock is a sentence with the times of which it speaks, and where its clauses end.
type clock struct {
	sentence string
	times    []timeSaid
	cuts     [][]int
}

func clockOf(sentence string, numbers []worth, lang content.Lang) clock {
	return clock{sentence, timesSaid(sentence, numbers, lang), clauseBreak.FindAllStringIndex(sentence, -1)}
}

// beside are the times that belong to a place in a sentence: of each kind those of its clause, and where that names none those of the sentence.
func (c clock) beside(at [2]int) (all []timeSaid) {
	from, to := 0, len(c.sentence)
	for _, cut := range c.cuts {
		if cut[1] <= at[0] {
			from = cut[1]
		}
		if cut[0] >= at[1] {
			to = min(to, cut[0])
		}
	}
	times := c.times
	for _, kind := range []timeKind{yearTime, monthTime, spanTime} {
		near := slices.DeleteFunc(slices.Clone(times), func(t timeSaid) bool { return t.kind != kind || t.at < from || t.at >= to })
		if len(near) == 0 && kind != spanTime {
			near = slices.DeleteFunc(slices.Clone(times), func(t timeSaid) bool { return t.kind != kind })
		}
		all = append(all, near...)
	}
	return all
}

// of are the times that a number is said to have, as far as that is plain: those that stand a few words from it, or begin its sentence.
func (c clock) of(at [2]int) []timeSaid {
	const few, beginning = 4, 3 // words
	return slices.DeleteFunc(c.beside(at), func(t timeSaid) bool {
		if t.at >= at[1] {
			return len(strings.Fields(c.sentence[at[1]:t.at])) > few
		}
		return len(strings.Fields(c.sentence[t.at:at[0]])) > few+1 && len(strings.Fields(c.sentence[:t.at])) > beginning
	})
}
