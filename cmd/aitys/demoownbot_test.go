package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"testing"
)

// ownBot is a bot that the demo knows nothing of but its account: it repeats what it is told.
type ownBot struct {
	t            *testing.T
	page, method string // addresses
}

// visitWithBot starts the demo with a bot of one's own and reads where both are from what it prints.
func visitWithBot(t *testing.T, o demoOptions) ownBot {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	said, speak := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- demo(ctx, o, speak, &logged{}, newLog(&logged{}, 0, "text")) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the demo ended with %v", err)
		}
	})
	lines, found := bufio.NewReader(said), []string{}
	for _, pattern := range []string{`open at (http://\S+) `, `Bot API for @Echo_bot is at (http://127\.0\.0\.1:\d+), in place of https://api\.telegram\.org`, `token of @Echo_bot is (\d+:\S{35}) `} {
		line, err := lines.ReadString('\n')
		parts := regexp.MustCompile(pattern).FindStringSubmatch(line)
		if err != nil || parts == nil {
			t.Fatalf("the demo says %q, %v", line, err)
		}
		found = append(found, parts[1])
	}
	return ownBot{t, found[0], found[1] + "/bot" + found[2] + "/"}
}

// calls calls a method of the Bot API.
func (b ownBot) calls(method string, params object, into any) {
	b.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), seeWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.method+method, bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	answer := struct {
		OK     bool `json:"ok"`
		Result any  `json:"result"`
	}{Result: into}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		b.t.Fatalf("%s: %s, %v", method, response.Status, err)
	}
}

// repeats answers what it is told, until it was told a text.
func (b ownBot) repeats(text string) {
	b.t.Helper()
	for offset := int64(0); ; {
		var updates []object
		b.calls("getUpdates", object{"offset": offset, "timeout": 10}, &updates)
		if len(updates) == 0 {
			b.t.Fatalf("nobody says %q", text)
		}
		for _, u := range updates {
			offset = u.number("update_id") + 1
			if said := u.text("message", "text"); said != "" {
				b.calls("sendMessage", object{"chat_id": u.number("message", "chat", "id"), "text": "You said " + said}, nil)
				if said == text {
					return
				}
			}
		}
	}
}

// talkToOwnBot has somebody try a bot of their own in the demo, beside the demo's.
func talkToOwnBot(t *testing.T, browser context.Context) {
	b := visitWithBot(t, demoOptions{address: "127.0.0.1:0", ownBot: "Echo"})
	v := enter(t, browser, b.page, desktop)
	v.taps(`[data-role="tour-close"]`)
	v.opens("group", readerEnglish)
	v.reads("Echo joined")
	v.taps(`#chatlist li:nth-child(2) [data-kind="private"]`)
	v.sees("its name", `document.querySelector('#head h2').innerText === "Echo"`)
	v.taps(`[data-role="begin"]`)
	b.repeats("/start")
	v.reads("You said /start")
	v.says("What do you know?")
	b.repeats("What do you know?")
	v.reads("You said What do you know?")
	v.taps(`#chatlist li:nth-child(1) [data-kind="private"]`)
	v.sees("the demo's bot", `document.querySelector('#head h2').innerText === "Aitys" && !document.querySelector('#messages').innerText.includes("You said")`)
	v.opens("group", readerEnglish)
	v.says("/hello@Echo_bot")
	b.repeats("/hello@Echo_bot")
	v.reads("You said /hello@Echo_bot")
}

// TestOwnBotKeepsItsToken opens a demo that was kept: the bot is the one that was there.
func TestOwnBotKeepsItsToken(t *testing.T) {
	o := demoOptions{address: "127.0.0.1:0", database: filepath.Join(t.TempDir(), "kept.db"), ownBot: "Echo"}
	var tokens []string
	for range 2 {
		t.Run("", func(t *testing.T) {
			b := visitWithBot(t, o)
			tokens = append(tokens, regexp.MustCompile(`/bot.*`).FindString(b.method))
		})
	}
	if tokens[0] != tokens[1] {
		t.Errorf("the bots are %q", tokens)
	}
}

func TestOwnBotName(t *testing.T) {
	for name, want := range map[string]string{
		"Echo": "Echo_bot", "echo_bot": "echo_bot", "My Test Bot": "My_Test_Bot", "Wörterbot": "Wrterbot",
		"": "", "Эхо": "", "Aitys": "", "1": "", "aitys bot": "", "bot": "", "x23456789012345678901234567890": "",
	} {
		if got, err := ownBotName(name); got != want || (err == nil) != (want != "") {
			t.Errorf("%q becomes %q, %v", name, got, err)
		}
	}
}
