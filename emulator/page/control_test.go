package page_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"aitys/emulator"
	"aitys/emulator/page"
)

func TestStoppingAndStarting(t *testing.T) {
	s := newStage(t)
	f := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID))
	f.until("status", func(o object) bool { return o["running"] == true })
	for do, running := range map[string]bool{"stop": false, "start": true} {
		s.process.set(!running) //nolint:errcheck // never fails
		if status, out := s.post("/api/control", object{"do": do}); status != 200 {
			t.Fatalf("%s: %d %v", do, status, out)
		}
		if s.process.Running() != running {
			t.Errorf("after %s running is %t", do, !running)
		}
	}
	// A bot that ends by itself is noticed too.
	s.process.set(false) //nolint:errcheck // never fails
	f.until("status", func(o object) bool { return o["running"] == false })
}

func TestFaultsAreSwitched(t *testing.T) {
	s := newStage(t)
	f := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID))
	f.until("status", func(o object) bool { return fmt.Sprint(o["faults"]) == "[]" })
	fault := func(id string, on bool) int {
		status, _ := s.post("/api/control", object{"do": "fault", "id": id, "on": on})
		return status
	}
	answered := func() int {
		res, err := http.Get(s.URL() + "/bot" + s.bot.Token + "/getMe") //nolint:noctx // a test's own server
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		return res.StatusCode
	}
	for range 2 { // twice is as once
		if status := fault("errors", true); status != 200 {
			t.Fatalf("on: %d", status)
		}
	}
	f.until("status", func(o object) bool { return fmt.Sprint(o["faults"]) == "[errors]" })
	if code := answered(); code != 500 {
		t.Errorf("with the fault the bot gets %d", code)
	}
	for range 2 {
		fault("errors", false)
	}
	f.until("status", func(o object) bool { return fmt.Sprint(o["faults"]) == "[]" })
	if code := answered(); code != 200 {
		t.Errorf("without the fault the bot gets %d", code)
	}
	if status := fault("plague", true); status != 400 {
		t.Errorf("a fault that is none: %d", status)
	}
}

func TestTrace(t *testing.T) {
	s := newStage(t)
	s.act(s.anna, 0, "say", object{"text": "before <b>&"})
	s.InjectRaw(s.bot, "no JSON")
	s.pollOnce()
	f := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID)) // shows what there was
	got := f.until("update", func(o object) bool { return o.get("raw.message.text") != nil })
	if got.get("raw.message.text") != "before <b>&" || got["at"] == nil {
		t.Errorf("the update: %v", got)
	}
	f.until("update", func(o object) bool { return o["raw"] == "no JSON" })
	s.call("sendMessage", map[string]any{"chat_id": s.anna.ID, "text": "an answer"})
	call := f.until("call", func(o object) bool { return o["method"] == "sendMessage" })
	if call.get("params.text") != "an answer" || number(call["code"]) != 200 || number(call["chat"]) != s.anna.ID || call["ms"] == nil {
		t.Errorf("the call: %v", call)
	}
	if strings.Contains(fmt.Sprint(call), s.bot.Token) {
		t.Error("the trace holds the bot's token")
	}
}

// A panel whose connection broke is shown nothing twice.
func TestTraceGoesOn(t *testing.T) {
	s := newStage(t)
	s.call("sendChatAction", map[string]any{"chat_id": s.talk.ID, "action": "typing"})
	f := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID))
	f.until("call", func(o object) bool { return o["method"] == "sendChatAction" })
	mark := f.until("mark", func(object) bool { return true })["id"].(string)
	s.call("getMe", nil)
	back := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID), func(r *http.Request) { r.Header.Set("Last-Event-ID", mark) })
	if first := back.until("call", func(object) bool { return true }); first["method"] != "getMe" {
		t.Errorf("after coming back the first is %v", first)
	}
	other := s.follow(fmt.Sprintf("/api/watch?as=%d&after=%s", s.boss.ID, mark)) // the same panel, through another person's eyes
	if first := other.until("call", func(object) bool { return true }); first["method"] != "getMe" {
		t.Errorf("for another person the first is %v", first)
	}
	odd := s.follow(fmt.Sprintf("/api/watch?as=%d", s.anna.ID), func(r *http.Request) { r.Header.Set("Last-Event-ID", "99999.-99999") })
	odd.until("status", func(object) bool { return true })
}

// pollOnce takes the bot's updates along.
func (s *stage) pollOnce() {
	s.t.Helper()
	res, err := http.Get(s.URL() + "/bot" + s.bot.Token + "/getUpdates") //nolint:noctx // a test's own server
	if err != nil {
		s.t.Fatal(err)
	}
	_ = res.Body.Close()
}

func TestAddingAReader(t *testing.T) {
	s := newStage(t)
	status, out := s.post("/api/control", object{"do": "add", "name": " Әсел <b> ", "lang": "kk"})
	if status != 200 || out.get("person.name") != "Әсел <b>" || out.get("person.lang") != "kk" {
		t.Fatalf("%d %v", status, out)
	}
	who := emulator.User{ID: number(out.get("person.id"))}
	if c := s.watch(who).chats(); c["Herald"] == nil || c["News"] == nil || c["Closed"] != nil {
		t.Errorf("the new reader sees %v", c)
	}
	s.act(who, 0, "say", object{"text": "/start"})
	if _, setup := s.get("/api/setup"); !strings.Contains(setup, "Әсел") {
		t.Error("the new reader is not in the setup")
	}
	if status, _ := s.post("/api/control", object{"do": "add", "name": "X", "lang": "tlh"}); status != 400 {
		t.Errorf("another language: %d", status)
	}
	for range 97 {
		if status, out := s.post("/api/control", object{"do": "add", "name": "X", "lang": "en"}); status != 200 {
			t.Fatalf("%d %v", status, out)
		}
	}
	if status, _ := s.post("/api/control", object{"do": "add", "name": "X", "lang": "en"}); status != 400 {
		t.Errorf("without end: %d", status)
	}
}

// What the page was not given is not there.
func TestAPageWithoutControls(t *testing.T) {
	srv := emulator.New(emulator.Options{})
	t.Cleanup(srv.Close)
	s := &stage{t: t, Server: srv, page: httptest.NewServer(page.New(srv, page.Config{Bot: srv.AddBot("Herald", "herald_bot")}))}
	t.Cleanup(s.page.Close)
	for _, do := range []string{"stop", "start", "add", "conquer"} {
		if status, _ := s.post("/api/control", object{"do": do, "name": "X", "lang": "en"}); status != 400 {
			t.Errorf("%s: %d", do, status)
		}
	}
	_, setup := s.get("/api/setup")
	if !strings.Contains(setup, `"people":[]`) || !strings.Contains(setup, `"tour":[]`) || !strings.Contains(setup, `"control":false`) {
		t.Errorf("an empty page's setup: %s", setup)
	}
}
