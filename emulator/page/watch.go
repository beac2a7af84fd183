package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"aitys/emulator"
)

// newestShown is how many messages of a chat the page gets.
const newestShown = 500

// shownChat is a chat in JSON, for one person.
type shownChat struct {
	ID       int64                 `json:"id"`
	Type     string                `json:"type"`
	Kind     string                `json:"kind"`
	Title    string                `json:"title"`
	Unread   int                   `json:"unread"`
	Pinned   int                   `json:"pinned,omitempty"`
	CanWrite bool                  `json:"can_write"`
	Blocked  bool                  `json:"blocked"`
	Joined   bool                  `json:"joined"`
	MayHide  bool                  `json:"may_hide"`
	Hidden   bool                  `json:"hidden"`
	Started  bool                  `json:"started"`
	Status   string                `json:"status"`
	Keyboard [][]string            `json:"keyboard"`
	Hint     string                `json:"hint,omitempty"`
	Menu     []emulator.BotCommand `json:"menu"`
	Linked   int64                 `json:"linked,omitempty"`
	About    string                `json:"about,omitempty"`
	Bot      int64                 `json:"bot,omitempty"`
}

// fullChat is a chat with its messages.
type fullChat struct {
	shownChat
	Messages []emulator.Sight `json:"messages"`
}

// place is a chat that a person may look into.
type place struct {
	// id is the chat's on the page: bots all know a private chat by the person's
	// id, so that of another bot than the first goes by the bot's.
	id   int64
	bot  emulator.Bot // of a private chat its own, elsewhere the page's
	seat *emulator.Seat
	view emulator.View
	// open says that the messages are the person's to see.
	open bool
}

// private is a person's chat with a bot.
func (p *page) private(who Person, id int64, b emulator.Bot) place {
	seat := p.server.Private(who.User, b)
	return place{id: id, bot: b, seat: seat, view: seat.View(), open: true}
}

// places are the chats of a person: the private ones first, then the others in
// the order of the configuration, with what groups have become.
func (p *page) places(who Person) []place {
	out := []place{p.private(who, who.User.ID, p.Bot)}
	for _, b := range p.Others {
		out = append(out, p.private(who, b.ID, b))
	}
	for _, c := range p.Chats {
		for c.ID != 0 {
			seat := p.server.In(who.User, c)
			v := seat.View()
			everybody := v.Chat.Type == "channel" || v.Linked != 0
			if (everybody || v.Status != "") && v.Status != "kicked" && v.MovedTo == 0 {
				out = append(out, place{id: v.Chat.ID, bot: p.Bot, seat: seat, view: v, open: everybody || v.Joined})
			}
			c = emulator.Chat{ID: v.MovedTo}
		}
	}
	return out
}

// place is one of a person's chats whose messages they may see.
func (p *page) place(who Person, chat int64) (place, bool) {
	if chat == 0 {
		chat = who.User.ID
	}
	for _, at := range p.places(who) {
		if at.id == chat {
			return at, true
		}
	}
	return place{}, false
}

// shown is a chat without its messages.
func (p *page) shown(who Person, at place) shownChat {
	v := at.view
	c := shownChat{
		ID: at.id, Type: v.Chat.Type, Kind: v.Chat.Type, Title: v.Chat.Title, Unread: v.Unread, Pinned: v.Pinned,
		CanWrite: v.CanWrite, Blocked: v.Blocked, Joined: v.Joined, Started: v.Started, Status: v.Status,
		Keyboard: v.Keyboard, Hint: v.Hint, Linked: v.Linked,
		Menu: append([]emulator.BotCommand{}, p.server.Menu(at.bot, who.User, v.Chat)...),
	}
	if !at.open {
		c.Unread, c.Pinned, c.CanWrite, c.Keyboard = 0, 0, false, nil
	}
	switch v.Chat.Type {
	case "private":
		about := p.server.Profile(at.bot, who.User.LanguageCode)
		c.Bot, c.Title, c.About = at.bot.ID, about.Name, about.Description
	case "supergroup":
		c.Kind = "group"
	}
	if c.Kind == "group" {
		c.MayHide, c.Hidden = v.Administers, v.Hidden
	}
	return c
}

// watch streams what a person sees, and behind it what the bot is told and what
// it calls: one stream, since a browser opens six connections to a host at most,
// over all its tabs.
func (p *page) watch(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.URL.Query().Get("as"), 10, 64)
	who, known := p.person(id)
	if err != nil || !known {
		refuse(w, http.StatusNotFound, "there is no such person")
		return
	}
	out := newStream(w)
	e := &eye{page: p, who: who, out: out, answered: p.server.AnswerCount(who.User)}
	t := &tracer{page: p, out: out}
	// Whoever comes back goes on where the connection broke, whoever has become
	// another person with the trace alone. A mark of another run of the server
	// may lie in the future: that shows what comes from now on.
	_, _ = fmt.Sscanf(cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("after")), markForm, &t.updates, &t.calls, &e.answered)
	out.follow(r, t.signals, func() {
		e.look()
		t.look()
		out.mark(fmt.Sprintf(markForm, t.updates, t.calls, e.answered))
	})
}

// markForm is how a stream says how far it is: updates, calls, and answers to
// the person's presses.
const markForm = "%d.%d.%d"

// eye is what one watcher has been shown so far.
type eye struct {
	page     *page
	who      Person
	out      *stream
	chats    []seen
	answered int
}

// seen is what has been shown of one chat.
type seen struct {
	id   int64
	open bool
	seq  int64
	last []byte // the chat without its messages, in JSON
}

// look sends what has changed since the last look.
func (e *eye) look() {
	places := e.page.places(e.who)
	if !slices.EqualFunc(e.chats, places, func(s seen, at place) bool { return s.id == at.id && s.open == at.open }) {
		e.all(places)
	} else {
		for i, at := range places {
			e.news(&e.chats[i], at)
		}
	}
	var answers []emulator.Answer
	answers, e.answered = e.page.server.Answers(e.who.User, e.answered)
	for _, a := range answers {
		e.out.send("answer", map[string]any{"query": a.QueryID, "text": a.Text, "alert": a.ShowAlert, "url": a.URL})
	}
}

// all sends every chat with its messages.
func (e *eye) all(places []place) {
	e.chats = e.chats[:0]
	full := []fullChat{}
	for _, at := range places {
		c := fullChat{shownChat: e.page.shown(e.who, at), Messages: []emulator.Sight{}}
		s := seen{id: c.ID, open: at.open, last: encoded(c.shownChat)}
		if at.open {
			var messages []emulator.Sight
			messages, s.seq = at.seat.Sights(newestShown)
			c.Messages = append(c.Messages, messages...)
		}
		full, e.chats = append(full, c), append(e.chats, s)
	}
	e.out.send("chats", full)
}

// news sends what is new in one chat: its messages, then the chat.
func (e *eye) news(s *seen, at place) {
	if at.open {
		var changed []emulator.Sight
		changed, s.seq = at.seat.Since(s.seq)
		for _, m := range changed {
			if m.Deleted {
				e.out.send("deleted", map[string]any{"chat": s.id, "message_id": m.MessageID})
			} else {
				e.out.send("message", map[string]any{"chat": s.id, "message": m})
			}
		}
	}
	if c := e.page.shown(e.who, at); !bytes.Equal(s.last, encoded(c)) {
		s.last = encoded(c)
		e.out.send("chat", c)
	}
}

func encoded(c shownChat) []byte {
	body, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return body
}
