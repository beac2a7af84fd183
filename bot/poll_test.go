package bot

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"aitys/content"
)

// texts returns the texts of the messages that were taken in, in order.
func (m *memory) texts() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var texts []string
	for _, in := range m.updates {
		if in.Message != nil {
			texts = append(texts, in.Message.Text)
		}
	}
	return texts
}

func (w *world) receives(texts ...string) {
	w.Helper()
	w.until(10*time.Minute, fmt.Sprintf("%v are taken in", texts), func() bool { return slices.Equal(w.store.texts(), texts) })
}

func TestUpdatesAreTakenInOnceAndConfirmed(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		var want []string
		for i := range 250 {
			w.server.arrive(said(5, fmt.Sprint(i)))
			want = append(want, fmt.Sprint(i))
		}
		w.receives(want...)
		w.after(time.Minute)
		for _, r := range w.server.requests("getUpdates") {
			p := r.Params
			if p.Get("allowed_updates") != `["message","edited_message","callback_query","my_chat_member","chat_member","poll_answer"]` || p.Get("timeout") != "50" || p.Get("limit") != "100" {
				w.Fatalf("asked with %v", p)
			}
		}
		w.server.mu.Lock()
		defer w.server.mu.Unlock()
		if left := len(w.server.updates); left != 0 {
			w.Errorf("%d updates are not confirmed", left)
		}
		if polls := w.server.polls; polls > 10 {
			w.Errorf("%d polls for 250 updates and a quiet minute", polls)
		}
	})
}

// TestNothingIsConfirmedBeforeItIsStored: while the store fails, the offset stays.
func TestNothingIsConfirmedBeforeItIsStored(t *testing.T) {
	failing := true
	before := func(w *world) {
		w.store.Fail = func(method string) error {
			if failing && method == "Apply" {
				return errStore
			}
			return nil
		}
		w.server.arrive(said(5, "a"))
		w.server.arrive(said(5, "b"))
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(5 * time.Minute)
		if polls := w.server.requests("getUpdates"); len(polls) != 1 {
			w.Errorf("%d polls while the store fails", len(polls))
		}
		if got := strings.Count(w.log(), "Updates cannot be stored"); got != 1 {
			w.Errorf("said %d times\n%s", got, w.log())
		}
		w.store.mu.Lock()
		failing = false
		w.store.mu.Unlock()
		w.server.arrive(said(5, "c"))
		w.receives("a", "b", "c")
		if !strings.Contains(w.log(), "Updates are stored again") {
			w.Errorf("no word of it\n%s", w.log())
		}
	})
}

