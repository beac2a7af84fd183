package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const why = "It names no child, only a class of thirty."

// rejected lets an author's opinion be rejected for a reason in the moderation chat, by d.member.
func rejected(t *testing.T, opts ...func(*handlers.Options)) (*deskStage, *person) {
	t.Helper()
	d := newDeskStage(t, opts...)
	d.say(prices)
	press(d.member, d.card(prices), "Reject…")
	d.passes(2 * time.Second)
	press(d.member, d.card(prices), "Insult")
	d.passes(30 * time.Second)
	author := d.person(1, "en")
	author.Sees("was not published", "The reason: Insult")
	return d, author
}

// moderates lets somebody decide about an opinion of another author, so that they count as one who moderates.
func (d *deskStage) moderates(p *person) {
	d.t.Helper()
	d.person(7, "en").Says("/opinion 2 " + schools)
	d.passes(8 * time.Second)
	press(p, d.card(schools), "Approve")
	d.passes(40 * time.Second)
}

// appealCard is the card of an opinion under appeal.
func (d *deskStage) appealCard() *shown {
	d.t.Helper()
	for _, m := range slices.Backward(d.cards()) {
		if strings.Contains(string(m.out.Text), "Appeal.") && len(m.out.Buttons) > 0 {
			return m
		}
	}
	d.t.Fatal("there is no card of an appeal")
	return nil
}

func TestAnAppealGoesToAnotherModerator(t *testing.T) {
	d, author := rejected(t)
	d.moderates(d.other)
	author.Says("/mine").Sees("Not published.", "Decided on March 1, 2026.", "The reason: Insult", "you can appeal once", "[Appeal]")
	author.Taps("Appeal").Sees("Appeal about opinion 1?", "10 to 500", "[No, leave it]")
	author.Says("Too short").Sees("That has 9 characters")
	author.Says(why + " <b>").Sees("was received")
	author.Says("/mine").Sees("Your appeal was received", "it was first in the queue").SeesNot("[Appeal]")
	d.passes(10 * time.Second)
	card := d.appealCard()
	for _, want := range []string{"Rejected</b> by Асель", "Reason: Insult", "The author: “" + why + " &lt;b&gt;”", "Whoever made the first decision does not make this one", prices} {
		if !strings.Contains(string(card.out.Text), want) {
			t.Errorf("the card lacks %q: %s", want, card.out.Text)
		}
	}
	for _, label := range []string{"Approve", "Reject", "Feature", "Reject…"} {
		press(d.member, card, label).Sees("against your own decision about opinion 1")
	}
	first := d.person(memberID, "en")
	d.members[memberID] = true
	first.Says("/queue").Sees("1 opinion waits for somebody else").SeesNot(prices)
	first.TapsData(first.newest().id, card.out.Buttons[0][0].Press).Sees("against your own decision")
	first.Says("/feature 1").Sees("against your own decision")
	first.Says("/takedown 1 It is an insult").Sees("against your own decision")
	if o := d.opinion(1); o.State != content.Pending || o.Ruled {
		t.Fatalf("whoever decided first decided again: %+v", o)
	}
	d.person(otherID, "en").Says("/queue").Sees(prices, "Appeal.")
	third, reject := d.person(moderatorID, "en").in(deskGroup), card.out.Buttons[0][1].Press
	press(d.other, card, "Approve")
	d.passes(2 * time.Second)
	third.TapsData(card.id, reject).Sees("Boris was first")
	d.passes(30 * time.Second)
	third.TapsData(card.id, reject).Sees("Boris was first")
	if o := d.opinion(1); o.State != content.Approved {
		t.Fatalf("it is %s", o.State)
	}
	author.last = 0
	author.Sees("Your appeal was right: your opinion 1 is published.")
	d.hasDeeds(content.DeedAppeal, content.DeedAppealDecided)
}

// hasDeeds checks that deeds stand in the record. Words of people are in none.
func (d *deskStage) hasDeeds(deeds ...content.Deed) {
	d.t.Helper()
	d.writes(func(tx *storage.Tx) error {
		all, err := tx.Entries(0, 1000)
		for _, deed := range deeds {
			if !slices.ContainsFunc(all, func(e content.Entry) bool { return e.What == deed && e.Opinion == 1 && e.Reason == "" }) {
				d.t.Errorf("%q is not recorded, or with its words", deed)
			}
		}
		return err
	})
}

func TestAnAppealIsFinalForTheSameText(t *testing.T) {
	d, author := rejected(t)
	d.moderates(d.other)
	author.Says("/mine").Taps("Appeal")
	ask := author.newest()
	send := ask.out.Buttons[1][0].Press
	author.Taps("Appeal without words").Sees("Your appeal was received")
	author.TapsData(ask.id, send).Sees("nothing to appeal against")
	d.passes(10 * time.Second)
	card := d.appealCard()
	press(d.other, card, "Reject")
	d.passes(30 * time.Second)
	author.last = 0
	author.Sees("Your opinion 1 was read again after your appeal", "final for this text")
	author.Says("/mine").Sees("the decision stands").SeesNot("[Appeal]")
	author.TapsData(author.newest().id, send).Sees("nothing to appeal against")
	author.Says("/mine").Taps("Sign as…").Taps("Anonymous")
	author.Says("/mine").SeesNot("[Appeal]") // another signature is no other text
	author.Taps("Edit")
	author.Says("Prices went up long before the cafés did, and nobody here asked us.")
	d.passes(10 * time.Second)
	edited := d.card("long before")
	if strings.Contains(string(edited.out.Text), "Appeal.") {
		t.Error("the newer text is under appeal")
	}
	press(d.member, edited, "Reject")
	d.passes(30 * time.Second)
	author.Says("/mine").Sees("[Appeal]")
}

