package handlers_test

import (
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// passingThreads is a thread in which answers to one person are taken away after ten minutes.
func passingThreads(t *testing.T) *threads {
	t.Helper()
	d := newDesk(t, func(o *handlers.Options) { o.Passing = 10 * time.Minute })
	d.publishes()
	return &threads{d, d.forwardsAll()}
}

func TestARefusalInTheGroupLeadsToWhatItAdvises(t *testing.T) {
	w := passingThreads(t)
	anna, ben := w.person(1, "en").in(ourGroup), w.person(2, "en").in(ourGroup)
	said := w.comments(anna, 0, "It was the rents, not the coffee.")
	for words, want := range map[string]string{"/opinion": "c_opinion", "/forget": "c_articles"} {
		w.comments(ben, said, words)
		if got := ben.newest().out.Buttons[0][0].Start; got != want {
			t.Errorf("%s leads to %q, want %q", words, got, want)
		}
	}
	w.comments(ben, 0, "/forget")
	if got := ben.newest().out.Buttons[0][0].Start; got != "c_forget" {
		t.Errorf("/forget to no comment leads to %q", got)
	}
}

func TestTheReceiptInTheGroupIsTakenAway(t *testing.T) {
	w := passingThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	w.comments(anna, w.comments(anna, 0, "It was the rents, not the coffee."), "/opinion")
	if w.stands("this is opinion 1 now") == nil {
		t.Fatal("there is no receipt")
	}
	w.passes(11 * time.Minute)
	if m := w.stands("this is opinion 1 now"); m != nil {
		t.Errorf("it still stands: %+v", m.out)
	}
}

// TestAServiceAnswerThatIsSentLateIsTakenAwayToo: it still waited in the outbox when its time was up.
func TestAServiceAnswerThatIsSentLateIsTakenAwayToo(t *testing.T) {
	w := passingThreads(t)
	w.hold = true
	w.person(1, "en").in(ourGroup).Says("/mine@aitys_bot")
	w.passes(11 * time.Minute)
	if len(w.held) == 0 {
		t.Fatal("nothing was answered")
	}
	w.hold = false
	before := len(w.chats[ourGroup])
	w.apply(w.held...)
	w.held = nil
	w.passes(2 * time.Minute)
	if left := len(w.chats[ourGroup]); left != before-1 {
		t.Errorf("%d messages of %d stay", left, before)
	}
}

// TestADecisionIsToldWhereItsCommentStands: by reply; in a group that has moved since there is nothing to reply to, and a sentence to nobody would stand there.
func TestADecisionIsToldWhereItsCommentStands(t *testing.T) {
	w := passingThreads(t)
	anna, moderator := w.person(1, "en").in(ourGroup), w.person(anEditor, "en")
	first := w.comments(anna, 0, "It was the rents, not the coffee.")
	w.comments(anna, first, "/opinion")
	second := w.comments(anna, first, "And the schools, of which there are too few.")
	w.comments(anna, second, "/opinion")
	moderator.Says("/feature 1").Sees("will be published and featured in 20 s")
	w.passes(22 * time.Second)
	if m := w.stands("Your opinion 1 is published"); m == nil || m.out.ReplyTo != first {
		t.Fatalf("told: %+v", m)
	}
	anna.does(content.Incoming{Kind: content.KindMigration, MovedTo: -1002})
	moderator.Says("/feature 2").Sees("will be published and featured")
	w.passes(22 * time.Second)
	if o := w.stored(2); o.State != content.Approved {
		t.Fatalf("it is %+v", o)
	}
	if m := w.stands("Your opinion 2"); m != nil {
		t.Errorf("in the group that has moved it is said to nobody: %+v", m)
	}
}
