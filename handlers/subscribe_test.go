package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// office is a newsroom with quiet hours at night and an editor, in the afternoon.
func office(t *testing.T) (s *stage, editor *person) {
	t.Helper()
	quiet, err := handlers.ParseQuiet("22:00-08:00")
	if err != nil {
		t.Fatal(err)
	}
	s = newStage(t, staffed(map[content.TelegramID]content.Role{moderatorID: content.RoleModerator, 901: content.RoleEditor}), func(o *handlers.Options) {
		o.Quiet, o.Rate, o.Passing = quiet, 30, 10*time.Minute
	})
	return s, s.person(901, "en")
}

// subscriber is a reader who has switched a topic on.
func (s *stage) subscriber(id content.TelegramID, language string, topic content.Topic) *person {
	s.t.Helper()
	p := s.person(id, language)
	p.Says("/subscribe").TapsData(p.newest().id, "sb."+string(topic)+".on")
	return p
}

// wait lets time pass in one step, and then a few ticks.
func (s *stage) wait(d time.Duration) {
	s.t.Helper()
	s.now = s.now.Add(d)
	s.passes(4 * time.Second)
}

func TestSubscriptionsAreOffAtFirstAndEachIsSwitchedApart(t *testing.T) {
	s, _ := office(t)
	reader := s.person(1, "en")
	reader.Says("/subscribe").Sees("What may I tell you about?", "[New articles]", "[Replies to my opinions]", "[The week in short, on Mondays]", "From 22:00 to 08:00").SeesNot("✓", "✔")
	page := reader.newest()
	reader.Taps("Replies to my").Sees("[✓ Replies to my opinions]", "[New articles]")
	reader.TapsData(page.id, "sb.answers.on").Sees("[✓ Replies to my opinions]") // pressed twice, it stays on
	reader.Taps("The week").Taps("✓ Replies").Sees("[Replies to my opinions]", "[✓ The week in short")
	reader.Says("/unsubscribe").Sees("I no longer tell you").SeesNot("✓")
	reader.Says("/subscribe").SeesNot("✓")
	for _, forged := range []string{"sb.everything.on", "sb.news.maybe", "sb", "sa.x", "so"} {
		reader.TapsData(page.id, forged).SeesNot("✓")
	}
	reader.in(ourGroup).Says("/subscribe").Sees("private")
}

