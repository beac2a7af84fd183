package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"aitys/emulator"
	"aitys/emulator/page"
)

// puppet is the demo's scene with a bot that does what the test says, so that the page shows what Telegram's chats can hold, whatever our bot sends.
type puppet struct {
	*scene
	t       *testing.T
	address string
	offset  int64
}

// newPuppet serves the page over a scene without a bot of its own.
func newPuppet(t *testing.T) *puppet {
	t.Helper()
	server := emulator.New(emulator.Options{NoLimits: true})
	t.Cleanup(server.Close)
	s, err := newScene(server)
	if err != nil {
		t.Fatal(err)
	}
	config := s.page(nil)
	config.Tour = nil
	served := httptest.NewServer(page.New(server, config))
	t.Cleanup(served.Close)
	t.Cleanup(served.CloseClientConnections) // streams end when their readers go
	p := &puppet{scene: s, t: t, address: served.URL}
	p.hears("message", func(u object) bool {
		return u.text("message", "text") != "" && u.number("message", "from", "id") == ownerID
	})
	return p
}

// object is JSON of any shape.
type object map[string]any

// at is what stands at a path of members.
func (o object) at(path ...string) any {
	var v any = map[string]any(o)
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

func (o object) text(path ...string) string {
	s, _ := o.at(path...).(string)
	return s
}

func (o object) number(path ...string) int64 {
	n, _ := o.at(path...).(float64)
	return int64(n)
}

// calls calls a method of the Bot API and returns the id of the message that it made, if any.
func (p *puppet) calls(method string, params object) int {
	p.t.Helper()
	var m struct {
		ID int `json:"message_id"`
	}
	if raw := p.ask(method, params); len(raw) > 0 && raw[0] == '{' {
		if err := json.Unmarshal(raw, &m); err != nil {
			p.t.Fatal(err)
		}
	}
	return m.ID
}

func (p *puppet) ask(method string, params object) json.RawMessage {
	p.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), seeWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.server.URL()+"/bot"+p.bot.Token+"/"+method, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatalf("%s: %v", method, err)
	}
	defer response.Body.Close()
	var answer struct {
		OK          bool            `json:"ok"`
		Description string          `json:"description"`
		Result      json.RawMessage `json:"result"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		p.t.Fatalf("%s: %v %s", method, err, answer.Description)
	}
	return answer.Result
}

// says sends HTML to a chat; more are further parameters.
func (p *puppet) says(chat int64, html string, more object) int {
	p.t.Helper()
	params := object{"chat_id": chat, "text": html, "parse_mode": "HTML"}
	for k, v := range more {
		params[k] = v
	}
	return p.calls("sendMessage", params)
}

// hears takes updates until one of a kind fits.
func (p *puppet) hears(kind string, fits func(object) bool) object {
	p.t.Helper()
	for {
		var updates []object
		raw := p.ask("getUpdates", object{"offset": p.offset, "limit": 1, "timeout": 10, "allowed_updates": []string{
			"message", "edited_message", "callback_query", "message_reaction", "poll", "poll_answer", "my_chat_member", "chat_member",
		}})
		if err := json.Unmarshal(raw, &updates); err != nil {
			p.t.Fatal(err)
		}
		if len(updates) == 0 {
			p.t.Fatalf("no %s comes", kind)
		}
		p.offset = updates[0].number("update_id") + 1
		if updates[0][kind] != nil && (fits == nil || fits(updates[0])) {
			return updates[0]
		}
	}
}

// enters opens the page as a person in one of their chats, by its kind.
func (p *puppet) enters(window context.Context, l look, id int64, kind string) *visitor {
	p.t.Helper()
	v := enter(p.t, window, p.address, l)
	v.opens(kind, id)
	return v
}

// another opens the page in another tab of the same window.
func (v *visitor) another() *visitor {
	v.t.Helper()
	return enterTab(v.t, v.ctx, v.address, v.look)
}

// lacks waits until an expression is false in the page.
func (v *visitor) lacks(what, expression string) {
	v.t.Helper()
	v.sees("no "+what, "!("+expression+")")
}
