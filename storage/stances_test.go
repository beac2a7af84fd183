package storage_test

import (
	"testing"

	"aitys/content"
	"aitys/storage"
)

func TestOneStanceForEachReader(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := approved(t, store, opinion("Open it at night."))
		steps := []struct {
			reader                content.ReaderID
			stance                content.Stance
			agree, disagree, pass int
		}{
			{12, content.Agree, 1, 0, 0},
			{12, content.Agree, 1, 0, 0},
			{13, content.Agree, 2, 0, 0},
			{12, content.Disagree, 1, 1, 0},
			{12, content.Pass, 1, 0, 1},
			{13, content.Pass, 0, 0, 2},
			{14, content.Pass, 0, 0, 3},
			{13, content.Disagree, 0, 1, 2},
		}
		for _, step := range steps {
			o.Agree, o.Disagree, o.Pass = step.agree, step.disagree, step.pass
			update(t, store, func(tx *storage.Tx) {
				if got := must(tx.SetStance(o.ID, step.reader, step.stance)); got != o {
					t.Errorf("%v: returned %+v, want %+v", step, got, o)
				}
				if got := must(tx.StanceOf(o.ID, step.reader)); got != step.stance {
					t.Errorf("%v: kept as %q", step, got)
				}
			})
			standing(t, store, o, 1, 0)
		}
		view(t, store, func(tx *storage.Tx) {
			if got := must(tx.StanceOf(o.ID, 99)); got != "" {
				t.Errorf("who never voted has %q", got)
			}
		})
	})
}

func TestStancesThatAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Open it at night."))
		refused := func(reader content.ReaderID, stance content.Stance, want content.Code) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) { coded(t, second(tx.SetStance(o.ID, reader, stance)), want) })
			view(t, store, func(tx *storage.Tx) {
				t.Helper()
				if got := must(tx.StanceOf(o.ID, reader)); got != "" {
					t.Errorf("it was kept as %q", got)
				}
			})
		}
		refused(other, content.Agree, content.Conflict) // it is not approved
		o = decide(t, store, o.ID, true)
		refused(author, content.Agree, content.Conflict) // it is one's own
		refused(other, "maybe", content.Invalid)
		standing(t, store, o, 1, 0)
		update(t, store, func(tx *storage.Tx) { o = must(tx.SetStance(o.ID, 13, content.Agree)) })
		update(t, store, func(tx *storage.Tx) { o = must(tx.WithdrawOpinion(o.ID)) })
		refused(other, content.Agree, content.Conflict)
		if o.Agree != 1 {
			t.Errorf("withdrawn, it has %d votes, want the one that it had", o.Agree)
		}
		standing(t, store, o, 0, 0)
	})
}
