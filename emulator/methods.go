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
	paramsSend = " chat_id! message_thread_id disable_notification protect_content allow_paid_broadcast" +
		" message_effect_id reply_parameters reply_markup"
	paramsEdit    = " chat_id message_id reply_markup"
	paramsCaption = " caption parse_mode caption_entities show_caption_above_media"
)

// methods is the whole of the emulator's API, by folded name: method names are
// not case-sensitive.
var methods = index(
	method{name: "getMe", run: getMe},
	method{name: "getUpdates", params: "offset limit timeout allowed_updates"},
	method{name: "sendMessage", params: "text! parse_mode entities link_preview_options" + paramsSend, counts: true, run: sendMessage},
	method{name: "editMessageText", params: "text parse_mode entities link_preview_options" + paramsEdit, counts: true, run: editMessageText},
	method{name: "editMessageCaption", params: paramsCaption + paramsEdit, counts: true, run: editMessageCaption},
	method{name: "editMessageReplyMarkup", params: paramsEdit, counts: true, run: editMessageReplyMarkup},
	method{name: "deleteMessage", params: "chat_id! message_id!", run: deleteMessage},
	method{name: "deleteMessages", params: "chat_id! message_ids!", run: deleteMessages},
	method{name: "sendPoll", params: "question! question_parse_mode question_entities options! is_anonymous type" +
		" allows_multiple_answers allows_revoting correct_option_ids open_period close_date is_closed" + paramsSend, counts: true, run: sendPoll},
	method{name: "stopPoll", params: "chat_id! message_id! reply_markup", counts: true, run: stopPoll},
	method{name: "answerCallbackQuery", params: "callback_query_id! text show_alert url cache_time", run: answerCallbackQuery},
	method{name: "setMyCommands", params: "commands! scope language_code", run: setMyCommands},
	method{name: "getMyCommands", params: "scope language_code", run: getMyCommands},
	method{name: "deleteMyCommands", params: "scope language_code", run: deleteMyCommands},
	method{name: "setMyName", params: "name language_code", run: setText(textName)},
	method{name: "getMyName", params: "language_code", run: getText(textName)},
	method{name: "setMyDescription", params: "description language_code", run: setText(textDescription)},
	method{name: "getMyDescription", params: "language_code", run: getText(textDescription)},
	method{name: "setMyShortDescription", params: "short_description language_code", run: setText(textShort)},
	method{name: "getMyShortDescription", params: "language_code", run: getText(textShort)},
	method{name: "setWebhook", params: "url! certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", run: setWebhook},
	method{name: "deleteWebhook", params: "drop_pending_updates", run: deleteWebhook},
	method{name: "getWebhookInfo", run: getWebhookInfo},
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
