package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// call calls a method of the local server as a bot does and decodes its result.
func call(t *testing.T, s *server, method string, params url.Values, result any) {
	t.Helper()
	response, err := http.PostForm(s.address+"/bot"+botToken+"/"+method, params)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	answer := struct {
		OK     bool `json:"ok"`
		Result any  `json:"result"`
	}{Result: result}
	if err := json.Unmarshal(body, &answer); err != nil || !answer.OK {
		t.Fatalf("%s: %v, %s", method, err, body)
	}
}

func testServer(t *testing.T) *server {
	t.Helper()
	s, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestSettingsAreRemembered(t *testing.T) {
	s := testServer(t)
	var commands []struct{ Command string }
	call(t, s, "getMyCommands", nil, &commands)
	if len(commands) != 0 {
		t.Fatalf("before any were set: %v", commands)
	}
	kazakh := url.Values{"language_code": {"kk"}, "scope": {`{"type":"all_private_chats"}`}, "commands": {`[{"command":"help","description":"x"}]`}}
	var done bool
	call(t, s, "setMyCommands", kazakh, &done)
	call(t, s, "getMyCommands", kazakh, &commands)
	if len(commands) != 1 || commands[0].Command != "help" {
		t.Fatalf("after they were set: %v", commands)
	}
	call(t, s, "setMyName", url.Values{"name": {`A "name"`}}, &done)
	var name struct{ Name string }
	call(t, s, "getMyName", nil, &name)
	if name.Name != `A "name"` {
		t.Fatalf("the name is %q", name.Name)
	}
	if err := s.strange(); err != nil {
		t.Error(err)
	}
}

func TestAnUnknownMethodIsTold(t *testing.T) {
	s := testServer(t)
	response, err := http.PostForm(s.address+"/bot"+botToken+"/sendSticker", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.strange(); err == nil || !strings.Contains(err.Error(), "sendSticker") {
		t.Fatalf("got %v", err)
	}
}

// TestDripTellsHowLongRepliesTook lets a bot of a few lines answer a load and looks at what the bench makes of it.
func TestDripTellsHowLongRepliesTook(t *testing.T) {
	s := testServer(t)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for offset := int64(0); ctx.Err() == nil; {
			var updates []update
			call(t, s, "getUpdates", url.Values{"offset": {number64(offset)}, "timeout": {"1"}}, &updates)
			for _, u := range updates {
				offset = u.ID + 1
				call(t, s, "sendMessage", url.Values{"text": {"chat_id=7"}, "chat_id": {number64(u.Message.Chat.ID)}}, &struct{}{})
			}
		}
	}()
	l, err := newLoad(crowd(40), commands, 1000, 40)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{name: "test", server: s, gone: make(chan struct{})}
	handed, ready, err := drip(ctx, p, l, 2000)
	cancel()
	<-stopped
	if err != nil {
		t.Fatal(err)
	}
	for i := range handed {
		if handed[i] <= 0 || handed[i] >= ready[i] || ready[i] > time.Minute {
			t.Errorf("reply %d took %v since it was handed out and %v since it was ready", i, handed[i], ready[i])
		}
	}
}

func number64(n int64) string {
	text, _ := json.Marshal(n) // an integer has a form in JSON
	return string(text)
}

func TestField(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"chat_id=-100", "-100"},
		{"text=a&chat_id=5&x=y", "5"},
		{"text=chat_id=7&chat_id=5", "5"},
		{"message_chat_id=7&chat_id=5", "5"},
		{`{"text":"a","chat_id":5}`, "5"},
		{`{"chat_id": "5"}`, "5"},
		{"--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n5\r\n--x", "5"},
		{"text=chat_id", ""},
	} {
		if got := string(field([]byte(c.body), "chat_id")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.body, got, c.want)
		}
	}
}
