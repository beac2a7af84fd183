package bot

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aitys/content"
)

// faulty lets a fault happen to messages: to the first n of them that a condition holds for; n < 0: to all.
func faulty(n int, fault *reply, holds func(r request) bool) func(r request) *reply {
	var mu sync.Mutex
	return func(r request) *reply {
		mu.Lock()
		defer mu.Unlock()
		if (r.Method == "sendMessage" || r.Method == "editMessageText") && n != 0 && (holds == nil || holds(r)) {
			n--
			return fault
		}
		return nil
	}
}

func inChat(chat string) func(r request) bool {
	return func(r request) bool { return r.chat() == chat }
}

// TestWhatTelegramSaysIsFinal: what each definite answer makes of a row, which is then not sent again.
func TestWhatTelegramSaysIsFinal(t *testing.T) {
	edit := content.Outgoing{Chat: 5, To: 5, Action: content.ActionEdit, Edit: 31, Text: "y"}
	for words, test := range map[string]struct {
		code    int
		row     content.Outgoing
		outcome content.Outcome
		logged  int
	}{
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message": {400, edit, content.Delivered, 0},
		"Bad Request: message is too long":                                 {400, to(5, "x"), content.Refused, 1},
		"Bad Request: not enough rights to send text messages to the chat": {400, to(-5, "x"), content.Refused, 1},
		"Bad Request: BUTTON_DATA_INVALID":                                 {400, to(5, "x"), content.Refused, 1},
		"Request Entity Too Large":                                         {413, to(5, "x"), content.Refused, 1},
		"Forbidden: bot was blocked by the user":                           {403, to(5, "x"), content.Unreachable, 0},
		"Forbidden: user is deactivated":                                   {403, to(5, "x"), content.Unreachable, 0},
		"Forbidden: bot can't initiate conversation with a user":           {403, to(5, "x"), content.Unreachable, 0},
		"Forbidden: bot was kicked from the supergroup chat":               {403, to(-5, "x"), content.Unreachable, 0},
		"Forbidden: bot is not a member of the supergroup chat":            {403, to(-5, "x"), content.Unreachable, 0},
		"Bad Request: chat not found":                                      {400, to(5, "x"), content.Unreachable, 0},
		"Bad Request: user is deactivated":                                 {400, to(5, "x"), content.Unreachable, 0},
		"Bad Request: PEER_ID_INVALID":                                     {400, to(5, "x"), content.Unreachable, 0},
	} {
		t.Run(words[:min(len(words), 40)], func(t *testing.T) {
			before := func(w *world) { w.server.Fault = faulty(-1, failure(test.code, words, ""), nil) }
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.store.add(test.row)
				w.until(2*time.Second, "the row is settled", func() bool { return w.store.outcome(1) != "" })
				w.after(5 * time.Minute)
				if got := w.store.outcome(1); got != test.outcome {
					w.Errorf("%s, want %s", got, test.outcome)
				}
				if tries := len(w.server.requests("sendMessage", "editMessageText")); tries != 1 {
					w.Errorf("%d requests", tries)
				}
				if got := strings.Count(w.log(), "\n"); got != test.logged {
					w.Errorf("logged\n%s", w.log())
				}
				if test.outcome == content.Delivered && w.store.results[1].Message != 31 {
					w.Errorf("bound to %d", w.store.results[1].Message)
				}
			})
		})
	}
}

// TestAServerThatIsAtALossLosesNothing: a refusal that is not about the message keeps it.
func TestAServerThatIsAtALossLosesNothing(t *testing.T) {
	for words, code := range map[string]int{"Not Found": 404, "Conflict: somewhere else": 409, "Bad Request: Logged out": 400} {
		before := func(w *world) { w.server.Fault = faulty(5, failure(code, words, ""), inChat("5")) }
		inWorld(t, Config{SendRate: 30}, before, func(w *world) {
			w.store.add(to(5, "x"), to(6, "other"))
			w.until(2*time.Second, "the other is sent", func() bool { return w.store.outcome(2) == content.Delivered })
			w.until(time.Minute, "it is sent", func() bool { return w.store.outcome(1) == content.Delivered })
			if strings.Count(w.log(), "Check BOT_API_URL") != 1 {
				w.Errorf("logged\n%s", w.log())
			}
		})
	}
}

