package storage

import "aitys/content"

const (
	sqlBegin = `INSERT INTO underway (reader, work, note, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (reader) DO UPDATE SET work = excluded.work, note = excluded.note, at = excluded.at`
	sqlUnderWay = `SELECT work, note, at FROM underway WHERE reader = $1`
	sqlEnd      = `DELETE FROM underway WHERE reader = $1`
)

// Begin notes the dialogue that a reader has begun, in place of any other; its At is the store's to give. It is forgotten after a day (see Prune).
func (tx *Tx) Begin(reader content.ReaderID, dialogue content.Dialogue) error {
	_, err := tx.exec(sqlBegin, int64(reader), storable(dialogue.Work), storable(dialogue.Note), micro(tx.now))
	return err
}

// UnderWay returns the dialogue that a reader has begun and not ended; false when there is none.
func (tx *Tx) UnderWay(reader content.ReaderID) (content.Dialogue, bool, error) {
	var dialogue content.Dialogue
	var at int64
	found, err := tx.row(sqlUnderWay, []any{int64(reader)}, &dialogue.Work, &dialogue.Note, &at)
	if err != nil || !found {
		return content.Dialogue{}, false, err
	}
	dialogue.At = fromMicro(at)
	return dialogue, true, nil
}

// End forgets the dialogue that a reader has begun, if there is one.
func (tx *Tx) End(reader content.ReaderID) error {
	_, err := tx.exec(sqlEnd, int64(reader))
	return err
}
