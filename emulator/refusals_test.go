package emulator

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// buttons is an inline keyboard with one row.
func buttons(row ...with) with { return with{"inline_keyboard": []any{row}} }

func many[T any](n int, one T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = one
	}
	return all
}

// refusalCase makes a server refuse something; args fill the refusal's text.
type refusalCase struct {
	why  refusal
	args []any
	try  func(k *kit) reply
}

// calls is a case that needs nothing but a call.
func calls(why refusal, method string, params func(k *kit) with, args ...any) refusalCase {
	return refusalCase{why, args, func(k *kit) reply { return k.call(method, params(k)) }}
}

// toAnna is a call about Anna's private chat with the bot.
func toAnna(why refusal, method string, params with, args ...any) refusalCase {
	return calls(why, method, func(k *kit) with {
		all := with{"chat_id": k.anna.ID}
		for name, value := range params {
			all[name] = value
		}
		return all
	}, args...)
}

// plain is a call about no chat.
func plain(why refusal, method string, params with, args ...any) refusalCase {
	return calls(why, method, func(*kit) with { return params }, args...)
}

// html is a text that cannot be parsed.
func html(text, why string) refusalCase {
	return toAnna(cannotParse, "sendMessage", with{"text": text, "parse_mode": "HTML"}, why)
}

func (k *kit) request(t testing.TB, method, address, kind, body string) reply {
	t.Helper()
	req, err := http.NewRequest(method, k.URL()+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	r, err := do(req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// raw is a case that needs a request of its own form; %s in the address is the token.
func raw(why refusal, method, address, kind, body string) refusalCase {
	return refusalCase{why, nil, func(k *kit) reply {
		return k.request(k.t, method, strings.Replace(address, "%s", k.bot.Token, 1), kind, body)
	}}
}

func transportCases() []refusalCase {
	return []refusalCase{
		raw(unauthorized, "GET", "/bot1234567:"+strings.Repeat("A", 35)+"/getMe", "", ""),
		raw(tokenMalformed, "GET", "/botnonsense/getMe", "", ""),
		raw(tokenMalformed, "GET", "/bot%s", "", ""),
		raw(tokenMalformed, "GET", "/", "", ""),
		raw(methodUnknown, "GET", "/bot%s/getMoon", "", ""),
		raw(badQuery, "GET", "/bot%s/getMe?a=%%zz", "", ""),
		raw(badForm, "POST", "/bot%s/getMe", "application/x-www-form-urlencoded", "a=%zz"),
		raw(badJSONBody, "POST", "/bot%s/getMe", "application/json", "[1"),
		raw(badJSONBody, "POST", "/bot%s/getMe", "application/json", `{"a":1`),
		raw(badMultipart, "POST", "/bot%s/getMe", "multipart/form-data; boundary=x", "--x\r\nContent-Disp"),
		raw(noBoundary, "POST", "/bot%s/getMe", "multipart/form-data", "nothing"),
		raw(unsupportedContent, "POST", "/bot%s/getMe", "text/plain", "hello"),
		{tooLarge, nil, func(k *kit) reply {
			k.opts.MaxBody = 100
			return k.call("sendMessage", with{"chat_id": k.anna.ID, "text": strings.Repeat("x", 200)})
		}},
		{strictRefusal, []any{"moon", "no such parameter"}, func(k *kit) reply {
			k.opts.Strict = true
			return k.call("sendMessage", with{"chat_id": k.anna.ID, "text": "x", "moon": true})
		}},
	}
}

func chatCases() []refusalCase {
	hello := with{"text": "hello"}
	inGroup := func(why refusal, prepare func(k *kit) Chat) refusalCase {
		return refusalCase{why, nil, func(k *kit) reply {
			return k.call("sendMessage", with{"chat_id": prepare(k).ID, "text": "hello"})
		}}
	}
	return []refusalCase{
		plain(chatIDEmpty, "sendMessage", hello),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": 424242}),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": "@nobody"}),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": "Anna"}),
		inGroup(chatNotFound, func(k *kit) Chat { return Chat{ID: k.AddUser(User{}).ID} }),
		inGroup(chatNotFound, func(k *kit) Chat { return k.AddGroup("Elsewhere") }),
		inGroup(cannotInitiate, func(k *kit) Chat {
			stranger := k.AddUser(User{})
			k.Join(k.group, stranger)
			return Chat{ID: stranger.ID}
		}),
		{botBlocked, nil, func(k *kit) reply {
			k.private.Block()
			return k.call("sendMessage", with{"chat_id": k.anna.ID, "text": "x"})
		}},
		{userDeactivated, nil, func(k *kit) reply {
			k.DeleteAccount(k.anna)
			return k.call("sendMessage", with{"chat_id": k.anna.ID, "text": "x"})
		}},
		inGroup(botKickedGroup, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Expel(g, k.bot.User)
			return g
		}),
		inGroup(botKickedSupergroup, func(k *kit) Chat { k.Expel(k.group, k.bot.User); return k.group }),
		inGroup(botKickedChannel, func(k *kit) Chat { k.Expel(k.channel, k.bot.User); return k.channel }),
		inGroup(botNotMember, func(k *kit) Chat { k.Leave(k.group, k.bot.User); return k.group }),
		inGroup(botNotMemberChannel, func(k *kit) Chat { k.Leave(k.channel, k.bot.User); return k.channel }),
		inGroup(botNotMemberGroup, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Leave(g, k.bot.User)
			return g
		}),
		inGroup(groupUpgraded, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Upgrade(g)
			return g
		}),
		inGroup(needAdmin, func(k *kit) Chat { k.Promote(k.channel, k.bot.User, Rights{}); return k.channel }),
		{noRights, []any{" to send text messages to the chat"}, func(k *kit) reply {
			k.Demote(k.group, k.bot.User)
			k.SetPermissions(k.group, ChatPermissions{})
			return k.call("sendMessage", with{"chat_id": k.group.ID, "text": "x"})
		}},
		{noRights, []any{" to manage pinned messages in the chat"}, func(k *kit) reply {
			k.Demote(k.group, k.bot.User)
			return k.call("pinChatMessage", with{"chat_id": k.group.ID, "message_id": 1})
		}},
	}
}

