package handlers_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// lookStage is a desk in private of two moderators where every decision is looked at again: all of them are drawn.
func lookStage(t *testing.T, roles map[content.TelegramID]content.Role) (s *stage, first, second *person) {
	t.Helper()
	staff := map[content.TelegramID]content.Role{moderatorID: content.RoleModerator, otherID: content.RoleModerator}
	for id, role := range roles {
		staff[id] = role
	}
	s = newStage(t, staffed(staff), func(o *handlers.Options) { o.Rest = 0 })
	s.set("second=20")
	first, second = s.person(moderatorID, "en"), s.person(otherID, "en")
	first.Says("/start")
	second.Says("/start")
	return s, first, second
}

// drawn lets readers speak and a moderator decide until a decision is drawn, and returns the opinion's number. Others' are withdrawn.
func (s *stage) drawn(moderator *person, button string) content.OpinionID {
	s.t.Helper()
	for id := content.TelegramID(1); id < 200; id++ {
		author := s.person(id, "en")
		author.Says("/opinion 1 " + prices)
		moderator.Says("/queue").Sees(prices).Taps(button)
		opinion := s.opinionsOf(author)[0].ID
		if s.look(opinion).Opinion != 0 {
			s.set("second=off")
			return opinion
		}
		s.withdraw(opinion)
	}
	s.t.Fatal("of 200 decisions none was drawn")
	return 0
}

// look is the second look at an opinion; the zero Look: there is none.
func (s *stage) look(id content.OpinionID) (look storage.Look) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) (err error) {
		look, err = tx.LookAt(id)
		if content.CodeOf(err) == content.NotFound {
			return nil
		}
		return err
	})
	return look
}

func TestASecondLookThatAgrees(t *testing.T) {
	s, first, second := lookStage(t, nil)
	id := s.drawn(first, "Reject")
	first.Says("/queue").Sees("The queue is empty")
	s.restart()
	s.person(500, "en").Says("/opinion 2 " + schools)
	second.Says("/queue").Sees(schools).SeesNot(prices)
	second.Taps("Reject").Sees(prices, "[Approve]", "[Reject…]", "The author’s first opinion", "1 opinion waits").SeesNot("rejected,", "Rejected", "second look at opinion")
	told := len(s.chats[1])
	second.Taps("Reject…").Sees("Why is it rejected?").Taps("Back").Sees(prices)
	second.Taps("Reject").Sees("second look at opinion", "you both decided alike", "The queue is empty")
	e := s.recordedLast()
	if e.What != content.DeedReject || !e.Second || e.Opinion != id || e.By != s.reader(otherID).ID {
		t.Errorf("recorded: %+v", e)
	}
	if o := s.stored(id); o.State != content.Rejected || len(s.chats[1]) != told || s.look(id).Opinion != 0 {
		t.Errorf("afterwards: %+v", o)
	}
	first.Says("/stats").Sees("1 second look")
	first.Says("/queue").Sees("The queue is empty")
}

func TestOnesOwnDecisionIsNotLookedAtAgain(t *testing.T) {
	s, first, _ := lookStage(t, nil)
	id := s.drawn(first, "Reject")
	data := "q." + number36(id) + ".2."
	before := len(s.recorded())
	for _, what := range []string{"approve", "reject", "feature", "why", "why.insult", "ban.7"} {
		first.TapsData(1, data+what).Sees("You have decided about opinion")
	}
	s.person(7, "en").TapsData(1, data+"approve").Sees("for moderators")
	if look := s.look(id); !look.Waits() || len(s.recorded()) != before {
		t.Errorf("%+v", look)
	}
}

