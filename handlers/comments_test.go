package handlers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// threads is a newsroom whose article stands in the channel, with the thread below it.
type threads struct {
	*newsdesk
	root content.MessageID
}

func newThreads(t *testing.T) *threads {
	t.Helper()
	d := newDesk(t)
	d.publishes()
	return &threads{d, d.forwardsAll()}
}

// comments lets a person say something in the thread, as a reply to a message or (0) to the post, and returns its number.
func (w *threads) comments(p *person, answers content.MessageID, words string) content.MessageID {
	w.t.Helper()
	m := messageOf(words)
	m.Thread, m.ReplyTo = w.root, answers
	if answers == 0 {
		m.ReplyTo = w.root
	}
	number := w.message + 1
	p.Sends(m)
	return number
}

// edits lets a person edit what they said.
func (w *threads) edits(p *person, number, answers content.MessageID, words string) {
	w.t.Helper()
	m := messageOf(words)
	m.ID, m.Thread, m.ReplyTo, m.SentAt = number, w.root, answers, w.now
	p.does(content.Incoming{Kind: content.KindEdited, Message: &m})
}

// kept is the comment that is a message of the group.
func (w *threads) kept(number content.MessageID) (c content.Comment) {
	w.t.Helper()
	err := w.store.View(context.Background(), func(tx *storage.Tx) error {
		chat, err := tx.ChatOf(ourGroup)
		if err != nil {
			return err
		}
		c, err = tx.CommentAt(chat, number)
		return err
	})
	if err != nil && content.CodeOf(err) != content.NotFound {
		w.t.Fatal(err)
	}
	return c
}

// stands is the message of the group with a number; nil when it was deleted.
func (s *stage) stands(part string) *shown {
	for _, m := range s.chats[ourGroup] {
		if strings.Contains(string(m.out.Text), part) {
			return m
		}
	}
	return nil
}

func TestCommentsAreKeptAndSaidToBe(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en").in(ourGroup), w.person(2, "en").in(ourGroup)
	before := len(w.chats[ourGroup])
	first := w.comments(anna, 0, "It was the rents, not the coffee.")
	anna.Sees("are kept", "/forget")
	second := w.comments(ben, first, "Both, I would say.")
	w.edits(ben, second, first, "Both of them.")
	command := w.comments(ben, first, "/summary")
	if got := len(w.chats[ourGroup]) - before; got != 2 { // the notice, and a summary
		t.Errorf("the bot said %d things", got)
	}
	if c := w.kept(first); c.Text != "It was the rents, not the coffee." || c.Root == 0 || c.Name != "Асель" {
		t.Errorf("kept: %+v", c)
	}
	if c := w.kept(second); c.Text != "Both of them." || c.EditedAt.IsZero() || c.Parent == 0 {
		t.Errorf("kept: %+v", c)
	}
	if c := w.kept(command); c.ID != 0 {
		t.Errorf("a command is kept: %+v", c)
	}
	ordinary := w.message + 1
	anna.Says("Ordinary talk, in no thread.")
	if c := w.kept(ordinary); c.ID != 0 {
		t.Errorf("ordinary talk is kept: %+v", c)
	}
	w.person(1, "en").Says("/thread").Sees("The discussion", "It was the rents", "› <b>Асель</b>", "Both of them.", "(edited)", "[Open in the group]")
}

func TestTheNoticeIsSaidLaterWhereTelegramRefusedIt(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	w.hold = true
	w.comments(anna, 0, "It was the rents, not the coffee.")
	w.hold = false
	for i := range w.held {
		w.held[i].Result.Outcome, w.held[i].Result.Message = content.Refused, 0
	}
	w.chats[ourGroup] = nil
	w.apply(w.held...)
	w.held = nil
	w.comments(anna, 0, "The coffee too.")
	if w.stands("are kept") != nil {
		t.Error("it is tried again with every comment")
	}
	w.passes(time.Hour)
	w.comments(anna, 0, "And the taxis.")
	w.comments(anna, 0, "And the schools.")
	said := 0
	for _, m := range w.chats[ourGroup] {
		if strings.Contains(string(m.out.Text), "are kept") {
			said++
		}
	}
	if said != 1 {
		t.Errorf("it is said %d times", said)
	}
}

func TestOfWhoSpeaksInNoThreadNothingIsKept(t *testing.T) {
	w := newThreads(t)
	m := messageOf("An answer to what was said before the bot came.")
	m.ReplyTo = 7
	talker := w.person(4, "en").in(ourGroup)
	talker.Sends(m)
	m.ID, m.SentAt = w.message, w.now
	talker.does(content.Incoming{Kind: content.KindEdited, Message: &m})
	err := w.store.View(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.KnownCommenter(talker.who.ID)
		return err
	})
	if content.CodeOf(err) != content.NotFound {
		t.Errorf("whoever spoke in no thread is known: %v", err)
	}
}