func textCases() []refusalCase {
	return []refusalCase{
		toAnna(textEmpty, "sendMessage", nil),
		toAnna(textEmpty, "sendMessage", with{"text": ""}),
		toAnna(textBlank, "sendMessage", with{"text": " \n\t "}),
		toAnna(textBlank, "sendMessage", with{"text": "<b> </b>", "parse_mode": "HTML"}),
		toAnna(textTooLong, "sendMessage", with{"text": strings.Repeat("x", 4097)}),
		toAnna(textTooLong, "sendMessage", with{"text": strings.Repeat("😀", 2049)}),
		toAnna(parseModeUnknown, "sendMessage", with{"text": "x", "parse_mode": "BBCode"}),
		toAnna(entitiesUnreadable, "sendMessage", with{"text": "x", "entities": "[{"}),
		html("<x>a</x>", `Unsupported start tag "x" at byte offset 0`),
		html("ab<br>", `Unsupported start tag "br" at byte offset 2`),
		html("<b>a", `Can't find end tag corresponding to start tag "b"`),
		html("<b>a</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`),
		html("a</b>", "Unexpected end tag at byte offset 1"),
		html("<b", "Unclosed start tag at byte offset 0"),
		html("<a href=", "Unclosed start tag at byte offset 0"),
		html(`<a href="x`, "Unclosed start tag at byte offset 0"),
		html("<b>a</b", "Unclosed end tag at byte offset 4"),
		html("<a =x>a</a>", `Empty attribute name in the tag "a" at byte offset 0`),
		html("<a href=ж>a</a>", "Unexpected end of name token at byte offset 8"),
		html("<span>a</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`),
		html("<tg-emoji emoji-id=x>a</tg-emoji>", "Invalid custom emoji identifier specified"),
		html("<blockquote>a<blockquote>b</blockquote></blockquote>", `Tag "blockquote" can't be nested at byte offset 13`),
		html("&#xD800;a", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"),
		html("1 < 2", `Unsupported start tag "" at byte offset 2`),
		toAnna(previewUnreadable, "sendMessage", with{"text": "x", "link_preview_options": "{"}),
		{captionTooLong, nil, func(k *kit) reply {
			return k.upload("sendDocument", map[string]string{
				"chat_id": fmt.Sprint(k.anna.ID), "caption": strings.Repeat("x", 1025),
			}, "document", "a.txt", []byte("a"))
		}},
	}
}

func markupCases() []refusalCase {
	keyboard := func(why refusal, markup any, args ...any) refusalCase {
		return toAnna(why, "sendMessage", with{"text": "x", "reply_markup": markup}, args...)
	}
	press := with{"text": "Press", "callback_data": "x"}
	return []refusalCase{
		keyboard(markupUnreadable, "{"),
		keyboard(markupUnexpected, "[]"),
		keyboard(rowsExpected, with{"inline_keyboard": []any{press}}, "inline_keyboard"),
		keyboard(rowsExpected, with{"keyboard": []any{"a"}}, "keyboard"),
		keyboard(buttonUnreadable, with{"inline_keyboard": []any{[]any{1}}}, "InlineKeyboardButton must be an Object"),
		keyboard(buttonUnreadable, buttons(with{"text": 1}), `Field "text" must be of type String`),
		keyboard(keyUnreadable, with{"keyboard": []any{[]any{1}}}, "KeyboardButton must be a String or an Object"),
		keyboard(buttonTextEmpty, buttons(with{"text": " ", "callback_data": "x"})),
		keyboard(keyTextEmpty, with{"keyboard": []any{[]any{""}}}),
		keyboard(buttonTextOnly, buttons(with{"text": "Nothing"})),
		keyboard(buttonTwice, buttons(with{"text": "Both", "callback_data": "x", "url": "https://a.kz"})),
		keyboard(buttonDataInvalid, buttons(with{"text": "Press", "callback_data": strings.Repeat("x", 65)})),
		keyboard(buttonDataInvalid, buttons(with{"text": "Press", "callback_data": strings.Repeat("ж", 33)})),
		keyboard(buttonURLInvalid, buttons(with{"text": "Go", "url": "javascript://a.kz"}), "javascript://a.kz", "Unsupported URL protocol"),
		keyboard(buttonURLInvalid, buttons(with{"text": "Go", "url": "https://localhost/x"}), "https://localhost/x", "Wrong HTTP URL"),
		keyboard(buttonTooMany, with{"inline_keyboard": many(101, []any{press})}),
		calls(switchInChannel, "sendMessage", func(k *kit) with {
			return with{"chat_id": k.channel.ID, "text": "x", "reply_markup": buttons(with{"text": "S", "switch_inline_query": ""})}
		}, "switch_inline_query"),
		calls(inlineExpected, "editMessageText", func(k *kit) with {
			m := k.send(k.anna.ID, "x")
			return with{"chat_id": k.anna.ID, "message_id": m.MessageID, "text": "y", "reply_markup": with{"keyboard": []any{[]any{"a"}}}}
		}),
	}
}

func messageCases() []refusalCase {
	about := func(why refusal, method string, params with) refusalCase {
		return calls(why, method, func(k *kit) with {
			all := with{"chat_id": k.anna.ID, "message_id": k.send(k.anna.ID, "x").MessageID}
			for name, value := range params {
				all[name] = value
			}
			return all
		})
	}
	theirs := func(why refusal, method string, params with) refusalCase {
		return calls(why, method, func(k *kit) with {
			all := with{"chat_id": k.anna.ID, "message_id": k.say(k.private, "mine").MessageID}
			for name, value := range params {
				all[name] = value
			}
			return all
		})
	}
	return []refusalCase{
		toAnna(replyNotFound, "sendMessage", with{"text": "x", "reply_parameters": with{"message_id": 999}}),
		toAnna(replyUnreadable, "sendMessage", with{"text": "x", "reply_parameters": "{"}),
		calls(quoteInvalid, "sendMessage", func(k *kit) with {
			m := k.send(k.anna.ID, "one two")
			return with{"chat_id": k.anna.ID, "text": "x", "reply_parameters": with{"message_id": m.MessageID, "quote": "three"}}
		}),
		plain(messageIDMissing, "editMessageText", with{"text": "x"}),
		toAnna(messageIDMissing, "deleteMessage", nil),
		plain(chatUnspecified, "deleteMessage", with{"message_id": 1}),
		toAnna(editNotFound, "editMessageText", with{"text": "x", "message_id": 999}),
		about(notModified, "editMessageText", with{"text": "x"}),
		theirs(cannotEdit, "editMessageText", with{"text": "y"}),
		about(noCaptionToEdit, "editMessageCaption", with{"caption": "y"}),
		calls(noTextToEdit, "editMessageText", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "message_id": k.photo(k.anna.ID).MessageID, "text": "y"}
		}),
		toAnna(deleteNotFound, "deleteMessage", with{"message_id": 999}),
		calls(cannotDelete, "deleteMessage", func(k *kit) with {
			k.Demote(k.group, k.bot.User)
			return with{"chat_id": k.group.ID, "message_id": k.say(k.In(k.anna, k.group), "mine").MessageID}
		}),
		calls(cannotDelete, "deleteMessage", func(k *kit) with {
			m := k.send(k.anna.ID, "x")
			k.clock.move(48 * time.Hour)
			return with{"chat_id": k.anna.ID, "message_id": m.MessageID}
		}),
		toAnna(messageIDsMissing, "deleteMessages", nil),
		toAnna(messageIDsUnreadable, "deleteMessages", with{"message_ids": "{"}),
		toAnna(messageIDWrong, "deleteMessages", with{"message_ids": []int{0}}),
		toAnna(tooManyMessages, "deleteMessages", with{"message_ids": many(101, 1)}),
		toAnna(paramRequired, "forwardMessage", with{"message_id": 1}, "from_chat_id"),
		calls(forwardNotFound, "forwardMessage", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": 999}
		}),
		calls(copyNotFound, "copyMessage", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": 999}
		}),
		calls(cannotForward, "forwardMessage", func(k *kit) with { return k.secret() }),
		calls(cannotCopy, "copyMessage", func(k *kit) with { return k.secret() }),
		plain(queryTooOld, "answerCallbackQuery", with{"callback_query_id": "1"}),
		calls(queryTooOld, "answerCallbackQuery", func(k *kit) with {
			q := k.press()
			k.clock.move(answerLife + time.Second)
			return with{"callback_query_id": q}
		}),
		calls(answerTooLong, "answerCallbackQuery", func(k *kit) with {
			return with{"callback_query_id": k.press(), "text": strings.Repeat("x", 201)}
		}),
		calls(answerURLInvalid, "answerCallbackQuery", func(k *kit) with {
			return with{"callback_query_id": k.press(), "url": "nowhere"}
		}),
		toAnna(actionWrong, "sendChatAction", with{"action": "sleeping"}),
		toAnna(reactNotFound, "setMessageReaction", with{"message_id": 999}),
		about(reactionUnreadable, "setMessageReaction", with{"reaction": "{"}),
		about(reactionInvalid, "setMessageReaction", with{"reaction": []any{with{"type": "emoji", "emoji": "🦖"}}}),
		about(reactionsTooMany, "setMessageReaction", with{"reaction": many(2, with{"type": "emoji", "emoji": "👍"})}),
	}
}

