package handlers_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// TestAVoteBeforeItsPollIsKnownWaits: the vote comes while the poll's sending is not settled yet.
func TestAVoteBeforeItsPollIsKnownWaits(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := s.person(2, "en").in(ourGroup)
	group.Says("/poll")
	copied := group.newest()
	s.hold = true
	reader.Says("/poll")
	poll := reader.newest().poll
	reader.VotesIn(poll, 1)
	votes(t, s, "", 0, 0, 0, 0, 0)
	s.release()
	votes(t, s, "", 1, 0, 1, 0, 0)
	s.passes(3 * time.Second)
	if !strings.Contains(string(copied.out.Text), "1 volunteer,") {
		t.Errorf("the vote that had waited does not show: %s", copied.out.Text)
	}
	s.passes(5 * time.Minute)
	if n := s.sees(1, "interrupted"); n != 0 {
		t.Error("the voter is told that the vote cannot be counted, though it was")
	}
}

// killed is the stage after the process was killed between sending and storing that: what was sent is sent again.
func (s *stage) killed() {
	s.t.Helper()
	s.hold, s.held, s.sent = false, nil, 0
	s.newsroom = handlers.New(s.store, handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English, Zone: time.UTC, Discussion: ourGroup})
	if err := s.newsroom.Prepare(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

// TestAVoteInAPollThatWasSentTwiceCounts: its id is never told, but which poll it is can be known.
func TestAVoteInAPollThatWasSentTwiceCounts(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/poll 2").Votes(3)
	s.hold = true
	reader.Says("/poll 3")
	lost := reader.newestPoll().poll
	s.killed()
	reader.VotesIn(lost, 1) // before it is sent again
	if reader.newestPoll().poll == lost {
		t.Fatal("the poll is not sent again: this shows nothing")
	}
	s.passes(10 * time.Second)
	votes(t, s, "labour", 1, 0, 1)
	reader.VotesIn(lost, 2).SeesNothing()
	votes(t, s, "labour", 1, 0, 0, 1)
	reader.VotesIn(lost)
	votes(t, s, "labour", 0)
	reader.Votes(0)
	votes(t, s, "labour", 1, 1)

	// Twice more for the same poll: each has an id of its own.
	ids := []string{}
	for range 2 {
		s.hold = true
		reader.Says("/poll 3")
		ids = append(ids, reader.newestPoll().poll)
		s.killed()
		s.deliver()
	}
	for i, id := range ids {
		reader.VotesIn(id, 1+i).SeesNothing()
	}
	votes(t, s, "labour", 1, 0, 0, 1)
	if n := s.sees(1, "interrupted"); n != 0 {
		t.Errorf("the voter is asked to vote again %d times", n)
	}
	votes(t, s, "cappuccino", 1, 0, 0, 0, 1)
}

// TestAVoteInAPollWhoseAnswerWasLostCounts is the same where the network fails.
func TestAVoteInAPollWhoseAnswerWasLostCounts(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.repeated = true
	reader.Says("/poll 3")
	s.repeated = false
	reader.Says("/poll 2")
	reader.VotesIn("tg-lost", 4).SeesNothing()
	votes(t, s, "labour", 1, 0, 0, 0, 0, 1)
}

// TestAVoteInAPollThatCannotBeKnownIsTold: two different polls may have been sent twice.
func TestAVoteInAPollThatCannotBeKnownIsTold(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.repeated = true
	reader.Says("/poll 2")
	reader.Says("/poll 3")
	reader.VotesIn("tg-lost", 1).Sees("vote once more: /poll")
	reader.VotesIn("tg-lost").SeesNothing()
	votes(t, s, "labour", 0)
	votes(t, s, "cappuccino", 0)
	s.person(2, "ru").VotesIn("tg-forged", 1).Sees("/poll")
}
