package handlers_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"aitys/content"
	"aitys/handlers"
)

func TestReaderReadsTheArticle(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start").
		Sees("How the Russian Relocation Wave Reshaped", "The Times of Central Asia", "December 3, 2025", "[Қазақша]", "[Русский]", "[English]")
	reader.Taps("1. ").Sees("1. ")
	if m := reader.newest(); m.edited != 1 {
		t.Errorf("a press in private edits the message in place: edited %d times", m.edited)
	}
	reader.Taps("Figures: 7").Sees("<b>over 80,000 permits</b>", "<blockquote expandable>", "Interior Ministry").SeesNot("$280 million")
	reader.Taps("All").Sees("over 80,000", "$280 million", "40%", "100,000–120,000")
	reader.Says("/figures").Sees("80,000", "400,000", "18,000", "23,000", "70%", "40%", "$500 million", "$280 million", "$1 billion")
	reader.Says("/section 2").Sees("2. ")
	reader.Says("/section labour").Sees("3. ")
	reader.Says("/figures cappuccino").Sees("40%").SeesNot("80,000")
	reader.Says("/section").Sees("[1. A new diaspora]", "[4. Looking ahead]")
	reader.Says("/summary").Sees("The Times of Central Asia")
	reader.Says("/summary relocation-kazakhstan").Sees("The Times of Central Asia")
	reader.Says("/articles").Sees("How the Russian Relocation Wave").Taps("How the Russian").Sees("The Times of Central Asia")
}

func TestSmallKeyboardWorksInEveryLanguage(t *testing.T) {
	reader := newStage(t).person(1, "ru")
	reader.Says("/start")
	for _, word := range []string{"Читать", "Read", "Оқу"} {
		reader.Says(word).Sees("The Times of Central Asia")
	}
	reader.Taps("Цифры").Sees("80 000")
}

func TestLanguageFollowsTelegramUntilChosen(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "kk")
	reader.Says("/figures").Sees("80 000")
	reader.who.LanguageCode = "ru-RU"
	reader.Says("/help").Sees("Что я умею")
	reader.Says("/language en").Says("/help").Sees("What I can do")
	reader.who.LanguageCode = "kk"
	reader.Says("/help").Sees("What I can do")
	reader.Says("/language Қазақша").Says("/help").Sees("Мен не істей аламын")
	reader.Says("/language").Taps("English")
	reader.Says("/help").Sees("What I can do")
	reader.Says("/language klingon").Sees("klingon", "kk")
	s.person(2, "de").Says("/figures").Sees("over 80,000")
}

func TestChoosingALanguageUnderTheArticleTurnsTheArticle(t *testing.T) {
	reader := newStage(t).person(1, "en")
	reader.Says("/start").Taps("Русский").Sees("3 декабря 2025")
	reader.Says("/summary").Sees("3 декабря 2025")
}

func TestDeepLinks(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start a_relocation-kazakhstan").Sees("The Times of Central Asia")
	reader.Says("/start a_relocation-kazakhstan__labour").Sees("3. ")
	reader.Says("/start a_relocation-kazakhstan__3").Sees("3. ")
	reader.Says("/start a_relocation-kazakhstan__0").Sees("The Times of Central Asia")
	reader.Says("/start f_relocation-kazakhstan__labour").Sees("$280 million")
	newcomer := s.person(2, "en")
	newcomer.Says("/start a_relocation-kazakhstan__labour").Sees("3. ", "Асель")
	s.person(3, "en").Says("/start a_nothing").Sees("Асель", "/articles")
	s.person(4, "en").Says("/start c_help").Sees("/figures")
	for _, payload := range []string{
		"c_nothing", "a_", "a_nothing", "a_relocation-kazakhstan__", "a_relocation-kazakhstan__9", "a_relocation-kazakhstan__-1", "x", "__", "a__1", "A_relocation-kazakhstan",
		"a_relocation-kazakhstan__labour__1", "o_1", "zz_relocation-kazakhstan", strings.Repeat("a", 64), "a_' OR 1=1 --",
	} {
		reader.Says("/start " + payload).Sees("/articles").SeesNot("The Times of Central Asia")
	}
}