// photo sends a picture as the bot.
func (k *kit) photo(chat int64) Message {
	k.t.Helper()
	r := k.upload("sendPhoto", map[string]string{"chat_id": fmt.Sprint(chat)}, "photo", "a.png", picture(k.t, 40, 30))
	if !r.OK {
		k.t.Fatal(r.Description)
	}
	var m Message
	if err := unmarshal(string(r.Result), &m); err != nil {
		k.t.Fatal(err)
	}
	return m
}

// secret is a protected message, as what forward and copy take.
func (k *kit) secret() with {
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "secret", "protect_content": true})
	return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": m.MessageID}
}

// press makes Anna press a button, and is her query.
func (k *kit) press() string {
	k.t.Helper()
	m := must[Message](k, "sendMessage", with{
		"chat_id": k.anna.ID, "text": "x", "reply_markup": buttons(with{"text": "Press", "callback_data": "p"}),
	})
	q, err := k.private.Press(m.MessageID, "p")
	if err != nil {
		k.t.Fatal(err)
	}
	return q
}

func pollCases() []refusalCase {
	poll := func(why refusal, params with, args ...any) refusalCase {
		all := with{"question": "Q", "options": []string{"a", "b"}}
		for name, value := range params {
			all[name] = value
		}
		return toAnna(why, "sendPoll", all, args...)
	}
	stop := func(why refusal, which func(k *kit) int) refusalCase {
		return calls(why, "stopPoll", func(k *kit) with { return with{"chat_id": k.anna.ID, "message_id": which(k)} })
	}
	return []refusalCase{
		poll(pollQuestionEmpty, with{"question": " "}),
		poll(pollQuestionLong, with{"question": strings.Repeat("x", 301)}),
		poll(pollOptionsUnreadable, with{"options": "["}),
		poll(arrayExpected, with{"options": "{}"}, "String as options"),
		poll(pollOptionsFew, with{"options": []string{"a"}}),
		poll(pollOptionsMany, with{"options": many(13, "a")}, 12),
		poll(pollOptionEmpty, with{"options": []string{"a", " "}}),
		poll(pollOptionLong, with{"options": []string{"a", strings.Repeat("x", 101)}}),
		poll(pollKindUnknown, with{"type": "survey"}),
		poll(pollCorrectMissing, with{"type": "quiz"}),
		poll(pollCorrectMissing, with{"type": "quiz", "correct_option_ids": []int{2}}),
		poll(pollPeriodWrong, with{"open_period": 4}),
		calls(pollPublicInChannel, "sendPoll", func(k *kit) with {
			return with{"chat_id": k.channel.ID, "question": "Q", "options": []string{"a", "b"}, "is_anonymous": false}
		}),
		stop(pollNone, func(*kit) int { return 999 }),
		stop(notPoll, func(k *kit) int { return k.send(k.anna.ID, "x").MessageID }),
		stop(pollClosed, func(k *kit) int {
			m := k.poll(with{"chat_id": k.anna.ID})
			must[Poll](k, "stopPoll", with{"chat_id": k.anna.ID, "message_id": m.MessageID})
			return m.MessageID
		}),
		stop(cannotStop, func(k *kit) int {
			m := k.poll(with{"chat_id": k.anna.ID})
			f := must[Message](k, "forwardMessage", with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": m.MessageID})
			return f.MessageID
		}),
	}
}

// poll sends a poll as the bot.
func (k *kit) poll(params with) Message {
	k.t.Helper()
	all := with{"question": "Which?", "options": []any{"one", with{"text": "two"}, "three"}}
	for name, value := range params {
		all[name] = value
	}
	return must[Message](k, "sendPoll", all)
}

func fileCases() []refusalCase {
	up := func(why refusal, method, field string, data func(k *kit) []byte) refusalCase {
		return refusalCase{why, nil, func(k *kit) reply {
			return k.upload(method, map[string]string{"chat_id": fmt.Sprint(k.anna.ID)}, field, "a.png", data(k))
		}}
	}
	media := func(why refusal, media any, args ...any) refusalCase {
		return calls(why, "editMessageMedia", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "message_id": k.photo(k.anna.ID).MessageID, "media": media}
		}, args...)
	}
	return []refusalCase{
		toAnna(fileMissing, "sendPhoto", nil, "photo"),
		toAnna(fileMissing, "sendDocument", nil, "document"),
		toAnna(fileIDWrong, "sendDocument", with{"document": "nonsense"}),
		toAnna(urlUnreachable, "sendPhoto", with{"photo": "https://a.kz/x.png"}),
		plain(fileIDMissing, "getFile", nil),
		plain(fileIDWrong, "getFile", with{"file_id": "nonsense"}),
		up(fileEmpty, "sendDocument", "document", func(*kit) []byte { return nil }),
		up(photoInvalid, "sendPhoto", "photo", func(*kit) []byte { return []byte("no picture") }),
		up(photoShapeWrong, "sendPhoto", "photo", func(k *kit) []byte { return picture(k.t, 210, 10) }),
		{tooLarge, nil, func(k *kit) reply { // without the time that so large a request takes
			c := &call{srv: k.Server, files: map[string]upload{"photo": {data: make([]byte, largestPhoto+1)}}}
			_, err := c.file("photo", "", true)
			e := asError(err)
			return reply{Status: e.Code, ErrorCode: e.Code, Description: e.Description}
		}},
		calls(fileTooBig, "getFile", func(k *kit) with {
			k.mu.Lock()
			defer k.mu.Unlock()
			f, err := k.keep(upload{name: "a", mime: "a/b", data: make([]byte, largestDownload+1)}, false)
			if err != nil {
				k.t.Fatal(err)
			}
			return with{"file_id": f.id}
		}),
		media(paramRequired, "", "media"),
		media(mediaUnreadable, "{"),
		media(mediaNotFound, with{"type": "photo", "media": "attach://x"}, "media not found"),
		media(mediaNotFound, with{"type": "video", "media": "x"}, `type "video" is unsupported`),
		calls(mediaCannotEdit, "editMessageMedia", func(k *kit) with {
			p := k.photo(k.anna.ID)
			m := k.send(k.anna.ID, "x")
			return with{"chat_id": k.anna.ID, "message_id": m.MessageID, "media": with{"type": "photo", "media": p.Photo[0].FileID}}
		}),
	}
}

