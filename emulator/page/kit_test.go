package page_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"aitys/emulator"
	"aitys/emulator/page"
)

// patience is how long a test waits for what has to come.
const patience = 10 * time.Second

// process is a bot's process that a test looks at.
type process struct {
	mu      sync.Mutex
	running bool
	changed chan struct{}
}

func (p *process) Running() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.running
}

func (p *process) Changed() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed
}

func (p *process) Start() error { return p.set(true) }
func (p *process) Stop() error  { return p.set(false) }

func (p *process) set(running bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = running
	close(p.changed)
	p.changed = make(chan struct{})
	return nil
}

// stage is a page over a server with a bot, two people, a channel with its
// discussion group, and a closed group.
type stage struct {
	*emulator.Server
	t                     *testing.T
	bot                   emulator.Bot
	anna, boss            emulator.User
	channel, talk, closed emulator.Chat
	process               *process
	page                  *httptest.Server
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, Server: emulator.New(emulator.Options{NoLimits: true}), process: &process{running: true, changed: make(chan struct{})}}
	t.Cleanup(s.Close)
	s.bot = s.AddBot("Herald", "herald_bot")
	s.anna = s.AddUser(emulator.User{FirstName: "Anna", LastName: "A", LanguageCode: "en"})
	s.boss = s.AddUser(emulator.User{FirstName: "Boss", LanguageCode: "ru"})
	s.channel, s.talk, s.closed = s.AddChannel("News"), s.AddGroup("Talk"), s.AddGroup("Closed")
	s.Link(s.channel, s.talk)
	for _, c := range []emulator.Chat{s.channel, s.talk, s.closed} {
		s.Promote(c, s.bot.User, emulator.AllRights())
		s.Own(c, s.boss)
	}
	handler := page.New(s.Server, page.Config{
		Title: "Stage", Bot: s.bot, Chats: []emulator.Chat{s.channel, s.talk, s.closed},
		People: []page.Person{
			{User: s.anna, Role: map[string]string{"en": "reader"}, Lang: "en"}, {User: s.boss, Role: map[string]string{"en": "boss"}, Lang: "ru"},
		},
		Tour:    []page.Step{{Title: map[string]string{"en": "Read"}, As: map[string]int64{"en": s.anna.ID}, Press: map[string]string{"en": "Read"}}},
		Faults:  []page.Switch{{ID: "errors", Label: map[string]string{"en": "Errors"}, Fault: emulator.Fault{Refusal: emulator.Refused(500, "Internal")}}},
		Control: s.process,
		NewReader: func(name, lang string) (page.Person, error) {
			return page.Person{User: s.AddUser(emulator.User{FirstName: name, LanguageCode: lang}), Role: map[string]string{"en": "reader"}, Lang: lang}, nil
		},
	})
	s.page = httptest.NewServer(handler)
	t.Cleanup(s.page.CloseClientConnections) // streams end when their readers go
	t.Cleanup(s.page.Close)
	t.Cleanup(s.page.CloseClientConnections)
	return s
}

// call calls a method of the Bot API as the bot.
func (s *stage) call(method string, params map[string]any) emulator.Message {
	s.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		s.t.Fatal(err)
	}
	res, err := http.Post(s.URL()+"/bot"+s.bot.Token+"/"+method, "application/json", bytes.NewReader(body)) //nolint:noctx // a test's own server
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var answer struct {
		OK          bool
		Description string
		Result      json.RawMessage
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || !answer.OK {
		s.t.Fatalf("%s: %v %s", method, err, answer.Description)
	}
	var m emulator.Message
	_ = json.Unmarshal(answer.Result, &m) // some answer true
	return m
}

// object is JSON as the page gets it.
type object map[string]any

func (o object) get(path string) any {
	var at any = map[string]any(o)
	for name := range strings.SplitSeq(path, ".") {
		m, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = m[name]
	}
	return at
}

