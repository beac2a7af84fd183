package storage

import (
	"errors"
	"fmt"
	"time"

	"aitys/content"
)

const (
	sqlAddDone = `INSERT INTO ruling (opinion, version, what, reason, note, made_by, made_as, at, effect, state, lead)
		VALUES ($1, $2, $3, $4, $5, 0, '', $6, $6, 'done', 0) RETURNING id`
	sqlRejectedAlone = `SELECT opinion FROM ruling WHERE made_by = 0 AND what = 'reject' AND at >= $1 ORDER BY at DESC, id DESC LIMIT $2`
	sqlHasArticle    = `SELECT id FROM article WHERE id = $1`
)

var errNoWaiting = errors.New("its text does not wait for a decision")

// Program is what the program itself decides about an opinion whose text waits.
type Program struct {
	Approve bool
	Unseen  bool   // approved: a moderator is to look at it afterwards
	Reason  string // rejected: the code of a reason
	Note    string // rejected: the reason as its author reads it
}

// DecideByProgram takes a decision of the program's, at once, and returns the opinion as it leaves it and the decision, as a ruling that nobody has made. Errors: NotFound;
// Conflict when its text does not wait, or a moderator has ruled on it.
func (tx *Tx) DecideByProgram(id content.OpinionID, p Program) (content.Opinion, content.Ruling, error) {
	before, err := tx.Opinion(id)
	if err == nil && (!before.Waits() || before.Ruled) {
		err = conflict("DecideByProgram", fmt.Errorf("opinion %d: %w", id, errNoWaiting))
	}
	if err != nil {
		return content.Opinion{}, content.Ruling{}, err
	}
	r := content.Ruling{Opinion: id, Version: before.Version, What: content.ToReject, Reason: p.Reason, Note: p.Note, At: tx.now, Effect: tx.now, State: content.RulingDone}
	if p.Approve {
		r.What, r.Reason, r.Note = content.ToApprove, "", ""
	}
	args := []any{int64(id), r.Version, string(r.What), storable(r.Reason), tx.store.seal.coverText(storable(r.Note)), micro(tx.now)}
	delete(tx.born, id)
	if err := tx.writeRow(sqlAddDone, args, &r.ID); err != nil {
		return content.Opinion{}, r, err
	}
	after := decided(before, p.Approve)
	after.Unseen = p.Approve && p.Unseen || before.Unseen && after.Text == before.Text && !p.Approve
	after, err = tx.decide(before, after, p.Approve, 0)
	return after, r, err
}

// RejectedByProgram returns what the program rejected since a time, at most so many, the latest first.
func (tx *Tx) RejectedByProgram(since time.Time, limit int) (all []content.OpinionID, err error) {
	err = tx.read(sqlRejectedAlone, []any{micro(since), limit}, func(rows row) error {
		var id content.OpinionID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

// HasArticle tells whether there is an article of that number, published or not.
func (tx *Tx) HasArticle(id content.ArticleID) (bool, error) {
	var found int64
	return tx.row(sqlHasArticle, []any{int64(id)}, &found)
}

// Overturn turns a decision that has taken effect into its opposite: an approved opinion is hidden, a rejected one appears. Errors: NotFound; Conflict unless it is
// decided and its Version is the given one.
func (tx *Tx) Overturn(id content.OpinionID, version int, by content.ReaderID) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return content.Opinion{}, err
	}
	settled := before.State == content.Approved || before.State == content.Rejected
	if !settled || before.Ruled || before.Edited != "" || before.Version != version {
		return content.Opinion{}, conflict("Overturn", fmt.Errorf("opinion %d: %w", id, errDecided))
	}
	approve := before.State == content.Rejected
	after := before
	after.State, after.Reports = content.Rejected, 0
	if approve {
		after.State = content.Approved
	}
	if err := tx.countDecision(content.Opinion{State: content.Pending, Author: before.Author, Signed: before.Signed}, approve); err != nil {
		return content.Opinion{}, err
	}
	return tx.decide(before, after, approve, by)
}
