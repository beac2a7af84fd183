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
