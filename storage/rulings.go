package storage

import (
	"errors"
	"fmt"
	"time"

	"aitys/content"
)

const (
	rulingColumns = `id, opinion, version, what, reason, note, made_by, made_as, at, effect, state, lead`

	sqlAddRuling = `INSERT INTO ruling (opinion, version, what, reason, note, made_by, made_as, at, effect, state, lead)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'made', $10) RETURNING id`
	sqlRuling      = `SELECT ` + rulingColumns + ` FROM ruling WHERE id = $1`
	sqlRulingOn    = `SELECT ` + rulingColumns + ` FROM ruling WHERE opinion = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT 1`
	sqlRulingsLed  = `SELECT ` + rulingColumns + ` FROM ruling WHERE lead = $1 AND state = 'made' ORDER BY id`
	sqlEndRuling   = `UPDATE ruling SET state = $1 WHERE id = $2 AND state = 'made'`
	sqlVoidRulings = `UPDATE ruling SET state = 'undone' WHERE opinion = $1 AND state = 'made'`
	sqlUnsayRuling = `UPDATE ruling SET note = '' WHERE opinion = $1`

	// Of whoever has said very much, the newest tell enough.
	sqlRecordOf = `SELECT state FROM opinion WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' ORDER BY id DESC LIMIT 200`

	sqlUnnameRulings = `UPDATE ruling SET made_as = '' WHERE made_as <> '' AND at < $1`
	sqlUnnameMaker   = `UPDATE ruling SET made_as = '' WHERE made_as <> '' AND made_by = $1`
	sqlRulingNotes   = `SELECT id, note FROM ruling WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetRulingNote = `UPDATE ruling SET note = $1 WHERE id = $2`
	sqlRulingNames   = `SELECT id, made_as FROM ruling WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetRulingName = `UPDATE ruling SET made_as = $1 WHERE id = $2`
)

// namedFor is how long the name of who made a ruling is kept: a card may have to be shown again.
const namedFor = 2 * time.Hour

var errNotMade = errors.New("it has taken effect, or was taken back")

// Rule notes a decision, which puts the opinion out of the queue until it takes effect or is taken back; of r it takes all but ID, At and State, and returns it with what
// the store gave. Errors: NotFound; Conflict unless the opinion is in the queue and its Version is the one that the moderator saw.
func (tx *Tx) Rule(r content.Ruling) (content.Ruling, error) {
	before, err := tx.Opinion(r.Opinion)
	if err != nil {
		return content.Ruling{}, err
	}
	if !queued(before) || before.Version != r.Version {
		return content.Ruling{}, conflict("Rule", fmt.Errorf("opinion %d: %w", r.Opinion, errDecided))
	}
	r.At, r.State = tx.now, content.RulingMade
	seal := tx.store.seal
	args := []any{
		int64(r.Opinion), r.Version, string(r.What), storable(r.Reason), seal.coverText(storable(r.Note)), int64(r.By), seal.coverText(storable(r.As)), micro(r.At),
		micro(r.Effect), int64(r.Lead),
	}
	delete(tx.born, r.Opinion)
	if err := tx.writeRow(sqlAddRuling, args, &r.ID); err != nil {
		return content.Ruling{}, err
	}
	after := before
	after.Ruled = true
	_, err = tx.revise(before, after, nil)
	return r, err
}

// UndoRuling takes a ruling back: the opinion has its place in the queue again. Error: Conflict when it has taken effect, or was taken back.
func (tx *Tx) UndoRuling(id content.RulingID) (content.Ruling, error) {
	return tx.endRuling("UndoRuling", id, content.RulingUndone)
}

// EndRuling begins to let a ruling take effect: the caller decides about the opinion, which is in the queue again. Error: Conflict as UndoRuling.
func (tx *Tx) EndRuling(id content.RulingID) (content.Ruling, error) {
	return tx.endRuling("EndRuling", id, content.RulingDone)
}

