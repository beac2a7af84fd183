package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
	"aitys/storage"
)

func TestOpinionsArePagedInPlace(t *testing.T) {
	s := newStage(t)
	author := s.person(100, "en")
	reader := s.person(1, "en")
	reader.Says("/opinions").Sees("could be the first", "[Speak]")
	for i := range 5 {
		s.opinion(author, []content.SectionID{"labour", "diaspora"}[i%2], 0, fmt.Sprintf("Opinion number %d of somebody", i))
	}
	reader.Says("/opinions").Sees("5 opinions, newest first", "number 4", "Anonymous", "On: 3. Labour market").SeesNot("number 3", "[‹ Previous]")
	page := reader.newest()
	for want := 3; want >= 0; want-- {
		reader.Taps("Next ›").Sees(fmt.Sprintf("number %d", want), "[‹ Previous]")
	}
	reader.SeesNot("[Next ›]")
	reader.Taps("‹ Previous").Sees("number 1")
	if page.edited != 5 || reader.newest() != page {
		t.Errorf("pages are turned in place: %d edits", page.edited)
	}
	reader.Says("/opinions 3").Sees("3 opinions", "number 4").Taps("Next ›").Sees("number 2").Taps("Next ›").Sees("number 0").SeesNot("[Next ›]")
	reader.Says("/opinions diaspora").Sees("2 opinions", "number 3")
	reader.Says("/section 1").Taps("Opinions").Sees("2 opinions", "number 3").Taps("1. ").Sees("<b>1. A new diaspora</b>")
	reader.Says("/summary").Taps("Opinions").Sees("5 opinions").Taps("Whole article").Sees("The Times of Central Asia")
	reader.Says("/start t_relocation-kazakhstan__labour").Sees("3 opinions")
	reader.Says("/opinions 2").Sees("could be the first").Taps("Speak").Sees("cappuccino")
	reader.Says("/opinions 9").Sees("/section")
}

func TestOpinionsInThreeOrders(t *testing.T) {
	s := newStage(t)
	author := s.person(100, "en")
	ids := map[string]content.OpinionID{}
	for _, name := range []string{"liked", "divisive", "ignored"} {
		ids[name] = s.opinion(author, "", 0, "This one is "+name).ID
	}
	for i := range 8 {
		voter := s.person(content.TelegramID(1+i), "en")
		voter.Says(fmt.Sprintf("/start o_%d", ids["liked"])).Taps("Agree").Sees("You agree.", "[✓ Agree]")
		voter.Says(fmt.Sprintf("/start o_%d", ids["divisive"])).Taps([]string{"Agree", "Disagree"}[i%2])
	}
	reader := s.person(50, "en")
	reader.Says("/opinions").Sees("is ignored", "[✓ Newest]", "[Most agreed]", "[Most divided]")
	reader.Taps("Most agreed").Sees("most agreed first", "is liked", "Agree: 8 · Disagree: 0 · Pass: 0", "[✓ Most agreed]")
	reader.Taps("Most divided").Sees("most divided first", "is divisive", "Agree: 4 · Disagree: 4")
	seen := ""
	for range 3 {
		seen += string(reader.newest().out.Text)
		if !strings.Contains(reader.since(), "[Next ›]") {
			break
		}
		reader.Taps("Next ›")
	}
	for name := range ids {
		if strings.Count(seen, "is "+name) != 1 {
			t.Errorf("%s is read %d times", name, strings.Count(seen, "is "+name))
		}
	}
}

func TestAVoteOnAnOpinionIsChangedAndShown(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	id := s.opinion(author, "", 0, "Rents have doubled in my street").ID
	reader.Says("/opinions").SeesNot("✓ Agree").Taps("Agree").Sees("You agree.", "Agree: 1 ", "[✓ Agree]", "[Disagree]")
	reader.Taps("Agree").Sees("Agree: 1 ")
	reader.Taps("Disagree").Sees("You disagree.", "Agree: 0 · Disagree: 1 ", "[✓ Disagree]", "[Agree]")
	reader.Taps("Pass").Sees("You pass.", "Agree: 0 · Disagree: 0 · Pass: 1", "[✓ Pass]")
	author.Says("/opinions").Sees("your own opinion").SeesNot("[Agree]", "[Report]")
	if o := s.stored(id); o.Agree != 0 || o.Disagree != 0 || o.Pass != 1 {
		t.Errorf("%+v", o)
	}
}

