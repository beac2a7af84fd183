package bot

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// TestNoMoreIsReadOfAnAnswerThanItsCap counts what a server gets rid of before the bot hangs up, over a connection as it is used with a server of one's
// own and over an encrypted one.
func TestNoMoreIsReadOfAnAnswerThanItsCap(t *testing.T) {
	for name, start := range map[string]func(http.Handler) *httptest.Server{"nearby": httptest.NewServer, "encrypted": httptest.NewTLSServer} {
		t.Run(name, func(t *testing.T) {
			given := make(chan int, 100)
			server := start(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				total, chunk := 0, bytes.Repeat([]byte(" "), 64<<10)
				for {
					n, err := w.Write(chunk)
					if total += n; err != nil || total > 4*maxBody {
						given <- total
						return
					}
				}
			}))
			defer server.Close()
			transport := NewTransport(1)
			if name == "encrypted" {
				transport = server.Client().Transport
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var out bytes.Buffer
			log := slog.New(firstWord{slog.NewTextHandler(&out, nil), cancel})
			if _, err := Connect(ctx, Config{Token: testToken, URL: server.URL, Log: log, Transport: transport}); err == nil {
				t.Fatal("connected to a server that never ends its answer")
			}
			const buffers = 12 << 20 // what the kernel takes from the server though nobody reads it
			if total := <-given; total < 16<<20 || total > 16<<20+buffers {
				t.Errorf("%d bytes were taken of an endless answer", total)
			}
			if !strings.Contains(out.String(), "longer than 16777216 bytes") {
				t.Errorf("logged\n%s", &out)
			}
		})
	}
}

// TestASlowAnswerHoldsUpNobodyElse: an answer that comes a byte a second is given up after half a minute. What it was the answer to is sent again, unless
// many see it; other chats do not wait.
func TestASlowAnswerHoldsUpNobodyElse(t *testing.T) {
	for _, once := range []bool{false, true} {
		before := func(w *world) {
			slow := true
			w.server.Fault = func(r request) *reply {
				if r.Method != "sendMessage" || r.chat() != "5" || !slow {
					return nil
				}
				slow = false
				return &reply{status: 200, stream: io.MultiReader(strings.NewReader(`{"ok":true,`), &drip{r: r}), effect: true}
			}
			row := to(5, "a")
			row.Once = once
			w.store.add(row, to(5, "b"), to(6, "other"))
		}
		inWorld(t, Config{SendRate: 30}, before, func(w *world) {
			w.until(2*time.Second, "the other chat is served", func() bool { return w.store.outcome(3) == content.Delivered })
			w.after(27 * time.Second)
			if got := w.store.outcome(1); got != "" {
				t.Errorf("once %t: %s before the deadline", once, got)
			}
			w.until(5*time.Second, "the chat goes on", func() bool { return w.store.outcome(2) == content.Delivered })
			want, tries := content.Delivered, 2
			if once {
				want, tries = content.Unsure, 1
			}
			sent := 0
			for _, r := range w.server.requests("sendMessage") {
				if r.Params.Get("text") == "a" {
					sent++
				}
			}
			if got := w.store.outcome(1); got != want || sent != tries {
				t.Errorf("once %t: %s after %d requests", once, got, sent)
			}
		})
	}
}
