package bot

import (
	"testing"
	"time"

	"aitys/content"
)

// several is a row that deletes some messages of a group.
func several(group int) content.Outgoing {
	out := to(group, "")
	out.Action, out.In, out.Messages = content.ActionDeleteAll, out.To, []content.MessageID{4, 5, 9}
	return out
}

func TestMessagesAreDeletedTogether(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		w.store.add(several(-5))
		w.bot.Wake()
		w.until(time.Second, "it is settled", func() bool { return w.store.left() == 0 })
		calls := w.server.requests("deleteMessages")
		if len(calls) != 1 || calls[0].Params.Get("message_ids") != "[4,5,9]" || w.store.outcome(1) != content.Delivered {
			t.Errorf("%s after %+v", w.store.outcome(1), calls)
		}
	})
}

// TestOtherMessagesAreNotDeleted: a supergroup has given the numbers to other messages, whether that was known before or is said by Telegram now.
func TestOtherMessagesAreNotDeleted(t *testing.T) {
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "deleteMessages" && r.chat() == "-5" {
				return failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`)
			}
			return nil
		}
	}
	inWorld(t, Config{}, before, func(w *world) {
		moved := several(-6)
		moved.In = -66
		w.store.add(several(-5), moved)
		w.bot.Wake()
		w.until(time.Second, "both are settled", func() bool { return w.store.left() == 0 })
		if one, two := w.store.outcome(1), w.store.outcome(2); one != content.Refused || two != content.Refused {
			t.Errorf("%s and %s", one, two)
		}
		if calls := w.server.requests("deleteMessages"); len(calls) != 1 {
			t.Errorf("it was asked for %d times", len(calls))
		}
	})
}
