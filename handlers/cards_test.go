package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const (
	deskGroup = content.TelegramID(-1007)
	memberID  = content.TelegramID(910)
	otherID   = content.TelegramID(911)
)

// deskStage is a stage with a moderation chat and what Telegram tells of its members.
type deskStage struct {
	*stage
	members map[content.TelegramID]bool
	asked   int
	silent  bool // Telegram does not answer
	member  *person
	other   *person
}

func newDeskStage(t *testing.T, opts ...func(*handlers.Options)) *deskStage {
	t.Helper()
	d := &deskStage{members: map[content.TelegramID]bool{memberID: true, otherID: true}}
	d.stage = newStage(t, append([]func(*handlers.Options){func(o *handlers.Options) {
		o.Moderation, o.OpenCards, o.Undo = deskGroup, 3, 20*time.Second
		o.Rest = handlers.CardsRest
		o.Roles = map[content.TelegramID]content.Role{moderatorID: content.RoleModerator}
		o.Belongs = func(_ context.Context, group, person content.TelegramID) (bool, error) {
			d.asked++
			if d.silent || group != deskGroup {
				return false, errors.New("no answer")
			}
			return d.members[person], nil
		}
	}}, opts...)...)
	d.member, d.other = d.person(memberID, "en").in(deskGroup), d.person(otherID, "en").in(deskGroup)
	d.other.who.First = "Boris"
	return d
}

// say lets readers leave opinions, and the moderation chat follow.
func (d *deskStage) say(words ...string) {
	d.t.Helper()
	for i, text := range words {
		d.person(content.TelegramID(i+1), "en").Says("/opinion 1 " + text)
	}
	d.passes(8 * time.Second)
}

// cards are the cards that stand in the moderation chat, the counter apart.
func (d *deskStage) cards() (all []*shown) {
	for _, m := range d.chats[deskGroup] {
		if strings.Contains(string(m.out.Text), "Opinion ") {
			all = append(all, m)
		}
	}
	return all
}

func (d *deskStage) card(words string) *shown {
	d.t.Helper()
	for _, m := range d.cards() {
		if strings.Contains(string(m.out.Text), words) {
			return m
		}
	}
	d.t.Fatalf("there is no card with %q", words)
	return nil
}

// press presses the button of a card that has a label.
func press(p *person, m *shown, label string) *person {
	p.t.Helper()
	for _, row := range m.out.Buttons {
		for _, b := range row {
			if b.Text == label {
				return p.TapsData(m.id, b.Press)
			}
		}
	}
	p.t.Fatalf("%s: no button %q under %q", line(), label, m.out.Text)
	return nil
}

func (d *deskStage) opinion(id content.OpinionID) (o content.Opinion) {
	d.t.Helper()
	d.writes(func(tx *storage.Tx) (err error) {
		o, err = tx.Opinion(id)
		return err
	})
	return o
}

func TestCardIsDecidedAndTakesEffectAfterAWhile(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	author := d.person(1, "en")
	card := d.card(prices)
	if !card.out.Silent || strings.Contains(string(card.out.Text), "Асель") {
		t.Errorf("the card makes a sound or shows the author: %+v", card.out)
	}
	told := len(d.chats[1])
	press(d.member, card, "Approve").Sees("approved and will be published in 20 s", "Approved</b> by Асель", "[Undo]").SeesNot("[Reject]")
	if o := d.opinion(1); o.State != content.Pending || !o.Ruled || len(d.chats[1]) != told {
		t.Fatalf("before it takes effect: %+v, the author told %d times", o, len(d.chats[1])-told)
	}
	d.person(5, "en").Says("/opinions 1").SeesNot(prices)
	d.passes(18 * time.Second)
	if o := d.opinion(1); o.State != content.Pending {
		t.Fatalf("after 18 seconds it is %s", o.State)
	}
	d.passes(6 * time.Second)
	if o := d.opinion(1); o.State != content.Approved || o.Ruled || len(d.chats[1]) != told+1 {
		t.Fatalf("afterwards: %+v, the author told %d times", o, len(d.chats[1])-told)
	}
	if text := string(card.out.Text); !strings.Contains(text, "Approved</b> by Асель") || len(card.out.Buttons) != 0 {
		t.Errorf("the decided card: %q %v", text, card.out.Buttons)
	}
	author.last = 0
	author.Sees("published")
	author.Says("/mine").Taps("Edit")
	author.Says(schools)
	d.passes(8 * time.Second)
	if newer := d.card(schools); newer == card || len(newer.out.Buttons) == 0 {
		t.Error("the newer words have no card of their own")
	}
	if text := string(card.out.Text); !strings.Contains(text, prices) {
		t.Errorf("the card of what was decided shows %q", text)
	}
}

