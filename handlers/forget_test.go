package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// with many nights of backups.
func backedUp(o *handlers.Options) { o.Backups = 14 }

// TestRightsTranscripts keeps what people are told about what is stored and its erasure, for a diff that can be read.
func TestRightsTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, backedUp)
			reader := s.person(1, lang)
			reader.Says("/start").Says("/opinion 2 " + prices).Says("/opinion 1 " + schools)
			s.approveAll()
			s.record = &strings.Builder{}
			reader.Says("/mydata").Says("/forget")
			no, yes := reader.newest().out.Buttons[0][0].Press, reader.newest().out.Buttons[1][0].Press
			asked := reader.newest().id
			reader.TapsData(asked, no)
			reader.Says("/forget").Says("/opinion 0 " + prices)
			reader.TapsData(asked, yes) // there are more opinions by now
			reader.TapsData(asked, reader.chats[1][reader.indexOf(asked)].out.Buttons[1][0].Press)
			reader.Says("/start").Says("/forget")
			golden(t, "transcripts/rights-"+lang+".txt", s.record.String())
		})
	}
}

// indexOf is the place of a message in the person's chat.
func (p *person) indexOf(id content.MessageID) int {
	p.t.Helper()
	for i, m := range p.chats[p.chat.ID] {
		if m.id == id {
			return i
		}
	}
	p.t.Fatalf("%s: there is no message %d", line(), id)
	return 0
}

func TestWhoForgetsIsUnknown(t *testing.T) {
	s := newStage(t)
	reader, other := s.person(1, "en"), s.person(2, "en")
	reader.Says("/start").Says("/opinion 2 " + prices)
	s.approveAll()
	other.Says("/start").Says("/opinions").Sees(prices)
	reader.Says("/forget").Sees("1 opinion", "cannot be recalled").Taps("Yes, erase everything").Sees("is erased")
	other.Says("/opinions").SeesNot(prices)
	reader.Says("/mine").Sees("no opinions")
	s.queueIsEmpty()
	if name := s.erasures(); len(name) != 1 {
		t.Errorf("erased: %v", name)
	}
}

