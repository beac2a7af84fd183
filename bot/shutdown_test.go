package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// stopping ends the bot and fails when that takes longer than it may.
func (w *world) stopping(most time.Duration) {
	w.Helper()
	began := time.Now()
	if err := w.stop(); err != nil {
		w.Errorf("Run: %v", err)
	}
	if took := time.Since(began); took > most {
		w.Errorf("the end took %v", took)
	}
}

func TestAnIdleBotEndsAtOnce(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		w.after(10 * time.Second)
		w.stopping(50 * time.Millisecond)
	})
}

// TestWhatWasBegunIsFinished: updates that were taken in are answered, requests under way end and their results are stored.
func TestWhatWasBegunIsFinished(t *testing.T) {
	before := func(w *world) {
		w.server.Latency = func() (time.Duration, time.Duration) { return 300 * time.Millisecond, 300 * time.Millisecond }
		w.store.React = func(in content.Incoming) ([]content.Outgoing, []content.Answer) {
			if in.Kind == content.KindMessage {
				return []content.Outgoing{to(int(in.Chat.ID), "reply to "+in.Message.Text)}, nil
			}
			return nil, nil
		}
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.after(time.Second)
		w.server.arrive(said(5, "a"))
		w.server.arrive(said(6, "b"))
		w.until(time.Second, "they are taken in", func() bool { return len(w.store.texts()) == 2 })
		w.stopping(2 * time.Second)
		if left := w.store.left(); left != 0 {
			w.Errorf("%d rows are left", left)
		}
		if got := w.server.sent(); !slices.Equal(got["5"], []string{"reply to a"}) || !slices.Equal(got["6"], []string{"reply to b"}) {
			w.Errorf("sent %v", got)
		}
	})
}

func TestAStopWaitsForNothingForLong(t *testing.T) {
	for name, fault := range map[string]func(r request) *reply{
		"chats that hang": hang(func(string) bool { return true }),
		"no connection":   faulty(-1, &reply{err: unreachableError()}, nil),
		"flood":           faulty(-1, flood(100), nil),
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				w.server.Fault = fault
				once := to(4, "once")
				once.Once = true
				w.store.add(once)
				for i := range 300 {
					w.store.add(to(5+i, "x"))
				}
			}
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.after(3500 * time.Millisecond)
				w.stopping(lastTime)
				want := content.Outcome("")
				if name == "chats that hang" {
					want = content.Unsure
				}
				if got := w.store.outcome(1); got != want {
					w.Errorf("the message that must not be doubled: %q", got)
				}
				if left := w.store.left(); left < 300 {
					w.Errorf("only %d rows are left", left)
				}
			})
		})
	}
}

func TestAStopWhileTheStoreFails(t *testing.T) {
	failing := false
	before := func(w *world) {
		w.store.Fail = func(method string) error {
			if failing && method == "Apply" {
				return errStore
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(100 * time.Millisecond)
		w.store.mu.Lock()
		failing = true
		w.store.mu.Unlock()
		w.store.add(to(5, "x"))
		w.server.arrive(said(5, "a"))
		w.after(2 * time.Second)
		w.stopping(lastTime + 100*time.Millisecond)
		if !strings.Contains(w.log(), "may be sent once more") {
			w.Errorf("logged\n%s", w.log())
		}
	})
}
