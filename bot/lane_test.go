package bot

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"aitys/content"
)

// unreachableError is what a dialler returns when nobody listens.
// hang lets requests to some chats last as long as their deadline allows.
func hang(chats func(chat string) bool) func(r request) *reply {
	return func(r request) *reply {
		if r.Method == "sendMessage" && chats(r.chat()) {
			<-r.ctx.Done()
			return &reply{err: r.ctx.Err()}
		}
		return nil
	}
}

// TestChatsThatHangHoldUpNobody lets more chats hang than there are places for requests.
func TestChatsThatHangHoldUpNobody(t *testing.T) {
	before := func(w *world) { w.server.Fault = hang(func(chat string) bool { return len(chat) == 4 }) }
	inWorld(t, Config{}, before, func(w *world) {
		for i := range 200 {
			w.store.add(to(1000+i, "hangs"))
		}
		w.bot.Wake()
		w.after(100 * time.Millisecond)
		w.store.add(to(5, "quick"))
		w.bot.Wake()
		w.until(5*time.Second, "the other chat is served", func() bool { return w.store.outcome(201) == content.Delivered })
		for i := range 100 {
			w.store.add(to(100+i, "quick"))
		}
		w.bot.Wake()
		w.until(time.Second, "others are served at once", func() bool { return w.store.left() == 200 })
	})
}

// TestABlockedChatWithALongQueueCostsLittle holds that the rows of one chat neither fill the memory nor keep the outbox from being read.
func TestABlockedChatWithALongQueueCostsLittle(t *testing.T) {
	var blocked atomic.Bool
	blocked.Store(true)
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "sendMessage" && r.chat() == "5" && blocked.Load() {
				return &reply{status: 502, body: "<html>"}
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		var want []string
		for i := range 1000 {
			w.store.add(to(5, fmt.Sprint(i)))
			want = append(want, fmt.Sprint(i))
		}
		w.store.add(to(6, "other"))
		w.bot.Wake()
		w.until(time.Second, "the other chat is served", func() bool { return w.store.outcome(1001) == content.Delivered })
		w.engine.sends.mu.Lock()
		if held := len(w.engine.sends.lanes[laneKey{chat: 5}].rows); held > laneRows {
			w.Errorf("%d rows of the blocked chat are in memory", held)
		}
		w.engine.sends.mu.Unlock()
		blocked.Store(false)
		w.until(10*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if got := w.server.sent()["5"]; !slices.Equal(got, want) {
			w.Errorf("%d messages, or out of order", len(got))
		}
	})
}

// TestTheOutboxIsReadOnlyAsFarAsItCanBeSent holds memory down when all chats wait for the overall limit.
func TestTheOutboxIsReadOnlyAsFarAsItCanBeSent(t *testing.T) {
	most := content.OutgoingID(0)
	before := func(w *world) {
		for i := range 2000 {
			w.store.add(to(100+i, "x"))
		}
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		for range 100 {
			w.after(100 * time.Millisecond)
			w.store.mu.Lock()
			most = max(most, w.store.highest-content.OutgoingID(len(w.store.results)))
			w.store.mu.Unlock()
		}
		if most > awakeMost+feedRows {
			w.Errorf("%d rows in memory", most)
		}
		w.until(5*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
	})
}