func TestForgedAndStalePressesOnOpinions(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	first := s.opinion(author, "", 0, "The first thing I have to say")
	second := s.opinion(author, "", 0, "The second thing I have to say")
	reader.Says("/opinions").Sees("second thing")
	page := reader.newest()
	n := fmt.Sprint(second.ID)
	for _, data := range []string{
		"o", "o.", "o." + n, "o." + n + ".", "o." + n + ".x", "o.999.n", "o.-1.n", "o.99999999999999999999.n", "v." + n + ".n", "v." + n + ".n.", "v." + n + ".n.x",
		"v." + n + ".n.agree", "rs.0.n", "rp.999.n.yes", "os", "os.1.nothing", "os.9",
	} {
		reader.TapsData(page.id, data).Sees("/start")
		if string(page.out.Text) == "" || !strings.Contains(string(page.out.Text), "second thing") {
			t.Fatalf("%q changed the page: %s", data, page.out.Text)
		}
	}
	// One's own, by a program that shows what it should not.
	author.TapsData(page.id, "v."+n+".n.a").Sees("your own opinion", "/mine")
	author.TapsData(page.id, "rp."+n+".n.yes").Sees("your own opinion")
	// In a group such buttons do nothing.
	reader.in(ourGroup).TapsData(page.id, "v."+n+".n.a").Sees("private")
	if o := s.stored(second.ID); o.Agree+o.Reports != 0 {
		t.Fatalf("%+v", o)
	}
	// Withdrawn while somebody reads it: told why, and the text is gone from the page.
	s.withdraw(second.ID)
	for _, data := range []string{"v." + n + ".n.a", "o." + n + ".n", "r." + n + ".n", "rp." + n + ".n", "rp." + n + ".n.yes", "rs." + n + ".n", "or." + n + ".n"} {
		reader.TapsData(page.id, data).Sees("no longer shown", "first thing").SeesNot("second thing")
	}
	reader.Says("/start o_" + n).Sees("/articles").SeesNot("second thing")
	s.withdraw(first.ID)
	reader.TapsData(page.id, fmt.Sprintf("o.%d.N", first.ID)).Sees("no longer shown", "could be the first")
	if !s.answers[0].Alert {
		t.Error("what the person did not expect is said so that it has to be closed")
	}
}

func (s *stage) withdraw(id content.OpinionID) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		_, err := tx.WithdrawOpinion(id)
		return err
	})
}

