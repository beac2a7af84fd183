package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// newDeskThat is a newsroom whose article stands in the channel, and is not known to stand in the group; a button of the publication was tapped some times before.
func newDeskThat(t *testing.T, taps int) *threads {
	t.Helper()
	w := &threads{newsdesk: newDesk(t)}
	w.editor.Says("/publish " + sampleSlug)
	for range taps {
		w.editor.Taps("Opinions")
	}
	w.editor.Taps("Publish")
	w.passes(30 * time.Second)
	return w
}

const (
	tapsToEach   = 1
	tapsToDigest = 2 // every 6 hours
)

func TestOpinionsFollowTheRootThatComesLate(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	anna := w.person(1, "en")
	w.approves(anna, "The first one, before the root.")
	w.approves(anna, "The second one, before the root.")
	w.approves(w.person(2, "en"), "The third one, soon taken back.")
	w.person(2, "en").Says("/mine").Taps("Take back").Taps("Yes")
	if len(w.chats[ourGroup]) != 0 {
		t.Fatalf("posted under nothing: %d", len(w.chats[ourGroup]))
	}
	w.root = w.forwardsAll()
	w.passes(2 * time.Second)
	for _, words := range []string{"The first one", "The second one"} {
		if post := w.stands(words); post == nil || post.out.ReplyTo != w.root {
			t.Errorf("%s: %+v", words, post)
		}
	}
	if w.stands("soon taken back") != nil {
		t.Error("what was taken back is posted")
	}
	before := len(w.chats[ourGroup])
	w.forwards(901, "Read this", "a_"+sampleSlug)
	w.passes(time.Hour)
	if got := len(w.chats[ourGroup]); got != before {
		t.Errorf("with another root %d more messages came", got-before)
	}
}

func TestOnlyWhatIsFeaturedFollowsTheRootByDefault(t *testing.T) {
	w := newDeskThat(t, 0)
	anna := w.person(1, "en")
	w.approves(anna, "The first one, which is featured.")
	w.approves(anna, "The second one, which is not.")
	w.editor.Says("/feature 1")
	w.passes(2 * time.Second)
	w.forwardsAll()
	w.passes(2 * time.Second)
	if w.stands("The first one") == nil || w.stands("The second one") != nil {
		t.Error("not the featured one alone is posted")
	}
}

func TestManyOpinionsFollowTheRootByAndBy(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	for i := range 13 {
		w.approves(w.person(content.TelegramID(10+i), "en"), fmt.Sprintf("Said before the root, number %d.", i))
	}
	w.forwardsAll()
	w.passes(2 * time.Second)
	if got := w.count("Said before the root"); got != 10 {
		t.Errorf("%d were posted at once", got)
	}
	w.passes(time.Minute)
	if got := w.count("Said before the root"); got != 13 {
		t.Errorf("%d were posted in the end", got)
	}
}

// count is in how many messages of the group words stand.
func (s *stage) count(part string) (n int) { return s.countIn(ourGroup, part) }

func (s *stage) countIn(chat content.TelegramID, part string) (n int) {
	for _, m := range s.chats[chat] {
		if strings.Contains(string(m.out.Text), part) {
			n++
		}
	}
	return n
}

func TestADigestLosesNoOpinion(t *testing.T) {
	w := newDeskThat(t, tapsToDigest)
	for i := range 23 {
		w.approves(w.person(content.TelegramID(10+i), "en"), fmt.Sprintf("Said in between, number %02d.", i))
	}
	w.passes(7 * time.Hour)
	if len(w.chats[ourGroup]) != 0 {
		t.Fatal("a digest stands under nothing")
	}
	w.forwardsAll()
	w.passes(2 * time.Second)
	if digest := w.stands("10 new opinions"); digest == nil || !strings.Contains(string(digest.out.Text), "13 more wait") {
		t.Fatalf("the first digest is %+v", digest)
	}
	w.passes(6 * time.Hour)
	w.passes(6 * time.Hour)
	if last := w.stands("3 new opinions"); last == nil || strings.Contains(string(last.out.Text), "more") {
		t.Errorf("the last digest is %+v", last)
	}
	for i := range 23 {
		if got := w.count(fmt.Sprintf("number %02d.", i)); got != 1 {
			t.Errorf("opinion %d stands %d times", i+1, got)
		}
	}
	w.passes(24 * time.Hour)
	if got := w.count("new opinion"); got != 3 {
		t.Errorf("%d digests", got)
	}
}

