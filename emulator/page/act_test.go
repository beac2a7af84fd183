package page_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"aitys/emulator"
)

var button = map[string]any{"inline_keyboard": [][]map[string]string{{{"text": "Go", "callback_data": "go"}}}}

func TestPressing(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	s.act(s.anna, 0, "say", object{"text": "/start"})
	m := s.call("sendMessage", map[string]any{"chat_id": s.anna.ID, "text": "press", "reply_markup": button})
	query := s.act(s.anna, 0, "press", object{"message": m.MessageID, "data": "go"})["query"]
	s.call("answerCallbackQuery", map[string]any{"callback_query_id": query, "text": "done", "show_alert": true})
	f.until("answer", func(o object) bool { return o["query"] == query && o["text"] == "done" && o["alert"] == true })
	s.refused(s.anna, 0, "press", object{"message": m.MessageID, "data": "forged"})
	s.refused(s.anna, 0, "press", object{"message": 999, "data": "go"})
	s.refused(s.anna, 0, "press", object{"message": m.MessageID, "data": ""})
	// Whoever looks later is not shown old answers.
	late := s.watch(s.anna)
	late.chats()
	query = s.act(s.anna, 0, "press", object{"message": m.MessageID, "data": "go"})["query"]
	s.call("answerCallbackQuery", map[string]any{"callback_query_id": query, "text": "again"})
	if first := late.until("answer", func(object) bool { return true }); first["text"] != "again" {
		t.Errorf("the first answer that is shown is %v", first)
	}
}

func TestVotingReactingEditingDeleting(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	poll := s.call("sendPoll", map[string]any{"chat_id": s.talk.ID, "question": "?", "options": []string{"yes", "no"}})
	at := s.talk.ID
	s.act(s.anna, at, "vote", object{"message": poll.MessageID, "options": []int{1}})
	f.until("message", func(o object) bool {
		v, _ := o.get("message.voted").([]any)
		return len(v) == 1 && number(v[0]) == 1
	})
	s.act(s.anna, at, "vote", object{"message": poll.MessageID, "options": []int{}})
	f.until("message", func(o object) bool { return o.get("message.voted") == nil && o.get("message.poll") != nil })
	s.refused(s.anna, at, "vote", object{"message": poll.MessageID, "options": []int{0, 1}})
	s.refused(s.anna, at, "vote", object{"message": poll.MessageID, "options": []int{7}})

	s.act(s.anna, at, "react", object{"message": poll.MessageID, "emoji": []string{"👍"}})
	f.until("message", func(o object) bool {
		r, _ := o.get("message.reactions").([]any)
		return len(r) == 1 && r[0].(map[string]any)["mine"] == true
	})
	s.act(s.anna, at, "react", object{"message": poll.MessageID, "emoji": []string{}})
	s.refused(s.anna, at, "react", object{"message": poll.MessageID, "emoji": []string{"<script>"}})

	mine := s.act(s.anna, at, "say", object{"text": "mine"})["message_id"]
	s.act(s.anna, at, "edit", object{"message": mine, "text": "mine, better"})
	f.until("message", func(o object) bool { return o.get("message.text") == "mine, better" })
	s.refused(s.anna, at, "edit", object{"message": poll.MessageID, "text": "not mine"})
	s.refused(s.anna, at, "delete", object{"message": poll.MessageID})
	s.act(s.anna, at, "delete", object{"message": mine})
	f.until("deleted", func(o object) bool { return o["message_id"] == mine })
	s.refused(s.anna, at, "say", object{"text": " "})
	s.refused(s.anna, at, "say", object{"text": "x", "reply_to": 999})
	s.refused(s.anna, s.channel.ID, "say", object{"text": "I am the channel"})
	s.act(s.boss, s.channel.ID, "say", object{"text": "I am"})
}

func TestOpeningLinks(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	if out := s.act(s.anna, s.channel.ID, "open", object{"link": "https://t.me/Herald_Bot?start=a_news"}); number(out["chat"]) != s.anna.ID {
		t.Errorf("the link leads to %v", out)
	}
	f.until("message", func(o object) bool { return o.get("message.text") == "/start a_news" })
	s.act(s.anna, 0, "open", object{"link": "https://t.me/herald_bot"})
	for _, link := range []string{"https://evil.example/herald_bot?start=x", "https://t.me/nobody?start=x", "https://t.me/herald_bot?start=a%20b", "::", ""} {
		s.refused(s.anna, 0, "open", object{"link": link})
	}
}

func TestBlocking(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	s.act(s.anna, 0, "block", nil)
	f.until("chat", func(o object) bool { return o["blocked"] == true && o["can_write"] == false })
	s.refused(s.anna, 0, "say", object{"text": "hello"})
	s.act(s.anna, 0, "unblock", nil)
	f.until("chat", func(o object) bool { return o["blocked"] == false })
	s.refused(s.anna, s.talk.ID, "block", nil)
}