func TestSubscriptionsAreOfferedOnceWhereTheyFit(t *testing.T) {
	s, _ := office(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1 " + prices).Sees("[Tell me of replies]")
	reader.Taps("Tell me of replies").Sees("Switched on: Replies to my opinions", "/subscribe")
	reader.Says("/opinion 2 " + schools).SeesNot("[Tell me of replies]")
	reader.Says("/articles").Sees("[Tell me of new articles]").Taps("Tell me of new").Sees("Switched on: New articles")
	reader.Says("/subscribe").Sees("[✓ New articles]", "[✓ Replies to my opinions]", "[The week")
}

func TestAReminderReachesEachSubscriberOnce(t *testing.T) {
	s, editor := office(t)
	s.person(1, "en").Says("/announce").Sees("for editors")
	editor.Says("/announce").Sees("Nobody has subscribed")
	english, kazakh, gone, other := s.subscriber(1, "en", content.News), s.subscriber(2, "kk", content.News), s.subscriber(3, "ru", content.News), s.subscriber(4, "ru", content.Digest)
	s.writes(func(tx *storage.Tx) error {
		reader, err := tx.Reader(gone.who.ID)
		if err != nil {
			return err
		}
		return tx.SetUnreachable(reader.ID, true)
	})
	editor.Says("/announce relocation-kazakhstan").Sees("Remind 2 subscribers of", "[Remind them]", "[Cancel]")
	question := editor.newest().id
	editor.Taps("Cancel").Sees("Nobody was reminded")
	english.TapsData(english.newest().id, "an.1.yes").Sees("for editors")
	editor.Says("/announce").Taps("Remind them").Sees("are being reminded")
	editor.TapsData(question, "an.1.yes").Sees("less than an hour ago") // a press that came late
	s.passes(10 * time.Second)
	for _, check := range []struct {
		who   *person
		words string
		times int
	}{{english, "Have you seen this one?", 1}, {kazakh, "Мұны көрдіңіз бе?", 1}, {gone, "Вы это уже видели?", 0}, {other, "Вы это уже видели?", 0}} {
		if n := s.sees(check.who.chat.ID, check.words); n != check.times {
			t.Errorf("%d sees %q %d times, want %d", check.who.who.ID, check.words, n, check.times)
		}
	}
	if last := editor.newest(); !strings.Contains(string(last.out.Text), "Sent to 2 of 2") || !strings.Contains(string(last.out.Text), "Done at") || last.edited == 0 {
		t.Errorf("the editor sees %q, edited %d times", last.out.Text, last.edited)
	}
	english.Taps("No more of these").Sees("Switched off: New articles")
	if n := s.sees(english.chat.ID, "Have you seen this one?"); n != 1 {
		t.Error("the message was changed by its button")
	}
	english.Says("/subscribe").SeesNot("✓")
}

func TestNotificationsWaitForTheEndOfQuietHoursAndAnswersDoNot(t *testing.T) {
	s, editor := office(t)
	reader := s.subscriber(1, "en", content.News)
	s.now = time.Date(2026, 3, 2, 23, 0, 0, 0, time.UTC)
	editor.Says("/announce").Sees("nobody is notified before March 3, 2026, 08:00").Taps("Remind them")
	s.passes(30 * time.Second)
	reader.Says("/figures").Sees("80,000")
	if n := s.sees(1, "Have you seen this one?"); n != 0 {
		t.Error("it comes at night")
	}
	s.now = time.Date(2026, 3, 3, 7, 59, 30, 0, time.UTC)
	s.passes(10 * time.Second)
	if n := s.sees(1, "Have you seen this one?"); n != 0 {
		t.Error("it comes too early")
	}
	s.passes(30 * time.Second)
	if n := s.sees(1, "Have you seen this one?"); n != 1 {
		t.Errorf("in the morning it came %d times", n)
	}
}

func TestRepliesAreToldTogetherOnceAnHour(t *testing.T) {
	s, _ := office(t)
	moderator := s.person(moderatorID, "en")
	author, other := s.subscriber(1, "en", content.Answers), s.person(2, "en")
	first := s.opinion(author, "labour", 0, prices)
	answer := func(by *person, words string) {
		by.Says("/opinions 3").Taps("Reply")
		by.Says(words)
		moderator.Says("/queue").Taps("Approve")
	}
	answer(other, "That is not what I saw in my own street")
	answer(other, "And the rents went up long before all that")
	answer(author, "Where was that, in which part of the town?")
	s.wait(30 * time.Minute)
	if s.sees(1, "new repl") != 0 {
		t.Error("told at once")
	}
	s.wait(31 * time.Minute)
	if n := s.sees(1, "Your opinions have 2 new replies."); n != 1 {
		t.Errorf("told %d times", n)
	}
	author.Taps(fmt.Sprint("To opinion ", first.ID)).Sees(prices)
	s.wait(2 * time.Hour)
	if n := s.sees(1, "new repl"); n != 0 { // the message became the opinion
		t.Errorf("told %d times more", n)
	}
	s.now = time.Date(2026, 3, 2, 21, 30, 0, 0, time.UTC)
	answer(other, "One more thing that came to my mind at night")
	s.wait(2 * time.Hour)
	answer(other, "And yet another thing that nobody has said")
	if n := s.sees(1, "new repl"); n != 0 {
		t.Error("told at night")
	}
	s.now = time.Date(2026, 3, 3, 8, 0, 0, 0, time.UTC)
	s.passes(3 * time.Second)
	if n := s.sees(1, "Your opinions have 2 new replies."); n != 1 {
		t.Errorf("in the morning told %d times", n)
	}
	if n := s.sees(2, "new repl"); n != 0 {
		t.Error("who did not ask for it is told")
	}
}

func TestTheDigestComesOnMondaysWhenThereIsSomething(t *testing.T) {
	s, _ := office(t)
	reader, other := s.subscriber(1, "ru", content.Digest), s.subscriber(2, "en", content.News)
	opinion := s.opinion(other, "labour", 0, prices)
	s.writes(func(tx *storage.Tx) error {
		if _, err := tx.DecideOpinion(opinion.ID, opinion.Version, true, 1); err != nil && content.CodeOf(err) != content.Conflict {
			return err
		}
		_, err := tx.SetStance(opinion.ID, 1, content.Agree)
		return err
	})
	s.now = time.Date(2026, 3, 2, 9, 59, 0, 0, time.UTC) // a Monday; the sample was published on Sunday
	s.passes(30 * time.Second)
	if s.sees(1, "Итоги недели") != 0 {
		t.Error("it comes too early")
	}
	s.passes(60 * time.Second)
	if s.sees(1, "Итоги недели") != 1 || s.sees(1, "1 мнение") != 1 || s.sees(1, "согласились чаще всего (1 читатель)") != 1 || s.sees(1, prices) != 1 {
		t.Errorf("the digest: %q", reader.newest().out.Text)
	}
	if s.sees(2, "The week in short") != 0 {
		t.Error("who did not ask for it gets it")
	}
	reader.Taps("Больше не присылать").Sees("Выключено: Итоги недели")
	reader.Says("/subscribe").Taps("Итоги недели")
	before := len(s.chats[1])
	s.now = time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC)
	s.passes(10 * time.Second)
	if len(s.chats[1]) != before {
		t.Errorf("a digest of nothing: %q", reader.newest().out.Text)
	}
}