// doubts lets what is sent from now on end in doubt while do runs, and asks the editor about it.
func (w *threads) doubts(do func()) {
	w.t.Helper()
	w.hold = true
	do()
	w.hold = false
	before := len(w.chats[ourGroup])
	for i := range w.held {
		if w.held[i].Result.Key != "" && strings.HasPrefix(string(w.held[i].Result.Key), "post:") {
			w.held[i].Result.Outcome, w.held[i].Result.Message = content.Unsure, 0
			before--
		}
	}
	w.chats[ourGroup] = w.chats[ourGroup][:before]
	w.apply(w.held...)
	w.held = nil
	w.passes(4 * time.Minute)
	w.editor.Sees("can’t tell whether a post", "[Send it]")
}

func TestAnOpinionOfWhichNobodyKnowsIsSentWhereTheEditorSaysSo(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	w.root = w.forwardsAll()
	anna := w.person(1, "en")
	anna.Says("/opinion 0 It was the rents, not the coffee.")
	w.editor.Says("/queue")
	w.doubts(func() {
		w.editor.Taps("Approve")
		w.passes(22 * time.Second)
	})
	if w.stands("It was the rents") != nil {
		t.Fatal("it stands already")
	}
	w.editor.Taps("Send it").Sees("sent again")
	w.passes(2 * time.Second)
	if post := w.stands("It was the rents"); post == nil || post.out.ReplyTo != w.root {
		t.Errorf("posted: %+v", post)
	}
}

func TestADigestOfWhichNobodyKnowsIsSentWhereTheEditorSaysSo(t *testing.T) {
	w := newDeskThat(t, tapsToDigest)
	w.forwardsAll()
	anna := w.person(1, "en")
	w.approves(anna, "The first one of two.")
	w.approves(anna, "The second one of two.")
	w.doubts(func() { w.passes(6 * time.Hour) })
	if w.stands("new opinion") != nil {
		t.Fatal("it stands already")
	}
	w.approves(anna, "The third one, which came since.")
	w.editor.Taps("Send it").Sees("sent again")
	w.passes(2 * time.Second)
	if digest := w.stands("3 new opinions"); digest == nil {
		t.Errorf("posted: %+v", w.stands("new opinion"))
	}
}

func TestWhatTelegramRefusesOfOpinionsFollowsTheNextPublication(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	w.forwardsAll()
	anna := w.person(1, "en")
	anna.Says("/opinion 0 It was the rents, not the coffee.")
	w.editor.Says("/queue")
	w.hold = true
	w.editor.Taps("Approve")
	w.passes(22 * time.Second)
	w.hold = false
	for i := range w.held {
		if strings.HasPrefix(string(w.held[i].Result.Key), "post:") {
			w.held[i].Result.Outcome, w.held[i].Result.Message = content.Refused, 0
		}
	}
	w.chats[ourGroup] = w.chats[ourGroup][:1]
	w.apply(w.held...)
	w.held = nil
	w.editor.Sees("does not take a post")
	w.passes(time.Hour)
	if w.stands("It was the rents") != nil {
		t.Fatal("it was sent again by itself")
	}
	w.publishesAgain(w.editor)
	if w.stands("It was the rents") == nil {
		t.Error("the next publication does not send it")
	}
}

const newGroup = content.TelegramID(-1002)

// moves lets the group become a supergroup.
func (w *threads) moves() {
	w.t.Helper()
	w.person(1, "en").in(ourGroup).does(content.Incoming{Kind: content.KindMigration, MovedTo: newGroup})
}

