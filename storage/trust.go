package storage

import (
	"time"

	"aitys/content"
)

const (
	sqlTrust    = `SELECT approved, rejected_at, signed FROM trust WHERE author = $1`
	sqlAddTrust = `INSERT INTO trust (author, approved, rejected_at, signed) VALUES ($1, $2, $3, $4) ON CONFLICT (author) DO UPDATE SET
		approved = trust.approved + excluded.approved,
		rejected_at = CASE WHEN excluded.rejected_at > 0 THEN excluded.rejected_at ELSE trust.rejected_at END,
		signed = CASE WHEN excluded.signed <> '' THEN excluded.signed ELSE trust.signed END`
	sqlDropTrust    = `DELETE FROM trust WHERE author = $1`
	sqlTrustNames   = `SELECT author, signed FROM trust WHERE author > $1 ORDER BY author LIMIT $2`
	sqlSetTrustName = `UPDATE trust SET signed = $1 WHERE author = $2`
	sqlSaidLast     = `SELECT made_at FROM opinion WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' ORDER BY id DESC LIMIT 1`
)

// Trust is what moderators have made of an author's opinions so far. What the program decided does not count.
type Trust struct {
	Approved   int       // how many they let appear
	RejectedAt time.Time // when they last rejected one, or a newer text of one; zero: never
	Signed     string    // the name that they last let appear; empty: none
}

// NumberedTrust is that under one of a person's numbers.
type NumberedTrust struct {
	Number content.ReaderID
	Trust  Trust
}

// TrustIn returns what is known of an author, by the number under which they said it.
func (tx *Tx) TrustIn(author content.ReaderID) (Trust, error) {
	var t Trust
	var rejected int64
	if _, err := tx.row(sqlTrust, []any{int64(author)}, &t.Approved, &rejected, &t.Signed); err != nil {
		return Trust{}, err
	}
	t.RejectedAt = orZero(rejected)
	var err error
	t.Signed, err = tx.store.seal.uncoverText(t.Signed)
	return t, err
}

// countDecision counts a moderator's decision on an opinion for its author.
func (tx *Tx) countDecision(before content.Opinion, approve bool) error {
	approved, rejected, signed := int64(0), int64(0), ""
	switch {
	case approve:
		approved, signed = flag(before.State == content.Pending || before.Unseen), before.Signed
	default:
		rejected = micro(tx.now)
	}
	return tx.write(sqlAddTrust, int64(before.Author), approved, rejected, tx.store.seal.coverText(signed))
}

// SaidLast returns when an author's newest opinion was made, withdrawn ones apart; zero: there is none.
func (tx *Tx) SaidLast(author content.ReaderID) (time.Time, error) {
	var made int64
	_, err := tx.row(sqlSaidLast, []any{int64(author)}, &made)
	return orZero(made), err
}