func (s *stage) erasures() (all []content.ReaderID) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) (err error) {
		all, err = tx.Erasures(0, 10)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func (s *stage) queueIsEmpty() {
	s.t.Helper()
	if waiting := s.waiting(); waiting != 0 {
		s.t.Errorf("%d opinions wait", waiting)
	}
}

func TestSafeAnswerStandsFirstAndChangesNothing(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 2 " + prices).Says("/forget").SeesNot("Backups")
	if first := reader.newest().out.Buttons[0][0]; !strings.HasPrefix(first.Text, "No") {
		t.Errorf("the first answer is %q", first.Text)
	}
	reader.Taps("No, keep everything").Sees("Nothing was erased")
	reader.Says("/mine").Sees(prices)
	for _, forged := range []string{"fg", "fg.", "fg.yes", "fg.yes.0", "fg.yes.99", "fg.maybe.1"} {
		reader.TapsData(reader.newest().id, forged)
	}
	reader.Says("/mine").Sees(prices)
	if len(s.erasures()) != 0 {
		t.Error("a forged press erased somebody")
	}
}

// TestWhatFollowsInTheSameBatch: the press is doubled, which erases again, and words come behind it. Whoever writes them is somebody new.
func TestWhatFollowsInTheSameBatch(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 2 " + prices).Says("/forget")
	asked := reader.newest()
	press := func() content.Incoming {
		s.update++
		return content.Incoming{
			Kind: content.KindPress, Update: s.update, At: s.now, From: reader.who, Chat: reader.chat, Raw: []byte(`{}`),
			Press: &content.Press{ID: fmt.Sprint("p", s.update), Data: asked.out.Buttons[1][0].Press, Message: asked.id},
		}
	}
	one, two := press(), press()
	s.update++
	words := messageOf("/mine")
	words.ID = 900
	s.apply(one, two, content.Incoming{
		Kind: content.KindMessage, Update: s.update, At: s.now, From: reader.who, Chat: reader.chat, Raw: []byte(`{}`), Message: &words,
	})
	if len(s.erasures()) != 2 {
		t.Errorf("erased: %v", s.erasures())
	}
	if last := reader.newest().out.Text; !strings.Contains(string(last), "no opinions") {
		t.Errorf("the last message says %q", last)
	}
	s.nothingParked()
}

func (s *stage) nothingParked() {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) error {
		parked, err := tx.Parked(0, 10)
		if len(parked) > 0 {
			s.t.Errorf("parked: %+v", parked)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestWordsLeaveTheGroup: whoever withdraws, or has everything erased, takes their words out of the messages in groups.
func TestWordsLeaveTheGroup(t *testing.T) {
	for name, leave := range map[string]func(*person){
		"withdrawn": func(p *person) { p.Says("/mine").Taps("Take back").Taps("Yes, take it back") },
		"erased":    func(p *person) { p.Says("/forget").Taps("Yes, erase everything") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			reader, other := s.person(1, "en"), s.person(2, "en")
			group := other.in(ourGroup)
			reader.Says("/start").Says("/opinion 2 " + prices)
			other.Says("/start").Says("/opinion 2 " + schools)
			s.approveAll()
			group.Says("/opinions 2").Sees("Prices went up", "three new friends")
			group.Says("/opinions").Sees("Prices went up")
			leave(reader)
			for _, m := range s.chats[ourGroup] {
				if strings.Contains(string(m.out.Text), "Prices went up") {
					t.Errorf("the group still reads %q", m.out.Text)
				}
				if m.edited != 1 || !strings.Contains(string(m.out.Text), "withdrawn by its author") || len(m.out.Buttons) != 1 || m.out.Buttons[0][0].Start == "" {
					t.Errorf("the group reads %+v, edited %d times", m.out, m.edited)
				}
			}
			leave = func(p *person) { p.Says("/mine").Taps("Take back").Taps("Yes, take it back") }
			leave(other)
			for _, m := range s.chats[ourGroup] {
				if m.edited != 1 {
					t.Error("a message that was replaced is edited again")
				}
			}
		})
	}
}

func TestMyDataCanBeRead(t *testing.T) {
	s := newStage(t)
	reader, other := s.person(1, "ru"), s.person(2, "en")
	other.Says("/start").Says("/opinion 2 " + schools)
	s.approveAll()
	reader.Says("/start").Says("/name").Says("/opinion 2 Цены выросли ещё до кофеен, и нас не спросили.").Says("/opinions 2").Taps("Соглашусь")
	reader.in(ourGroup).Says("/poll 2")
	poll := s.chats[ourGroup][0]
	reader.in(ourGroup).TapsData(poll.id, poll.out.Buttons[1][0].Press)
	reader.Says("/opinion")
	reader.Says("/mydata")
	out := reader.newest().out
	if out.Action != content.ActionFile || !strings.HasPrefix(out.Document.Name, "aitys-mydata-2026-03-01") {
		t.Fatalf("the answer is %+v", out)
	}
	written, err := s.newsroom.Write(context.Background(), *out.Document)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		What string `json:"what_this_is"`
		You  struct {
			TelegramID int `json:"telegram_id"`
		} `json:"you"`
		Opinions []struct{ Text, State string } `json:"your_opinions"`
		Stances  []struct{ Vote string }        `json:"your_votes_on_opinions"`
		Polls    []struct{ Chosen []string }    `json:"your_votes_in_polls"`
		Dialogue struct{ What string }          `json:"what_you_began_and_did_not_end"`
		Messages []struct{ Name string }        `json:"messages_to_you_that_may_be_changed_later"`
	}
	if err := json.Unmarshal(written, &file); err != nil {
		t.Fatal(err)
	}
	if file.You.TelegramID != 1 || len(file.Opinions) != 1 || file.Opinions[0].State != "pending" || len(file.Stances) != 1 || file.Stances[0].Vote != "agree" ||
		len(file.Polls) != 1 || len(file.Polls[0].Chosen) != 1 || file.Dialogue.What == "" || len(file.Messages) == 0 {
		t.Errorf("the file says\n%s", written)
	}
	for _, part := range []string{"{\n  \"what_this_is\": \"Everything", "Цены выросли ещё до кофеен"} {
		if !strings.Contains(string(written), part) {
			t.Errorf("%q is missing in\n%s", part, written)
		}
	}
	if strings.Contains(string(written), "three new friends") {
		t.Error("it holds words of somebody else")
	}
}

// TestNothingElseBringsThemBack: the button is tapped twice on a slow line, and then the chat is deleted and the bot blocked, as we advise.
func TestNothingElseBringsThemBack(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 2 " + prices).Says("/forget")
	asked := reader.newest()
	yes := asked.out.Buttons[1][0].Press
	reader.TapsData(asked.id, yes)
	reader.TapsData(asked.id, yes).Sees("is erased")
	s.isUnknown(reader)
	for _, present := range []bool{false, true, false} {
		reader.does(content.Incoming{Kind: content.KindMembership, Member: &content.Membership{Present: present}})
		s.isUnknown(reader)
	}
	s.nothingParked()
	reader.Says("/start")
	reader.TapsData(asked.id, yes).SeesNot("is erased") // somebody new by now, who has not been asked
}

func (s *stage) isUnknown(p *person) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.Reader(p.who.ID)
		return err
	})
	if content.CodeOf(err) != content.NotFound {
		s.t.Errorf("they are known: %v", err)
	}
}
