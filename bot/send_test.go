package bot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"aitys/content"
)

func TestARowGoesOutAndIsMarked(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		w.store.add(to(5, "Hello"))
		w.bot.Wake()
		w.until(time.Second, "the row is delivered", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := w.server.sent()["5"]; !slices.Equal(got, []string{"Hello"}) {
			t.Errorf("sent %q", got)
		}
		if got := w.store.results[1].Message; got != 1 {
			t.Errorf("bound to message %d, want 1", got)
		}
	})
}

func TestNoSendIsEverRefusedForFlooding(t *testing.T) {
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := seeded(seed, 1)
			before := func(w *world) { w.server.Latency = jitter(seeded(seed, 2)) }
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				want := map[string][]string{}
				total := 0
				for range 30 {
					for range random.IntN(25) {
						chat := random.IntN(12) + 1
						if random.IntN(4) == 0 {
							chat = -chat
						}
						total++
						text := fmt.Sprint(total)
						w.store.add(to(chat, text))
						want[fmt.Sprint(chat)] = append(want[fmt.Sprint(chat)], text)
					}
					w.bot.Wake()
					w.after(time.Duration(random.Int64N(int64(2 * time.Second))))
				}
				w.until(time.Hour, "all is sent", func() bool { return w.store.left() == 0 })
				for _, r := range w.server.requests("sendMessage") {
					if r.Outcome != 200 {
						t.Fatalf("status %d at %v in %s", r.Outcome, r.At, r.chat())
					}
				}
				for chat, texts := range want {
					if got := w.server.sent()[chat]; !slices.Equal(got, texts) {
						t.Errorf("chat %s got %v, want %v", chat, got, texts)
					}
				}
			})
		})
	}
}

func TestAnEditThatCannotBeMadeBecomesANewMessage(t *testing.T) {
	for _, words := range []string{"Bad Request: message to edit not found", "Bad Request: message can't be edited", "Bad Request: MESSAGE_ID_INVALID"} {
		before := func(w *world) {
			w.server.Fault = func(r request) *reply {
				if r.Method == "editMessageText" {
					return failure(400, words, "")
				}
				return nil
			}
		}
		inWorld(t, Config{}, before, func(w *world) {
			edit, inGroup := to(5, "The next page"), to(-5, "The next page")
			for _, out := range []*content.Outgoing{&edit, &inGroup} {
				out.Action, out.Edit = content.ActionEdit, 77
			}
			w.store.add(edit, inGroup)
			w.bot.Wake()
			w.until(time.Minute, "both are settled", func() bool { return w.store.left() == 0 })
			if got := w.server.sent()["5"]; !slices.Equal(got, []string{"The next page"}) {
				t.Errorf("after %q the reader got %q", words, got)
			}
			if got := w.server.sent()["-5"]; len(got) != 0 {
				t.Errorf("after %q the group got %q", words, got)
			}
		})
	}
}

func TestOnlyTheLastOfManyEditsOfAMessageHasToGoOut(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		for i := range 30 {
			edit := to(5, fmt.Sprint("page ", i))
			edit.Action, edit.Edit = content.ActionEdit, 77
			w.store.add(edit)
		}
		w.bot.Wake()
		w.until(10*time.Second, "all are settled", func() bool { return w.store.left() == 0 })
		edits := w.server.requests("editMessageText")
		if len(edits) == 0 || len(edits) > 10 || edits[len(edits)-1].Params.Get("text") != "page 29" {
			t.Errorf("%d edits went out, the last of them %v", len(edits), edits[len(edits)-1].Params.Get("text"))
		}
	})
}
