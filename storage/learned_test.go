package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// TestATransactionNeverRemembersWhatItChanged: an opinion that was read, decided, read, taken back and read again is each time as another transaction would read it.
func TestATransactionNeverRemembersWhatItChanged(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o, reply := add(t, store, opinion("What is remembered.")), opinion("A reply to it.")
		reply.Parent = o.ID
		var last content.Opinion
		update(t, store, func(tx *storage.Tx) {
			is := func(state content.OpinionState, replies int) {
				t.Helper()
				last = must(tx.Opinion(o.ID))
				if last.State != state || last.Replies != replies {
					t.Errorf("it is %s with %d replies, want %s with %d", last.State, last.Replies, state, replies)
				}
			}
			is(content.Pending, 0)
			must2(tx.DecideByProgram(o.ID, storage.Program{Approve: true}))
			is(content.Approved, 0)
			answer := must(tx.AddOpinion(reply))
			must2(tx.DecideByProgram(answer.ID, storage.Program{Approve: true}))
			is(content.Approved, 1)
			_ = tx.Guard(true, func() error {
				must(tx.WithdrawOpinion(o.ID))
				is(content.Withdrawn, 1)
				return errRefused
			})
			is(content.Approved, 1)
		})
		view(t, store, func(tx *storage.Tx) {
			if diff := cmp.Diff(must(tx.Opinion(o.ID)), last); diff != "" {
				t.Errorf("(-stored +remembered):\n%s", diff)
			}
		})
	})
}
