package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/handlers"
)

const moderatorID = content.TelegramID(900)

// desk is a stage with a moderator.
func desk(t *testing.T) (*stage, *person) {
	t.Helper()
	s := newStage(t, staffed(map[content.TelegramID]content.Role{moderatorID: content.RoleModerator, 901: content.RoleEditor, 902: content.RoleOwner}))
	return s, s.person(moderatorID, "en")
}

func TestQueue(t *testing.T) {
	s, moderator := desk(t)
	asel, boris := s.person(1, "ru"), s.person(2, "kk")
	asel.who.Username = "asel_secret"
	moderator.Says("/queue").Sees("The queue is empty")
	asel.Says("/opinion 1 " + prices)
	boris.Says("/opinion 2 " + schools)
	moderator.Says("/queue").Sees("Opinion 1 · Reader ", "1. ", prices, "Signed: anonymous", "2 opinions wait", "[Approve]", "[Reject]", "[Skip ›]").
		SeesNot("Асель", "asel_secret", "tg://")
	had := len(s.chats[moderatorID])
	moderator.Taps("Approve").Sees("Opinion 1 is published.", "Opinion 2 · Reader ", schools, "1 opinion waits").SeesNot(prices)
	asel.Sees("Опубликовано.", "мнение 1 опубликовано")
	moderator.Taps("Reject").Sees("Opinion 2 is rejected.", "The queue is empty").SeesNot("[Approve]")
	if len(s.chats[moderatorID]) != had {
		t.Error("the queue should go on in place")
	}
	boris.Sees("Жарияланбады.", "2-пікіріңіз жарияланбады", "/rules")
	if a, b := s.opinionsOf(asel)[0], s.opinionsOf(boris)[0]; a.State != content.Approved || b.State != content.Rejected {
		t.Errorf("stored as %s and %s", a.State, b.State)
	}
}

func TestAuthorIsToldOnceByReplyToTheReceipt(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	receipt, had := author.newest(), len(s.chats[1])
	moderator.Says("/queue")
	data := moderator.newest().out.Buttons[0][0].Press
	moderator.Taps("Approve")
	if n := len(s.chats[1]) - had; n != 1 || receipt.edited != 1 {
		t.Fatalf("%d new messages and %d edits of the receipt, want one of each", n, receipt.edited)
	}
	if out := author.newest().out; out.ReplyTo != receipt.id || out.Silent {
		t.Errorf("the news is %+v, want a reply to %d that notifies", out, receipt.id)
	}
	for range 3 {
		moderator.TapsData(moderator.newest().id, data).Sees("decided already; readers see it")
	}
	if n := len(s.chats[1]) - had; n != 1 {
		t.Errorf("late presses told the author %d times", n)
	}
}

func TestEditedOpinionInTheQueue(t *testing.T) {
	s, moderator := desk(t)
	author, reader := s.person(1, "en"), s.person(2, "en")
	author.Says("/opinion 1 " + prices)
	receipt := author.newest()
	moderator.Says("/queue").Taps("Approve")
	author.TapsData(receipt.id, receipt.out.Buttons[0][1].Press)
	author.Says(schools).Sees("until then readers see the earlier one")
	reader.Says("/opinions 1").Sees(prices).SeesNot(schools)
	moderator.Says("/queue").Sees(schools, "A new text of an approved opinion").Taps("Reject")
	author.Sees("the earlier one stays", "<code>"+schools+"</code>", "Published.")
	reader.Says("/opinions 1").Sees(prices)
	author.Says("/mine").Taps("Edit")
	author.Says(schools)
	moderator.Says("/queue").Taps("Approve")
	author.Sees("The new text of your opinion 1 is published")
	reader.Says("/opinions 1").Sees(schools).SeesNot(prices)
	author.Says("/mine").Taps("Take back").Taps("Yes, take")
	reader.Says("/opinions 1").SeesNot(schools, prices)
}

