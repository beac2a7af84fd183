package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// text is the sample's English text as readers see it, with words replaced.
func (d *newsdesk) text(replaced ...string) (changed *content.Article) {
	d.t.Helper()
	d.writes(func(tx *storage.Tx) error {
		published, err := tx.ArticleBySlug(sampleSlug)
		if err != nil {
			return err
		}
		written := strings.NewReplacer(replaced...).Replace(string(published.In[content.English].Print()))
		article, faults := content.ParseArticle("a.md", []byte(written))
		if len(faults) > 0 {
			return faults
		}
		changed = article
		return nil
	})
	return changed
}

// drafts stores a text that readers do not see yet.
func (d *newsdesk) drafts(replaced ...string) {
	d.t.Helper()
	article := d.text(replaced...)
	d.writes(func(tx *storage.Tx) error {
		_, err := tx.SaveDraft(storage.DraftEdit{What: content.PartFile}, article)
		return err
	})
}

// moreTitle and morePermits are what the revisions of these tests change.
var (
	moreTitle   = []string{"Relocation Wave", "Relocation Tide"}
	morePermits = []string{"value: 80000", "value: 95000"}
)

func TestARevisionIsShownAndPublished(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	d.person(7, "en").Says("/revise " + sampleSlug).Sees("for editors")
	d.editor.Says("/revise").Sees("/revise SLUG")
	d.editor.Says("/revise "+sampleSlug).Sees("readers see the newest text", "slug: "+sampleSlug)
	d.drafts(append(moreTitle, morePermits...)...)
	d.editor.Says("/revise "+sampleSlug).Sees("<s>Wave</s> <b>Tide</b>", "<s>over 80,000", "<b>over 95,000", "1. ", "[Publish revision]", "[Publish as a correction…]", "[Discard]")
	d.editor.Taps("Publish revision").Sees("in 20 seconds", "[Cancel]")
	if d.posts()[0] == "" || strings.Contains(d.posts()[0], "Tide") {
		t.Fatal("it is published at once")
	}
	d.editor.Taps("Cancel").Sees("Nothing has changed")
	d.passes(time.Minute)
	d.editor.Says("/revise " + sampleSlug).Taps("Publish revision")
	d.passes(time.Minute)
	d.editor.Sees("Readers now see the new text")
	if posts := d.posts(); !strings.Contains(posts[0], "Relocation Tide") || len(posts) != 2 {
		t.Errorf("posts: %q", posts)
	}
	d.editor.Says("/revise " + sampleSlug).Sees("readers see the newest text")
}

func TestACorrectionIsShownWithItsDate(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	d.drafts(morePermits...)
	d.editor.Says("/revise "+sampleSlug).Taps("as a correction").Sees("<b>English</b>?", "[Skip this language]")
	d.editor.Says(strings.Repeat("long ", 100)).Sees("one line of 1 to 300")
	d.editor.Says("It is 95,000 permits,\n<b>not</b> 80,000.").Sees("<b>", "[Skip this language]").SeesNot("English", "in 20 seconds")
	d.editor.Taps("Skip this language").Sees("<b>Russian</b>?")
	d.editor.Says("Разрешений 95 000, а не 80 000.").Sees("in 20 seconds")
	d.passes(time.Minute)
	reader := d.person(7, "en")
	const line = "Correction, March 1, 2026: It is 95,000 permits, &lt;b&gt;not&lt;/b&gt; 80,000."
	reader.Says("/summary").Sees(line)
	reader.Says("/section 1").Sees(line)
	reader.Says("/section 2").SeesNot("Correction")
	d.person(8, "ru").Says("/summary").Sees("Исправление, 1 марта 2026 г.: Разрешений 95 000, а не 80 000.")
	d.person(9, "kk").Says("/summary").Sees("Түзету, ", ": It is 95,000 permits").SeesNot("(English)") // so is the text that they read
	if posts := d.posts(); !strings.Contains(posts[0], line) {
		t.Errorf("posts: %q", posts)
	}
}

func TestAuthorsAreAskedWhetherTheirOpinionStands(t *testing.T) {
	d := newDesk(t, func(o *handlers.Options) { o.Quiet, _ = handlers.ParseQuiet("22:00-08:00") })
	d.publishes()
	on, off, whole := d.person(7, "en"), d.person(8, "en"), d.person(9, "ru")
	d.approves(on, "/opinion 1 ")
	d.approves(off, "/opinion 2 ")
	d.approves(whole, "/opinion 1 ")
	d.drafts(morePermits...)
	d.now = time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	d.editor.Says("/revise " + sampleSlug).Taps("Publish revision")
	d.passes(time.Hour)
	on.SeesNot("still stand")
	d.now = time.Date(2026, 3, 2, 8, 1, 0, 0, time.UTC)
	d.passes(time.Minute)
	if last := string(on.newest().out.Text); !strings.Contains(last, "Does it still stand?") {
		t.Fatalf("sees %s", last)
	}
	if last := string(off.newest().out.Text); strings.Contains(last, "stand") {
		t.Errorf("asked about a section that did not change: %s", last)
	}
	asked := on.newest()
	if len(asked.out.Shows) != 1 || !strings.Contains(string(asked.out.Text), longWords) {
		t.Errorf("asked %+v", asked.out)
	}
	off.TapsData(asked.id, asked.out.Buttons[0][0].Press).Sees("no longer applies")
	on.Taps("It still stands").Sees("stays as it is")
	whole.Taps("Изменить").Sees("Напишите")
	before := len(d.chats[7])
	d.passes(time.Hour)
	if len(d.chats[7]) != before {
		t.Error("asked twice")
	}
	d.drafts("value: 95000", "value: 80000")
	d.editor.Says("/revise " + sampleSlug).Taps("Publish revision")
	d.passes(time.Hour)
	if len(d.chats[7]) != before {
		t.Error("asked although the figures are again those of which they spoke")
	}
}

