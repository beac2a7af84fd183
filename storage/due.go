package storage

import (
	"cmp"
	"slices"
	"time"

	"aitys/content"
)

const (
	sqlSchedule     = `INSERT INTO due (work, at, note) VALUES ($1, $2, $3)`
	sqlScheduleOnce = `INSERT INTO due (work, at, note, name) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING`
	sqlAnyDue       = `SELECT id FROM due WHERE at <= $1 ORDER BY at, id LIMIT 1`
	sqlTakeDue      = `DELETE FROM due WHERE id IN (SELECT id FROM due WHERE at <= $1 ORDER BY at, id LIMIT CAST($2 AS BIGINT)) RETURNING id, work, at, note`
	sqlDueNamed     = `SELECT id, work, at, note FROM due WHERE name = $1`
	sqlUnschedule   = `DELETE FROM due WHERE name = $1`
	sqlHasten       = `UPDATE due SET at = at - $1 WHERE at > $2 AND name IS NOT NULL`
)

// Schedule notes work for a moment, whatever the clock was when it was noted; its ID is the store's to give.
func (tx *Tx) Schedule(due content.Due) error {
	return tx.write(sqlSchedule, storable(due.Work), micro(due.At), tx.dueNote(due))
}

// ScheduleOnce notes work that waits for a while, at most once: while work of that name waits that was scheduled so, it does nothing.
func (tx *Tx) ScheduleOnce(due content.Due) error {
	work := storable(due.Work)
	return tx.write(sqlScheduleOnce, work, micro(due.At), tx.dueNote(due), work)
}

// Scheduled returns work that ScheduleOnce noted and that waits. Error: NotFound.
func (tx *Tx) Scheduled(work string) (content.Due, error) {
	var due content.Due
	var at int64
	found, err := tx.row(sqlDueNamed, []any{storable(work)}, &due.ID, &due.Work, &at, &due.Note)
	if err == nil && !found {
		err = notFound("Scheduled", "no such work waits")
	}
	if err == nil {
		due.Note, err = tx.store.seal.uncoverText(due.Note)
	}
	due.At = fromMicro(at)
	return due, err
}

// Unschedule takes back what ScheduleOnce noted; was tells that it waited.
func (tx *Tx) Unschedule(work string) (was bool, err error) {
	changed, err := tx.exec(sqlUnschedule, storable(work))
	return changed > 0, err
}

// dueNote writes what work needs to know: nobody can tell yet whose names that will be.
func (tx *Tx) dueNote(due content.Due) string { return tx.store.seal.coverText(storable(due.Note)) }

// Hasten brings what ScheduleOnce noted nearer: the clock went back by so much, and it would wait by so much longer.
func (tx *Tx) Hasten(by time.Duration) error {
	return tx.write(sqlHasten, by.Microseconds(), micro(tx.now))
}

// AnyDue tells whether TakeDue would find anything.
func (tx *Tx) AnyDue() (bool, error) {
	var id int64
	return tx.row(sqlAnyDue, []any{micro(tx.now)}, &id)
}

// TakeDue removes and returns the work whose time has come, the earliest first, at most limit.
func (tx *Tx) TakeDue(limit int) ([]content.Due, error) {
	var taken []content.Due
	err := tx.writeRows(sqlTakeDue, []any{micro(tx.now), limit}, func(rows row) error {
		var due content.Due
		var at int64
		err := rows.Scan(&due.ID, &due.Work, &at, &due.Note)
		if err != nil {
			return err
		}
		due.At = fromMicro(at)
		due.Note, err = tx.store.seal.uncoverText(due.Note)
		taken = append(taken, due)
		return err
	})
	slices.SortFunc(taken, func(a, b content.Due) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return taken, err
}

// longNote is how long a note may be to which ScheduleGathering still adds something, in bytes.
const longNote = 2000

// ScheduleGathering notes work that waits for a while, at most once: where work of that name waits already that was scheduled so, its note is added to that one's,
// behind a space, unless that one is very long.
func (tx *Tx) ScheduleGathering(due content.Due) error {
	waits, err := tx.Scheduled(due.Work)
	switch {
	case content.CodeOf(err) == content.NotFound:
		return tx.ScheduleOnce(due)
	case err != nil || len(waits.Note) >= longNote:
		return err
	}
	due.Note = waits.Note + " " + due.Note
	return tx.write(sqlSetDueNote, tx.dueNote(due), waits.ID)
}
