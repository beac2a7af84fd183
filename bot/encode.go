package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
	"aitys/content/text"
)

// encode returns the method and parameters that do what out says. Plain sends the text without its markup. The error says that no request
// can be made of it.
func (b *Bot) encode(out *content.Outgoing, plain bool) (string, tgbotapi.Params, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(out.To), 10)}
	field := textField
	if out.Action == content.ActionShow {
		field = "caption"
	}
	if plain {
		params[field] = text.StripTags(string(out.Text))
	} else {
		params[field] = string(out.Text)
		params["parse_mode"] = "HTML"
	}
	if !out.Preview && field == textField {
		params["link_preview_options"] = `{"is_disabled":true}`
	}
	markup, err := b.markup(out)
	if err != nil {
		return "", nil, err
	}
	params.AddNonEmpty("reply_markup", markup)
	switch out.Action {
	case content.ActionEdit:
		params["message_id"] = strconv.FormatInt(int64(out.Edit), 10)
		return "editMessageText", params, nil
	case content.ActionSend, content.ActionShow:
		if out.ReplyTo != 0 {
			params["reply_parameters"] = `{"message_id":` + strconv.FormatInt(int64(out.ReplyTo), 10) + `,"allow_sending_without_reply":true}`
		}
		if out.Silent {
			params["disable_notification"] = "true"
		}
		if out.Action == content.ActionShow {
			return "sendPhoto", params, nil
		}
		return "sendMessage", params, nil
	}
	return "", nil, fmt.Errorf("no request does %q", out.Action)
}

// inlineButton is Telegram's InlineKeyboardButton with the fields that are used.
type inlineButton struct {
	Text  string `json:"text"`
	Press string `json:"callback_data,omitempty"`
	URL   string `json:"url,omitempty"`
}

type inlineKeyboard struct {
	Rows [][]inlineButton `json:"inline_keyboard"`
}

// keyButton is Telegram's KeyboardButton.
type keyButton struct {
	Text string `json:"text"`
}

type replyKeyboard struct {
	Rows       [][]keyButton `json:"keyboard"`
	Resize     bool          `json:"resize_keyboard"`
	Persistent bool          `json:"is_persistent"`
}

// markup returns the buttons or the keyboard of out, "" when it has neither. An edit without buttons takes those away that stand there.
func (b *Bot) markup(out *content.Outgoing) (string, error) {
	var value any
	switch {
	case len(out.Buttons) > 0:
		value = inlineKeyboard{rows(out.Buttons, b.inline)}
	case len(out.Keyboard) > 0:
		value = replyKeyboard{rows(out.Keyboard, func(label string) keyButton { return keyButton{label} }), true, true}
	default:
		return "", nil
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false) // the text travels in a form, not in a page
	if err := encoder.Encode(value); err != nil {
		return "", fmt.Errorf("the buttons: %w", err)
	}
	return string(bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))), nil
}

func (b *Bot) inline(button content.Button) inlineButton {
	if button.Start != "" {
		return inlineButton{Text: button.Text, URL: "https://t.me/" + b.Username() + "?start=" + button.Start}
	}
	return inlineButton{Text: button.Text, Press: button.Press, URL: button.URL}
}

// rows applies f to each element of a table.
func rows[From, To any](table [][]From, f func(From) To) [][]To {
	result := make([][]To, len(table))
	for i, row := range table {
		result[i] = make([]To, len(row))
		for j, element := range row {
			result[i][j] = f(element)
		}
	}
	return result
}
