package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// camps are readers who vote alike on a set of opinions: each camp agrees with its own half, and all with the last opinions.
type camps struct {
	*stage
	opinions []content.OpinionID
	next     content.TelegramID
}

// newCamps brings in opinions of which the last two please everybody.
func newCamps(s *stage, opinions int) *camps {
	s.t.Helper()
	c := &camps{stage: s, next: 1000}
	author := s.person(100, "en")
	for i := range opinions {
		c.opinions = append(c.opinions, s.opinion(author, "", 0, fmt.Sprintf("Opinion %d of somebody", i)).ID)
	}
	return c
}

// join lets so many new readers of a camp vote on everything, one of them every ten minutes.
func (c *camps) join(camp, readers int) {
	c.t.Helper()
	for range readers {
		c.now = c.now.Add(10 * time.Minute)
		c.next++
		person := c.person(c.next, "en")
		c.writes(func(tx *storage.Tx) error {
			if err := tx.Meet([]content.Person{person.who}); err != nil {
				return err
			}
			reader, err := tx.Reader(person.who.ID)
			if err != nil {
				return err
			}
			return c.vote(tx, reader.ID, camp)
		})
	}
}

func (c *camps) vote(tx *storage.Tx, reader content.ReaderID, camp int) error {
	for i, id := range c.opinions {
		stance := content.Agree
		if i < len(c.opinions)-2 && i%2 == camp {
			stance = content.Disagree
		}
		if _, err := tx.SetStance(id, reader, stance); err != nil {
			return err
		}
	}
	return tx.WantMap(1)
}

// draws draws what maps are wished for.
func (c *camps) draws() {
	c.t.Helper()
	if err := c.newsroom.DrawMaps(context.Background()); err != nil {
		c.t.Fatal(err)
	}
}

// shown are the maps that everybody was shown, the newest first.
func (c *camps) shown() (all []storage.ShownMap) {
	c.t.Helper()
	c.writes(func(tx *storage.Tx) (err error) {
		all, err = tx.ShownMaps(1, 100)
		return err
	})
	return all
}

func TestTheMapIsDrawnAndShown(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 10)
	reader := s.person(1, "en")
	reader.Says("/map").Sees("no map of opinions yet", "10 readers", "7 opinions", "[Vote one by one]").SeesNot("[For the newsroom]")
	c.join(0, 7)
	c.join(1, 5)
	c.draws()
	reader.Says("/map").Sees("2 groups", "<b>Group A</b>: 7 readers", "<b>Group B</b>: 5 readers", "12 volunteers, not a survey", "Vote on 7 more opinions")
	reader.Sees("What all groups accept", "A\u00A0100%, B\u00A0100%", "What divides them", "100% of 7 agree: “Opinion", "(elsewhere 0% of 5)")
	picture := reader.picture()
	if picture.Map == nil || len(picture.Map.Areas) != 2 || picture.Map.You != nil || picture.Map.Areas[0].Dots != 7 {
		t.Fatalf("the picture: %+v", picture.Map)
	}
	one := s.person(1001, "en")
	one.Says("/map").Sees("like <b>group A</b>", "Only you are told")
	if you := one.picture().Map.You; you == nil || you.Area != 0 || you.Dot >= 7 {
		t.Errorf("the own place: %+v", you)
	}
	group := one.in(ourGroup).Says("/map").Sees("<b>Group A</b>: 7 readers").SeesNot("Only you", "like <b>group", "more opinions")
	if group.picture().Map.You != nil {
		t.Error("the group sees where somebody stands")
	}
	s.withdraw(c.opinions[9])
	one.Says("/start m_relocation-kazakhstan").Sees("Group A").SeesNot("Opinion 9")
}

// picture is the newest picture in the person's chat.
func (p *person) picture() *content.Picture {
	p.t.Helper()
	for _, m := range slices.Backward(p.chats[p.chat.ID]) {
		if m.out.Picture != nil {
			return m.out.Picture
		}
	}
	p.t.Fatalf("%s: there is no picture", line())
	return nil
}

