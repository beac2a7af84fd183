package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"

	"aitys/content"
)

const (
	sqlRecordHead = `SELECT seq, hash FROM record WHERE seq > $1 ORDER BY seq DESC LIMIT 1`
	sqlRecord     = `INSERT INTO record (seq, at, actor, deed, opinion, comment, person, article, version, again, until, waited, code, words, reason, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`
	sqlRecordText  = `INSERT INTO record_text (seq, salt, reason) VALUES ($1, $2, $3)`
	sqlCountRecord = `UPDATE meta SET number = number + 1 WHERE name = 'record'`
)

// errCode refuses what may hold words about a person: those belong into Entry.Reason.
var errCode = errors.New("the record's code is not [a-z0-9_.-]")

var recordCode = regexp.MustCompile(`^[a-z0-9_.-]*$`)

// Head is the last entry of the record: whoever knows its hash can tell later whether an entry up to it was changed.
type Head struct {
	Seq  int64 // 0: there is no entry
	Hash []byte
}

// noEntry is the hash before the first entry.
var noEntry = make([]byte, sha256.Size)

// Record appends an entry to the record; of e it takes all but Seq and At. Nobody can change it from then on, or take it out. Error: Invalid for a Code
// that is none.
func (tx *Tx) Record(e content.Entry) error {
	if !recordCode.MatchString(e.Code) {
		return invalid("Record", fmt.Errorf("%w: %q", errCode, e.Code))
	}
	head, err := tx.Head()
	if err != nil {
		return err
	}
	row := rowOf(e)
	row.seq, row.at, row.prev = head.Seq+1, micro(tx.now), head.Hash
	if err := tx.recordText(&row, e); err != nil {
		return err
	}
	row.hash = row.sum()
	if err := tx.write(sqlRecord, row.seq, row.at, row.actor, row.deed, row.opinion, row.comment, row.person, row.article, row.version, row.again,
		row.until, row.waited, row.code, row.words, row.reason, row.prev, row.hash); err != nil {
		return err
	}
	if err = tx.write(sqlCountRecord); err != nil {
		return err
	}
	return tx.tallyEntry(row.entry(), e.Reason != "")
}

// Head returns the record's last entry.
func (tx *Tx) Head() (Head, error) {
	head := Head{Hash: noEntry}
	_, err := tx.row(sqlRecordHead, []any{0}, &head.Seq, &head.Hash)
	return head, err
}

// rowOf is an entry without what the record itself adds.
func rowOf(e content.Entry) entryRow {
	row := entryRow{
		actor: int64(e.By), deed: string(e.What), opinion: int64(e.Opinion), comment: int64(e.Comment), person: int64(e.Person), article: int64(e.Article),
		version: int64(e.Version), again: flag(e.Second), waited: max(0, e.Waited).Microseconds(), code: e.Code, words: []byte{}, reason: []byte{},
	}
	if !e.Until.IsZero() {
		row.until = micro(e.Until)
	}
	return row
}

// recordText puts the digests of an entry's texts into its row, and what they are of beside the record.
func (tx *Tx) recordText(row *entryRow, e content.Entry) error {
	words, reason := storable(e.Words), storable(e.Reason)
	if words == "" && reason == "" {
		return nil
	}
	salt := make([]byte, sha256.Size)
	_, _ = rand.Read(salt) // never fails
	var kept any           // no text is not an empty one
	if words != "" {
		row.words = digest(salt, words)
	}
	if reason != "" {
		row.reason, kept = digest(salt, reason), tx.store.seal.cover([]byte(reason))
	}
	return tx.write(sqlRecordText, row.seq, salt, kept)
}
