package emulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"aitys/emulator"
)

// talker is a small bot: it polls, and hands every update to a function.
type talker struct {
	base string
	stop context.CancelFunc
	done sync.WaitGroup
}

type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter      int   `json:"retry_after"`
		MigrateToChatID int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func (b *talker) call(ctx context.Context, method string, params map[string]any) reply {
	body, _ := json.Marshal(params)
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, b.base+"/"+method, bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return reply{Description: err.Error()}
	}
	defer res.Body.Close()
	var r reply
	if err := json.NewDecoder(res.Body).Decode(&r); err != nil {
		return reply{Description: err.Error()}
	}
	return r
}

func startTalker(t *testing.T, srv *emulator.Server, bot emulator.Bot, handle func(*talker, map[string]any)) {
	ctx, cancel := context.WithCancel(context.Background())
	b := &talker{base: srv.URL() + "/bot" + bot.Token, stop: cancel}
	b.done.Go(func() {
		offset := int64(0)
		for ctx.Err() == nil {
			r := b.call(ctx, "getUpdates", map[string]any{"offset": offset, "timeout": 20})
			var updates []map[string]any
			d := json.NewDecoder(bytes.NewReader(r.Result))
			d.UseNumber()
			_ = d.Decode(&updates)
			for _, u := range updates {
				id, _ := u["update_id"].(json.Number).Int64()
				offset = id + 1
				handle(b, u)
			}
		}
	})
	t.Cleanup(func() { cancel(); b.done.Wait() })
}

func TestConversation(t *testing.T) {
	srv := emulator.New(emulator.Options{})
	t.Cleanup(srv.Close)
	bot := srv.AddBot("Echo", "echo_bot")
	aigul := srv.AddUser(emulator.User{FirstName: "Айгүл", LanguageCode: "kk"})
	startTalker(t, srv, bot, func(b *talker, u map[string]any) {
		ctx := context.Background()
		if m, ok := u["message"].(map[string]any); ok {
			text := fmt.Sprint(m["text"])
			chat := m["chat"].(map[string]any)["id"]
			b.call(ctx, "sendMessage", map[string]any{
				"chat_id": chat, "text": "<b>You said</b> " + strings.ReplaceAll(text, "<", "&lt;"), "parse_mode": "HTML",
				"reply_markup": map[string]any{"inline_keyboard": [][]any{{
					map[string]any{"text": "Again", "callback_data": "again"},
					map[string]any{"text": "Link", "url": "https://t.me/echo_bot?start=a_b"},
				}}},
			})
		}
		if q, ok := u["callback_query"].(map[string]any); ok {
			m := q["message"].(map[string]any)
			b.call(ctx, "answerCallbackQuery", map[string]any{"callback_query_id": q["id"], "text": "Pressed " + fmt.Sprint(q["data"])})
			r := b.call(ctx, "editMessageText", map[string]any{"chat_id": m["chat"].(map[string]any)["id"], "message_id": m["message_id"], "text": "edited"})
			if !r.OK {
				t.Error(r.Description)
			}
		}
	})
	s := emulator.Script(t, srv, bot)
	reader := s.Person(aigul)
	reader.Says("/start <x>")
	m := reader.Sees("You said /start <x>")
	if m.Entities[0].Type != "bold" || m.Entities[0].Length != 8 {
		t.Errorf("entities %+v", m.Entities)
	}
	reader.Taps("Link")
	reader.Sees("/start a_b")
	reader.Taps("Again")
	reader.SeesAnswer("Pressed again")
	reader.Sees("edited")
	reader.SeesNot("nothing of the kind")
	if got := srv.Misuses(); len(got) > 0 {
		t.Error(got)
	}
}
