package storage

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
)

const sqlTallied = `SELECT what, of, number FROM tally WHERE day >= $1`

// Figures are what moderators did in a number of days.
type Figures struct {
	Decided        map[content.ReaderID]int        // decisions, second looks among them, by moderator
	Outcome        map[content.Lang]Outcome        // first decisions
	Judged         map[content.Lang]map[string]int // texts, by the filters' verdict
	Reasons        map[string]int                  // of rejections, by code; "written": in words alone
	Median, Slow   time.Duration                   // what half of the decided had waited at most, and nine in ten, within 4 per cent; 0: nothing was decided
	Agreed, Differ int                             // second looks
	ByProgram      Outcome                         // among those of Outcome, what the program decided
}

// Outcome is how many opinions were approved and rejected.
type Outcome struct{ Approved, Rejected int }

// Figures returns the figures of the last days, today among them; days are UTC's.
func (tx *Tx) Figures(days int) (Figures, error) {
	f := Figures{
		Decided: map[content.ReaderID]int{}, Outcome: map[content.Lang]Outcome{}, Judged: map[content.Lang]map[string]int{}, Reasons: map[string]int{},
	}
	waited := map[int]int{}
	err := tx.read(sqlTallied, []any{day(tx.now) - int64(days) + 1}, func(rows row) error {
		var what, of string
		var number int
		err := rows.Scan(&what, &of, &number)
		f.add(what, of, number, waited)
		return err
	})
	f.Median, f.Slow = quantile(waited, 0.5), quantile(waited, 0.9)
	return f, err
}

// add takes a count of one day into the figures.
func (f *Figures) add(what, of string, number int, waited map[int]int) {
	lang, rest, _ := strings.Cut(of, ".")
	switch what {
	case tallyDecided, tallyWaited:
		counted, _ := strconv.ParseInt(of, 10, 64) // we wrote it
		if what == tallyWaited {
			waited[int(counted)] += number
			return
		}
		f.Decided[content.ReaderID(counted)] += number
	case tallyOutcome:
		o := f.Outcome[content.Lang(lang)]
		if rest == string(content.DeedApprove) {
			o.Approved += number
		} else {
			o.Rejected += number
		}
		f.Outcome[content.Lang(lang)] = o
	case tallyJudged:
		if f.Judged[content.Lang(lang)] == nil {
			f.Judged[content.Lang(lang)] = map[string]int{}
		}
		f.Judged[content.Lang(lang)][rest] += number
	case tallyReason:
		f.Reasons[of] += number
	case tallyProgram:
		if of == string(content.DeedApprove) {
			f.ByProgram.Approved += number
			return
		}
		f.ByProgram.Rejected += number
	case tallySecond:
		if of == agreement(true) {
			f.Agreed += number
		} else {
			f.Differ += number
		}
	}
}

// quantile is what a part of all waiting times did not exceed.
func quantile(waited map[int]int, part float64) time.Duration {
	all := 0
	for _, number := range waited {
		all += number
	}
	wanted, counted := int(math.Ceil(part*float64(all))), 0
	for _, bucket := range slices.Sorted(maps.Keys(waited)) {
		if counted += waited[bucket]; wanted > 0 && counted >= wanted {
			return middle(bucket)
		}
	}
	return 0
}

// middle is a waiting time for all of a bucket.
func middle(bucket int) time.Duration {
	if bucket <= 0 {
		return time.Second
	}
	return time.Duration(math.Exp2((float64(bucket)-0.5)/octave) * float64(time.Second))
}
