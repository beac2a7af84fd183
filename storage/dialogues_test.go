package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestADialogueAtATime(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		under := func(want content.Dialogue, wanted bool) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) {
				t.Helper()
				got, is := must2(tx.UnderWay(author))
				if diff := cmp.Diff(want, got); diff != "" || is != wanted {
					t.Errorf("under way: %t, want %t (-want +got):\n%s", is, wanted, diff)
				}
			})
		}
		under(content.Dialogue{}, false)
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.End(author))
			ok(t, tx.Begin(author, content.Dialogue{Work: "pen"}))
			ok(t, tx.Begin(other, content.Dialogue{Work: "edit", Note: "7"}))
		})
		under(content.Dialogue{Work: "pen", At: start}, true)
		db.clock.Advance(time.Hour)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Begin(author, content.Dialogue{Work: "plain", Note: "a\x00b"})) })
		under(content.Dialogue{Work: "plain", Note: "ab", At: start.Add(time.Hour)}, true)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.End(author)) })
		under(content.Dialogue{}, false)
	})
}

func TestWhatWaitedTooLongIsPruned(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		_, lost := native(t, store, id, "lost")
		_, kept := native(t, store, id, "kept")
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Begin(author, content.Dialogue{Work: "pen"})) })
		vote(t, store, "lost", 7, 0)
		db.clock.Advance(24*time.Hour + time.Minute)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Begin(other, content.Dialogue{Work: "pen"})) })
		vote(t, store, "kept", 8, 1)
		prune := func() { update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) }) }
		prune()
		view(t, store, func(tx *storage.Tx) {
			if _, is := must2(tx.UnderWay(author)); is {
				t.Error("a dialogue that was begun more than a day ago is under way")
			}
			if _, is := must2(tx.UnderWay(other)); !is {
				t.Error("a dialogue that was begun just now is lost")
			}
		})
		db.clock.Advance(24*time.Hour + time.Minute)
		prune()
		settleAll(t, store, lost, kept)
		counted(t, store, content.Count{Poll: id, Voters: 1, Votes: []int{0, 1, 0}})
	})
}

func TestHowAReaderSigns(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		want := reader(t, store, 7)
		for _, step := range []struct {
			sign content.Signature
			pen  string
		}{{content.PenName, "Aigerim"}, {content.TelegramName, "Aigerim"}, {content.Anonymous, ""}} {
			want.Sign, want.Pen = step.sign, step.pen
			update(t, store, func(tx *storage.Tx) {
				before := must(tx.Reader(7))
				ok(t, tx.SetSignature(before.ID, step.sign, step.pen))
				if diff := cmp.Diff(want, must(tx.Reader(7))); diff != "" {
					t.Errorf("within the transaction (-want +got):\n%s", diff)
				}
			})
			if diff := cmp.Diff(want, reader(t, store, 7)); diff != "" {
				t.Errorf("in the next one (-want +got):\n%s", diff)
			}
		}
		update(t, store, func(tx *storage.Tx) { coded(t, tx.SetSignature(4711, content.PenName, "X"), content.NotFound) })
	})
}
