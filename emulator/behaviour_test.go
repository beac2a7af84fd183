package emulator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFilesComeBackAsTheyWereSent(t *testing.T) {
	k := newKit(t, Options{})
	data := []byte("---\nslug: a\n---\n")
	sent, err := k.private.Send(Draft{Document: &FileDraft{Name: "../../a.md", Data: data}, Text: "an article"})
	if err != nil {
		t.Fatal(err)
	}
	d := k.one().Message.Document
	if d.FileName != "a.md" || d.FileSize != len(data) || sent.Caption != "an article" {
		t.Errorf("%+v", d)
	}
	f := must[file](k, "getFile", with{"file_id": d.FileID})
	for token, want := range map[string]int{k.bot.Token: 200, "1:" + strings.Repeat("A", 35): 401} {
		res, err := http.Get(k.URL() + "/file/bot" + token + "/" + f.FilePath)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if res.StatusCode != want || err != nil || want == 200 && !bytes.Equal(body, data) {
			t.Errorf("%d %q", res.StatusCode, body)
		}
	}
	again := must[Message](k, "sendDocument", with{"chat_id": k.anna.ID, "document": d.FileID})
	if again.Document.FileID != d.FileID {
		t.Error("a file sent by its id is the same file")
	}
	p := k.photo(k.anna.ID)
	if p.Photo[0].Width != 40 || p.Photo[0].Height != 30 {
		t.Errorf("%+v", p.Photo)
	}
}

func TestEdits(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	id := k.sendButtons(k.anna.ID)
	at := with{"chat_id": k.anna.ID, "message_id": id}
	k.clock.move(time.Minute)
	m := must[Message](k, "editMessageReplyMarkup", at)
	if m.ReplyMarkup != nil || m.EditDate != m.Date+60 {
		t.Errorf("without reply_markup the buttons go: %+v", m)
	}
	if r := k.call("editMessageReplyMarkup", at); r.Description != notModified.err().Description {
		t.Errorf("%+v", r)
	}
	if r := k.call("editMessageReplyMarkup", with{"chat_id": k.anna.ID, "message_id": id, "reply_markup": with{"inline_keyboard": []any{}}}); r.OK {
		t.Errorf("an empty keyboard is none: %+v", r)
	}
	if got := k.updates(); len(got) != 0 {
		t.Errorf("a bot is told of its own edits: %+v", got)
	}
	must[bool](k, "deleteMessage", at)
	if r := k.call("deleteMessage", at); r.Description != deleteNotFound.err().Description {
		t.Errorf("deleted twice: %+v", r)
	}
	must[bool](k, "deleteMessages", with{"chat_id": k.anna.ID, "message_ids": []int{id, 999}})

	boss := k.AddUser(User{FirstName: "Boss"})
	k.Own(k.channel, boss)
	post := k.say(k.In(boss, k.channel), "by a person")
	edit := with{"chat_id": k.channel.ID, "message_id": post.MessageID, "text": "by the bot"}
	must[Message](k, "editMessageText", edit)
	k.Promote(k.channel, k.bot.User, Rights{CanPostMessages: true})
	edit["text"] = "once more"
	if r := k.call("editMessageText", edit); r.Description != cannotEdit.err().Description {
		t.Errorf("somebody else's post without the right: %+v", r)
	}
}

// TestPeoplesEditsFitAMessage: a correction is as long as a message, or as a caption.
func TestPeoplesEditsFitAMessage(t *testing.T) {
	k := newKit(t, Options{})
	text := k.say(k.private, "short")
	paper, err := k.private.Send(Draft{Text: "short", Document: &FileDraft{Name: "a.txt", Data: []byte("a")}})
	if err != nil {
		t.Fatal(err)
	}
	for id, longest := range map[int]int{text.MessageID: longestText, paper.MessageID: longestCaption} {
		if _, err := k.private.Edit(id, strings.Repeat("x", longest)); err != nil {
			t.Errorf("%d units: %v", longest, err)
		}
		if _, err := k.private.Edit(id, strings.Repeat("x", longest+1)); !errors.Is(err, errTooLong) {
			t.Errorf("%d units: %v", longest+1, err)
		}
	}
}

func TestRepliesMayDoWithoutTheirParent(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{
		"chat_id": k.anna.ID, "text": "x", "reply_parameters": with{"message_id": 999, "allow_sending_without_reply": true},
	})
	if m.ReplyToMessage != nil {
		t.Errorf("%+v", m)
	}
	r := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "y", "reply_parameters": with{"message_id": m.MessageID}})
	if r.ReplyToMessage.MessageID != m.MessageID || r.MessageThreadID != 0 {
		t.Errorf("private chats have no threads: %+v", r)
	}
}