// TestPollingOutlivesTroubles: each trouble is said once, waited out with growing pauses, and survived.
func TestPollingOutlivesTroubles(t *testing.T) {
	for name, test := range map[string]struct {
		reply *reply
		says  string
		most  int // tries in ten minutes
	}{
		"second poller": {failure(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", ""), "Another program polls", 40},
		"webhook":       {failure(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", ""), "A webhook was set", 40},
		"flood":         {flood(60), "asks to poll less", 12},
		"gateway":       {&reply{status: 502, body: "<html>502 Bad Gateway"}, "cannot be reached", 40},
		"500":           {failure(500, "Internal Server Error", ""), "cannot be reached", 40},
		"half":          {&reply{status: 200, body: `{"ok":true,"result":[{"update_id":1},`}, "cannot be reached", 40},
		"no result":     {&reply{status: 200, body: `{"ok":true}`}, "cannot be reached", 40},
		"no array":      {result(`{"update_id":1}`), "cannot be reached", 40},
		"null":          {result(`null`), "cannot be reached", 40},
		"broken":        {broken(false), "cannot be reached", 40},
		"forbidden":     {failure(403, "Forbidden", ""), "refuses to give updates", 40},
		"not found":     {failure(404, "Not Found", ""), "refuses to give updates", 40},
		"no numbers":    {result(`[{"message":{}},"x",{"update_id":"y"}]`), "updates without numbers", 40},
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				began := time.Now()
				w.server.Fault = func(r request) *reply {
					if r.Method == "getUpdates" && time.Since(began) < 10*time.Minute {
						return test.reply
					}
					return nil
				}
			}
			inWorld(t, Config{}, before, func(w *world) {
				w.after(10*time.Minute - time.Second)
				if tries := len(w.server.requests("getUpdates")); tries < 5 || tries > test.most {
					w.Errorf("%d tries in ten minutes", tries)
				}
				w.server.arrive(said(5, "after all"))
				w.until(5*time.Minute, "the message is taken in", func() bool { return slices.Contains(w.store.texts(), "after all") })
				if got := strings.Count(w.log(), test.says); got != 1 || strings.Count(w.log(), "\n") != 2 || !strings.Contains(w.log(), "gives updates again") {
					w.Errorf("logged\n%s", w.log())
				}
			})
		})
	}
}

func TestARevokedTokenEndsTheRun(t *testing.T) {
	for _, method := range []string{"getUpdates", "sendMessage"} {
		before := func(w *world) {
			w.server.Fault = func(r request) *reply {
				if r.Method == method {
					return failure(401, "Unauthorized", "")
				}
				return nil
			}
		}
		inWorld(t, Config{}, before, func(w *world) {
			w.store.add(to(5, "x"))
			w.server.arrive(said(5, "y"))
			w.after(time.Minute)
			if err := w.stop(); !errors.Is(err, errRevoked) {
				w.Errorf("%s: %v", method, err)
			}
			w.stop = func() error { return nil }
			if w.store.left() != 1 && method == "sendMessage" {
				w.Error("the message is lost")
			}
		})
	}
}

// TestASlowOrEndlessAnswerEndsAtItsDeadline: a hanging server is given up.
func TestASlowOrEndlessAnswerEndsAtItsDeadline(t *testing.T) {
	for name, stream := range map[string]func(r request) io.Reader{
		"a byte a second": func(r request) io.Reader { return &drip{r: r} },
		"endless":         func(request) io.Reader { return endless{} },
	} {
		t.Run(name, func(t *testing.T) {
			first := true
			var began, again time.Time
			before := func(w *world) {
				w.server.Fault = func(r request) *reply {
					if r.Method != "getUpdates" {
						return nil
					}
					if first {
						first, began = false, time.Now()
						return &reply{status: 200, stream: stream(r)}
					}
					if again.IsZero() {
						again = time.Now()
					}
					return nil
				}
				w.server.arrive(said(5, "x"))
			}
			inWorld(t, Config{}, before, func(w *world) {
				w.receives("x")
				if name == "endless" && !strings.Contains(w.log(), "longer than") {
					w.Errorf("logged\n%s", w.log())
				}
				if took := again.Sub(began); took > 67*time.Second || name != "endless" && took < 64*time.Second {
					w.Errorf("asked again after %v", took)
				}
			})
		})
	}
}

// drip gives a byte a second until the request is given up.
type drip struct{ r request }

func (d *drip) Read(p []byte) (int, error) {
	if err := sleep(d.r.ctx, time.Second); err != nil {
		return 0, err
	}
	p[0] = ' '
	return 1, nil
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestNumbersThatJumpDownAreFollowed: after an idle week Telegram may number updates anew, below the offset.
func TestNumbersThatJumpDownAreFollowed(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		w.server.arrive(said(5, "high"))
		w.receives("high")
		w.after(3 * time.Minute)
		w.server.mu.Lock()
		w.server.lastID = 6
		w.server.mu.Unlock()
		w.server.arrive(said(5, "low"))
		w.receives("high", "low")
		w.after(2 * time.Minute)
		w.server.arrive(said(5, "low too"))
		w.receives("high", "low", "low too")
		var offsets []string
		for _, r := range w.server.requests("getUpdates") {
			offsets = append(offsets, r.Params.Get("offset"))
		}
		if !slices.Contains(offsets, "1002") || !slices.Contains(offsets, "8") {
			w.Errorf("offsets %v", slices.Compact(offsets))
		}
		if last := offsets[len(offsets)-1]; last != "9" && last != "" {
			w.Errorf("last offset %q", last)
		}
	})
}