func TestAnEditThatAnswersTrueIsDelivered(t *testing.T) {
	before := func(w *world) { w.server.Fault = faulty(-1, result("true"), nil) }
	inWorld(t, Config{}, before, func(w *world) {
		w.store.add(content.Outgoing{Chat: 5, To: 5, Action: content.ActionEdit, Edit: 31, Text: "y", Key: "k"})
		w.until(2*time.Second, "the row is settled", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := w.store.results[1]; got.Message != 31 || got.Key != "k" || got.Chat != 5 {
			w.Errorf("%+v", got)
		}
	})
}

func TestMarkupThatTelegramCannotReadGoesOutPlain(t *testing.T) {
	refusal := failure(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0", "")
	before := func(w *world) {
		w.server.Fault = faulty(-1, refusal, func(r request) bool { return r.Params.Get("parse_mode") != "" })
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.store.add(to(5, "<b>one &lt;two"))
		w.until(3*time.Second, "the row is delivered", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := w.server.sent()["5"]; !slices.Equal(got, []string{"one <two"}) {
			w.Errorf("sent %q", got)
		}
		if strings.Count(w.log(), "cannot read our markup") != 1 || !strings.Contains(w.log(), "level=ERROR") {
			w.Errorf("logged\n%s", w.log())
		}
	})
	// Refused even so, it is not tried for ever.
	inWorld(t, Config{}, func(w *world) { w.server.Fault = faulty(-1, refusal, nil) }, func(w *world) {
		w.store.add(to(5, "x"))
		w.until(3*time.Second, "the row is refused", func() bool { return w.store.outcome(1) == content.Refused })
		if tries := len(w.server.requests("sendMessage")); tries != 2 {
			w.Errorf("%d requests", tries)
		}
	})
}

// TestAFloodedChatWaitsAsLongAsTold: nothing is sent to it early, and others are not held up.
func TestAFloodedChatWaitsAsLongAsTold(t *testing.T) {
	before := func(w *world) { w.server.Fault = faulty(1, flood(30), inChat("5")) }
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.store.add(to(5, "a"), to(5, "b"))
		w.bot.Wake()
		w.until(time.Second, "the flood is told", func() bool { return len(w.server.requests("sendMessage")) == 1 })
		told := time.Now()
		for i := range 20 {
			w.store.add(to(10+i, "other"))
		}
		w.bot.Wake()
		w.until(2*time.Second, "others are sent", func() bool { return w.store.left() == 2 })
		w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if got := w.server.sent()["5"]; !slices.Equal(got, []string{"a", "b"}) {
			w.Errorf("sent %q", got)
		}
		for _, r := range w.server.requests("sendMessage")[1:] {
			if r.chat() == "5" && (r.At.Sub(told) < 30*time.Second-20*time.Millisecond || r.At.Sub(told) > 35*time.Second) {
				w.Errorf("%s went out after %v", r.Params.Get("text"), r.At.Sub(told))
			}
		}
	})
}

// TestARepeatedFloodStopsEveryChat: flood limits that come again are not about one chat.
func TestARepeatedFloodStopsEveryChat(t *testing.T) {
	for name, chats := range map[string][]string{"same chat again": {"5"}, "another chat at once": {"5", "6"}} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				w.server.Fault = faulty(2, flood(30), func(r request) bool { return slices.Contains(chats, r.chat()) })
			}
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.store.add(to(5, "a"), to(6, "b"))
				w.bot.Wake()
				floods := func() []request {
					return slices.DeleteFunc(w.server.requests("sendMessage"), func(r request) bool { return r.Outcome != 429 })
				}
				if len(chats) == 1 { // so that it is the same message that makes the flood a repeated one, not how few went out between
					w.until(time.Second, "a flood is told", func() bool { return len(floods()) == 1 })
					for i := range 10 {
						w.store.add(to(20+i, "between"))
					}
					w.bot.Wake()
					w.until(5*time.Second, "others are sent", func() bool { return len(w.server.sent()) >= 10 })
				}
				w.until(time.Minute, "two floods are told", func() bool { return len(floods()) == 2 })
				w.after(50 * time.Millisecond)
				told := time.Now()
				w.store.add(to(7, "other"))
				w.bot.Wake()
				w.until(time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
				for _, r := range w.server.requests("sendMessage") {
					if r.At.After(told) && r.At.Sub(told) < 29*time.Second {
						w.Errorf("something went to %s after %v", r.chat(), r.At.Sub(told))
					}
				}
			})
		})
	}
}

// TestAnUnclearEndIsTriedAgain: an ordinary reply may repeat, and is never lost.
func TestAnUnclearEndIsTriedAgain(t *testing.T) {
	for name, fault := range map[string]*reply{
		"gateway":   {status: 502, body: "<html>502 Bad Gateway"},
		"500":       failure(500, "Internal Server Error", ""),
		"half":      {status: 200, body: `{"ok":true,"result":{"message_id":5,`, effect: true},
		"no result": {status: 200, body: `{"ok":true}`},
		"no code":   {status: 200, body: `{"ok":false}`},
		"broken":    broken(false),
		"lost":      broken(true),
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) { w.server.Fault = faulty(6, fault, inChat("5")) }
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.store.add(to(5, "a"), to(5, "b"))
				for i := range 10 {
					w.store.add(to(10+i, "other"))
				}
				w.until(2*time.Second, "others are sent", func() bool { return w.store.left() == 2 })
				w.until(2*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
				tries := slices.DeleteFunc(w.server.requests("sendMessage"), func(r request) bool { return r.chat() != "5" })
				var pauses []time.Duration
				for i := 1; i < 6; i++ {
					pauses = append(pauses, tries[i].At.Sub(tries[i-1].At).Round(time.Millisecond))
				}
				if len(tries) != 8 || !slices.IsSorted(pauses) || pauses[0] < 400*time.Millisecond || pauses[4] < 6*time.Second {
					w.Errorf("pauses %v", pauses)
				}
				if strings.Count(w.log(), "\n") != 2 || !strings.Contains(w.log(), "is tried again") || !strings.Contains(w.log(), "went out") {
					w.Errorf("logged\n%s", w.log())
				}
			})
		})
	}
}