func TestChart(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/chart 1").Sees("over 80,000 permits", "A new diaspora")
	picture := reader.newest().out.Picture
	if len(picture.Groups) != 2 || len(picture.Groups[0].Bars) != 2 || len(picture.Cards) != 3 {
		t.Errorf("people and companies share a unit each, the rest are cards: %+v", picture)
	}
	if bar := picture.Groups[0].Bars[1]; bar.Low != 100_000 || bar.High != 120_000 {
		t.Errorf("the range is drawn as %+v", bar)
	}
	reader.Says("/chart labour").Sees("$1 billion")
	if bars := reader.newest().out.Picture.Groups[0].Bars; len(bars) != 3 || !bars[2].Target {
		t.Errorf("the sums of money share a scale, and the target is told from what was reached: %+v", bars)
	}
	reader.Says("/chart").Sees("400,000", "/figures")
	reader.Says("/figures 1").Taps("As a picture").Sees("over 80,000 permits")
	reader.Says("/chart 4").SeesNot("picture")
	reader.Says("/chart 9").Sees("/section")
	group := s.person(1, "ru").in(ourGroup)
	group.Says("/chart 3").Sees("$280 million")
	if out := group.newest().out; !out.Once || out.ReplyTo == 0 {
		t.Errorf("in a group a picture is a reply, sent at most once: %+v", out)
	}
}

func TestForgedPressesAreAnsweredAndChangeNothing(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start")
	before := reader.newest().out.Text
	for _, data := range []string{
		"", ".", "a", "a.", "a.0", "a.-1", "a.999999", "a.99999999999999999999999", "a.x", "s.1.nothing", "s.1.", "s..", "f.1.9", "p.x", "p.9.9.9", "l.", "l.xx", "l.en.99",
		"zz.1", "approve.1", strings.Repeat("я", 32), "s.1.diaspora.x", "a.1\x00",
	} {
		reader.TapsData(reader.newest().id, data)
		if len(reader.answers[0].Text) == 0 && data != "s.1." && data != "a.1\x00" {
			t.Errorf("press %q is answered without a word", data)
		}
	}
	if reader.newest().out.Text != before && !strings.Contains(string(reader.newest().out.Text), "Times") {
		t.Errorf("a forged press changed the message to %q", reader.newest().out.Text)
	}
}

func TestPressOfAnInaccessibleMessageIsAnsweredByANewOne(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start")
	had := len(s.chats[1])
	reader.TapsData(0, "a.1").Sees("The Times of Central Asia")
	if len(s.chats[1]) != had+1 {
		t.Errorf("%d new messages, want 1", len(s.chats[1])-had)
	}
}

func TestUnknownWordsGetAWayOut(t *testing.T) {
	reader := newStage(t).person(1, "en")
	reader.Says("/summry").Sees("/summary")
	reader.Says("/xyzzyplugh").Sees("/help")
	reader.Says("/summary no-such-article").Sees("no-such-article", "/articles")
	reader.Says("/summary <b>x</b>&").Sees("&lt;b&gt;x&lt;/b&gt;&amp;")
	reader.Says("/section 9").Sees("“9”", "/section")
	reader.Says("/section -1").Sees("/section")
	reader.Says("/figures nothing").Sees("/section")
	reader.Says("/cancel").SeesNot("/cancel ")
	reader.Says("hello?").Sees("/opinion")
	for _, media := range []content.Media{
		content.MediaPhoto, content.MediaSticker, content.MediaVoice, content.MediaVideo, content.MediaDocument, content.MediaOther,
	} {
		reader.Sends(content.Message{Media: media})
		if reader.since() == "" {
			t.Errorf("%s in private is left without an answer", media)
		}
	}
	reader.Sends(content.Message{Text: "/figures", Command: "figures", Forwarded: true}).SeesNot("80,000")
	reader.Sends(content.Message{Media: content.MediaService}).SeesNothing()
	edited := messageOf("/figures")
	reader.does(content.Incoming{Kind: content.KindEdited, Message: &edited}).SeesNot("80,000")
	if reader.since() == "" {
		t.Error("an edit in private is left without an answer")
	}
}

func TestNamesAreHostile(t *testing.T) {
	reader := newStage(t).person(1, "en")
	reader.who.First = `<a href="tg://user?id=1">Eve</a>`
	reader.Says("/start").Sees("&lt;a href=").SeesNot(`<a href="tg`)
}

func TestInTheGroup(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "ru").in(ourGroup)
	reader.Says("/summary").Sees("The Times of Central Asia", "December 3, 2025")
	out := reader.newest().out
	if out.ReplyTo == 0 || !out.Once {
		t.Errorf("in a group the bot replies, and at most once: %+v", out)
	}
	for _, row := range out.Buttons {
		for _, b := range row {
			if b.Press != "" || (b.Start == "" && b.URL == "") {
				t.Errorf("a button in a group is a link, not a press: %+v", b)
			}
			if len(b.Start) > 64 {
				t.Errorf("the payload %q is too long", b.Start)
			}
		}
	}
	reader.Says("/section 2").Sees("2. ")
	reader.Says("/figures@aitys_bot labour").Sees("$280 million")
	reader.Says("/help").SeesNothing() // every bot has it
	reader.Says("/articles").Sees("[")
	if b := reader.newest().out.Buttons[0][0]; b.Start == "" {
		t.Errorf("a command that works only in private is answered with the way there: %+v", b)
	}
	reader.Says("/help@aitys_bot").Sees("[")
	reader.Says("/summary nothing").Sees("“nothing”", "[Open in a private chat]")
	bot := s.person(5, "en").in(ourGroup)
	bot.who.Bot = true
	bot.Says("/summary").SeesNothing()
	reader.Says("/unheardof").SeesNothing()
	reader.Says("/unheardof@aitys_bot").Sees("/help")
	reader.Says("good morning").SeesNothing()
	reader.Says("Read").SeesNothing()
	reader.Sends(content.Message{Media: content.MediaPhoto, Text: "look"}).SeesNothing()
	reader.Sends(content.Message{Text: "/summary", Command: "summary", Automatic: true}).SeesNothing()
	had := len(s.chats[ourGroup])
	reader.TapsData(reader.newest().id, "a.1")
	if reader.answers[0].Text == "" || len(s.chats[ourGroup]) != had || reader.newest().edited != 0 {
		t.Error("a press in a group changes nothing there and is told where to go")
	}
	s.person(1, "ru").in(-999).Says("/summary").SeesNothing()
}

