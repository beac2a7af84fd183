package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// These tests run the whole program against a server that misbehaves. docs/reliability.md tells which promise each of them holds.

// botSaid counts the bot's messages in a chat that hold some words.
func botSaid(seat *emulator.Seat, words string) (n int) {
	for _, m := range seat.Messages() {
		if m.From != nil && m.From.IsBot && strings.Contains(m.Words(), words) {
			n++
		}
	}
	return n
}

// inflict lets a fault strike until strikes ends it, which fails the test when it never struck.
func (th *theatre) inflict(f emulator.Fault) (strikes func()) {
	end := th.server.Inflict(f)
	return func() {
		th.t.Helper()
		if end() == 0 {
			th.t.Errorf("%s never struck: this shows nothing", f.Trouble)
		}
	}
}

// said tells how often the log has some words.
func (th *theatre) said(words string) int { return strings.Count(th.log.String(), words) }

// logs waits for words in the log.
func (th *theatre) logs(words string) {
	th.t.Helper()
	if err := eventually(patience(th.t), func() bool { return th.said(words) > 0 }); err != nil {
		th.t.Fatalf("%q is not logged", words)
	}
}

// inGroup is a new reader who is in the group.
func (th *theatre) inGroup(name string) (reader, *emulator.Actor) {
	who := th.reader(name, "en")
	th.server.Join(th.group, who.user)
	return who, who.InGroup(th.group)
}

// unclear are troubles after which nobody knows whether a request took effect; did tells that it had.
var unclear = map[emulator.Trouble]struct{ did bool }{
	emulator.CloseAfter:       {true},
	emulator.GatewayPageAfter: {true},
	emulator.HalfJSONAfter:    {true},
	emulator.NoResultAfter:    {true},
	emulator.EndlessAfter:     {true},
	emulator.CloseBefore:      {false},
	emulator.GatewayPage:      {false},
	emulator.NoResult:         {false},
}

// TestAnAnswerThatIsLost: a reader gets the reply, a second time if the first had arrived after all; what a group sees is never sent again, also
// not after a restart.
func TestAnAnswerThatIsLost(t *testing.T) {
	for _, way := range []struct{ command, method, words string }{
		{"/figures", "sendMessage", "80,000"}, {"/chart labour", "sendPhoto", "$280 million"},
	} {
		t.Run(way.method, func(t *testing.T) {
			th := perform(t)
			_, group := th.inGroup("Group")
			wanted := 0
			for trouble, effect := range unclear {
				name := string(trouble)
				reader := th.reader(name, "en")
				reader.Says("/help")
				reader.Sees("/figures")
				strikes := th.inflict(emulator.Fault{Trouble: trouble, Method: way.method, Chat: reader.user.ID, Times: 1})
				reader.Says(way.command)
				reader.Sees(way.words)
				th.settle()
				strikes()
				want := 1
				if effect.did {
					want = 2
				}
				if got := botSaid(reader.Seat(), way.words); got != want {
					t.Errorf("%s: the reader was answered %d times, want %d", name, got, want)
				}
				strikes = th.inflict(emulator.Fault{Trouble: trouble, Method: way.method, Chat: th.group.ID, Times: 1})
				command, rest, _ := strings.Cut(way.command, " ")
				group.Says(command + "@aitys_bot " + rest)
				th.settle()
				strikes()
				if effect.did {
					wanted++
				}
				if got := botSaid(group.Seat(), way.words); got != wanted {
					t.Fatalf("%s: %d answers stand in the group, want %d", name, got, wanted)
				}
			}
			if got := th.said("it is not sent again"); got != len(unclear) {
				t.Errorf("%d of %d unclear ends in the group are logged", got, len(unclear))
			}
			if err := th.stop(); err != nil {
				t.Fatal(err)
			}
			th.start()
			group.Says("/summary@aitys_bot")
			group.Sees("The Times of Central Asia")
			th.settle()
			if got := botSaid(group.Seat(), way.words); got != wanted {
				t.Errorf("after a restart %d answers stand in the group, want %d", got, wanted)
			}
		})
	}
}

