package storage_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestAPanicInAnUpdateUndoesAndGoesOn(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		func() {
			defer func() {
				if cause := recover(); cause != "a bug" {
					t.Errorf("the panic became %v", cause)
				}
			}()
			_ = store.Update(context.Background(), func(tx *storage.Tx) error {
				must(tx.Fresh(ids{1}))
				panic("a bug")
			})
		}()
		if got := fresh(t, store, ids{1}); len(got) != 1 {
			t.Error("what was written before the panic was stored")
		}
	})
}

func TestAViewCannotWrite(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		for name, write := range map[string]func(tx *storage.Tx) error{
			"a statement": func(tx *storage.Tx) error { return tx.Prune() },
			"a message":   func(tx *storage.Tx) error { tx.Send(content.Outgoing{Chat: chat}); return nil },
			"an id":       func(tx *storage.Tx) error { _, err := tx.Fresh(ids{1}); return err },
		} {
			if err := store.View(context.Background(), write); err == nil || storage.Failing(err) {
				t.Errorf("%s: View returned %v", name, err)
			}
		}
		if len(pending(t, store)) != 0 {
			t.Error("a View sent something")
		}
	})
}

func TestAViewSeesOneMoment(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		send(t, store, content.Outgoing{Chat: chat, Text: "before"})
		view(t, store, func(tx *storage.Tx) {
			first := texts(must(tx.Pending(0, 10)))
			send(t, store, content.Outgoing{Chat: chat, Text: "meanwhile"})
			if diff := cmp.Diff(first, texts(must(tx.Pending(0, 10)))); diff != "" {
				t.Errorf("the same View (-first +second):\n%s", diff)
			}
		})
		if diff := cmp.Diff([]string{"before", "meanwhile"}, texts(pending(t, store))); diff != "" {
			t.Errorf("the next View (-want +got):\n%s", diff)
		}
	})
}

func TestATransactionHasOneTime(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		update(t, db.open(), func(tx *storage.Tx) {
			first := tx.Now()
			db.clock.Advance(1)
			if !tx.Now().Equal(first) || !first.Equal(start) {
				t.Errorf("now was %v and is %v, the clock began at %v", first, tx.Now(), start)
			}
		})
	})
}

func TestWhoeverIsToldToStopWritesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		for name, begin := range map[string]func(context.Context, func(*storage.Tx) error) error{"Update": store.Update, "View": store.View} {
			err := begin(ctx, func(*storage.Tx) error { t.Errorf("%s ran", name); return nil })
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s returned %v", name, err)
			}
		}
	})
}

// TestWritersTakeTurns lets two stores on one database, as two processes have them, read a number and write it back raised, while others read it.
func TestWritersTakeTurns(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const writers, rounds = 4, 15
		stores := []*storage.Store{db.open(), db.open()}
		chat := someone(t, stores[0], 7)
		var writing, reading sync.WaitGroup
		done := make(chan struct{})
		for i := range writers {
			writing.Go(func() {
				for range rounds {
					raise(t, stores[i%2])
				}
			})
			reading.Go(func() { watch(t, stores[i%2], chat, done) })
		}
		writing.Wait()
		close(done)
		reading.Wait()
		if got := reader(t, stores[0], 7).Article; got != writers*rounds {
			t.Errorf("after %d raises the number is %d", writers*rounds, got)
		}
	})
}

// raise reads and writes in one transaction: a second writer between the two would be lost.
func raise(t *testing.T, store *storage.Store) {
	err := store.Update(context.Background(), func(tx *storage.Tx) error {
		r, err := tx.Reader(7)
		if err != nil {
			return err
		}
		tx.Send(content.Outgoing{Chat: r.Chat(), Text: "raised"})
		return tx.SetArticle(r.ID, r.Article+1)
	})
	if err != nil {
		t.Error(err)
	}
}

// watch checks that each View sees as many messages as raises.
func watch(t *testing.T, store *storage.Store, chat content.ChatID, done <-chan struct{}) {
	for {
		err := store.View(context.Background(), func(tx *storage.Tx) error {
			r, err := tx.ReaderByID(content.ReaderID(chat))
			if err != nil {
				return err
			}
			rows, err := tx.PendingIn(chat, 0, 1000)
			if len(rows) != int(r.Article) {
				t.Errorf("a View sees %d raises and %d messages", r.Article, len(rows))
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		select {
		case <-done:
			return
		default:
		}
	}
}
