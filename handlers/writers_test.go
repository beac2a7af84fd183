package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// restricts lets the editor choose who may write on the sample.
func (d *newsdesk) restricts(taps int) {
	d.t.Helper()
	d.editor.Says("/settings "+sampleSlug).Sees("How the discussion on this article runs", "[Who may write: everybody]")
	for range taps {
		d.editor.Taps("Who may write")
	}
}

const (
	tapsToKnown     = 1
	tapsToPublished = 2
)

func TestWhoMayNotWriteIsToldBeforeTyping(t *testing.T) {
	d := newDesk(t)
	d.restricts(tapsToKnown)
	d.editor.Sees("[Who may write: subscribers and authors]", "taken from subscribers")
	if entry := d.recordedLast(); entry.What != content.DeedSettings || entry.Code != "writers.known" || entry.Article != 1 || entry.By == 0 {
		t.Errorf("recorded: %+v", entry)
	}
	d.editor.Says("/audit").Sees("Who may write: subscribers and authors")
	reader := d.person(7, "en")
	reader.Says("/start").Sees("taken from subscribers and from authors")
	why := "The first button subscribes you"
	for _, words := range []string{"Speak", "/opinion", "/opinion 1", "/opinion 1 " + longWords, "/start w_" + sampleSlug, "/start w_" + sampleSlug + "__labour"} {
		reader.Says(words).Sees(why, "[Tell me of new articles]", "[Opinions]").SeesNot("Which section", "characters", "waits for a moderator")
	}
	reader.Says("/summary").Taps("Speak").Sees(why)
	reader.Says(longWords).Sees(why, "[Tell me of new articles]").SeesNot("[Send]")
	reader.Says("The rent is high").Sees(why, "[Search]").Taps("Search").SeesNot(why)
	reader.Says(strings.Repeat("word ", 900)).Sees(why)
	reader.Says("hi").SeesNot(why)
	if n := d.countOpinions(); n != 0 {
		t.Fatalf("%d opinions were taken", n)
	}
	reader.Says("/opinion").Taps("Tell me of new articles").Sees("Switched on")
	reader.Says("/opinion 1 " + longWords).Sees("waits for a moderator")
}

// countOpinions is how many there are; their numbers go up from 1.
func (s *stage) countOpinions() (n int) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		for ; ; n++ {
			if _, err := tx.Opinion(content.OpinionID(n + 1)); err != nil {
				return nil
			}
		}
	})
	return n
}

func TestOnlyApprovedAuthorsMayWrite(t *testing.T) {
	d := newDesk(t)
	anna, boris := d.person(7, "en"), d.person(8, "en")
	anna.Says("/opinion 1 " + longWords).Sees("waits for a moderator")
	d.restricts(tapsToPublished)
	d.editor.Sees("[Who may write: approved authors]")
	boris.Says("/subscribe").Taps("New articles")
	boris.Says("/opinion 1 "+prices).Sees("none of yours has been approved yet", "/articles").SeesNot("[Tell me of new articles]")
	anna.Says("/opinion 2 " + prices).Sees("none of yours has been approved yet")
	anna.Says("/mine").Taps("Edit")
	anna.Says(bridges).SeesNot("none of yours")
	d.editor.Says("/queue").Taps("Approve")
	d.passes(30 * time.Second)
	anna.Says("/opinion 2 " + prices).Sees("waits for a moderator")
	boris.Says("/opinions 1").Taps("Reply").Sees("none of yours has been approved yet").SeesNot("characters")
	boris.Taps("Agree").Sees("Agree")
	boris.Says("/poll").Votes(0).SeesNot("approved")
	d.editor.Says("/opinion 1 " + schools).Sees("waits for a moderator")
	d.restart()
	boris.Says("/opinion 1 " + prices).Sees("none of yours")
}

