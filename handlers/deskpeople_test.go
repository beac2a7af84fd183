package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// newDeskPeople is newPeople with a moderation chat, one of whose members has no configured role.
func newDeskPeople(t *testing.T) (w *people, member *person) {
	t.Helper()
	w = newPeople(t, func(o *handlers.Options) {
		o.Moderation, o.OpenCards = deskGroup, 3
		o.Belongs = func(_ context.Context, _, person content.TelegramID) (bool, error) { return person == memberID, nil }
	})
	return w, w.person(memberID, "en").in(deskGroup)
}

// newestAtDesk is the newest message in the moderation chat that has some words in it.
func (s *stage) newestAtDesk(words string) *shown {
	s.t.Helper()
	for _, m := range slices.Backward(s.chats[deskGroup]) {
		if strings.Contains(string(m.out.Text), words) {
			return m
		}
	}
	s.t.Fatalf("nothing with %q stands in the moderation chat", words)
	return nil
}

// TestNothingIsDoneAboutMembersOfTheModerationChat, whom no setting names: neither by the filters nor by a moderator.
func TestNothingIsDoneAboutMembersOfTheModerationChat(t *testing.T) {
	w, member := newDeskPeople(t)
	said := w.comments(member.in(ourGroup), 0, spam)
	w.passes(2 * time.Second)
	for _, m := range w.chats[deskGroup] {
		if strings.Contains(string(m.out.Text), "Заработок") {
			t.Errorf("the filters hold what one of them says: %q", m.out.Text)
		}
	}
	w.replies(w.moderator.in(ourGroup), said, "/ban 1d")
	if len(w.deleted) != 0 || len(w.restricted) != 0 {
		t.Errorf("deleted %v, restricted %+v", w.deleted, w.restricted)
	}
	if got := w.newestOf(aModerator); !strings.Contains(got, "belongs to the newsroom") {
		t.Errorf("the moderator reads %q", got)
	}
	w.comments(w.anna.in(ourGroup), 0, spam)
	if len(w.deleted) != 1 || len(w.restricted) != 1 {
		t.Errorf("of somebody else deleted %v, restricted %+v", w.deleted, w.restricted)
	}
}

func TestCardsOfCommentsStandInTheModerationChat(t *testing.T) {
	w, member := newDeskPeople(t)
	alone := len(w.chats[aModerator])
	said := w.comments(w.anna.in(ourGroup), 0, rude)
	card := w.newestAtDesk("complete idiots")
	if len(w.chats[aModerator]) != alone {
		t.Error("it is shown in private, too")
	}
	press(w.person(77, "en").in(deskGroup), card, "Ban…").Sees("for moderators")
	w.passes(10 * time.Minute) // what Telegram told is to be asked anew
	press(member, card, "Ban…").Sees("[1 day]", "[7 days]")
	press(member, card, "7 days")
	w.passes(22 * time.Second)
	_, commenter := w.numbers(1)
	if all := w.sanctions(commenter); len(all) != 1 || all[0].Kind != content.Banned || !slices.Contains(w.deleted, said) {
		t.Fatalf("laid upon her: %+v, deleted %v", all, w.deleted)
	}
	if text := string(card.out.Text); strings.Contains(text, "idiots") || len(card.out.Buttons) != 0 {
		t.Errorf("the card still reads %q", text)
	}
	w.anna.Says("/opinion 0 Something else that I wanted to say.").Taps("Ask")
	w.newestAtDesk("asks")
}

// TestTheCardOfALongCommentIsOneMessage: the stage refuses what Telegram would.
func TestTheCardOfALongCommentIsOneMessage(t *testing.T) {
	w, _ := newDeskPeople(t)
	w.comments(w.anna.in(ourGroup), 0, rude+" "+strings.Repeat("<ё ", 1300))
	w.newestAtDesk("complete idiots")
}

func TestACardLeadsToABan(t *testing.T) {
	w, member := newDeskPeople(t)
	w.passes(8 * time.Second)
	card := w.newestAtDesk("It was the rents that changed")
	reader, _ := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/warn %d Mind your words", reader))
	w.passes(2 * time.Second)
	press(member, card, "History")
	if m := w.newestAtDesk(fmt.Sprintf("Reader %d", reader)); !strings.Contains(string(m.out.Text), "Mind your words") || m.out.ReplyTo != card.id {
		t.Errorf("the history is %+v", m.out)
	}
	press(w.person(77, "en").in(deskGroup), card, "Ban…").Sees("for moderators")
	press(member, card, "Ban…").Sees("[1 day]", "[7 days]", "[30 days]", "[For good]")
	w.passes(2 * time.Second)
	press(member, card, "‹ Back").Sees("[Approve]").SeesNot("[30 days]")
	w.passes(2 * time.Second)
	press(member, card, "Ban…")
	w.passes(2 * time.Second)
	press(member, card, "30 days").Sees("is banned until", "[Approve]", "was warned 1 time")
	all := w.sanctions(reader)
	if last := all[len(all)-1]; last.Kind != content.Banned || last.Until.Sub(last.At) != 30*24*time.Hour || len(w.restricted) != 0 {
		t.Errorf("laid upon her: %+v; in the group, where nobody may learn of it: %+v", all, w.restricted)
	}
	for _, forged := range []string{"ban.0", "ban.366", "ban.-1", "ban.x", "ban.7.7"} {
		w.passes(2 * time.Second)
		member.TapsData(card.id, "q.1.1."+forged).Sees("no longer applies")
	}
	if got := len(w.sanctions(reader)); got != len(all) {
		t.Errorf("forged presses laid %d", got-len(all))
	}
}

