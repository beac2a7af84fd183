package storage

import (
	"fmt"
	"math"
	"time"

	"aitys/content"
)

const (
	entryColumns = `r.seq, r.at, r.actor, r.deed, r.opinion, r.comment, r.person, r.article, r.version, r.again, r.until, r.waited, r.code, r.words, r.reason,
		r.prev, r.hash, t.salt, t.reason`
	entriesFrom = `SELECT ` + entryColumns + ` FROM record r LEFT JOIN record_text t ON t.seq = r.seq WHERE `

	sqlEntries    = entriesFrom + `r.seq < $1 ORDER BY r.seq DESC LIMIT $2`
	sqlEntriesOf  = entriesFrom + `r.opinion = $1 AND r.opinion <> 0 AND r.seq < $2 ORDER BY r.seq DESC LIMIT $3`
	sqlEntriesOn  = entriesFrom + `r.comment = $1 AND r.comment <> 0 AND r.seq < $2 ORDER BY r.seq DESC LIMIT $3`
	sqlEntriesBy  = entriesFrom + `r.actor = $1 AND r.seq < $2 ORDER BY r.seq DESC LIMIT $3`
	sqlEntriesFor = entriesFrom + `r.person = $1 AND r.person <> 0 AND r.seq < $2 ORDER BY r.seq DESC LIMIT $3`
	sqlLastRuling = entriesFrom + `r.opinion = $1 AND r.opinion <> 0 AND (r.deed IN ('approve', 'reject') OR r.deed = 'undo' AND r.code = '') AND r.seq < $2
		ORDER BY r.seq DESC LIMIT 1`

	sqlRecordReasons   = `SELECT seq, reason FROM record_text WHERE seq > $1 ORDER BY seq LIMIT $2`
	sqlSetRecordReason = `UPDATE record_text SET reason = $1 WHERE seq = $2`

	sqlEraseOfOpinion = `DELETE FROM record_text WHERE seq IN (SELECT seq FROM record WHERE opinion = $1 AND opinion <> 0)`
	sqlEraseOfComment = `DELETE FROM record_text WHERE seq IN (SELECT seq FROM record WHERE comment = $1 AND comment <> 0)`
	sqlEraseOfPerson  = `DELETE FROM record_text WHERE seq IN (SELECT seq FROM record WHERE person = $1 AND person <> 0)`
	sqlEraseOfActor   = `DELETE FROM record_text WHERE seq IN (SELECT seq FROM record WHERE actor = $1)`
)

// fromTheEnd is behind every entry.
const fromTheEnd = int64(math.MaxInt64)

// entryRow is an entry as it is stored, with what may be erased of it.
type entryRow struct {
	seq, at, actor                             int64
	deed                                       string
	opinion, comment, person, article, version int64
	again, until, waited                       int64
	code                                       string
	words, reason, prev, hash                  []byte

	salt, written []byte // nil where they were erased, or there never was a text
}

// scan reads entryColumns.
func (r *entryRow) scan(rows row) error {
	return rows.Scan(&r.seq, &r.at, &r.actor, &r.deed, &r.opinion, &r.comment, &r.person, &r.article, &r.version, &r.again, &r.until, &r.waited, &r.code,
		&r.words, &r.reason, &r.prev, &r.hash, &r.salt, &r.written)
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

// Entries returns the record's entries before one of them, the newest first; before 0: before none.
func (tx *Tx) Entries(before int64, limit int) ([]content.Entry, error) {
	return tx.entries(sqlEntries, behind(before), limit)
}

// EntriesOf is Entries for one opinion.
func (tx *Tx) EntriesOf(opinion content.OpinionID, before int64, limit int) ([]content.Entry, error) {
	return tx.entries(sqlEntriesOf, int64(opinion), behind(before), limit)
}

func behind(before int64) int64 {
	if before == 0 {
		return fromTheEnd
	}
	return before
}

func (tx *Tx) entries(query string, args ...any) (all []content.Entry, err error) {
	err = tx.read(query, args, func(rows row) error {
		var row entryRow
		if err := row.scan(rows); err != nil {
			return err
		}
		e := row.entry()
		reason, err := tx.store.seal.uncover(row.written)
		if err != nil {
			return fmt.Errorf("entry %d of the record: %w", row.seq, err)
		}
		e.Reason, e.Erased = string(reason), len(row.reason) > 0 && row.written == nil
		all = append(all, e)
		return nil
	})
	return all, err
}
