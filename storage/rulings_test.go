package storage_test

import (
	"context"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

func TestARulingTakesAnOpinionOutOfTheQueueUntilItEnds(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		fillVoices(t, store)
		update(t, store, func(tx *storage.Tx) {
			for { // what the fixture left in the queue
				o, err := tx.NextWaiting()
				if err != nil {
					break
				}
				must(tx.DecideOpinion(o.ID, o.Version, true, 1))
			}
		})
		author, hours := reader(t, store, 7001).ID, published(t, store, "hours").ID
		var o content.Opinion
		update(t, store, func(tx *storage.Tx) {
			o = must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: "Shorter hours, please, for everybody.", Lang: content.English}))
		})
		waiting := func(want int) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) {
				_, err := tx.NextWaiting()
				if n := must(tx.CountWaiting()); n != want || (err == nil) != (want > 0) {
					t.Errorf("%d wait (the first: %v), want %d", n, err, want)
				}
				if since := must(tx.OldestQueued()); since.IsZero() != (want == 0) {
					t.Errorf("the oldest waits since %v", since)
				}
			})
		}
		waiting(1)
		rule := content.Ruling{Opinion: o.ID, Version: o.Version, What: content.ToReject, By: author, As: "Asel", Note: "no", Effect: start.Add(time.Minute)}
		var r content.Ruling
		update(t, store, func(tx *storage.Tx) { r = must(tx.Rule(rule)) })
		waiting(0)
		again := func(tx *storage.Tx) error { return second(tx.Rule(rule)) }
		coded(t, store.Update(context.Background(), again), content.Conflict)
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.DecideOpinion(o.ID, o.Version, true, 1)) }), content.Conflict)

		update(t, store, func(tx *storage.Tx) { must(tx.UndoRuling(r.ID)) })
		waiting(1)
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.UndoRuling(r.ID)) }), content.Conflict)

		update(t, store, func(tx *storage.Tx) { r = must(tx.Rule(rule)) })
		update(t, store, func(tx *storage.Tx) { o = must(tx.EditOpinion(o.ID, "Longer hours, please, for everybody.")) })
		waiting(1) // nobody has decided about these words
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.EndRuling(r.ID)) }), content.Conflict)

		rule.Version = o.Version
		update(t, store, func(tx *storage.Tx) {
			r = must(tx.Rule(rule))
			ended := must(tx.EndRuling(r.ID))
			if ended.State != content.RulingDone || ended.As != "Asel" || ended.Note != "no" {
				t.Errorf("ended: %+v", ended)
			}
			o = must(tx.DecideOpinion(o.ID, ended.Version, false, ended.By))
		})
		waiting(0)
		if o.State != content.Rejected {
			t.Errorf("it is %s", o.State)
		}
		update(t, store, func(tx *storage.Tx) {
			must(tx.WithdrawOpinion(o.ID))
			if last := must(tx.RulingOn(o.ID)); last.Note != "" {
				t.Errorf("a reason that may repeat the words is kept: %q", last.Note)
			}
		})
	})
}

func TestTheNamesOfModeratorsAreForgotten(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		fillVoices(t, store)
		var r content.Ruling
		moderator := reader(t, store, 7001).ID
		update(t, store, func(tx *storage.Tx) {
			o := must(tx.NextWaiting())
			r = must(tx.Rule(content.Ruling{Opinion: o.ID, Version: o.Version, What: content.ToReject, By: moderator, As: "Asel"}))
			ok(t, tx.Claim(content.Claim{Opinion: o.ID, By: moderator, As: "Asel", Until: tx.Now().Add(time.Hour)}))
			ok(t, tx.SetSeat(content.Seat{Reader: moderator, Opinion: o.ID}))
			must(tx.Forget(moderator))
		})
		view(t, store, func(tx *storage.Tx) {
			if as := must(tx.Ruling(r.ID)).As; as != "" {
				t.Errorf("the ruling was made by %q", as)
			}
			_, err := tx.ClaimOn(r.Opinion)
			coded(t, err, content.NotFound)
			if seat := must(tx.Seat(moderator)); seat.Opinion != 0 {
				t.Errorf("the seat is kept: %+v", seat)
			}
		})
	})
}

// fillDesk goes on with what keptDesk looks for, of the seventh migration.
func fillDesk(t *testing.T, store *storage.Store) {
	t.Helper()
	author, hours := reader(t, store, 7001).ID, published(t, store, "hours").ID
	update(t, store, func(tx *storage.Tx) {
		o := must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: "What a moderator has just decided about.", Lang: content.English}))
		must(tx.Rule(content.Ruling{Opinion: o.ID, Version: o.Version, What: content.ToFeature, By: author, As: "Asel", Reason: "other", Note: "note", Effect: start}))
		must(tx.AddCard(content.DeskCard{Opinion: o.ID, Version: o.Version, State: content.CardRuled, Shows: "f", Alike: "1.1"}))
		ok(t, tx.SetSeat(content.Seat{Reader: author, Riskiest: true, Opinion: o.ID, Changed: start}))
	})
}

// keptDesk checks that all is there that the fixtures since the seventh one hold.
func keptDesk(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		seat := must(tx.Seat(must(tx.Reader(7001)).ID))
		r, card := must(tx.RulingOn(seat.Opinion)), must(tx.CardOf(seat.Opinion))
		if !seat.Riskiest || r.What != content.ToFeature || r.As != "Asel" || r.Note != "note" || r.State != content.RulingMade {
			t.Errorf("the seat is %+v, the ruling %+v", seat, r)
		}
		if card.State != content.CardRuled || card.Alike != "1.1" || !must(tx.Opinion(seat.Opinion)).Ruled {
			t.Errorf("the card is %+v", card)
		}
	})
}
