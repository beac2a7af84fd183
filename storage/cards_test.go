package storage_test

import (
	"strconv"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// TestACardWhoseWordsAreGone withdraws an opinion that the card of another one lists: a card that waits to be sent is forgotten, so that the other opinion gets one, and a
// change that waits is made anew.
func TestACardWhoseWordsAreGone(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		author, hours := reader(t, store, 7001).ID, published(t, store, "hours").ID
		chat := reader(t, store, 7002).Chat()
		var listed, own content.Opinion
		card := func(change bool) (c content.DeskCard) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				listed = must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: "Shorter hours, please, for everybody in town.", Lang: content.English}))
				own = must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: "Longer hours, please, for nobody at all.", Lang: content.English}))
				c = must(tx.AddCard(content.DeskCard{Opinion: own.ID, Version: 1, State: content.CardOpen, Shows: "print"}))
				out := content.Outgoing{Chat: chat, Action: content.ActionSend, Key: cardName(c.ID), Text: "both", Shows: []content.OpinionID{own.ID, listed.ID}}
				if change {
					out.Action, out.Key, out.EditKey = content.ActionEdit, "", cardName(c.ID)
				}
				tx.Send(out)
			})
			update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(listed.ID)) })
			return c
		}
		sent := card(false)
		view(t, store, func(tx *storage.Tx) {
			if _, err := tx.Card(sent.ID); content.CodeOf(err) != content.NotFound {
				t.Errorf("the card that is never sent is still known: %v", err)
			}
		})
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(own.ID)) })
		changed := card(true)
		view(t, store, func(tx *storage.Tx) {
			if c := must(tx.Card(changed.ID)); !c.Stale || c.Shows != "" {
				t.Errorf("the card whose change is never sent: %+v", c)
			}
		})
	})
}

func cardName(id content.CardID) content.MessageKey {
	return content.MessageKey(content.CardKeys + strconv.FormatInt(int64(id), 10))
}

// TestACardThatOnlyLosesUndoWaits tells cards on which nothing but the way to take a decision back is to change from those that show what is not so any more.
func TestACardThatOnlyLosesUndoWaits(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		author, hours := reader(t, store, 7001).ID, published(t, store, "hours").ID
		cards := func(text, shows string, then func(*storage.Tx, content.Opinion, content.Ruling)) (stale, settled int) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				o := must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: text, Lang: content.English}))
				r := must(tx.Rule(content.Ruling{Opinion: o.ID, Version: o.Version, What: content.ToApprove, By: author}))
				ok(t, tx.DropCards())
				must(tx.AddCard(content.DeskCard{Opinion: o.ID, Version: o.Version, State: content.CardRuled, Shows: shows}))
				ok(t, tx.StirCards(o.ID))
				then(tx, o, r)
				stale, settled = len(must(tx.StaleCards(9))), len(must(tx.SettledCards(9)))
			})
			return stale, settled
		}
		done := func(tx *storage.Tx, o content.Opinion, r content.Ruling) {
			must(tx.EndRuling(r.ID))
			must(tx.DecideOpinion(o.ID, r.Version, true, r.By))
		}
		for name, c := range map[string]struct {
			shows   string
			then    func(*storage.Tx, content.Opinion, content.Ruling)
			settled bool
		}{
			"taken effect":         {"print", done, true},
			"words erased from it": {"", done, false},
			"taken back":           {"print", func(tx *storage.Tx, _ content.Opinion, r content.Ruling) { must(tx.UndoRuling(r.ID)) }, false},
			"changed by its author": {"print", func(tx *storage.Tx, o content.Opinion, _ content.Ruling) {
				must(tx.EditOpinion(o.ID, "Other hours, "+o.Text))
			}, false},
			"withdrawn by its author": {"print", func(tx *storage.Tx, o content.Opinion, _ content.Ruling) { must(tx.WithdrawOpinion(o.ID)) }, false},
		} {
			stale, settled := cards("Some hours for "+name, c.shows, c.then)
			if settled == 1 != c.settled || stale+settled != 1 {
				t.Errorf("%s: %d are stale, %d only lose Undo", name, stale, settled)
			}
		}
	})
}