func TestUndoPutsItBackWhereItWas(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices, schools)
	card := d.card(prices)
	data := card.out.Buttons[0][1].Press
	press(d.member, card, "Reject")
	d.person(moderatorID, "en").Says("/queue").Sees(schools, "1 opinion waits")
	d.passes(2 * time.Second)
	press(d.other, card, "Undo").Sees("waits again", "[Approve]")
	d.person(moderatorID, "en").Says("/queue").Sees(prices, "2 opinions wait")
	d.passes(time.Minute)
	if o := d.opinion(1); o.State != content.Pending || o.Ruled || o.Version != 1 {
		t.Errorf("after the undo: %+v", o)
	}
	d.member.TapsData(card.id, data) // the first button again: now it counts
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Rejected {
		t.Errorf("it is %s", o.State)
	}
	d.member.TapsData(card.id, strings.Replace(data, "reject", "undo", 1)).Sees("Too late")
	if o := d.opinion(1); o.State != content.Rejected {
		t.Errorf("after a late undo it is %s", o.State)
	}
}

func TestAPressRightAfterACardChangedIsIgnored(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	card := d.card(prices)
	press(d.member, card, "Reject")
	d.now = d.now.Add(-400 * time.Millisecond) // the next press comes 0.6 s later
	press(d.member, card, "Undo").Sees("only just changed")
	if o := d.opinion(1); !o.Ruled {
		t.Error("the press counted")
	}
	press(d.member, card, "Undo").Sees("waits again")
}

func TestTheSecondOfTwoModeratorsIsToldWhoWasFirst(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	card := d.card(prices)
	approve := card.out.Buttons[0][0].Press
	press(d.member, card, "Reject")
	d.passes(2 * time.Second)
	d.other.TapsData(card.id, approve).Sees("Асель was first: opinion 1 is decided")
	d.passes(30 * time.Second)
	d.other.TapsData(card.id, approve).Sees("Асель was first")
	if o := d.opinion(1); o.State != content.Rejected {
		t.Errorf("it is %s", o.State)
	}
}

func TestCardsComeOneByOneBelowAPinnedCounter(t *testing.T) {
	d := newDeskStage(t)
	var many []string
	for i := range 5 {
		many = append(many, fmt.Sprintf("%s, number %d of five quite different sentences %s", []string{"Rents doubled", "Buses are full", "Schools lack desks", "Cafés opened", "Wages rose"}[i], i, strings.Repeat("x", i)))
	}
	d.say(many...)
	d.passes(40 * time.Second)
	if n := len(d.cards()); n != 3 {
		t.Fatalf("%d cards stand, want 3", n)
	}
	counter := d.chats[deskGroup][0]
	if text := string(counter.out.Text); !strings.Contains(text, "5 opinions wait") || !strings.Contains(text, "3 of them are shown") {
		t.Errorf("the counter says %q", text)
	}
	had := len(d.chats[deskGroup])
	press(d.member, d.card("Rents"), "Approve")
	d.passes(5 * time.Second)
	if n := len(d.chats[deskGroup]); n != had+1 || !strings.Contains(string(d.chats[deskGroup][n-1].out.Text), "Cafés") {
		t.Errorf("%d more messages after a decision", n-had)
	}
	d.passes(30 * time.Second)
	if text := string(counter.out.Text); !strings.Contains(text, "4 opinions wait") {
		t.Errorf("the counter says %q", text)
	}
}

