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
	method{name: "getUpdates", params: "offset limit timeout allowed_updates"},
	method{name: "setWebhook", params: "url! certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", run: setWebhook},
	method{name: "deleteWebhook", params: "drop_pending_updates", run: deleteWebhook},
	method{name: "getWebhookInfo", run: getWebhookInfo},

	method{name: "sendMessage", params: "text! parse_mode entities link_preview_options" + paramsSend, counts: true, run: sendMessage},
	method{name: "sendPhoto", params: "photo! has_spoiler" + paramsCaption + paramsSend, counts: true, run: sendPhoto},
	method{name: "sendDocument", params: "document! thumbnail disable_content_type_detection caption parse_mode caption_entities" +
		paramsSend, counts: true, run: sendDocument},
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
	method{name: "getFile", params: "file_id!", run: getFile},

	method{name: "getChat", params: "chat_id!", run: getChat},
	method{name: "getChatMember", params: "chat_id! user_id!", run: getChatMember},
	method{name: "getChatMemberCount", params: "chat_id!", run: getChatMemberCount},
	method{name: "getChatAdministrators", params: "chat_id! return_bots", run: getChatAdministrators},
	method{name: "pinChatMessage", params: "chat_id! message_id! disable_notification", run: pinChatMessage},
	method{name: "unpinChatMessage", params: "chat_id! message_id", run: unpinChatMessage},
	method{name: "restrictChatMember", params: "chat_id! user_id! permissions! use_independent_chat_permissions until_date", run: restrictChatMember},
	method{name: "banChatMember", params: "chat_id! user_id! until_date revoke_messages", run: banChatMember},
	method{name: "unbanChatMember", params: "chat_id! user_id! only_if_banned", run: unbanChatMember},
	method{name: "leaveChat", params: "chat_id!", run: leaveChat},

	method{name: "setMyCommands", params: "commands! scope language_code", run: setMyCommands},
	method{name: "getMyCommands", params: "scope language_code", run: getMyCommands},
	method{name: "deleteMyCommands", params: "scope language_code", run: deleteMyCommands},
	method{name: "setMyName", params: "name language_code", run: setText(textName)},
	method{name: "getMyName", params: "language_code", run: getText(textName)},
	method{name: "setMyDescription", params: "description language_code", run: setText(textDescription)},
	method{name: "getMyDescription", params: "language_code", run: getText(textDescription)},
	method{name: "setMyShortDescription", params: "short_description language_code", run: setText(textShort)},
	method{name: "getMyShortDescription", params: "language_code", run: getText(textShort)},
)

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
	return table
}

func foldMethod(name string) string { return strings.ToLower(name) }

func getMe(_ *Server, c *call) (any, error) {
	return me{User: c.bot.user, CanJoinGroups: true, CanReadAllGroupMessages: c.bot.readsAll}, nil
}
