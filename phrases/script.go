package phrases

import (
	"strings"
	"time"

	"aitys/content"
)

// script is how a language writes numbers, days and lists, by CLDR and by its press.
type script struct {
	decimal, group string
	// million, billion and trillion as they stand behind a number, with the space before them.
	million, billion, trillion string
	minus                      string
	months                     [12]string
	date                       func(d content.Date, month string) string
	and                        string // between the last two of a list, with its spaces
}

// noBreak keeps a number and what belongs to it on one line.
const noBreak = "\u00a0"

var english = &script{
	decimal: ".", group: ",", minus: "−",
	million: " million", billion: " billion", trillion: " trillion",
	months: [12]string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	},
	date: func(d content.Date, month string) string { return month + " " + itoa(d.Day) + ", " + itoa(d.Year) },
	and:  " and ",
}

var russian = &script{
	decimal: ",", group: noBreak, minus: "−",
	million: noBreak + "млн", billion: noBreak + "млрд", trillion: noBreak + "трлн",
	months: [12]string{
		"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
	},
	date: func(d content.Date, month string) string {
		return itoa(d.Day) + " " + month + " " + itoa(d.Year) + " г."
	},
	and: " и ",
}

var kazakh = &script{
	decimal: ",", group: noBreak, minus: "−",
	million: noBreak + "млн", billion: noBreak + "млрд", trillion: noBreak + "трлн",
	months: [12]string{
		"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
	},
	date: func(d content.Date, month string) string {
		return itoa(d.Year) + " жылғы " + itoa(d.Day) + " " + month
	},
	and: " және ",
}

func scriptOf(lang content.Lang) *script {
	switch lang {
	case content.Russian:
		return russian
	case content.Kazakh:
		return kazakh
	}
	return english
}

// Date writes a calendar day; the zero Date is written as "".
func (v *Voice) Date(d content.Date) string {
	if d.IsZero() || d.Month < time.January || d.Month > time.December {
		return ""
	}
	return v.script.date(d, v.script.months[d.Month-1])
}

// Time writes a moment, to the minute, in the voice's zone.
func (v *Voice) Time(t time.Time) string {
	t = t.In(v.zone)
	return v.Date(content.DateOf(t)) + ", " + t.Format("15:04")
}

// List joins items as a sentence does: with commas, and "and" before the last. The result is plain text, not escaped.
func (v *Voice) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + v.script.and + items[last]
}
