package page_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"aitys/emulator"
	"aitys/emulator/page"
)

func TestSetup(t *testing.T) {
	s := newStage(t)
	_, body := s.get("/api/setup")
	var got object
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	people, _ := got["people"].([]any)
	first := object(people[0].(map[string]any))
	if got["title"] != "Stage" || got.get("bot.username") != "herald_bot" || len(people) != 2 || first["name"] != "Anna A" ||
		first.get("role.en") != "reader" || fmt.Sprint(got["languages"]) != "[en ru kk]" {
		t.Errorf("the setup is %s", body)
	}
	if strings.Contains(body, s.bot.Token) {
		t.Error("the setup holds the bot's token")
	}
	if !strings.Contains(body, `"tour":[{"title":{"en":"Read"}`) || !strings.Contains(body, `"faults":[{"id":"errors","label":{"en":"Errors"}}]`) {
		t.Errorf("tour and faults: %s", body)
	}
}

func TestEachSeesTheirOwnChats(t *testing.T) {
	s := newStage(t)
	s.call("setMyDescription", map[string]any{"description": "What I do"})
	s.call("setMyCommands", map[string]any{"commands": []any{map[string]string{"command": "start", "description": "begin"}}})
	s.call("sendMessage", map[string]any{"chat_id": s.closed.ID, "text": "secret"})
	anna, boss := s.watch(s.anna).chats(), s.watch(s.boss).chats()
	private := anna["Herald"]
	if number(private["id"]) != s.anna.ID || private["kind"] != "private" || private["started"] != false || private["can_write"] != true ||
		private["about"] != "What I do" || fmt.Sprint(private["menu"]) != "[map[command:start description:begin]]" || private["keyboard"] != nil {
		t.Errorf("the private chat: %v", private)
	}
	if c := anna["News"]; c["kind"] != "channel" || c["can_write"] != false || number(c["linked"]) != s.talk.ID {
		t.Errorf("the channel: %v", c)
	}
	if c := anna["Talk"]; c["kind"] != "group" || c["type"] != "supergroup" || c["joined"] != false || c["can_write"] != true {
		t.Errorf("the discussion group: %v", c)
	}
	if anna["Closed"] != nil || boss["Closed"] == nil || !strings.Contains(fmt.Sprint(boss["Closed"]["messages"]), "secret") {
		t.Errorf("the closed group: %v for Anna, %v for the boss", anna["Closed"], boss["Closed"])
	}
	if res, _ := s.get("/api/watch?as=5"); res.StatusCode != 404 {
		t.Errorf("a stranger watches: %d", res.StatusCode)
	}
}

func TestMessagesComeLive(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	s.act(s.anna, 0, "say", object{"text": "/start"})
	f.until("message", func(o object) bool { return o.get("message.text") == "/start" && o.get("message.own") == true })
	f.until("chat", func(o object) bool { return o["started"] == true })
	m := s.call("sendMessage", map[string]any{
		"chat_id": s.anna.ID, "text": "<b>hello</b>", "parse_mode": "HTML", "reply_markup": map[string]any{"keyboard": [][]string{{"Read"}}, "input_field_placeholder": "Choose"},
	})
	got := f.until("message", func(o object) bool { return number(o.get("message.message_id")) == int64(m.MessageID) })
	if got.get("message.text") != "hello" || got.get("message.own") != false || number(got["chat"]) != s.anna.ID || fmt.Sprint(got.get("message.reactions")) != "[]" {
		t.Errorf("the message: %v", got)
	}
	if _, voted := got["message"].(map[string]any)["voted"]; !voted {
		t.Errorf("voted is left out: %v", got)
	}
	f.until("chat", func(o object) bool {
		return fmt.Sprint(o["keyboard"]) == "[[Read]]" && o["hint"] == "Choose" && number(o["unread"]) == 1
	})
	s.act(s.anna, 0, "read", object{"message": m.MessageID})
	f.until("chat", func(o object) bool { return number(o["unread"]) == 0 })
	s.call("editMessageText", map[string]any{"chat_id": s.anna.ID, "message_id": m.MessageID, "text": "changed"})
	f.until("message", func(o object) bool { return o.get("message.text") == "changed" && o.get("message.edit_date") != nil })
	s.call("deleteMessage", map[string]any{"chat_id": s.anna.ID, "message_id": m.MessageID})
	f.until("deleted", func(o object) bool {
		return number(o["message_id"]) == int64(m.MessageID) && number(o["chat"]) == s.anna.ID
	})
}

