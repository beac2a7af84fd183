package handlers_test

import (
	"strings"
	"testing"
	"time"
)

func TestAPausedDiscussionTakesNothingNew(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en")
	reader.Says("/poll diaspora")
	native := reader.newestPoll().poll
	reader.Says("/pause " + sampleSlug).Sees("for editors")
	d.editor.Says("/pause").Sees("Which article", "/pause SLUG")
	d.editor.Says("/pause "+sampleSlug).Sees("The discussion is paused", "[Resume]")

	reader.Says("/opinion 1 "+longWords).Sees("discussion is paused", "/opinions")
	reader.Says("/opinion").SeesNot("paused").Taps("new diaspora").Sees("discussion is paused")
	reader.VotesIn(native, 0).Sees("discussion is paused")
	reader.Says("/poll diaspora").Sees("discussion is paused", "Nobody has voted")
	reader.Says("/summary").Sees("discussion is paused", "[Opinions")
	d.editor.Taps("Resume").Sees("The discussion is open")
	reader.VotesIn(native, 0).SeesNothing()
	reader.Says("/opinion 1 " + longWords).SeesNot("paused")
	reader.Says("/summary").SeesNot("paused")
}

const longWords = "Rents in my street have doubled, and nobody asked us about it."

func TestAClosedDiscussionIsReadAndReopened(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	reader, other := d.person(7, "en"), d.person(8, "ru")
	reader.Says("/poll").Votes(1)
	other.inChannel(newsChannel).Taps("More gains")
	before := len(d.posts())

	d.editor.Says("/close "+sampleSlug).Sees("closes in 20 seconds", "[Cancel]").Taps("Cancel").Sees("Nothing has changed", "is open")
	d.passes(time.Minute)
	reader.Says("/opinion 1 " + longWords).SeesNot("closed")
	d.editor.Says("/close " + sampleSlug)
	d.editor.Says("/close " + sampleSlug).Sees("closes in")
	d.passes(time.Minute)
	d.editor.Sees("The discussion is closed")
	if posts := d.posts(); len(posts) != before || !strings.Contains(posts[1], "closed") {
		t.Fatalf("posts: %q", posts)
	}
	reader.Says("/poll").Sees("discussion is closed", "2 volunteers")
	reader.Says("/poll labour").Sees("discussion is closed", "Nobody has voted")
	reader.Says("/opinion 2 " + longWords + " Again.").Sees("discussion is closed")
	reader.Says("/pause " + sampleSlug).Sees("for editors")
	d.editor.Says("/pause "+sampleSlug).Sees("closed", "/reopen "+sampleSlug)

	d.editor.Says("/reopen "+sampleSlug).Sees("opens again in 20 seconds", "[Cancel]")
	d.passes(time.Minute)
	d.editor.Sees("The discussion is open")
	posts := d.posts()
	if len(posts) != before+1 || !strings.Contains(posts[before], "2 volunteers") || strings.Contains(posts[before], "closed") {
		t.Fatalf("posts: %q", posts)
	}
	reader.Says("/poll").Sees("voted")
	reader.Votes(2)
	reader.Says("/results").Sees("2 volunteers")
	d.editor.Says("/reopen " + sampleSlug).Sees("is open")
}

func TestForgedDeedsOnDiscussions(t *testing.T) {
	d := newDesk(t)
	d.editor.Says("/pause " + sampleSlug)
	m := d.editor.newest()
	press := m.out.Buttons[0][0].Press
	reader := d.person(7, "en")
	reader.TapsData(m.id, press).Sees("for editors")
	reader.Says("/opinion 1 " + longWords).Sees("paused")
	for _, forged := range []string{"dn.1.nothing", "dn.99.resume", "dn", "dn.x.close", "dn.1.diaspora.close", "dn.1.no"} {
		d.editor.TapsData(m.id, forged)
		if len(d.answers[0].Text) == 0 {
			t.Errorf("%s: no answer", forged)
		}
	}
	reader.Says("/opinion 1 " + longWords).Sees("paused")
	d.editor.TapsData(m.id, press).Sees("is open")
	d.editor.TapsData(m.id, press).Sees("is open")
}

// TestPausesInThreeLanguages keeps what editors and readers see of them.
func TestPausesInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		d := newDesk(t)
		d.publishes()
		d.record = &strings.Builder{}
		editor, reader := d.editor, d.person(7, lang)
		editor.Says("/language " + lang)
		editor.Says("/pause " + sampleSlug)
		reader.Says("/opinion 1 " + longWords)
		editor.Says("/resume " + sampleSlug)
		editor.Says("/close " + sampleSlug)
		d.passes(time.Minute)
		reader.Says("/poll")
		editor.Says("/reopen " + sampleSlug)
		d.passes(time.Minute)
		golden(t, "transcripts/running-"+lang+".txt", d.record.String())
	}
}
