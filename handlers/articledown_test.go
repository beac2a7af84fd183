package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// takesDown lets the editor take the sample down.
func (d *newsdesk) takesDown() {
	d.t.Helper()
	d.editor.Says("/takedown "+sampleSlug+" A source asked for it").Sees("It disappears for everybody", "A source asked for it").Taps("Take down").Sees("will be taken down in 20 s")
	d.passes(22 * time.Second)
}

func TestAnArticleIsTakenDownEverywhere(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en"), w.person(2, "ru")
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.approves(anna, "The first one, which stands in the group.")
	ben.Says("/opinion 1 " + schools).Sees("Получено")
	anna.in(ourGroup).Says("/poll 1")
	anna.Says("/summary")
	if w.stands("The first one") == nil || len(w.posts()) == 0 {
		t.Fatal("nothing stands that could be taken down")
	}
	w.takesDown()
	w.passes(3 * time.Second)
	if left := w.posts(); len(left) != 0 {
		t.Errorf("in the channel stands %q", left)
	}
	for _, m := range w.chats[ourGroup] {
		if words := string(m.out.Text); strings.Contains(words, "Relocation") || strings.Contains(words, "The first one") || strings.Contains(words, "%") {
			t.Errorf("in the group stands %q", words)
		}
	}
	if !slices.Contains(w.deleted, w.root) {
		t.Error("the copy of the post in the group stays")
	}
	for _, words := range []string{"/summary", "/section 1", "/figures", "/poll 1", "/opinions 1", "/articles", "/search relocation", "/search stands in the group", "/start a_" + sampleSlug, "/start o_1", "/thread", "/thread 1", "/results 1"} {
		anna.Says(words).SeesNot("Russian", "The first one", "Relocation", "something went wrong")
	}
	anna.Says("/mine").Sees("The first one", "Relocation") // one's own words stay one's own
	if got := w.newestOf(2); !strings.Contains(got, "Ваше мнение 2 о ней сохранено") {
		t.Errorf("whose opinion waits is told %q", got)
	}
	w.editor.Says("/queue").Sees(schools, "Relocation").Taps("Approve")
	w.passes(30 * time.Second)
	if o := w.stored(2); o.State != content.Approved || w.stands(schools) != nil {
		t.Errorf("what was decided while it is down: %+v", o)
	}
	anna.Says("/search cafés").SeesNot(schools)
	w.saw("publish 0", "settings 0 opinions.each", "approve 1", "takedown 0", "approve 2")
	if e := w.recorded()[3]; e.Reason != "A source asked for it" || e.Article == 0 || e.By == 0 {
		t.Errorf("recorded: %+v", e)
	}
	w.editor.Says("/audit").Sees(sampleSlug, "A source asked for it")
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

// english is the sample's text, also while it is taken down.
func (d *newsdesk) english() *content.Article {
	d.t.Helper()
	var article content.Article
	d.writes(func(tx *storage.Tx) error {
		id, err := tx.ArticleNumber(sampleSlug)
		if err != nil {
			return err
		}
		published, err := tx.ArticleEver(id)
		if err == nil {
			article = *published.In[content.English]
		}
		return err
	})
	return &article
}

func TestATakenDownArticleComesBackAsAFreshEdition(t *testing.T) {
	w := newThreads(t)
	before := w.chats[newsChannel][0].id
	w.takesDown()
	w.restart()
	w.newsroom.Appear(handlers.Masthead{Title: "The News"})
	if err := w.newsroom.PublishFolder(context.Background(), content.Sample()); err != nil { // it does not bring it back
		t.Fatal(err)
	}
	revised := w.english()
	revised.Title += ", revised"
	err := w.store.Update(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.SaveArticle(revised, true)
		return err
	})
	if content.CodeOf(err) != content.Invalid {
		t.Errorf("a revision of it is published: %v", err)
	}
	w.person(1, "en").Says("/summary").SeesNot("Russian")
	w.editor.Says("/publish " + sampleSlug).Sees("English").Taps("Publish")
	w.passes(30 * time.Second)
	if posts := w.posts(); len(posts) == 0 || w.chats[newsChannel][0].id == before {
		t.Errorf("in the channel stand %q", posts)
	}
	w.person(1, "en").Says("/summary").Sees("Russian")
	w.person(1, "en").Says("/poll 1")
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

func TestTakingAnArticleDownCanBeTakenBack(t *testing.T) {
	w := newThreads(t)
	posts := len(w.posts())
	w.editor.Says("/takedown " + sampleSlug).Sees("Write the reason")
	w.editor.Says("/takedown nothing-such Why").Sees("nothing-such")
	w.editor.Says("/takedown " + sampleSlug + " Why").Taps("Cancel").Sees("stays where it is")
	w.editor.Says("/takedown " + sampleSlug + " <b>Why</b>").Sees("&lt;b&gt;Why").Taps("Take down").Taps("Undo").Sees("stays where it is")
	w.passes(time.Minute)
	w.editor.Says("/takedown " + sampleSlug + " Why")
	asked := w.editor.newest()
	if safe := asked.out.Buttons[0][0].Text; safe != "Cancel" {
		t.Errorf("first stands %q", safe)
	}
	w.passes(11 * time.Minute)
	press(w.editor, asked, "Take down").Sees("Too late")
	w.passes(time.Minute)
	if len(w.posts()) != posts {
		t.Errorf("%d posts of %d stand", len(w.posts()), posts)
	}
	w.saw("publish 0", "undo 0 takedown")
}

func TestOnlyEditorsTakeArticlesDown(t *testing.T) {
	w := newPeople(t)
	w.moderator.Says("/takedown " + sampleSlug + " Why").Sees("Give the number of an opinion")
	w.anna.Says("/takedown " + sampleSlug + " Why").Sees("for moderators")
	for _, p := range []*person{w.moderator, w.anna, w.person(anEditor+1, "en")} {
		w.editor.Says("/takedown " + sampleSlug + " Why")
		p.TapsData(w.editor.newest().id, "ad."+sampleSlug+".yes")
		w.passes(time.Minute)
	}
	if len(w.posts()) == 0 {
		t.Error("somebody who may not has taken it down")
	}
}

// TestWhatTelegramDoesNotDeleteIsEmptied lets Telegram refuse first to delete, then to edit too.
func TestWhatTelegramDoesNotDeleteIsEmptied(t *testing.T) {
	for _, edits := range []bool{true, false} {
		w := newThreads(t)
		w.refuses = func(out content.Outgoing) bool {
			return out.To == newsChannel && (out.Action == content.ActionDeleteAll || out.Action == content.ActionEdit && !edits)
		}
		w.takesDown()
		w.passes(3 * time.Second)
		told := 0
		for _, m := range w.chats[anEditor] {
			if strings.Contains(string(m.out.Text), "neither delete nor change") {
				told++
			}
		}
		for _, words := range w.posts() {
			if edits && words != "This article is no longer available." {
				t.Errorf("in the channel stands %q", words)
			}
		}
		if want := len(w.posts()); want == 0 || edits && told != 0 || !edits && told != want {
			t.Errorf("of %d posts the editor was told %d times", want, told)
		}
	}
}

func TestABroadcastStopsWhenItsArticleIsTakenDown(t *testing.T) {
	w := newThreads(t)
	for id := content.TelegramID(2000); id < 2003; id++ {
		w.person(id, "en").Says("/subscribe").Taps("New articles")
	}
	unsent := func() (n int) {
		for _, out := range w.pending() {
			if out.Broadcast != 0 {
				n++
			}
		}
		return n
	}
	w.editor.Says("/announce " + sampleSlug)
	w.hold = true // nothing is sent yet
	w.editor.Taps("Remind")
	w.passes(time.Second)
	if unsent() != 3 {
		t.Fatalf("%d messages wait", unsent())
	}
	w.takesDown()
	w.passes(2 * time.Second)
	if unsent() != 0 {
		t.Errorf("%d messages wait", unsent())
	}
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}
