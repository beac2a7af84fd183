package handlers_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/moderation"
	"aitys/storage"
)

const (
	editorID = content.TelegramID(901)
	bridges  = "The bridge by the station was promised nine years ago; where is it?"
	markets  = "In our market the sellers now speak three languages, and that is new."
)

// set gives settings of the newsroom values: NAME=VALUE.
func (s *stage) set(all ...string) {
	s.t.Helper()
	s.setFor(0, all...)
}

func (s *stage) setFor(article content.ArticleID, all ...string) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		for _, one := range all {
			name, value, _ := strings.Cut(one, "=")
			if err := tx.Set(article, name, value); err != nil {
				return err
			}
		}
		return nil
	})
}

// recordedLast is the record's last entry.
func (s *stage) recordedLast() content.Entry {
	s.t.Helper()
	all := s.recorded()
	if len(all) == 0 {
		s.t.Fatalf("%s: nothing is recorded", line())
	}
	return all[len(all)-1]
}

// numberOf is a reader's number as moderators type it.
func (s *stage) numberOf(id content.TelegramID) string {
	return strconv.FormatInt(int64(s.reader(id).ID), 10)
}

// publishFile publishes an article file.
func (s *stage) publishFile(name, text string) {
	s.t.Helper()
	if err := s.newsroom.PublishFolder(context.Background(), fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}); err != nil {
		s.t.Fatal(err)
	}
}

func TestSettings(t *testing.T) {
	s, moderator := desk(t)
	editor, reader := s.person(editorID, "en"), s.person(1, "en")
	reader.Says("/settings").Sees("for editors").SeesNot("[Opinions")
	moderator.Says("/settings").Sees("for editors").SeesNot("[Opinions")
	editor.Says("/settings").Sees("How opinions are moderated", "[Opinions: read, then shown]", "[Trusted authors: off]", "[Second looks: off]", "[Filters: usual]",
		"[Plain spam: people decide]", "[Reports before a look: 3]", "[Longest wait: 2 h]", "[Surge mode: when it takes too long]", "[Try the filters on the last 200]")
	editor.Taps("Opinions: read").Sees("[Opinions: shown, then read]")
	editor.Taps("Trusted authors").Sees("[Trusted authors: from 3 approved on]").Taps("Trusted authors").Sees("from 5 approved")
	editor.Taps("Longest wait").Sees("[Longest wait: 30 min]")
	entry := s.recordedLast()
	if entry.What != content.DeedSettings || entry.Code != "target.30m" || entry.Article != 0 || entry.By == 0 {
		t.Errorf("recorded: %+v", entry)
	}
	editor.Says("/settings nowhere").Sees("nowhere").SeesNot("[Opinions")
	editor.Says("/settings relocation-kazakhstan").Sees("on this article", "[Opinions: shown, then read (newsroom)]", "[Settings of the newsroom…]").SeesNot("Longest wait", "Surge")
	editor.Taps("Opinions: ").Sees("[Opinions: read, then shown]")
	editor.Taps("Opinions: ").Sees("[Opinions: shown, then read]")
	editor.Taps("Opinions: ").Sees("[Opinions: shown, then read (newsroom)]")
	if entry := s.recordedLast(); entry.Code != "moderation.as" || entry.Article != 1 {
		t.Errorf("recorded: %+v", entry)
	}
	editor.Taps("Settings of the newsroom").Sees("This holds for every article")
	s.restart()
	editor.Says("/settings").Sees("[Opinions: shown, then read]", "from 5 approved")
}

func TestForgedSettings(t *testing.T) {
	s, moderator := desk(t)
	editor, reader := s.person(editorID, "en"), s.person(1, "en")
	editor.Says("/settings")
	screen := editor.newest().id
	before := len(s.recorded())
	for _, data := range []string{
		"se.0.surging.1", "se.0.moderation.nonsense", "se.0.moderation.", "se.0.moderation.as", "se.zz.moderation.post", "se.-1.moderation.post", "se.1.target.30m", "se.1.surge.off", "se.0.second.key.x",
		"se.0.second.100", "se", "se.", "se.1.nothing",
	} {
		editor.TapsData(screen, data).Sees("no longer applies")
	}
	for _, p := range []*person{moderator, reader} {
		for _, data := range []string{"se.0.moderation.post", "se.1.moderation.post", "se.0.try", "se.0"} {
			p.TapsData(1, data).Sees("for editors")
		}
	}
	if after := len(s.recorded()); after != before {
		t.Errorf("%d entries more", after-before)
	}
}