// TestTheCounterOfOneOpinionSpeaksOfNoOldest reads the pinned message in each language, with one opinion and with two.
func TestTheCounterOfOneOpinionSpeaksOfNoOldest(t *testing.T) {
	for lang, says := range map[content.Lang][2]string{
		content.English: {"<b>1 opinion waits</b>, since March 1", "<b>2 opinions wait</b>, the oldest since March 1"},
		content.Russian: {"<b>Ждёт 1 мнение</b>, с 1 марта", "<b>Ждут 2 мнения</b>, самое давнее — с 1 марта"},
		content.Kazakh:  {"<b>1 пікір кезекте</b>, келген уақыты: ", "<b>2 пікір кезекте</b>, ең ескісі: "},
	} {
		d := newDeskStage(t, func(o *handlers.Options) { o.Language = lang })
		for i, words := range []string{prices, schools} {
			d.person(content.TelegramID(i+1), "en").Says("/opinion 1 " + words)
			d.passes(40 * time.Second)
			if said := string(d.chats[deskGroup][0].out.Text); !strings.HasPrefix(said, says[i]) {
				t.Errorf("%s: the counter says %q", lang, said)
			}
		}
	}
}

func TestAnEditedOpinionVoidsTheRuling(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	author := d.person(1, "en")
	receipt := author.newest()
	card := d.card(prices)
	press(d.member, card, "Approve")
	author.TapsData(receipt.id, receipt.out.Buttons[0][1].Press)
	author.Says(schools)
	d.passes(40 * time.Second)
	if o := d.opinion(1); o.State != content.Pending || o.Ruled || o.Text != schools {
		t.Errorf("words that nobody saw: %+v", o)
	}
	if !strings.Contains(string(card.out.Text), schools) || len(card.out.Buttons) < 2 {
		t.Errorf("the card shows %q", card.out.Text)
	}
	author.Says("/mine").Taps("Take back").Taps("Yes")
	d.passes(5 * time.Second)
	if text := string(card.out.Text); strings.Contains(text, schools) || !strings.Contains(text, "taken back") {
		t.Errorf("a card of what was taken back: %q", text)
	}
}

func TestOnlyMembersDecide(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	card := d.card(prices)
	stranger := d.person(77, "en").in(deskGroup)
	press(stranger, card, "Approve").Sees("for moderators")
	press(stranger, card, "Approve").Sees("for moderators")
	if d.asked != 1 {
		t.Errorf("Telegram was asked %d times about one person", d.asked)
	}
	d.silent = true
	press(d.other, card, "Approve").Sees("does not tell at the moment")
	d.silent = false
	d.passes(2 * time.Second)
	press(d.other, card, "Approve").Sees("approved")
	d.passes(time.Second)
	// Put out of the chat, it ends at once.
	d.other.does(content.Incoming{Kind: content.KindMember, Member: &content.Membership{Whose: otherID}})
	press(d.other, card, "Undo").Sees("for moderators")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Approved {
		t.Errorf("it is %s", o.State)
	}
	// In private a member may go through the queue too, and in another group nobody may.
	d.person(memberID, "en").Says("/queue").Sees("The queue is empty")
	d.person(memberID, "en").in(ourGroup).TapsData(card.id, "q.1.1.approve").Sees("private chat")
}

func TestReadersNeverMakeTheBotAsk(t *testing.T) {
	d := newDeskStage(t)
	reader := d.person(1, "en")
	for _, words := range []string{"/start", "/opinion 1 " + prices, "/opinions 1", "/mine"} {
		reader.Says(words)
	}
	reader.in(ourGroup).Says("/figures")
	if d.asked != 0 {
		t.Errorf("Telegram was asked %d times", d.asked)
	}
}

func TestAnAnonymousAdministratorSaysItIsMe(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	nobody := &person{stage: d.stage, chat: content.Chat{ID: deskGroup, Kind: content.ChatGroup}}
	m := messageOf("/review 1")
	m.OnBehalf = deskGroup
	nobody.Sends(m).Sees("[It is me]").SeesNot("nothing against it")
	question := d.chats[deskGroup][len(d.chats[deskGroup])-1]
	press(d.person(77, "en").in(deskGroup), question, "It is me").Sees("for moderators")
	press(d.member, question, "It is me").Sees(prices)
	d.member.TapsData(question.id, question.out.Buttons[0][0].Press).Sees("no longer applies")
	d.member.TapsData(question.id, "me.zzz").Sees("no longer applies")
}