func TestWhoMayWriteInTheGroup(t *testing.T) {
	w := newThreads(t)
	anna, editor := w.person(7, "en"), w.editor
	anna.Says("/start").Says("/subscribe").Taps("New articles")
	w.restricts(tapsToKnown)
	said := w.comments(anna.in(ourGroup), w.root, prices)
	inThread(w, anna, said).Sees("taken from subscribers", "Here in the group I do not look", "[Speak]")
	anna.in(ourGroup).Says("/opinion").Sees("private chat with me", "taken from subscribers")
	said = w.comments(editor.in(ourGroup), w.root, schools)
	inThread(w, editor, said).SeesNot("taken from subscribers")
	if n := w.countOpinions(); n != 1 {
		t.Fatalf("%d opinions were taken", n)
	}
	anna.Says("/opinion 1 " + longWords).Sees("waits for a moderator")
}

// inThread lets somebody make an opinion of a comment.
func inThread(w *threads, p *person, comment content.MessageID) *person {
	m := messageOf("/opinion")
	m.Thread, m.ReplyTo = w.root, comment
	return p.in(ourGroup).Sends(m)
}

func TestWhatWasAskedAboutIsSentOnlyWhereItMayBe(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en")
	reader.Says("/start").Says(longWords).Sees("[Send]")
	d.restricts(tapsToKnown)
	reader.Taps("Send").Sees("taken from subscribers").SeesNot("waits for a moderator")
	d.editor.Taps("Who may write").Taps("Who may write").Sees("[Who may write: everybody]")
	reader.Taps("Send").Sees("waits for a moderator")

	reader.Says("/opinion 1").Sees("characters")
	d.restricts(tapsToKnown)
	reader.Says(prices).Sees("taken from subscribers")
	reader.Says(prices).Sees("taken from subscribers").SeesNot("[Send]")
	if n := d.countOpinions(); n != 1 {
		t.Fatalf("%d opinions were taken", n)
	}
}

func TestAPausedDiscussionSaysSoToATextBeforeItAsks(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en")
	reader.Says("/start")
	d.editor.Says("/pause " + sampleSlug)
	reader.Says(longWords).Sees("discussion is paused").SeesNot("[Send]")
	reader.Says("rents and prices").Sees("[Search]").SeesNot("[Send]")
}

// TestDiscussionSettingsInThreeLanguages keeps what editors and readers are told about who may write, about polls and about pins.
func TestDiscussionSettingsInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		w := newThreads(t)
		editor, reader := w.editor, w.person(7, lang)
		editor.Says("/language " + lang)
		reader.Says("/start")
		w.record = &strings.Builder{}
		editor.Says("/settings " + sampleSlug)
		page := editor.newest().id
		for _, what := range []string{"writers.known", "polls.closed", "opinions.none", "pin.on"} {
			editor.TapsData(page, "se.1."+what)
		}
		w.passes(30 * time.Second)
		reader.Says("/opinion")
		reader.Says("/poll")
		reader.in(ourGroup).Says("/opinion")
		editor.TapsData(page, "se.1.writers.published")
		editor.TapsData(page, "se.1.polls.off")
		reader.Says(longWords)
		reader.Says("/summary")
		w.refuses = func(out content.Outgoing) bool { return out.Action == content.ActionPin }
		editor.TapsData(page, "se.1.pin.off")
		editor.TapsData(page, "se.1.pin.on")
		golden(t, "transcripts/discussion-"+lang+".txt", w.record.String())
	}
}

// TestWhatIsApprovedInPrivateOpensNothingInTheGroup: that a comment is taken must not tell its readers that its author has written anonymously.
func TestWhatIsApprovedInPrivateOpensNothingInTheGroup(t *testing.T) {
	w := newThreads(t)
	anna := w.person(7, "en")
	w.approves(anna, "Written in private, and approved.")
	w.restricts(tapsToPublished)
	said := w.comments(anna.in(ourGroup), w.root, prices)
	inThread(w, anna, said).Sees("only from authors", "Here in the group I do not look")
	anna.Says("/opinion 1 " + bridges).Sees("waits for a moderator")
	w.features(w.person(8, "en"), "A comment that the newsroom features.")
	other := w.comments(w.person(8, "en").in(ourGroup), w.root, schools)
	inThread(w, w.person(8, "en"), other).SeesNot("only from authors")
}