func TestInAGroupThatMovedTheIndexIsSentAnewOnce(t *testing.T) {
	w := newThreads(t)
	w.moves()
	w.passes(time.Hour)
	if len(w.chats[newGroup]) != 0 {
		t.Fatalf("the group that is new was written to: %+v", w.chats[newGroup][0].out)
	}
	w.revise("A new diaspora", "A newer diaspora")
	if sent := w.chats[newGroup]; len(sent) != 1 || sent[0].out.ReplyTo != 0 || !strings.Contains(string(sent[0].out.Text), "A newer diaspora") {
		t.Fatalf("in the new group: %+v", sent)
	}
	w.revise("A newer diaspora", "The newest diaspora")
	if sent := w.chats[newGroup]; len(sent) != 1 || sent[0].edited != 1 || !strings.Contains(string(sent[0].out.Text), "The newest diaspora") {
		t.Errorf("in the new group: %d messages, the first edited %d times", len(sent), sent[0].edited)
	}
	if old := w.chats[ourGroup][0]; old.edited != 0 {
		t.Error("the old index was edited")
	}
	for _, b := range w.buttonsOf(w.chats[newsChannel][0]) {
		if b == "Discuss" {
			t.Error("a button leads to a thread that is gone")
		}
	}
}

func TestOfWhatStoodInAGroupThatMovedTheEditorIsTold(t *testing.T) {
	for _, taps := range []int{tapsToEach, tapsToDigest} {
		w := newDeskThat(t, taps)
		w.forwardsAll()
		anna := w.person(1, "en")
		w.approves(anna, "It was the rents, not the coffee.")
		w.passes(6 * time.Hour)
		if w.stands("It was the rents") == nil {
			t.Fatal("it does not stand")
		}
		w.moves()
		told := len(w.chats[anEditor])
		anna.Says("/mine").Taps("Take back").Taps("Yes")
		w.passes(2 * time.Second)
		if got := w.chats[anEditor][told:]; len(got) != 1 || !strings.Contains(string(got[0].out.Text), "Opinion 1 on") {
			t.Errorf("the editor is told %d things", len(got))
		}
		w.approves(anna, "Both of them, I would say now.")
		w.passes(6 * time.Hour)
		if sent := w.chats[newGroup]; len(sent) != 1 || !strings.Contains(string(sent[0].out.Text), "Both of them") {
			t.Errorf("in the new group: %d messages", len(sent))
		}
	}
}

// TestWhatAnEditorIsToldInDoubtIsNotRepeated: the process is killed while an editor is asked about a post. The next publication asks once more.
func TestWhatAnEditorIsToldInDoubtIsNotRepeated(t *testing.T) {
	d := newDesk(t)
	d.unsure()
	d.hold = true
	d.passes(10 * time.Minute)
	d.hold = false
	asked := d.countIn(anEditor, "can’t tell whether")
	for _, m := range d.pending() {
		if strings.Contains(string(m.Text), "can’t tell whether") && !m.Once {
			t.Error("it may be sent twice")
		}
	}
	for i := range d.held {
		d.held[i].Result.Outcome, d.held[i].Result.Message = content.Unsure, 0
	}
	d.apply(d.held...)
	d.held = nil
	d.passes(time.Hour)
	if got := d.countIn(anEditor, "can’t tell whether"); asked != 2 || got != asked {
		t.Errorf("asked %d times, then %d times", asked, got)
	}
	d.publishesAgain(d.editor)
	if got := d.countIn(anEditor, "can’t tell whether"); got != 4 {
		t.Errorf("after the next publication asked %d times", got)
	}
}

// TestOpinionsFollowAPostMadeByHand: nobody has published the article, but somebody has posted a link to it.
func TestOpinionsFollowAPostMadeByHand(t *testing.T) {
	w := &threads{newsdesk: newDesk(t)}
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.approves(w.person(1, "en"), "It was the rents, not the coffee.")
	w.root = w.forwards(900, "Read this", "a_"+sampleSlug)
	w.passes(2 * time.Second)
	if post := w.stands("It was the rents"); post == nil || post.out.ReplyTo != w.root {
		t.Errorf("posted: %+v", post)
	}
}