// TestNobodyIsSingledOutByTwoMaps plays what somebody would do who looks at the public map after every vote of one more reader.
func TestNobodyIsSingledOutByTwoMaps(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 10)
	c.join(0, 6)
	c.join(1, 6)
	c.draws()
	known := 12 // readers who stand on the last map that was shown
	for i := range 40 {
		before := c.shown()
		c.now = c.now.Add(15 * time.Minute) // so that an hour brings fewer than five
		c.join(i%2, 1)
		if i%3 == 0 { // or one who was there changes their mind
			c.writes(func(tx *storage.Tx) error {
				reader, err := tx.Reader(1001)
				if err != nil {
					return err
				}
				return c.vote(tx, reader.ID, i%2)
			})
		}
		c.draws()
		after := c.shown()
		if len(after) == len(before) {
			continue
		}
		if now := 12 + i + 1; now-known < 5 {
			t.Errorf("another map was shown after %d new readers", now-known)
		} else {
			known = now
		}
		if len(before) > 0 && after[0].At.Sub(before[0].At) < time.Hour {
			t.Errorf("another map was shown after %s", after[0].At.Sub(before[0].At))
		}
	}
	if len(c.shown()) < 5 {
		t.Errorf("only %d maps were shown", len(c.shown()))
	}
}

func TestGroupsUnderFiveAreNotTold(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 10)
	c.join(0, 12)
	c.join(1, 4)
	c.draws()
	if len(c.shown()) != 0 {
		t.Fatalf("a map with one group to be told is shown: %s", c.shown()[0].Body)
	}
	c.join(1, 5)
	c.draws()
	for _, m := range c.shown() {
		for _, few := range []string{`"votes":1}`, `"votes":2}`, `"votes":3}`, `"votes":4}`, `"readers":4,`} {
			if strings.Contains(string(m.Body), few) {
				t.Errorf("%s stands in %s", few, m.Body)
			}
		}
	}
	if len(c.shown()) != 1 {
		t.Errorf("%d maps are shown", len(c.shown()))
	}
}

func TestMapsComeAtMostHourly(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 8)
	c.join(0, 6)
	c.join(1, 6)
	c.draws()
	c.now = c.now.Add(-20 * time.Minute) // the next five come within half an hour
	c.join(0, 5)
	c.draws()
	if len(c.shown()) != 1 {
		t.Fatalf("%d maps within an hour", len(c.shown()))
	}
	c.now = c.now.Add(2 * time.Hour)
	s.passes(2 * time.Second)
	c.draws()
	if len(c.shown()) != 2 {
		t.Errorf("%d maps: what was put off is not drawn", len(c.shown()))
	}
}

func TestAVoteWishesForAMapOnce(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.opinion(author, "", 0, "Opinion one of somebody")
	reader.Says("/vote").Taps("Agree")
	wanted := func() (all []content.ArticleID) {
		s.writes(func(tx *storage.Tx) (err error) {
			all, err = tx.MapsWanted()
			return err
		})
		return all
	}
	if len(wanted()) != 0 {
		t.Error("it is drawn at once")
	}
	s.passes(70 * time.Second)
	if len(wanted()) != 1 {
		t.Error("it is not wished for")
	}
	if err := s.newsroom.DrawMaps(context.Background()); err != nil || len(wanted()) != 0 {
		t.Errorf("it is wished for still: %v", err)
	}
}

func TestMapsAreDrawnWhileTicksCome(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 8)
	c.join(0, 6)
	c.join(1, 6)
	ctx, stop := context.WithCancel(context.Background())
	ticks, over := make(chan time.Time), make(chan struct{})
	go func() {
		defer close(over)
		s.newsroom.KeepDrawing(ctx, ticks)
	}()
	ticks <- s.now
	ticks <- s.now // taken once the first is done with
	if len(c.shown()) != 1 {
		t.Error("the map that was wished for is not drawn")
	}
	stop()
	<-over
}
