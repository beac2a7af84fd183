package storage

import (
	"database/sql"
	"errors"
	"fmt"

	"aitys/content"
)

const (
	sqlStance    = `SELECT said FROM stance WHERE opinion = $1 AND reader = $2`
	sqlSetStance = `INSERT INTO stance (opinion, reader, said, at)
		SELECT o.id, $1, $2, $3 FROM opinion o WHERE o.id = $4 AND o.state = 'approved' AND o.author <> $1
		ON CONFLICT (opinion, reader) DO UPDATE SET prior = stance.said, said = excluded.said, at = excluded.at
		RETURNING prior, (SELECT o.agree FROM opinion o WHERE o.id = $4), (SELECT o.disagree FROM opinion o WHERE o.id = $4)`

	// SQLite writes every index of a column that a statement sets, whatever its value was: what stays as it is, is not named. Each score is in two indexes, far
	// from where other opinions' are.
	countStance   = `UPDATE opinion SET agree = agree + $1, disagree = disagree + $2, pass = pass + $3`
	sqlTally      = countStance + ` WHERE id = $4 RETURNING ` + opinionColumns
	sqlTallySided = countStance + `, agreed = $4 WHERE id = $5 RETURNING ` + opinionColumns
	sqlTallySplit = countStance + `, agreed = $4, divided = $5 WHERE id = $6 RETURNING ` + opinionColumns
)

// stances are the stances as they are stored, which is how open formats of votes have them.
var stances = map[content.Stance]int64{content.Agree: 1, content.Disagree: -1, content.Pass: 0}

var errStance = errors.New("there is no such stance")

// SetStance takes a reader's vote on another reader's approved opinion, in place of the one before, and returns the opinion with its votes. Errors: NotFound;
// Conflict when it is the reader's own, or not approved; Invalid for an unknown stance.
func (tx *Tx) SetStance(id content.OpinionID, reader content.ReaderID, stance content.Stance) (content.Opinion, error) {
	now, known := stances[stance]
	if !known {
		return content.Opinion{}, invalid("SetStance", errStance)
	}
	var prior sql.NullInt64
	var agree, disagree int
	taken := false
	err := tx.writeRows(sqlSetStance, []any{int64(reader), now, micro(tx.now), int64(id)}, func(rows row) error {
		taken = true
		return rows.Scan(&prior, &agree, &disagree)
	})
	switch {
	case err != nil:
		return content.Opinion{}, err
	case !taken:
		return content.Opinion{}, tx.whyNoStance(id)
	case prior.Valid && prior.Int64 == now:
		return tx.Opinion(id)
	}
	step := func(stance int64) int { return int(flag(now == stance) - flag(prior.Valid && prior.Int64 == stance)) }
	return tx.countStance(id, agree, disagree, [3]int{step(1), step(-1), step(0)})
}

// countStance counts a vote on an opinion that had so many of each side, and returns the opinion with its votes.
func (tx *Tx) countStance(id content.OpinionID, agree, disagree int, steps [3]int) (opinion content.Opinion, err error) {
	agreed, divided := agreedScore(agree+steps[0], disagree+steps[1]), dividedScore(agree+steps[0], disagree+steps[1])
	query, args := sqlTally, []any{steps[0], steps[1], steps[2]}
	switch {
	case divided != dividedScore(agree, disagree):
		query, args = sqlTallySplit, append(args, agreed, divided)
	case agreed != agreedScore(agree, disagree):
		query, args = sqlTallySided, append(args, agreed)
	}
	err = tx.writeRows(query, append(args, int64(id)), func(rows row) (err error) {
		opinion, err = tx.scanOpinion(rows)
		return err
	})
	return opinion, err
}

func (tx *Tx) whyNoStance(id content.OpinionID) error {
	if _, err := tx.Opinion(id); err != nil {
		return err
	}
	return conflict("SetStance", fmt.Errorf("opinion %d: %w", id, errNoOther))
}

// StanceOf returns a reader's vote on an opinion; "" when there is none.
func (tx *Tx) StanceOf(id content.OpinionID, reader content.ReaderID) (content.Stance, error) {
	var said int64
	found, err := tx.row(sqlStance, []any{int64(id), int64(reader)}, &said)
	if err != nil || !found {
		return "", err
	}
	for stance, stored := range stances {
		if stored == said {
			return stance, nil
		}
	}
	return "", fmt.Errorf("storage.StanceOf: opinion %d has the vote %d", id, said)
}
