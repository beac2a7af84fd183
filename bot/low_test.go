package bot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"aitys/content"
)

// yielding is a row of a broadcast.
func yielding(chat int, text string) content.Outgoing {
	out := to(chat, text)
	out.Low, out.Once = true, true
	return out
}

// TestABroadcastKeepsTheRateAndKeepsNobodyWaiting sends 2,000 messages at Telegram's limits while people press buttons: nearly all of the rate is used, nothing is
// refused, and an answer goes out as soon as the next place is free.
func TestABroadcastKeepsTheRateAndKeepsNobodyWaiting(t *testing.T) {
	const many, answers = 2000, 60
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		begun := time.Now()
		asked := map[string]time.Time{}
		next := 0
		fill := func() { // as the store does: not all at once
			for ; next < many && w.store.left() < 300; next++ {
				w.store.add(yielding(1000+next, "news"))
			}
			w.bot.Wake()
		}
		random := seeded(7, 1)
		for i := range answers {
			fill()
			w.after(time.Duration(random.Int64N(int64(2 * time.Second))))
			text := fmt.Sprint("answer ", i)
			asked[text] = time.Now()
			w.store.add(to(1+i, text))
			w.bot.Wake()
		}
		w.until(2*time.Minute, "all is sent", func() bool {
			fill()
			return next == many && w.store.left() == 0
		})
		took := time.Since(begun).Seconds()
		if rate := (many + answers) / took; rate < 0.97*30 {
			t.Errorf("%.2f messages a second", rate)
		}
		longest := time.Duration(0)
		for _, r := range w.server.requests("sendMessage") {
			if r.Outcome != 200 {
				t.Fatalf("status %d at %v", r.Outcome, r.At)
			}
			if at, is := asked[r.Params.Get("text")]; is {
				longest = max(longest, r.At.Sub(at))
			}
		}
		if t.Logf("the longest wait for an answer: %v", longest); longest > 2*time.Second/30+20*time.Millisecond {
			t.Errorf("somebody waited %v for an answer", longest)
		}
	})
}

// TestWhatIsWrittenBehindABroadcastLiftsIt: in one chat the order stays, and the answer does not wait for the rest of the broadcast.
func TestWhatIsWrittenBehindABroadcastLiftsIt(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		for i := range 300 {
			w.store.add(yielding(1000+i, "news"))
		}
		w.bot.Wake()
		w.after(time.Second)
		w.store.add(to(1299, "answer"))
		w.bot.Wake()
		w.until(500*time.Millisecond, "both are sent", func() bool { return w.store.outcome(301) == content.Delivered })
		if got := w.server.sent()["1299"]; !slices.Equal(got, []string{"news", "answer"}) {
			t.Errorf("sent %q", got)
		}
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
	})
}

// TestABroadcastIsNotBegunAtTheEnd: what yields stays in the outbox when the bot is stopped, also while an answer is still under way, and none of it is left half
// done.
func TestABroadcastIsNotBegunAtTheEnd(t *testing.T) {
	before := func(w *world) {
		w.server.Latency = func() (time.Duration, time.Duration) { return time.Millisecond, 500 * time.Millisecond }
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		for i := range 100 {
			w.store.add(yielding(1000+i, "news"))
		}
		w.bot.Wake()
		w.after(time.Second)
		w.store.add(to(5, "answer"))
		began := time.Now()
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("the end took %v", took)
		}
		requests := w.server.requests("sendMessage")
		if left := w.store.left(); left == 0 || len(requests)+left != 101 || w.store.outcome(101) != content.Delivered {
			t.Errorf("%d sent, %d left", len(requests), left)
		}
		for _, r := range requests {
			if r.Params.Get("text") == "news" && r.At.Sub(began) > 2*time.Millisecond {
				t.Errorf("one was begun %v after the end", r.At.Sub(began))
			}
		}
		for _, row := range w.store.rows {
			if row.Attempted {
				t.Errorf("row %d was begun", row.ID)
			}
		}
	})
}

// TestItIsKnownAboveWhichNumberAMessageIs: by that it is found again where the process ended before the answer came.
func TestItIsKnownAboveWhichNumberAMessageIs(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		edit := to(6, "an old message")
		edit.Action, edit.Edit = content.ActionEdit, 77
		w.store.add(to(5, "first"), to(-7, "in a group"), edit)
		w.bot.Wake()
		w.until(time.Second, "all are sent", func() bool { return w.store.left() == 0 })
		w.store.add(yielding(6, "news"))
		w.bot.Wake()
		w.until(time.Second, "it is sent", func() bool { return w.store.left() == 0 })
		first, news := w.store.results[1].Message, w.store.results[4].Message
		if after := w.store.after[4]; after != first || news <= after {
			t.Errorf("said to be above %d, and is %d; the first is %d", after, news, first)
		}
	})
}

func TestAMessageIsAskedForAndTakenAway(t *testing.T) {
	for words, want := range map[string]content.Outcome{
		"Bad Request: message is not modified: specified new message content is the same": content.Delivered,
		"Bad Request: message to edit not found":                                          content.Absent,
		"Bad Request: message can't be edited":                                            content.Absent,
		"Bad Request: message to delete not found":                                        content.Delivered,
		"Bad Request: message can't be deleted":                                           content.Refused,
		"Forbidden: bot was blocked by the user":                                          content.Unreachable,
	} {
		code := 400
		if want == content.Unreachable {
			code = 403
		}
		before := func(w *world) {
			w.server.Fault = func(r request) *reply {
				if r.Method == "editMessageReplyMarkup" || r.Method == "deleteMessage" {
					return failure(code, words, "")
				}
				return nil
			}
		}
		inWorld(t, Config{SendRate: 30}, before, func(w *world) {
			ask := content.Outgoing{Chat: 5, To: 5, Action: content.ActionAsk, Edit: 9, Buttons: [][]content.Button{{{Text: "Off", Press: "x"}}}}
			if words == "Bad Request: message to delete not found" || words == "Bad Request: message can't be deleted" {
				ask = content.Outgoing{Chat: 5, To: 5, Action: content.ActionDelete, Edit: 9}
			}
			w.store.add(ask)
			w.bot.Wake()
			w.until(time.Second, "it is settled", func() bool { return w.store.left() == 0 })
			if got := w.store.outcome(1); got != want {
				t.Errorf("after %q: %s", words, got)
			}
		})
	}
}
