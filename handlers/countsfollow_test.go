package handlers_test

import (
	"testing"
	"time"

	"aitys/content"
)

// TestCountsFollowInAMessageThatIsKnownLate: the vote comes before the result of the message's sending.
func TestCountsFollowInAMessageThatIsKnownLate(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := s.person(2, "en").in(ourGroup)
	reader.Says("/poll")
	s.hold = true
	group.Says("/poll")
	reader.Votes(0)
	s.passes(10 * time.Minute)
	s.release()
	s.passes(3 * time.Second)
	group.newest().shows(t, "1 volunteer,")
}

// TestAPressTellsWhichMessageItIs: what became of the sending was never told, the message stands all the same.
func TestAPressTellsWhichMessageItIs(t *testing.T) {
	s := newStage(t)
	group := s.person(1, "en").in(ourGroup)
	s.hold = true
	group.Says("/poll 3")
	s.unsure()
	copied := group.newest()
	group.Taps("1. ").Sees("Counted")
	s.passes(3 * time.Second)
	copied.shows(t, "1 volunteer,")
	s.person(2, "en").in(ourGroup).Taps("2. ")
	s.passes(20 * time.Second)
	copied.shows(t, "2 volunteers,")
}

// TestAPressUnderAnotherMessageDoesNotCount, and lets nothing be edited.
func TestAPressUnderAnotherMessageDoesNotCount(t *testing.T) {
	s := newStage(t)
	group := s.person(1, "en").in(ourGroup)
	group.Says("/summary")
	summary := group.newest()
	words := summary.out.Text
	group.Says("/poll 1")
	known := group.newest()
	s.hold = true
	group.Says("/poll 3")
	s.unsure()
	lost := group.newest()
	data := lost.out.Buttons[0][0].Press
	group.TapsData(known.id, data).Sees("Counted") // nothing tells that it is wrong, but no message is taken for the copy's
	group.TapsData(summary.id, data)
	s.passes(time.Minute)
	known.shows(t, "Nobody has voted yet")
	if summary.out.Text != words {
		t.Errorf("the summary reads %q", summary.out.Text)
	}
	group.TapsData(lost.id, data)
	s.passes(time.Minute)
	lost.shows(t, "1 volunteer,")
	for _, forged := range []content.MessageID{known.id, summary.id} {
		group.TapsData(forged, lost.out.Buttons[1][0].Press).Sees("no longer applies")
	}
	group.TapsData(lost.id, known.out.Buttons[0][0].Press).Sees("no longer applies")
	votes(t, s, "labour", 1, 1)
	votes(t, s, "diaspora", 0)
}

// TestThePaceHoldsForAllCopiesOfAChat: forty copies and one vote are no forty edits, and yet each of them shows it in the end.
func TestThePaceHoldsForAllCopiesOfAChat(t *testing.T) {
	s := newStage(t)
	group := s.person(1, "en").in(ourGroup)
	for i := range 40 {
		group.Says([]string{"/poll 3", "/poll 2"}[i%2])
	}
	s.passes(time.Minute)
	all := s.chats[ourGroup]
	edits := func() (n int) {
		for _, m := range all {
			n += m.edited
		}
		return n
	}
	oldest, newest := all[1], all[39]
	before := edits()
	group.TapsData(oldest.id, oldest.out.Buttons[0][0].Press)
	s.passes(3 * time.Second)
	if n := edits() - before; n < 1 || n > 3 {
		t.Errorf("%d edits at once", n)
	}
	oldest.shows(t, "1 volunteer,")
	newest.shows(t, "1 volunteer,")
	for range 4 { // votes go on
		before := edits()
		for i := range 60 {
			s.person(content.TelegramID(100+i), "en").in(ourGroup).TapsData(newest.id, newest.out.Buttons[i%3][0].Press)
		}
		if n := edits() - before; n > 12*2 { // an act takes a second, and so does its result
			t.Errorf("%d edits in two minutes", n)
		}
	}
	s.passes(6 * time.Minute)
	for i, m := range all {
		if i%2 == 1 {
			m.shows(t, "61 volunteers,")
		}
	}
	before = edits()
	s.passes(5 * time.Minute)
	if edits() != before {
		t.Error("edits go on though nobody votes")
	}
}
