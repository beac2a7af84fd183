package storage_test

import (
	"slices"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// TestWhatWaitsToBePostedIsTakenInTurn: each once, the earliest first, and of one article and place alone.
func TestWhatWaitsToBePostedIsTakenInTurn(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			for _, id := range []content.OpinionID{7, 3, 7, 5} {
				ok(t, tx.ToPost(1, "digest", id))
			}
			ok(t, tx.ToPost(1, "root", 2))
			ok(t, tx.ToPost(2, "digest", 1))
			if next, number := must(tx.NextToPost(1, "digest", 2)), must(tx.CountToPost(1, "digest")); !slices.Equal(next, []content.OpinionID{3, 5}) || number != 3 {
				t.Errorf("next are %v of %d", next, number)
			}
			ok(t, tx.TakeToPost(1, "digest", 3))
			ok(t, tx.TakeToPost(1, "digest", 99))
			if next := must(tx.NextToPost(1, "digest", 9)); !slices.Equal(next, []content.OpinionID{5, 7}) {
				t.Errorf("then %v", next)
			}
		})
	})
}
