package emulator

func mediaCases() []refusalCase {
	at := func(why refusal, params with, args ...any) refusalCase {
		all := with{"latitude": 1, "longitude": 2}
		for name, value := range params {
			all[name] = value
		}
		return toAnna(why, "sendLocation", all, args...)
	}
	return []refusalCase{
		toAnna(fileMissing, "sendVideo", nil, "video"),
		toAnna(fileMissing, "sendAudio", nil, "audio"),
		toAnna(fileMissing, "sendVoice", nil, "voice"),
		toAnna(fileMissing, "sendAnimation", nil, "animation"),
		toAnna(fileMissing, "sendVideoNote", nil, "video note"),
		toAnna(fileMissing, "sendSticker", nil, "sticker"),
		calls(fileKindWrong, "sendVideo", func(k *kit) with {
			return with{"chat_id": k.anna.ID, "video": k.photo(k.anna.ID).Photo[0].FileID}
		}, "photos", "videos"),
		{noRights, []any{" to send dice to the chat"}, func(k *kit) reply {
			k.Demote(k.group, k.bot.User)
			k.SetPermissions(k.group, ChatPermissions{CanSendMessages: true})
			return k.call("sendDice", with{"chat_id": k.group.ID})
		}},
		toAnna(locationEmpty, "sendLocation", with{"longitude": 1}, "latitude"),
		toAnna(locationEmpty, "sendVenue", with{"latitude": 1}, "longitude"),
		at(locationWrong, with{"latitude": 91}),
		at(locationWrong, with{"longitude": "NaN"}),
		at(liveWrong, with{"live_period": 10}, "period"),
		at(liveWrong, with{"live_period": 60, "heading": 400}, "heading"),
		at(liveWrong, with{"live_period": 60, "proximity_alert_radius": -1}, "proximity alert radius"),
		toAnna(paramRequired, "sendVenue", with{"latitude": 1, "longitude": 2, "title": "x"}, "address"),
		toAnna(paramRequired, "sendContact", with{"first_name": "x"}, "phone_number"),
		toAnna(paramRequired, "sendContact", with{"phone_number": "1"}, "first_name"),
		toAnna(diceUnknown, "sendDice", with{"emoji": "🧊"}),
		plain(userIDInvalid, "getUserProfilePhotos", nil),
		plain(userNotFound, "getUserProfilePhotos", with{"user_id": 424242}),
		plain(queryTooOld, "answerInlineQuery", with{"inline_query_id": "1", "results": []any{}}),
		plain(resultsUnreadable, "answerInlineQuery", with{"inline_query_id": "1"}),
		plain(arrayExpected, "answerInlineQuery", with{"results": "{}"}, "inline query results"),
	}
}

func chatSettingCases() []refusalCase {
	group := func(why refusal, method string, params with, args ...any) refusalCase {
		return calls(why, method, func(k *kit) with {
			all := with{"chat_id": k.group.ID}
			for name, value := range params {
				all[name] = value
			}
			return all
		}, args...)
	}
	powerless := func(method string, params with, what string) refusalCase {
		return refusalCase{noRights, []any{what}, func(k *kit) reply {
			k.Promote(k.group, k.bot.User, Rights{})
			all := with{"chat_id": k.group.ID, "user_id": k.anna.ID}
			for name, value := range params {
				all[name] = value
			}
			return k.call(method, all)
		}}
	}
	return []refusalCase{
		toAnna(privateUnchangeable, "setChatTitle", with{"title": "x"}, "private chat title"),
		toAnna(privateUnchangeable, "setChatDescription", nil, "private chat description"),
		toAnna(privateUnchangeable, "setChatPermissions", with{"permissions": with{}}, "private chat permissions"),
		calls(privateUnchangeable, "setChatPermissions", func(k *kit) with {
			return with{"chat_id": k.channel.ID, "permissions": with{}}
		}, "channel chat permissions"),
		group(permissionsUnreadable, "setChatPermissions", nil),
		group(titleEmpty, "setChatTitle", with{"title": " "}),
		group(titleSame, "setChatTitle", with{"title": "Talk"}),
		group(descriptionSame, "setChatDescription", nil),
		powerless("setChatTitle", with{"title": "x"}, " to change chat title"),
		powerless("setChatDescription", with{"description": "x"}, " to set chat description"),
		powerless("setChatPermissions", with{"permissions": with{}}, " to change chat permissions"),
		powerless("exportChatInviteLink", nil, " to manage chat invite link"),
		powerless("createChatInviteLink", nil, " to manage chat invite link"),
		powerless("unpinAllChatMessages", nil, " to manage pinned messages in the chat"),
		powerless("promoteChatMember", with{"can_pin_messages": true}, ""),
		toAnna(notInPrivate, "exportChatInviteLink", nil),
		group(limitWithRequests, "createChatInviteLink", with{"member_limit": 2, "creates_join_request": true}),
	}
}

