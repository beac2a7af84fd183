package handlers_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// Letters of two UTF-16 units each: as long as something may be, and longer than a message with all that stands on a card.
const (
	longest = "🏔🏔🏔🏔🏔🏔🏔🏔🏔🏔"
)

// An author's words may take most of a message. What the card is about, and what was decided, stand there all the same.
func TestACardThatIsTooLongKeepsItsHeadAndItsDecision(t *testing.T) {
	d := newDeskStage(t)
	d.say(strings.Repeat("The school in our street is full. ", 69))
	press(d.member, d.card("in our street"), "Reject")
	d.passes(30 * time.Second)
	author := d.person(1, "en")
	author.Says("/mine").Taps("Appeal")
	author.Says(strings.Repeat(longest, 50))
	d.passes(8 * time.Second)
	card := d.appealCard()
	for _, wanted := range []string{"Opinion 1 · Reader", longest} {
		if !strings.Contains(string(card.out.Text), wanted) {
			t.Errorf("the open card lacks %q: %q", wanted, card.out.Text)
		}
	}
	press(d.other, card, "Reject…")
	d.passes(2 * time.Second)
	press(d.other, d.appealCard(), "Insult").Sees("Opinion 1 · Reader", "Rejected</b> by Boris", "Insult", "[Undo]")
}

// A second look is blind: no button of its card tells how the opinion was decided.
func TestNoButtonOfASecondLookTellsTheFirstDecision(t *testing.T) {
	s, first, second := lookStage(t, nil)
	id := s.drawn(first, "Reject")
	author := s.stored(id).Author
	second.Says("/queue").Sees(prices)
	second.Taps("Ask…").Sees("nothing was asked").SeesNot("rejected", "Rejected", "already")
	second.Says("/queue").Taps("History").Sees("Reader " + strconv.FormatInt(int64(author), 10)).Sees("rejected 0").SeesNot("• " + strconv.FormatInt(int64(id), 10) + ":")
}

// What an editor has decided is what an appeal is against.
func TestAnOverturnedDecisionIsTheOneThatIsAppealed(t *testing.T) {
	s, first, second := lookStage(t, map[content.TelegramID]content.Role{editorID: content.RoleEditor})
	editor := s.person(editorID, "en")
	editor.Says("/start")
	id := s.drawn(first, "Approve")
	second.Says("/queue").Taps("Reject").Sees("the first decision was another")
	editor.last = 0
	editor.Taps("Change: hide it")
	author := s.person(s.opinionAuthor(id), "en")
	author.Says("/mine").Taps("Appeal")
	author.Taps("Appeal without words")
	first.Says("/queue").Sees("Appeal.", "Rejected</b> by", prices).SeesNot("Approved</b>")
}

// Of three messages that a decision would cost, the last one waits until the group has room: cards of the next opinions come first.
func TestUndoGoesOffACardOnceThereIsRoom(t *testing.T) {
	d := newDeskStage(t, func(o *handlers.Options) { o.Undo = 5 * time.Second })
	d.say(prices, schools, bridges)
	first, second, third := d.card(prices), d.card(schools), d.card(bridges)
	for _, card := range []*shown{first, second, third} {
		press(d.member, card, "Approve")
	}
	d.passes(7 * time.Second)
	if len(first.out.Buttons) != 0 || len(second.out.Buttons) == 0 || len(third.out.Buttons) == 0 {
		t.Fatalf("one card at a time: %v, %v, %v", first.out.Buttons, second.out.Buttons, third.out.Buttons)
	}
	press(d.other, second, "Undo").Sees("Too late")
	d.passes(8 * time.Second)
	for _, card := range []*shown{second, third} {
		if len(card.out.Buttons) != 0 || !strings.Contains(string(card.out.Text), "Approved</b> by") {
			t.Errorf("later: %q %v", card.out.Text, card.out.Buttons)
		}
	}
}

// Reports hide an opinion without a word to its author; so does a decision that keeps it. One that takes it away says what was done.
func TestAnAuthorIsNotToldTwiceThatAHiddenOpinionIsPublished(t *testing.T) {
	for button, told := range map[string]string{"Approve": "is published.", "Reject": "after readers reported it"} {
		t.Run(button, func(t *testing.T) {
			w := newPeople(t)
			w.oneReportIsEnough()
			w.moderator.Says("/queue").Taps("Approve")
			w.passes(22 * time.Second)
			for id := content.TelegramID(50); id < 53; id++ {
				w.person(id, "en").Says("/opinions").Taps("Report").Taps("Yes")
			}
			had := len(w.chats[1])
			w.moderator.Says("/queue").Taps(button)
			w.passes(22 * time.Second)
			if button == "Approve" && len(w.chats[1]) != had {
				t.Errorf("the author reads of it: %q", w.newestOf(1))
			}
			if n := w.sees(1, told); n != 1 {
				t.Errorf("the author reads %q %d times", told, n)
			}
			if n := w.sees(1, "was not published"); n != 0 {
				t.Error("what readers have seen was published")
			}
		})
	}
}

// Whoever changes what reports have hidden waits for a decision like anybody who has changed something.
func TestAnAuthorIsToldOfWhatTheyChangedWhileItWasHidden(t *testing.T) {
	w := newPeople(t)
	w.oneReportIsEnough()
	w.moderator.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	for id := content.TelegramID(50); id < 53; id++ {
		w.person(id, "en").Says("/opinions").Taps("Report").Taps("Yes")
	}
	w.anna.Says("/mine").Taps("Edit")
	w.anna.Says(prices)
	w.moderator.Says("/queue").Sees(prices).Taps("Approve")
	w.passes(22 * time.Second)
	if n := w.sees(1, "is published."); n != 2 {
		t.Errorf("the author is told %d times", n)
	}
}