func TestForwardsAndCopies(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	m := k.say(k.private, "mine")
	f := must[Message](k, "forwardMessage", with{"chat_id": k.group.ID, "from_chat_id": k.anna.ID, "message_id": m.MessageID})
	if f.ForwardOrigin.Type != "user" || f.ForwardOrigin.SenderUser.ID != k.anna.ID || f.From.ID != k.bot.ID || f.Text != "mine" {
		t.Errorf("%+v", f)
	}
	if r := k.call("editMessageText", with{"chat_id": k.group.ID, "message_id": f.MessageID, "text": "x"}); r.Description != cannotEdit.err().Description {
		t.Errorf("a forward was edited: %+v", r)
	}
	k.updates()
	if _, err := k.private.Forward(k.group, f.MessageID); err != nil {
		t.Fatal(err)
	}
	if u := k.one().Message; u.From.ID != k.anna.ID || u.ForwardOrigin.SenderUser.ID != k.anna.ID {
		t.Errorf("a forward of a forward names the first sender: %+v", u)
	}
	c := must[Message](k, "copyMessage", with{"chat_id": k.group.ID, "from_chat_id": k.anna.ID, "message_id": m.MessageID})
	copied := k.In(k.anna, k.group).Messages()
	if last := copied[len(copied)-1]; last.MessageID != c.MessageID || last.ForwardOrigin != nil || last.Text != "mine" {
		t.Errorf("%+v", last)
	}
}

func TestMembersAreRestrictedForAWhile(t *testing.T) {
	k := newKit(t, Options{})
	seat := k.In(k.anna, k.group)
	now := k.clock.Now().Unix()
	must[bool](k, "restrictChatMember", with{
		"chat_id": k.group.ID, "user_id": k.anna.ID, "permissions": with{}, "until_date": now + 3600,
	})
	status := func() string {
		return must[memberOnly](k, "getChatMember", with{"chat_id": k.group.ID, "user_id": k.anna.ID}).Status
	}
	if _, err := seat.Say("psst"); err == nil || status() != "restricted" {
		t.Errorf("muted: %v %s", err, status())
	}
	k.clock.move(time.Hour)
	if _, err := seat.Say("at last"); err != nil || status() != "member" {
		t.Errorf("an hour later: %v %s", err, status())
	}
	must[bool](k, "banChatMember", with{"chat_id": k.group.ID, "user_id": k.anna.ID, "until_date": now})
	k.clock.move(1000 * time.Hour)
	if _, err := seat.Say("psst"); err == nil || status() != "kicked" {
		t.Errorf("less than 30 s is for ever: %v %s", err, status())
	}
	must[bool](k, "unbanChatMember", with{"chat_id": k.group.ID, "user_id": k.anna.ID, "only_if_banned": true})
	if status() != "left" {
		t.Errorf("unbanned: %s", status())
	}
}

func TestChatsTellTheirLink(t *testing.T) {
	k := newKit(t, Options{})
	type linked struct {
		LinkedChatID int64 `json:"linked_chat_id"`
	}
	if got := must[linked](k, "getChat", with{"chat_id": k.channel.ID}); got.LinkedChatID != k.group.ID {
		t.Errorf("%+v", got)
	}
	if got := must[linked](k, "getChat", with{"chat_id": k.group.ID}); got.LinkedChatID != k.channel.ID {
		t.Errorf("%+v", got)
	}
	if got := must[linked](k, "getChat", with{"chat_id": k.anna.ID}); got.LinkedChatID != 0 {
		t.Errorf("%+v", got)
	}
	admins := must[[]memberOnly](k, "getChatAdministrators", with{"chat_id": k.group.ID})
	if len(admins) != 1 || admins[0].User.ID != k.bot.ID {
		t.Errorf("%+v", admins)
	}
}

