package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// What the filters hold, and what they reject.
const (
	rude = "You are all complete idiots and morons, every one of you, shut up you idiots."
	spam = "Заработок без вложений, доход от 100$ в день, обучение бесплатное! Пишите в лс @work_manager или вступайте t.me/+qwerty"
)

func TestACommentThatTheFiltersHoldWaitsForAModerator(t *testing.T) {
	for button, deleted := range map[string]bool{"Delete": true, "Leave": false} {
		t.Run(button, func(t *testing.T) {
			w := newPeople(t)
			said := w.comments(w.anna.in(ourGroup), 0, rude)
			w.moderator.last = 0
			w.moderator.Sees("Comment by Reader", "complete idiots", "filters noticed")
			if strings.Contains(w.newestOf(aModerator), "Асель") {
				t.Error("the card names its author")
			}
			if slices.Contains(w.deleted, said) {
				t.Fatal("it is deleted before a moderator has decided")
			}
			card := w.moderator.newest()
			data := card.out.Buttons[0][0].Press
			w.person(3, "en").TapsData(card.id, data).Sees("for moderators")
			w.moderator.Taps(button).Sees("takes effect in 20 s")
			w.passes(22 * time.Second)
			if slices.Contains(w.deleted, said) != deleted || w.kept(said).Kept() == deleted {
				t.Errorf("deleted: %v", w.deleted)
			}
			if strings.Contains(w.newestOf(aModerator), "idiots") {
				t.Error("its words stay on the card")
			}
			w.person(anEditor, "en").TapsData(card.id, data).Sees("decided about this comment already")
		})
	}
}

func TestPlainAdvertisingIsDeletedAtOnceAndCanBeUndone(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	said := w.comments(w.anna.in(ourGroup), 0, spam)
	if !slices.Contains(w.deleted, said) || w.kept(said).Kept() {
		t.Fatalf("deleted: %v", w.deleted)
	}
	if len(w.restricted) != 1 || w.restricted[0].Free || w.restricted[0].Until == 0 {
		t.Fatalf("restricted: %+v", w.restricted)
	}
	if all := w.sanctions(commenter); len(all) != 1 || all[0].By != 0 || all[0].Until.Sub(all[0].At) != 24*time.Hour {
		t.Fatalf("sanctions: %+v", all)
	}
	w.passes(time.Second)
	w.moderator.last = 0
	w.moderator.Sees("Заработок", "deleted it from the group", "cannot write there for a day").Taps("Undo")
	if last := w.restricted[len(w.restricted)-1]; !last.Free || last.Person != commenter {
		t.Errorf("restricted at last: %+v", last)
	}
	w.comments(w.anna.in(ourGroup), 0, "I meant no harm by that.")
	if len(w.deleted) != 1 {
		t.Errorf("deleted: %v", w.deleted)
	}
}

func TestAHeldCommentLeadsToABan(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	said := w.comments(w.anna.in(ourGroup), 0, rude)
	w.moderator.Taps("Ban…").Taps("30 days")
	w.passes(22 * time.Second)
	if said := w.newestOf(aModerator); !strings.Contains(said, "is banned until") {
		t.Errorf("the moderator reads %q", said)
	}
	if all := w.sanctions(commenter); len(all) != 1 || all[0].Kind != content.Banned || all[0].Until.Sub(all[0].At) != 30*24*time.Hour {
		t.Errorf("sanctions: %+v", all)
	}
	if !slices.Contains(w.deleted, said) {
		t.Errorf("deleted: %v", w.deleted)
	}
}

func TestWhoIsErasedLeavesNoWordsOnCards(t *testing.T) {
	for _, way := range []string{"/forget", "by reply"} {
		w := newPeople(t)
		said := w.comments(w.anna.in(ourGroup), 0, rude)
		if way == "by reply" {
			w.replies(w.anna.in(ourGroup), said, "/forget")
		} else {
			w.anna.Says("/forget").Taps("Yes")
		}
		if got := w.newestOf(aModerator); !strings.Contains(got, "taken back by its author") || strings.Contains(got, "idiots") {
			t.Errorf("%s: the card says %q", way, got)
		}
	}
}

func TestAnEditIsLookedAtToo(t *testing.T) {
	w := newPeople(t)
	w.edits(w.anna.in(ourGroup), w.said, w.root, rude)
	if got := w.newestOf(aModerator); !strings.Contains(got, "complete idiots") {
		t.Errorf("the moderator sees %q", got)
	}
}

func TestReportsBringAnOpinionBackTogether(t *testing.T) {
	w := newPeople(t)
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	for id := content.TelegramID(50); id < 53; id++ {
		w.person(id, "en").Says("/start")
	}
	w.passes(25 * time.Hour) // they are no longer new
	for id := content.TelegramID(50); id < 53; id++ {
		w.editor.Says("/queue").Sees("The queue is empty")
		w.person(id, "en").Says("/opinions").Taps("Report").Taps("Yes").Sees("Thank you")
	}
	w.editor.Says("/queue").Sees("It was the rents that changed", "3 of them")
}

func TestReportsOfThoseWhoAreNewCountHalf(t *testing.T) {
	w := newPeople(t)
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	for id := content.TelegramID(50); id < 55; id++ {
		w.person(id, "en").Says("/opinions").Taps("Report").Taps("Yes").Sees("Thank you")
	}
	w.editor.Says("/queue").Sees("The queue is empty")
	w.person(56, "en").Says("/opinions").Taps("Report").Taps("Yes").Sees("Thank you")
	w.editor.Says("/queue").Sees("It was the rents that changed")
}

// oneReportIsEnough lets each report bring an opinion before the moderators.
func (s *stage) oneReportIsEnough() {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error { return tx.Set(0, "reports", "1") })
}

func TestManyReportsHideAnOpinionUntilAModeratorHasDecided(t *testing.T) {
	w := newPeople(t)
	w.oneReportIsEnough()
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	for id := content.TelegramID(50); id < 52; id++ {
		w.person(id, "en").Says("/opinions").Taps("Report").Taps("Yes").Sees("Thank you", "newest first")
	}
	w.person(52, "en").Says("/opinions").Taps("Report").Taps("Yes").Sees("hidden until a moderator")
	w.person(53, "en").Says("/opinions").SeesNot("It was the rents that changed")
	w.editor.Says("/queue").Sees("It was the rents that changed").Taps("Approve")
	w.passes(22 * time.Second)
	w.person(53, "en").Says("/opinions").Sees("It was the rents that changed")
}

func TestNobodyReportsAllDay(t *testing.T) {
	w := newPeople(t)
	for i := range 11 {
		w.person(content.TelegramID(60+i), "en").Says(fmt.Sprintf("/opinion 0 The words of somebody with the number %d.", i))
	}
	for range 12 {
		w.editor.Says("/queue").Taps("Approve")
	}
	w.passes(22 * time.Second)
	reader := w.person(50, "en")
	for i := range 10 {
		reader.Says(fmt.Sprintf("/start o_%d", i+2)).Taps("Report").Taps("Yes").Sees("Thank you")
	}
	reader.Says("/start o_12").Taps("Report").Taps("Yes").Sees("reported much today")
}
