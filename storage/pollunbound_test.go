package storage_test

import (
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// TestAPollIsBoundOtherwiseThanBySettling: a copy whose id is not known takes votes, those that waited included, once it is bound; and it is not
// among the unbound ones then.
func TestAPollIsBoundOtherwiseThanBySettling(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		settled(t, store, id, "first")
		to := someone(t, store, 7)
		reader := content.ReaderID(to)
		var twin content.CopyID
		update(t, store, func(tx *storage.Tx) {
			must(tx.AddCopy(id, "with buttons", to, false))
			must(tx.AddCopy(id, "on its way", to, true))
			for _, key := range []content.MessageKey{"first", "first", "with buttons", "none"} {
				ok(t, tx.AddTwin(key))
			}
		})
		if vote(t, store, "lost", reader, 1) {
			t.Fatal("a vote in a poll that is not known counts")
		}
		update(t, store, func(tx *storage.Tx) {
			twins := must(tx.Twins(to))
			if len(twins) != 1 || twins[0].Poll != id || !twins[0].Native {
				t.Fatalf("twins: %+v", twins)
			}
			twin = twins[0].ID
			ok(t, tx.BindPoll(twins[0].Key, "t-lost"))
			if twins := must(tx.Twins(to)); len(twins) != 0 {
				t.Errorf("twins: %+v", twins)
			}
			if changed := tx.PollsChanged(); len(changed) != 1 || changed[0] != id {
				t.Errorf("changed: %v", changed)
			}
			options, holder := must2(tx.VoteOf(id, reader))
			if len(options) != 1 || options[0] != 1 || holder != twin {
				t.Errorf("the vote that waited: %v in %d", options, holder)
			}
		})
		if !vote(t, store, "lost", reader, 2) {
			t.Error("a vote in a poll that is known by now does not count")
		}
	})
}

// TestWhatWaitsFirstMayHaveBeenSent: of the polls that wait when a process begins, those that an earlier one may have sent have twins.
func TestWhatWaitsFirstMayHaveBeenSent(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		one, two, three := someone(t, store, 7), someone(t, store, 8), someone(t, store, 9)
		in := chat(t, store, group(-1))
		update(t, store, func(tx *storage.Tx) {
			send := func(to content.ChatID, key content.MessageKey, native bool) {
				must(tx.AddCopy(id, key, to, native))
				tx.Send(content.Outgoing{Chat: to, Action: content.ActionPoll, Key: key})
			}
			send(one, "poll:1:first", true)
			send(one, "poll:1:second", true)
			tx.Send(content.Outgoing{Chat: two, Action: content.ActionSend, Text: "before"})
			send(two, "poll:1:behind", true)
			send(in, "poll:1:buttons", false)
			send(three, "poll:1:alone", true)
		})
		update(t, store, func(tx *storage.Tx) { ok(t, tx.TwinPending()) })
		view(t, store, func(tx *storage.Tx) {
			for to, want := range map[content.ChatID]int{one: 1, two: 0, three: 1, in: 0} {
				if twins := must(tx.Twins(to)); len(twins) != want {
					t.Errorf("chat %d has twins %+v, want %d", to, twins, want)
				}
			}
		})
	})
}

// TestTwinsAreForgotten after a day, unless they turned out to be a poll that is voted in.
func TestTwinsAreForgotten(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		settled(t, store, id, "first")
		to := someone(t, store, 7)
		waits, _ := native(t, store, id, "on its way")
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.AddTwin("first"))
			ok(t, tx.BindPoll(must(tx.Twins(to))[0].Key, "t-lost"))
		})
		db.clock.Advance(time.Hour)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.AddTwin("first")) })
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{23 * time.Hour, 1}, {2 * time.Hour, 0}} {
			db.clock.Advance(step.after)
			update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
			view(t, store, func(tx *storage.Tx) {
				if twins := must(tx.Twins(to)); len(twins) != step.want {
					t.Errorf("after %s: %+v", step.after, twins)
				}
				must(tx.CopyOfNative("t-lost"))
				must(tx.Copy(waits))
			})
		}
	})
}