func TestWhatIsNoAct(t *testing.T) {
	s := newStage(t)
	s.refused(s.anna, 0, "conquer", nil)
	if _, out := s.try(s.anna, 0, "say", object{"text": ""}); out["code"] != "empty" {
		t.Errorf("an empty text is refused with %v", out)
	}
	s.refused(emulator.User{ID: 5}, 0, "say", object{"text": "who am I?"})
	s.refused(s.bot.User, 0, "say", object{"text": "I am the bot"})
	s.refused(s.anna, s.boss.ID, "say", object{"text": "in somebody else's chat"})
	s.refused(s.anna, -5, "say", object{"text": "nowhere"})
	if status, _ := s.post("/api/act", "no object"); status != 400 {
		t.Errorf("a text in place of an act: %d", status)
	}
	announced := func(r *http.Request) { r.Body, r.ContentLength = http.NoBody, 29<<20 }
	unannounced := func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(io.LimitReader(endless{}, 29<<20)), -1
	}
	for name, size := range map[string]func(*http.Request){"announced": announced, "unannounced": unannounced} {
		if status := s.large(size); status != http.StatusRequestEntityTooLarge {
			t.Errorf("29 MB, %s: %d", name, status)
		}
	}
}

// endless is white space without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// large sends a request straight to the handler, as if it came to its address.
func (s *stage) large(change func(*http.Request)) int {
	address := s.page.Listener.Addr()
	ctx := context.WithValue(s.t.Context(), http.LocalAddrContextKey, address)
	req := httptest.NewRequestWithContext(ctx, http.MethodPost, "/api/act", nil)
	req.Host = address.String()
	req.Header.Set("Origin", "http://"+req.Host)
	req.Header.Set("Content-Type", "application/json")
	change(req)
	w := httptest.NewRecorder()
	s.page.Config.Handler.ServeHTTP(w, req)
	return w.Code
}

func TestFiles(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	html := "<script>alert(1)</script>"
	s.act(s.anna, 0, "document", object{"name": "ä \"x\".html", "data": base64.StdEncoding.EncodeToString([]byte(html)), "text": "see"})
	got := f.until("message", func(o object) bool { return o.get("message.document") != nil })
	if got.get("message.caption") != "see" {
		t.Errorf("the document: %v", got)
	}
	res, body := s.get("/file/" + got.get("message.document.file_id").(string))
	kind, params, err := mime.ParseMediaType(res.Header.Get("Content-Disposition"))
	if body != html || res.Header.Get("Content-Type") != "application/octet-stream" || err != nil || kind != "attachment" ||
		params["filename"] != "ä \"x\".html" || res.Header.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.Contains(res.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("a document is served as %v", res.Header)
	}

	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	m, err := s.Private(s.anna, s.bot).Send(emulator.Draft{Photo: &emulator.FileDraft{Name: "a.html", MIME: "text/html", Data: picture.Bytes()}})
	if err != nil {
		t.Fatal(err)
	}
	res, body = s.get("/file/" + m.Photo[0].FileID)
	if res.Header.Get("Content-Type") != "image/png" || res.Header.Get("Content-Disposition") != "" || body != picture.String() {
		t.Errorf("a picture is served as %v", res.Header)
	}
	m, err = s.Private(s.anna, s.bot).Send(emulator.Draft{Document: &emulator.FileDraft{Name: "a.png", Data: picture.Bytes()}})
	if err != nil {
		t.Fatal(err)
	}
	if res, _ = s.get("/file/" + m.Document.FileID); !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("a picture that was sent as a document is served as %v", res.Header)
	}
	if res, _ := s.get("/file/nothing"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is none: %d", res.StatusCode)
	}
	s.refused(s.anna, 0, "document", object{"name": "x", "data": "no base64!"})
	s.refused(s.anna, 0, "document", object{"name": "x", "data": ""})
}

func TestHidingBehindTheGroup(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.boss)
	f.chats()
	at := s.talk.ID
	s.refused(s.anna, at, "hide", nil)
	s.refused(s.boss, 0, "hide", nil)
	s.act(s.boss, at, "hide", nil)
	f.until("chat", func(o object) bool { return o["hidden"] == true && o["may_hide"] == true })
	s.act(s.boss, at, "say", object{"text": "we"})
	f.until("message", func(o object) bool {
		return o.get("message.text") == "we" && o.get("message.from.username") == "GroupAnonymousBot" && number(o.get("message.sender_chat.id")) == at
	})
	s.act(s.boss, at, "unhide", nil)
	f.until("chat", func(o object) bool { return o["hidden"] == false && o["may_hide"] == true })
	s.act(s.boss, at, "say", object{"text": "I"})
	f.until("message", func(o object) bool {
		return o.get("message.text") == "I" && number(o.get("message.from.id")) == s.boss.ID
	})
}
