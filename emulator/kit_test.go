package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"
)

// kit is a server with a bot and the people and chats that most tests need.
type kit struct {
	*Server
	t       testing.TB
	clock   *clock
	bot     Bot
	anna    User
	private *Seat // Anna with the bot; she has written to it
	channel Chat
	group   Chat // linked to the channel; the bot administers both
	// heard, when set, is told every result that the server gave the bot.
	heard func(method string, result json.RawMessage)
}

func (k *kit) hear(method string, r reply) {
	if k.heard != nil && r.OK {
		k.heard(method, r.Result)
	}
}

// clock is a clock that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newKit(t testing.TB, o Options) *kit {
	t.Helper()
	k := &kit{t: t, clock: &clock{now: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)}}
	if o.Now == nil {
		o.Now = k.clock.Now
	}
	k.Server = New(o)
	t.Cleanup(k.Close)
	k.bot = k.AddBot("Herald", "herald_bot")
	k.anna = k.AddUser(User{FirstName: "Anna", Username: "anna", LanguageCode: "en"})
	k.channel, k.group = k.AddChannel("News"), k.AddGroup("Talk")
	k.Link(k.channel, k.group)
	k.Promote(k.channel, k.bot.User, AllRights())
	k.Promote(k.group, k.bot.User, AllRights())
	k.Join(k.group, k.anna)
	k.private = k.Private(k.anna, k.bot)
	k.say(k.private, "/start")
	k.updates()
	return k
}

// say sends a text as a person.
func (k *kit) say(at *Seat, text string) Message {
	k.t.Helper()
	m, err := at.Say(text)
	if err != nil {
		k.t.Fatalf("%q: %v", text, err)
	}
	return m
}

// reply is an answer of the server.
type reply struct {
	Status      int
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter      int   `json:"retry_after"`
		MigrateToChatID int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

type with map[string]any

// call calls a method with JSON parameters; nested values go as they are.
func (k *kit) call(method string, params with) reply {
	k.t.Helper()
	r, err := post(context.Background(), k.URL()+"/bot"+k.bot.Token+"/"+method, params)
	if err != nil {
		k.t.Fatalf("%s: %v", method, err)
	}
	k.hear(method, r)
	return r
}

func post(ctx context.Context, address string, params with) (reply, error) {
	body, err := json.Marshal(params)
	if err != nil {
		return reply{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	return do(req)
}

func do(req *http.Request) (reply, error) {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return reply{Status: res.StatusCode}, err
	}
	r := reply{Status: res.StatusCode}
	if err := json.Unmarshal(body, &r); err != nil {
		return r, fmt.Errorf("%q: %w", body, err)
	}
	return r, nil
}

// must calls a method that has to succeed and decodes its result.
func must[T any](k *kit, method string, params with) T {
	k.t.Helper()
	r := k.call(method, params)
	if !r.OK || r.Status != 200 {
		k.t.Fatalf("%s %v: %d %s", method, params, r.ErrorCode, r.Description)
	}
	var out T
	if err := json.Unmarshal(r.Result, &out); err != nil {
		k.t.Fatalf("%s: %s: %v", method, r.Result, err)
	}
	return out
}

// send sends a text as the bot.
func (k *kit) send(chat int64, text string) Message {
	k.t.Helper()
	return must[Message](k, "sendMessage", with{"chat_id": chat, "text": text})
}

// upload calls a method with a form that carries a file.
func (k *kit) upload(method string, fields map[string]string, field, name string, data []byte) reply {
	k.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			k.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile(field, name)
	if err != nil {
		k.t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		k.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		k.t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, k.URL()+"/bot"+k.bot.Token+"/"+method, &body)
	if err != nil {
		k.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	r, err := do(req)
	if err != nil {
		k.t.Fatal(err)
	}
	k.hear(method, r)
	return r
}

// picture is a small PNG.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// got is an update as a bot decodes it.
type got struct {
	UpdateID        int64                   `json:"update_id"`
	Message         *Message                `json:"message"`
	EditedMessage   *Message                `json:"edited_message"`
	ChannelPost     *Message                `json:"channel_post"`
	CallbackQuery   *pressed                `json:"callback_query"`
	Poll            *Poll                   `json:"poll"`
	PollAnswer      *PollAnswer             `json:"poll_answer"`
	MyChatMember    *changed                `json:"my_chat_member"`
	ChatMember      *changed                `json:"chat_member"`
	MessageReaction *MessageReactionUpdated `json:"message_reaction"`
}

type pressed struct {
	ID      string  `json:"id"`
	From    User    `json:"from"`
	Data    string  `json:"data"`
	Message Message `json:"message"`
}

type changed struct {
	Chat Chat       `json:"chat"`
	From User       `json:"from"`
	Old  memberOnly `json:"old_chat_member"`
	New  memberOnly `json:"new_chat_member"`
}

type memberOnly struct {
	Status string `json:"status"`
	User   User   `json:"user"`
}

// updates takes and confirms everything that waits for the kit's bot.
func (k *kit) updates() []got {
	k.t.Helper()
	return k.updatesOf(k.bot)
}

func (k *kit) updatesOf(b Bot) []got {
	k.t.Helper()
	var all []got
	address := k.URL() + "/bot" + b.Token + "/getUpdates"
	offset := int64(0)
	for {
		r, err := post(context.Background(), address, with{"offset": offset})
		if err != nil || !r.OK {
			k.t.Fatalf("getUpdates: %v %s", err, r.Description)
		}
		k.hear("getUpdates", r)
		var some []got
		if err := json.Unmarshal(r.Result, &some); err != nil {
			k.t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
		offset = some[len(some)-1].UpdateID + 1
	}
}

// one is the only update that waits; anything else fails the test.
func (k *kit) one() got {
	k.t.Helper()
	all := k.updates()
	if len(all) != 1 {
		k.t.Fatalf("%d updates, want 1: %+v", len(all), all)
	}
	return all[0]
}

// form encodes parameters as a form does.
func form(params map[string]string) url.Values {
	v := url.Values{}
	for name, value := range params {
		v.Set(name, value)
	}
	return v
}

// contextDone is a request's context that has ended already, so that no long
// poll waits.
func contextDone(req *http.Request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(req.Context())
	cancel()
	return ctx, cancel
}