func memberCases() []refusalCase {
	ban := func(why refusal, who func(k *kit) int64, args ...any) refusalCase {
		return calls(why, "banChatMember", func(k *kit) with { return with{"chat_id": k.group.ID, "user_id": who(k)} }, args...)
	}
	return []refusalCase{
		ban(userIDInvalid, func(*kit) int64 { return 0 }),
		ban(userNotFound, func(*kit) int64 { return 424242 }),
		ban(cannotRestrictSelf, func(k *kit) int64 { return k.bot.ID }),
		ban(cannotRestrictOwner, func(k *kit) int64 { k.Own(k.group, k.anna); return k.anna.ID }),
		ban(cannotRestrictAdmin, func(k *kit) int64 { k.Promote(k.group, k.anna, Rights{}); return k.anna.ID }),
		ban(noRights, func(k *kit) int64 { k.Promote(k.group, k.bot.User, Rights{}); return k.anna.ID }, " to restrict/unrestrict chat member"),
		calls(leavePrivate, "banChatMember", func(k *kit) with { return with{"chat_id": k.anna.ID, "user_id": k.anna.ID} }),
		toAnna(leavePrivate, "leaveChat", nil),
		calls(permissionsUnreadable, "restrictChatMember", func(k *kit) with {
			return with{"chat_id": k.group.ID, "user_id": k.anna.ID, "permissions": "{"}
		}),
		calls(supergroupOnly, "restrictChatMember", func(k *kit) with {
			return with{"chat_id": k.small().ID, "user_id": k.anna.ID, "permissions": with{}}
		}),
		calls(largeGroupsOnly, "unbanChatMember", func(k *kit) with {
			return with{"chat_id": k.small().ID, "user_id": k.anna.ID}
		}),
		toAnna(noAdminsInPrivate, "getChatAdministrators", nil),
		calls(memberNotFound, "getChatMember", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "user_id": k.AddUser(User{}).ID}
		}),
		calls(membersHidden, "getChatMember", func(k *kit) with {
			k.Demote(k.channel, k.bot.User)
			return with{"chat_id": k.channel.ID, "user_id": k.anna.ID}
		}),
		toAnna(pinNotFound, "pinChatMessage", with{"message_id": 999}),
		toAnna(unpinNotFound, "unpinChatMessage", with{"message_id": 999}),
	}
}