func promotionCases() []refusalCase {
	promote := func(why refusal, who func(k *kit) int64) refusalCase {
		return calls(why, "promoteChatMember", func(k *kit) with {
			return with{"chat_id": k.group.ID, "user_id": who(k), "can_pin_messages": true, "can_change_info": true}
		})
	}
	button := func(why refusal, value any, args ...any) refusalCase {
		return plain(why, "setChatMenuButton", with{"menu_button": value}, args...)
	}
	return []refusalCase{
		promote(userIDInvalid, func(*kit) int64 { return 0 }),
		promote(userNotFound, func(*kit) int64 { return 424242 }),
		promote(cannotPromoteSelf, func(k *kit) int64 { return k.bot.ID }),
		promote(cannotPromoteOwner, func(k *kit) int64 { k.Own(k.group, k.anna); return k.anna.ID }),
		promote(memberNotFound, func(k *kit) int64 { return k.AddUser(User{}).ID }),
		promote(rightForbidden, func(k *kit) int64 {
			k.Promote(k.group, k.bot.User, Rights{CanPromoteMembers: true})
			return k.anna.ID
		}),
		calls(largeGroupsOnly, "promoteChatMember", func(k *kit) with { return with{"chat_id": k.small().ID, "user_id": k.anna.ID} }),
		plain(rightsUnreadable, "setMyDefaultAdministratorRights", with{"rights": "{"}),
		button(menuUnreadable, "{"),
		button(menuWrong, with{"type": "moon"}, "MenuButton has unsupported type"),
		button(menuWrong, with{"type": "web_app"}, `Can't find field "text"`),
		button(menuWrong, with{"type": "web_app", "text": "x"}, `Can't find field "web_app"`),
		button(menuWrong, with{"type": "web_app", "text": "x", "web_app": with{"url": "localhost"}}, "Web App URL is invalid: Wrong HTTP URL"),
		calls(userNotFound, "getChatMenuButton", func(k *kit) with { return with{"chat_id": k.group.ID} }),
		{loggedOut, nil, func(k *kit) reply {
			k.call("logOut", nil)
			return k.call("getMe", nil)
		}},
	}
}

func strangeButtonCases() []refusalCase {
	button := func(why refusal, b with, args ...any) refusalCase {
		return toAnna(why, "sendMessage", with{"text": "x", "reply_markup": buttons(b)}, args...)
	}
	return []refusalCase{
		button(buttonKindInvalid, with{"text": "Pay", "pay": true}),
		button(buttonKindInvalid, with{"text": "Play", "callback_game": with{}}),
		button(buttonURLInvalid, with{"text": "In", "login_url": with{"url": "localhost"}}, "localhost", "Wrong HTTP URL"),
		button(buttonURLInvalid, with{"text": "In", "login_url": with{"url": "tg://resolve?domain=a"}}, "tg://resolve?domain=a", "Unsupported URL protocol"),
		calls(requestInGroup, "sendMessage", func(k *kit) with {
			return with{"chat_id": k.group.ID, "text": "x", "reply_markup": with{"keyboard": []any{[]any{with{"text": "Number", "request_contact": true}}}}}
		}, "phone number"),
		calls(switchInChannel, "sendMessage", func(k *kit) with {
			return with{"chat_id": k.channel.ID, "text": "x", "reply_markup": buttons(with{"text": "S", "switch_inline_query_chosen_chat": with{}})}
		}, "switch_inline_query_chosen_chat"),
	}
}