func TestReasonsReachTheAuthor(t *testing.T) {
	d := newDeskStage(t)
	d.person(1, "ru").Says("/opinion 1 " + prices)
	d.person(2, "kk").Says("/opinion 1 " + schools)
	d.passes(8 * time.Second)
	press(d.member, d.card(prices), "Reject…").Sees("why is it rejected?", "[Insult]", "[‹ Back]")
	d.passes(time.Second)
	press(d.member, d.card(prices), "Insult").Sees("Reason: Insult", "[Undo]")
	card := d.card(schools)
	press(d.member, card, "Reject…")
	d.other.Sends(content.Message{Text: "I would let it through", ReplyTo: card.id})
	if d.opinion(2).Ruled {
		t.Fatal("talk of another moderator rejected it")
	}
	d.member.Sends(content.Message{Text: "No <b>names</b> of children, please", ReplyTo: card.id})
	d.passes(30 * time.Second)
	d.person(1, "ru").Sees("Причина: Оскорбление")
	d.person(2, "kk").Sees("Себебі: No &lt;b&gt;names&lt;/b&gt; of children, please")
}

func TestAlikeAreDecidedTogether(t *testing.T) {
	d := newDeskStage(t)
	long := "The prices in every shop of our district went up long before the first café for the newcomers was opened there"
	d.say(long, long+"!", long+" indeed")
	card := d.cards()[0]
	d.passes(20 * time.Second)
	if !strings.Contains(string(card.out.Text), "2 more opinions that wait") {
		card = d.cards()[2]
	}
	press(d.member, card, "Decide all 3 alike").Sees("[Reject all 3]")
	d.passes(2 * time.Second)
	press(d.member, card, "Reject all 3").Sees("Decided: 3")
	d.passes(5 * time.Second)
	press(d.other, d.cards()[1], "Undo")
	for id := range content.OpinionID(3) {
		if o := d.opinion(id + 1); o.Ruled {
			t.Errorf("opinion %d stays decided", id+1)
		}
	}
	d.passes(40 * time.Second)
	press(d.member, card, "Decide all 3 alike")
	d.passes(2 * time.Second)
	press(d.member, card, "Approve all 3")
	d.passes(40 * time.Second)
	for id := range content.OpinionID(3) {
		if o := d.opinion(id + 1); o.State != content.Approved {
			t.Errorf("opinion %d is %s", id+1, o.State)
		}
	}
}

func TestTheQueueInPrivateGoesOnAndTakesBack(t *testing.T) {
	d := newDeskStage(t)
	moderator := d.person(moderatorID, "en")
	d.say(prices, schools)
	moderator.Says("/queue").Sees(prices)
	d.now = d.now.Add(-500 * time.Millisecond)
	moderator.Taps("Approve").Sees(schools, "[Undo 1]") // below a new message nobody has pressed for another
	d.now = d.now.Add(-500 * time.Millisecond)
	moderator.Taps("Approve").Sees("only just changed")
	moderator.Taps("Undo 1").Sees(prices, "waits again", "2 opinions wait").SeesNot("[Undo 1]")
	moderator.Taps("Approve")
	d.passes(25 * time.Second)
	moderator.Taps("Skip").SeesNot("[Undo 1]")
	if d.opinion(1).State != content.Approved || d.opinion(2).State != content.Pending {
		t.Errorf("%s and %s", d.opinion(1).State, d.opinion(2).State)
	}
	if text := string(d.card(prices).out.Text); !strings.Contains(text, "Approved</b>") {
		t.Errorf("the card in the chat says %q", text)
	}
}