func (tx *Tx) endRuling(op string, id content.RulingID, state content.RulingState) (content.Ruling, error) {
	changed, err := tx.exec(sqlEndRuling, string(state), int64(id))
	if err == nil && changed == 0 {
		err = conflict(op, fmt.Errorf("ruling %d: %w", id, errNotMade))
	}
	if err != nil {
		return content.Ruling{}, err
	}
	r, err := tx.Ruling(id)
	if err != nil {
		return r, err
	}
	before, err := tx.Opinion(r.Opinion)
	if err != nil {
		return r, err
	}
	after := before
	after.Ruled = false
	_, err = tx.revise(before, after, nil)
	return r, err
}

// Ruling returns a ruling. Error: NotFound.
func (tx *Tx) Ruling(id content.RulingID) (content.Ruling, error) {
	found, err := tx.rulings(sqlRuling, int64(id))
	return only(found, err, "Ruling", "there is no ruling %d", id)
}

// RulingOn returns the last ruling on an opinion. Error: NotFound.
func (tx *Tx) RulingOn(id content.OpinionID) (content.Ruling, error) {
	if tx.born[id] {
		return only([]content.Ruling(nil), nil, "RulingOn", "opinion %d is new", id)
	}
	found, err := once(tx, "ruling", sqlRulingOn, int64(id), func() ([]content.Ruling, error) { return tx.rulings(sqlRulingOn, int64(id)) })
	return only(found, err, "RulingOn", "nobody has ruled on opinion %d", id)
}

// RulingsLed returns the rulings that another one leads and that can be taken back.
func (tx *Tx) RulingsLed(lead content.RulingID) ([]content.Ruling, error) {
	return tx.rulings(sqlRulingsLed, int64(lead))
}

func (tx *Tx) rulings(query string, args ...any) (all []content.Ruling, err error) {
	err = tx.read(query, args, func(rows row) error {
		var r content.Ruling
		var at, effect int64
		err := rows.Scan(&r.ID, &r.Opinion, &r.Version, &r.What, &r.Reason, &r.Note, &r.By, &r.As, &at, &effect, &r.State, &r.Lead)
		if err != nil {
			return err
		}
		r.At, r.Effect = fromMicro(at), fromMicro(effect)
		if r.Note, err = tx.store.seal.uncoverText(r.Note); err != nil {
			return err
		}
		r.As, err = tx.store.seal.uncoverText(r.As)
		all = append(all, r)
		return err
	})
	return all, err
}

// void takes back the ruling on an opinion that has become another.
func (tx *Tx) void(id content.OpinionID) error {
	return tx.write(sqlVoidRulings, int64(id))
}

// unnameModerators forgets the names of moderators where nothing will show them any more.
func (tx *Tx) unnameModerators() error {
	if err := tx.write(sqlUnnameRulings, micro(tx.now.Add(-namedFor))); err != nil {
		return err
	}
	return tx.write(sqlPruneClaims, micro(tx.now))
}

// forgetModerator forgets a moderator's name, where they were in the queue, and what they asked authors.
func (tx *Tx) forgetModerator(id content.ReaderID) error {
	for _, query := range []string{sqlUnnameMaker, sqlDropClaims, sqlDropSeat, sqlDropTrial} {
		if err := tx.write(query, int64(id)); err != nil {
			return err
		}
	}
	return tx.forgetQuestions(id)
}

// RecordOf returns how many of an author's newest opinions, 200 at most, were approved and rejected.
func (tx *Tx) RecordOf(author content.ReaderID) (approved, rejected int, err error) {
	err = tx.read(sqlRecordOf, []any{int64(author)}, func(rows row) error {
		var state content.OpinionState
		err := rows.Scan(&state)
		switch state {
		case content.Approved:
			approved++
		case content.Rejected:
			rejected++
		}
		return err
	})
	return approved, rejected, err
}