func TestAlbumsInAThreadAreKeptWhole(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	for range 3 {
		number := w.message + 1
		anna.Sends(content.Message{Thread: w.root, ReplyTo: w.root, Media: content.MediaPhoto, Album: "a"})
		if c := w.kept(number); c.Media != content.MediaPhoto {
			t.Errorf("kept: %+v", c)
		}
	}
	w.person(1, "en").Says("/thread").Sees("[photo]")
}

func TestAuthorsWithdrawComments(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en").in(ourGroup), w.person(2, "en").in(ourGroup)
	first := w.comments(anna, 0, "It was the rents, not the coffee.")
	w.comments(ben, first, "Both, I would say.")
	w.comments(ben, first, "/forget")
	ben.Sees("Only whoever wrote a comment")
	w.comments(anna, 0, "/forget")
	anna.Sees("reply to it with /forget")
	w.comments(anna, first, "/forget")
	anna.Sees("is withdrawn")
	if c := w.kept(first); c.Kept() || c.Text != "" || c.Name != "" {
		t.Errorf("kept: %+v", c)
	}
	w.person(3, "en").Says("/thread").Sees("Withdrawn by its author", "Both, I would say.").SeesNot("rents")
	channel := content.Message{Thread: w.root, ReplyTo: w.root, Text: "In the name of my channel.", OnBehalf: -77, OnBehalfOf: "My channel"}
	nobody := w.person(0, "en").in(ourGroup)
	said := w.message + 1
	nobody.Sends(channel)
	if c := w.kept(said); c.Who != content.ByChannel || c.Name != "My channel" {
		t.Errorf("kept: %+v", c)
	}
	channel.Text, channel.Command, channel.ReplyTo = "/forget", "forget", said
	nobody.Sends(channel).Sees("is withdrawn")
	if w.kept(said).Kept() {
		t.Error("what a channel said is still kept")
	}
}

func TestForgettingSomebodyForgetsTheirComments(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	said := w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	anna.Says("/forget").Sees("your comments in the group").Taps("Yes, erase everything").Sees("is erased")
	if c := w.kept(said); c.Kept() || c.Text != "" {
		t.Errorf("kept: %+v", c)
	}
	w.person(2, "en").Says("/thread").Sees("Nobody has said anything")
}

func TestAThreadIsReadInPages(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	last := content.MessageID(0)
	for i := range 30 { // three talks, each ten deep
		if i%10 == 0 {
			last = 0
		}
		last = w.comments(anna, last, fmt.Sprintf("word %02d.", i))
	}
	reader := w.person(3, "en")
	reader.Says("/thread").Sees("word 00.", "word 07.", "to Асель").SeesNot("word 08.", "[‹")
	for page := 1; page < 4; page++ {
		reader.Taps("Next").Sees(fmt.Sprintf("word %02d.", 8*page)).SeesNot(fmt.Sprintf("word %02d.", 8*page-1))
	}
	reader.SeesNot("Next")
	for page := 2; page >= 0; page-- {
		reader.Taps("Previous").Sees(fmt.Sprintf("word %02d.", 8*page), fmt.Sprintf("word %02d.", 8*page+7)).SeesNot(fmt.Sprintf("word %02d.", 8*page+8))
	}
	w.comments(anna, 0, "/thread")
	anna.Sees("[Open the discussion]")
	reader.Says("/start h_" + sampleSlug).Sees("word 00.")
	reader.Says("/thread 99").Sees("no opinion “99”")
}

func TestWithdrawnCommentsHaveALineOnlyWhereSomethingStandsBelow(t *testing.T) {
	w := newThreads(t)
	anna, ben, reader := w.person(1, "en"), w.person(2, "en").in(ourGroup), w.person(3, "en")
	first := w.comments(ben, 0, "at the beginning.")
	answered, deep := content.MessageID(0), content.MessageID(0)
	for i := range 12 { // two talks with herself, in one of which somebody else has the last word
		answered = w.comments(anna.in(ourGroup), answered, fmt.Sprintf("word %02d.", i))
		deep = w.comments(anna.in(ourGroup), deep, fmt.Sprintf("other word %02d.", i))
	}
	w.comments(anna.in(ourGroup), first, "an answer.")
	w.comments(ben, answered, "the last word.")
	w.comments(ben, 0, "at the end.")
	reader.Says("/thread").Sees("at the beginning.", "an answer.", "word 05.")
	anna.Says("/forget").Taps("Yes, erase everything")
	reader.Taps("Next").SeesNot("at the beginning") // the comment with which that page began has no words any more
	reader.Says("/thread").Sees("at the beginning.", "Withdrawn by its author").SeesNot("an answer.", "the last word.")
	reader.Taps("Next").Sees("the last word.", "at the end.").SeesNot("Next")
	reader.Taps("Previous").Sees("at the beginning.").SeesNot("Previous")
	if shown := strings.Count(string(reader.newest().out.Text), "Withdrawn by its author"); shown != 7 {
		t.Errorf("%d of the comments on the first page are withdrawn ones", shown)
	}
}

