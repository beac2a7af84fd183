package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

type ids = []content.UpdateID

func fresh(t testing.TB, store *storage.Store, given ids) map[content.UpdateID]bool {
	t.Helper()
	var found map[content.UpdateID]bool
	update(t, store, func(tx *storage.Tx) { found = must(tx.Fresh(given)) })
	return found
}

func TestAnUpdateIsFreshOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		steps := []struct {
			name  string
			given ids
			want  map[content.UpdateID]bool
		}{
			{"none", nil, map[content.UpdateID]bool{}},
			{"new ones, one of them twice", ids{900, 901, 901, 902}, map[content.UpdateID]bool{900: true, 901: true, 902: true}},
			{"delivered again with a new one", ids{900, 901, 902, 903}, map[content.UpdateID]bool{903: true}},
			{"numbers begin anew after an idle week", ids{5, 6}, map[content.UpdateID]bool{5: true, 6: true}},
		}
		for _, step := range steps {
			if diff := cmp.Diff(step.want, fresh(t, store, step.given)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", step.name, diff)
			}
		}
	})
}

func TestABatchThatFailsWasNotSeen(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		broken := errors.New("broken")
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			must(tx.Fresh(ids{1, 2}))
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if got := fresh(t, store, ids{1, 2}); len(got) != 2 {
			t.Errorf("of a batch that failed only %v is fresh", got)
		}
	})
}

func TestBatchesOfEverySize(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		next := content.UpdateID(1)
		for _, size := range []int{1, 2, 3, 7, 63, 64, 65, 99, 100, 101, 300} {
			given := make(ids, size)
			for i := range given {
				given[i] = next
				next++
			}
			if got := fresh(t, store, given); len(got) != size {
				t.Errorf("of %d new updates %d are fresh", size, len(got))
			}
			if got := fresh(t, store, given); len(got) != 0 {
				t.Errorf("of %d seen updates %d are fresh", size, len(got))
			}
		}
	})
}

func TestUpdatesAreRememberedForThreeDays(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		prune := func() { update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) }) }
		fresh(t, store, ids{1})
		db.clock.Advance(72 * time.Hour)
		fresh(t, store, ids{2})
		prune()
		if got := fresh(t, store, ids{1}); len(got) != 0 {
			t.Error("an update is forgotten after exactly three days")
		}
		db.clock.Advance(time.Second)
		prune()
		if diff := cmp.Diff(map[content.UpdateID]bool{1: true}, fresh(t, store, ids{1, 2})); diff != "" {
			t.Errorf("after three days and a second (-want +got):\n%s", diff)
		}
	})
}