func TestAnUnreadableUpdateBlocksNothing(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		w.server.arrive(said(5, "before"))
		id := w.server.arrive(`"message":{"text":[` + strings.Repeat(`[`, 15_000) + strings.Repeat(`]`, 15_000) + `]}`)
		w.server.arrive(said(5, "after"))
		w.receives("before", "after")
		w.store.mu.Lock()
		defer w.store.mu.Unlock()
		odd := w.store.updates[1]
		if odd.Kind != content.KindUnreadable || odd.Update != content.UpdateID(id) || odd.Fault == "" || !strings.Contains(string(odd.Raw), "[[[") {
			w.Errorf("%s %d %s %.40s", odd.Kind, odd.Update, odd.Fault, odd.Raw)
		}
	})
}

func TestAServerThatKeepsNoPollWaitingIsNotHammered(t *testing.T) {
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "getUpdates" {
				return result("[]")
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(time.Minute)
		if polls := len(w.server.requests("getUpdates")); polls > 250 {
			w.Errorf("%d polls in a minute", polls)
		}
	})
}

func TestTicksComeEverySecondWhateverTheClockSays(t *testing.T) {
	wall := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	jumps := []time.Duration{time.Second, -40 * 24 * time.Hour, 90 * 24 * time.Hour, 0}
	reads := 0
	var mu sync.Mutex
	now := func() time.Time { // a wall clock that jumps to and fro
		mu.Lock()
		defer mu.Unlock()
		wall = wall.Add(jumps[reads%len(jumps)])
		reads++
		return wall
	}
	var stamps []time.Time
	before := func(w *world) {
		w.store.React = func(in content.Incoming) ([]content.Outgoing, []content.Answer) {
			if in.Kind == content.KindTick {
				stamps = append(stamps, in.At)
			}
			return nil, nil
		}
	}
	inWorld(t, Config{Now: now, SendRate: 30}, before, func(w *world) {
		w.after(10*time.Second + 100*time.Millisecond)
		w.store.mu.Lock()
		if w.store.ticks != 10 || !stamps[1].Before(stamps[0]) {
			w.Errorf("%d ticks in ten seconds, stamped %v", w.store.ticks, stamps)
		}
		w.store.mu.Unlock()
		for range 8 {
			w.store.add(to(5, "x"))
		}
		began := time.Now()
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if took := time.Since(began); took < 3*time.Second || took > 5*time.Second {
			w.Errorf("eight messages to a chat took %v", took)
		}
	})
}

func TestOffsetIsHighestOfTheBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &poller{bot: testBot()}
		p.confirm(t.Context(), []content.Incoming{{Update: 7}, {Update: 9}, {Update: 8}, {}})
		if p.next != 10 {
			t.Errorf("next offset %d", p.next)
		}
	})
}

func TestPollParametersAreKnown(t *testing.T) {
	api := readBotAPI(t)
	inWorld(t, Config{}, nil, func(w *world) {
		w.server.arrive(said(5, "x"))
		w.after(2 * time.Minute)
		for _, r := range w.server.requests("getUpdates", "getMe", "deleteWebhook") {
			checkParams(t, api, r.Method, flat(r.Params))
		}
		if _, err := strconv.Atoi(w.server.requests("getUpdates")[1].Params.Get("offset")); err != nil {
			w.Error(err)
		}
	})
}

func flat(values url.Values) map[string]string {
	params := map[string]string{}
	for name := range values {
		params[name] = values.Get(name)
	}
	return params
}
