package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
)

func TestTakeBack(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1 " + prices)
	receipt, had := reader.newest(), len(s.chats[1])
	data := receipt.out.Buttons[0][0].Press
	reader.Taps("Take back").Sees("Take back opinion 1?", prices, "[No, keep it]", "[Yes, take it back]").SeesNot("[Edit]").has(prices)
	reader.Taps("keep it").Sees("Received.", "[Edit]").SeesNot("Take back opinion 1?").has(prices)
	reader.Taps("Take back").Taps("Yes, take it back").Sees("You took back opinion 1", "in groups either").SeesNot(prices, "[Edit]").has()
	if len(s.chats[1]) != had || s.waiting() != 0 {
		t.Errorf("the receipt should change in place and nothing wait: %d messages, %d wait", len(s.chats[1]), s.waiting())
	}
	reader.TapsData(receipt.id, data).Sees("already")
	reader.Says("/mine").Sees("no opinions")
	reader.Says("/opinion 1 " + prices).Sees("Your opinion 2") // it was deleted: it may be said again
}

func TestEdit(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1 " + prices)
	receipt := reader.newest()
	reader.Taps("Edit").Sees("<code>"+prices+"</code>", "/cancel")
	reader.Says(prices).Sees("have already", "/cancel")
	reader.Says("no").Sees("too short")
	s.restart()
	reader.Says(schools).Sees("Received.", "Your opinion 1", schools).SeesNot(prices).has(schools)
	if receipt.edited != 1 {
		t.Errorf("the receipt was edited %d times, want once", receipt.edited)
	}
	data := receipt.out.Buttons[0][1].Press
	reader.TapsData(receipt.id, data)
	reader.Taps("Take back").Taps("Yes, take")
	reader.Says(prices).Sees("Send this as an opinion on").has()
	reader.Taps("Cancel")
	reader.TapsData(receipt.id, data).Sees("already")
}

func TestWhatWasRejectedIsNotSentAgain(t *testing.T) {
	s := newStage(t, staffed(map[content.TelegramID]content.Role{9: content.RoleModerator}))
	reader, moderator := s.person(1, "en"), s.person(9, "en")
	reader.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Reject")
	reader.Says("/opinion 1 "+strings.ToUpper(prices)+"!").Sees("opinion 1, which a moderator did not publish", "“Edit” in /mine").has(prices)
	reader.Says("/opinion 1 " + schools).Sees("Received.").Taps("Edit")
	reader.Says(prices+" ").Sees("did not publish").has(schools, prices)
	reader.Says("/opinion 1 "+schools+"!!").Sees("said that here before, in opinion 2").has(schools, prices)
	if n := s.waiting(); n != 1 {
		t.Errorf("%d wait", n)
	}
}

func TestGoingBackToThePublishedTextNeedsNoModerator(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1 " + prices)
	s.approveAll()
	reader.Says("/mine").Taps("Edit")
	reader.Says(schools).Sees("A moderator reads the new text")
	reader.Says("/mine").Taps("Edit")
	reader.Says(prices).Sees("the newer one is dropped").SeesNot("A moderator reads").has(prices)
	if n := s.waiting(); n != 0 {
		t.Errorf("%d wait", n)
	}
}

func TestMine(t *testing.T) {
	s := newStage(t)
	reader, other := s.person(1, "en"), s.person(2, "en")
	reader.Says("/mine").Sees("no opinions here yet", "/opinion")
	other.Says("/opinion 1 " + schools)
	for _, words := range []string{"/opinion 1 " + prices, "/opinion 2 " + prices, "/opinion 3 " + prices} {
		reader.Says(words)
	}
	reader.Says("/mine").Sees("Your opinion 4", "[Older ›]")
	had := len(s.chats[1])
	reader.Taps("Older").Sees("Your opinion 3", "2. ")
	reader.Taps("Older").Sees("Your opinion 2").SeesNot("Older", schools)
	reader.Taps("Take back").Sees("[No, keep it]").SeesNot("Newest").Taps("Yes, take").Sees("You took back opinion 2", "[My opinions]")
	reader.Taps("My opinions").Sees("Your opinion 4")
	older := reader.newest().out.Buttons[2][0].Press
	reader.Taps("Older").Sees("Your opinion 3").SeesNot("Older").Taps("Take back").Taps("Yes, take")
	reader.TapsData(reader.newest().id, older).Sees("Your opinion 4") // there is no older one any more
	if len(s.chats[1]) != had {
		t.Error("paging should change the message in place")
	}
	reader.Taps("Edit")
	reader.Says(schools).Sees("Your opinion 4", schools)
	for _, data := range []string{"m.", "m.x", "m.-1", "m.0", "m.zzzzzzzzzzzzz", "m.1"} {
		reader.TapsData(reader.newest().id, data).SeesNot("Your opinion 1\n")
	}
}

