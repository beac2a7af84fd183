package page

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"aitys/emulator"
)

// largestBody is the size of the largest request in bytes: a document of 20 MB,
// which is what bots can fetch, in base64.
const largestBody = 28 << 20

// deed is what somebody does.
type deed struct {
	As   int64  `json:"as"`
	Chat int64  `json:"chat"`
	Do   string `json:"do"`

	Text    string   `json:"text"`
	ReplyTo int      `json:"reply_to"`
	Name    string   `json:"name"`
	Data    string   `json:"data"` // of a button; of a document, in base64
	Message int      `json:"message"`
	Options []int    `json:"options"`
	Emoji   []string `json:"emoji"`
	Link    string   `json:"link"`
}

// result is what an answer holds besides ok.
type result map[string]any

var (
	errNoButton   = &emulator.Impossible{Code: "no_button", Text: "this button is gone"}
	errNoData     = &emulator.Impossible{Code: "no_data", Text: "the document's data is not base64"}
	errNotVisible = &emulator.Impossible{Code: "not_visible", Text: "the chat is not open to this person"}
	errByInvite   = &emulator.Impossible{Code: "by_invitation", Text: "one joins this group by invitation only"}
	errNoPerson   = &emulator.Impossible{Code: "no_person", Text: "there is no such person"}
	errNoDeed     = &emulator.Impossible{Code: "no_act", Text: "there is nothing of that name to do"}
	errNotBot     = &emulator.Impossible{Code: "not_private", Text: "this is not about a bot's chat"}
)

// deeds are what people can do in a chat that they may look into.
var deeds = map[string]func(*page, place, deed) (result, error){
	"say": func(_ *page, at place, d deed) (result, error) {
		return sent(at.seat.Send(emulator.Draft{Text: d.Text, ReplyTo: d.ReplyTo}))
	},
	"document": sendDocument,
	"press":    press,
	"vote": func(_ *page, at place, d deed) (result, error) {
		return nil, at.seat.Vote(d.Message, d.Options...)
	},
	"react": func(_ *page, at place, d deed) (result, error) {
		return nil, at.seat.React(d.Message, d.Emoji...)
	},
	"edit":   func(_ *page, at place, d deed) (result, error) { return sent(at.seat.Edit(d.Message, d.Text)) },
	"delete": func(_ *page, at place, d deed) (result, error) { return nil, at.seat.Delete(d.Message) },
	"read": func(_ *page, at place, d deed) (result, error) {
		at.seat.Read(d.Message)
		return nil, nil
	},
	"block":   func(_ *page, at place, _ deed) (result, error) { return nil, setBlocked(at, true) },
	"unblock": func(_ *page, at place, _ deed) (result, error) { return nil, setBlocked(at, false) },
	"hide":    func(_ *page, at place, _ deed) (result, error) { return nil, at.seat.Hide(true) },
	"unhide":  func(_ *page, at place, _ deed) (result, error) { return nil, at.seat.Hide(false) },
	"leave":   func(_ *page, at place, _ deed) (result, error) { return nil, at.seat.Leave() },
}

// act does what somebody asks for.
func (p *page) act(w http.ResponseWriter, r *http.Request) {
	var d deed
	if !read(w, r, &d) {
		return
	}
	done, err := p.perform(d)
	finish(w, done, err)
}

// perform finds who and where, and does it.
func (p *page) perform(d deed) (result, error) {
	who, ok := p.person(d.As)
	if !ok {
		return nil, errNoPerson
	}
	if d.Do == "open" {
		return p.open(who, d.Link)
	}
	do, known := deeds[d.Do]
	if !known && d.Do != "join" {
		return nil, errNoDeed
	}
	at, ok := p.place(who, d.Chat)
	switch {
	case !ok:
		return nil, errNotVisible
	case d.Do == "join" && at.open, d.Do == "join" && at.view.Status == "left":
		return nil, at.seat.Join()
	case d.Do == "join":
		return nil, errByInvite
	case !at.open:
		return nil, errNotVisible
	}
	return do(p, at, d)
}

// sent is the answer to a deed that makes a message.
func sent(m emulator.Message, err error) (result, error) {
	return result{"message_id": m.MessageID}, err
}

func sendDocument(_ *page, at place, d deed) (result, error) {
	data, err := base64.StdEncoding.DecodeString(d.Data)
	if err != nil || len(data) == 0 {
		return nil, errNoData
	}
	return sent(at.seat.Send(emulator.Draft{
		Text: d.Text, ReplyTo: d.ReplyTo, Document: &emulator.FileDraft{Name: d.Name, Data: data},
	}))
}

// press presses a button that the message has now: the page shows no others.
func press(_ *page, at place, d deed) (result, error) {
	m, ok := at.seat.Message(d.Message)
	if !ok || m.ReplyMarkup == nil {
		return nil, errNoButton
	}
	for _, row := range m.ReplyMarkup.Rows {
		for _, b := range row {
			if b.CallbackData != "" && b.CallbackData == d.Data {
				query, err := at.seat.Press(d.Message, d.Data)
				return result{"query": query}, err
			}
		}
	}
	return nil, errNoButton
}

func setBlocked(at place, blocked bool) error {
	if at.view.Chat.Type != "private" {
		return errNotBot
	}
	if blocked {
		at.seat.Block()
	} else {
		at.seat.Unblock()
	}
	return nil
}

// open follows a link to the bot: with ?start= it presses Start, without it only
// shows the chat.
func (p *page) open(who Person, link string) (result, error) {
	u, err := url.Parse(link)
	if err != nil || u.Host != "t.me" && u.Host != "telegram.me" {
		return nil, p.server.Open(who.User, link)
	}
	at := result{"chat": who.User.ID}
	for _, b := range append([]emulator.Bot{p.Bot}, p.Others...) {
		if !strings.EqualFold(strings.Trim(u.Path, "/"), b.Username) {
			continue
		}
		if b.ID != p.Bot.ID {
			at["chat"] = b.ID
		}
		if !u.Query().Has("start") {
			return at, nil
		}
	}
	return at, p.server.Open(who.User, link)
}

// read decodes a request and says whether it could.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	if r.ContentLength > largestBody {
		refuse(w, http.StatusRequestEntityTooLarge, "this is larger than 20 MB")
		return false
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, largestBody)).Decode(into)
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		refuse(w, http.StatusRequestEntityTooLarge, "this is larger than 20 MB")
	case err != nil:
		refuse(w, http.StatusBadRequest, fmt.Sprintf("the request cannot be read: %v", err))
	}
	return err == nil
}

// finish answers a request that was understood.
func finish(w http.ResponseWriter, done result, err error) {
	if err != nil {
		body := result{"error": err.Error()}
		if why := (*emulator.Impossible)(nil); errors.As(err, &why) {
			body["code"] = why.Code
		}
		answer(w, http.StatusBadRequest, body)
		return
	}
	body := result{"ok": true}
	for k, v := range done {
		body[k] = v
	}
	answer(w, http.StatusOK, body)
}
