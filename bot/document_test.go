package bot

import (
	"context"
	"errors"
	"testing"
	"time"

	"aitys/content"
)

// scribe writes a few bytes, or as many as it is told, or fails.
type scribe struct {
	size int
	err  error
}

func (s scribe) Write(_ context.Context, document content.Document) ([]byte, error) {
	return append([]byte("about "+document.Name), make([]byte, s.size)...), s.err
}

func document(chat int) content.Outgoing {
	out := to(chat, "A <b>caption</b>")
	out.Action = content.ActionFile
	out.Document = &content.Document{Name: "mine.json", About: 5, TooLarge: "too <b>large</b>", Failed: "a fault of <b>ours</b>"}
	return out
}

func TestADocumentIsWrittenAndSent(t *testing.T) {
	inWorld(t, Config{SendRate: 30, Scribe: scribe{}}, nil, func(w *world) {
		w.store.add(document(5))
		w.until(2*time.Second, "it is delivered", func() bool { return w.store.outcome(1) == content.Delivered })
		p := w.server.requests("sendDocument")[0].Params
		for name, value := range map[string]string{
			"chat_id": "5", "caption": "A <b>caption</b>", "parse_mode": "HTML", "document": "about mine.json", "text": "",
		} {
			if got := p.Get(name); got != value {
				w.Errorf("%s is %q, want %q", name, got, value)
			}
		}
	})
}

func TestADocumentThatCannotBeSentIsSpokenOf(t *testing.T) {
	for name, test := range map[string]struct {
		scribe Scribe
		said   string
	}{
		"fails":     {scribe{err: errors.New("no ink left")}, "a fault of <b>ours</b>"},
		"nobody":    {nil, "a fault of <b>ours</b>"},
		"too large": {scribe{size: largestDocument}, "too <b>large</b>"},
	} {
		inWorld(t, Config{Scribe: test.scribe}, nil, func(w *world) {
			w.store.add(document(5), to(5, "next"))
			w.until(5*time.Second, "the next is sent", func() bool { return w.store.outcome(2) == content.Delivered })
			said := w.server.requests("sendMessage")[0].Params
			if got := w.store.outcome(1); got != content.Delivered || said.Get("text") != test.said || said.Get("parse_mode") != "HTML" || said.Get("caption") != "" {
				w.Errorf("%s: %s, %v", name, got, said)
			}
			if len(w.server.requests("sendDocument")) != 0 {
				w.Errorf("%s: a document was sent", name)
			}
		})
	}
}