// TestACardTellsWhatHoldsAboutItsAuthor also what was laid upon them, or lifted, while it stood there.
func TestACardTellsWhatHoldsAboutItsAuthor(t *testing.T) {
	w, _ := newDeskPeople(t)
	w.passes(8 * time.Second)
	const words = "It was the rents that changed"
	w.newestAtDesk(words)
	reader, _ := w.numbers(1)
	for _, step := range []struct{ says, stands, gone string }{
		{"/warn %d Mind your words", "was warned 1 time", "ban →"},
		{"/ban %d 7d Spam", "ban →", "\x00"},
		{"/unban %d", "was warned 1 time", "ban →"},
	} {
		w.moderator.Says(fmt.Sprintf(step.says, reader))
		w.passes(8 * time.Second)
		if said := string(w.newestAtDesk(words).out.Text); !strings.Contains(said, step.stands) || strings.Contains(said, step.gone) {
			t.Errorf("after %s the card says %q", step.says, said)
		}
	}
}

// TestACardTellsNothingOfABanThatIsOver by its time.
func TestACardTellsNothingOfABanThatIsOver(t *testing.T) {
	for _, command := range []string{"/ban %d 1d Spam", "/mute %d 1d Spam"} {
		w, _ := newDeskPeople(t)
		w.passes(8 * time.Second)
		const words = "It was the rents that changed"
		reader, _ := w.numbers(1)
		w.moderator.Says(fmt.Sprintf(command, reader))
		w.passes(8 * time.Second)
		if said := string(w.newestAtDesk(words).out.Text); !strings.Contains(said, "Spam") {
			t.Fatalf("while it runs the card says %q", said)
		}
		w.passes(24 * time.Hour)
		if said := string(w.newestAtDesk(words).out.Text); strings.Contains(said, "Spam") {
			t.Errorf("%s: when it is over the card says %q", command, said)
		}
	}
}

// TestABanForGoodIsAskedAgain in private, of whoever pressed.
func TestABanForGoodIsAskedAgain(t *testing.T) {
	w, member := newDeskPeople(t)
	w.passes(8 * time.Second)
	card := w.newestAtDesk("It was the rents that changed")
	private := w.person(memberID, "en").Says("/start")
	reader, _ := w.numbers(1)
	press(member, card, "Ban…")
	w.passes(2 * time.Second)
	press(member, card, "For good")
	if all := w.sanctions(reader); len(all) != 0 {
		t.Fatalf("before the answer: %+v", all)
	}
	w.passes(6 * time.Minute) // the question outlasts what Telegram told about the member
	private.Taps("Yes, for good")
	if all := w.sanctions(reader); len(all) != 1 || all[0].Kind != content.Banned || !all[0].Until.IsZero() {
		t.Errorf("after it: %+v", all)
	}
}

func TestBanAndHistoryInPrivate(t *testing.T) {
	w := newPeople(t)
	reader, _ := w.numbers(1)
	w.moderator.Says("/queue").Taps("History").Sees(fmt.Sprintf("Reader %d", reader), "No warnings")
	w.passes(2 * time.Second)
	card := w.chats[aModerator][len(w.chats[aModerator])-2]
	press(w.moderator, card, "Ban…").Sees("[1 day]")
	w.passes(2 * time.Second)
	press(w.moderator, card, "1 day").Sees("is banned until", "[Approve]")
	if all := w.sanctions(reader); len(all) != 1 || all[0].Until.Sub(all[0].At) != 24*time.Hour {
		t.Errorf("laid upon her: %+v", all)
	}
}

// TestARulingIsRecordedWhenItTakesEffect: as waiting until it was made, by whoever made it.
func TestARulingIsRecordedWhenItTakesEffect(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices, schools)
	d.passes(10 * time.Minute)
	press(d.member, d.card(prices), "Feature")
	press(d.member, d.card(schools), "Reject")
	d.passes(2 * time.Second)
	press(d.other, d.card(schools), "Undo")
	d.saw("undo 2 reject")
	d.passes(time.Minute)
	d.saw("undo 2 reject", "approve 1", "feature 1")
	all := d.recorded()
	d.oneReportIsEnough()
	d.person(50, "en").Says("/start o_1").Taps("Report").Taps("Yes")
	d.passes(5 * time.Minute)
	press(d.member, d.card("has reported it"), "Approve")
	d.passes(time.Minute)
	if e := d.recorded()[3]; e.Waited < 5*time.Minute || e.Waited > 5*time.Minute+15*time.Second {
		t.Errorf("of one that was reported, recorded: %+v", e)
	}
	if e := all[1]; e.Waited < 10*time.Minute || e.Waited > 10*time.Minute+15*time.Second || e.By == 0 || e.By == all[0].By || e.By != all[2].By || e.Person != 0 {
		t.Errorf("recorded: %+v", e)
	}
}