func TestSigning(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.who.First, reader.who.Last = "<i>Асель</i>", "Омарова"
	reader.Says("/name").Sees("Now: anonymous", "[Anonymous]", "[<i>Асель</i> Омарова]", "[New pen name…]")
	if row := reader.newest().out.Buttons[0]; row[0].Text != "Anonymous" {
		t.Errorf("the first offer is %q", row[0].Text)
	}
	reader.Taps("Омарова").Sees("will be signed: &lt;i&gt;Асель&lt;/i&gt; Омарова")
	reader.Says("/opinion 1 " + prices).Sees("Signed: &lt;i&gt;Асель")
	receipt := reader.newest()
	reader.Taps("Sign as…").Sees("How shall this opinion be signed?", "[‹ Back]").Taps("Back").Sees("Received.").SeesNot("How shall")
	reader.Taps("Sign as…").Taps("Anonymous").Sees("Signed: anonymous")
	reader.Says("/opinion 2 " + prices).Sees("Signed: &lt;i&gt;Асель") // that was about one opinion
	reader.Says("/name").Taps("New pen name").Sees("at most 32")
	for _, unfit := range []string{"@asel", "https://example.org", "t.me/asel", "🙂", strings.Repeat("ы", 33)} {
		reader.Says(unfit).Sees("can’t be a pen name", "/cancel")
	}
	for _, role := range []string{"Модератор", "Anonymous", "аноним", "ADMIN", "Редакция!", "Қолтаңбасыз", "Без подписи", "Әкімші", "Главный редактор"} {
		reader.Says(role).Sees("look like the newsroom’s", "/cancel").SeesNot("will be signed")
	}
	s.restart()
	reader.Says("  Гость   из\nАлматы ").Sees("will be signed: Гость из Алматы")
	reader.Says("/opinion 3 " + prices).Sees("Signed: Гость из Алматы")
	reader.Says("/name").Sees("Now: Гость из Алматы", "[Гость из Алматы]").Taps("Anonymous").Sees("will be anonymous")
	reader.TapsData(receipt.id, receipt.out.Buttons[1][0].Press+".new").Sees("Which pen name?")
	reader.Says("Первый").Sees("Opinion 1 is signed: Первый", "Signed: Первый")
	reader.Says("/opinion 4 " + prices).Sees("Signed: anonymous")
	for _, data := range []string{"nm", "nm.", "nm.telegram.x", "nm.nobody", "sg.1.r.nobody", "sg.1.x", "sg.1", "sg.zz.r"} {
		reader.TapsData(receipt.id, data)
		if reader.answers[0].Text == "" {
			t.Errorf("%q is answered without a word", data)
		}
	}
}

// Somebody who hides behind another name once has a reason, and would be found out by a second opinion under it.
func TestANameForOneOpinionSignsNoOther(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/name").Taps("New pen name")
	reader.Says("Aigul").Sees("will be signed: Aigul")
	reader.Says("/opinion 1 " + prices).Taps("Sign as…").Taps("New pen name")
	reader.Says("Secret Source").Sees("Opinion 1 is signed: Secret Source")
	reader.Says("/opinion 2 " + prices).Sees("Signed: Aigul").SeesNot("Secret Source")
	reader.Says("/name").Sees("Now: Aigul", "[Aigul]").SeesNot("Secret Source")
}