// small is a small group that the bot administers.
func (k *kit) small() Chat {
	g := k.AddBasicGroup("Small")
	k.Promote(g, k.bot.User, AllRights())
	k.Join(g, k.anna)
	return g
}

func settingCases() []refusalCase {
	commands := func(why refusal, list any) refusalCase { return plain(why, "setMyCommands", with{"commands": list}) }
	scope := func(why refusal, value any, args ...any) refusalCase {
		return plain(why, "getMyCommands", with{"scope": value}, args...)
	}
	return []refusalCase{
		commands(commandsUnreadable, "["),
		plain(arrayExpected, "setMyCommands", with{"commands": "{}"}, "BotCommand"),
		commands(commandInvalid, []any{with{"command": "Upper", "description": "d"}}),
		commands(commandInvalid, []any{with{"command": strings.Repeat("x", 33), "description": "d"}}),
		commands(commandDescriptionInvalid, []any{with{"command": "a", "description": ""}}),
		commands(commandDescriptionInvalid, []any{with{"command": "a", "description": strings.Repeat("ж", 257)}}),
		commands(commandsTooMany, many(101, with{"command": "a", "description": "d"})),
		scope(scopeUnreadable, "{", " JSON object"),
		scope(scopeUnreadable, with{"type": "moon"}, ": Unsupported type specified"),
		scope(scopeUnreadable, with{"type": "chat"}, `: Can't find field "chat_id"`),
		scope(scopeUnreadable, with{"type": "chat_member", "chat_id": 1}, `: Can't find field "user_id"`),
		plain(languageInvalid, "getMyName", with{"language_code": "eng"}),
		plain(languageInvalid, "setMyCommands", with{"language_code": "EN", "commands": []any{}}),
		plain(nameTooLong, "setMyName", with{"name": strings.Repeat("ж", 65)}),
		plain(descriptionTooLong, "setMyDescription", with{"description": strings.Repeat("ж", 513)}),
		plain(shortDescriptionTooLong, "setMyShortDescription", with{"short_description": strings.Repeat("ж", 121)}),
		plain(webhookURLInvalid, "setWebhook", with{"url": "http://a.kz"}),
		plain(webhookSecretWrong, "setWebhook", with{"url": "https://a.kz", "secret_token": "a b"}),
		{webhookActive, nil, func(k *kit) reply {
			k.call("setWebhook", with{"url": "https://a.kz/hook"})
			return k.call("getUpdates", nil)
		}},
	}
}