// TestPollsThatFailLoseNothing: whatever stands in the place of Telegram's updates, they come again and are answered once.
func TestPollsThatFailLoseNothing(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	n := 0
	for trouble := range unclear {
		strikes := th.inflict(emulator.Fault{Trouble: trouble, Method: "getUpdates", Times: 2})
		for range 2 { // the first is given to the poll that waits already
			n++
			reader.Says(fmt.Sprintf("/summary question-%d", n))
			reader.Sees(fmt.Sprintf("question-%d”", n))
		}
		th.settle()
		strikes()
	}
	for i := range n {
		if got := botSaid(reader.Seat(), fmt.Sprintf("question-%d”", i+1)); got != 1 {
			t.Errorf("question %d was answered %d times", i+1, got)
		}
	}
	if th.said("cannot be reached; Aitys keeps trying") == 0 || th.said("gives updates again") == 0 {
		t.Error("the log has no word of it")
	}
}

// TestUpdatesThatComeAgain: Telegram sends what was handled three times more, also under numbers that began anew, and everything has one effect.
func TestUpdatesThatComeAgain(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := performHastily(t, change)
			readers := []reader{th.reader("Anna", "en"), th.reader("Boris", "en"), th.reader("Dina", "en")}
			n := 0
			round := func() {
				for _, r := range readers {
					n++
					r.Says(fmt.Sprintf("/summary question-%d", n))
					r.Says(fmt.Sprintf("/opinion 1 In my view this is opinion %d of ours.", n))
				}
				for _, r := range readers {
					r.Sees("Received.")
				}
				th.settle()
			}
			round()
			for _, jump := range []int64{0, 5, 900_000_000} {
				if jump > 0 {
					th.server.JumpUpdateIDs(th.bot, jump)
				}
				strikes := th.inflict(emulator.Fault{Trouble: emulator.Replay, Count: 100, Times: 3})
				round()
				round()
				strikes()
			}
			for i := range n {
				r := readers[i%len(readers)]
				if got := botSaid(r.Seat(), fmt.Sprintf("question-%d”", i+1)); got != 1 {
					t.Errorf("question %d was answered %d times", i+1, got)
				}
			}
			for _, r := range readers {
				if got := th.opinionsBy(r); got != n/len(readers) {
					t.Errorf("%d opinions are stored of a reader who sent %d", got, n/len(readers))
				}
			}
		})
	}
}

