package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// newestHeld are the newest cards of a comment in the moderator's and in the editor's chat.
func (w *people) newestHeld() (mine, theirs *shown) {
	w.t.Helper()
	w.moderator.last, w.editor.last = 0, 0
	return w.moderator.newest(), w.editor.newest()
}

func TestADecisionAboutACommentCanBeTakenBack(t *testing.T) {
	for button, want := range map[string]struct{ stands, record string }{
		"Delete": {"To be deleted</b>: Асель", "undo 0 takedown"},
		"Leave":  {"Stays</b>: Асель", "undo 0 approve"},
		"7 days": {"Ban for 7 days</b>: Асель", "undo 0 ban"},
	} {
		t.Run(button, func(t *testing.T) {
			w := newPeople(t)
			_, commenter := w.numbers(1)
			said := w.comments(w.anna.in(ourGroup), 0, rude)
			mine, theirs := w.newestHeld()
			before := string(theirs.out.Text)
			if button == "7 days" {
				press(w.moderator, mine, "Ban…")
			}
			data := mine.out.Buttons[0][0].Press
			press(w.moderator, mine, button).Sees("takes effect in 20 s")
			for _, card := range []*shown{mine, theirs} {
				if text := string(card.out.Text); !strings.Contains(text, "complete idiots") || !strings.Contains(text, want.stands) || len(card.out.Buttons) != 1 {
					t.Errorf("a card reads %q, with %v", text, card.out.Buttons)
				}
			}
			w.editor.TapsData(theirs.id, data).Sees("Асель was first")
			w.moderator.TapsData(mine.id, data).Sees("You have decided about this comment already")
			w.passes(8 * time.Second)
			w.restart()
			press(w.person(3, "en"), theirs, "Undo").Sees("for moderators")
			press(w.editor, theirs, "Undo").Sees("waits for a decision again")
			if string(mine.out.Text) != before || len(mine.out.Buttons) != 2 || mine.out.Buttons[0][0].Text != "Delete" {
				t.Errorf("afterwards the card reads %q, with %v", mine.out.Text, mine.out.Buttons)
			}
			w.passes(time.Minute)
			if slices.Contains(w.deleted, said) || !w.kept(said).Kept() || len(w.restricted) != 0 || len(w.sanctions(commenter)) != 0 {
				t.Errorf("deleted %v, restricted %+v, sanctions %+v", w.deleted, w.restricted, w.sanctions(commenter))
			}
			w.saw("publish 0", want.record)
			w.moderator.TapsData(mine.id, data).Sees("takes effect in 20 s") // the first button again: now it counts
			w.restart()
			w.passes(22 * time.Second)
			if !slices.Contains(w.deleted, said) {
				t.Errorf("deleted at last: %v", w.deleted)
			}
			w.editor.TapsData(theirs.id, data).Sees("decided about this comment already")
		})
	}
}

// TestWithoutTimeToTakeItBackACommentGoesAtOnce, and so does its author.
func TestWithoutTimeToTakeItBackACommentGoesAtOnce(t *testing.T) {
	w := newPeople(t, func(o *handlers.Options) { o.Undo = 0 })
	w.options.Undo = 0
	w.restart()
	w.newsroom.Appear(handlers.Masthead{Title: "The News"})
	_, commenter := w.numbers(1)
	said := w.comments(w.anna.in(ourGroup), 0, rude)
	w.moderator.Taps("Delete")
	if !slices.Contains(w.deleted, said) || strings.Contains(w.newestOf(aModerator), "idiots") {
		t.Errorf("deleted %v, the card reads %q", w.deleted, w.newestOf(aModerator))
	}
	w.comments(w.anna.in(ourGroup), 0, rude)
	w.moderator.Taps("Ban…").Taps("7 days")
	if len(w.sanctions(commenter)) != 1 || len(w.deleted) != 2 {
		t.Errorf("sanctions %+v, deleted %v", w.sanctions(commenter), w.deleted)
	}
}

