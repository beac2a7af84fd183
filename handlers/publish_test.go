package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/handlers"
	"aitys/storage"
)

const (
	newsChannel = content.TelegramID(-1001000000009)
	anEditor    = content.TelegramID(501)
	sampleSlug  = "relocation-kazakhstan"
)

// newsdesk is a stage with a channel and an editor.
type newsdesk struct {
	*stage
	editor *person
	last   content.MessageID // of the channel's posts that were copied into the group
	lost   []*shown          // posts of which nobody knows
}

func newDesk(t *testing.T, opts ...func(*handlers.Options)) *newsdesk {
	t.Helper()
	s := newStage(t, append(opts, func(o *handlers.Options) {
		o.Channel, o.Undo = newsChannel, 20*time.Second
		o.Roles = map[content.TelegramID]content.Role{anEditor: content.RoleEditor, anEditor + 1: content.RoleEditor}
	})...)
	s.newsroom.Appear(handlers.Masthead{Title: "The News"})
	return &newsdesk{stage: s, editor: s.person(anEditor, "en")}
}

// passes lets time go by until what is due then is done.
func (d *newsdesk) passes(after time.Duration) {
	d.t.Helper()
	d.now = d.now.Add(after)
	for range 4 {
		d.apply(content.Incoming{Kind: content.KindTick, At: d.now})
	}
}

// publishes lets the editor publish the sample.
func (d *newsdesk) publishes() {
	d.t.Helper()
	d.editor.Says("/publish " + sampleSlug).Taps("Publish")
	d.passes(30 * time.Second)
}

// posts are the texts that stand in the channel.
func (d *newsdesk) posts() (all []string) {
	for _, m := range d.chats[newsChannel] {
		all = append(all, string(m.out.Text))
	}
	return all
}

// forwards lets Telegram copy a post into the group, and returns the copy's number.
func (d *newsdesk) forwards(origin content.MessageID, words string, starts ...string) content.MessageID {
	d.t.Helper()
	d.update++
	d.message++
	number := d.message
	d.apply(content.Incoming{
		Kind: content.KindMessage, Update: d.update, At: d.now, Raw: []byte(`{}`), Chat: content.Chat{ID: ourGroup, Kind: content.ChatGroup},
		Message: &content.Message{
			ID: number, Text: words, Automatic: true, Forwarded: true, OnBehalf: newsChannel, Starts: starts,
			Origin: content.Origin{Chat: newsChannel, Message: origin},
		},
	})
	return number
}

// forwardsAll lets Telegram copy what was posted since, and returns the number of the first copy.
func (d *newsdesk) forwardsAll() (first content.MessageID) {
	d.t.Helper()
	for _, m := range d.chats[newsChannel] {
		if m.id > d.last {
			d.last = m.id
			copied := d.forwards(m.id, text.Normalise(text.StripTags(string(m.out.Text))))
			if first == 0 {
				first = copied
			}
		}
	}
	d.passes(time.Second)
	return first
}

func (d *newsdesk) buttonsOf(m *shown) (all []string) {
	for _, row := range m.out.Buttons {
		for _, b := range row {
			all = append(all, b.Text)
		}
	}
	return all
}

func TestAnArticleIsPublishedOnceAndCanBeTakenBackBefore(t *testing.T) {
	d := newDesk(t)
	other := d.person(anEditor+1, "en")
	d.editor.Says("/publish "+sampleSlug).Sees("The News", "English", "Subscribers who will be told: 0", "[Publish]", "A post for each section: no", "featured ones")
	d.editor.Taps("Publish").Sees("in 20 seconds", "[Cancel]")
	d.editor.Taps("Cancel").Sees("Taken back", "[Publish]")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 0 {
		t.Fatalf("taken back, but posted: %v", posts)
	}
	d.editor.Taps("Publish")
	other.Says("/publish "+sampleSlug).Sees("in 19 seconds", "[Cancel]")
	d.passes(30 * time.Second)
	if posts := d.posts(); len(posts) != 2 || !strings.Contains(posts[0], "Relocation Wave") || !strings.Contains(posts[1], "Nobody has voted") {
		t.Fatalf("posted: %q", posts)
	}
	d.editor.Sees("is in the channel", "[Open the post]")
	other.Taps("Cancel").Sees("can’t be taken back any more")
	d.publishesAgain(other)
	if posts := d.posts(); len(posts) != 2 {
		t.Fatalf("posted twice: %q", posts)
	}
}