func TestACommentBecomesAnOpinion(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en").in(ourGroup), w.person(2, "en").in(ourGroup)
	first := w.comments(anna, 0, "It was the rents, not the coffee.")
	w.comments(ben, first, "/opinion")
	ben.Sees("under one’s own name")
	w.comments(anna, first, "/opinion 3")
	anna.Sees("this is opinion 1", "[Open in a private chat]")
	if o := w.stored(1); o.Text != "It was the rents, not the coffee." || o.Section != "labour" || o.State != content.Pending {
		t.Errorf("stored: %+v", o)
	}
	w.comments(anna, first, "/opinion 3")
	anna.Sees("said that here before")
	private := w.person(2, "en")
	private.Says("/start")
	said := w.comments(ben, 0, "Both of them, I would say.")
	w.comments(ben, said, "/opinion")
	ben.Sees("written to you in private")
	if m := private.newest(); !strings.Contains(string(m.out.Text), "Your opinion 2") {
		t.Errorf("the receipt is %q", m.out.Text)
	}
	short := w.comments(ben, 0, "Both.")
	w.comments(ben, short, "/opinion")
	ben.Sees("too short")
}

func TestAModeratorFeaturesAComment(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en").in(ourGroup), w.person(2, "en").in(ourGroup)
	moderator := w.person(anEditor, "en").in(ourGroup)
	first := w.comments(anna, 0, "It was the rents, not the coffee.")
	w.comments(ben, first, "/feature")
	ben.Sees("for moderators")
	w.comments(moderator, first, "/feature")
	moderator.Sees("Opinion 1 is featured", "Its author may decline", "[Decline]")
	w.passes(2 * time.Second)
	if post := w.stands("A reader’s opinion"); post != nil {
		t.Fatalf("what stands there already is posted: %+v", post)
	}
	w.comments(ben, first, "Well said.")
	reader := w.person(3, "en")
	reader.Says("/thread 1").Sees("Opinion 1", "\n<b>Асель</b>", "Well said.").SeesNot("Nobody has said")
	reader.Says("/start o_1").Sees("[Thread · 1]").Taps("Reply").Says("Rents rose everywhere that year.")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	for _, command := range []string{"/thread 1", "/thread"} {
		reader.Says(command).Sees("It was the rents", "Well said.", "Rents rose everywhere")
		if text := string(reader.newest().out.Text); strings.Count(text, "It was the rents") != 1 || strings.Count(text, "Well said.") != 1 {
			t.Errorf("%s reads %q", command, text)
		}
	}
	reader.Says("/thread").Sees("(featured, opinion 1)", "› <b>Асель</b>, ", "› <b>Anonymous")
	w.person(2, "en").Says("/start d_1").Sees("no longer leads anywhere")
	w.person(1, "en").Says("/start d_1").Sees("features your comment").Taps("Decline").Sees("Opinion 1 is withdrawn")
	w.passes(2 * time.Second)
	reader.Says("/thread 1").Sees("no opinion “1”")
	if c := w.kept(first); !c.Kept() {
		t.Errorf("the comment is gone too: %+v", c)
	}
}

func TestAFeaturedAuthorWhoStartedTheBotIsToldInPrivate(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "ru")
	anna.Says("/start")
	first := w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	moderator := w.person(anEditor, "en").in(ourGroup)
	w.comments(moderator, first, "/feature")
	moderator.SeesNot("may decline")
	if m := anna.newest(); !strings.Contains(string(m.out.Text), "выделила ваш комментарий") {
		t.Errorf("told: %q", m.out.Text)
	}
	w.comments(anna.in(ourGroup), first, "/forget")
	w.passes(2 * time.Second)
	if post := w.stands("A reader’s opinion"); post != nil {
		t.Errorf("the opinion outlives its comment: %+v", post)
	}
}

// approves lets a person leave an opinion, and the editor approve it.
func (w *threads) approves(p *person, words string) {
	w.t.Helper()
	p.Says("/opinion 0 " + words).Sees("Received.")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
}

