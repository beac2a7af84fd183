package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// anonymously lets somebody write in a group in its name.
func (s *stage) anonymously(group content.TelegramID, words string, replyTo content.MessageID) {
	s.t.Helper()
	nobody := &person{stage: s, chat: content.Chat{ID: group, Kind: content.ChatGroup}}
	m := messageOf(words)
	m.OnBehalf, m.ReplyTo = group, replyTo
	nobody.Sends(m)
}

func TestTheRecordHasPagesInTheModerationChat(t *testing.T) {
	d := newDeskStage(t)
	for i := range 12 {
		d.member.Says(fmt.Sprintf("/words add suspect pumpk%cn", 'a'+i))
	}
	d.member.Says("/audit").Sees("12 entries", "pumpkln", "[Older ›]").SeesNot("pumpkan")
	page := d.newestAtDesk("12 entries")
	messages := len(d.chats[deskGroup])
	press(d.person(77, "en").in(deskGroup), page, "Older ›").Sees("for moderators")
	press(d.other, page, "Older ›").Sees("pumpkan", "[‹ Newest]").SeesNot("pumpkln")
	press(d.member, page, "‹ Newest").Sees("pumpkln", "[Older ›]")
	if len(d.chats[deskGroup]) != messages {
		t.Error("pages are sent as new messages")
	}
}

func TestFiguresPassAwayInTheModerationChat(t *testing.T) {
	d := newDeskStage(t, func(o *handlers.Options) { o.Passing = 10 * time.Minute })
	d.say(prices)
	d.member.Says("/stats").Sees("1 ")
	d.newestAtDesk("30 days")
	d.passes(11 * time.Minute)
	for _, m := range d.chats[deskGroup] {
		if strings.Contains(string(m.out.Text), "30 days") {
			t.Error("they stay")
		}
	}
	d.person(moderatorID, "en").Says("/stats").Sees("30 days")
}

// TestWhoLeavesTheModerationChatIsNoModerator anywhere: by Telegram's word at once, and without it after a while.
func TestWhoLeavesTheModerationChatIsNoModerator(t *testing.T) {
	for _, told := range []bool{true, false} {
		d := newDeskStage(t)
		d.say(prices, schools)
		private := d.person(memberID, "en")
		private.Says("/queue").Sees(prices)
		seat := private.newest()
		press(d.member, d.card(schools), "Reject…").Sees("[‹ Back]")
		d.members[memberID] = false
		if told {
			d.member.does(content.Incoming{Kind: content.KindMember, Member: &content.Membership{Whose: memberID}})
			d.passes(2 * time.Second)
		} else {
			d.passes(6 * time.Minute)
		}
		press(d.member, d.card(prices), "Approve").Sees("for moderators")
		press(private, seat, "Approve").Sees("for moderators")
		private.Says("/queue").Sees("for moderators")
		private.Says("/review 1").Sees("for moderators").SeesNot(prices)
		d.member.Says("/ban 1 1d Why").Sees("for moderators")
		m := messageOf("Because I say so.")
		m.ReplyTo = d.card(schools).id
		d.member.Sends(m).SeesNothing()
		d.passes(30 * time.Second)
		for id := content.OpinionID(1); id <= 2; id++ {
			if o := d.opinion(id); o.State != content.Pending || o.Ruled {
				t.Errorf("told %v: opinion %d is %+v", told, id, o)
			}
		}
		if parked := d.parked(); len(parked) > 0 {
			t.Errorf("something broke: %s", parked[0].Cause)
		}
	}
}

// TestAMovedModerationChatIsFollowed: a basic group becomes a supergroup, and the configuration still holds the old id.
func TestAMovedModerationChatIsFollowed(t *testing.T) {
	const moved = content.TelegramID(-1002000007)
	d := newDeskStage(t, func(o *handlers.Options) {
		o.Belongs = func(_ context.Context, group, person content.TelegramID) (bool, error) {
			if group != moved { // the old one is no more
				return false, errors.New("no answer")
			}
			return person == memberID, nil
		}
	})
	d.say(prices)
	d.member.does(content.Incoming{Kind: content.KindMigration, MovedTo: moved})
	d.passes(8 * time.Second)
	var card *shown
	for _, m := range d.chats[moved] {
		if strings.Contains(string(m.out.Text), prices) {
			card = m
		}
	}
	if card == nil {
		t.Fatal("no card stands in the supergroup")
	}
	member := d.person(memberID, "en").in(moved)
	press(d.person(77, "en").in(moved), card, "Approve").Sees("for moderators")
	press(member, card, "Approve").Sees("approved and will be published")
	d.person(77, "en").in(-1002000008).TapsData(card.id, "q.1.1.undo").Sees("private chat")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Approved {
		t.Errorf("it is %+v", o)
	}
	restarted := d.stage
	restarted.restart()
	d.person(3, "en").Says("/opinion 1 " + schools)
	d.passes(8 * time.Second)
	member.Says("/queue").Sees(schools)
}

// TestEveryModeratorsCommandAsksWhoIsIt gives each command of moderators in the name of the group: nothing is done before somebody who may has pressed, and then once.
func TestEveryModeratorsCommandAsksWhoIsIt(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices, schools)
	for name, role := range d.newsroom.Commands() {
		if role != content.RoleModerator || name == "reasons" { // which are for the private chat
			continue
		}
		recorded := len(d.recorded())
		d.anonymously(deskGroup, "/"+name+" 1 1d Why", 0)
		question := d.chats[deskGroup][len(d.chats[deskGroup])-1]
		if buttonNamed(question, "It is me").Press == "" || len(d.recorded()) != recorded {
			t.Errorf("/%s in the name of the group: %q, %d entries more", name, question.out.Text, len(d.recorded())-recorded)
			continue
		}
		press(d.person(77, "en").in(deskGroup), question, "It is me").Sees("for moderators")
		if o := d.opinion(1); o.Ruled || len(d.recorded()) != recorded {
			t.Errorf("/%s was done for a stranger", name)
		}
	}
	if parked := d.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}