// TestOnlyApprovedOpinionsShow looks for a pending, an edited, a rejected and a withdrawn text in every place that shows opinions.
func TestOnlyApprovedOpinionsShow(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.opinion(author, "", 0, "Approved words stay to be read")
	edited := s.opinion(author, "", 0, "Approved words before the edit")
	rejected := s.opinion(author, "", 0, "Secret rejected words here")
	withdrawn := s.opinion(author, "", 0, "Secret withdrawn words here")
	reply := s.opinion(author, "", edited.ID, "A reply that is there for good")
	hidden := s.opinion(author, "", edited.ID, "Secret reply that was withdrawn")
	orphan := s.opinion(author, "", rejected.ID, "A reply to what was taken down")
	var pending content.Opinion
	s.withdraw(withdrawn.ID)
	s.withdraw(hidden.ID)
	s.writes(func(tx *storage.Tx) error {
		if _, err := tx.EditOpinion(edited.ID, "Secret edited words here"); err != nil {
			return err
		}
		by, err := tx.Reader(author.who.ID)
		if err != nil {
			return err
		}
		if _, _, err := tx.ReportOpinion(rejected.ID, by.ID+1000, storage.PlainReport); err != nil {
			return err
		}
		now, err := tx.Opinion(rejected.ID)
		if err != nil {
			return err
		}
		if _, err := tx.DecideOpinion(rejected.ID, now.Version, false, by.ID); err != nil {
			return err
		}
		pending, err = tx.AddOpinion(content.Opinion{Article: edited.Article, Author: by.ID, Text: "Secret pending words here"})
		return err
	})
	reader.Says("/opinions").Sees("2 opinions")
	for range 4 {
		if strings.Contains(reader.since(), "[Next ›]") {
			reader.Taps("Next ›")
		}
	}
	for _, order := range []string{"Most agreed", "Most divided", "Newest"} {
		reader.Taps(order).SeesNot("Secret")
	}
	for _, o := range []content.Opinion{rejected, withdrawn, hidden, pending} {
		reader.Says(fmt.Sprintf("/start o_%d", o.ID)).SeesNot("Secret").Sees("/articles")
		for _, verb := range []string{"o", "v", "r", "rp", "rs", "or"} {
			reader.TapsData(reader.newest().id, fmt.Sprintf("%s.%d.n.a", verb, o.ID))
		}
	}
	reader.Says(fmt.Sprintf("/start o_%d", edited.ID)).Sees("before the edit", "[Replies: 1]").Taps("Replies: 1").Sees("for good")
	reader.Says(fmt.Sprintf("/start o_%d", reply.ID)).Sees("for good", "before the edit")
	reader.Says(fmt.Sprintf("/start o_%d", orphan.ID)).Sees("taken down").SeesNot("Secret").Taps("‹ What they reply to").Sees("no longer shown")
	reader.in(ourGroup).Says("/opinions").Sees("2 opinions")
	for _, chat := range []content.TelegramID{1, ourGroup} {
		if n := s.sees(chat, "Secret"); n != 0 {
			t.Errorf("%d texts that nobody may see are in chat %d", n, chat)
		}
	}
	if o := s.stored(pending.ID); o.Agree+o.Reports != 0 {
		t.Errorf("%+v", o)
	}
}

func TestRepliesAreReadAndWritten(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	parent := s.opinion(author, "labour", 0, "Salaries in IT went down because of this")
	reader.Says("/opinions 3").Sees("Salaries").SeesNot("[Replies").Taps("Reply")
	reader.Says("That is not what I see at my own job")
	s.approveAll()
	author.Says("/opinions 3").Sees("1 opinion", "[Replies: 1]").Taps("Replies: 1").Sees("1 reply to Anonymous", "Salaries", "my own job", "[Agree]")
	author.Taps("Disagree").Sees("Disagree: 1")
	author.Taps("‹ What they reply to").Sees("Salaries", "[Replies: 1]")
	s.opinion(reader, "labour", parent.ID, "And a second answer to it")
	author.Says("/opinions 3").Taps("Replies: 2").Sees("my own job", "[Next ›]").Taps("Next ›").Sees("second answer").Taps("‹ Previous").Sees("my own job")
	s.withdraw(parent.ID)
	author.Taps("‹ What they reply to").Sees("no longer shown", "could be the first")
}

// approveAll lets a moderator approve whatever waits.
func (s *stage) approveAll() {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		for {
			o, err := tx.NextWaiting()
			if content.CodeOf(err) == content.NotFound {
				return nil
			}
			if err != nil {
				return err
			}
			if _, err := tx.DecideOpinion(o.ID, o.Version, true, o.Author); err != nil {
				return err
			}
		}
	})
}

func TestAReportIsAskedForAndThankedFor(t *testing.T) {
	s := newStage(t)
	s.oneReportIsEnough()
	author, reader := s.person(100, "en"), s.person(1, "en")
	id := s.opinion(author, "", 0, "Something rude <b>about</b> everybody").ID
	reader.Says("/opinions").Sees("&lt;b&gt;about").Taps("Report").Sees("Report this opinion?", "&lt;b&gt;about", "[Yes, report it]", "[No, go back]")
	reader.Taps("No, go back").Sees("newest first")
	if o := s.stored(id); o.Reports != 0 {
		t.Fatal("it is reported though the reader went back")
	}
	reader.Taps("Report").Taps("Yes, report it").Sees("Thank you.", "newest first")
	reader.Taps("Report").Taps("Yes, report it").Sees("reported this opinion already")
	if o := s.stored(id); o.Reports != 1 {
		t.Errorf("%d reports", o.Reports)
	}
}

