package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// TestACardThatWasSentTwiceGoesWhenItIsPressed: what was pressed there counts, and the card that is known shows it.
func TestACardThatWasSentTwiceGoesWhenItIsPressed(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	card := d.card(prices)
	d.passes(2 * time.Second)
	again := d.twice(card)
	press(d.person(77, "en").in(deskGroup), again, "Approve").Sees("for moderators")
	if !d.stands(again) {
		t.Error("somebody who is no moderator has it deleted")
	}
	press(d.member, again, "Approve").Sees("Opinion 1 is approved")
	if d.stands(again) || !d.stands(card) || !d.opinion(1).Ruled || !strings.Contains(string(card.out.Text), "Approved") {
		t.Errorf("the copy stands: %t; the card says %q", d.stands(again), card.out.Text)
	}
	again = d.twice(card)
	d.member.TapsData(again.id, "q.zz.1.approve").Sees("does not wait here any more")
	if d.stands(again) {
		t.Error("a copy about nothing stays")
	}
	d.passes(2 * time.Second)
	press(d.other, card, "Undo")
	if !d.stands(card) {
		t.Error("the card that is known is gone")
	}
}

// twice lets a message stand a second time, of which nobody has told the bot.
func (d *deskStage) twice(m *shown) *shown {
	d.message++
	again := &shown{id: d.message, out: m.out, chat: deskGroup}
	d.chats[deskGroup] = append(d.chats[deskGroup], again)
	return again
}

func (d *deskStage) stands(m *shown) bool { return slices.Contains(d.chats[deskGroup], m) }

// TestACardGoesOnWithoutAnOpinionThatItListed: one that says the same is withdrawn; the other waits on, and its card can be pressed.
func TestACardGoesOnWithoutAnOpinionThatItListed(t *testing.T) {
	d := newDeskStage(t)
	long := "The prices in every shop of our district went up long before the first café for the newcomers was opened there"
	d.say(long, long+" indeed")
	d.passes(20 * time.Second)
	for _, card := range d.cards() {
		if strings.Contains(string(card.out.Text), "1 more opinion") {
			d.takesBackOther(card)
			return
		}
	}
	t.Fatal("no card lists the other opinion")
}

// takesBackOther withdraws the opinion that a card lists.
func (d *deskStage) takesBackOther(card *shown) {
	d.t.Helper()
	other := content.TelegramID(2)
	if strings.Contains(string(card.out.Text), "Opinion 2 ·") {
		other = 1
	}
	d.person(other, "en").Says("/mine").Taps("Take back").Taps("Yes, take it back")
	d.passes(20 * time.Second)
	if said := string(card.out.Text); strings.Contains(said, "1 more opinion") || strings.Contains(said, "withdrawn") {
		d.t.Errorf("the card says %q", said)
	}
	press(d.member, card, "Approve").Sees("is approved")
}

// TestARefusedCommandLeavesNoQuestion: whoever pressed is told why, and the question who it was goes.
func TestARefusedCommandLeavesNoQuestion(t *testing.T) {
	d := newDeskStage(t)
	nobody := &person{stage: d.stage, chat: content.Chat{ID: deskGroup, Kind: content.ChatGroup}}
	m := messageOf("/review 99")
	m.OnBehalf = deskGroup
	nobody.Sends(m).Sees("[It is me]")
	question := d.chats[deskGroup][len(d.chats[deskGroup])-1]
	again := d.twice(question)
	press(d.member, question, "It is me").Sees("no opinion “99”")
	if d.stands(question) {
		t.Error("the question stays")
	}
	press(d.person(77, "en").in(deskGroup), again, "It is me").Sees("no longer applies")
	if !d.stands(again) {
		t.Error("somebody who is no moderator has it deleted")
	}
	if press(d.member, again, "It is me").Sees("no longer applies"); d.stands(again) {
		t.Error("a question that was sent twice stays")
	}
}
