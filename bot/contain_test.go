package bot

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aitys/content"
)

// clumsy panics when it is to write a document.
type clumsy struct{}

func (clumsy) Write(context.Context, content.Document) ([]byte, error) {
	panic("the words of a reader")
}

// clumsyInbox panics at one kind of what comes in.
type clumsyInbox struct {
	*memory
	over content.Kind
}

func (c clumsyInbox) Apply(ctx context.Context, batch []content.Incoming) ([]content.Answer, error) {
	if batch[0].Kind == c.over {
		panic("the words of a reader")
	}
	return c.memory.Apply(ctx, batch)
}

// TestAPanicEndsRun lets each part of a bot fall: Run ends in time, with an error that tells where and repeats nobody's words.
func TestAPanicEndsRun(t *testing.T) {
	for name, c := range map[string]struct {
		over content.Kind
		row  content.Outgoing
	}{
		"sending": {"", document(5)}, "storing results": {content.KindResult, to(5, "A message")},
		"the clock": {content.KindTick, to(5, "A message")}, "polling": {content.KindMessage, to(5, "A message")},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server, store := newTelegramServer(), newMemory()
				log := slog.New(slog.NewTextHandler(new(bytes.Buffer), nil))
				b, err := Connect(t.Context(), Config{Token: testToken, Transport: server, SendRate: 30, Scribe: clumsy{}, Log: log, Contain: true})
				if err != nil {
					t.Fatal(err)
				}
				store.add(c.row)
				server.arrive(said(5, "Hello"))
				began := time.Now()
				err = b.Run(t.Context(), clumsyInbox{store, c.over}, store)
				var fallen *Panicked
				if !errors.As(err, &fallen) || !strings.Contains(string(fallen.Stack), "contain_test.go") || strings.Contains(err.Error(), "words of a reader") {
					t.Errorf("it ended with: %v", err)
				}
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("it ended after %s", took)
				}
			})
		})
	}
}
