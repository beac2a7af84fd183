package handlers_test

import (
	"context"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aitys/content"
)

// republish publishes the sample with other words.
func (s *stage) republish(t *testing.T, from, to string) {
	t.Helper()
	s.republishAs(t, func(text string) string { return strings.Replace(text, from, to, 1) })
}

var pollBlock = regexp.MustCompile("(?s)```poll\n.*?\n```\n")

// withoutPoll is an article without one of its polls, counted from 0.
func withoutPoll(number int) func(string) string {
	return func(text string) string {
		block := pollBlock.FindAllStringIndex(text, -1)[number]
		return text[:block[0]] + text[block[1]:]
	}
}

// republishAs publishes the sample's files as they are changed.
func (s *stage) republishAs(t *testing.T, change func(text string) string) {
	t.Helper()
	folder := fstest.MapFS{}
	for _, lang := range []string{"en", "ru", "kk"} {
		name := "relocation-kazakhstan." + lang + ".md"
		raw, err := fs.ReadFile(content.Sample(), name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: []byte(change(string(raw)))}
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
	first := shown.out.Buttons[0][0].Press
	s.republish(t, "what has the relocation wave brought Kazakhstan so far?", "what did it bring?")
	group.TapsData(shown.id, first).Sees("closed", "/poll")
	s.person(2, "en").VotesIn(old.poll, 1).Sees("closed", "/poll")
	if !old.stopped {
		t.Error("the old poll's copy is not stopped")
	}
	reader.Says("/poll").Sees("what did it bring?").SeesNot("You have voted")
	reader.Votes(2)
	votes(t, s, "", 1, 0, 0, 1, 0)
	s.passes(time.Minute)
	shown.shows(t, "what has the relocation wave brought Kazakhstan so far?", "1. More gains than costs: <b>100%</b>", "closed")
	if len(shown.out.Buttons) > 0 || shown.edited != 1 {
		t.Errorf("the old poll's message was edited %d times and has the buttons %+v", shown.edited, shown.out.Buttons)
	}
	group.TapsData(shown.id, first).Sees("closed")
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

// shows fails the test unless a message reads so.
func (m *shown) shows(t *testing.T, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(string(m.out.Text), word) {
			t.Errorf("%s: the message lacks %q: %s", line(), word, m.out.Text)
		}
	}
}

// TestAPollThatIsTakenOutIsClosed as soon as the article is published without it, and not when somebody asks for it.
func TestAPollThatIsTakenOutIsClosed(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	group.Says("/poll 3").Taps("4. ")
	reader.Says("/poll 3")
	shown, own := group.newest(), reader.newestPoll()
	s.republishAs(t, withoutPoll(3))
	s.passes(5 * time.Second)
	shown.shows(t, "your own work", "4. No change: <b>100%</b>", "closed")
	if len(shown.out.Buttons) > 0 || shown.edited != 1 {
		t.Errorf("edited %d times, it has the buttons %+v", shown.edited, shown.out.Buttons)
	}
	if !own.stopped {
		t.Error("the native copy is not stopped")
	}
	reader.VotesIn(own.poll, 1).Sees("closed")
	group.Says("/poll 3").Sees("no poll here")
	group.Says("/poll 2").Sees("[Take my vote back]")
	s.passes(time.Minute)
	if shown.edited != 1 {
		t.Errorf("the result was edited %d times", shown.edited)
	}
}