func TestOpinionsArePostedAsTheSettingSays(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en")
	w.approves(anna, "The first one, which nobody features.")
	if post := w.stands("The first one"); post != nil {
		t.Errorf("posted: %+v", post)
	}
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.approves(anna, "The second one, as each is posted.")
	post := w.stands("The second one")
	if post == nil {
		t.Fatal("the second one is not posted")
	}
	w.editor.Says("/feature 1").Sees("Opinion 1 is featured")
	w.passes(2 * time.Second)
	if w.stands("The first one") == nil {
		t.Error("the featured one is not posted")
	}
	anna.Says("/mine").Taps("Edit")
	anna.Says("The second one, in other words.").Sees("A moderator reads")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(20 * time.Second)
	w.passes(2 * time.Second)
	if post := w.stands("in other words"); post == nil || w.stands("as each is posted") != nil {
		t.Error("the post does not follow its opinion")
	}
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.approves(anna, "The third one, which waits for others.")
	w.approves(anna, "The fourth one, which comes with it.")
	if w.stands("The third one") != nil {
		t.Error("what is to wait is posted")
	}
	w.passes(6 * time.Hour)
	digest := w.stands("2 new opinions")
	if digest == nil || !strings.Contains(string(digest.out.Text), "The third one") || !strings.Contains(string(digest.out.Text), "The fourth one") {
		t.Fatalf("the digest is %+v", digest)
	}
	anna.Says("/mine").Taps("Take back").Taps("Yes, take it back")
	w.passes(2 * time.Second)
	if w.stands("The fourth one") != nil {
		t.Error("what was withdrawn still stands in the digest")
	}
}

func TestAReportedOpinionThatIsRejectedLeavesTheGroup(t *testing.T) {
	w := newThreads(t)
	w.oneReportIsEnough()
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.approves(w.person(1, "en"), "Somebody will report this one.")
	if w.stands("Somebody will report") == nil {
		t.Fatal("it is not posted")
	}
	reader := w.person(2, "en")
	reader.Says("/start o_1").Taps("Report").Taps("Yes")
	w.editor.Says("/queue").Taps("Reject")
	w.passes(20 * time.Second)
	w.passes(2 * time.Second)
	if w.stands("Somebody will report") != nil {
		t.Error("it still stands in the group")
	}
}

// TestOnlyPeopleAreFeatured: what was said in the name of a channel is nobody's opinion.
func TestOnlyPeopleAreFeatured(t *testing.T) {
	w := newThreads(t)
	said := w.message + 1
	w.person(0, "en").in(ourGroup).Sends(content.Message{
		Thread: w.root, ReplyTo: w.root, Text: "In the name of my channel.", OnBehalf: -77, OnBehalfOf: "My channel",
	})
	moderator := w.person(anEditor, "en").in(ourGroup)
	w.comments(moderator, said, "/feature")
	moderator.Sees("Only a comment that a person made")
}

// TestTwoTapsOfASettingSetItOnce: the second one comes from the page as it was.
func TestTwoTapsOfASettingSetItOnce(t *testing.T) {
	w := newThreads(t)
	for _, label := range []string{"Opinions", "Sections"} {
		w.editor.Says("/publish " + sampleSlug)
		page := w.editor.newest()
		data := ""
		for _, b := range buttonsOf(page) {
			if strings.Contains(b.Text, label) || data == "" && strings.Contains(strings.ToLower(b.Text), strings.ToLower(label)) {
				data = b.Press
			}
		}
		w.editor.TapsData(page.id, data)
		once := fmt.Sprint(buttonsOf(w.editor.newest()))
		w.editor.TapsData(page.id, data)
		if twice := fmt.Sprint(buttonsOf(w.editor.newest())); twice != once {
			t.Errorf("%s: one tap leads to %s, two to %s", label, once, twice)
		}
	}
}

// TestTheNoticeIsSaidAgainWhenNobodyKnowsOfIt: after a kill while it was being sent, with the next comment an hour later, and once.
func TestTheNoticeIsSaidAgainWhenNobodyKnowsOfIt(t *testing.T) {
	w := newThreads(t)
	anna := w.person(1, "en").in(ourGroup)
	w.ends("notice:", content.Unsure, func() { w.comments(anna, 0, "It was the rents, not the coffee.") })
	before := w.count("are kept")
	w.comments(anna, 0, "And the schools.")
	if got := w.count("are kept"); got != before {
		t.Errorf("it is said %d times at once", got)
	}
	for range 2 {
		w.passes(2 * time.Hour)
		w.comments(anna, 0, "And the trains.")
	}
	if got := w.count("are kept"); got != before+1 {
		t.Errorf("it is said %d times again", got-before)
	}
}
