package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// changedBy lets an editor change the draft of the sample.
func (d *newsdesk) changedBy(p *person, replaced ...string) {
	d.t.Helper()
	article := d.text(replaced...)
	d.writes(func(tx *storage.Tx) error {
		_, err := tx.SaveDraft(storage.DraftEdit{By: d.readerOf(tx, p), What: content.PartTitle}, article)
		return err
	})
}

func TestWhatIsChangedAfterPublishIsNotPublishedUnseen(t *testing.T) {
	d := newDesk(t)
	other := d.person(anEditor+1, "ru")
	other.Says("/start")
	d.publishes()
	d.changedBy(d.editor, moreTitle...)
	for _, way := range []struct{ command, button string }{{"/publish ", "Bring the posts"}, {"/revise ", "Publish revision"}} {
		d.editor.Says(way.command + sampleSlug).Taps(way.button).Sees("in 20 seconds")
		d.changedBy(other, "Relocation Wave", "Relocation Flood")
		d.passes(time.Minute)
		if posts := d.posts(); strings.Contains(posts[0], "Flood") || strings.Contains(posts[0], "Tide") {
			t.Fatalf("%s: published: %q", way.command, posts[0])
		}
		d.editor.Sees("I have not published", "Relocation Flood", "changed by editor", "the title", "[Look at the draft]")
		d.editor.Taps("Look at the draft").Sees("Relocation Flood")
		d.changedBy(other, "Relocation Wave", "Relocation Tide")
		d.editor.Says("/revise " + sampleSlug)
	}
	// What the editor changes while it waits is theirs, and known to them.
	d.editor.Taps("Publish revision").Sees("in 20 seconds")
	d.changedBy(d.editor, "Relocation Wave", "Relocation Stream")
	d.passes(time.Minute)
	if posts := d.posts(); !strings.Contains(posts[0], "Stream") {
		t.Fatalf("not published: %q", posts[0])
	}
	// A draft that begins while an article is published anew.
	d.editor.Says("/publish " + sampleSlug).Taps("Bring the posts")
	d.changedBy(other, "Relocation Stream", "Relocation Flood")
	d.passes(time.Minute)
	if posts := d.posts(); strings.Contains(posts[0], "Flood") {
		t.Fatalf("published: %q", posts[0])
	}
}

func TestWhoseDraftIsPublishedOverIsToldAndKeepsIt(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	over := func(replaced ...string) {
		article := d.text(replaced...)
		d.writes(func(tx *storage.Tx) error {
			_, err := handlers.PublishOver(tx, article)
			return err
		})
		d.passes(2 * time.Second)
	}
	d.changedBy(d.editor, moreTitle...)
	over("Relocation Wave", "Relocation Flood")
	d.editor.Sees("was published over your draft", "Relocation Flood", "English", "/revise "+sampleSlug)
	if file := d.editor.newest().out.Document; file == nil || !strings.Contains(file.Text, "Relocation Tide") || file.Name != sampleSlug+".en.md" {
		t.Fatalf("the file: %+v", file)
	}
	told := len(d.chats[anEditor])
	over("Relocation Flood", "Relocation Tide") // no draft waits
	d.changedBy(d.editor, "Relocation Tide", "Relocation Stream")
	over("Relocation Tide", "Relocation Stream") // the draft itself
	d.drafts("Relocation Stream", "Relocation Flood")
	over("Relocation Stream", "Relocation Wave") // nobody’s
	if now := len(d.chats[anEditor]); now != told {
		t.Errorf("told of %d more: %q", now-told, d.editor.newest().out.Text)
	}
}

func TestHeldBackAndSupersededInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		d := newDesk(t)
		other := d.person(anEditor+1, "ru")
		other.Says("/start")
		d.publishes()
		d.editor.Says("/language " + lang)
		d.changedBy(d.editor, moreTitle...)
		d.editor.Says("/revise " + sampleSlug)
		page := d.editor.newest().id
		d.editor.TapsData(page, "rv."+sampleSlug+".go")
		d.changedBy(other, "Relocation Wave", "Relocation Flood")
		d.record = &strings.Builder{}
		d.passes(time.Minute)
		d.changedBy(d.editor, moreTitle...)
		article := d.text("Relocation Wave", "Relocation Stream")
		d.writes(func(tx *storage.Tx) error {
			_, err := handlers.PublishOver(tx, article)
			return err
		})
		d.passes(2 * time.Second)
		golden(t, "transcripts/heldback-"+lang+".txt", d.record.String())
	}
}