func TestReportedOpinionInTheQueue(t *testing.T) {
	s, moderator := desk(t)
	s.oneReportIsEnough()
	author, reader := s.person(1, "en"), s.person(2, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Approve")
	had := len(s.chats[1])
	report := func() {
		reader.Says("/opinions 1").Taps("Report")
		reader.TapsData(reader.newest().id, reader.newest().out.Buttons[0][0].Press)
	}
	report()
	author.Says("/opinion 2 " + schools)
	moderator.Says("/queue").Sees(schools) // what waits comes before what was reported
	moderator.Taps("Skip").Sees(prices, "one of them has reported it"[3:], "Approve keeps it")
	moderator.Taps("Approve")
	if n := len(s.chats[1]) - had; n != 1 {
		t.Errorf("the author is told of dismissed reports: %d messages, want the receipt alone", n)
	}
	second := s.person(3, "en")
	second.Says("/opinions 1").Taps("Report")
	second.TapsData(second.newest().id, second.newest().out.Buttons[0][0].Press)
	moderator.Says("/queue").Taps("Skip").Sees(prices).Taps("Reject")
	author.Sees("not shown any more", "/rules")
	reader.Says("/opinions 1").SeesNot(prices)
}

func TestSkipGoesRound(t *testing.T) {
	s, moderator := desk(t)
	for i := range 3 {
		s.person(content.TelegramID(i+1), "en").Says(fmt.Sprintf("/opinion 1 %s (%d)", prices, i+1))
	}
	moderator.Says("/queue").Sees("(1)").Taps("Skip").Sees("(2)").Taps("Approve").Sees("(3)") // what was skipped does not come back at once
	moderator.Taps("Skip").Sees("(1)", "From the start again").Taps("Reject").Sees("(3)")
	moderator.Taps("Skip").Sees("(3)", "the only one that waits")
}

func TestDecisionOnAnOutdatedCard(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	card := func() *shown {
		moderator.Says("/queue")
		return moderator.newest()
	}
	press := func(m *shown) *person { return moderator.TapsData(m.id, m.out.Buttons[0][0].Press) }

	author.Says("/opinion 1 " + prices)
	changed := *card()
	author.Taps("Edit")
	author.Says(schools)
	press(&changed).Sees("has changed since", schools)
	if o := s.opinionsOf(author)[0]; o.State != content.Pending {
		t.Errorf("words that the moderator never saw are %s", o.State)
	}
	signed := *card()
	author.Taps("Sign as…").Taps("Асель")
	press(&signed).Sees("has changed since", "Signed: Асель")
	gone := *card()
	author.Taps("Take back").Taps("Yes, take")
	press(&gone).Sees("has taken opinion 1 back", "The queue is empty")
	author.Says("/opinion 2 " + prices)
	rejected := *card()
	moderator.Taps("Reject")
	press(&rejected).Sees("rejected already")
	for _, data := range []string{"q", "q.", "q.2", "q.2.1", "q.2.x.approve", "q.2.1.publish", "q.99.1.approve", "q.2.99999999999999999999.approve"} {
		moderator.TapsData(moderator.newest().id, data)
		if moderator.answers[0].Text == "" {
			t.Errorf("%q is answered without a word", data)
		}
	}
	if o := s.opinionsOf(author)[0]; o.State != content.Rejected {
		t.Errorf("forged decisions made it %s", o.State)
	}
}

func TestTwoModeratorsAtOnce(t *testing.T) {
	s, first := desk(t)
	second := s.person(901, "en")
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	had := len(s.chats[1])
	first.Says("/queue")
	second.Says("/queue")
	first.Taps("Approve").Sees("is published")
	second.Taps("Reject").Sees("Асель was first: opinion 1 is decided", "The queue is empty")
	if o := s.opinionsOf(author)[0]; o.State != content.Approved || len(s.chats[1])-had != 1 {
		t.Errorf("it is %s, and the author was told %d times", o.State, len(s.chats[1])-had)
	}
}

func TestLongCardIsShownWhole(t *testing.T) {
	s, moderator := desk(t)
	s.person(1, "en").Says("/opinion 1 " + prices)
	long := strings.TrimSpace(strings.Repeat("😀 word ", 499))
	s.person(2, "en").Says("/opinion 1 " + long).Sees("Received.")
	moderator.Says("/queue").Taps("Approve").Sees("goes on below")
	all := ""
	for _, m := range s.chats[moderatorID] {
		all += string(m.out.Text) + " "
	}
	if n := strings.Count(all, "😀"); n != 499 {
		t.Errorf("the moderator sees %d of 499 words", n)
	}
	moderator.Taps("Approve").Sees("The queue is empty")
}

func TestReplyInTheQueue(t *testing.T) {
	s, moderator := desk(t)
	author, replier := s.person(1, "en"), s.person(2, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Approve")
	replier.Says("/opinions 1").Taps("Reply").Sees("Your reply to opinion 1")
	replier.Says(schools).Sees("Reply to opinion 1", "Received.")
	moderator.Says("/queue").Sees("Reply to opinion 1: “Prices went up", schools).Taps("Approve")
	replier.Says("/opinions 1").Taps("Reply")
	author.Says("/mine").Taps("Take back").Taps("Yes, take")
	replier.Says("It is a pity that this is gone.").Sees("not shown any more", "/opinion").has(schools)
	replier.Says("/cancel").Sees("nothing to cancel")
}

func TestRoles(t *testing.T) {
	s, moderator := desk(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1 " + prices)
	reader.Says("/queue").Sees("for moderators", "/help").SeesNot("Opinion 1 ·")
	reader.Says("/start c_queue").Sees("for moderators").SeesNot("Opinion 1 ·")
	reader.Says("/help").SeesNot("/queue")
	reader.Says("/queu").SeesNot("/queue")
	group := reader.in(ourGroup)
	group.Says("/queue").Sees("for moderators").SeesNot("Opinion 1 ·")
	s.person(0, "").in(ourGroup).Says("/queue").Sees("[Open in a private chat]").SeesNot("Opinion 1 ·")
	moderator.Says("/queue")
	card := moderator.newest()
	for _, row := range card.out.Buttons {
		for _, b := range row {
			reader.TapsData(card.id, b.Press).Sees("for moderators").SeesNot("Opinion 1 ·")
		}
	}
	if o := s.opinionsOf(reader)[0]; o.State != content.Pending {
		t.Fatalf("a reader made it %s", o.State)
	}
	for id := range s.options.Roles {
		p := s.person(id, "en")
		p.Says("/queue").Sees("Opinion 1 ·")
		p.Says("/help").Sees("/queue")
		p.Says("/queu").Sees("/queue")
	}
	// Whoever was a moderator when the card was shown is judged by what they are now.
	s.options.Roles = nil
	s.restart()
	moderator.TapsData(card.id, card.out.Buttons[0][0].Press).Sees("for moderators")
}

func TestMenuOfReaders(t *testing.T) {
	for _, lang := range content.Langs {
		lines := handlers.PrivateMenu(lang)
		if len(lines) > 8 {
			t.Errorf("%s: the menu has %d lines", lang, len(lines))
		}
		if slices.ContainsFunc(lines, func(l handlers.MenuLine) bool { return l.Command == "queue" }) {
			t.Errorf("%s: readers are shown a command of moderators", lang)
		}
		if lines := handlers.StaffMenu(lang, content.RoleModerator); len(lines) > 8 || lines[0].Command != "queue" || lines[len(lines)-1].Command != "help" {
			t.Errorf("%s: moderators are shown %+v", lang, lines)
		}
	}
}