func (d *newsdesk) publishesAgain(by *person) {
	d.t.Helper()
	by.Says("/publish " + sampleSlug).Sees("is in the channel already").Taps("Bring the posts up to date")
	d.passes(30 * time.Second)
}

func TestAThreadIsTiedToItsArticleAndHasAnIndex(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	root := d.forwardsAll()
	first := d.chats[newsChannel][0]
	if got := d.buttonsOf(first); !slices.Contains(got, "Discuss") || !slices.Contains(got, "Give your opinion") {
		t.Errorf("the post's buttons: %v", got)
	}
	if len(d.chats[ourGroup]) != 1 {
		t.Fatalf("in the group: %d messages", len(d.chats[ourGroup]))
	}
	index := d.chats[ourGroup][0]
	if index.out.ReplyTo != root || !strings.Contains(string(index.out.Text), "A new diaspora") || !slices.Contains(d.buttonsOf(index), "1 · Vote") {
		t.Errorf("the index is %+v", index.out)
	}
	d.forwards(first.id, "the same once more")
	d.passes(time.Second)
	if len(d.chats[ourGroup]) != 1 {
		t.Error("there are two indexes")
	}
}

func TestACopyThatComesBeforeTheResultIsTiedToo(t *testing.T) {
	d := newDesk(t)
	d.hold = true
	d.publishes()
	first := d.chats[newsChannel][0]
	root := d.forwards(first.id, text.Normalise(text.StripTags(string(first.out.Text))))
	d.hold = false
	d.apply(d.held...)
	d.held = nil
	d.passes(time.Second)
	if len(d.chats[ourGroup]) != 1 || d.chats[ourGroup][0].out.ReplyTo != root {
		t.Errorf("in the group: %d messages", len(d.chats[ourGroup]))
	}
}

