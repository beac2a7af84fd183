package page

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"sync"

	"aitys/emulator"
)

// Config is what a page shows. Texts by language are keyed en, ru, kk.
type Config struct {
	// Title stands on top of the page.
	Title string
	// Bot is the bot whose private chats are shown.
	Bot emulator.Bot
	// Others are further bots that people can talk to in private.
	Others []emulator.Bot
	// People can be switched between; the first is shown first.
	People []Person
	// Chats are the groups and channels. A person sees those they belong to, a
	// channel and its discussion group always, and the private chat with the bot.
	Chats []emulator.Chat
	// Tour is a guided tour; none is shown without steps.
	Tour []Step
	// Faults can be switched on and off.
	Faults []Switch
	// Control stops and starts the bot; without one the page has no such switch.
	Control Control
	// NewReader makes an account for a person that somebody adds; without one
	// nobody can be added.
	NewReader func(name, lang string) (Person, error)
}

// Person is somebody whom the page can be used as.
type Person struct {
	User emulator.User
	// Role says by language what the person is.
	Role map[string]string
	// Lang is the language of the page for them.
	Lang string
}

// Step is one step of the guided tour.
type Step struct {
	Title map[string]string `json:"title"`
	Text  map[string]string `json:"text"`
	// As is the person's id by the tour's language, so that the bot answers in
	// it; Chat is the chat to be opened, 0 the private one.
	As   map[string]int64 `json:"as"`
	Chat int64            `json:"chat"`
	// Press is the label of a button to be pointed out, Say a text that is
	// offered to be sent.
	Press map[string]string `json:"press,omitempty"`
	Say   map[string]string `json:"say,omitempty"`
}

// Switch is a fault that can be switched on.
type Switch struct {
	ID    string            `json:"id"`
	Label map[string]string `json:"label"`
	Fault emulator.Fault    `json:"-"`
}

// Control is the process of the bot.
type Control interface {
	// Running says whether the bot runs now.
	Running() bool
	// Start starts it, Stop ends it and waits for that. Neither is an error when
	// there is nothing to do.
	Start() error
	Stop() error
	// Changed is closed when Running changes next. It is asked for anew each time.
	Changed() <-chan struct{}
}

//go:embed assets
var assets embed.FS

// languages are those that the page's own words exist in.
var languages = []string{"en", "ru", "kk"}

// page is a handler with what was added and switched on while it runs.
type page struct {
	Config
	server *emulator.Server

	mu      sync.Mutex // guards the rest
	people  []Person
	faults  map[string]func() int // what ends a fault that is on
	changed chan struct{}         // closed when faults or the bot's process change
}

// New is the page over a server. It serves one address, of a loopback or
// another interface; who reaches that address may do everything.
func New(server *emulator.Server, c Config) http.Handler {
	p := &page{
		Config: c, server: server, people: append([]Person(nil), c.People...),
		faults: map[string]func() int{}, changed: make(chan struct{}),
	}
	files, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	static := http.FileServerFS(files)
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", static)
	mux.Handle("GET /assets/", http.StripPrefix("/assets", static))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /api/setup", p.setup)
	mux.HandleFunc("GET /api/watch", p.watch)
	mux.HandleFunc("GET /file/{id}", p.file)
	mux.HandleFunc("POST /api/act", p.act)
	mux.HandleFunc("POST /api/control", p.control)
	return guard(mux)
}

// person is somebody of the page, by id.
func (p *page) person(id int64) (Person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, who := range p.people {
		if who.User.ID == id {
			return who, true
		}
	}
	return Person{}, false
}

// shownPerson is a person in JSON.
type shownPerson struct {
	ID   int64             `json:"id"`
	Name string            `json:"name"`
	Role map[string]string `json:"role"`
	Lang string            `json:"lang"`
}

func (who Person) shown() shownPerson {
	name := who.User.FirstName
	if who.User.LastName != "" {
		name += " " + who.User.LastName
	}
	return shownPerson{ID: who.User.ID, Name: name, Role: who.Role, Lang: who.Lang}
}

// setup answers what does not change but for people who are added.
func (p *page) setup(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	people := make([]shownPerson, len(p.people))
	for i, who := range p.people {
		people[i] = who.shown()
	}
	p.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{
		"title": p.Title, "languages": languages,
		"bot":    map[string]any{"id": p.Bot.ID, "name": p.Bot.FirstName, "username": p.Bot.Username},
		"people": people, "tour": append([]Step{}, p.Tour...), "faults": append([]Switch{}, p.Faults...),
		"control": p.Control != nil, "add": p.NewReader != nil,
	})
}

// answer writes JSON.
func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may have gone away
}

// refuse answers why something was not done.
func refuse(w http.ResponseWriter, status int, why string) {
	answer(w, status, map[string]string{"error": why})
}
