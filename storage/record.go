package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"aitys/content"
)

const (
	recordColumns = `seq, at, actor, deed, opinion, comment, person, article, version, again, until, waited, code, words, reason, prev, hash`

	sqlRecordHead      = `SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1`
	sqlRecord          = `INSERT INTO record (` + recordColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`
	sqlRecordText      = `INSERT INTO record_text (seq, salt, reason) VALUES ($1, $2, $3)`
	sqlRecordReasons   = `SELECT seq, reason FROM record_text WHERE seq > $1 ORDER BY seq LIMIT $2`
	sqlSetRecordReason = `UPDATE record_text SET reason = $1 WHERE seq = $2`
	sqlCountRecord     = `UPDATE meta SET number = number + 1 WHERE name = 'record'`
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

// entryRow is an entry as it is stored.
type entryRow struct {
	seq, at, actor                             int64
	deed                                       string
	opinion, comment, person, article, version int64
	again, until, waited                       int64
	code                                       string
	words, reason, prev, hash                  []byte
}

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
	if _, err := tx.exec(sqlRecord, row.seq, row.at, row.actor, row.deed, row.opinion, row.comment, row.person, row.article, row.version, row.again,
		row.until, row.waited, row.code, row.words, row.reason, row.prev, row.hash); err != nil {
		return err
	}
	_, err = tx.exec(sqlCountRecord)
	return err
}

// Head returns the record's last entry.
func (tx *Tx) Head() (Head, error) {
	head := Head{Hash: noEntry}
	_, err := tx.row(sqlRecordHead, nil, &head.Seq, &head.Hash)
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
	_, err := tx.exec(sqlRecordText, row.seq, salt, kept)
	return err
}

// digest is what the record holds of a text.
func digest(salt []byte, text string) []byte {
	sum := sha256.Sum256(append(salt[:len(salt):len(salt)], text...))
	return sum[:]
}

// sum is the hash of an entry: of everything in its row but the hash itself, each field behind its length (netstrings), so that no two rows are
// written alike. docs/decisions/0020-record.md repeats it for whoever wants to check the record with other means.
func (r *entryRow) sum() []byte {
	written := field(nil, []byte("aitys record 1"))
	for _, number := range []int64{r.seq, r.at, r.actor} {
		written = numberField(written, number)
	}
	written = field(written, []byte(r.deed))
	for _, number := range []int64{r.opinion, r.comment, r.person, r.article, r.version, r.again, r.until, r.waited} {
		written = numberField(written, number)
	}
	for _, bytes := range [][]byte{[]byte(r.code), r.words, r.reason, r.prev} {
		written = field(written, bytes)
	}
	sum := sha256.Sum256(written)
	return sum[:]
}

// field appends a field: its length in bytes, a colon, the bytes, a comma.
func field(written, bytes []byte) []byte {
	written = strconv.AppendInt(written, int64(len(bytes)), 10)
	written = append(written, ':')
	written = append(written, bytes...)
	return append(written, ',')
}

func numberField(written []byte, number int64) []byte {
	return field(written, strconv.AppendInt(nil, number, 10))
}

// entry is what stands in a row, without its texts.
func (r *entryRow) entry() content.Entry {
	e := content.Entry{
		Seq: r.seq, At: fromMicro(r.at), What: content.Deed(r.deed), By: content.ReaderID(r.actor), Opinion: content.OpinionID(r.opinion),
		Comment: content.CommentID(r.comment), Person: content.ReaderID(r.person), Article: content.ArticleID(r.article), Version: int(r.version),
		Second: r.again != 0, Waited: time.Duration(r.waited) * time.Microsecond, Code: r.code,
	}
	if r.until != 0 {
		e.Until = fromMicro(r.until)
	}
	return e
}
