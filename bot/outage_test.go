package bot

import (
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"aitys/content"
)

func unreachableError() error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("connect: connection refused")}
}

func TestSendingWaitsWhileResultsCannotBeStored(t *testing.T) {
	failing := false
	before := func(w *world) {
		w.store.Fail = func(method string) error {
			if failing && method == "Apply" {
				return errStore
			}
			return nil
		}
		for i := range 2000 {
			w.store.add(to(100+i%1500, "x"))
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(20 * time.Millisecond)
		w.store.mu.Lock()
		failing = true
		w.store.mu.Unlock()
		w.after(time.Second)
		sent := len(w.server.requests("sendMessage"))
		w.after(5 * time.Minute)
		if now := len(w.server.requests("sendMessage")); now != sent || sent > unsettledMost+most {
			w.Errorf("%d messages were sent, then %d", sent, now)
		}
		if got := strings.Count(w.log(), "cannot be marked as sent"); got != 1 {
			w.Errorf("said %d times\n%s", got, w.log())
		}
		w.store.mu.Lock()
		failing = false
		w.store.mu.Unlock()
		w.until(2*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if total := len(w.server.requests("sendMessage")); total != 2000 {
			w.Errorf("%d messages were sent", total)
		}
	})
}

func TestSendingWaitsWhileManyResultsWait(t *testing.T) {
	s := newSender(testBot(), nil, nil, nil)
	l, now := newLane(5), time.Now()
	l.offer(content.Outgoing{ID: 1, Chat: 5})
	s.schedule(l, now)
	s.unsettled = unsettledMost
	if s.next(now) != nil {
		t.Error("a message goes out")
	}
	s.unsettled--
	if s.next(now) != l {
		t.Error("no message goes out")
	}
}

func TestManyBlockedChatsAreNoOutage(t *testing.T) {
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "sendMessage" && r.chat() != "5" {
				return &reply{status: 502, body: "<html>"}
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		for i := range 3 * stormy {
			w.store.add(to(100+i, "blocked"), to(5, "lively"))
			w.bot.Wake()
			w.until(50*time.Millisecond, "the lively chat is served", func() bool { return w.store.outcome(content.OutgoingID(2*i+2)) == content.Delivered })
		}
	})
}

func TestAnOutboxThatCannotBeReadIsReadLater(t *testing.T) {
	failing := true
	before := func(w *world) {
		w.store.Fail = func(method string) error {
			if failing && method == "Pending" {
				return errStore
			}
			return nil
		}
		w.store.add(to(5, "x"))
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(5 * time.Minute)
		w.store.mu.Lock()
		failing = false
		w.store.mu.Unlock()
		w.until(time.Minute, "it is sent", func() bool { return w.store.outcome(1) == content.Delivered })
		if strings.Count(w.log(), "\n") != 2 || !strings.Contains(w.log(), "cannot be read") || !strings.Contains(w.log(), "read again") {
			w.Errorf("logged\n%s", w.log())
		}
	})
}

func TestNobodyHammersANetworkThatIsDown(t *testing.T) {
	for name, test := range map[string]struct {
		fault *reply
		chats int
	}{
		"no connection":            {&reply{err: unreachableError()}, 500},
		"no connection, few chats": {&reply{err: unreachableError()}, 3},
		"gateway":                  {&reply{status: 502, body: "<html>"}, 500},
	} {
		t.Run(name, func(t *testing.T) {
			var down atomic.Bool
			down.Store(true)
			before := func(w *world) {
				w.server.Fault = func(r request) *reply {
					if r.Method == "sendMessage" && down.Load() {
						return test.fault
					}
					return nil
				}
				for i := range test.chats {
					w.store.add(to(100+i, "x"))
				}
			}
			inWorld(t, Config{}, before, func(w *world) {
				w.after(10 * time.Minute)
				if tries := len(w.server.requests("sendMessage")); tries > min(width, test.chats)+stormy+40 {
					w.Errorf("%d tries in ten minutes", tries)
				}
				down.Store(false)
				w.until(90*time.Second, "all is sent", func() bool { return w.store.left() == 0 })
				if got := strings.Count(w.log(), "cannot be reached"); got != 1 || strings.Count(w.log(), "answers again") != 1 || strings.Count(w.log(), "\n") > 4 {
					w.Errorf("logged\n%s", w.log())
				}
			})
		})
	}
}
