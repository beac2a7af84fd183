package storage_test

import (
	"maps"
	"testing"

	"aitys/storage"
)

func TestAnAlertLastsUntilItIsOver(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		raise := func() (untold bool) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				untold = must(tx.Raise("disk:data"))
			})
			return untold
		}
		over := func() (told bool) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				told = must(tx.Over("disk:data"))
			})
			return told
		}
		if over() {
			t.Error("a trouble ends that never began")
		}
		for range 2 {
			if !raise() {
				t.Error("a trouble counts as told before anybody was")
			}
		}
		update(t, store, func(tx *storage.Tx) { ok(t, tx.MarkTold("disk:data")) })
		if raise() {
			t.Error("a trouble that was told is to be told again")
		}
		ok(t, store.Close())
		store = db.open()
		view(t, store, func(tx *storage.Tx) {
			if got := must(tx.Alerts()); !maps.Equal(got, map[string]bool{"disk:data": true}) {
				t.Errorf("after a restart the troubles are %v", got)
			}
		})
		if !over() || over() {
			t.Error("a trouble does not end once")
		}
		if !raise() {
			t.Error("a trouble that came back is not to be told")
		}
	})
}
