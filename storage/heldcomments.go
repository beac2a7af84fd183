package storage

import (
	"time"

	"aitys/content"
)

const (
	heldColumns = `SELECT comment, author, verdict, score, findings, text, sanction, at FROM heldcomment`

	sqlHoldComment  = `INSERT INTO heldcomment (comment, author, verdict, score, findings, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (comment) DO NOTHING`
	sqlHeldComment  = heldColumns + ` WHERE comment = $1`
	sqlHeldAfter    = heldColumns + ` WHERE comment > $1 ORDER BY comment LIMIT 1`
	sqlHeldBy       = `SELECT comment FROM heldcomment WHERE author = CAST($1 AS BIGINT) ORDER BY comment`
	sqlHeldOf       = heldColumns + ` WHERE author = CAST($1 AS BIGINT) ORDER BY comment`
	sqlHeldSanction = `UPDATE heldcomment SET sanction = $1 WHERE comment = $2`
	sqlDropHeld     = `DELETE FROM heldcomment WHERE comment = $1`
)

// HeldComment is a comment that the filters noticed and about which no moderator has decided.
type HeldComment struct {
	Comment  content.CommentID
	Author   content.CommenterID
	Judged   Judged
	Text     string             // of one that was deleted: what it said; empty where it stands
	Sanction content.SanctionID // what its author got for it by the program; 0: nothing
	At       time.Time
}

// HoldComment notes a comment about which a moderator has to decide; of h it takes all but Sanction and At. Doing it again changes nothing.
func (tx *Tx) HoldComment(h HeldComment) error {
	err := tx.write(sqlHoldComment, int64(h.Comment), int64(h.Author), storable(h.Judged.Verdict), int64(h.Judged.Score*thousandths),
		storable(h.Judged.Findings), storable(h.Text), micro(tx.now))
	return err
}

// HeldComment returns one about which nobody has decided. Error: NotFound.
func (tx *Tx) HeldComment(id content.CommentID) (HeldComment, error) {
	found, err := tx.heldComments(sqlHeldComment, int64(id))
	return only(found, err, "HeldComment", "comment %d waits for no decision", id)
}

// HeldAfter returns the first one above a number. Error: NotFound when there is none.
func (tx *Tx) HeldAfter(id content.CommentID) (HeldComment, error) {
	found, err := tx.heldComments(sqlHeldAfter, int64(id))
	return only(found, err, "HeldAfter", "no comment above %d waits for a decision", id)
}

// HeldFor notes what the author of a held comment got for it.
func (tx *Tx) HeldFor(id content.CommentID, sanction content.SanctionID) error {
	return tx.write(sqlHeldSanction, int64(sanction), int64(id))
}

// DropHeld ends the waiting of a comment; first tells that it waited.
func (tx *Tx) DropHeld(id content.CommentID) (first bool, err error) {
	changed, err := tx.exec(sqlDropHeld, int64(id))
	return changed > 0, err
}

// HeldBy returns which comments of somebody's wait for a decision.
func (tx *Tx) HeldBy(author content.CommenterID) (all []content.CommentID, err error) {
	err = tx.read(sqlHeldBy, []any{int64(author)}, func(rows row) error {
		var id content.CommentID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

// dropHeldBy ends the waiting of all that somebody has commented, and returns which that were.
func (tx *Tx) dropHeldBy(author content.ReaderID) (all []content.CommentID, err error) {
	if all, err = tx.HeldBy(content.CommenterID(author)); err != nil {
		return nil, err
	}
	for _, id := range all {
		if _, err := tx.DropHeld(id); err != nil {
			return nil, err
		}
	}
	return all, err
}

func (tx *Tx) heldComments(query string, args ...any) (all []HeldComment, err error) {
	err = tx.read(query, args, func(rows row) error {
		var h HeldComment
		var score, at int64
		err := rows.Scan(&h.Comment, &h.Author, &h.Judged.Verdict, &score, &h.Judged.Findings, &h.Text, &h.Sanction, &at)
		h.Judged.Score, h.At = float64(score)/thousandths, fromMicro(at)
		all = append(all, h)
		return err
	})
	return all, err
}
