package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

func testBot() *Bot {
	return &Bot{api: &tgbotapi.BotAPI{Self: tgbotapi.User{ID: 42, UserName: "Aitys_bot"}}, token: testToken, width: width, woken: make(chan struct{}, 1)}
}

// encodings are rows of the outbox and what is asked of Telegram for them.
var encodings = []struct {
	name   string
	out    content.Outgoing
	method string
	params tgbotapi.Params
}{
	{
		"plain message", to(5, "Hi <b>you</b>"), "sendMessage",
		tgbotapi.Params{"chat_id": "5", "text": "Hi <b>you</b>", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`},
	},
	{
		"silent reply in a group with a preview",
		content.Outgoing{To: -1009, Action: content.ActionSend, Text: "x", ReplyTo: 77, Silent: true, Preview: true}, "sendMessage",
		tgbotapi.Params{
			"chat_id": "-1009", "text": "x", "parse_mode": "HTML", "disable_notification": "true",
			"reply_parameters": `{"message_id":77,"allow_sending_without_reply":true}`,
		},
	},
	{
		"buttons",
		content.Outgoing{To: 5, Action: content.ActionSend, Text: "x", Buttons: [][]content.Button{
			{{Text: `Fig & "ures"`, Press: "f:1"}, {Text: "Site", URL: "https://example.org/?a=1&b=2"}},
			{{Text: "Оқу", Start: "a_relocation-kazakhstan__labour"}},
		}}, "sendMessage",
		tgbotapi.Params{
			"chat_id": "5", "text": "x", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`,
			"reply_markup": `{"inline_keyboard":[[{"text":"Fig & \"ures\"","callback_data":"f:1"},{"text":"Site","url":"https://example.org/?a=1&b=2"}],` +
				`[{"text":"Оқу","url":"https://t.me/Aitys_bot?start=a_relocation-kazakhstan__labour"}]]}`,
		},
	},
	{
		"keyboard", content.Outgoing{To: 5, Action: content.ActionSend, Text: "x", Keyboard: [][]string{{"Read", "Figures"}, {"Vote"}}}, "sendMessage",
		tgbotapi.Params{
			"chat_id": "5", "text": "x", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`,
			"reply_markup": `{"keyboard":[[{"text":"Read"},{"text":"Figures"}],[{"text":"Vote"}]],"resize_keyboard":true,"is_persistent":true}`,
		},
	},
	{
		"edit", content.Outgoing{To: 5, Action: content.ActionEdit, Edit: 31, Text: "y", ReplyTo: 4, Silent: true}, "editMessageText",
		tgbotapi.Params{"chat_id": "5", "message_id": "31", "text": "y", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`},
	},
	{
		"poll", content.Outgoing{To: 5, Action: content.ActionPoll, Poll: &content.Poll{Question: "Rents & <pay>?", Options: []string{`"Up"`, "Төмен"}},
			Buttons: [][]content.Button{{{Text: "Results", Press: "re.1"}}}}, "sendPoll",
		tgbotapi.Params{
			"chat_id": "5", "question": "Rents & <pay>?", "options": `[{"text":"\"Up\""},{"text":"Төмен"}]`, "is_anonymous": "false", "protect_content": "true",
			"reply_markup": `{"inline_keyboard":[[{"text":"Results","callback_data":"re.1"}]]}`,
		},
	},
	{
		"poll of several answers, with words above", content.Outgoing{
			To: 5, Action: content.ActionPoll, Poll: &content.Poll{Question: "Q", Options: []string{"A", "B"}, Multiple: true}, Text: "You chose <b>A</b>", Silent: true,
		}, "sendPoll",
		tgbotapi.Params{
			"chat_id": "5", "question": "Q", "options": `[{"text":"A"},{"text":"B"}]`, "is_anonymous": "false", "protect_content": "true",
			"allows_multiple_answers": "true", "description": "You chose <b>A</b>", "description_parse_mode": "HTML", "disable_notification": "true",
		},
	},
	{
		"quiz", content.Outgoing{
			To: 5, Action: content.ActionPoll, Poll: &content.Poll{Question: "Q", Options: []string{"A", "B"}}, Quiz: &content.Quiz{Right: 1, Explanation: "B & more"},
		}, "sendPoll",
		tgbotapi.Params{
			"chat_id": "5", "question": "Q", "options": `[{"text":"A"},{"text":"B"}]`, "is_anonymous": "false", "protect_content": "true",
			"type": "quiz", "correct_option_ids": "[1]", "explanation": "B & more",
		},
	},
	{
		"stop", content.Outgoing{To: 5, Action: content.ActionStop, Edit: 31, Text: "x", ReplyTo: 4}, "stopPoll",
		tgbotapi.Params{"chat_id": "5", "message_id": "31"},
	},
	{
		"picture", content.Outgoing{To: 5, Action: content.ActionShow, Text: "<i>c</i>", Silent: true, Picture: &content.Picture{}}, "sendPhoto",
		tgbotapi.Params{"chat_id": "5", "caption": "<i>c</i>", "parse_mode": "HTML", "disable_notification": "true"},
	},
}

func TestEncode(t *testing.T) {
	b := testBot()
	for _, test := range encodings {
		method, params, err := b.encode(&test.out, false)
		if diff := cmp.Diff(test.params, params); err != nil || method != test.method || diff != "" {
			t.Errorf("%s: %s %v\n%s", test.name, method, err, diff)
		}
	}
	out := to(5, "Hi <b>you</b> &lt;3")
	_, params, err := b.encode(&out, true)
	if err != nil || params["text"] != "Hi you <3" || params["parse_mode"] != "" {
		t.Errorf("plain: %v %v", params, err)
	}
	if _, _, err := b.encode(&content.Outgoing{To: 5, Action: content.ActionPoll}, false); err == nil {
		t.Error("a poll without a question goes out")
	}
	if method, _, err := b.encode(&content.Outgoing{To: 5, Action: "dance"}, false); err == nil {
		t.Errorf("an unknown action becomes %s", method)
	}
}

func FuzzMessageID(f *testing.F) {
	f.Add([]byte(`{"message_id":12,"date":1}`))
	f.Add([]byte(`{"date":1,"message_id":12}`))
	f.Add([]byte(`true`))
	f.Add([]byte(`{"message_id":12`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if id := messageID(raw); id != 0 && !strings.Contains(strings.ToLower(string(raw)), "id") && utf8.Valid(raw) {
			t.Errorf("message %d in %q", id, raw)
		}
	})
}

func TestMessageID(t *testing.T) {
	for raw, want := range map[string]content.MessageID{
		`{"message_id":12,"date":1}`: 12, `{"date":1,"message_id":12}`: 12, `{"message_id":12}`: 12, `true`: 0, `{"message_id":"x"}`: 0, `[]`: 0, `{"message_id":1.5,"a":1}`: 0,
	} {
		if got := messageID([]byte(raw)); got != want {
			t.Errorf("%s: %d, want %d", raw, got, want)
		}
	}
}
