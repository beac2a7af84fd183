package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// remarks lets a person say so many things in the thread, and returns the numbers of the messages.
func (w *threads) remarks(p *person, many int) (all []content.MessageID) {
	w.t.Helper()
	for i := range many {
		all = append(all, w.comments(p, 0, fmt.Sprintf("remark %d of many.", i)))
	}
	return all
}

// forgets lets somebody erase everything about themselves.
func (w *threads) forgets(p *person) {
	w.t.Helper()
	p.Says("/forget").Sees("your comments in the group", "Telegram does not let me delete").Taps("Yes, erase everything").Sees("is erased", "being deleted")
}

// owed tells whether a number still leads to an account that was erased.
func (w *threads) owed(person content.ChatID) bool {
	w.t.Helper()
	err := w.store.View(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.TelegramOf(person)
		return err
	})
	if err != nil && content.CodeOf(err) != content.NotFound {
		w.t.Fatal(err)
	}
	return err == nil
}

// lastWords is the number under which an erased person got the last message.
func (w *threads) lastWords(p *person) content.ChatID { return p.newest().out.Chat }

func TestWhoForgetsHasTheirMessagesInTheGroupDeleted(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en"), w.person(2, "en").in(ourGroup)
	anna.Says("/start")
	said := w.remarks(anna.in(ourGroup), 250)
	stays := w.comments(ben, said[0], "That is not what I think.")
	w.forgets(anna)
	if !slices.Equal(w.deleted, said) || slices.Contains(w.deleted, stays) || w.deletions != 3 {
		t.Errorf("%d messages were deleted in %d requests", len(w.deleted), w.deletions)
	}
	anna.SeesNot("still in the group")
	if w.owed(w.lastWords(anna)) {
		t.Error("the number of the last message still leads to the account")
	}
}

func TestWhatTelegramDoesNotDeleteIsTold(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	anna.Says("/start")
	said := w.remarks(anna.in(ourGroup), 150)
	old := []content.MessageID{said[3], said[120]}
	w.undeletable = func(id content.MessageID) bool { return slices.Contains(old, id) }
	w.forgets(anna)
	anna.Sees("2 comments of yours are still in the group")
	if len(w.deleted) != 148 || w.deletions > 40 {
		t.Errorf("%d messages were deleted in %d requests", len(w.deleted), w.deletions)
	}
	if w.owed(w.lastWords(anna)) {
		t.Error("the number of the last message still leads to the account")
	}
}

func TestABotThatMayNotDeleteTriesOnlyAFewTimes(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "ru")
	anna.Says("/start")
	w.remarks(anna.in(ourGroup), 250)
	w.undeletable = func(content.MessageID) bool { return true }
	anna.Says("/forget").Taps("Да, стереть всё").Sees("осталось 250 ваших комментариев")
	if w.deletions > 12 {
		t.Errorf("it was tried %d times", w.deletions)
	}
}

// TestAGroupThatMovedHasOtherNumbers: what was said before the group became a supergroup is not deleted by the numbers that it had, which are other messages' now.
func TestAGroupThatMovedHasOtherNumbers(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	anna.Says("/start")
	w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	w.writes(func(tx *storage.Tx) error { return tx.MoveChat(ourGroup, -1009) })
	w.forgets(anna)
	anna.Sees("1 comment of yours is still in the group")
	if w.deletions != 0 {
		t.Errorf("deleted: %v", w.deleted)
	}
}

func TestWhatTakesTooLongIsGivenUp(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	anna.Says("/start")
	w.remarks(anna.in(ourGroup), 2)
	anna.Says("/forget")
	w.hold = true
	anna.Taps("Yes, erase everything").Sees("is erased")
	owed := w.lastWords(anna)
	w.passes(49 * time.Minute)
	if !w.owed(owed) {
		t.Fatal("the number was given up too early")
	}
	w.passes(2 * time.Minute)
	anna.Sees("2 comments of yours are still in the group")
	w.release() // too late
	w.passes(time.Second)
	if w.owed(owed) {
		t.Error("the number of the last message still leads to the account")
	}
}

func TestAWithdrawnCommentIsDeletedOrSaidToStand(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	first, second := w.comments(anna, 0, "It was the rents, not the coffee."), w.comments(anna, 0, "Or was it?")
	w.comments(anna, first, "/forget")
	anna.Sees("is withdrawn").SeesNot("does not let me")
	if !slices.Equal(w.deleted, []content.MessageID{first}) {
		t.Errorf("deleted: %v", w.deleted)
	}
	w.undeletable = func(content.MessageID) bool { return true }
	w.comments(anna, second, "/forget")
	anna.Sees("is withdrawn", "does not let me delete the message")
	told := anna.newest()
	if told.out.ReplyTo != second || !strings.Contains(string(told.out.Text), "does not let me") {
		t.Errorf("told: %+v", told.out)
	}
}

// TestPrivacySpeaksOfComments: they are kept under the names they were made with, which /privacy has to say, with the way to withdraw them.
func TestPrivacySpeaksOfComments(t *testing.T) {
	s := newStage(t)
	for lang, word := range map[string]string{"en": "Comments in the group", "ru": "Комментарии в группе", "kk": "топ түсініктемелерін"} {
		reader := s.person(content.TelegramID(len(lang)+int(lang[0])), lang)
		reader.Says("/privacy").Sees(word, "/forget", "/thread", "/mydata")
		if n := len(s.chats[reader.chat.ID]); n != 1 {
			t.Errorf("%s: in %d messages", lang, n)
		}
		reader.Says("/rules").Sees("/forget")
	}
}