func TestTwoWhoDisagreeAreSettledByAnEditor(t *testing.T) {
	for _, press := range []string{"Keep: rejected", "Change: show it"} {
		t.Run(press, func(t *testing.T) {
			s, first, second := lookStage(t, map[content.TelegramID]content.Role{editorID: content.RoleEditor})
			editor := s.person(editorID, "ru")
			editor.Says("/start")
			id := s.drawn(first, "Reject")
			author := s.opinionAuthor(id)
			told := len(s.chats[author])
			second.Says("/queue").Taps("Approve").Sees("the first decision was another")
			if o := s.stored(id); o.State != content.Rejected || len(s.chats[author]) != told {
				t.Fatalf("the second look decided: %+v", o)
			}
			card := editor.newest()
			editor.last = 0
			editor.Sees("Двое посмотрели и не согласны", prices, "отклонить", "одобрить", "[Оставить отклонённым]", "[Изменить: показать]")
			for _, p := range []*person{first, second, s.person(author, "en")} {
				p.TapsData(1, pressOf(card, 0)).Sees("for editors")
			}
			s.restart()
			label := map[string]string{"Keep: rejected": "Оставить отклонённым", "Change: show it": "Изменить: показать"}[press]
			data := dataOf(card, label)
			editor.Taps(label).Sees("Мнение ")
			want := map[string]content.OpinionState{"Keep: rejected": content.Rejected, "Change: show it": content.Approved}[press]
			if o := s.stored(id); o.State != want {
				t.Errorf("%+v", o)
			}
			if want == content.Approved && s.sees(author, "is published.") != 1 {
				t.Error("the author is not told")
			}
			if e := s.recordedLast(); e.What != content.DeedLookAgain || e.By != s.reader(editorID).ID {
				t.Errorf("recorded: %+v", e)
			}
			editor.TapsData(card.id, data).Sees("уже решено")
			second.Says("/stats").Sees("1 second look")
		})
	}
}

func TestWithoutAnEditorModeratorsSettle(t *testing.T) {
	s, first, second := lookStage(t, nil)
	id := s.drawn(first, "Approve")
	author := s.opinionAuthor(id)
	second.Says("/queue").Taps("Reject").Sees("the first decision was another")
	second.Taps("Change: hide it").Sees("has changed the first decision")
	if o := s.stored(id); o.State != content.Rejected {
		t.Errorf("%+v", o)
	}
	if s.sees(author, "a moderator has read it and decided so") != 1 {
		t.Error("the author is not told")
	}
}

// TestNoneOfTheTwoWhoDisagreeSettles: neither of them may where somebody else may, and the first one only where nobody else is left.
func TestNoneOfTheTwoWhoDisagreeSettles(t *testing.T) {
	const thirdID = content.TelegramID(913)
	refused := "one of the two who decided differently about opinion"
	differ := func(t *testing.T, roles map[content.TelegramID]content.Role, among ...content.TelegramID) (s *stage, id content.OpinionID, press string) {
		s, first, second := lookStage(t, roles)
		for _, one := range among {
			s.person(one, "en").Says("/start")
		}
		id = s.drawn(first, "Approve")
		second.Says("/queue").Taps("Reject").Sees("the first decision was another")
		return s, id, "lk." + number36(id) + ".2.change"
	}
	t.Run("a third one may", func(t *testing.T) {
		s, id, press := differ(t, map[content.TelegramID]content.Role{thirdID: content.RoleModerator}, thirdID)
		for _, party := range []content.TelegramID{moderatorID, otherID} {
			s.person(party, "en").TapsData(1, press).Sees(refused)
			if s.sees(party, "Two looked and disagree") != 0 {
				t.Error("one of the two is asked to settle it")
			}
		}
		if o := s.stored(id); o.State != content.Approved {
			t.Errorf("%+v", o)
		}
		s.person(thirdID, "en").TapsData(s.person(thirdID, "en").newest().id, press).Sees("has changed the first decision")
		if o := s.stored(id); o.State != content.Rejected {
			t.Errorf("%+v", o)
		}
	})
	t.Run("there are but two", func(t *testing.T) {
		s, _, press := differ(t, nil)
		s.person(moderatorID, "en").TapsData(1, press).Sees(refused)
		s.person(otherID, "en").Taps("Change: hide it").Sees("has changed the first decision")
	})
	t.Run("the first one is the only editor", func(t *testing.T) {
		s, _, press := differ(t, map[content.TelegramID]content.Role{moderatorID: content.RoleEditor})
		s.person(otherID, "en").TapsData(1, press).Sees("for editors")
		s.person(moderatorID, "en").Taps("Change: hide it").Sees("has changed the first decision")
	})
}

func TestASecondLookEndsWithItsText(t *testing.T) {
	s, first, second := lookStage(t, nil)
	id := s.drawn(first, "Reject")
	author := s.person(s.opinionAuthor(id), "en")
	author.Says("/mine").Taps("Edit")
	author.Says(bridges)
	second.Says("/queue").Sees(bridges).SeesNot(prices).Taps("Skip")
	first.Says("/queue").Sees(bridges).Taps("Approve").Sees("published")
	second.Says("/queue").SeesNot(prices)
}

func TestASecondLookExpiresWithoutNoise(t *testing.T) {
	s, first, second := lookStage(t, nil)
	id := s.drawn(first, "Reject")
	told := len(s.chats[otherID])
	s.now = s.now.Add(storage.LookFor + time.Minute)
	s.passes(2 * time.Second)
	if s.look(id).Opinion != 0 || len(s.chats[otherID]) != told {
		t.Error("it waits on, or somebody was told")
	}
	second.Says("/queue").Sees("The queue is empty")
}