// TestWhatMustNotBeDoubledIsNotSentTwice: rows marked Once.
func TestWhatMustNotBeDoubledIsNotSentTwice(t *testing.T) {
	once := to(-5, "post")
	once.Once = true
	for name, fault := range map[string]*reply{
		"lost": broken(true), "gateway": {status: 502, body: "<html>"}, "500": failure(500, "Internal Server Error", ""), "half": {status: 200, body: `{"ok":true,`},
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) { w.server.Fault = faulty(1, fault, nil) }
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.store.add(once, to(-5, "next"))
				w.until(2*time.Second, "the next is sent", func() bool { return w.store.outcome(2) == content.Delivered })
				if got := w.store.outcome(1); got != content.Unsure {
					w.Errorf("%s", got)
				}
				w.after(time.Hour)
				if tries := len(w.server.requests("sendMessage")); tries != 2 {
					w.Errorf("%d requests", tries)
				}
			})
		})
	}
}

// TestWhatWasSurelyNotSentIsNotLost: a row marked Once is given up only where it may have been sent.
func TestWhatWasSurelyNotSentIsNotLost(t *testing.T) {
	once := to(-5, "post")
	once.Once = true
	t.Run("attempted before a stop", func(t *testing.T) {
		inWorld(t, Config{}, nil, func(w *world) {
			row := once
			row.Attempted = true
			w.store.add(row)
			w.until(2*time.Second, "it is settled", func() bool { return w.store.outcome(1) == content.Unsure })
			if tries := len(w.server.requests("sendMessage")); tries != 0 {
				w.Errorf("%d requests", tries)
			}
		})
	})
	t.Run("refused for flooding", func(t *testing.T) {
		before := func(w *world) { w.server.Fault = faulty(1, flood(5), nil) }
		inWorld(t, Config{}, before, func(w *world) {
			w.store.add(once)
			w.after(3 * time.Second)
			w.store.mu.Lock()
			if w.store.rows[0].Attempted {
				w.Error("what was refused stays marked: a stop now would lose it")
			}
			w.store.mu.Unlock()
			w.until(10*time.Second, "it is sent", func() bool { return w.store.outcome(1) == content.Delivered })
		})
	})
	t.Run("no connection", func(t *testing.T) {
		before := func(w *world) { w.server.Fault = faulty(3, &reply{err: unreachableError()}, nil) }
		inWorld(t, Config{}, before, func(w *world) {
			w.store.add(once)
			w.until(20*time.Second, "it is sent", func() bool { return w.store.outcome(1) == content.Delivered })
		})
	})
}

func TestWhatMustNotBeDoubledIsMarkedBeforeItIsSent(t *testing.T) {
	once := to(-5, "post")
	once.Once = true
	refusing := true
	before := func(w *world) {
		w.store.Fail = func(method string) error {
			if refusing && method == "Attempting" {
				return errStore
			}
			return nil
		}
		w.server.Fault = func(r request) *reply {
			w.store.mu.Lock()
			defer w.store.mu.Unlock()
			if r.Method == "sendMessage" && !w.store.rows[0].Attempted {
				t.Error("the request went out before the mark")
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.store.add(once)
		w.after(time.Minute)
		if tries := len(w.server.requests("sendMessage")); tries != 0 || strings.Count(w.log(), "\n") != 1 {
			w.Errorf("%d requests, logged\n%s", tries, w.log())
		}
		w.store.mu.Lock()
		refusing = false
		w.store.mu.Unlock()
		w.until(2*time.Minute, "it is sent", func() bool { return w.store.outcome(1) == content.Delivered })
	})
}

// TestAGroupThatMovedIsFollowed: the row goes out again under the new id, once, and in order.
func TestAGroupThatMovedIsFollowed(t *testing.T) {
	moved := failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`)
	for _, once := range []bool{false, true} {
		before := func(w *world) { w.server.Fault = faulty(-1, moved, inChat("-5")) }
		inWorld(t, Config{SendRate: 30}, before, func(w *world) {
			var want []string
			for i := range 60 {
				row := to(-5, fmt.Sprint(i))
				row.Once = once
				w.store.add(row, to(7, "other"))
				want = append(want, fmt.Sprint(i))
			}
			w.until(10*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
			if got := w.server.sent()["-1005"]; !slices.Equal(got, want) {
				w.Errorf("sent %q", got)
			}
			if refused := len(w.server.requests("sendMessage")) - 120; refused != 1 {
				w.Errorf("%d requests to the old id", refused)
			}
			if others := len(w.server.sent()["7"]); others != 60 {
				w.Errorf("%d messages to another chat", others)
			}
		})
	}
}
