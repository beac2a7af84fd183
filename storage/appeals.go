package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"aitys/content"
)

const (
	sqlAddAppeal = `INSERT INTO appeal (opinion, ruling, first, words, at, state)
		VALUES ($1, $2, COALESCE((SELECT decided_by FROM opinion WHERE id = $1), 0), $3, $4, 'open') RETURNING id`
	appealColumns     = `SELECT id, opinion, ruling, first, words, at, state, decided_at, current FROM appeal`
	sqlAppealOn       = appealColumns + ` WHERE opinion = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT 1`
	sqlAppealsOn      = appealColumns + ` WHERE opinion = CAST($1 AS BIGINT) ORDER BY id`
	sqlSettleAppeal   = `UPDATE appeal SET state = $1, decided_at = $2 WHERE opinion = $3 AND state = 'open'`
	sqlOutdateAppeals = `UPDATE appeal SET current = 0 WHERE opinion = $1`
	sqlDropAppeals    = `DELETE FROM appeal WHERE opinion = $1`
	sqlAppealWords    = `SELECT id, words FROM appeal WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetAppealWords = `UPDATE appeal SET words = $1 WHERE id = $2`

	sqlNoteRuling = `INSERT INTO ruling (opinion, version, what, reason, note, made_by, made_as, at, effect, state, lead)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 'done', 0) RETURNING id`

	sqlWaitAhead = `SELECT COUNT(*) FROM (SELECT id FROM opinion WHERE waits_at IS NOT NULL AND ruled = 0 AND (waits_at, id) < (CAST($1 AS BIGINT), CAST($2 AS BIGINT))
		ORDER BY waits_at, id LIMIT CAST($3 AS BIGINT)) AS waiting`
	sqlDecidersSince = `SELECT of, number FROM tally WHERE day >= $1 AND what = $2`
)

var errAppealed = errors.New("there is nothing to appeal against, or there was an appeal")

// AppealOpinion brings an opinion that was rejected, or taken down, back into the queue, with its author's words, which may be empty. Errors: NotFound; Conflict unless it is
// rejected, and when there was an appeal about the same text that was not granted.
func (tx *Tx) AppealOpinion(id content.OpinionID, words string) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return content.Opinion{}, err
	}
	last, err := tx.AppealOn(id)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return content.Opinion{}, err
	}
	if before.State != content.Rejected || last.Settles() {
		return content.Opinion{}, conflict("AppealOpinion", fmt.Errorf("opinion %d: %w", id, errAppealed))
	}
	against, err := tx.RulingOn(id)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return content.Opinion{}, err
	}
	if against.State != content.RulingDone {
		against.ID = 0
	}
	var appeal int64
	args := []any{int64(id), int64(against.ID), tx.store.seal.coverText(storable(words)), micro(tx.now)}
	delete(tx.born, id)
	if err := tx.writeRow(sqlAddAppeal, args, &appeal); err != nil {
		return content.Opinion{}, err
	}
	after := before
	after.State = content.Pending
	return tx.revise(before, after, nil)
}

// AppealOn returns the last appeal about an opinion, however it stands. Error: NotFound.
func (tx *Tx) AppealOn(id content.OpinionID) (content.Appeal, error) {
	if tx.born[id] {
		return only([]content.Appeal(nil), nil, "AppealOn", "opinion %d is new", id)
	}
	found, err := once(tx, "appeal", sqlAppealOn, int64(id), func() ([]content.Appeal, error) { return tx.appeals(sqlAppealOn, int64(id)) })
	return only(found, err, "AppealOn", "nobody has appealed about opinion %d", id)
}

func (tx *Tx) appeals(query string, args ...any) (all []content.Appeal, err error) {
	err = tx.read(query, args, func(rows row) error {
		var a content.Appeal
		var at int64
		var decided sql.NullInt64
		err := rows.Scan(&a.ID, &a.Opinion, &a.Ruling, &a.First, &a.Words, &at, &a.State, &decided, &a.Current)
		if err != nil {
			return err
		}
		a.At = fromMicro(at)
		if decided.Valid {
			a.DecidedAt = fromMicro(decided.Int64)
		}
		a.Words, err = tx.store.seal.uncoverText(a.Words)
		all = append(all, a)
		return err
	})
	return all, err
}

// settleAppeal ends the appeal about an opinion that was decided about, where one is open.
func (tx *Tx) settleAppeal(id content.OpinionID, granted bool) error {
	state := content.AppealDenied
	if granted {
		state = content.AppealGranted
	}
	return tx.write(sqlSettleAppeal, string(state), micro(tx.now), int64(id))
}

// outdateAppeals notes that an opinion says something else: the appeal about it that is open is about nothing, and there may be another one.
func (tx *Tx) outdateAppeals(id content.OpinionID) error {
	if err := tx.write(sqlSettleAppeal, string(content.AppealVoid), micro(tx.now), int64(id)); err != nil {
		return err
	}
	return tx.write(sqlOutdateAppeals, int64(id))
}

// NoteRuling notes a decision that has taken effect already, as a takedown does; of r it takes Opinion, Version, What, Reason, Note, By and As.
func (tx *Tx) NoteRuling(r content.Ruling) error {
	seal := tx.store.seal
	args := []any{
		int64(r.Opinion), r.Version, string(r.What), storable(r.Reason), seal.coverText(storable(r.Note)), int64(r.By), seal.coverText(storable(r.As)), micro(tx.now),
	}
	delete(tx.born, r.Opinion)
	return tx.writeRow(sqlNoteRuling, args, &r.ID)
}

// WaitAhead returns how many opinions wait before an opinion that waits, most at most; ok is false where it does not wait.
func (tx *Tx) WaitAhead(id content.OpinionID, most int) (ahead int, ok bool, err error) {
	var waits, reported sql.NullInt64
	if tx.born[id] {
		waits = sql.NullInt64{Int64: micro(tx.now), Valid: true}
	} else if _, err := tx.row(sqlQueuePlace, []any{int64(id)}, &waits, &reported); err != nil || !waits.Valid {
		return 0, false, err
	}
	_, err = tx.row(sqlWaitAhead, []any{waits.Int64, int64(id), most}, &ahead)
	return ahead, true, err
}

// DecidersSince returns who has decided about opinions on the last so many days, today among them, by the record's figures; what was taken back does not count.
func (tx *Tx) DecidersSince(days int) (all []content.ReaderID, err error) {
	counted, err := tx.deciders(day(tx.now) - int64(days) + 1)
	for id, number := range counted {
		if number > 0 && id != 0 {
			all = append(all, id)
		}
	}
	return all, err
}

func (tx *Tx) deciders(since int64) (map[content.ReaderID]int, error) {
	counted := map[content.ReaderID]int{}
	err := tx.read(sqlDecidersSince, []any{since, tallyDecided}, func(rows row) error {
		var of string
		var number int
		if err := rows.Scan(&of, &number); err != nil {
			return err
		}
		id, err := strconv.ParseInt(of, 10, 64)
		counted[content.ReaderID(id)] += number
		return err
	})
	return counted, err
}
