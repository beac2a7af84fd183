package storage_test

import (
	"errors"
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

func TestADialogueIsPutAside(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7001}, content.Person{ID: 7002})
		one, two := reader(t, store, 7001).ID, reader(t, store, 7002).ID
		asked := func(tx *storage.Tx, want bool) {
			t.Helper()
			if got, by := must(tx.Reader(7001)).Asked, must(tx.ReaderByID(one)).Asked; got != want || by != want {
				t.Errorf("asked: %t by the account and %t by the number, want %t", got, by, want)
			}
			if must(tx.ReaderByID(two)).Asked {
				t.Error("another reader is asked")
			}
		}
		is := func(want bool) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) { t.Helper(); asked(tx, want) })
		}
		step := func(want bool, do func(tx *storage.Tx) error) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				t.Helper()
				must(tx.Reader(7001)) // from now on the transaction remembers it
				ok(t, do(tx))
				asked(tx, want)
			})
			is(want)
		}
		begin := func(tx *storage.Tx) error { return tx.Begin(one, content.Dialogue{Work: "pen"}) }
		aside := func(tx *storage.Tx) error { return tx.PutAside(one) }
		step(false, aside)
		step(true, begin)
		step(false, aside)
		view(t, store, func(tx *storage.Tx) {
			if d, under := must2(tx.UnderWay(one)); !under || !d.Aside || d.Work != "pen" {
				t.Errorf("under way: %t, %+v", under, d)
			}
		})
		step(true, begin)
		step(false, func(tx *storage.Tx) error { return tx.End(one) })
		update(t, store, func(tx *storage.Tx) {
			must(tx.Reader(7001))
			if tx.Guard(false, func() error { return errors.Join(begin(tx), errors.New("undone")) }) == nil {
				t.Error("the guard hides the error")
			}
			asked(tx, false)
		})
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
