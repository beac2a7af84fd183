package storage

import (
	"fmt"

	"aitys/content"
)

const sqlStatesBy = `SELECT COALESCE(SUM(CASE WHEN state = 'approved' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 'pending' THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), 0) FROM opinion WHERE author = $1 AND state <> 'withdrawn'`

// TakeDownOpinion hides an opinion from everybody by a moderator's decision, also out of what waits to be sent; a newer text that waits is dropped, and so are reports. Its
// author may change it, and it is read again. Errors: NotFound; Conflict when it was withdrawn, or is rejected already.
func (tx *Tx) TakeDownOpinion(id content.OpinionID, by content.ReaderID) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return content.Opinion{}, err
	}
	if before.State != content.Approved && before.State != content.Pending {
		return content.Opinion{}, conflict("TakeDownOpinion", fmt.Errorf("opinion %d is %s: %w", id, before.State, errDecided))
	}
	if err := tx.forgetSends(erasedWords{words: map[content.OpinionID]bool{id: true}}); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.write(sqlJudgeReports, int64(id)); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.settleAppeal(id, false); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.countDecision(before, false); err != nil {
		return content.Opinion{}, err
	}
	after := before
	after.State, after.Edited, after.Reports, after.DecidedAt = content.Rejected, "", 0, tx.now
	return tx.revise(before, after, int64(by))
}

// OpinionStates is how many opinions under a number stand how; those that were taken back are not counted.
type OpinionStates struct{ Approved, Pending, Rejected int }

// StatesBy counts the opinions under a number.
func (tx *Tx) StatesBy(author content.ReaderID) (s OpinionStates, err error) {
	_, err = tx.row(sqlStatesBy, []any{int64(author)}, &s.Approved, &s.Pending, &s.Rejected)
	return s, err
}
