package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// queue reads the queue from its beginning to its end.
func queue(t testing.TB, store *storage.Store) (ids []content.OpinionID) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		next, err := tx.NextWaiting()
		for ; err == nil && len(ids) < 1000; next, err = tx.NextWaitingAfter(next.ID) {
			ids = append(ids, next.ID)
		}
		coded(t, err, content.NotFound)
		if n := must(tx.CountWaiting()); n != len(ids) {
			t.Errorf("%d are counted in the queue, and it has %d", n, len(ids))
		}
	})
	return ids
}

func report(t testing.TB, store *storage.Store, id content.OpinionID, by content.ReaderID, want bool) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		t.Helper()
		if first, _ := must2(tx.ReportOpinion(id, by, storage.PlainReport)); first != want {
			t.Errorf("the report by %d counts: %t, want %t", by, first, want)
		}
	})
}

func TestTheQueueIsOldestFirstAndReportsLast(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		said := func(text string) content.OpinionID {
			db.clock.Advance(time.Minute)
			return add(t, store, opinion(text)).ID
		}
		reported, older, edited := said("Reported."), said("Older one."), said("Edited.")
		for _, id := range []content.OpinionID{reported, older, edited} {
			decide(t, store, id, true)
		}
		pending, last := said("Pending."), said("Last one.")
		want := func(name string, ids ...content.OpinionID) {
			t.Helper()
			if diff := cmp.Diff(ids, queue(t, store)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		db.clock.Advance(time.Minute)
		report(t, store, reported, other, true)
		db.clock.Advance(time.Minute)
		report(t, store, older, other, true)
		want("reports behind those that wait", pending, last, reported, older)
		db.clock.Advance(time.Minute)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(edited, "Edited, later.")) })
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(pending, "Pending, better.")) })
		want("an edit waits from when it was made; one that waits keeps its place", pending, last, edited, reported, older)
		db.clock.Advance(time.Minute)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(reported, "Reported and edited.")) })
		want("an edited one that was reported waits as edited", pending, last, edited, reported, older)
		decide(t, store, reported, false)
		want("the edit rejected, its reports are still there", pending, last, edited, reported, older)
		decide(t, store, reported, false)
		want("rejected for its reports", pending, last, edited, older)
		decide(t, store, last, true)
		view(t, store, func(tx *storage.Tx) {
			if next := must(tx.NextWaitingAfter(last)); next.ID != pending {
				t.Errorf("after one that is decided comes %d, want the first, %d", next.ID, pending)
			}
		})
		for _, id := range []content.OpinionID{pending, edited, older} {
			decide(t, store, id, true)
		}
		want("all decided")
	})
}

func TestADecisionIsOnWhatTheModeratorSaw(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		seen := add(t, store, opinion("Open it at night."))
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(seen.ID, "Something rude.")) })
		refused := func(name string, version int) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				t.Helper()
				before := must(tx.Opinion(seen.ID))
				_, err := tx.DecideOpinion(seen.ID, version, true, moderator)
				coded(t, err, content.Conflict)
				if diff := cmp.Diff(before, must(tx.Opinion(seen.ID))); diff != "" {
					t.Errorf("%s: a refused decision changed it (-before +after):\n%s", name, diff)
				}
			})
		}
		refused("it was edited", seen.Version)
		decided := decide(t, store, seen.ID, false)
		refused("another moderator decided", seen.Version+1)
		refused("there is nothing to decide", decided.Version)
		var who content.ReaderID
		ok(t, db.raw().QueryRow("SELECT decided_by FROM opinion WHERE id = $1", int64(seen.ID)).Scan(&who))
		if who != moderator {
			t.Errorf("reader %d is kept as who decided", who)
		}
	})
}

func TestReports(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Open it at night."))
		update(t, store, func(tx *storage.Tx) {
			coded(t, third(tx.ReportOpinion(o.ID, other, storage.PlainReport)), content.Conflict)
		})
		o = decide(t, store, o.ID, true)
		update(t, store, func(tx *storage.Tx) {
			coded(t, third(tx.ReportOpinion(o.ID, author, storage.PlainReport)), content.Conflict)
		})
		report(t, store, o.ID, other, true)
		report(t, store, o.ID, other, false)
		report(t, store, o.ID, moderator, true)
		o.Reports = 2
		standing(t, store, o, 1, 1)
		cleared := decide(t, store, o.ID, true)
		o.Reports = 0
		if diff := cmp.Diff(o, cleared); diff != "" {
			t.Errorf("found right, it is (-want +got):\n%s", diff)
		}
		standing(t, store, o, 1, 0)
		report(t, store, o.ID, other, false) // a moderator has judged that text
		report(t, store, o.ID, 13, true)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Open it by day.")) })
		o = decide(t, store, o.ID, true)
		if o.Reports != 0 || o.Text != "Open it by day." {
			t.Errorf("with another text approved, it is %+v", o)
		}
		report(t, store, o.ID, other, true)
		o = decide(t, store, o.ID, false)
		if o.State != content.Rejected || o.Reports != 0 {
			t.Errorf("rejected for a report, it is %+v", o)
		}
		standing(t, store, o, 0, 0)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Open it at dawn.")) })
		decide(t, store, o.ID, true)
		report(t, store, o.ID, other, true)
		update(t, store, func(tx *storage.Tx) { o = must(tx.WithdrawOpinion(o.ID)) })
		standing(t, store, o, 0, 0)
	})
}
