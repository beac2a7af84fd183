package storage_test

import (
	"testing"

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
			twin = must(tx.AddCopy(id, "first:twin", to, true))
			must(tx.AddCopy(id, "with buttons", to, false))
		})
		if vote(t, store, "lost", reader, 1) {
			t.Fatal("a vote in a poll that is not known counts")
		}
		update(t, store, func(tx *storage.Tx) {
			if unbound := must(tx.UnboundCopies(to)); len(unbound) != 1 || unbound[0].ID != twin || unbound[0].Poll != id {
				t.Errorf("unbound: %+v", unbound)
			}
			ok(t, tx.BindPoll("first:twin", "t-lost"))
			if unbound := must(tx.UnboundCopies(to)); len(unbound) != 0 {
				t.Errorf("unbound: %+v", unbound)
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