func TestWhatPassesIsShownAtOnce(t *testing.T) {
	s, moderator := desk(t)
	s.set("moderation=post")
	author, boris, reader := s.person(1, "en"), s.person(2, "en"), s.person(3, "en")
	author.Says("/opinion 1 " + prices).Sees("Published").SeesNot("waits for a moderator")
	boris.Says("/opinion 1 " + advert).Sees("waits for a moderator")
	reader.Says("/opinions 1").Sees(prices).SeesNot(advert)
	if o := s.stored(1); o.State != content.Approved || !o.Unseen {
		t.Fatalf("%+v", o)
	}
	entry := s.recordedLast()
	if entry.What != content.DeedApprove || entry.By != 0 || entry.Code != "post" || entry.Opinion != 1 {
		t.Errorf("recorded: %+v", entry)
	}
	if got := taught(t, s); got[0] != 0 {
		t.Errorf("the program taught itself: %v", got)
	}
	moderator.Says("/queue").Sees(advert, "2 opinions wait").Taps("Reject")
	moderator.Sees(prices, "nobody has looked at it yet")
	told := len(s.chats[1])
	moderator.Taps("Approve").Sees("The queue is empty")
	if o := s.stored(1); o.State != content.Approved || o.Unseen || len(s.chats[1]) != told {
		t.Errorf("confirmed: %+v", o)
	}
	if got := taught(t, s); got[0] != 1 {
		t.Errorf("a person's look teaches: %v", got)
	}
	author.Says("/mine").Taps("Edit")
	author.Says(bridges).Sees("The new text is published")
	reader.Says("/opinions 1").Sees(bridges)
	if got := taught(t, s); got[0] != 0 {
		t.Errorf("the older text is gone, and still taught: %v", got)
	}
	s.restart()
	moderator.Says("/queue").Sees(bridges, "nobody has looked at it yet").Taps("Reject")
	reader.Says("/opinions 1").SeesNot(bridges)
	author.Sees("a moderator has read it and decided so").SeesNot("after readers reported it")
	author.Says("/mine").Taps("Edit")
	author.Says(markets).Sees("A moderator reads the new text")
	if o := s.stored(1); o.State != content.Pending {
		t.Errorf("what a moderator rejected appears by itself once it is changed: %+v", o)
	}
}

func TestWhatAPostModeratedAuthorCannotShow(t *testing.T) {
	s, moderator := desk(t)
	s.set("moderation=post", "trusted=3")
	author := s.person(1, "en")
	author.Says("/start")
	number := s.numberOf(1)
	moderator.Says("/premod " + number)
	author.Says("/opinion 1 " + prices).Sees("waits for a moderator")
	moderator.Says("/unban " + number)
	author.Says("/name").Taps("New pen name")
	author.Says("Aigul of Almaty")
	author.Says("/opinion 1 "+schools).Sees("waits for a moderator", "Aigul of Almaty")
	for range 2 {
		moderator.Says("/queue").Taps("Approve")
	}
	author.Says("/opinion 1 "+bridges).Sees("Published", "Aigul of Almaty")
	author.Says("/name").Taps("New pen name")
	author.Says("Botagoz of Almaty")
	author.Says("/opinion 1 "+markets).Sees("waits for a moderator", "Botagoz of Almaty")
}

func TestASensitiveArticleIsReadFirst(t *testing.T) {
	s, _ := desk(t)
	s.publishFile("courts.en.md", "---\nslug: courts\nlang: en\ntitle: The courts\ndate: 2026-03-01\nsensitive: true\n---\nA summary of it all.\n\n## One {#one}\nWords about that.\n")
	s.set("moderation=post", "trusted=3")
	s.setFor(2, "moderation=post")
	author := s.person(1, "en")
	author.Says("/summary courts")
	author.Says("/opinion 1 " + prices).Sees("waits for a moderator")
	s.person(editorID, "en").Says("/settings courts").Sees("marked as sensitive")
	author.Says("/summary relocation-kazakhstan")
	author.Says("/opinion 1 " + schools).Sees("Published")
}