func TestASecondLookInTheModerationChat(t *testing.T) {
	d := newDeskStage(t, func(o *handlers.Options) { o.Undo, o.Rest = 0, 0 })
	d.set("second=20")
	var id content.OpinionID
	for reader := content.TelegramID(1); id == 0 && reader < 200; reader++ {
		d.person(reader, "en").Says("/opinion 1 " + prices)
		d.passes(8 * time.Second)
		press(d.member, d.cards()[len(d.cards())-1], "Approve")
		opinion := d.opinionsOf(d.person(reader, "en"))[0].ID
		if d.look(opinion).Opinion != 0 {
			id = opinion
			break
		}
		d.withdraw(opinion)
	}
	d.set("second=off")
	had := len(d.cards())
	d.passes(8 * time.Second)
	if len(d.cards()) != had+1 {
		t.Fatalf("%d cards more", len(d.cards())-had)
	}
	card := d.cards()[had]
	if said := string(card.out.Text); !strings.Contains(said, prices) || strings.Contains(said, "Approved</b>") || !card.out.Silent {
		t.Errorf("the card shows %q", said)
	}
	press(d.member, card, "Approve").Sees("You have decided about opinion")
	d.restart()
	d.passes(8 * time.Second)
	if len(d.cards()) != had+1 {
		t.Error("a second look stands there twice")
	}
	press(d.other, card, "Reject…").Sees("why is it rejected?")
	d.other.Taps("Insult").Sees("the first decision was another")
	if len(card.out.Buttons) != 0 {
		t.Errorf("the card goes on: %q", card.out.Text)
	}
	if o := d.stored(id); o.State != content.Approved {
		t.Errorf("%+v", o)
	}
	if d.sees(deskGroup, "Two looked and disagree") != 1 {
		t.Error("nobody is asked to settle it")
	}
	d.other.Taps("Keep: shown").Sees("keeps the first decision")
}

func TestATrialChangesNothing(t *testing.T) {
	s, moderator := desk(t)
	editor := s.person(editorID, "en")
	editor.Says("/settings").Taps("Try the filters").Sees("I am trying")
	s.tries()
	editor.last = 0
	editor.Sees("nothing on which the filters could be tried")
	for i, words := range []string{prices, advert, "Call the ministry yourself and ask them about it: +7 701 123 45 67"} {
		s.person(content.TelegramID(i+1), "en").Says("/opinion 1 " + words)
		moderator.Says("/queue").Taps([]string{"Approve", "Reject", "Approve"}[i])
	}
	editor.Says("/settings").Taps("Filters: usual")
	before := held(s, s.person(1, "en"), s.person(2, "en"), s.person(3, "en"))
	editor.Taps("Try the filters")
	s.restart()
	s.tries()
	editor.last = int(s.update)
	editor.Sees("Filters: strict", "last 3 opinions", "held 1 ", "called 1 ones to reject", "people approved 1", "/review 3")
	if after := held(s, s.person(1, "en"), s.person(2, "en"), s.person(3, "en")); after != before {
		t.Errorf("a trial changed something:\n%s\n%s", before, after)
	}
	moderator.TapsData(1, "se.0.try").Sees("for editors")
}

// tries does what is done beside the bot: it fulfils the wishes that wait.
func (s *stage) tries() {
	s.t.Helper()
	s.passes(time.Second)
	for {
		done, err := s.newsroom.TryOne(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		if !done {
			break
		}
	}
	s.passes(time.Second)
}

func number36(id content.OpinionID) string { return strconv.FormatInt(int64(id), 36) }

// opinionAuthor is who wrote an opinion, among the first readers.
func (s *stage) opinionAuthor(id content.OpinionID) content.TelegramID {
	s.t.Helper()
	author := s.stored(id).Author
	for account := content.TelegramID(1); account < 200; account++ {
		if s.reader(account).ID == author {
			return account
		}
	}
	s.t.Fatal("nobody wrote it")
	return 0
}

// pressOf is the data of a button in the first row, and dataOf of the one with a label.
func pressOf(m *shown, i int) string { return m.out.Buttons[0][i].Press }

func dataOf(m *shown, label string) string {
	for _, row := range m.out.Buttons {
		for _, b := range row {
			if b.Text == label {
				return b.Press
			}
		}
	}
	return ""
}