func TestAnEditOrAWithdrawalEndsAnAppeal(t *testing.T) {
	d, author := rejected(t)
	d.moderates(d.other)
	author.Says("/mine").Taps("Appeal")
	author.Says(why)
	author.Says("/mine").Taps("Edit")
	author.Says("Prices went up, and that is all.")
	d.passes(10 * time.Second)
	card := d.card("that is all")
	if strings.Contains(string(card.out.Text), "Appeal.") || strings.Contains(string(card.out.Text), why) {
		t.Errorf("the changed opinion is under appeal: %s", card.out.Text)
	}
	press(d.member, card, "Reject")
	d.passes(30 * time.Second)
	author.last = 0
	author.Sees("was not published").SeesNot("after your appeal")
	author.Says("/mine").Taps("Appeal")
	author.Says(why)
	d.restart()
	author.Says("/mine").Taps("Take back").Taps("Yes, take it back")
	d.passes(10 * time.Second)
	for _, m := range d.cards() {
		if strings.Contains(string(m.out.Text), why) {
			t.Errorf("after the withdrawal a card says %q", m.out.Text)
		}
	}
	d.writes(func(tx *storage.Tx) error {
		if last, err := tx.AppealOn(1); content.CodeOf(err) != content.NotFound {
			t.Errorf("kept: %+v (%v)", last, err)
		}
		return nil
	})
}

func TestWhereNobodyElseModeratesEditorsAreTold(t *testing.T) {
	const editor = content.TelegramID(950)
	d, author := rejected(t, func(o *handlers.Options) { o.Roles = map[content.TelegramID]content.Role{editor: content.RoleEditor} })
	e := d.person(editor, "en")
	e.Says("/start")
	author.Says("/mine").Taps("Appeal")
	author.Taps("Appeal without words")
	e.last = author.last
	e.Sees("nobody but the moderator who rejected it")
	d.passes(10 * time.Second)
	press(d.member, d.appealCard(), "Approve").Sees("against your own decision")
	e.Says("/queue").Sees(prices, "Appeal.").Taps("Approve")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Approved {
		t.Errorf("it is %s", o.State)
	}
}

func TestWhoeverIsAloneDecidesAgain(t *testing.T) {
	d, author := rejected(t, func(o *handlers.Options) { o.Roles = nil })
	author.Says("/mine").Taps("Appeal")
	author.Taps("Appeal without words")
	d.passes(10 * time.Second)
	card := d.appealCard()
	if !strings.Contains(string(card.out.Text), "There is nobody else to decide") {
		t.Errorf("the card says %q", card.out.Text)
	}
	press(d.member, card, "Approve")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Approved {
		t.Errorf("it is %s", o.State)
	}
}

func TestATakedownCanBeAppealed(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	press(d.member, d.card(prices), "Approve")
	d.passes(30 * time.Second)
	d.moderates(d.member)
	other := d.person(otherID, "en")
	d.members[otherID] = true
	other.Says("/takedown 1 Somebody’s address")
	author := d.person(1, "ru")
	author.Says("/mine").Sees("Снято с публикации.", "Причина: Somebody’s address", "[Обжаловать]")
	author.Taps("Обжаловать").Taps("без слов")
	d.passes(10 * time.Second)
	card := d.appealCard()
	if !strings.Contains(string(card.out.Text), "Taken down") {
		t.Errorf("the card says %q", card.out.Text)
	}
	press(d.other, card, "Reject").Sees("against your own decision")
	press(d.member, card, "Approve")
	d.passes(30 * time.Second)
	author.last = 0
	author.Sees("Вы обжаловали решение не зря")
	d.person(5, "en").Says("/opinions 1").Sees(prices)
}

// TestAnAppealOutlivesTheMovedChat: cards stand in the chat, appeals in the store.
func TestAnAppealOutlivesTheMovedChat(t *testing.T) {
	const supergroup = content.TelegramID(-100777)
	d, author := rejected(t)
	d.moderates(d.other)
	author.Says("/mine").Taps("Appeal")
	author.Says(why)
	d.member.does(content.Incoming{Kind: content.KindMigration, MovedTo: supergroup})
	d.restart()
	d.passes(15 * time.Second)
	found := false
	for _, m := range d.chats[supergroup] {
		found = found || strings.Contains(string(m.out.Text), why)
	}
	if !found {
		t.Error("the appeal has no card in the chat that the group became")
	}
}

func TestStrangersCannotAppeal(t *testing.T) {
	d, author := rejected(t)
	author.Says("/mine")
	var data string
	for _, row := range author.newest().out.Buttons {
		for _, b := range row {
			if b.Text == "Appeal" {
				data = b.Press
			}
		}
	}
	stranger := d.person(66, "en")
	for _, forged := range []string{data, data + ".send", "ap.1.m.send", "ap.zz.r", "ap..", "ap.1"} {
		stranger.TapsData(1, forged)
		stranger.in(ourGroup).TapsData(1, forged)
		stranger.in(deskGroup).TapsData(1, forged)
	}
	stranger.Says("Let me add something to what is not mine.")
	if o := d.opinion(1); data == "" || o.State != content.Rejected {
		t.Errorf("it is %s", o.State)
	}
}

func TestAnAppealAgainstTheProgramNamesTheProgram(t *testing.T) {
	d := newDeskStage(t)
	d.set("reject=itself")
	author := d.person(1, "en")
	author.Says("/opinion 1 " + advert).Sees("was not published")
	author.Says("/mine").Taps("Appeal").Taps("Appeal without words")
	d.passes(10 * time.Second)
	if said := string(d.appealCard().out.Text); !strings.Contains(said, "Rejected</b> by the program") || strings.Contains(said, "moderator 0") {
		t.Errorf("the card says %q", said)
	}
}