func TestTrustedAuthorsSkipTheQueue(t *testing.T) {
	s, moderator := desk(t)
	s.set("trusted=3")
	author := s.person(1, "en")
	for _, words := range []string{prices, schools, bridges} {
		author.Says("/opinion 1 " + words).Sees("waits for a moderator")
		moderator.Says("/queue").Taps("Approve")
	}
	author.Says("/opinion 2 " + markets).Sees("Published").SeesNot("waits")
	if o := s.stored(4); o.State != content.Approved || o.Unseen {
		t.Errorf("%+v", o)
	}
	if e := s.recordedLast(); e.By != 0 || e.Code != "trusted" {
		t.Errorf("%+v", e)
	}
	author.Says("/opinion 2 " + advert).Sees("waits for a moderator")
	moderator.Says("/queue").Taps("Reject")
	author.Says("/opinion 3 " + prices).Sees("waits for a moderator")
	s.now = s.now.Add(31 * 24 * time.Hour)
	author.Says("/opinion 3 " + schools).Sees("Published")
	moderator.Says("/warn " + s.numberOf(1) + " be kind to others")
	author.Says("/opinion 3 " + bridges).Sees("waits for a moderator")
	s.now = s.now.Add(31 * 24 * time.Hour)
	author.Says("/opinion 3 " + markets).Sees("Published")
}

func TestPlainSpamIsRejectedByItself(t *testing.T) {
	s, moderator := desk(t)
	moderator.Says("/words add blocked pumpkin")
	s.set("reject=itself")
	author := s.person(1, "en")
	author.Says("/opinion 1 The pumpkins of this ministry are rotten, everybody knows").
		Sees("was not published", "The reason: it holds a word that the newsroom does not publish").SeesNot("waits for a moderator")
	if o := s.stored(1); o.State != content.Rejected {
		t.Fatalf("%+v", o)
	}
	if e := s.recordedLast(); e.What != content.DeedReject || e.By != 0 || e.Code != "blocked" {
		t.Errorf("%+v", e)
	}
	moderator.Says("/queue").Sees("The queue is empty")
	moderator.Says("/stats").Sees("By the program: 0 shown, 1 rejected", "Rejected by the program last: 1 (/review 1)").SeesNot("moderator 0")
	moderator.Says("/review 1").Sees("pumpkins")
	author.Says("/mine").Taps("Edit")
	author.Says("The officials of this ministry are slow, everybody knows").Sees("A moderator reads the new text")
	moderator.Says("/queue").Taps("Approve")
	author.Says("/mine").Taps("Edit")
	author.Says("The pumpkins of that ministry are slow, everybody knows").Sees("The new text of your opinion 1 was not published; the earlier one stays", "holds a word")
	if o := s.stored(1); o.State != content.Approved || o.Edited != "" || strings.Contains(o.Text, "pumpkins") {
		t.Errorf("%+v", o)
	}
	s.set("reject=advise")
	author.Says("/opinion 1 Pumpkins again, and once more pumpkins everywhere").Sees("waits for a moderator")
}

