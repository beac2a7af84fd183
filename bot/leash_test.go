package bot

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestNothingIsSaidByWhomMayNot: whatever waits, is asked for or answered, no request goes out, and nobody is told that Telegram is away.
func TestNothingIsSaidByWhomMayNot(t *testing.T) {
	var may atomic.Bool
	may.Store(true)
	inWorld(t, Config{SendRate: 30, May: may.Load}, nil, func(w *world) {
		w.store.add(to(5, "before"))
		w.until(time.Second, "it is sent", func() bool { return len(w.server.sent()["5"]) == 1 })
		may.Store(false)
		w.after(time.Second)
		asked := len(w.server.sent()["5"])
		w.store.add(to(5, "after"), to(6, "after"))
		w.after(10 * time.Second)
		if got := w.server.sent(); len(got["5"]) != asked || len(got["6"]) != 0 {
			w.Errorf("sent %v", got)
		}
		if strings.Contains(w.log(), "cannot be reached") {
			w.Errorf("logged\n%s", w.log())
		}
		if err := w.bot.Tell(context.Background(), 5, "word"); !errors.Is(err, context.Canceled) {
			w.Errorf("Tell returned %v", err)
		}
	})
}

// TestACutBotFinishesNothing: it ends at once, with messages that wait and requests under way.
func TestACutBotFinishesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, store := newTelegramServer(), newMemory()
		server.Latency = func() (time.Duration, time.Duration) { return 3 * time.Second, 3 * time.Second }
		b, err := Connect(t.Context(), Config{
			Token: testToken, Transport: server, Log: slog.New(slog.DiscardHandler), May: func() bool { return true },
		})
		if err != nil {
			t.Fatal(err)
		}
		store.add(to(5, "a"), to(5, "b"), to(6, "c"))
		ctx, cut := context.WithCancelCause(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- b.Run(ctx, store, store) }()
		time.Sleep(2 * time.Second)
		begun := time.Now()
		cut(ErrCut)
		if err := <-ended; err != nil {
			t.Errorf("Run returned %v", err)
		}
		if took := time.Since(begun); took > 100*time.Millisecond {
			t.Errorf("it ended after %v", took)
		}
	})
}

// TestAHalfWrittenRequestIsNotFinished: a process may be stopped while it writes, and go on when it may not.
func TestAHalfWrittenRequestIsNotFinished(t *testing.T) {
	const half = 64 << 10
	came, got := make(chan struct{}), make(chan int, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadFull(r.Body, make([]byte, half))
		close(came)
		rest, _ := io.Copy(io.Discard, r.Body) // it ends when the line does
		got <- int(rest)
	}))
	defer server.Close()
	var may atomic.Bool
	may.Store(true)
	l := newLeash(may.Load, nil)
	body := io.MultiReader(bytes.NewReader(make([]byte, half+(8<<10))), readerFunc(func(p []byte) (int, error) {
		<-came
		may.Store(false)
		return len(p), nil
	}))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, io.LimitReader(body, 2*half))
	if err != nil {
		t.Fatal(err)
	}
	request.ContentLength = 2 * half
	if response, err := l.RoundTrip(request); !errors.Is(err, ErrCut) {
		t.Errorf("RoundTrip returned %v, %v", response, err)
	}
	if rest := <-got; rest >= half {
		t.Errorf("the server got all %d bytes", half+rest)
	}
}

type readerFunc func(p []byte) (int, error)

func (r readerFunc) Read(p []byte) (int, error) { return r(p) }
