package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

func pressed(chat, number int) string {
	return fmt.Sprintf(`"callback_query":{"id":"p%d","from":{"id":%d,"first_name":"A"},"message":{"message_id":7,"date":0,"chat":{"id":%d,"type":"private"}},"data":"f:1"}`,
		number, chat, chat)
}

// answering answers every press with its own id.
func answering(w *world) {
	w.store.React = func(in content.Incoming) ([]content.Outgoing, []content.Answer) {
		if in.Kind != content.KindPress {
			return nil, nil
		}
		return nil, []content.Answer{{Press: in.Press.ID, Text: "Қабылданды", Alert: true}}
	}
}

// TestPressesAreAnsweredBesideTheOutbox: neither the limits nor a network pause of messages hold answers up.
func TestPressesAreAnsweredBesideTheOutbox(t *testing.T) {
	before := func(w *world) {
		answering(w)
		w.server.Fault = faulty(-1, flood(1000), nil)
		for i := range 100 {
			w.store.add(to(100+i, "x"))
		}
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.after(3 * time.Second)
		for i := range 200 {
			w.server.arrive(pressed(5, i))
		}
		w.until(200*time.Millisecond, "all presses are answered", func() bool { return len(w.server.requests("answerCallbackQuery")) == 200 })
		p := w.server.requests("answerCallbackQuery")[0].Params
		if p.Get("callback_query_id") == "" || p.Get("text") != "Қабылданды" || p.Get("show_alert") != "true" {
			w.Errorf("answered with %v", p)
		}
		if strings.Contains(w.log(), "press") {
			w.Errorf("logged\n%s", w.log())
		}
	})
}

func TestAnAnswerThatFails(t *testing.T) {
	for name, test := range map[string]struct {
		fault  *reply
		tries  [2]int
		within time.Duration // from the first try to the last
	}{
		"too old":       {failure(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", ""), [2]int{1, 1}, 0},
		"gateway":       {&reply{status: 502, body: "<html>"}, [2]int{4, 12}, answerLife},
		"no connection": {&reply{err: unreachableError()}, [2]int{4, 12}, answerLife},
		"flood":         {flood(20), [2]int{3, 3}, answerLife},
		"long flood":    {flood(600), [2]int{1, 1}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				answering(w)
				w.server.Fault = func(r request) *reply {
					if r.Method == "answerCallbackQuery" {
						return test.fault
					}
					return nil
				}
			}
			inWorld(t, Config{}, before, func(w *world) {
				w.server.arrive(pressed(5, 1))
				w.after(5 * time.Minute)
				tries := w.server.requests("answerCallbackQuery")
				if len(tries) < test.tries[0] || len(tries) > test.tries[1] {
					w.Fatalf("%d tries", len(tries))
				}
				if took := tries[len(tries)-1].At.Sub(tries[0].At); took > test.within {
					w.Errorf("tried for %v", took)
				}
				if w.log() != "" {
					w.Errorf("logged\n%s", w.log())
				}
			})
		})
	}
}

func TestTooManyAnswersDropTheOldest(t *testing.T) {
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "answerCallbackQuery" {
				<-r.ctx.Done()
				return &reply{err: r.ctx.Err()}
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		w.after(time.Second)
		answers := make([]content.Answer, answersMost+500)
		for i := range answers {
			answers[i] = content.Answer{Press: fmt.Sprint(i)}
		}
		w.engine.answers.add(answers)
		w.after(time.Second)
		if first := w.server.requests("answerCallbackQuery"); len(first) != 0 {
			w.Errorf("%d were answered", len(first))
		}
		w.engine.answers.mu.Lock()
		if got := len(w.engine.answers.waiting); got > answersMost {
			w.Errorf("%d wait", got)
		}
		w.engine.answers.mu.Unlock()
		if !strings.Contains(w.log(), "presses=500") {
			w.Errorf("logged\n%s", w.log())
		}
		w.after(2 * time.Minute)
	})
}
