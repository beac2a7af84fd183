package storage_test

import (
	"context"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

func TestStatsOfANewsroom(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		stats := func() (s storage.Stats) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) { s = must(tx.Stats()) })
			return s
		}
		if got := stats(); got != (storage.Stats{}) {
			t.Errorf("an empty newsroom has %+v", got)
		}
		since := db.clock.Now().UTC()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Meet([]content.Person{{ID: 7}}))
			reader := must(tx.Reader(7))
			tx.Send(content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: "one"})
			tx.Send(content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: "two"})
			ok(t, tx.Park(content.Incoming{Kind: content.KindMessage, Update: 5, Raw: []byte("{}")}, "a bug"))
		})
		db.clock.Advance(time.Hour)
		if got, want := stats(), (storage.Stats{Outbox: 2, OldestSend: since, Parked: 1}); got != want {
			t.Errorf("the stats are %+v, not %+v", got, want)
		}
		size := must(store.Size(context.Background()))
		if size.Data <= 0 {
			t.Errorf("the database takes %+v", size)
		}
	})
}

func TestTransactionsAreWatched(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		var seen []storage.Spent
		store := must(storage.Open(context.Background(), db.url, db.options(storage.Options{Watch: func(s storage.Spent) { seen = append(seen, s) }})))
		defer func() { ok(t, store.Close()) }()
		update(t, store, func(*storage.Tx) {})
		view(t, store, func(*storage.Tx) {})
		refused := store.Update(context.Background(), func(*storage.Tx) error { return &content.Error{Code: content.Invalid} })
		failed := store.Update(context.Background(), func(*storage.Tx) error { return &content.Error{Code: content.Unavailable} })
		if refused == nil || failed == nil {
			t.Error("an error of the function is lost")
		}
		if len(seen) != 4 || !seen[0].Writes || seen[1].Writes || seen[0].Failed || seen[2].Failed || !seen[3].Failed {
			t.Errorf("seen: %+v", seen)
		}
		for _, s := range seen {
			if s.Waited > s.Took || s.Took <= 0 {
				t.Errorf("a transaction waited longer than it took: %+v", s)
			}
		}
	})
}
