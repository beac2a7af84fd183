package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"aitys/content"
)

const (
	sqlQueuePlace  = `SELECT waits_at, reported_at FROM opinion WHERE id = $1`
	sqlNextWaiting = `SELECT ` + opinionColumns + ` FROM opinion WHERE waits_at IS NOT NULL AND ruled = 0 AND (waits_at, id) > ($1, $2) ORDER BY waits_at, id LIMIT 1`
	sqlNextInDoubt = `SELECT ` + opinionColumns + ` FROM opinion WHERE reported_at IS NOT NULL AND waits_at IS NULL AND ruled = 0 AND (reported_at, id) > ($1, $2)
		ORDER BY reported_at, id LIMIT 1`
	sqlNextRiskiest = `SELECT ` + opinionColumns + ` FROM opinion WHERE waits_at IS NOT NULL AND ruled = 0 AND (safety, id) > ($1, $2) ORDER BY safety, id LIMIT 1`
	sqlSafety       = `SELECT safety, waits_at, reported_at FROM opinion WHERE id = $1`
	sqlSetSafety    = `UPDATE opinion SET safety = $1 WHERE id = $2`

	sqlWaiting = `SELECT number FROM meta WHERE name = 'waiting'`

	sqlReport       = `INSERT INTO report (opinion, reader, at, weight) VALUES ($1, $2, $3, $4) ON CONFLICT (opinion, reader) DO NOTHING`
	sqlReports      = `SELECT COUNT(*), COALESCE(SUM(weight), 0) FROM report WHERE opinion = $1 AND judged = 0`
	sqlReportJudged = `SELECT judged FROM report WHERE opinion = $1 AND reader = $2`
	sqlJudgeReports = `UPDATE report SET judged = 1 WHERE opinion = $1`
	sqlReportsSince = `SELECT COUNT(*) FROM report WHERE reader = $1 AND at >= $2`
	sqlDropReports  = `DELETE FROM report WHERE opinion = $1`
	beforeAllQueued = int64(-1 << 62) // a time before every other
)

// Reasons of refusals, for the log.
var (
	errDecided = errors.New("there is nothing to decide, or not about that version")
	errNoOther = errors.New("it is not approved, or one's own")
)

// queued tells whether an opinion is in the moderators' queue.
func queued(o content.Opinion) bool {
	return !o.Ruled && (o.Waits() || o.InDoubt())
}

// DecideOpinion takes a moderator's decision on an opinion that is in the queue. A pending one is approved or rejected. Of an approved one that was edited, the
// newer text takes the older one's place, which ends the reports of that one too, or it is dropped. Of an approved one with reports, or one that the program has
// shown, they are dropped and it has been looked at, or it is rejected. Errors: NotFound; Conflict unless it is in the queue and its Version is the one that the moderator saw.
func (tx *Tx) DecideOpinion(id content.OpinionID, version int, approve bool, by content.ReaderID) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return content.Opinion{}, err
	}
	if !queued(before) || before.Version != version {
		return content.Opinion{}, conflict("DecideOpinion", fmt.Errorf("opinion %d: %w", id, errDecided))
	}
	if err := tx.countDecision(before, approve); err != nil {
		return content.Opinion{}, err
	}
	return tx.decide(before, decided(before, approve), approve, by)
}

// decide writes what a decision makes of an opinion.
func (tx *Tx) decide(before, after content.Opinion, approve bool, by content.ReaderID) (content.Opinion, error) {
	after.DecidedAt = tx.now
	if err := tx.settleReports(before, approve); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.settleAppeal(before.ID, approve); err != nil {
		return content.Opinion{}, err
	}
	return tx.revise(before, after, int64(by))
}

// decided returns an opinion of the queue as a decision leaves it.
func decided(o content.Opinion, approve bool) content.Opinion {
	switch {
	case o.State == content.Pending && approve:
		o.State, o.Reports = content.Approved, 0
	case o.State == content.Pending:
		o.State, o.Reports = content.Rejected, 0
	case o.Edited != "" && approve:
		o.Text, o.Edited, o.Reports, o.Unseen = o.Edited, "", 0, false
	case o.Edited != "":
		o.Edited = ""
	case approve:
		o.Reports, o.Unseen = 0, false
	default:
		o.State, o.Reports = content.Rejected, 0
	}
	return o
}

// CountWaiting returns how many opinions are in the queue, reported ones among them.
func (tx *Tx) CountWaiting() (int, error) {
	var number int
	_, err := tx.row(sqlWaiting, nil, &number)
	return number, err
}

// QueuedSince tells since when an opinion has waited for a decision; the zero time: it does not.
func (tx *Tx) QueuedSince(id content.OpinionID) (time.Time, error) {
	var waits, reported sql.NullInt64
	_, err := tx.row(sqlQueuePlace, []any{int64(id)}, &waits, &reported)
	switch {
	case err == nil && waits.Valid:
		return fromMicro(waits.Int64), nil
	case err == nil && reported.Valid:
		return fromMicro(reported.Int64), nil
	}
	return time.Time{}, err
}

// NextWaiting returns the first opinion of the queue: the one that has waited longest for a decision on its text, or, when none does, the one
// that was reported first. Error: NotFound when the queue is empty.
func (tx *Tx) NextWaiting() (content.Opinion, error) { return tx.nextWaiting(beforeAllQueued, 0) }

// NextWaitingAfter returns the opinion behind another one in the queue; the first one when that other is not in the queue any more. Error: NotFound
// when there is none behind it.
func (tx *Tx) NextWaitingAfter(id content.OpinionID) (content.Opinion, error) {
	var waits, reported sql.NullInt64
	if _, err := tx.row(sqlQueuePlace, []any{int64(id)}, &waits, &reported); err != nil {
		return content.Opinion{}, err
	}
	switch {
	case waits.Valid:
		return tx.nextWaiting(waits.Int64, id)
	case reported.Valid:
		return tx.firstOf(sqlNextInDoubt, reported.Int64, id)
	}
	return tx.NextWaiting()
}

func (tx *Tx) nextWaiting(after int64, id content.OpinionID) (content.Opinion, error) {
	next, err := tx.firstOf(sqlNextWaiting, after, id)
	if content.CodeOf(err) == content.NotFound {
		return tx.firstOf(sqlNextInDoubt, beforeAllQueued, 0)
	}
	return next, err
}

// NextRiskiestAfter is NextWaitingAfter where what waits comes in the order of its risk, the riskiest first; 0: the first one. Reported opinions come behind.
func (tx *Tx) NextRiskiestAfter(id content.OpinionID) (content.Opinion, error) {
	safety := int64(-1)
	var waits, reported sql.NullInt64
	if id != 0 {
		if _, err := tx.row(sqlSafety, []any{int64(id)}, &safety, &waits, &reported); err != nil {
			return content.Opinion{}, err
		}
	}
	switch {
	case !waits.Valid && reported.Valid:
		return tx.firstOf(sqlNextInDoubt, reported.Int64, id)
	case !waits.Valid:
		safety, id = -1, 0
	}
	next, err := tx.firstOf(sqlNextRiskiest, safety, id)
	if content.CodeOf(err) == content.NotFound {
		return tx.firstOf(sqlNextInDoubt, beforeAllQueued, 0)
	}
	return next, err
}

func (tx *Tx) firstOf(query string, after int64, id content.OpinionID) (content.Opinion, error) {
	found, err := tx.opinions(query, after, int64(id))
	return only(found, err, "NextWaiting", "no opinion waits there")
}