func TestTheRiskiestComeFirstWhereThatIsWished(t *testing.T) {
	d := newDeskStage(t)
	moderator := d.person(moderatorID, "en")
	d.say(prices, "Earn 500 dollars a day, write to t.me/earnfast now and call!")
	moderator.Says("/queue").Sees(prices).Taps("Riskiest first").Sees("Earn 500", "[Oldest first]")
	moderator.Taps("Skip").Sees(prices)
	moderator.Taps("Oldest first").Sees(prices)
}

// TestModeratorsPressAtRandom lets two moderators in the chat and one in private press whatever stands there, while authors change their words and the bot is
// started again: each opinion is decided once, and its author told once for each decision.
func TestModeratorsPressAtRandom(t *testing.T) {
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	t.Logf("repeat with -seed %d", *seed)
	rnd := rand.New(rand.NewPCG(*seed, 7))
	d := newDeskStage(t)
	private := d.person(moderatorID, "en")
	const authors = 8
	for i := range authors {
		d.person(content.TelegramID(i+1), "en").Says(fmt.Sprintf("/opinion %d Sentence number %d is about something of its own: %x", i%3, i, rnd.Uint64()))
	}
	private.Says("/queue")
	for step := range 400 {
		switch n := rnd.IntN(20); {
		case n == 0:
			d.restart()
		case n == 1 && step < 250:
			author := d.person(content.TelegramID(rnd.IntN(authors)+1), "en")
			author.Says("/mine").Taps("Edit")
			author.Says(fmt.Sprintf("A newer sentence, written at step %d of the test: %x", step, rnd.Uint64()))
		case n < 5:
			d.passes(time.Duration(rnd.IntN(12)) * time.Second)
		case n < 8:
			pressAny(rnd, private)
		default:
			pressAny(rnd, []*person{d.member, d.other}[rnd.IntN(2)])
		}
	}
	for range 200 { // then all is decided
		d.passes(3 * time.Second)
		done := true
		for _, m := range d.cards() {
			for _, row := range m.out.Buttons {
				for _, b := range row {
					if b.Text == "Reject" {
						d.member.TapsData(m.id, b.Press)
						done = false
					} else if b.Text == "‹ Back" {
						d.member.TapsData(m.id, b.Press)
						done = false
					}
				}
			}
		}
		if done {
			break
		}
	}
	d.passes(40 * time.Second)
	for id := range content.OpinionID(authors) {
		o := d.opinion(id + 1)
		if o.Ruled || o.Waits() {
			t.Errorf("opinion %d still waits: %+v", o.ID, o)
		}
		decisions, told := d.done(o.ID), 0
		for _, m := range d.chats[content.TelegramID(id+1)] {
			if text := string(m.out.Text); m.out.ReplyTo != 0 && (strings.Contains(text, fmt.Sprintf("opinion %d", o.ID))) {
				told++
			}
		}
		if decisions == 0 || told != decisions {
			t.Errorf("opinion %d: %d decisions took effect, its author was told %d times", o.ID, decisions, told)
		}
	}
	d.writes(func(tx *storage.Tx) error {
		waiting, err := tx.CountWaiting()
		if waiting != 0 {
			t.Errorf("the counter says that %d wait", waiting)
		}
		return err
	})
	if parked := d.parked(); len(parked) > 0 {
		t.Errorf("%d presses broke something, the first: %s", len(parked), parked[0].Cause)
	}
}

// done is how many rulings on an opinion have taken effect.
func (d *deskStage) done(id content.OpinionID) (n int) {
	d.writes(func(tx *storage.Tx) error {
		for ruling := content.RulingID(1); ; ruling++ {
			r, err := tx.Ruling(ruling)
			if content.CodeOf(err) == content.NotFound {
				return nil
			}
			if err != nil {
				return err
			}
			if r.Opinion == id && r.State == content.RulingDone {
				n++
			}
		}
	})
	return n
}

func pressAny(rnd *rand.Rand, p *person) {
	var all []func()
	for _, m := range p.chats[p.chat.ID] {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Press, "q.") {
					all = append(all, func() { p.TapsData(m.id, b.Press) })
				}
			}
		}
	}
	if len(all) == 0 {
		p.in(p.chat.ID).chat = p.chat
		return
	}
	all[rnd.IntN(len(all))]()
}