func TestSurgeMode(t *testing.T) {
	s := newStage(t, staffed(map[content.TelegramID]content.Role{moderatorID: content.RoleModerator, editorID: content.RoleEditor}), func(o *handlers.Options) {
		o.Quiet, _ = handlers.ParseQuiet("22:00-08:00")
	})
	moderator, author, other := s.person(moderatorID, "en"), s.person(1, "en"), s.person(2, "en")
	moderator.Says("/start")
	s.now = time.Date(2026, 3, 1, 21, 0, 0, 0, time.UTC)
	author.Says("/opinion 1 " + prices)
	s.now = time.Date(2026, 3, 2, 8, 58, 0, 0, time.UTC) // an hour before the quiet hours, and nearly one behind them
	s.passes(3 * time.Second)
	moderator.SeesNot("Surge mode is on")
	author.Says("/opinion 2 " + schools).Sees("waits for a moderator")
	s.now = s.now.Add(2 * time.Minute)
	s.passes(70 * time.Second)
	s.sawOnce(moderatorID, "Surge mode is on")
	s.restart()
	other.Says("/opinion 1 " + bridges).Sees("waits for a moderator")
	other.Says("/opinion 1 "+markets).Sees("I take one opinion in 15 minutes", "[Send]").SeesNot("waits for a moderator")
	other.Taps("Send").Sees("Not yet")
	if len(s.opinionsOf(other)) != 1 {
		t.Fatal("slow mode took a second one")
	}
	moderator.Says("/opinion 1 A moderator writes as much as they like here")
	moderator.Says("/opinion 2 A moderator writes as much as they like, again").Sees("waits for a moderator")
	s.now = s.now.Add(15 * time.Minute)
	other.Taps("Send").Sees("waits for a moderator")
	if got := s.opinionsOf(other); len(got) != 2 || got[0].Text != markets {
		t.Fatalf("the kept words: %+v", got)
	}
	for range 6 {
		moderator.Says("/queue").Taps("Approve")
	}
	s.passes(70 * time.Second)
	author.Says("/opinion 3 " + markets).Sees("waits for a moderator") // it waits for some minutes, which is calm
	s.now = s.now.Add(8 * time.Minute)
	s.passes(2 * time.Second)
	s.sawNever(moderatorID, "Surge mode is off")
	s.restart()
	s.now = s.now.Add(3 * time.Minute)
	s.passes(70 * time.Second)
	s.sawOnce(moderatorID, "Surge mode is off")
	s.sawOnce(moderatorID, "Surge mode is on")
	author.Says("/opinion 3 " + bridges).Sees("waits for a moderator")
}

func TestSurgeModeIsSwitchedOff(t *testing.T) {
	s, moderator := desk(t)
	editor := s.person(editorID, "en")
	moderator.Says("/start")
	s.person(1, "en").Says("/opinion 1 " + prices)
	s.passes(2 * time.Second)
	s.now = s.now.Add(time.Hour)
	editor.Says("/settings").Taps("Longest wait") // 30 minutes
	s.passes(2 * time.Second)
	s.sawOnce(moderatorID, "Surge mode is on")
	editor.Says("/settings").Sees("Surge mode is on: the filters are strict")
	editor.Taps("Surge mode").Sees("[Surge mode: off]")
	s.passes(2 * time.Second)
	s.sawOnce(moderatorID, "Surge mode is off")
	s.now = s.now.Add(time.Hour)
	s.passes(70 * time.Second)
	s.sawOnce(moderatorID, "Surge mode is on")
}

func TestStrictFiltersHoldMore(t *testing.T) {
	s, moderator := desk(t)
	const call = "Call the ministry yourself and ask them about it: +7 701 123 45 67"
	s.person(1, "en").Says("/opinion 1 " + call)
	moderator.Says("/review 1").SeesNot("look closely")
	s.set("filters=strict")
	s.person(2, "en").Says("/opinion 1 " + call)
	moderator.Says("/review 2").Sees("look closely")
}

func (s *stage) sawOnce(who content.TelegramID, words string) {
	s.t.Helper()
	if n := s.tells(who, words); n != 1 {
		s.t.Fatalf("%s: %q was told %d times", line(), words, n)
	}
}

func (s *stage) sawNever(who content.TelegramID, words string) {
	s.t.Helper()
	if n := s.tells(who, words); n != 0 {
		s.t.Fatalf("%s: %q was told %d times", line(), words, n)
	}
}

func (s *stage) tells(who content.TelegramID, words string) (n int) {
	for _, m := range s.chats[who] {
		if m.edited == 0 && strings.Contains(string(m.out.Text), words) && !strings.Contains(string(m.out.Text), "How opinions are moderated") {
			n++
		}
	}
	return n
}

func TestWhatIsTriedOnTheServerGoesByTheNewsroomsFilters(t *testing.T) {
	s, _ := desk(t)
	verdict := func() (v moderation.Verdict) {
		s.writes(func(tx *storage.Tx) error {
			chain, err := handlers.Filters(tx)
			if err == nil {
				v = chain.Judge(moderation.Post{Text: "Call the ministry yourself and ask them about it: +7 701 123 45 67"}).Verdict
			}
			return err
		})
		return v
	}
	usual := verdict()
	s.set("filters=strict")
	if strict := verdict(); usual != moderation.Pass || strict != moderation.Hold {
		t.Errorf("usual %s, strict %s", usual, strict)
	}
}
