package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"aitys/content"
)

// profileServer remembers what the bot is called and offers, as Telegram does: by method, scope and language.
type profileServer struct {
	mu    sync.Mutex
	holds map[string]string
}

func (p *profileServer) answer(r request) *reply {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := strings.TrimPrefix(strings.TrimPrefix(r.Method, "get"), "set") + r.Params.Get("scope") + r.Params.Get("language_code")
	for method, field := range map[string]string{"MyName": "name", "MyDescription": "description", "MyShortDescription": "short_description", "MyCommands": "commands"} {
		switch r.Method {
		case "set" + method:
			p.holds[key] = r.Params.Get(field)
			return result("true")
		case "get" + method:
			if field == "commands" {
				return result(orElse(p.holds[key], "[]"))
			}
			value, _ := json.Marshal(map[string]string{field: p.holds[key]})
			return result(string(value))
		}
	}
	return nil
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func testPresence() Presence {
	p := Presence{}
	for _, lang := range []content.Lang{"", content.English, content.Russian, content.Kazakh} {
		p[lang] = Profile{
			Name: "Айтыс " + string(lang), Description: "d", Short: "s",
			Private: []Command{{"summary", "the article"}, {"figures", "its figures"}}, Groups: []Command{{"figures", "its figures"}},
		}
	}
	return p
}

func TestPresenceIsSetOnlyWhereItDiffers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, profile := newTelegramServer(), &profileServer{holds: map[string]string{}}
		server.Fault = profile.answer
		bot, _, err := connect(t.Context(), server, testToken)
		if err != nil {
			t.Fatal(err)
		}
		set := func() (methods []string) {
			for _, r := range server.requests("setMyName", "setMyDescription", "setMyShortDescription", "setMyCommands") {
				methods = append(methods, r.Method+r.Params.Get("scope")+r.Params.Get("language_code"))
			}
			server.ledger = nil
			return methods
		}
		presence := testPresence()
		if err := bot.Present(t.Context(), presence); err != nil {
			t.Fatal(err)
		}
		if got := set(); len(got) != 20 || got[0] != "setMyName" || !slices.Contains(got, `setMyCommands{"type":"all_group_chats"}kk`) {
			t.Errorf("at first: %v", got)
		}
		if want := `[{"command":"figures","description":"its figures"}]`; profile.holds[`MyCommands{"type":"all_group_chats"}kk`] != want {
			t.Errorf("the menu is %s", profile.holds[`MyCommands{"type":"all_group_chats"}kk`])
		}
		if err := bot.Present(t.Context(), presence); err != nil || len(set()) != 0 {
			t.Errorf("something is set again: %v", err)
		}
		changed := presence[content.Kazakh]
		changed.Short, changed.Private, changed.Name = "new", changed.Private[:1], ""
		presence[content.Kazakh] = changed
		if err := bot.Present(t.Context(), presence); err != nil {
			t.Fatal(err)
		}
		if got := set(); !slices.Equal(got, []string{"setMyShortDescriptionkk", `setMyCommands{"type":"all_private_chats"}kk`}) {
			t.Errorf("after a change: %v", got)
		}
	})
}

func TestPresenceTriesAllAndSaysWhatFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, profile := newTelegramServer(), &profileServer{holds: map[string]string{}}
		server.Fault = func(r request) *reply {
			if r.Method == "setMyName" {
				return flood(3600)
			}
			return profile.answer(r)
		}
		bot, _, err := connect(t.Context(), server, testToken)
		if err != nil {
			t.Fatal(err)
		}
		err = bot.Present(t.Context(), testPresence())
		if err == nil || strings.Count(err.Error(), "setMyName: Too Many Requests") != 4 {
			t.Errorf("%v", err)
		}
		if len(profile.holds) != 16 {
			t.Errorf("only %d are set", len(profile.holds))
		}
	})
}

func TestPresenceUsesKnownParameters(t *testing.T) {
	api := readBotAPI(t)
	synctest.Test(t, func(t *testing.T) {
		server, profile := newTelegramServer(), &profileServer{holds: map[string]string{}}
		server.Fault = profile.answer
		bot, _, err := connect(t.Context(), server, testToken)
		if err != nil {
			t.Fatal(err)
		}
		if err := bot.Present(t.Context(), testPresence()); err != nil {
			t.Fatal(err)
		}
		for _, r := range server.ledger {
			checkParams(t, api, r.Method, flat(r.Params))
		}
	})
}

func TestLinkedChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegramServer()
		server.Fault = func(r request) *reply {
			switch {
			case r.Method != "getChat":
				return nil
			case r.chat() == "-1001":
				return result(`{"id":-1001,"type":"channel","linked_chat_id":-1002}`)
			case r.chat() == "-1003":
				return result(`{"id":-1003,"type":"channel"}`)
			}
			return failure(400, "Bad Request: chat not found", "")
		}
		bot, _, err := connect(t.Context(), server, testToken)
		if err != nil {
			t.Fatal(err)
		}
		for channel, want := range map[content.TelegramID]string{-1001: "-1002 <nil>", -1003: "0 <nil>", -1004: "0 getChat: Bad Request: chat not found (400)"} {
			linked, err := bot.LinkedChat(t.Context(), channel)
			if got := fmt.Sprint(linked, " ", err); got != want {
				t.Errorf("%d: %s", channel, got)
			}
		}
	})
}