// look reads the program's database beside the program.
func (th *theatre) look(see func(*storage.Tx) error) {
	th.t.Helper()
	store, err := storage.Open(th.t.Context(), th.config.Database, storage.Options{Log: newLog(th.log, 0, "text")})
	if err != nil {
		th.t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(th.t.Context(), see); err != nil {
		th.t.Fatal(err)
	}
}

func (th *theatre) stored(r reader) (found content.Reader) {
	th.t.Helper()
	th.look(func(tx *storage.Tx) (err error) {
		found, err = tx.Reader(content.TelegramID(r.user.ID))
		return err
	})
	return found
}

func (th *theatre) opinionsBy(r reader) (n int) {
	th.t.Helper()
	id := th.stored(r).ID
	th.look(func(tx *storage.Tx) error {
		list, err := tx.OpinionsBy(id, 0, 1000)
		n = len(list)
		return err
	})
	return n
}

// TestPressesInAnyOrder lets fifty readers press at once, each three times, while updates are replayed and shuffled: each press is answered, and
// each reader has one vote.
func TestPressesInAnyOrder(t *testing.T) {
	th := performHastily(t)
	var actors []*emulator.Actor
	for i := range 50 {
		_, actor := th.inGroup(fmt.Sprintf("Reader %d", i))
		actors = append(actors, actor)
	}
	actors[0].Says("/poll@aitys_bot 3")
	poll := actors[0].Sees("Nobody has voted yet")
	buttons := poll.ReplyMarkup.Rows
	replays := th.inflict(emulator.Fault{Trouble: emulator.Replay, Count: 30, Times: 2})
	shuffles := th.inflict(emulator.Fault{Trouble: emulator.Shuffle})
	queries := make(chan string)
	for i, actor := range actors {
		go func() {
			for range 3 {
				query, err := actor.Seat().Press(poll.MessageID, buttons[i%4][0].CallbackData)
				if err != nil {
					t.Error(err)
				}
				queries <- query
			}
		}()
	}
	pressed := map[string]bool{}
	for range 3 * len(actors) {
		pressed[<-queries] = true
	}
	for i := range 12 { // so that there is something to replay
		actors[i].Says("/summary@aitys_bot nothing")
	}
	th.settle()
	replays()
	shuffles()
	for _, c := range th.server.Calls(func(c emulator.Call) bool { return c.Method == "answerCallbackQuery" && c.Code == 200 }) {
		delete(pressed, c.Params["callback_query_id"])
	}
	if len(pressed) > 0 {
		t.Errorf("%d of %d presses were not answered", len(pressed), 3*len(actors))
	}
	asks := th.reader("Anna", "en")
	asks.Says("/results 3")
	results := asks.SeesWhere("the results", func(m emulator.Message) bool { return len(m.Photo) > 0 })
	for _, want := range []string{"50 volunteers", "(13 votes)", "(12 votes)"} {
		if !strings.Contains(results.Caption, want) {
			t.Errorf("%q is not among the results: %s", want, results.Caption)
		}
	}
}

// TestNothingIsSentEarlierThanTold: however often Telegram asks to slow down, nothing goes to that chat before the time that it named, and
// everything goes out in its order.
func TestNothingIsSentEarlierThanTold(t *testing.T) {
	th := perform(t)
	chance := rand.New(rand.NewPCG(uint64(drawn(t)), 6))
	var readers []reader
	for i := range 6 {
		readers = append(readers, th.reader(fmt.Sprintf("Reader %d", i), "en"))
	}
	strikes := th.inflict(emulator.Fault{Method: "sendMessage", Refusal: emulator.TooMany(1), Chance: 0.3, Times: 8})
	const each = 4
	for i := range each {
		for _, who := range chance.Perm(len(readers)) {
			readers[who].Says(fmt.Sprintf("/summary question-%d", i))
		}
	}
	th.settle()
	strikes()
	early := th.server.Calls(func(c emulator.Call) bool { return c.Early })
	if len(early) > 0 {
		t.Errorf("%d requests came before their time, the first to %d", len(early), early[0].Chat)
	}
	for _, r := range readers {
		var got []string
		for _, m := range r.Seat().Messages() {
			if found := question.FindString(m.Text); found != "" && m.From.IsBot {
				got = append(got, found)
			}
		}
		if want := []string{"question-0", "question-1", "question-2", "question-3"}; !slices.Equal(got, want) {
			t.Errorf("%s got %v", r.user.FirstName, got)
		}
	}
}

// TestReadersWhoCannotBeReached: three of ten blocked the bot or closed their account while an answer was on its way. They count as unreachable until they
// write again; all others are served.
func TestReadersWhoCannotBeReached(t *testing.T) {
	th := perform(t)
	var readers []reader
	gone := map[int]string{}
	chance := rand.New(rand.NewPCG(uint64(drawn(t)), 9))
	for i := range 20 {
		readers = append(readers, th.reader(fmt.Sprintf("Reader %d", i), "en"))
	}
	for i, who := range chance.Perm(len(readers))[:6] {
		gone[who] = []string{"Forbidden: bot was blocked by the user", "Forbidden: user is deactivated"}[i%2]
	}
	var strikes []func()
	for who, words := range gone {
		strikes = append(strikes, th.inflict(emulator.Fault{Method: "sendMessage", Chat: readers[who].user.ID, Refusal: emulator.Refused(403, words)}))
	}
	for _, r := range readers {
		r.Says("/figures")
	}
	th.settle()
	for _, strike := range strikes {
		strike()
	}
	for i, r := range readers {
		served, away := botSaid(r.Seat(), "80,000") == 1, th.stored(r).Unreachable
		if want := gone[i] == ""; served != want || away == want {
			t.Errorf("reader %d, refused by %q: served %t, unreachable %t", i, gone[i], served, away)
		}
	}
	for who := range gone {
		tries := len(th.server.Calls(func(c emulator.Call) bool { return c.Method == "sendMessage" && c.Chat == readers[who].user.ID }))
		if tries != 1 {
			t.Errorf("the bot wrote %d times to reader %d, who cannot be reached", tries, who)
		}
		readers[who].Says("/figures")
		readers[who].Sees("80,000")
		if th.stored(readers[who]).Unreachable {
			t.Errorf("reader %d wrote and still counts as unreachable", who)
		}
	}
}
