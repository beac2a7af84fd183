package bot

import (
	"slices"
	"sync"
	"testing"
	"time"

	"aitys/content"
)

// take takes a row out of the outbox without a result, as erasing somebody does.
func (m *memory) take(id content.OutgoingID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows = slices.DeleteFunc(m.rows, func(row content.Outgoing) bool { return row.ID == id })
}

// TestWhatWasTakenOutOfTheOutboxIsNotSent: a row waits in memory because Telegram asks to slow down, and is erased meanwhile. Those behind it go out.
func TestWhatWasTakenOutOfTheOutboxIsNotSent(t *testing.T) {
	var flooded sync.Map // chats
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method != "sendMessage" {
				return nil
			}
			if _, again := flooded.LoadOrStore(r.Params.Get("chat_id"), true); again {
				return nil
			}
			return flood(30)
		}
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.store.add(to(5, "words that are erased"), to(5, "other words"), to(5, "the last"), to(6, "words that are erased"))
		w.after(5 * time.Second)
		w.store.take(1)
		w.store.take(2)
		w.store.take(4)
		w.until(40*time.Second, "the last is sent", func() bool { return w.store.outcome(3) == content.Delivered })
		w.after(10 * time.Second)
		w.store.add(to(6, "words of today"))
		w.until(2*time.Second, "the chat goes on", func() bool { return w.store.outcome(5) == content.Delivered })
		sent := w.server.requests("sendMessage") // the first of each chat was refused
		if len(sent) != 4 || sent[2].Params.Get("text") != "the last" || sent[3].Params.Get("text") != "words of today" {
			w.Errorf("sent: %v", sent)
		}
	})
}
