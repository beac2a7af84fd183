package storage

import (
	"fmt"

	"aitys/content"
)

const (
	sqlBegin = `INSERT INTO underway (reader, work, note, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (reader) DO UPDATE SET work = excluded.work, note = excluded.note, at = excluded.at, aside = 0`
	sqlUnderWay = `SELECT work, note, at, aside FROM underway WHERE reader = $1`
	sqlPutAside = `UPDATE underway SET aside = 1 WHERE reader = $1`
	sqlEnd      = `DELETE FROM underway WHERE reader = $1`
)

// Begin notes the dialogue that a reader has begun, in place of any other; its At is the store's to give. It is forgotten within a day (see Prune).
func (tx *Tx) Begin(reader content.ReaderID, dialogue content.Dialogue) error {
	err := tx.write(sqlBegin, int64(reader), storable(dialogue.Work), tx.store.seal.coverText(storable(dialogue.Note)), micro(tx.now))
	tx.asked(reader, true)
	return err
}

// PutAside notes that a reader has done something else since the dialogue under way began, if one is.
func (tx *Tx) PutAside(reader content.ReaderID) error {
	err := tx.write(sqlPutAside, int64(reader))
	tx.asked(reader, false)
	return err
}

// asked keeps what the transaction remembers of a reader in step.
func (tx *Tx) asked(id content.ReaderID, asked bool) {
	if reader, account, known := tx.people.numbered(id); known {
		reader.Asked = asked
		tx.people.add(account, reader)
	}
}

// UnderWay returns the dialogue that a reader has begun and not ended; false when there is none.
func (tx *Tx) UnderWay(reader content.ReaderID) (content.Dialogue, bool, error) {
	var dialogue content.Dialogue
	var at, aside int64
	found, err := tx.row(sqlUnderWay, []any{int64(reader)}, &dialogue.Work, &dialogue.Note, &at, &aside)
	if err != nil || !found {
		return content.Dialogue{}, false, err
	}
	dialogue.At, dialogue.Aside = fromMicro(at), aside != 0
	if dialogue.Note, err = tx.store.seal.uncoverText(dialogue.Note); err != nil {
		return content.Dialogue{}, false, fmt.Errorf("the dialogue of reader %d: %w", reader, err)
	}
	return dialogue, true, nil
}

// End forgets the dialogue that a reader has begun, if there is one.
func (tx *Tx) End(reader content.ReaderID) error {
	err := tx.write(sqlEnd, int64(reader))
	tx.asked(reader, false)
	return err
}
