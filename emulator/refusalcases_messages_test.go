package emulator

import (
	"fmt"
	"strings"
	"time"
)

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

// intoChat is a text sent into a chat that is prepared first.
func intoChat(why refusal, prepare func(k *kit) Chat) refusalCase {
	return refusalCase{why, nil, func(k *kit) reply {
		return k.call("sendMessage", with{"chat_id": prepare(k).ID, "text": "hello"})
	}}
}

func chatCases() []refusalCase {
	hello := with{"text": "hello"}
	return []refusalCase{
		plain(chatIDEmpty, "sendMessage", hello),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": 424242}),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": "@nobody"}),
		plain(chatNotFound, "sendMessage", with{"text": "x", "chat_id": "Anna"}),
		intoChat(chatNotFound, func(k *kit) Chat { return Chat{ID: k.AddUser(User{}).ID} }),
		intoChat(chatNotFound, func(k *kit) Chat { return k.AddGroup("Elsewhere") }),
		intoChat(cannotInitiate, func(k *kit) Chat {
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
		intoChat(botKickedGroup, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Expel(g, k.bot.User)
			return g
		}),
		intoChat(botKickedSupergroup, func(k *kit) Chat { k.Expel(k.group, k.bot.User); return k.group }),
		intoChat(botKickedChannel, func(k *kit) Chat { k.Expel(k.channel, k.bot.User); return k.channel }),
		intoChat(botNotMember, func(k *kit) Chat { k.Leave(k.group, k.bot.User); return k.group }),
		intoChat(botNotMemberChannel, func(k *kit) Chat { k.Leave(k.channel, k.bot.User); return k.channel }),
		intoChat(botNotMemberGroup, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Leave(g, k.bot.User)
			return g
		}),
	}
}

func rightsCases() []refusalCase {
	return []refusalCase{
		intoChat(groupUpgraded, func(k *kit) Chat {
			g := k.AddBasicGroup("Small")
			k.Join(g, k.bot.User)
			k.Upgrade(g)
			return g
		}),
		intoChat(needAdmin, func(k *kit) Chat { k.Promote(k.channel, k.bot.User, Rights{}); return k.channel }),
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
		toAnna(entityUnknown, "sendMessage", with{"text": "x", "entities": []any{with{"type": "loud", "offset": 0, "length": 1}}}),
		toAnna(entityURLInvalid, "sendMessage", with{
			"text": "x", "entities": []any{with{"type": "text_link", "offset": 0, "length": 1, "url": "localhost"}},
		}, "localhost", "Wrong HTTP URL"),
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
		onText(notModified, "editMessageText", with{"text": "x"}),
		theirs(cannotEdit, "editMessageText", with{"text": "y"}),
		onText(noCaptionToEdit, "editMessageCaption", with{"caption": "y"}),
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
	}
}

func severalMessageCases() []refusalCase {
	return []refusalCase{
		toAnna(messageIDsMissing, "deleteMessages", nil),
		toAnna(messageIDsUnreadable, "deleteMessages", with{"message_ids": "{"}),
		toAnna(messageIDWrong, "deleteMessages", with{"message_ids": []int{0}}),
		toAnna(tooManyMessages, "deleteMessages", with{"message_ids": many(101, 1)}),
		toAnna(messageIDsOrder, "copyMessages", with{"from_chat_id": 1, "message_ids": []int{2, 2}}),
		toAnna(paramRequired, "forwardMessages", with{"message_ids": []int{1}}, "from_chat_id"),
		calls(forwardNotFound, "forwardMessages", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_ids": []int{999}}
		}),
		toAnna(paramRequired, "forwardMessage", with{"message_id": 1}, "from_chat_id"),
		calls(forwardNotFound, "forwardMessage", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": 999}
		}),
		calls(copyNotFound, "copyMessage", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": 999}
		}),
		calls(cannotForward, "forwardMessage", func(k *kit) with { return k.secret() }),
		calls(cannotCopy, "copyMessage", func(k *kit) with { return k.secret() }),
	}
}

func pressCases() []refusalCase {
	return []refusalCase{
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
		onText(reactionUnreadable, "setMessageReaction", with{"reaction": "{"}),
		onText(reactionInvalid, "setMessageReaction", with{"reaction": []any{with{"type": "emoji", "emoji": "🦖"}}}),
		onText(reactionsTooMany, "setMessageReaction", with{"reaction": many(2, with{"type": "emoji", "emoji": "👍"})}),
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