func TestMenuOfTheNarrowestScope(t *testing.T) {
	k := newKit(t, Options{})
	set := func(name string, scope any, language string) {
		must[bool](k, "setMyCommands", with{
			"commands": []any{with{"command": name, "description": "d"}}, "scope": scope, "language_code": language,
		})
	}
	set("default", nil, "")
	set("russian", nil, "ru")
	set("private", with{"type": "all_private_chats"}, "")
	set("group", with{"type": "all_group_chats"}, "")
	set("admins", with{"type": "all_chat_administrators"}, "")
	rus := k.AddUser(User{FirstName: "Р", LanguageCode: "ru"})
	boss := k.AddUser(User{FirstName: "Boss", LanguageCode: "ru"})
	k.Own(k.group, boss)
	for _, c := range []struct {
		who  User
		in   Chat
		want string
	}{
		{k.anna, Chat{ID: k.anna.ID, Type: "private"}, "private"}, {rus, Chat{ID: rus.ID, Type: "private"}, "private"},
		{rus, k.group, "group"}, {boss, k.group, "admins"},
	} {
		if got := k.Menu(k.bot, c.who, c.in); len(got) != 1 || got[0].Command != c.want {
			t.Errorf("%s in %s sees %v, want %s", c.who.FirstName, c.in.Type, got, c.want)
		}
	}
	must[bool](k, "deleteMyCommands", with{"scope": with{"type": "all_private_chats"}})
	if got := k.Menu(k.bot, rus, Chat{ID: rus.ID, Type: "private"}); got[0].Command != "russian" {
		t.Errorf("%v", got)
	}
	if got := must[[]BotCommand](k, "getMyCommands", with{"language_code": "kk"}); len(got) != 0 {
		t.Errorf("a language without commands of its own: %v", got)
	}
}

func TestTextsFallBackToTheDefaultLanguage(t *testing.T) {
	k := newKit(t, Options{})
	name := func(language string) string {
		return must[map[string]string](k, "getMyName", with{"language_code": language})["name"]
	}
	if name("") != "Herald" || name("kk") != "Herald" {
		t.Errorf("%q %q", name(""), name("kk"))
	}
	must[bool](k, "setMyName", with{"name": "Жаршы", "language_code": "kk"})
	must[bool](k, "setMyName", with{"name": "Crier"})
	if name("kk") != "Жаршы" || name("ru") != "Crier" {
		t.Errorf("%q %q", name("kk"), name("ru"))
	}
	must[bool](k, "setMyName", with{"language_code": "kk"})
	if name("kk") != "Crier" {
		t.Errorf("%q", name("kk"))
	}
}

func TestOldMessagesAndCallsAreForgotten(t *testing.T) {
	k := newKit(t, Options{NoLimits: true, KeepMessages: 10, KeepCalls: 20})
	for i := range 100 {
		k.send(k.anna.ID, fmt.Sprint(i))
	}
	if n := len(k.private.Messages()); n < 10 || n > 20 {
		t.Errorf("%d messages are kept", n)
	}
	if n := len(k.Calls(nil)); n < 20 || n > 40 {
		t.Errorf("%d calls are kept", n)
	}
	if k.CallCount("sendMessage") != 100 {
		t.Errorf("%d counted", k.CallCount("sendMessage"))
	}
}

func TestMessageIDsAreCountedPerBotInPrivate(t *testing.T) {
	k := newKit(t, Options{})
	bert := k.AddUser(User{FirstName: "Bert"})
	a := k.say(k.private, "a").MessageID
	b := k.say(k.Private(bert, k.bot), "b").MessageID
	c := k.send(k.anna.ID, "c").MessageID
	if b != a+1 || c != b+1 {
		t.Errorf("%d %d %d: one count for all private chats of a bot", a, b, c)
	}
	if g := k.say(k.In(k.anna, k.group), "g").MessageID; g > c {
		t.Errorf("a supergroup counts for itself: %d", g)
	}
}

func TestRenamedPeople(t *testing.T) {
	k := newKit(t, Options{})
	k.anna.FirstName = "<b>Ann</b>"
	k.Rename(k.anna)
	k.say(k.private, "me")
	if m := k.one().Message; m.From.FirstName != "<b>Ann</b>" || m.Chat.FirstName != "<b>Ann</b>" {
		t.Errorf("%+v", m)
	}
}

func TestTwoBotsWithOnePerson(t *testing.T) {
	k := newKit(t, Options{})
	other := k.AddBot("Other", "other_bot")
	k.say(k.Private(k.anna, other), "to the other")
	expect(t, k.updates())
	expect(t, k.updatesOf(other), "to the other")
	k.send(k.anna.ID, "from the first")
	if n := slices.IndexFunc(k.Private(k.anna, other).Messages(), func(m Message) bool { return m.Text == "from the first" }); n >= 0 {
		t.Error("the chats of two bots are one")
	}
}