// TestBansOfTwoAtOnceAreBothCarriedOut: what they wait for, that Telegram tells who they are, has a name of its own each.
func TestBansOfTwoAtOnceAreBothCarriedOut(t *testing.T) {
	w := newPeople(t)
	boris := w.person(2, "en")
	boris.Says("/start")
	w.comments(w.anna.in(ourGroup), 0, rude)
	first, _ := w.newestHeld()
	w.comments(boris.in(ourGroup), 0, "Shut up, you stupid morons, idiots and cretins, all of you here.")
	second, _ := w.newestHeld()
	for _, card := range []*shown{first, second} {
		press(w.moderator, card, "Ban…")
		press(w.moderator, card, "7 days")
	}
	w.passes(30 * time.Second)
	for _, account := range []content.TelegramID{1, 2} {
		if _, number := w.numbers(account); len(w.sanctions(number)) != 1 {
			t.Errorf("upon %d was laid %+v", account, w.sanctions(number))
		}
	}
	if len(w.deleted) != 2 || len(w.restricted) != 2 {
		t.Errorf("deleted %v, restricted %+v", w.deleted, w.restricted)
	}
}

func TestAnAuthorMayTakeACommentBackWhileADecisionWaits(t *testing.T) {
	for _, way := range []string{"/forget", "by reply"} {
		for _, button := range []string{"Delete", "Leave", "7 days"} {
			w := newPeople(t)
			said := w.comments(w.anna.in(ourGroup), 0, rude)
			card, _ := w.newestHeld()
			if button == "7 days" {
				press(w.moderator, card, "Ban…")
			}
			press(w.moderator, card, button)
			undo := card.out.Buttons[0][0].Press
			if way == "by reply" {
				w.replies(w.anna.in(ourGroup), said, "/forget")
			} else {
				w.anna.Says("/forget").Taps("Yes")
			}
			if text := string(card.out.Text); strings.Contains(text, "idiots") || !strings.Contains(text, "taken back by its author") {
				t.Errorf("%s, %s: the card reads %q", way, button, text)
			}
			w.moderator.TapsData(card.id, undo).Sees("or it is gone")
			w.passes(time.Minute)
			if parked := w.parked(); len(parked) > 0 || len(w.restricted) != 0 {
				t.Errorf("%s, %s: parked %+v, restricted %+v", way, button, parked, w.restricted)
			}
			if text := string(card.out.Text); !strings.Contains(text, "taken back by its author") {
				t.Errorf("%s, %s: at last the card reads %q", way, button, text)
			}
		}
	}
}

// TestWhatIsChangedWhileItIsToStayIsReadAgain, and is not left as what it was.
func TestWhatIsChangedWhileItIsToStayIsReadAgain(t *testing.T) {
	w := newPeople(t)
	said := w.comments(w.anna.in(ourGroup), 0, rude)
	card, _ := w.newestHeld()
	press(w.moderator, card, "Leave")
	w.edits(w.anna.in(ourGroup), said, w.root, rude+" Cretins, too.")
	w.passes(time.Minute)
	w.moderator.last = 0
	w.moderator.Sees("Cretins", "[Delete]")
}

func TestThatTheFiltersWereRightCanBeTakenBack(t *testing.T) {
	w := newPeople(t)
	w.comments(w.anna.in(ourGroup), 0, spam)
	w.passes(time.Second)
	card, _ := w.newestHeld()
	press(w.moderator, card, "That was right")
	if text := string(card.out.Text); !strings.Contains(text, "Rightly deleted</b>: Асель") || !strings.Contains(text, "Заработок") {
		t.Errorf("the card reads %q", text)
	}
	press(w.moderator, card, "Undo").Sees("waits for a decision again")
	press(w.moderator, card, "That was right")
	w.passes(22 * time.Second)
	if text := string(card.out.Text); !strings.Contains(text, "finds right") || strings.Contains(text, "Заработок") {
		t.Errorf("the card reads %q", text)
	}
}

func TestADoubleTapTakesNothingBack(t *testing.T) {
	w := newPeople(t)
	w.options.Rest = handlers.CardsRest
	w.restart()
	w.newsroom.Appear(handlers.Masthead{Title: "The News"})
	said := w.comments(w.anna.in(ourGroup), 0, rude)
	card, _ := w.newestHeld()
	press(w.moderator, card, "Delete")
	w.now = w.now.Add(-400 * time.Millisecond) // the next press comes 0.6 s later
	press(w.moderator, card, "Undo").Sees("only just changed")
	w.passes(22 * time.Second)
	if !slices.Contains(w.deleted, said) {
		t.Error("it was taken back")
	}
}
