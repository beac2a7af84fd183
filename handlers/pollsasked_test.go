package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
)

func TestPollsOfAnArticleAreClosedAndAskedAgain(t *testing.T) {
	w := newThreads(t)
	reader, other := w.person(7, "en"), w.person(8, "en")
	reader.Says("/poll").Votes(1)
	native := reader.newestPoll().poll
	other.inChannel(newsChannel).Taps("More gains")
	before := len(w.posts())

	w.editor.Says("/settings "+sampleSlug).Taps("Polls: asked").Sees("[Polls: closed, results shown]", "follow in 20 seconds")
	if entry := w.recordedLast(); entry.Code != "polls.closed" || entry.Article != 1 {
		t.Errorf("recorded: %+v", entry)
	}
	reader.VotesIn(native, 0).Sees("polls on this article are closed")
	reader.Says("/poll").Sees("polls on this article are closed", "2 volunteers")
	reader.Says("/opinion 1 " + longWords).Sees("waits for a moderator")
	w.editor.Taps("Polls: closed").Taps("Polls: not asked").Sees("[Polls: asked]")
	reader.VotesIn(native, 0).SeesNothing()
	w.passes(time.Minute)
	if posts := w.posts(); len(posts) != before || strings.Contains(posts[1], "closed") {
		t.Fatalf("brought back in time, and yet: %q", posts)
	}

	w.editor.Says("/settings " + sampleSlug).Taps("Polls: asked")
	w.passes(time.Minute)
	w.passes(time.Minute)
	if posts := w.posts(); len(posts) != before || !strings.Contains(posts[1], "closed") {
		t.Fatalf("posts: %q", posts)
	}
	w.editor.Says("/settings " + sampleSlug).SeesNot("follow in")
	reader.Says("/results").Sees("2 volunteers")
	// Closing and opening the discussion does not open them, nor does it lose what they came to.
	w.editor.Says("/close " + sampleSlug)
	w.passes(time.Minute)
	w.editor.Says("/reopen " + sampleSlug)
	w.passes(time.Minute)
	reader.Says("/poll").Sees("polls on this article are closed", "2 volunteers")
	if posts := w.posts(); len(posts) != before {
		t.Fatalf("posts: %q", posts)
	}
	w.editor.Says("/settings " + sampleSlug).Taps("Polls: closed").Taps("Polls: not asked")
	w.passes(time.Minute)
	posts := w.posts()
	if len(posts) != before+1 || !strings.Contains(posts[before], "2 volunteers") || strings.Contains(posts[before], "closed") {
		t.Fatalf("posts: %q", posts)
	}
	reader.Says("/poll").Sees("voted")
	reader.Votes(2).SeesNot("closed")
}

func TestPollsThatAreNotAskedAreShownNowhere(t *testing.T) {
	w := newThreads(t)
	reader := w.person(7, "en")
	reader.Says("/summary").Sees("[Vote in the poll]", "[Results]")
	w.setFor(1, "polls=closed")
	w.editor.Says("/settings " + sampleSlug).Taps("Polls: closed").Sees("[Polls: not asked]")
	reader.Says("/summary").SeesNot("[Vote in the poll]", "[Results]").Sees("[Speak]")
	reader.Says("/section 1").SeesNot("[Vote in the poll]", "[Results]")
	reader.Says("/poll").Sees("no poll").SeesNot("[Next poll")
	reader.Says("/results labour").Sees("no poll")
	reader.Says("/start p_" + sampleSlug).Sees("no poll")
	w.passes(time.Minute)
	post, index := w.chats[newsChannel][0], w.chats[ourGroup][0]
	for _, m := range []*shown{post, index} {
		if all := strings.Join(w.buttonsOf(m), " "); strings.Contains(all, "oll") || strings.Contains(string(m.out.Text), "🗳") {
			t.Errorf("it still leads to polls: %s\n%s", all, m.out.Text)
		}
	}
	if text := string(w.chats[newsChannel][1].out.Text); !strings.Contains(text, "closed") {
		t.Errorf("the post with the poll says %q", text)
	}
	w.editor.Says("/settings " + sampleSlug).Taps("Polls: not asked")
	w.passes(time.Minute)
	reader.Says("/summary").Sees("[Vote in the poll]")
	if all := w.buttonsOf(post); !strings.Contains(strings.Join(all, " "), "Vote in the poll") {
		t.Errorf("below the post: %v", all)
	}
}