// post posts JSON as the page does; change may spoil the request.
func (s *stage) post(path string, body any, change ...func(*http.Request)) (int, object) {
	s.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.page.URL+path, bytes.NewReader(raw))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", s.page.URL)
	for _, f := range change {
		f(req)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var out object
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	return res.StatusCode, out
}

// act does something that has to be taken.
func (s *stage) act(as emulator.User, chat int64, do string, more object) object {
	s.t.Helper()
	status, out := s.try(as, chat, do, more)
	if status != http.StatusOK || out["ok"] != true {
		s.t.Fatalf("%s: %d %v", do, status, out)
	}
	return out
}

func (s *stage) try(as emulator.User, chat int64, do string, more object) (int, object) {
	s.t.Helper()
	body := object{"as": as.ID, "chat": chat, "do": do}
	for k, v := range more {
		body[k] = v
	}
	return s.post("/api/act", body)
}

// refused does something that has to be refused in words.
func (s *stage) refused(as emulator.User, chat int64, do string, more object) {
	s.t.Helper()
	status, out := s.try(as, chat, do, more)
	if why, ok := out["error"].(string); status != http.StatusBadRequest || !ok || why == "" {
		s.t.Errorf("%s %v was answered with %d %v", do, more, status, out)
	}
}

// get fetches an address of the page.
func (s *stage) get(path string) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.page.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res, string(body)
}

// event is one Server-Sent Event.
type event struct {
	name string
	data string
}

func (e event) object(t *testing.T) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(e.data), &o); err != nil {
		t.Fatalf("%s: %v", e.data, err)
	}
	return o
}

// feed is a stream of events that a test reads.
type feed struct {
	t      *testing.T
	events chan event
}

// follow opens a stream.
func (s *stage) follow(path string, change ...func(*http.Request)) *feed {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.page.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range change {
		f(req)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = res.Body.Close() })
	if kind := res.Header.Get("Content-Type"); res.StatusCode != http.StatusOK || kind != "text/event-stream" {
		s.t.Fatalf("%s: %d %s", path, res.StatusCode, kind)
	}
	f := &feed{t: s.t, events: make(chan event, 1000)}
	go func() {
		defer close(f.events)
		lines := bufio.NewReader(res.Body)
		name := ""
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return
			}
			line = strings.TrimSuffix(line, "\n")
			if rest, ok := strings.CutPrefix(line, "event: "); ok {
				name = rest
			} else if rest, ok := strings.CutPrefix(line, "data: "); ok {
				f.events <- event{name, rest}
			}
		}
	}()
	return f
}

// watch is what a person sees.
func (s *stage) watch(who emulator.User) *feed {
	return s.follow(fmt.Sprintf("/api/watch?as=%d", who.ID))
}

// until passes over events until one fits.
func (f *feed) until(name string, fits func(object) bool) object {
	f.t.Helper()
	late := time.After(patience)
	for {
		select {
		case e, open := <-f.events:
			if !open {
				f.t.Fatalf("the stream ended before %s came", name)
			}
			if e.name != name {
				continue
			}
			if o := e.object(f.t); fits(o) {
				return o
			}
		case <-late:
			f.t.Fatalf("%s did not come", name)
		}
	}
}

// chats are the next list of all chats, by their titles.
func (f *feed) chats() map[string]object {
	f.t.Helper()
	late := time.After(patience)
	for {
		select {
		case e := <-f.events:
			if e.name != "chats" {
				continue
			}
			var list []object
			if err := json.Unmarshal([]byte(e.data), &list); err != nil {
				f.t.Fatal(err)
			}
			by := map[string]object{}
			for _, c := range list {
				by[c["title"].(string)] = c
			}
			return by
		case <-late:
			f.t.Fatal("the chats did not come")
		}
	}
}

// number is a JSON number as an id.
func number(v any) int64 {
	f, _ := v.(float64)
	return int64(f)
}
