package handlers_test

import (
	"strings"
	"testing"
	"time"
)

func TestADraftDiscardedWhileItsPublicationWaitsIsNotPublished(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Says("/publish harvest").Taps("Publish").Sees("seconds")
	d.passes(10 * time.Second)
	editor.Says("/drafts").Taps("Discard 1").Taps("Discard").Sees("Discarded")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 0 {
		t.Errorf("what was discarded is published: %q", posts)
	}
}

func TestADiscardedDraftIsNotOfferedForPublication(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Says("/drafts").Taps("Discard 1").Taps("Discard").Sees("Discarded")
	editor.Says("/publish harvest").Sees("This draft is gone")
}

func TestAScheduleDoesNotBringBackWhatWasTakenDown(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Says("/publish harvest").Taps("Publish")
	d.passes(time.Minute)
	editor.SendsFile("harvest.md", []byte(strings.Replace(harvest, "early", "late", 1)))
	editor.Says("/schedule harvest tomorrow 9:00").Sees("Monday")
	editor.Says("/takedown harvest it is a hoax").Taps("Take down")
	d.passes(time.Minute)
	editor.Says("/summary harvest").SeesNot("Wheat")
	d.passes(24 * time.Hour)
	editor.Says("/articles").SeesNot("Harvest")
	editor.Says("/summary harvest").SeesNot("Wheat")
}

func TestADraftThatSomebodyChangedIsLookedAtBeforeItIsPublished(t *testing.T) {
	d := newDesk(t)
	editor, other := d.editor, d.person(anEditor+1, "en")
	editor.SendsFile("harvest.md", []byte(harvest)).Sees("[Publish]")
	other.Says("/drafts").Taps("Open 1")
	other.SendsFile("harvest.md", []byte(strings.Replace(harvest, "early", "late", 1)))
	editor.Says("/publish harvest").Taps("Publish").Sees("changed", "The harvest was late")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 0 {
		t.Fatalf("published unseen: %q", posts)
	}
	editor.Taps("Publish").Taps("Publish").Sees("seconds")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 1 {
		t.Errorf("the channel shows %q", posts)
	}
}

func TestARevisionThatSomebodyChangedIsLookedAtBeforeItIsPublished(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.drafts(moreTitle...)
	d.editor.Says("/revise "+sampleSlug).Sees("Tide", "[Publish revision]")
	d.drafts("Relocation Wave", "Relocation Flood")
	d.editor.Taps("Publish revision").Sees("has changed since you last saw it", "Flood")
	d.editor.Taps("Publish revision").Sees("in 20 seconds")
}

func TestGoingBackLeavesADraftThatWaits(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.revise(moreTitle...)
	d.editor.Says("/revise " + sampleSlug).Taps("Earlier revisions").Taps("Back to 1")
	page := d.editor.newest()
	d.drafts("Relocation Tide", "Relocation Flood")
	d.editor.TapsData(page.id, page.out.Buttons[0][0].Press)
	if said := d.answers[0].Text; !strings.Contains(said, "draft") {
		t.Errorf("the answer is %q", said)
	}
	d.editor.Says("/drafts").Taps("Open 1").Sees("Flood")
}

func TestGoingBackIsGivenUpForADraftThatCame(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.revise(moreTitle...)
	d.editor.Says("/revise " + sampleSlug).Taps("Earlier revisions").Taps("Back to 1").Taps("Go back to it").Sees("in 20 seconds")
	d.drafts("Relocation Tide", "Relocation Flood")
	d.passes(time.Minute)
	d.editor.Sees("draft")
	d.editor.Says("/drafts").Taps("Open 1").Sees("Flood")
}

func TestAuthorsAreNotAskedAboutASectionThatIsGone(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	author := d.person(7, "en")
	d.approves(author, "/opinion 1 ")
	d.revise("{#diaspora}", "{#newcomers}")
	d.passes(time.Hour)
	author.SeesNot("still stand")
}