func TestACommandInAThreadSpeaksOfItsArticleAndSection(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en").in(ourGroup)
	ours := d.forwards(900, "Read this", "x_none", "f_"+sampleSlug+"__labour")
	theirs := d.forwards(901, "The weather")
	d.update++
	err := d.store.Update(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.SaveArticle(&content.Article{Slug: "newer", Lang: content.English, Title: "The newer one", Section: content.Section{Summary: "It is new."}}, true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	figures := messageOf("/figures")
	figures.Thread = ours
	reader.Sends(figures).Sees("Labour").SeesNot("newer")
	summary := messageOf("/summary")
	summary.Thread = theirs
	reader.Sends(summary).Sees("The newer one")
}

func TestWhatTelegramRefusesIsToldAndNotTriedAgain(t *testing.T) {
	d := newDesk(t)
	d.hold = true
	d.publishes()
	d.hold = false
	for i := range d.held {
		d.held[i].Result.Outcome, d.held[i].Result.Message = content.Refused, 0
	}
	d.chats[newsChannel] = nil
	d.apply(d.held...)
	d.held = nil
	d.editor.Sees("Telegram does not take a post")
	d.passes(time.Hour)
	if posts := d.posts(); len(posts) != 0 {
		t.Fatalf("sent again by itself: %q", posts)
	}
	d.publishes()
	if posts := d.posts(); len(posts) != 2 {
		t.Fatalf("after the rights are back: %q", posts)
	}
}

func TestAPostOfWhichNobodyKnowsIsSettledByItsCopy(t *testing.T) {
	d := newDesk(t)
	d.unsure()
	copied := d.lost[0]
	root := d.forwards(55, text.Normalise(text.StripTags(string(copied.out.Text))))
	d.passes(10 * time.Minute)
	if len(d.chats[ourGroup]) != 1 || d.chats[ourGroup][0].out.ReplyTo != root {
		t.Errorf("in the group: %d messages", len(d.chats[ourGroup]))
	}
	d.editor.Sees("can’t tell whether a post", "[It is there]", "[Send it]") // the poll, of which no copy came
}

// TestAnEditorIsAskedInOneLanguage: the buttons are in that of the text, not in the newsroom's.
func TestAnEditorIsAskedInOneLanguage(t *testing.T) {
	d := newDesk(t)
	d.unsure()
	d.editor.Says("/language ru")
	d.passes(10 * time.Minute)
	d.editor.Sees("Посмотрите, пожалуйста", "[Он там есть]").SeesNot("[It is there]")
}

func TestAnEditorSettlesAPostOfWhichNobodyKnows(t *testing.T) {
	d := newDesk(t)
	d.unsure()
	d.passes(10 * time.Minute)
	var asked []*shown
	for _, m := range d.chats[anEditor] {
		if strings.Contains(string(m.out.Text), "can’t tell whether") {
			asked = append(asked, m)
		}
	}
	if len(asked) != 2 {
		t.Fatalf("asked about %d posts", len(asked))
	}
	stands, again := asked[0].out.Buttons[0][0].Press, asked[1].out.Buttons[0][1].Press
	d.editor.TapsData(asked[1].id, again).Sees("sent again")
	d.editor.TapsData(asked[1].id, again).Sees("settled already")
	d.passes(time.Minute)
	if posts := d.posts(); len(posts) != 1 || !strings.Contains(posts[0], "Nobody has voted") {
		t.Fatalf("posted: %q", posts)
	}
	d.editor.TapsData(asked[0].id, stands).Sees("forward it to me")
	forward := content.Message{
		Text: text.Normalise(text.StripTags(string(d.lost[0].out.Text))), Forwarded: true, Origin: content.Origin{Chat: newsChannel, Message: 55},
	}
	d.person(1, "en").Sends(forward).SeesNot("keep this post up to date")
	d.editor.Sends(forward).Sees("keep this post up to date")
	if posts := d.posts(); len(posts) != 1 {
		t.Fatalf("posted: %q", posts)
	}
}

// unsure lets the program be killed while it publishes: what was sent is in d.lost and does not stand.
func (d *newsdesk) unsure() {
	d.t.Helper()
	d.hold = true
	d.publishes()
	d.hold = false
	for i := range d.held {
		d.held[i].Result.Outcome, d.held[i].Result.Message = content.Unsure, 0
	}
	d.lost, d.chats[newsChannel] = d.chats[newsChannel], nil
	d.apply(d.held...)
	d.held = nil
}

func TestARevisionEditsThePostsAndAChangedPollIsANewOne(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	d.revise("Relocation Wave", "Relocation Tide", "brought Kazakhstan so far?", "brought Kazakhstan by now?")
	posts := d.posts()
	if len(posts) != 3 || !strings.Contains(posts[0], "Relocation Tide") || !strings.Contains(posts[1], "closed") || !strings.Contains(posts[2], "by now?") {
		t.Errorf("posts: %q", posts)
	}
	if d.chats[newsChannel][0].edited == 0 || len(d.chats[ourGroup]) != 1 {
		t.Errorf("edited %d times; in the group %d", d.chats[newsChannel][0].edited, len(d.chats[ourGroup]))
	}
}

// saves publishes a text for readers, as a folder's or aitys push does.
func (d *newsdesk) saves(article *content.Article) {
	d.t.Helper()
	err := d.store.Update(context.Background(), func(tx *storage.Tx) error {
		if _, err := tx.SaveArticle(article, true); err != nil {
			return err
		}
		return handlers.FollowPublished(tx, []*content.Article{article})
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.passes(2 * time.Second)
}

// revise saves the sample's original with words replaced.
func (d *newsdesk) revise(replaced ...string) {
	d.t.Helper()
	var article *content.Article
	err := d.store.View(context.Background(), func(tx *storage.Tx) error {
		published, err := tx.ArticleBySlug(sampleSlug)
		if err == nil {
			article = published.In[content.English]
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	changed, faults := content.ParseArticle("a.md", []byte(strings.NewReplacer(replaced...).Replace(string(article.Print()))))
	if len(faults) > 0 {
		d.t.Fatal(faults)
	}
	d.saves(changed)
}

func TestAPostThatWasDeletedIsToldOnce(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	d.chats[newsChannel] = d.chats[newsChannel][1:]
	d.revise("Relocation Wave", "Relocation Tide")
	d.editor.Sees("was deleted")
	before := len(d.chats[anEditor])
	d.revise("Relocation Tide", "Relocation Flood")
	if len(d.chats[anEditor]) != before {
		t.Error("told twice")
	}
	d.publishes()
	if posts := d.posts(); !strings.Contains(posts[len(posts)-1], "Relocation Flood") {
		t.Errorf("posted anew: %q", posts)
	}
}

func TestALongArticleFollowsARevisionInItsOwnPosts(t *testing.T) {
	d := newDesk(t)
	long := strings.Repeat("A paragraph that says a little more about the matter.\n\n", 200)
	said := func(summary string) {
		d.saves(&content.Article{Slug: "long", Lang: content.English, Title: "Long", Section: content.Section{Summary: content.Markdown(summary)}})
	}
	said(long)
	d.editor.Says("/publish long").Taps("Publish")
	d.passes(30 * time.Second)
	parts := len(d.posts())
	if parts < 3 || len(d.chats[newsChannel][0].out.Buttons) != 0 || len(d.chats[newsChannel][parts-1].out.Buttons) == 0 {
		t.Fatalf("%d parts", parts)
	}
	said(long + long)
	if got := d.posts(); len(got) != parts || !slices.Contains(d.buttonsOf(d.chats[newsChannel][parts-1]), "Read on ›") {
		t.Errorf("longer: %d parts, %v", len(got), d.buttonsOf(d.chats[newsChannel][parts-1]))
	}
	said("Short.")
	if got := d.posts(); len(got) != parts || !strings.Contains(got[1], "gone into the text above") || len(d.chats[newsChannel][0].out.Buttons) == 0 {
		t.Errorf("shorter: %q", got)
	}
}

func TestSectionsHavePostsOfTheirOwnWhereThatIsSet(t *testing.T) {
	d := newDesk(t)
	d.editor.Says("/publish " + sampleSlug).Taps("A post for each section: no").Sees("A post for each section: yes")
	d.editor.Taps("Opinions below it: featured ones").Sees("Opinions below it: each").Taps("Opinions below it: each").Sees("every 6 h")
	d.editor.Taps("Publish")
	d.passes(30 * time.Second)
	if posts := d.posts(); len(posts) != 10 {
		t.Errorf("%d posts", len(posts))
	}
}

func TestADraftIsPublishedWithItsPosts(t *testing.T) {
	d := newDesk(t)
	err := d.store.Update(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.SaveArticle(&content.Article{Slug: "draft", Lang: content.English, Title: "A draft", Section: content.Section{Summary: "It waits."}}, false)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.editor.Says("/publish draft").Sees("A draft", "Languages: English").SeesNot("Not public yet").Taps("Publish")
	d.person(7, "en").Says("/summary draft").Sees("no article")
	d.passes(30 * time.Second)
	d.person(7, "en").Says("/summary draft").Sees("It waits.")
	if posts := d.posts(); len(posts) != 1 {
		t.Errorf("posts: %q", posts)
	}
}

func TestOnlyEditorsPublish(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "en")
	reader.Says("/publish " + sampleSlug).Sees("for editors")
	d.editor.Says("/publish " + sampleSlug)
	data := d.editor.newest().out.Buttons[2][0].Press
	reader.Says("/summary").TapsData(reader.newest().id, data).Sees("for editors")
	d.passes(time.Minute)
	if len(d.posts()) != 0 {
		t.Error("a reader has published")
	}
	d.editor.Says("/publish nothing").Sees("There is no article")
	d.editor.Says("/publish").Sees("Which article?")
}

func TestNoThreadIsOursInAGroupThatIsNot(t *testing.T) {
	d := newDesk(t, func(o *handlers.Options) { o.Discussion = 0 })
	d.forwards(55, "Our readers discuss this here.", "a_"+sampleSlug)
	err := d.store.View(context.Background(), func(tx *storage.Tx) error {
		article, err := tx.ArticleBySlug(sampleSlug)
		if err != nil {
			return err
		}
		roots, err := tx.Roots(article.ID, 0, 10)
		if len(roots) != 0 {
			t.Errorf("threads in a strange group: %+v", roots)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithoutAChannelThePublisherIsToldWhatToSet(t *testing.T) {
	d := newDesk(t, func(*handlers.Options) {})
	d.options.Channel = 0
	d.restart()
	d.editor.Says("/publish " + sampleSlug).Sees("CHANNEL_ID")
}

// TestSubscribersAreToldOfAnArticleOnce: to publish it anew is no news.
func TestSubscribersAreToldOfAnArticleOnce(t *testing.T) {
	d := newDesk(t)
	reader := d.subscriber(1, "en", content.News)
	d.publishes()
	d.passes(5 * time.Second)
	if n := d.sees(reader.chat.ID, "New article"); n != 1 {
		t.Fatalf("nobody is told: %q", reader.newest().out.Text)
	}
	before := len(d.chats[reader.chat.ID])
	d.editor.Says("/publish " + sampleSlug).Taps("Bring the posts up to date")
	d.passes(30 * time.Second)
	d.passes(5 * time.Second)
	if n := len(d.chats[reader.chat.ID]) - before; n != 0 {
		t.Errorf("told %d times more", n)
	}
	for _, post := range d.chats[newsChannel] {
		if post.edited != 0 {
			t.Errorf("a post that is as it should be is edited: %q", post.out.Text)
		}
	}
}

func TestNewsToNobodySaySo(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.editor.Sees("Nobody has subscribed yet").SeesNot("0 of 0")
}
