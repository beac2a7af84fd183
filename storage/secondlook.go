package storage

import (
	"fmt"
	"time"

	"aitys/content"
)

const (
	lookColumns = `SELECT opinion, version, first_by, first, other_by, other, at FROM second_look`

	sqlAddLook = `INSERT INTO second_look (opinion, version, first_by, first, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (opinion) DO UPDATE SET
		version = excluded.version, first_by = excluded.first_by, first = excluded.first, other_by = 0, other = '', at = excluded.at`
	sqlLookAt    = lookColumns + ` WHERE opinion = $1`
	sqlNextLook  = lookColumns + ` WHERE other = '' AND at > $1 AND (at, opinion) > ($2, $3) AND first_by <> $4 ORDER BY at, opinion LIMIT 1`
	sqlLooks     = lookColumns + ` WHERE other = '' AND at > $1 ORDER BY at, opinion LIMIT $2`
	sqlOtherLook = `UPDATE second_look SET other_by = $1, other = $2 WHERE opinion = $3 AND version = $4 AND other = '' AND first_by <> $1`
	sqlDropLook  = `DELETE FROM second_look WHERE opinion = $1`
)

// LookFor is how long a decision waits for somebody to look at it again; then it does no more.
const LookFor = 7 * 24 * time.Hour

// Look is a decision that somebody else looks at again, without knowing it.
type Look struct {
	Opinion content.OpinionID
	Version int // of the opinion, behind the first decision
	FirstBy content.ReaderID
	First   content.Deed // DeedApprove or DeedReject
	OtherBy content.ReaderID
	Other   content.Deed // empty until they have decided
	At      time.Time
}

// Waits tells whether nobody else has decided yet.
func (l Look) Waits() bool { return l.Other == "" }

// AddLook lets somebody else look at a decision; of l it takes all but OtherBy, Other and At.
func (tx *Tx) AddLook(l Look) error {
	return tx.write(sqlAddLook, int64(l.Opinion), l.Version, int64(l.FirstBy), string(l.First), micro(tx.now))
}

// LookAt returns the second look at an opinion, due or differing. Error: NotFound when there is none, or it has waited for too long.
func (tx *Tx) LookAt(id content.OpinionID) (Look, error) {
	found, err := once(tx, "second_look", sqlLookAt, int64(id), func() ([]Look, error) { return tx.looks(sqlLookAt, int64(id)) })
	l, err := only(found, err, "LookAt", "nobody is to look at opinion %d again", id)
	if err == nil && l.Waits() && !l.At.After(tx.now.Add(-LookFor)) {
		return Look{}, notFound("LookAt", "opinion %d has waited for too long", id)
	}
	return l, err
}

// NextLook returns the decision behind another one, the zero Look: the oldest, at which somebody other than its maker may look again. Error: NotFound.
func (tx *Tx) NextLook(by content.ReaderID, after Look) (Look, error) {
	from := int64(0)
	if after.Opinion != 0 {
		from = micro(after.At)
	}
	found, err := tx.looks(sqlNextLook, micro(tx.now.Add(-LookFor)), from, int64(after.Opinion), int64(by))
	return only(found, err, "NextLook", "there is nothing to look at again")
}

// Looks returns the oldest decisions that wait for a second look, at most so many.
func (tx *Tx) Looks(limit int) ([]Look, error) {
	return tx.looks(sqlLooks, micro(tx.now.Add(-LookFor)), limit)
}

// LookedAgain notes what somebody else decides, and returns the look with it. Error: Conflict when somebody has looked already, they made the first decision
// themselves, or the opinion is another by now.
func (tx *Tx) LookedAgain(id content.OpinionID, version int, by content.ReaderID, what content.Deed) (Look, error) {
	changed, err := tx.exec(sqlOtherLook, int64(by), string(what), int64(id), version)
	if err == nil && changed == 0 {
		err = conflict("LookedAgain", fmt.Errorf("opinion %d: %w", id, errDecided))
	}
	if err != nil {
		return Look{}, err
	}
	return tx.LookAt(id)
}

// DropLook ends a second look.
func (tx *Tx) DropLook(id content.OpinionID) error {
	return tx.write(sqlDropLook, int64(id))
}

func (tx *Tx) looks(query string, args ...any) (all []Look, err error) {
	err = tx.read(query, args, func(rows row) error {
		var l Look
		var at int64
		err := rows.Scan(&l.Opinion, &l.Version, &l.FirstBy, &l.First, &l.OtherBy, &l.Other, &at)
		l.At = fromMicro(at)
		all = append(all, l)
		return err
	})
	return all, err
}
