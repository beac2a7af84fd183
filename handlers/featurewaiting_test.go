package handlers_test

import (
	"testing"
	"time"

	"aitys/content"
)

func TestFeaturingAWaitingOpinionByCommandCanBeTakenBack(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices, schools)
	author := len(d.chats[1])
	d.member.Says("/feature 1").Sees("published and featured in 20 s", "[Undo 1]")
	if o := d.opinion(1); o.State != content.Pending || !o.Ruled || len(d.chats[1]) != author {
		t.Fatalf("before it takes effect it is %+v, and its author was told %d times", o, len(d.chats[1])-author)
	}
	if card := d.card(prices); buttonNamed(card, "Undo").Press == "" {
		t.Errorf("its card is %+v", card.out)
	}
	d.other.Says("/feature 1").Sees("has just been decided")
	press(d.other, d.chats[deskGroup][len(d.chats[deskGroup])-2], "Undo 1").Sees("Taken back")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Pending || o.Ruled || len(d.chats[1]) != author {
		t.Fatalf("taken back it is %+v", o)
	}
	moderator := d.person(moderatorID, "en")
	moderator.Says("/feature 2").Sees("[Undo 2]").Taps("Undo 2").Sees(schools, "[Approve]")
	moderator.Says("/feature 2").Sees("[Undo 2]")
	d.passes(30 * time.Second)
	if o := d.opinion(2); o.State != content.Approved {
		t.Errorf("it is %+v", o)
	}
	d.saw("undo 1 feature", "undo 2 feature", "approve 2", "feature 2")
	moderator.Says("/feature 2").Sees("Opinion 2 is featured")
}

func TestFeaturingInTheGroupWaitsToo(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	moderator := d.person(moderatorID, "en").in(ourGroup)
	moderator.Says("/feature 1").Sees("published and featured in 20 s").SeesNot("[Undo")
	if o := d.opinion(1); o.State != content.Pending || !o.Ruled {
		t.Fatalf("it is %+v", o)
	}
	d.passes(2 * time.Second)
	press(d.member, d.card(prices), "Undo").Sees("Taken back")
	d.person(5, "en").in(ourGroup).Says("/feature 1").Sees("for moderators")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Pending || o.Ruled {
		t.Errorf("it is %+v", o)
	}
}
