package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// features lets a person comment and a moderator feature that, and returns the comment's number.
func (w *threads) features(p *person, words string) content.MessageID {
	w.t.Helper()
	said := w.comments(p.in(ourGroup), 0, words)
	w.comments(w.person(anEditor, "en").in(ourGroup), said, "/feature")
	w.passes(2 * time.Second)
	return said
}

func TestWhoseCommentIsFeaturedDoesNotJudgeIt(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en"), w.person(2, "en")
	anna.Says("/start")
	w.features(anna, "It was the rents, not the coffee.")
	ben.Says("/start o_1").Sees("[Agree]", "[Report]")
	anna.Says("/start o_1").Sees("It was the rents", "your own opinion").SeesNot("[Agree]", "[Report]")
	page := anna.newest().id
	for _, forged := range []string{"v.1.n.a", "v.1.N.d", "v.1.n.p", "rp.1.n", "rp.1.n.yes"} {
		anna.TapsData(page, forged).Sees("This is your own opinion")
	}
	if o := w.stored(1); o.Agree+o.Disagree+o.Pass+o.Reports != 0 {
		t.Errorf("its own author has judged it: %+v", o)
	}
	ben.Taps("Agree").Sees("You agree")
}

func TestAFeaturedCommentStandsAmongOnesOwnOpinions(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	anna.Says("/opinion 0 What I left before it.").Sees("Received.")
	said := w.features(anna, "It was the rents, not the coffee.")
	anna.Says("/opinion 0 What I left after it.").Sees("Received.")
	anna.Says("/mine").Sees("What I left after it").Taps("Older").Sees("It was the rents", "was made from your comment", "[Take back]").SeesNot("[Edit]", "[Sign")
	page := anna.newest().id
	for _, forged := range []string{"ed.2.m", "sg.2.m", "sg.2.m.pen"} {
		anna.TapsData(page, forged).Sees("no longer applies")
	}
	anna.Taps("Older").Sees("What I left before it").Taps("Newest").Taps("Older").Taps("Take back").Taps("No").Sees("It was the rents")
	w.person(2, "en").Says("/mine").Sees("no opinion").TapsData(page, "tb.2.m.yes").Sees("no longer applies")
	anna.Taps("Take back").Taps("Yes").Sees("You took back opinion 2")
	w.passes(2 * time.Second)
	if w.stands("A reader’s opinion") != nil {
		t.Error("it still stands in the group")
	}
	if !w.kept(said).Kept() {
		t.Error("the comment is gone too")
	}
	anna.Says("/mine").Taps("Older").Sees("What I left before it")
}

// ends lets what do sends under a key end so, and shows it to nobody.
func (w *threads) ends(key string, outcome content.Outcome, do func()) {
	w.t.Helper()
	w.hold = true
	do()
	w.hold = false
	for i := range w.held {
		if strings.HasPrefix(string(w.held[i].Result.Key), key) {
			w.held[i].Result.Outcome, w.held[i].Result.Message = outcome, 0
		}
	}
	w.apply(w.held...)
	w.held = nil
}

func TestWhoCannotBeToldOfBeingFeaturedInPrivateIsToldInTheGroup(t *testing.T) {
	w := newThreads(t)
	anna, moderator := w.person(1, "en"), w.person(anEditor, "en").in(ourGroup)
	anna.Says("/start")
	said := w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	w.ends("featured:", content.Unreachable, func() { w.comments(moderator, said, "/feature") })
	told := w.stands("Its author may decline")
	if told == nil || told.out.ReplyTo != said {
		t.Fatalf("told: %+v", told)
	}
	anna.Says("/start d_1").Taps("Decline").Sees("Opinion 1 is withdrawn")
}

func TestNoNameLeadsFromAReaderToTheirFeaturedComment(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	anna.Says("/start")
	w.features(anna, "It was the rents, not the coffee.")
	anna.Sees("features your comment")
	err := w.store.View(context.Background(), func(tx *storage.Tx) error {
		_, _, err := tx.MessageOf("featured:1")
		return err
	})
	if content.CodeOf(err) != content.NotFound {
		t.Errorf("the message's name is kept: %v", err)
	}
}

