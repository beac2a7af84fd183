package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aitys/content"
	"aitys/storage"
)

func takeDue(t testing.TB, store *storage.Store, limit int) (due []content.Due) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { due = must(tx.TakeDue(limit)) })
	return due
}

func TestWorkComesDueInItsOrder(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		at := func(work string, after time.Duration) content.Due {
			return content.Due{Work: work, At: start.Add(after), Note: "note of " + work}
		}
		update(t, store, func(tx *storage.Tx) {
			for _, due := range []content.Due{at("third", 2), at("later", time.Hour), at("first", 0), at("second", 2*time.Microsecond-time.Microsecond)} {
				ok(t, tx.Schedule(due))
			}
		})
		view(t, store, func(tx *storage.Tx) {
			if !must(tx.AnyDue()) {
				t.Error("nothing is due")
			}
		})
		db.clock.Advance(time.Minute)
		got := append(takeDue(t, store, 2), takeDue(t, store, 10)...)
		want := []content.Due{at("third", 0), at("first", 0), at("second", time.Microsecond)} // to the microsecond the first two are due at once
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(content.Due{}, "ID")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		view(t, store, func(tx *storage.Tx) {
			if must(tx.AnyDue()) {
				t.Error("what was taken is still due, or what comes later already")
			}
		})
	})
}

func TestWorkWaitsOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		once := func(note string) {
			update(t, store, func(tx *storage.Tx) { ok(t, tx.ScheduleOnce(content.Due{Work: "prune", At: start, Note: note})) })
		}
		once("first")
		once("second")
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Schedule(content.Due{Work: "prune", At: start, Note: "beside"})) })
		var notes []string
		for _, due := range takeDue(t, store, 10) {
			notes = append(notes, due.Note)
		}
		if diff := cmp.Diff([]string{"first", "beside"}, notes); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		once("again")
		if got := takeDue(t, store, 10); len(got) != 1 {
			t.Errorf("once it was taken, work can be scheduled again: %v", got)
		}
	})
}
