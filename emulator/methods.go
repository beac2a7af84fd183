package emulator

import "strings"

// method is one method of the Bot API.
type method struct {
	name string
	// params are the parameters that the emulator understands; a "!" marks those
	// that the reference calls required.
	params string
	// counts says whether a call counts against the flood limits.
	counts bool
	run    func(*Server, *call) (any, error)

	known map[string]bool
}

// knows says whether the method has a parameter of that name.
func (m *method) knows(param string) bool { return m.known[param] }

// Parameters that many methods share.
const (
	paramsQuiet   = " chat_id! message_thread_id disable_notification protect_content"
	paramsAlbum   = paramsQuiet + " allow_paid_broadcast message_effect_id reply_parameters"
	paramsSend    = paramsAlbum + " reply_markup"
	paramsEdit    = " chat_id message_id reply_markup"
	paramsCaption = " caption parse_mode caption_entities show_caption_above_media"
)

// methods is the whole of the emulator's API, by folded name: method names are
// not case-sensitive.
var methods = index(
	method{name: "getMe", run: getMe},
	method{name: "logOut", run: logOut},
	method{name: "close", run: closeBot},
	method{name: "getUpdates", params: "offset limit timeout allowed_updates"},
	method{name: "setWebhook", params: "url! certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", run: setWebhook},
	method{name: "deleteWebhook", params: "drop_pending_updates", run: deleteWebhook},
	method{name: "getWebhookInfo", run: getWebhookInfo},

	method{name: "sendMessage", params: "text! parse_mode entities link_preview_options" + paramsSend, counts: true, run: sendMessage},
	method{name: "sendPhoto", params: "photo! has_spoiler" + paramsCaption + paramsSend, counts: true, run: sendPhoto},
	method{name: "sendDocument", params: "document! thumbnail disable_content_type_detection caption parse_mode caption_entities" +
		paramsSend, counts: true, run: sendDocument},
	method{name: "sendVideo", params: "video! duration width height thumbnail cover start_timestamp has_spoiler supports_streaming" +
		paramsCaption + paramsSend, counts: true, run: sendMedium(video)},
	method{name: "sendAnimation", params: "animation! duration width height thumbnail has_spoiler" + paramsCaption + paramsSend,
		counts: true, run: sendMedium(animation)},
	method{name: "sendAudio", params: "audio! caption parse_mode caption_entities duration performer title thumbnail" + paramsSend,
		counts: true, run: sendMedium(audio)},
	method{name: "sendVoice", params: "voice! caption parse_mode caption_entities duration" + paramsSend, counts: true, run: sendMedium(voiceNote)},
	method{name: "sendVideoNote", params: "video_note! duration length thumbnail" + paramsSend, counts: true, run: sendMedium(videoNote)},
	method{name: "sendSticker", params: "sticker! emoji" + paramsSend, counts: true, run: sendMedium(sticker)},
	method{name: "sendLocation", params: "latitude! longitude! horizontal_accuracy live_period heading proximity_alert_radius" + paramsSend,
		counts: true, run: sendLocation},
	method{name: "sendVenue", params: "latitude! longitude! title! address! foursquare_id foursquare_type google_place_id google_place_type" +
		paramsSend, counts: true, run: sendVenue},
	method{name: "sendContact", params: "phone_number! first_name! last_name vcard" + paramsSend, counts: true, run: sendContact},
	method{name: "sendDice", params: "emoji" + paramsSend, counts: true, run: sendDice},
	method{name: "sendMediaGroup", params: "media!" + paramsAlbum, counts: true, run: sendMediaGroup},
	method{name: "sendPoll", params: "question! question_parse_mode question_entities options! is_anonymous type" +
		" allows_multiple_answers allows_revoting correct_option_ids" +
		" explanation explanation_parse_mode explanation_entities open_period close_date is_closed description description_parse_mode" +
		" description_entities" + paramsSend, counts: true, run: sendPoll},
	method{name: "stopPoll", params: "chat_id! message_id! reply_markup", counts: true, run: stopPoll},
	method{name: "forwardMessage", params: "chat_id! message_thread_id from_chat_id! disable_notification protect_content message_effect_id message_id!",
		counts: true, run: forwardMessage},
	method{name: "copyMessage", params: "from_chat_id! message_id!" + paramsCaption + paramsSend, counts: true, run: copyMessage},
	method{name: "forwardMessages", params: "from_chat_id! message_ids!" + paramsQuiet, counts: true, run: forwardMessages},
	method{name: "copyMessages", params: "from_chat_id! message_ids! remove_caption" + paramsQuiet, counts: true, run: copyMessages},
	method{name: "sendChatAction", params: "chat_id! message_thread_id action!", run: sendChatAction},

	method{name: "editMessageText", params: "text parse_mode entities link_preview_options" + paramsEdit, counts: true, run: editMessageText},
	method{name: "editMessageCaption", params: paramsCaption + paramsEdit, counts: true, run: editMessageCaption},
	method{name: "editMessageMedia", params: "media!" + paramsEdit, counts: true, run: editMessageMedia},
	method{name: "editMessageReplyMarkup", params: paramsEdit, counts: true, run: editMessageReplyMarkup},
	method{name: "deleteMessage", params: "chat_id! message_id!", run: deleteMessage},
	method{name: "deleteMessages", params: "chat_id! message_ids!", run: deleteMessages},
	method{name: "setMessageReaction", params: "chat_id! message_id! reaction is_big", run: setMessageReaction},
	method{name: "answerCallbackQuery", params: "callback_query_id! text show_alert url cache_time", run: answerCallbackQuery},
	method{name: "answerInlineQuery", params: "inline_query_id! results! cache_time is_personal next_offset button", run: answerInlineQuery},
	method{name: "getUserProfilePhotos", params: "user_id! offset limit", run: getUserProfilePhotos},
	method{name: "getFile", params: "file_id!", run: getFile},

	method{name: "getChat", params: "chat_id!", run: getChat},
	method{name: "getChatMember", params: "chat_id! user_id!", run: getChatMember},
	method{name: "getChatMemberCount", params: "chat_id!", run: getChatMemberCount},
	method{name: "getChatAdministrators", params: "chat_id! return_bots", run: getChatAdministrators},
	method{name: "pinChatMessage", params: "chat_id! message_id! disable_notification", run: pinChatMessage},
	method{name: "unpinChatMessage", params: "chat_id! message_id", run: unpinChatMessage},
	method{name: "unpinAllChatMessages", params: "chat_id!", run: unpinAllChatMessages},
	method{name: "setChatTitle", params: "chat_id! title!", run: setChatTitle},
	method{name: "setChatDescription", params: "chat_id! description", run: setChatDescription},
	method{name: "setChatPermissions", params: "chat_id! permissions! use_independent_chat_permissions", run: setChatPermissions},
	method{name: "exportChatInviteLink", params: "chat_id!", run: exportChatInviteLink},
	method{name: "createChatInviteLink", params: "chat_id! name expire_date member_limit creates_join_request", run: createChatInviteLink},
	method{name: "promoteChatMember", params: "chat_id! user_id! " + strings.Join(rightNames, " "), run: promoteChatMember},
	method{name: "restrictChatMember", params: "chat_id! user_id! permissions! use_independent_chat_permissions until_date", run: restrictChatMember},
	method{name: "banChatMember", params: "chat_id! user_id! until_date revoke_messages", run: banChatMember},
	method{name: "unbanChatMember", params: "chat_id! user_id! only_if_banned", run: unbanChatMember},
	method{name: "leaveChat", params: "chat_id!", run: leaveChat},

	method{name: "setMyCommands", params: "commands! scope language_code", run: setMyCommands},
	method{name: "getMyCommands", params: "scope language_code", run: getMyCommands},
	method{name: "deleteMyCommands", params: "scope language_code", run: deleteMyCommands},
	method{name: "setChatMenuButton", params: "chat_id menu_button", run: setChatMenuButton},
	method{name: "getChatMenuButton", params: "chat_id", run: getChatMenuButton},
	method{name: "setMyDefaultAdministratorRights", params: "rights for_channels", run: setDefaultRights},
	method{name: "getMyDefaultAdministratorRights", params: "for_channels", run: getDefaultRights},
	method{name: "setMyName", params: "name language_code", run: setText(textName)},
	method{name: "getMyName", params: "language_code", run: getText(textName)},
	method{name: "setMyDescription", params: "description language_code", run: setText(textDescription)},
	method{name: "getMyDescription", params: "language_code", run: getText(textDescription)},
	method{name: "setMyShortDescription", params: "short_description language_code", run: setText(textShort)},
	method{name: "getMyShortDescription", params: "language_code", run: getText(textShort)},
)

// formerNames are those that Telegram still answers to.
// Source: Bot API changelog, 5.3 (25 June 2021).
var formerNames = map[string]string{"getChatMembersCount": "getChatMemberCount", "kickChatMember": "banChatMember"}

// index builds the table that requests are looked up in.
func index(all ...method) map[string]*method {
	table := make(map[string]*method, len(all))
	for i := range all {
		m := &all[i]
		m.known = map[string]bool{}
		for param := range strings.FieldsSeq(m.params) {
			m.known[strings.TrimSuffix(param, "!")] = true
		}
		table[foldMethod(m.name)] = m
	}
	for old, now := range formerNames {
		table[foldMethod(old)] = table[foldMethod(now)]
	}
	return table
}

func foldMethod(name string) string { return strings.ToLower(name) }

func getMe(_ *Server, c *call) (any, error) {
	return me{User: c.bot.user, CanJoinGroups: true, CanReadAllGroupMessages: c.bot.readsAll}, nil
}