func allRefusalCases() []refusalCase {
	var all []refusalCase
	for _, some := range [][]refusalCase{
		transportCases(), chatCases(), textCases(), markupCases(), messageCases(), pollCases(), fileCases(), memberCases(), settingCases(),
	} {
		all = append(all, some...)
	}
	return all
}

// TestRefusals provokes every refusal of the table, and asks for the status and
// the exact words.
func TestRefusals(t *testing.T) {
	// Two of them need two requests at once and have tests of their own.
	provoked := map[refusal]bool{otherPoller: true, webhookTakesOver: true}
	for i, c := range allRefusalCases() {
		provoked[c.why] = true
		want := c.why.err(c.args...)
		t.Run(fmt.Sprintf("%d %s", i, want.Description), func(t *testing.T) {
			t.Parallel()
			k := newKit(t, Options{})
			got := c.try(k)
			if got.OK || got.Status != want.Code || got.ErrorCode != want.Code || got.Description != want.Description {
				t.Errorf("got %d %d %q, want %d %q", got.Status, got.ErrorCode, got.Description, want.Code, want.Description)
			}
		})
	}
	for why, row := range refusals {
		if !provoked[refusal(why)] {
			t.Errorf("nothing provokes %d %q", row.code, row.text)
		}
		if row.text == "" || row.source == "" {
			t.Errorf("refusal %d has no text or no source", why)
		}
	}
}
