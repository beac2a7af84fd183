package storage

import (
	"math"
	"strconv"
	"time"

	"aitys/content"
)

const (
	sqlAddTally = `INSERT INTO tally (day, what, of, number) VALUES ($1, $2, $3, $4)
		ON CONFLICT (day, what, of) DO UPDATE SET number = tally.number + excluded.number`
	sqlTallyJudged = `INSERT INTO tally (day, what, of, number) SELECT CAST($1 AS INTEGER), 'judged', lang || '.' || CAST($2 AS TEXT), 1 FROM opinion WHERE id = $3
		ON CONFLICT (day, what, of) DO UPDATE SET number = tally.number + excluded.number`
	sqlPruneTally  = `DELETE FROM tally WHERE day < $1`
	sqlOpinionLang = `SELECT lang FROM opinion WHERE id = $1`
)

// What is counted.
const (
	tallyDecided = "decided" // by moderator
	tallyOutcome = "outcome" // by language and deed: ru.reject
	tallyJudged  = "judged"  // by language and the filters' verdict: ru.hold
	tallyReason  = "reason"  // of rejections, by code
	tallyWaited  = "waited"  // by bucket: see waitBucket
	tallySecond  = "second"  // second looks: same or other
	tallyProgram = "program" // what the program decided, by deed

	// WrittenReason is what a rejection is counted under whose reason somebody wrote without choosing one.
	WrittenReason = "written"
)

// keepTally is for how many days figures are kept.
const keepTally = 90

func day(at time.Time) int64 { return at.Unix() / int64(24*time.Hour/time.Second) }

// tallyEntry counts an entry about an opinion, or takes back what an earlier one counted.
func (tx *Tx) tallyEntry(e content.Entry, written bool) error {
	switch {
	case e.Opinion == 0:
		return nil
	case e.What == content.DeedApprove || e.What == content.DeedReject:
		return tx.tallyRuling(e, written, 1)
	case e.What != content.DeedUndo || e.Code != "": // what it names was never counted
		return nil
	}
	last, err := tx.lastRuling(e.Opinion, e.Seq)
	if err != nil || len(last) == 0 || last[0].What == content.DeedUndo {
		return err
	}
	return tx.tallyRuling(last[0], last[0].Reason != "", -1)
}

// lastRuling returns the last decision about an opinion before an entry, or its undoing; none, where there is none.
func (tx *Tx) lastRuling(opinion content.OpinionID, before int64) ([]content.Entry, error) {
	return tx.entries(sqlLastRuling, int64(opinion), before)
}

// tallyRuling counts a decision, or takes it back. A second look counts as work, and for how often moderators agree, and no more.
func (tx *Tx) tallyRuling(e content.Entry, written bool, step int64) error {
	counts := map[string]string{tallyDecided: strconv.FormatInt(int64(e.By), 10)}
	if e.By == 0 {
		counts = map[string]string{tallyProgram: string(e.What)}
	}
	if e.Second {
		first, err := tx.lastRuling(e.Opinion, e.Seq)
		if err != nil {
			return err
		}
		if len(first) > 0 && first[0].What != content.DeedUndo {
			counts[tallySecond] = agreement(first[0].What == e.What)
		}
		return tx.addTally(e.At, counts, step)
	}
	var lang string
	if _, err := tx.row(sqlOpinionLang, []any{int64(e.Opinion)}, &lang); err != nil {
		return err
	}
	counts[tallyOutcome] = lang + "." + string(e.What)
	if e.Waited > 0 {
		counts[tallyWaited] = strconv.Itoa(waitBucket(e.Waited))
	}
	if reason := reasonOf(e, written); reason != "" {
		counts[tallyReason] = reason
	}
	return tx.addTally(e.At, counts, step)
}

func agreement(same bool) string {
	if same {
		return "same"
	}
	return "other"
}

// reasonOf is what a rejection is counted under; "" for what has no reason.
func reasonOf(e content.Entry, written bool) string {
	switch {
	case e.What != content.DeedReject:
		return ""
	case e.Code == "" && written:
		return WrittenReason
	}
	return e.Code
}

func (tx *Tx) addTally(at time.Time, counts map[string]string, step int64) error {
	for _, what := range []string{tallyDecided, tallyOutcome, tallyReason, tallyWaited, tallySecond, tallyProgram} { // in an order: engines lock rows
		if of, is := counts[what]; is {
			if err := tx.write(sqlAddTally, day(at), what, of, step); err != nil {
				return err
			}
		}
	}
	return nil
}

// octave is into how many buckets each doubling of a waiting time falls: their middles are within 4 per cent of what is in them.
const octave = 8

// waitBucket is where a waiting time is counted: 0 up to a second.
func waitBucket(waited time.Duration) int {
	if waited <= time.Second {
		return 0
	}
	return 1 + int(octave*math.Log2(waited.Seconds()))
}