// Who is let in sees the group at once; who leaves no longer does, and can come back.
func TestComingAndGoing(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	secret := s.call("sendMessage", map[string]any{"chat_id": s.closed.ID, "text": "secret"})
	s.refused(s.anna, s.closed.ID, "join", nil)
	s.refused(s.anna, s.closed.ID, "say", object{"text": "let me in"})
	s.Join(s.closed, s.anna)
	if c := f.chats()["Closed"]; c["joined"] != true || !strings.Contains(fmt.Sprint(c["messages"]), "secret") {
		t.Fatalf("inside: %v", c)
	}
	s.act(s.anna, s.closed.ID, "leave", nil)
	if c := f.chats()["Closed"]; c["joined"] != false || fmt.Sprint(c["messages"]) != "[]" || c["can_write"] != false {
		t.Errorf("outside: %v", c)
	}
	s.refused(s.anna, s.closed.ID, "say", object{"text": "still here"})
	s.refused(s.anna, s.closed.ID, "react", object{"message": secret.MessageID, "emoji": []string{"👍"}})
	s.refused(s.anna, s.closed.ID, "read", object{"message": secret.MessageID})
	s.act(s.anna, s.closed.ID, "join", nil)
	if c := f.chats()["Closed"]; c["joined"] != true {
		t.Errorf("back: %v", c)
	}
	s.Expel(s.talk, s.anna)
	if c := f.chats(); c["Talk"] != nil {
		t.Errorf("somebody who is banned sees %v", c["Talk"])
	}
	s.refused(s.anna, s.talk.ID, "join", nil)
}

// A small group that has become a supergroup is followed.
func TestAGroupThatMoves(t *testing.T) {
	s := newStage(t)
	small := s.AddBasicGroup("Small")
	s.Join(small, s.anna)
	handler := page.New(s.Server, page.Config{Bot: s.bot, People: []page.Person{{User: s.anna}}, Chats: []emulator.Chat{small}})
	s.page = httptest.NewServer(handler)
	t.Cleanup(s.page.Close)
	t.Cleanup(s.page.CloseClientConnections)
	f := s.watch(s.anna)
	if c := f.chats()["Small"]; number(c["id"]) != small.ID || c["type"] != "group" {
		t.Fatalf("the small group: %v", c)
	}
	big := s.Migrate(small)
	if c := f.chats()["Small"]; number(c["id"]) != big.ID || c["type"] != "supergroup" || c["joined"] != true {
		t.Errorf("the supergroup: %v", c)
	}
	s.act(s.anna, big.ID, "say", object{"text": "here we are"})
	s.refused(s.anna, small.ID, "say", object{"text": "anybody?"})
}

func TestCommentsLive(t *testing.T) {
	s := newStage(t)
	post := s.call("sendMessage", map[string]any{"chat_id": s.channel.ID, "text": "post"})
	f := s.watch(s.anna)
	news := f.chats()["News"]["messages"].([]any)[0].(map[string]any)
	comments := object(news["comments"].(map[string]any))
	if number(comments["chat"]) != s.talk.ID || number(comments["count"]) != 0 || number(news["message_id"]) != int64(post.MessageID) {
		t.Fatalf("the post: %v", news)
	}
	s.act(s.anna, s.talk.ID, "say", object{"text": "a comment", "reply_to": comments["thread"]})
	f.until("message", func(o object) bool {
		return number(o["chat"]) == s.channel.ID && number(o.get("message.comments.count")) == 1
	})
}

// Whatever people write stays data: it cannot end an event or begin another.
func TestHostileText(t *testing.T) {
	s := newStage(t)
	f := s.watch(s.anna)
	f.chats()
	hostile := "<img src=x onerror=alert(1)>\r\n\nevent: chats\ndata: []\n\n</script>\u2028\x00\xff & \"'"
	s.act(s.anna, s.talk.ID, "say", object{"text": hostile})
	got := f.until("message", func(object) bool { return true })
	text, _ := got.get("message.text").(string)
	if !strings.HasPrefix(text, "<img src=x onerror=alert(1)>") || !strings.Contains(text, "event: chats") {
		t.Errorf("the text is %q", text)
	}
	if _, raw := s.get("/api/setup"); strings.Contains(raw, "<img") {
		t.Error("a text of people stands in the setup")
	}
	for _, bad := range []string{"", "   ", strings.Repeat("x", 65), "a\nb", "a\x00b"} {
		if status, _ := s.post("/api/control", object{"do": "add", "name": bad, "lang": "en"}); status != 400 {
			t.Errorf("the name %q was taken", bad)
		}
	}
}

// Whoever comes back gets the answers to their presses that came meanwhile, and no earlier ones.
func TestAnswersGoOn(t *testing.T) {
	s := newStage(t)
	button := object{"inline_keyboard": [][]object{{{"text": "A", "callback_data": "a"}}}}
	s.act(s.anna, 0, "say", object{"text": "/start"})
	m := s.call("sendMessage", map[string]any{"chat_id": s.anna.ID, "text": "press", "reply_markup": button})
	f := s.watch(s.anna)
	var mark string
	for _, word := range []string{"first", "second"} {
		query := s.act(s.anna, 0, "press", object{"message": m.MessageID, "data": "a"})["query"]
		s.call("answerCallbackQuery", map[string]any{"callback_query_id": query, "text": word})
		if word == "first" {
			f.until("answer", func(o object) bool { return o["text"] == "first" })
			mark = f.until("mark", func(object) bool { return true })["id"].(string)
		}
	}
	back := s.follow(fmt.Sprintf("/api/watch?as=%d&after=%s", s.anna.ID, mark))
	if got := back.until("answer", func(object) bool { return true }); got["text"] != "second" {
		t.Errorf("after coming back the first answer is %v", got)
	}
}