// Nobody is promised a reading that will not be.
func TestASecondReportIsToldWhatBecameOfTheFirst(t *testing.T) {
	s := newStage(t, staffed(map[content.TelegramID]content.Role{9: content.RoleModerator}))
	s.oneReportIsEnough()
	author, reader, another, moderator := s.person(100, "en"), s.person(1, "en"), s.person(2, "en"), s.person(9, "en")
	s.opinion(author, "", 0, "Something rude about everybody")
	reports := func(p *person) *person { return p.Says("/opinions").Taps("Report").Taps("Yes, report it") }
	reports(reader).Sees("will read")
	moderator.Says("/queue").Sees("has reported it").Taps("Approve").Sees("queue is empty")
	reports(reader).Sees("decided that it stays").SeesNot("will read")
	moderator.Says("/queue").Sees("queue is empty")
	reports(another).Sees("will read")
	reports(reader).Sees("will read it again") // another's report brought it back
}

func TestOpinionsInAGroupAreOneMessageWithLinks(t *testing.T) {
	s := newStage(t)
	author := s.person(100, "en")
	group := s.person(1, "ru").in(ourGroup)
	group.Says("/opinions").Sees("could be the first")
	var last content.Opinion
	for i := range 7 {
		last = s.opinion(author, "labour", 0, fmt.Sprintf("Number %d: %s", i, strings.Repeat("long words ", 200)))
	}
	group.Says("/opinions 3").Sees("7 opinions", "Number 6", "Number 2", "Anonymous").SeesNot("Number 1:")
	out := group.newest().out
	if out.Buttons[0][0].Start != fmt.Sprintf("o_%d", last.ID) || len(out.Buttons[0]) != 5 || !out.Once || out.ReplyTo == 0 {
		t.Errorf("%+v", out.Buttons)
	}
	s.person(2, "en").Says("/start "+out.Buttons[0][0].Start).Sees("Number 6", "[Agree]")
	s.person(3, "kk").Says("/start " + out.Buttons[1][0].Start).Sees("7 пікір")
}

// A single character can be as long as a message.
func TestExcerptsAreShort(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	family := "👩" + strings.Repeat("\u200d👩", 700)
	var first content.Opinion
	for i := range 3 {
		first = s.opinion(author, "labour", 0, fmt.Sprintf("Number %d %s", i, family))
	}
	s.opinion(author, "labour", first.ID, "A reply in a few words")
	short := func(p *person, most int) {
		t.Helper()
		if n := text.UTF16Len(p.since()); n > most {
			t.Errorf("%d units are shown, want at most %d", n, most)
		}
	}
	reader.in(ourGroup).Says("/opinions 3").Sees("Number 2").SeesNot(family)
	reader.Says("/opinions 3").Sees(family).Taps("Report").Sees("Report this opinion?")
	short(reader, 2200)
	reader.Taps("No, go back").Taps("Replies: 1").Sees("few words")
	short(reader, 1000)
}

func TestTheLongestOpinionIsShownWhole(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.opinion(author, "", 0, "Short enough to be read at once")
	s.opinion(author, "", 0, strings.Repeat("👩🏽‍🚀", 1200)+" the very end")
	reader.Says("/opinions").Sees("the very end", "[Agree]", "[Next ›]")
	if len(s.chats[1]) < 2 {
		t.Error("it fits into one message: this shows nothing")
	}
	reader.Taps("Agree").Sees("[✓ Agree]")
	reader.Taps("Next ›").Sees("at once").Taps("‹ Previous").Sees("the very end")
}
