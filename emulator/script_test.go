package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// echo runs a small bot in the background: it repeats what it is told, with a
// button that edits, a link and a keyboard, and it says what was pressed.
func echo(t *testing.T, k *kit) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		offset := int64(0)
		for ctx.Err() == nil {
			r, err := post(ctx, k.URL()+"/bot"+k.bot.Token+"/getUpdates", with{"offset": offset, "timeout": 20})
			var updates []got
			if err != nil || json.Unmarshal(r.Result, &updates) != nil {
				continue
			}
			for _, u := range updates {
				offset = u.UpdateID + 1
				react(k, u)
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
}

func react(k *kit, u got) {
	switch {
	case u.Message != nil && u.Message.Text == "/poll":
		k.poll(with{"chat_id": u.Message.Chat.ID})
	case u.Message != nil && u.Message.Text == "/keys":
		must[Message](k, "sendMessage", with{
			"chat_id": u.Message.Chat.ID, "text": "keys",
			"reply_markup": with{"keyboard": []any{[]string{"Read", "Vote"}}, "is_persistent": true},
		})
	case u.Message != nil && u.Message.Text != "":
		must[Message](k, "sendMessage", with{
			"chat_id": u.Message.Chat.ID, "text": "you said " + u.Message.Text,
			"reply_markup": buttons(with{"text": "Edit", "callback_data": "edit"}, with{"text": "Link", "url": "https://t.me/herald_bot?start=a_b"}),
		})
	case u.CallbackQuery != nil:
		q := u.CallbackQuery
		must[bool](k, "answerCallbackQuery", with{"callback_query_id": q.ID, "text": q.From.FirstName + " pressed " + q.Data})
		if q.Data == "edit" {
			must[Message](k, "editMessageText", with{"chat_id": q.Message.Chat.ID, "message_id": q.Message.MessageID, "text": "edited"})
		}
	}
}

func TestScript(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	echo(t, k)
	s := Script(t, k.Server, k.bot)
	reader := s.Person(k.anna)
	other := s.Person(k.AddUser(User{FirstName: "Bert"}))

	reader.Says("hello <there>")
	m := reader.Sees("you said hello <there>")
	if !slices.Equal(m.Buttons(), []string{"Edit", "Link"}) || m.Button("Edit").CallbackData != "edit" {
		t.Errorf("buttons %q", m.Buttons())
	}
	reader.Taps("Edit")
	reader.SeesAnswer("Anna pressed edit")
	reader.Sees("edited")
	reader.SeesNot("you said") // that came before her last action
	other.SeesNot("edited")    // and in another chat

	reader.Says("again")
	reader.Sees("you said again")
	reader.Says("and more")
	reader.Sees("you said and more")
	reader.SeesNot("you said again") // that came before
	reader.Taps("Link")
	reader.Sees("you said /start a_b")

	reader.TapsData("forged")
	reader.SeesAnswer("Anna pressed forged")

	reader.Says("/keys")
	reader.Sees("keys")
	reader.Taps("Vote")
	reader.Sees("you said Vote")

	reader.Says("/poll")
	reader.Sees("Which?")
	reader.Votes("two")
	if p := reader.Sees("Which?").Poll; p.Options[1].VoterCount != 1 {
		t.Errorf("%+v", p)
	}

	inGroup := reader.InGroup(k.group)
	inGroup.Says("good day")
	m = inGroup.Sees("you said good day")
	other.InGroup(k.group).Replies(m, "an answer")
	inGroup.Sees("you said an answer")
	inGroup.Edits(inGroup.Says("typo"), "no typo")
	inGroup.SeesNot("no typo")
	gone := inGroup.Says("gone")
	inGroup.Sees("you said gone")
	inGroup.Deletes(gone)

	reader.Blocks()
	reader.Unblocks()
	reader.Says("back again")
	reader.Sees("you said back again")
	if got := k.Misuses(); len(got) > 0 {
		t.Error(got)
	}
}

// failed is a test that takes down its failure and ends like one.
type failed struct{ said string }

func (*failed) Helper() {}

func (f *failed) Fatalf(format string, args ...any) {
	f.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// fails plays a step that has to fail, and is what was said.
func fails(k *kit, step func(reader *Actor)) string {
	f := &failed{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s := Script(f, k.Server, k.bot)
		s.Patience = 10 * time.Millisecond
		s.Settled = func() bool { return true }
		step(s.Person(k.anna))
	}()
	<-done
	return f.said
}

func TestAStepThatFailsNamesItsLine(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	_, _, line, _ := runtime.Caller(0)
	said := fails(k, func(reader *Actor) {
		k.send(k.anna.ID, "something else")
		k.call("sendMessage", with{"chat_id": 1, "text": "x"})
		reader.Sees("what never comes")
	})
	for _, want := range []string{
		fmt.Sprintf("script_test.go:%d: Anna: %q did not come", line+4, "what never comes"),
		"something else", "sendMessage to 1: 400 Bad Request: chat not found",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q lacks %q", said, want)
		}
	}
	k.InjectRaw(k.bot, `{}`)
	for want, step := range map[string]func(*Actor){
		`no button "Nowhere"`:           func(r *Actor) { r.Taps("Nowhere") },
		`answered with "x"`:             func(r *Actor) { r.SeesAnswer("x") },
		"no open poll":                  func(r *Actor) { r.Votes("x") },
		"no message with buttons":       func(r *Actor) { r.TapsData("x") },
		"nothing to send":               func(r *Actor) { r.Says(" ") },
		"no such message":               func(r *Actor) { r.Edits(Message{MessageID: 999}, "x") },
		"did not come to rest":          func(r *Actor) { r.SeesNot("x") },
		"longer than a message may be":  func(r *Actor) { r.Says(strings.Repeat("x", 4097)) },
		"somebody else's":               func(r *Actor) { r.Edits(k.send(k.anna.ID, "the bot's"), "x") },
		"not in this chat":              func(r *Actor) { r.InGroup(k.AddGroup("Elsewhere")).Says("x") },
		"the person may not write here": func(r *Actor) { r.InGroup(k.channel).Says("x") },
	} {
		if said := fails(k, step); !strings.Contains(said, want) {
			t.Errorf("%q lacks %q", said, want)
		}
	}
	must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "keys", "reply_markup": with{"keyboard": []any{[]string{"Old"}}}})
	must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "no keys", "reply_markup": with{"remove_keyboard": true}})
	if said := fails(k, func(r *Actor) { r.Taps("Old") }); !strings.Contains(said, `no button "Old"`) {
		t.Errorf("a key of a keyboard that was taken away: %q", said)
	}
	if said := fails(k, func(r *Actor) { r.Blocks(); r.Says("x") }); !strings.Contains(said, "has blocked this bot") {
		t.Error(said)
	}
}

func TestSeesNotFailsOnWhatCame(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	answer := k.inBackground(t.Context(), with{"timeout": 50})
	said := fails(k, func(reader *Actor) {
		k.send(k.anna.ID, "a surprise")
		reader.SeesNot("surprise")
	})
	if !strings.Contains(said, `"surprise" came, and should not have`) {
		t.Error(said)
	}
	k.Close()
	<-answer
}

func TestDeepLinks(t *testing.T) {
	k := newKit(t, Options{})
	for link, good := range map[string]bool{
		"https://t.me/herald_bot?start=a_B-9": true, "https://t.me/Herald_Bot?start=": true,
		"https://t.me/herald_bot": false, "https://t.me/nobody?start=a": false, "https://a.kz/herald_bot?start=a": false,
		"https://t.me/herald_bot?start=a+b": false, "https://t.me/herald_bot?start=" + strings.Repeat("x", 65): false,
	} {
		if err := k.Open(k.anna, link); (err == nil) != good {
			t.Errorf("%s: %v", link, err)
		}
	}
	if got := texts(k.updates()); len(got) != 2 || !slices.Contains(got, "/start") || !slices.Contains(got, "/start a_B-9") {
		t.Errorf("%q", got)
	}
}