func TestAButtonDoesTheFirstOfItsActions(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "x", "reply_markup": buttons(
		with{"text": "Data", "callback_data": "a", "switch_inline_query_current_chat": "", "copy_text": with{"text": "c"}},
		with{"text": "Link", "callback_data": "a", "url": "https://a.kz/"},
	)})
	want := [][]InlineButton{{{Text: "Data", CallbackData: "a"}, {Text: "Link", URL: "https://a.kz/"}}}
	if diff := cmp.Diff(want, m.ReplyMarkup.Rows); diff != "" {
		t.Error(diff)
	}
	if got := k.Misuses(); len(got) != 1 || got[0].Param != "reply_markup" {
		t.Errorf("misuses: %v", got)
	}
}

func TestAQuizKeepsItsAnswerAndWhy(t *testing.T) {
	k := newKit(t, Options{})
	quiz := func(more with) *Poll {
		more["chat_id"], more["question"], more["options"], more["type"] = k.anna.ID, "Q?", []string{"a", "b"}, "quiz"
		return must[Message](k, "sendPoll", more).Poll
	}
	p := quiz(with{"correct_option_ids": []int{1}, "explanation": "*b* it is", "explanation_parse_mode": "MarkdownV2"})
	if p.Explanation != "b it is" || marks(p.ExplanationEntities) != "bold 0+1" {
		t.Errorf("explanation %q %s", p.Explanation, marks(p.ExplanationEntities))
	}
	if got := k.Misuses(); len(got) != 0 {
		t.Errorf("misuses: %v", got)
	}
	if p = quiz(with{"correct_option_id": 1}); !slices.Equal(p.CorrectOptionIDs, []int{1}) {
		t.Errorf("the right answers are %v", p.CorrectOptionIDs)
	}
	if got := k.Misuses(); len(got) != 1 || got[0].Param != "correct_option_id" {
		t.Errorf("misuses: %v", got)
	}
}

func TestAlbums(t *testing.T) {
	k := newKit(t, Options{})
	photo := k.photo(k.anna.ID).Photo[0].FileID
	sent := must[[]Message](k, "sendMediaGroup", with{"chat_id": k.anna.ID, "media": []any{
		with{"type": "photo", "media": photo, "caption": "<b>one</b>", "parse_mode": "HTML"}, with{"type": "photo", "media": photo},
	}})
	if len(sent) != 2 || sent[0].MediaGroupID == "" || sent[0].MediaGroupID != sent[1].MediaGroupID || sent[0].Caption != "one" || sent[1].Photo == nil {
		t.Fatalf("%+v", sent)
	}
	text := k.send(k.anna.ID, "x")
	for _, method := range []string{"forwardMessages", "copyMessages"} {
		ids := must[[]messageID](k, method, with{
			"chat_id": k.group.ID, "from_chat_id": k.anna.ID, "message_ids": []int{sent[0].MessageID, sent[1].MessageID, text.MessageID, 999},
		})
		if len(ids) != 3 {
			t.Fatalf("%s: %v", method, ids)
		}
		var got []Message
		for _, id := range ids {
			m, _ := k.In(k.anna, k.group).Message(id.MessageID)
			got = append(got, m)
		}
		album := got[0].MediaGroupID
		if album == "" || album == sent[0].MediaGroupID || got[1].MediaGroupID != album || got[2].MediaGroupID != "" {
			t.Errorf("%s: albums %q, %q and %q", method, album, got[1].MediaGroupID, got[2].MediaGroupID)
		}
		if forwarded := got[0].ForwardOrigin != nil; forwarded != (method == "forwardMessages") || got[0].Caption != "one" {
			t.Errorf("%s: %+v", method, got[0])
		}
	}
	ids := must[[]messageID](k, "copyMessages", with{
		"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_ids": []int{sent[0].MessageID}, "remove_caption": true,
	})
	if m, _ := k.private.Message(ids[0].MessageID); m.Photo == nil || m.Caption != "" {
		t.Errorf("%+v", m)
	}
}

func TestMembersAreCounted(t *testing.T) {
	k := newKit(t, Options{})
	count := func(in int64) int { return must[int](k, "getChatMemberCount", with{"chat_id": in}) }
	before := count(k.group.ID)
	bert := k.AddUser(User{FirstName: "Bert"})
	k.Join(k.group, bert)
	if joined := count(k.group.ID); joined != before+1 {
		t.Errorf("%d members, then %d", before, joined)
	}
	k.Leave(k.group, bert)
	if left, private := count(k.group.ID), count(k.anna.ID); left != before || private != 2 {
		t.Errorf("%d members after a leave, %d in private", left, private)
	}
}