func TestServiceAnswersInTheGroupAreTakenAway(t *testing.T) {
	s, _ := office(t)
	reader := s.person(1, "en").in(ourGroup)
	reader.Says("/mine").Sees("private")
	reader.Says("/section nonsense").Sees("nonsense")
	reader.Says("/figures").Sees("80,000")
	s.wait(9 * time.Minute)
	if n := len(s.chats[ourGroup]); n != 3 {
		t.Fatalf("%d messages after nine minutes", n)
	}
	s.wait(2 * time.Minute)
	if n := len(s.chats[ourGroup]); n != 1 || s.sees(ourGroup, "80,000") == 0 {
		t.Errorf("%d messages are left", n)
	}
	for _, words := range []string{"What do you think of it?", "/figures@other_bot", "/weather"} {
		before := len(s.chats[ourGroup])
		if words == "/figures@other_bot" {
			reader.Sends(content.Message{Text: words}) // decoding knows that it is not for this bot
		} else {
			reader.Says(words)
		}
		if len(s.chats[ourGroup]) != before {
			t.Errorf("%q is answered", words)
		}
	}
	s.options.Passing = 0
	s.restart()
	reader.Says("/mine")
	s.wait(time.Hour)
	if n := len(s.chats[ourGroup]); n != 2 {
		t.Errorf("%d messages: it should stay", n)
	}
}

// killedAbove makes it unknown what became of a broadcast's messages that are on their way; its messages would have numbers above the given one, 0: nobody knows.
func (s *stage) killedAbove(number content.MessageID) {
	s.t.Helper()
	once := map[content.OutgoingID]bool{}
	s.writes(func(tx *storage.Tx) error {
		rows, err := tx.Pending(0, 1000)
		for _, row := range rows {
			if once[row.ID] = row.Broadcast != 0; once[row.ID] {
				if err := tx.MarkAttempted(row.ID, number); err != nil {
					return err
				}
			}
		}
		return err
	})
	for _, in := range s.held {
		if once[in.Result.Outgoing] {
			in.Result.Outcome, in.Result.Message = content.Unsure, 0
		}
	}
}

// TestWhatIsInDoubtIsLookedFor: the process is killed while a broadcast is under way. Some of its messages stand, one was never sent, and nobody gets one twice.
func TestWhatIsInDoubtIsLookedFor(t *testing.T) {
	s, editor := office(t)
	people := map[content.TelegramID]*person{}
	for id := content.TelegramID(1); id <= 3; id++ {
		people[id] = s.subscriber(id, "en", content.News)
	}
	editor.Says("/announce").Taps("Remind them")
	s.hold = true
	begun := s.message
	s.passes(2 * time.Second)
	s.killedAbove(begun)
	s.chats[2] = s.chats[2][:len(s.chats[2])-1] // that one never reached Telegram
	if s.sees(1, "Have you seen") != 1 || s.sees(2, "Have you seen") != 0 || s.sees(3, "Have you seen") != 1 {
		t.Fatal("the stage is not as it should be")
	}
	s.release()
	s.passes(40 * time.Second)
	for id := range people {
		if n := s.sees(id, "Have you seen this one?"); n != 1 {
			t.Errorf("reader %d has it %d times", id, n)
		}
	}
	if text := string(editor.newest().out.Text); !strings.Contains(text, "Sent to 3 of 3") || !strings.Contains(text, "Done at") || strings.Contains(text, "not known") {
		t.Errorf("the editor sees %q", text)
	}
	if n := s.sees(901, "Sent to"); n != 1 {
		t.Errorf("the progress stands %d times", n)
	}
}

