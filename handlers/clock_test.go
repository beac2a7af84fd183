package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestAClockThatJumps puts the wall clock back and forth while people vote and write: what waits for seconds waits for seconds, nothing is lost or applied
// twice, and what people wrote keeps its order.
func TestAClockThatJumps(t *testing.T) {
	for _, jump := range []time.Duration{-40 * 24 * time.Hour, -3 * time.Hour, -10 * time.Minute, -30 * time.Second, time.Hour, 90 * 24 * time.Hour} {
		t.Run(fmt.Sprint(jump), func(t *testing.T) {
			s, moderator := desk(t)
			s.passes(time.Second)
			author := s.person(1, "en")
			group := s.person(2, "en").in(ourGroup)
			group.Says("/poll 1")
			poll := group.newest()
			author.Says("/opinion 1 " + prices)
			group.Taps("1. ")
			update := said(author, s.update, "/figures") // what was handled right before the jump comes again after it
			s.now = s.now.Add(jump)
			had := len(s.chats[1])
			s.apply(update)
			if len(s.chats[1]) != had {
				t.Error("an update was applied twice")
			}
			s.passes(20 * time.Second)
			if !strings.Contains(string(poll.out.Text), "1 volunteer") {
				t.Errorf("twenty seconds after a vote the poll shows\n%s", poll.out.Text)
			}
			s.person(3, "en").in(ourGroup).TapsData(poll.id, poll.out.Buttons[0][0].Press)
			s.passes(20 * time.Second)
			if !strings.Contains(string(poll.out.Text), "2 volunteers") {
				t.Errorf("twenty seconds after a second vote the poll shows\n%s", poll.out.Text)
			}
			author.Says("/opinion 2 " + schools)
			author.Says("/mine").Sees(schools).Taps("Older").Sees(prices)
			moderator.Says("/queue").Sees("2 opinions wait").Taps("Approve").Taps("Approve").Sees("The queue is empty")
		})
	}
}
