package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/storage"
)

func TestAScheduledArticleIsPublishedOnce(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Taps("Schedule").Sees("tomorrow 9:00", "UTC")
	editor.Says("yesterday").Sees("do not understand")
	editor.Says("today 9:00").Sees("past", "Sunday")
	editor.Says("tomorrow 9:00").Sees("Monday, March 2, 2026, 09:00", "English", "[Change the time]")
	d.restart()
	editor.Says("/drafts").Sees("To be published: <b>Monday, March 2, 2026, 09:00")
	editor.Says("/publish harvest").Sees("Monday, March 2, 2026, 09:00")
	editor.Says("/schedule harvest завтра в 10").Sees("10:00")
	d.passes(22*time.Hour - 2*time.Minute)
	if posts := d.posts(); len(posts) != 0 {
		t.Fatalf("before its time the channel shows %q", posts)
	}
	d.passes(5 * time.Minute)
	if posts := d.posts(); len(posts) != 1 || !strings.Contains(posts[0], "The harvest was early") {
		t.Fatalf("the channel shows %q", posts)
	}
	editor.Sees("is in the channel")
	editor.Says("/drafts").Sees("There are no drafts")
	d.passes(48 * time.Hour)
	if posts := d.posts(); len(posts) != 1 {
		t.Errorf("later the channel shows %q", posts)
	}
}

func TestAScheduleIsTakenBack(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Says("/schedule harvest in 2 hours").Sees("Sunday").Taps("Cancel the schedule").Sees("stays a draft")
	editor.Says("/schedule harvest in 2 hours").Sees("Sunday")
	editor.Says("/publish harvest").Taps("Publish")
	d.passes(time.Minute)
	had := len(d.posts())
	if had == 0 {
		t.Fatal("nothing was published")
	}
	editor.SendsFile("harvest.md", []byte(strings.Replace(harvest, "early", "late", 1)))
	d.passes(3 * time.Hour)
	if posts := d.posts(); len(posts) != had || strings.Contains(posts[0], "late") {
		t.Errorf("the time that was set for what is published has published a newer draft: %q", posts)
	}
	editor.Says("/schedule").Sees("/schedule SLUG")
	editor.Says("/schedule nothing tomorrow 9:00").Sees("nothing")
}

func TestAClockThatGoesBackDoesNotHastenASchedule(t *testing.T) {
	d := newDesk(t)
	d.editor.SendsFile("harvest.md", []byte(harvest)).Says("/schedule harvest tomorrow 9:00")
	d.writes(func(tx *storage.Tx) error { return tx.Hasten(12 * time.Hour) })
	d.passes(10 * time.Hour)
	if posts := d.posts(); len(posts) != 0 {
		t.Fatalf("eleven hours too early the channel shows %q", posts)
	}
	d.editor.Says("/drafts").Sees("Monday, March 2, 2026, 09:00")
	d.passes(11 * time.Hour)
	if posts := d.posts(); len(posts) != 1 {
		t.Errorf("the channel shows %q", posts)
	}
}

func TestTwoArticlesAtTheSameMinute(t *testing.T) {
	d := newDesk(t)
	other := strings.ReplaceAll(harvest, "harvest", "market")
	d.editor.SendsFile("harvest.md", []byte(harvest)).SendsFile("market.md", []byte(other))
	d.editor.Says("/schedule harvest tomorrow 9:00").Says("/schedule market tomorrow 9:00").Sees("Monday")
	d.passes(22 * time.Hour)
	if all := strings.Join(d.posts(), "\n"); !strings.Contains(all, "The harvest was") || !strings.Contains(all, "The market was") {
		t.Errorf("the channel shows %s", all)
	}
}

func TestADraftIsDiscardedAndBroughtBack(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest))
	editor.Says("/schedule harvest tomorrow 9:00")
	editor.Says("/drafts").Taps("Discard 1").Sees("Discard the draft").Taps("Keep").Sees("The harvest was early")
	editor.Taps("Discard").Taps("Discard").Sees("Discarded", "20 seconds")
	editor.Says("/drafts").Sees("There are no drafts")
	editor.Taps("Undo").Sees("The harvest was early")
	d.passes(time.Minute)
	editor.Says("/drafts").Sees("Wheat").Taps("Discard 1").Taps("Discard").Sees("Discarded")
	d.passes(time.Minute)
	editor.Taps("Undo").Sees("This draft is gone")
	editor.Says("/publish harvest").Sees("harvest")
	d.passes(24 * time.Hour)
	if posts := d.posts(); len(posts) != 0 {
		t.Errorf("what was discarded is published: %q", posts)
	}
	russian := strings.NewReplacer("translation_of: en\n", "").Replace(harvestRu)
	editor.SendsFile("harvest.md", []byte(russian)).Sees("Урожай созрел рано")
}

func TestAScheduledTranslationNeedsItsOriginal(t *testing.T) {
	d := newDesk(t)
	d.editor.SendsFile("harvest.ru.md", []byte(harvestRu)).Sees("its original is not here")
	d.editor.Says("/schedule harvest tomorrow 9:00").Sees("its original is not here")
	d.editor.Says("/publish harvest").Taps("Publish").Sees("its original is not here")
	d.editor.SendsFile("harvest.md", []byte(harvest)).SeesNot("its original is not here")
	d.editor.Says("/schedule harvest tomorrow 9:00").Sees("Russian, English")
}
