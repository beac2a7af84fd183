package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aitys/content"
	"aitys/storage"
)

func parked(t testing.TB, store *storage.Store, after int64, limit int) (rows []storage.Parked) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { rows = must(tx.Parked(after, limit)) })
	return rows
}

func TestWhatWasParkedIsAsItCame(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		raw := []byte("{\"update_id\":5,\"text\":\"\x00\xff\\ud800\"}")
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Park(content.Incoming{Kind: content.KindMessage, Update: 5, Raw: raw, From: content.Person{ID: 7}}, "panic: \x00\xff"))
			ok(t, tx.Park(content.Incoming{Kind: content.KindUnreadable, Update: 6, From: content.Person{ID: 4711}}, "no object"))
			ok(t, tx.Park(content.Incoming{Kind: content.KindResult}, "a bug"))
		})
		want := []storage.Parked{
			{At: start, Update: 5, Kind: content.KindMessage, Cause: "panic: \uFFFD", Raw: raw},
			{At: start, Update: 6, Kind: content.KindUnreadable, Cause: "no object"},
			{At: start, Kind: content.KindResult, Cause: "a bug"},
		}
		first := parked(t, store, 0, 2)
		got := append(first, parked(t, store, first[1].ID, 10)...)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(storage.Parked{}, "ID")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		db.clock.Advance(30*24*time.Hour + time.Second)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		if left := parked(t, store, 0, 10); len(left) != 0 {
			t.Errorf("after a month %d parked updates are left", len(left))
		}
	})
}