// approves lets a person leave an opinion, which a moderator approves.
func (d *newsdesk) approves(p *person, begin string) {
	d.t.Helper()
	p.Says(begin + longWords)
	d.writes(func(tx *storage.Tx) error {
		mine, err := tx.OpinionsBy(d.readerOf(tx, p), 0, 1)
		if err != nil {
			return err
		}
		_, err = tx.DecideOpinion(mine[0].ID, mine[0].Version, true, 1)
		return err
	})
}

func (d *newsdesk) readerOf(tx *storage.Tx, p *person) content.ReaderID {
	reader, err := tx.Reader(p.who.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return reader.ID
}

func TestGoingBackToAnEarlierRevision(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	d.editor.Says("/revise " + sampleSlug).Taps("Earlier revisions").Sees("one revision only")
	d.revise(moreTitle...)
	d.editor.Says("/revise "+sampleSlug).Taps("Earlier revisions").Sees("Readers see revision 2", "[Back to 1, of").Taps("Back to 1").Sees("<s>Tide</s> <b>Wave</b>")
	d.editor.Taps("Go back to it").Sees("in 20 seconds")
	d.passes(time.Minute)
	if posts := d.posts(); !strings.Contains(posts[0], "Relocation Wave") {
		t.Errorf("posts: %q", posts)
	}
	d.editor.Says("/revise " + sampleSlug).Taps("Earlier revisions").Sees("Readers see revision 3")
	m := d.editor.newest()
	for _, forged := range []string{"back.99", "do.99", "do.-1", "go", "fix", "no", "nothing"} {
		d.editor.TapsData(m.id, "rv."+sampleSlug+"."+forged)
		if d.answers[0].Text == "" {
			t.Errorf("%s: no answer", forged)
		}
	}
	d.person(7, "en").TapsData(m.id, "rv."+sampleSlug+".do.1").Sees("for editors")
}

// TestRevisionsInThreeLanguages keeps what editors and authors see of one.
func TestRevisionsInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		d := newDesk(t)
		d.publishes()
		author := d.person(7, lang)
		d.approves(author, "/opinion 1 ")
		d.editor.Says("/language " + lang)
		d.drafts(append(moreTitle, append(morePermits, "Work or a business here", "Work, or a business, here")...)...)
		d.record = &strings.Builder{}
		d.editor.Says("/revise " + sampleSlug)
		fix := d.editor.newest()
		d.editor.TapsData(fix.id, fix.out.Buttons[1][0].Press)
		d.editor.Says("95,000, not 80,000.")
		d.editor.Says("95 000, 80 000 емес.")
		d.editor.TapsData(d.editor.newest().id, "rv."+sampleSlug+".sk.ru")
		d.passes(time.Minute)
		author.Says("/summary")
		d.editor.Says("/revise " + sampleSlug)
		old := d.editor.newest()
		d.editor.TapsData(old.id, old.out.Buttons[1][0].Press)
		golden(t, "transcripts/revisions-"+lang+".txt", d.record.String())
	}
}

func TestACorrectionHasToBeSaidInOneLanguage(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.drafts(morePermits...)
	reader := d.person(7, "en")
	d.editor.Says("/revise " + sampleSlug).Taps("as a correction")
	for _, forged := range []string{".sk.ru", ".sk.de", ".sk", ".sk."} {
		d.editor.TapsData(d.editor.newest().id, "rv."+sampleSlug+forged).Sees("no longer applies")
	}
	reader.TapsData(d.editor.newest().id, "rv."+sampleSlug+".sk.en").Sees("for editors")
	d.editor.Taps("Skip this language").Sees("<b>Kazakh</b>").Taps("Skip this language").Sees("<b>Russian</b>").SeesNot("[Skip this language]")
	d.editor.TapsData(d.editor.newest().id, "rv."+sampleSlug+".sk.ru").Sees("no longer applies")
	d.editor.Says("/revise " + sampleSlug).Taps("as a correction").Taps("Skip this language").Taps("Skip this language")
	d.editor.Says("Разрешений 95 000.").Sees("in 20 seconds")
	d.passes(time.Minute)
	reader.Says("/summary").Sees("Correction, March 1, 2026 (Русский): Разрешений 95 000.")
	if posts := d.posts(); !strings.Contains(posts[0], "(Русский): Разрешений 95 000.") {
		t.Errorf("posts: %q", posts[0])
	}
}