func TestButtonsLeadToTheDiscussion(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en"), w.person(2, "en")
	said := w.features(anna, "It was the rents, not the coffee.")
	ben.Says("/start o_1").SeesNot("[Thread")
	w.comments(ben.in(ourGroup), said, "Well said.")
	ben.Says("/start o_1").Sees("[Thread · 1]").Taps("Thread").Sees("Opinion 1", "Well said.")
	ben.Says("/summary").Sees("[Discussion]").Taps("Discussion").Sees("It was the rents")
	group := ben.in(ourGroup)
	group.Says("/summary").Sees("[Discussion]")
	if b := buttonNamed(group.newest(), "Discussion"); b.Start != "h_"+sampleSlug || b.Press != "" {
		t.Errorf("in the group it is %+v", b)
	}
	newStage(t).person(1, "en").Says("/summary").SeesNot("[Discussion]")
}

func buttonNamed(m *shown, label string) content.Button {
	for _, row := range m.out.Buttons {
		for _, b := range row {
			if b.Text == label {
				return b
			}
		}
	}
	return content.Button{}
}

func TestHowToLeaveAnOpinionPassesInTheGroup(t *testing.T) {
	d := newDesk(t, func(o *handlers.Options) { o.Passing = 10 * time.Minute })
	reader := d.person(7, "en").in(ourGroup)
	reader.Says("/opinion").Sees("[Speak]")
	d.passes(11 * time.Minute)
	if left := d.chats[ourGroup]; len(left) != 0 {
		t.Errorf("it stays: %q", left[0].out.Text)
	}
}

// TestNoPressInAGroupChangesAMessageForAll lets two people press every button of every message that stands in the group and in the channel.
func TestNoPressInAGroupChangesAMessageForAll(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	w.root = w.forwardsAll()
	anna, ben := w.person(1, "ru"), w.person(2, "kk")
	w.approves(w.person(3, "en"), "It was the rents, not the coffee.")
	w.features(w.person(4, "en"), "Both of them, I would say.")
	group := w.person(5, "en").in(ourGroup)
	for _, words := range []string{"/summary", "/section 1", "/figures", "/poll", "/poll 1", "/results", "/opinion", "/opinions", "/thread", "/forget", "/mine", "/unheardof@aitys_bot"} {
		group.Says(words)
	}
	pressed, voted := 0, 0
	for _, chat := range []content.TelegramID{ourGroup, newsChannel} {
		for _, m := range w.chats[chat] {
			for _, who := range []*person{anna, ben} {
				for _, b := range buttonsOf(m) {
					if b.Press == "" {
						continue
					}
					pressed++
					before := m.out
					presser := &person{stage: w.stage, who: who.who, chat: content.Chat{ID: chat, Kind: kindOf(chat)}}
					presser.TapsData(m.id, b.Press)
					if string(before.Text) != string(m.out.Text) || !sameButtons(before.Buttons, m.out.Buttons) {
						t.Errorf("%q under %q changed it at once into %q", b.Text, before.Text, m.out.Text)
					}
					if strings.HasPrefix(b.Press, "pv.") {
						voted++
						continue
					}
					t.Errorf("a button in a group does something else than voting: %q %q", b.Text, b.Press)
				}
			}
		}
	}
	if pressed == 0 || voted != pressed {
		t.Errorf("%d buttons pressed, %d votes", pressed, voted)
	}
	for _, chat := range []content.TelegramID{ourGroup, newsChannel} { // the last button took each vote back
		for _, m := range w.chats[chat] {
			if b := buttonsOf(m); len(b) > 0 && strings.HasPrefix(b[0].Press, "pv.") {
				(&person{stage: w.stage, who: anna.who, chat: content.Chat{ID: chat, Kind: kindOf(chat)}}).TapsData(m.id, b[0].Press)
			}
		}
	}
	group.Says("/results").Sees("1 volunteer")
	languages(t, w)
}

// languages sees that what stands for all is in the newsroom's language, whoever pressed.
func languages(t *testing.T, w *threads) {
	t.Helper()
	w.passes(time.Minute)
	for _, chat := range []content.TelegramID{ourGroup, newsChannel} {
		for _, m := range w.chats[chat] {
			if strings.ContainsAny(string(m.out.Text), "ықәүжщ") {
				t.Errorf("a message for all speaks one reader's language: %q", m.out.Text)
			}
		}
	}
}

func buttonsOf(m *shown) (all []content.Button) {
	for _, row := range m.out.Buttons {
		all = append(all, row...)
	}
	return all
}

func sameButtons(a, b [][]content.Button) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i]) != len(b[i]) {
			return false
		}
		for j := range a[i] {
			if a[i][j] != b[i][j] {
				return false
			}
		}
	}
	return true
}

func kindOf(chat content.TelegramID) content.ChatKind {
	if chat == newsChannel {
		return content.ChatChannel
	}
	return content.ChatGroup
}