// TestWhatCannotBeFoundOutIsNamed: nothing is known of where the message might stand.
func TestWhatCannotBeFoundOutIsNamed(t *testing.T) {
	s, editor := office(t)
	s.subscriber(1, "en", content.News)
	editor.Says("/announce").Taps("Remind them")
	s.hold = true
	s.passes(2 * time.Second)
	s.killedAbove(0)
	s.release()
	s.passes(20 * time.Second)
	if n := s.sees(1, "Have you seen this one?"); n != 1 {
		t.Errorf("it was sent %d times", n)
	}
	if text := string(editor.newest().out.Text); !strings.Contains(text, "Sent to 0 of 1") || !strings.Contains(text, "Of 1 it is not known") || !strings.Contains(text, "Done at") {
		t.Errorf("the editor sees %q", text)
	}
}

// TestABroadcastToManyIsMadeInPages: never more than some hundred of its messages stand in the outbox, and everybody gets one.
func TestABroadcastToManyIsMadeInPages(t *testing.T) {
	const many = 1000
	s, editor := office(t)
	s.writes(func(tx *storage.Tx) error {
		people := make([]content.Person, many)
		for i := range people {
			people[i] = content.Person{ID: content.TelegramID(10_000 + i), First: "Reader"}
		}
		if err := tx.Meet(people); err != nil {
			return err
		}
		for _, person := range people {
			reader, err := tx.Reader(person.ID)
			if err != nil {
				return err
			}
			if err := tx.Subscribe(reader.ID, content.News, true); err != nil {
				return err
			}
		}
		return nil
	})
	editor.Says("/announce").Taps("Remind them")
	s.hold = true
	for range 3 {
		s.passes(2 * time.Second)
		rows := 0
		if err := s.store.View(context.Background(), func(tx *storage.Tx) error {
			waiting, _, err := tx.BroadcastRows(1)
			rows = waiting
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if rows != 300 {
			t.Errorf("%d messages are in the outbox", rows)
		}
	}
	s.release()
	s.passes(30 * time.Second)
	for i := range many {
		if n := len(s.chats[content.TelegramID(10_000+i)]); n != 1 {
			t.Fatalf("reader %d has %d messages", i, n)
		}
	}
	if text := string(editor.newest().out.Text); !strings.Contains(text, "Sent to 1,000 of 1,000") {
		t.Errorf("the editor sees %q", text)
	}
}

// TestProgressOfWhichNobodyKnowsIsNotRepeated: the process is killed while the message is sent that shows how far a broadcast has come.
func TestProgressOfWhichNobodyKnowsIsNotRepeated(t *testing.T) {
	s, editor := office(t)
	s.subscriber(1, "en", content.News)
	s.subscriber(2, "en", content.News)
	editor.Says("/announce").Taps("Remind them")
	s.hold = true
	s.passes(2 * time.Second)
	at := slices.IndexFunc(s.held, func(in content.Incoming) bool { return strings.HasPrefix(string(in.Result.Key), "broadcast:") })
	doubted := s.held[at]
	doubted.Result.Outcome, doubted.Result.Message = content.Unsure, 0
	s.held = slices.Delete(s.held, at, at+1)
	one := slices.IndexFunc(s.held, func(in content.Incoming) bool { return in.Result.Outcome == content.Delivered && in.Result.Key == "" })
	arrived := s.held[one]
	s.held = slices.Delete(s.held, one, one+1)
	s.apply(doubted, arrived)
	s.passes(20 * time.Second)
	if n := s.sees(901, "Sent to"); n != 1 {
		t.Fatalf("while it goes on the progress stands %d times", n)
	}
	s.release()
	s.passes(40 * time.Second)
	if n := s.sees(901, "Done at"); n != 1 {
		t.Errorf("the end is told %d times", n)
	}
	if n := s.sees(901, "Sent to"); n != 2 { // the one in doubt and the end
		t.Errorf("the progress stands %d times", n)
	}
}