// TestOpinionsStandUnderThePresentRoot: the group has moved, and the article is posted by hand once more.
func TestOpinionsStandUnderThePresentRoot(t *testing.T) {
	w := newDeskThat(t, tapsToEach)
	w.forwardsAll()
	w.moves()
	w.update++
	w.message++
	present := w.message
	w.apply(content.Incoming{
		Kind: content.KindMessage, Update: w.update, At: w.now, Raw: []byte(`{}`), Chat: content.Chat{ID: newGroup, Kind: content.ChatGroup},
		Message: &content.Message{
			ID: present, Text: "Read this", Automatic: true, Forwarded: true, OnBehalf: newsChannel, Starts: []string{"a_" + sampleSlug},
			Origin: content.Origin{Chat: newsChannel, Message: 900},
		},
	})
	w.approves(w.person(1, "en"), "It was the rents, not the coffee.")
	sent := w.chats[newGroup]
	if len(sent) != 1 || sent[0].out.ReplyTo != present {
		t.Errorf("in the new group: %+v", sent)
	}
}

// TestDiscussOpensTheCommentsOfThePost: by the channel's name, else by its number.
func TestDiscussOpensTheCommentsOfThePost(t *testing.T) {
	for username, channel := range map[string]string{"": "c/1000000009", "the_news": "the_news"} {
		d := newDesk(t)
		d.newsroom.Appear(handlers.Masthead{Title: "The News", Username: username})
		d.publishes()
		root := d.forwardsAll()
		post := d.chats[newsChannel][0]
		want := fmt.Sprintf("https://t.me/%s/%d?comment=%d", channel, post.id, root)
		if got := buttonNamed(post, "Discuss").URL; got != want {
			t.Errorf("it leads to %q, not %q", got, want)
		}
	}
}

// TestAnOpinionInDoubtThatIsTakenBackIsToldToTheEditor, who looks for it: nobody knows whether it stands, so it cannot be deleted.
func TestAnOpinionInDoubtThatIsTakenBackIsToldToTheEditor(t *testing.T) {
	for _, there := range []bool{false, true} {
		w := newDeskThat(t, tapsToEach)
		w.root = w.forwardsAll()
		anna := w.person(1, "en")
		anna.Says("/opinion 0 It was the rents, not the coffee.")
		w.editor.Says("/queue")
		w.doubts(func() {
			w.editor.Taps("Approve")
			w.passes(22 * time.Second)
		})
		if there {
			w.editor.Taps("It is there").Sees("forward does not tell me", "delete it there").SeesNot("forward it to me")
		}
		anna.Says("/mine").Taps("Take back").Taps("Yes, take it back")
		w.passes(2 * time.Second)
		w.editor.Sees("Opinion 1", "no longer to be shown", "delete the message by hand")
		if left := w.pending(); len(left) != 0 {
			t.Errorf("what cannot be done waits: %+v", left)
		}
	}
}

// TestOfADigestInDoubtTheEditorIsToldToo when one of its opinions is taken back.
func TestOfADigestInDoubtTheEditorIsToldToo(t *testing.T) {
	w := newDeskThat(t, tapsToDigest)
	w.forwardsAll()
	anna := w.person(1, "en")
	w.approves(anna, "The first one of two.")
	w.approves(anna, "The second one of two.")
	w.doubts(func() { w.passes(6 * time.Hour) })
	anna.Says("/mine").Taps("Take back").Taps("Yes, take it back")
	w.passes(2 * time.Second)
	w.editor.Sees("Opinion 2", "no longer to be shown", "together with other opinions")
	if left := w.pending(); len(left) != 0 {
		t.Errorf("what cannot be done waits: %+v", left)
	}
}