func TestAnArticleWithoutPollsIsPublishedWithout(t *testing.T) {
	d := newDesk(t)
	d.setFor(1, "polls=off")
	d.publishes()
	if posts := d.posts(); len(posts) != 1 {
		t.Fatalf("posts: %q", posts)
	}
	d.editor.Says("/settings " + sampleSlug).Taps("Polls: not asked")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 2 || !strings.Contains(posts[1], "Nobody has voted") {
		t.Fatalf("posts: %q", posts)
	}
}

func TestAnArticlesPostIsPinnedAndUnpinned(t *testing.T) {
	d := newDesk(t)
	d.editor.Says("/settings " + sampleSlug).Taps("Pinned in the group: no").Sees("[Pinned in the group: yes]")
	if entry := d.recordedLast(); entry.Code != "pin.on" {
		t.Errorf("recorded: %+v", entry)
	}
	d.publishes()
	if len(d.pinned) != 0 {
		t.Fatalf("pinned before it stands there: %v", d.pinned)
	}
	root := d.forwardsAll()
	if len(d.pinned) != 1 || d.pinned[0] != root {
		t.Fatalf("pinned: %v, the post is %d", d.pinned, root)
	}
	d.passes(time.Minute)
	d.publishesAgain(d.editor)
	if len(d.pinned) != 1 {
		t.Fatalf("pinned again: %v", d.pinned)
	}
	d.editor.Says("/settings " + sampleSlug).Taps("Pinned in the group: yes").Sees("[Pinned in the group: no]")
	if len(d.pinned) != 0 {
		t.Fatalf("still pinned: %v", d.pinned)
	}
	d.refuses = func(out content.Outgoing) bool { return out.Action == content.ActionPin }
	d.editor.Taps("Pinned in the group: no").Sees("Give me the right to pin messages there")
	d.editor.Says("/settings " + sampleSlug).Sees("[Pinned in the group: no]")
	d.refuses = nil
	d.editor.Taps("Pinned in the group: no")
	if len(d.pinned) != 1 || d.pinned[0] != root {
		t.Fatalf("pinned: %v", d.pinned)
	}
}

func TestNothingIsPostedWhereNoneAreToBe(t *testing.T) {
	w := newDeskThat(t, 0)
	w.root = w.forwardsAll()
	w.setFor(1, "opinions=24")
	w.editor.Says("/settings " + sampleSlug).Taps("Opinions below it: every 24 h").Sees("[Opinions below it: none]")
	w.approves(w.person(1, "en"), "The first one, which is featured.")
	w.editor.Says("/feature 1")
	w.passes(25 * time.Hour)
	if w.stands("The first one") != nil {
		t.Error("it is posted")
	}
	w.editor.Says("/settings " + sampleSlug).Taps("Opinions below it: none").Sees("featured ones")
	w.editor.Says("/feature 1")
	w.passes(time.Second)
	if w.stands("The first one") == nil {
		t.Error("it is not posted")
	}
}

func TestForgedDiscussionSettings(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en")
	d.editor.Says("/settings " + sampleSlug)
	page := d.editor.newest().id
	before := len(d.recorded())
	for _, data := range []string{
		"se.0.writers.known", "se.0.polls.off", "se.0.pin.on", "se.0.opinions.each", "se.1.writers.nobody", "se.1.writers.", "se.1.writers", "se.1.polls.as", "se.1.pin.1", "se.99.pin.on", "se.1.opinions.5",
	} {
		d.editor.TapsData(page, data).Sees("no longer applies")
	}
	for _, data := range []string{"se.1.writers.known", "se.1.polls.off", "se.1.pin.on", "se.1.opinions.none"} {
		reader.TapsData(page, data).Sees("for editors")
		d.editor.in(ourGroup).TapsData(page, data)
	}
	if after := len(d.recorded()); after != before {
		t.Errorf("%d entries more", after-before)
	}
}