func TestNamesThatLeadElsewhere(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	for _, unfit := range []string{"shop24.kz", "казино777.рф", "Best (24h).kz", "t.me"} {
		reader.Says("/name").Taps("New pen name")
		reader.Says(unfit).Sees("can’t be a pen name")
	}
	for _, fit := range []string{"А. Б.", "Ilyas 2.0", "Well... yes", "Dr. Aigul"} {
		reader.Says("/name").Taps("New pen name")
		reader.Says(fit).Sees("will be signed: " + fit)
	}
	reader.who.First, reader.who.Last = "Асель", "🌷"
	reader.Says("/name").Taps("Асель").Sees("will be signed: Асель 🌷")
	for i, first := range []string{"@channel", "t.me/x", "tg://x", "shop24.kz", strings.Repeat("Long ", 8) + "t.me"} {
		reader.who.First = first
		reader.Says("/name").Sees("Now: anonymous").SeesNot(first)
		reader.TapsData(reader.newest().id, "nm.telegram").Sees("no longer applies")
		reader.Says(fmt.Sprintf("/opinion %d %s", i, prices)).Sees("Signed: anonymous").SeesNot(first)
	}
}

func TestPublishedOpinionCanOnlyLoseItsName(t *testing.T) {
	s := newStage(t, staffed(map[content.TelegramID]content.Role{9: content.RoleModerator}))
	reader, moderator := s.person(1, "en"), s.person(9, "en")
	reader.Says("/name").Taps("Асель")
	reader.Says("/opinion 1 " + prices)
	receipt := reader.newest()
	reader.Taps("Sign as…")
	late := receipt.out.Buttons[1][0].Press // the Telegram name
	moderator.Says("/queue").Taps("Approve")
	reader.TapsData(receipt.id, late).Sees("can only be taken off")
	reader.Taps("Sign as…").Sees("[Anonymous]").SeesNot("[Асель]", "[New pen name…]")
	reader.Taps("Anonymous").Sees("Signed: anonymous", "Published.").SeesNot("[Sign as…]")
	if o := s.opinionsOf(reader)[0]; o.Signed != "" || o.State != content.Approved {
		t.Errorf("stored as %+v", o)
	}
}

func TestWhatOthersHoldCannotBeTouched(t *testing.T) {
	s := newStage(t)
	author, stranger := s.person(1, "en"), s.person(2, "en")
	author.Says("/opinion 1 " + prices)
	receipt := author.newest()
	stranger.Says("/start")
	for _, row := range receipt.out.Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Press, "sa.") {
				continue // it switches on something of the presser's own
			}
			stranger.TapsData(stranger.newest().id, b.Press).Sees("no longer applies").SeesNot(prices)
		}
	}
	for _, data := range []string{"tb.1.r", "tb.1.m", "ed.1.r", "oc.1.m", "sg.1.m", "sg.1.r.anonymous", "sg.1.r.new", "tb.1", "tb..r", "tb.99.r"} {
		stranger.TapsData(stranger.newest().id, data).SeesNot(prices)
		if stranger.answers[0].Text == "" {
			t.Errorf("%q is answered without a word", data)
		}
	}
	stranger.Says(schools).Sees("[Send]") // no dialogue about the other's opinion was begun
	author.has(prices)
}

func TestRulesAndPrivacyInThreeLanguages(t *testing.T) {
	s := newStage(t)
	for lang, words := range map[string][]string{
		"en": {"Moderators", "never see your Telegram account", "3,500", "which opinions you reported"},
		"ru": {"Модераторы", "вашего аккаунта в Telegram не видят", "3 500", "на какие мнения вы жаловались"},
		"kk": {"Модераторлар", "аккаунтыңызды ешқашан көрмейді", "3 500", "қай пікірлерге шағымданғаныңызды"},
	} {
		reader := s.person(content.TelegramID(len(s.chats)+1), lang)
		reader.Says("/privacy").Sees(words[0], words[1], words[3])
		reader.Says("/rules").Sees("/privacy", "/mine").SeesNot("/mydata")
		if got := strings.ReplaceAll(reader.since(), "\u00a0", " "); !strings.Contains(got, words[2]) {
			t.Errorf("%s: the rules do not say %q: %s", lang, words[2], got)
		}
	}
}
