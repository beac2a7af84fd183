package storage_test

import (
	"fmt"
	"testing"

	"aitys/content"
	"aitys/storage"
)

const (
	oldGroup = content.TelegramID(-5001)
	newGroup = content.TelegramID(-1009000000005001)
)

func group(id content.TelegramID) content.Chat { return content.Chat{ID: id, Kind: content.ChatGroup} }

func chat(t testing.TB, store *storage.Store, of content.Chat) (number content.ChatID) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { number = must(tx.Chat(of)) })
	return number
}

func TestChatsHaveNumbersOfTheirOwn(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		private, first := reader(t, store, 7).Chat(), chat(t, store, group(oldGroup))
		channel := chat(t, store, content.Chat{ID: -1002, Kind: content.ChatChannel})
		if private == first || first == channel || private == channel {
			t.Errorf("the numbers %d, %d and %d are not three", private, first, channel)
		}
		if got := chat(t, store, content.Chat{ID: 7, Kind: content.ChatPrivate}); got != private {
			t.Errorf("the private chat of reader %d has the number %d", private, got)
		}
		if again := chat(t, store, group(oldGroup)); again != first {
			t.Errorf("the group's number was %d and is %d", first, again)
		}
		view(t, store, func(tx *storage.Tx) {
			for number, id := range map[content.ChatID]content.TelegramID{private: 7, first: oldGroup, channel: -1002} {
				if got := must(tx.TelegramOf(number)); got != id {
					t.Errorf("chat %d is found at %d, not %d", number, got, id)
				}
				if got := must(tx.ChatOf(id)); got != number {
					t.Errorf("the number of %d is %d, not %d", id, got, number)
				}
			}
			_, err := tx.ChatOf(-99)
			coded(t, err, content.NotFound)
			_, err = tx.TelegramOf(99)
			coded(t, err, content.NotFound)
		})
	})
}

func TestAPrivateChatMakesAReader(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		number := chat(t, store, content.Chat{ID: 7, Kind: content.ChatPrivate})
		if got := reader(t, store, 7); got.Chat() != number || !got.Since.Equal(start) {
			t.Errorf("chat %d belongs to %+v", number, got)
		}
	})
}

func TestNowhereIsNoChat(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		update(t, db.open(), func(tx *storage.Tx) {
			_, err := tx.Chat(content.Chat{})
			coded(t, err, content.Invalid)
			coded(t, tx.MoveChat(0, newGroup), content.Invalid)
			coded(t, tx.MoveChat(oldGroup, 0), content.Invalid)
			coded(t, tx.MoveChat(oldGroup, oldGroup), content.Invalid)
		})
	})
}

// TestAGroupMoves lets the news of a move come when the old id is known, the new one, both or neither; each time it comes twice.
func TestAGroupMoves(t *testing.T) {
	known := map[string][]content.TelegramID{
		"the group was known": {oldGroup}, "the supergroup was known": {newGroup}, "both were known": {oldGroup, newGroup},
		"both were known, the supergroup first": {newGroup, oldGroup}, "neither was known": nil,
	}
	for name, met := range known {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) { groupMoves(t, db.open(), met) })
		})
	}
}

func groupMoves(t *testing.T, store *storage.Store, met []content.TelegramID) {
	numbers := map[content.TelegramID]content.ChatID{}
	for _, id := range met {
		numbers[id] = chat(t, store, group(id))
		send(t, store, content.Outgoing{Chat: numbers[id], Text: "from long before"})
	}
	update(t, store, func(tx *storage.Tx) {
		for id, number := range numbers {
			tx.Send(content.Outgoing{Chat: number, Text: content.HTML("from before"), Key: content.MessageKey(fmt.Sprint("from ", id))})
		}
		ok(t, tx.MoveChat(oldGroup, newGroup))
	})
	update(t, store, func(tx *storage.Tx) { ok(t, tx.MoveChat(oldGroup, newGroup)) })
	number := chat(t, store, group(oldGroup))
	if got := chat(t, store, group(newGroup)); got != number {
		t.Errorf("the group is chat %d under its old id and chat %d under its new one", number, got)
	}
	if before, was := numbers[oldGroup]; was && before != number {
		t.Errorf("the group's number was %d and is %d", before, number)
	}
	view(t, store, func(tx *storage.Tx) {
		if got := must(tx.TelegramOf(number)); got != newGroup {
			t.Errorf("the group is found at %d", got)
		}
		rows := must(tx.PendingIn(number, 0, 10))
		if len(rows) != 2*len(met) {
			t.Errorf("of %d messages %d wait in the group's chat", 2*len(met), len(rows))
		}
		for _, row := range rows {
			if row.To != newGroup {
				t.Errorf("a message from before goes to %d", row.To)
			}
		}
	})
}

func TestMessagesMoveWithTheirGroup(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		old, fresh := chat(t, store, group(oldGroup)), chat(t, store, group(newGroup))
		update(t, store, func(tx *storage.Tx) {
			tx.Send(content.Outgoing{Chat: fresh, Key: "post", Text: "sent to the supergroup"})
		})
		row := pending(t, store)[0]
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Settle(content.Result{Outgoing: row.ID, Outcome: content.Delivered, Message: 31}))
			ok(t, tx.MoveChat(oldGroup, newGroup))
			tx.Send(content.Outgoing{Chat: old, Action: content.ActionEdit, EditKey: "post", Text: "changed"})
		})
		if got := pending(t, store)[0]; got.Chat != old || got.To != newGroup || got.Edit != 31 {
			t.Errorf("the edit goes to %d (chat %d), message %d", got.To, got.Chat, got.Edit)
		}
	})
}
