package emulator

import (
	"fmt"
	"strings"
)

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
		poll(captionTooLong, with{"type": "quiz", "correct_option_ids": []int{1}, "explanation": strings.Repeat("x", 201)}),
		poll(pollExplanationLines, with{"type": "quiz", "correct_option_ids": []int{1}, "explanation": "a\nb\nc\nd"}),
		poll(pollCorrectMissing, with{"type": "quiz", "correct_option_ids": []int{1, 0}}),
		poll(pollCorrectMissing, with{"type": "quiz", "correct_option_id": "2"}),
		poll(captionTooLong, with{"description": strings.Repeat("x", 1025)}),
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
	album := func(why refusal, types ...string) refusalCase {
		return calls(why, "sendMediaGroup", func(k *kit) with {
			var all []any
			for _, kind := range types {
				all = append(all, with{"type": kind, "media": k.photo(k.anna.ID).Photo[0].FileID})
			}
			return with{"chat_id": k.anna.ID, "media": all}
		})
	}
	return []refusalCase{
		toAnna(mediaListUnreadable, "sendMediaGroup", with{"media": "["}),
		toAnna(arrayExpected, "sendMediaGroup", with{"media": with{}}, "InputMedia"),
		album(albumSmall, "photo"),
		album(albumMixed, "photo", "document"),
		toAnna(albumLarge, "sendMediaGroup", with{"media": many(11, with{"type": "photo", "media": "x"})}),
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
			_, err := c.file("photo", "", folderPhotos)
			e := asError(err)
			return reply{Status: e.Code, ErrorCode: e.Code, Description: e.Description}
		}},
		calls(fileTooBig, "getFile", func(k *kit) with {
			k.mu.Lock()
			defer k.mu.Unlock()
			f, err := k.keep(upload{name: "a", mime: "a/b", data: make([]byte, largestDownload+1)}, folderDocuments)
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
		commands(commandInvalid, []any{with{"command": "/slash", "description": "d"}}),
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
