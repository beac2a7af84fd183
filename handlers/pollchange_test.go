package handlers_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aitys/content"
)

// changed is the sample with another question for the whole article.
func (s *stage) republish(t *testing.T, from, to string) {
	t.Helper()
	folder := fstest.MapFS{}
	for _, lang := range []string{"en", "ru", "kk"} {
		name := "relocation-kazakhstan." + lang + ".md"
		raw, err := content.Sample().(interface {
			ReadFile(name string) ([]byte, error)
		}).ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(raw), from, to, 1))}
	}
	if err := s.newsroom.PublishFolder(context.Background(), folder); err != nil {
		t.Fatal(err)
	}
}

func TestAChangedPollIsANewPoll(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	reader.Says("/poll").Votes(0)
	old := reader.newestPoll()
	group.Says("/poll")
	shown := group.newest()
	words := shown.out.Text
	s.republish(t, "what has the relocation wave brought Kazakhstan so far?", "what did it bring?")
	group.Taps("1. ").Sees("closed", "/poll")
	s.person(2, "en").VotesIn(old.poll, 1).Sees("closed", "/poll")
	if !old.stopped {
		t.Error("the old poll's copy is not stopped")
	}
	reader.Says("/poll").Sees("what did it bring?").SeesNot("You have voted")
	reader.Votes(2)
	votes(t, s, "", 1, 0, 0, 1, 0)
	s.passes(time.Minute)
	if shown.out.Text != words {
		t.Errorf("the old poll's message reads %q", shown.out.Text)
	}
	group.Taps("1. ").Sees("closed")
	votes(t, s, "", 1, 0, 0, 1, 0)
}

// TestStoppingGoesOnInPortions: the copies of a closed poll in private chats are stopped, all of them.
func TestStoppingGoesOnInPortions(t *testing.T) {
	s := newStage(t)
	for i := range 120 {
		s.person(content.TelegramID(10+i), "en").Says("/poll")
	}
	s.republish(t, "what has the relocation wave brought Kazakhstan so far?", "what did it bring?")
	s.person(1, "en").Says("/poll")
	s.passes(30 * time.Second)
	for i := range 120 {
		if reader := s.person(content.TelegramID(10+i), "en"); !reader.newestPoll().stopped {
			t.Fatalf("copy %d still takes votes", i)
		}
	}
	if s.person(1, "en").newestPoll().stopped {
		t.Error("the new poll is stopped")
	}
}