func TestARefusalGoesToTheChatThatIsRefused(t *testing.T) {
	s := newStage(t)
	group := s.person(1, "en").in(ourGroup)
	group.Says("/section 99").Sees("“99”") // the first thing that the store ever hears of the group
	newcomer := s.person(2, "en")
	newcomer.Says("/section 98").Sees("“98”")
	newcomer.Says("/figures").Sees("80,000")
	if n := len(s.chats[2]); n != 2 {
		t.Errorf("a newcomer who spoke twice sees %d messages", n)
	}
	group.Says("/section 97").Sees("“97”")
	if n := len(s.chats[ourGroup]); n != 2 {
		t.Errorf("a group that was refused twice sees %d messages", n)
	}
}

func TestARefusedPressIsAnsweredInTheReadersLanguage(t *testing.T) {
	reader := newStage(t).person(1, "en")
	reader.Says("/start")
	reader.TapsData(reader.newest().id, "l.ru.99").Sees("no longer applies")
	reader.Says("/figures").Sees("over 80,000")
}

func TestAnArticleWithoutSectionsAndFigures(t *testing.T) {
	s := newStage(t)
	folder := fstest.MapFS{"a.md": {Data: []byte("---\nslug: short\nlang: en\ntitle: A short one\n---\nAll is said here.\n")}}
	if err := s.newsroom.PublishFolder(context.Background(), folder); err != nil {
		t.Fatal(err)
	}
	reader := s.person(1, "en")
	reader.Says("/summary short").Sees("All is said here.").SeesNot("[Figures")
	reader.Says("/section").Sees("All is said here.")
	reader.Says("/section 0").Sees("All is said here.")
	reader.Says("/section 1").Sees("/section")
	reader.Says("/figures").Sees("There are no key figures here").SeesNot("0 key figures", "As a picture")
	reader.Says("/chart").Sees("There are no key figures here")
	s.person(2, "kk").Says("/summary short").Sees("All is said here.")
}

func TestAnyGroupIsServedWhileNoneIsNamed(t *testing.T) {
	s := newStage(t, func(o *handlers.Options) { o.Discussion = 0 })
	s.person(1, "ru").in(-999).Says("/summary").Sees("The Times of Central Asia")
}

func TestGroupThatMovesIsFollowed(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.in(ourGroup).Says("/summary").Sees("The Times")
	reader.in(ourGroup).does(content.Incoming{Kind: content.KindMigration, MovedTo: -1002}) // as the group says it
	reader.in(-1002).Says("/summary").Sees("The Times")
	reader.in(ourGroup).does(content.Incoming{Kind: content.KindMigration, MovedTo: -1002}) // as the supergroup says it
	reader.in(-1002).Says("/figures").Sees("80,000")
}

func TestGroupThatMovedBeforeItSpoke(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.in(ourGroup).does(content.Incoming{Kind: content.KindMigration, MovedTo: -1002})
	reader.in(-1002).Says("/summary").Sees("The Times")
}

func TestTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t)
			s.record = &strings.Builder{}
			reader := s.person(1, lang)
			for _, words := range []string{
				"/start", "/help", "/summary", "/section", "/section 3", "/figures", "/figures 1", "/chart 3", "/articles", "/language", "/cancel",
				"/summry", "/xyzzy", "/summary nothing", "/section 9", "/start a_nothing", "/language tlh", "hello",
			} {
				reader.Says(words)
			}
			for _, media := range []content.Media{content.MediaPhoto, content.MediaVoice, content.MediaSticker} {
				reader.Sends(content.Message{Media: media})
			}
			group := reader.in(ourGroup)
			group.Says("/figures 3")
			group.Says("/help")
			golden(t, "transcripts/"+lang+".txt", s.record.String())
		})
	}
}