// TestRowsOfAChatGoOutOneAfterTheOther holds that the next row waits until its predecessor's result is stored.
func TestRowsOfAChatGoOutOneAfterTheOther(t *testing.T) {
	before := func(w *world) {
		w.server.Latency = func() (time.Duration, time.Duration) { return 50 * time.Millisecond, 50 * time.Millisecond }
		w.server.Fault = func(r request) *reply {
			if r.Method != "sendMessage" {
				return nil
			}
			w.store.mu.Lock()
			defer w.store.mu.Unlock()
			if sent, stored := r.Params.Get("text"), fmt.Sprint(len(w.store.results)); sent != stored {
				t.Errorf("message %s goes out when %s are stored", sent, stored)
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		for i := range 50 {
			w.store.add(to(5, fmt.Sprint(i)))
		}
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
	})
}

// TestRowsThatComeWhileALaneIsFilledGoOutOnce: a row can be read twice, with its chat's others and with all chats'.
func TestRowsThatComeWhileALaneIsFilledGoOutOnce(t *testing.T) {
	inWorld(t, Config{}, func(w *world) { w.store.Lag = 5 * time.Millisecond }, func(w *world) {
		var want []string
		add := func(rows int) {
			for range rows {
				text := fmt.Sprint(len(want))
				w.store.add(to(5, text), to(6, text))
				want = append(want, text)
			}
			w.bot.Wake()
		}
		for range 20 {
			add(laneRows + 8) // more than a lane holds, and then a few while it empties and is filled again
			for i := range 60 {
				w.after(time.Duration(i%9) * time.Millisecond)
				add(1)
			}
		}
		w.until(10*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		for _, chat := range []string{"5", "6"} {
			if got := w.server.sent()[chat]; !slices.Equal(got, want) {
				w.Errorf("%d of %d messages, or out of order", len(got), len(want))
			}
		}
	})
}

// TestAMoveWhileTheOutboxIsRead: what was being read when a chat moved is read again.
func TestAMoveWhileTheOutboxIsRead(t *testing.T) {
	moved := failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`)
	before := func(w *world) {
		w.store.Lag = 100 * time.Millisecond
		w.server.Fault = faulty(-1, moved, inChat("-5"))
		w.store.add(to(-5, "first"))
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(101 * time.Millisecond) // the first is read and being sent
		w.store.add(to(-5, "second"), to(7, "other"))
		w.bot.Wake()
		w.until(5*time.Second, "all is sent", func() bool { return w.store.left() == 0 })
		if got := w.server.sent()["-1005"]; !slices.Equal(got, []string{"first", "second"}) {
			w.Errorf("sent %q", got)
		}
	})
}

// TestRowsOfOtherProcessesAreFound, though nobody tells of them and the store takes nothing in.
func TestRowsOfOtherProcessesAreFound(t *testing.T) {
	inWorld(t, Config{}, func(w *world) {
		open := make(chan struct{})
		w.store.Gate = func() { <-open }
		time.AfterFunc(time.Minute, func() { close(open) })
	}, func(w *world) {
		w.after(10 * time.Second)
		w.store.add(to(5, "x"))
		w.until(1100*time.Millisecond, "it is sent", func() bool { return len(w.server.sent()["5"]) == 1 })
		w.after(2 * time.Minute)
	})
}

func TestResultsAreStoredTogether(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		for i := range 640 {
			w.store.add(to(100+i, "x"))
		}
		w.bot.Wake()
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if got := len(w.store.batches); got > 64 {
			w.Errorf("%d transactions for 640 results", got)
		}
	})
}

// TestSendingWaitsWhileResultsCannotBeStored holds that a failing store leads to few repeats, not to many.
// TestSendingWaitsWhileManyResultsWait is the same for a store that does not fail, but hangs.
// TestManyBlockedChatsAreNoOutage: as long as anything gets through, those chats that fail are no reason for the others to wait.
// TestAnEditWaitsForItsMessage holds that an edit by key goes to the message that was sent just before it.
func TestAnEditWaitsForItsMessage(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		for i := range 3 {
			key := content.MessageKey(fmt.Sprint("card", i))
			first := to(5, "first")
			first.Key = key
			w.store.add(first, content.Outgoing{Chat: 5, To: 5, Action: content.ActionEdit, EditKey: key, Text: "then"})
		}
		w.store.add(content.Outgoing{Chat: 5, To: 5, Action: content.ActionEdit, EditKey: "never sent", Text: "lost"}, to(5, "last"))
		w.until(time.Minute, "all is settled", func() bool { return w.store.left() == 0 })
		var edited []string
		for _, r := range w.server.requests("editMessageText") {
			edited = append(edited, r.Params.Get("message_id"))
		}
		if !slices.Equal(edited, []string{"1", "2", "3"}) {
			w.Errorf("edited %v", edited)
		}
		if got := w.store.outcome(7); got != content.Refused {
			w.Errorf("the edit of nothing: %s", got)
		}
	})
}

// TestNobodyHammersANetworkThatIsDown holds the shared pause, the one word about it, and the quick recovery.
// The store gives the rows of a group that moved, and those of the supergroup where it was met before the news came, to one of the two.
func TestRowsOfAMergedChatAreFound(t *testing.T) {
	for _, joined := range []content.ChatID{-5, -1005} {
		for _, lag := range []time.Duration{0, time.Millisecond, time.Second} {
			t.Run(fmt.Sprint(joined, " ", lag), func(t *testing.T) { rowsOfAMergedChatAreFound(t, joined, lag) })
		}
	}
}

func rowsOfAMergedChatAreFound(t *testing.T, joined content.ChatID, lag time.Duration) {
	moved := failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`)
	before := func(w *world) {
		w.server.Fault = faulty(-1, moved, inChat("-5"))
		w.store.Lag = lag
		w.store.React = func(in content.Incoming) ([]content.Outgoing, []content.Answer) {
			if in.Kind == content.KindResult && in.Result.Outcome == content.Moved {
				for i := range w.store.rows {
					if w.store.rows[i].Chat == -5 || w.store.rows[i].Chat == -1005 {
						w.store.rows[i].Chat, w.store.rows[i].To = joined, -1005
					}
				}
			}
			return nil, nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		for i := range 100 {
			w.store.add(to(-5, fmt.Sprint("old ", i)), to(-1005, fmt.Sprint("new ", i)), to(7, "other"))
		}
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		got := w.server.sent()
		if len(got["-1005"]) != 200 || len(got["7"]) != 100 {
			w.Errorf("%d and %d messages", len(got["-1005"]), len(got["7"]))
		}
		var old, fresh []string
		for _, text := range got["-1005"] {
			if strings.HasPrefix(text, "old") {
				old = append(old, text)
			} else {
				fresh = append(fresh, text)
			}
		}
		for i := range 100 {
			if old[i] != fmt.Sprint("old ", i) || fresh[i] != fmt.Sprint("new ", i) {
				w.Fatalf("out of order: %v %v", old, fresh)
			}
		}
	})
}

func TestIdleLanesAreForgotten(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		for i := range 50 {
			w.store.add(to(100+i, "x"), to(-100-i, "x"))
		}
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		s := w.engine.sends
		lanes := func() int {
			s.mu.Lock()
			defer s.mu.Unlock()
			return len(s.lanes)
		}
		if lanes() < 50 {
			w.Errorf("%d lanes: the limits of groups are forgotten too early", lanes())
		}
		w.until(2*time.Minute, "no lane is left", func() bool { return lanes() == 0 })
		if s.feeding.awake != 0 || s.running != 0 || s.unsettled != 0 || s.window.held != 0 || len(s.weather.failing) != 0 {
			w.Errorf("counts are off: %+v", s.feeding)
		}
	})
}
