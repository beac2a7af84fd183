package storage

import (
	"bytes"
	"context"
	"fmt"
	"math"
)

const (
	sqlEntriesOnward = entriesFrom + `r.seq > $1 ORDER BY r.seq LIMIT $2`
	sqlEntryHashed   = `SELECT seq FROM record WHERE hash = $1 ORDER BY seq LIMIT 1`
	sqlRecorded      = `SELECT number FROM meta WHERE name = 'record'`
)

// Fault is what is wrong with a record.
type Fault string

// The faults of a record.
const (
	RecordChanged   Fault = "changed"   // an entry is not what it was
	RecordMissing   Fault = "missing"   // an entry is gone
	RecordReordered Fault = "reordered" // an entry stands where another one stood
	RecordAdded     Fault = "added"     // an entry is there that was not made by this program
	RecordUnknown   Fault = "unknown"   // it is sound by itself, and does not hold the entry that was noted
)

// Broken is the error for a record that is not what was recorded.
type Broken struct {
	Seq   int64 // the first entry that is not as it was; 0: none can be told
	Fault Fault
	Err   error // what was seen
}

// Error says what is wrong in one sentence.
func (b *Broken) Error() string {
	if b.Fault == RecordUnknown {
		return fmt.Sprintf("the record is not the one that was noted: %v", b.Err)
	}
	return fmt.Sprintf("the record breaks at entry %d, %s: %v", b.Seq, b.Fault, b.Err)
}

// Unwrap returns what was seen.
func (b *Broken) Unwrap() error { return b.Err }

func broken(seq int64, fault Fault, format string, args ...any) error {
	return &Broken{Seq: seq, Fault: fault, Err: fmt.Errorf(format, args...)}
}

// VerifyRecord walks the whole record, as it is at one moment, and returns its last entry. known is the hash of an entry that was noted earlier elsewhere; nil:
// none was. Without it nobody can tell that the record's end was rewritten as a whole. The error is a *Broken where the record is not what was
// recorded. It holds one page of entries in memory, and other work goes on.
func (s *Store) VerifyRecord(ctx context.Context, known []byte) (Head, error) {
	walk := recordWalk{known: known, last: Head{Hash: noEntry}}
	err := s.View(ctx, func(tx *Tx) error { return walk.all(ctx, tx) })
	return walk.last, err
}

// recordWalk is how far the record was verified.
type recordWalk struct {
	last  Head // the last entry that is sound
	known []byte
	met   bool // the known entry was met
}

func (w *recordWalk) all(ctx context.Context, tx *Tx) error {
	for after := int64(math.MinInt64); ; {
		page, err := tx.recordPage(after)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return w.end(tx)
		}
		for i := range page {
			if err := w.step(tx, &page[i]); err != nil {
				return err
			}
		}
		after = page[len(page)-1].seq
	}
}

// recordPage returns the next entries behind one of them.
func (tx *Tx) recordPage(after int64) (page []entryRow, err error) {
	const size = 500
	err = tx.read(sqlEntriesOnward, []any{after, size}, func(rows row) error {
		var row entryRow
		if err := row.scan(rows); err != nil {
			return broken(row.seq, RecordChanged, "it cannot be read: %w", err)
		}
		page = append(page, row)
		return nil
	})
	return page, err
}

// step verifies one entry, behind the last one that is sound.
func (w *recordWalk) step(tx *Tx, row *entryRow) error {
	next := w.last.Seq + 1
	switch {
	case row.seq < 1:
		return broken(row.seq, RecordAdded, "entries are numbered from 1")
	case row.seq > next:
		return broken(next, RecordMissing, "entry %d follows on entry %d", row.seq, w.last.Seq)
	case !bytes.Equal(row.sum(), row.hash):
		return w.displaced(tx, row)
	case !bytes.Equal(row.prev, w.last.Hash):
		return broken(w.last.Seq, RecordChanged, "entry %d was made behind another one", row.seq)
	}
	if err := tx.verifyReason(row); err != nil {
		return err
	}
	w.last = Head{Seq: row.seq, Hash: row.hash}
	w.met = w.met || bytes.Equal(row.hash, w.known)
	return nil
}

// displaced says what happened to an entry whose hash is not its own: it may be another entry's place.
func (w *recordWalk) displaced(tx *Tx, row *entryRow) error {
	var recorded, before int64
	if _, err := tx.row(sqlRecorded, nil, &recorded); err != nil {
		return err
	}
	made := row.placeOf(max(recorded, row.seq) + 1)
	switch {
	case made == 0:
		return broken(row.seq, RecordChanged, "its hash is that of another content")
	case made < row.seq:
		return broken(row.seq, RecordAdded, "entry %d stands there: another one was put before it", made)
	}
	found, err := tx.row(sqlEntryHashed, []any{row.prev}, &before)
	switch {
	case err != nil:
		return err
	case found:
		return broken(row.seq, RecordReordered, "entry %d stands there", made)
	}
	return broken(row.seq, RecordMissing, "entry %d stands there, and the one before it is nowhere", made)
}

// placeOf returns the number with which an entry's hash was made, of those up to a last one; 0: none of them.
func (r *entryRow) placeOf(last int64) int64 {
	moved := *r
	for moved.seq = 1; moved.seq <= last; moved.seq++ {
		if bytes.Equal(moved.sum(), r.hash) {
			return moved.seq
		}
	}
	return 0
}

// verifyReason checks that the words beside an entry, where they are left, are those that were recorded.
func (tx *Tx) verifyReason(row *entryRow) error {
	if row.written == nil {
		return nil
	}
	reason, err := tx.store.seal.uncover(row.written)
	if err != nil {
		return broken(row.seq, RecordChanged, "its reason cannot be read: %w", err)
	}
	if !bytes.Equal(digest(row.salt, string(reason)), row.reason) {
		return broken(row.seq, RecordChanged, "its reason is in other words than were recorded")
	}
	return nil
}

// end verifies what only the end can tell: that none is missing there, and that the known entry was met.
func (w *recordWalk) end(tx *Tx) error {
	var recorded int64
	if _, err := tx.row(sqlRecorded, nil, &recorded); err != nil {
		return err
	}
	switch {
	case recorded > w.last.Seq:
		return broken(w.last.Seq+1, RecordMissing, "%d entries were made, and %d are there", recorded, w.last.Seq)
	case recorded < w.last.Seq:
		return broken(recorded+1, RecordAdded, "%d entries were made, and %d are there", recorded, w.last.Seq)
	case w.known != nil && !w.met && !bytes.Equal(w.known, noEntry):
		return broken(0, RecordUnknown, "none of its %d entries has that hash; its end was rewritten or cut off, or an older backup stands in its place", w.last.Seq)
	}
	return nil
}
