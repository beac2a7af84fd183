package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
	"aitys/content/text"
)

// errNoPoll is the reason why a poll cannot be sent that holds no question.
var errNoPoll = errors.New("there is no poll to send")

// errNoDocument is the reason why a file cannot be sent that is none.
var errNoDocument = errors.New("there is no document to send")

// onMessage are the methods that want to know nothing but which message it is.
var onMessage = map[content.Action]string{
	content.ActionStop: "stopPoll", content.ActionDelete: "deleteMessage", content.ActionUnpin: "unpinChatMessage", content.ActionAsk: "editMessageReplyMarkup",
}

// encode returns the method and parameters that do what out says. Plain sends the text without its markup. The error says that no request
// can be made of it.
func (b *Bot) encode(out *content.Outgoing, plain bool) (string, tgbotapi.Params, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(out.To), 10)}
	markup, err := b.markup(out)
	if err != nil {
		return "", nil, err
	}
	params.AddNonEmpty("reply_markup", markup)
	switch out.Action {
	case content.ActionEdit:
		params["message_id"] = strconv.FormatInt(int64(out.Edit), 10)
		words(out, params, textField, "parse_mode", plain)
		return "editMessageText", params, nil
	case content.ActionStop, content.ActionDelete, content.ActionUnpin, content.ActionAsk:
		params["message_id"] = strconv.FormatInt(int64(out.Edit), 10)
		return onMessage[out.Action], params, nil
	case content.ActionDeleteAll:
		numbers, err := unescaped(out.Messages)
		params["message_ids"] = numbers
		return "deleteMessages", params, err
	case content.ActionPin:
		params["message_id"] = strconv.FormatInt(int64(out.Edit), 10)
		params["disable_notification"] = "true"
		return "pinChatMessage", params, nil
	case content.ActionMember, content.ActionRestrict:
		return aboutPerson(out, params)
	case content.ActionMenu:
		return menuOf(out)
	case content.ActionPoll:
		placed(out, params)
		return "sendPoll", params, poll(out, params, plain)
	case content.ActionShow:
		placed(out, params)
		words(out, params, "caption", "parse_mode", plain)
		return "sendPhoto", params, nil
	case content.ActionFile:
		if out.Document == nil {
			return "", nil, errNoDocument
		}
		placed(out, params)
		words(out, params, "caption", "parse_mode", plain)
		return "sendDocument", params, nil
	case content.ActionTask:
		if out.Task == nil {
			return "", nil, errNoTask
		}
		return "getFile", tgbotapi.Params{"file_id": out.Task.File}, nil
	case content.ActionSend:
		placed(out, params)
		words(out, params, textField, "parse_mode", plain)
		return "sendMessage", params, nil
	}
	return "", nil, fmt.Errorf("no request does %q", out.Action)
}

// errNoMenu is the reason why a menu cannot be set that is none.
var errNoMenu = errors.New("there is no menu to set")

// menuOf sets the command menu of a private chat in one language, or lets the chat have again what all have.
func menuOf(out *content.Outgoing) (string, tgbotapi.Params, error) {
	if out.Menu == nil {
		return "", nil, errNoMenu
	}
	params := tgbotapi.Params{"scope": chatScope(out.To)}
	params.AddNonEmpty("language_code", string(out.Menu.Lang))
	if len(out.Menu.Lines) == 0 {
		return "deleteMyCommands", params, nil
	}
	lines, err := unescaped(out.Menu.Lines)
	params["commands"] = lines
	return "setMyCommands", params, err
}

// words puts the text into the field that holds it, as HTML or without its markup.
func words(out *content.Outgoing, params tgbotapi.Params, field, mode string, plain bool) {
	if plain {
		params[field] = text.StripTags(string(out.Text))
	} else {
		params[field] = string(out.Text)
		params[mode] = "HTML"
	}
	if !out.Preview && field == textField {
		params["link_preview_options"] = `{"is_disabled":true}`
	}
}

// placed says where and how a new message appears.
func placed(out *content.Outgoing, params tgbotapi.Params) {
	if out.ReplyTo != 0 {
		params["reply_parameters"] = `{"message_id":` + strconv.FormatInt(int64(out.ReplyTo), 10) + `,"allow_sending_without_reply":true}`
	}
	if out.Silent {
		params["disable_notification"] = "true"
	}
}

// pollOption is Telegram's InputPollOption. Its text and the question are plain: markup in them is not read.
type pollOption struct {
	Text string `json:"text"`
}

// poll puts a poll into the parameters: one that tells the bot who voted, and that cannot be forwarded to where others would vote in it.
func poll(out *content.Outgoing, params tgbotapi.Params, plain bool) error {
	if out.Poll == nil {
		return errNoPoll
	}
	options := make([]pollOption, len(out.Poll.Options))
	for i, option := range out.Poll.Options {
		options[i].Text = option
	}
	encoded, err := unescaped(options)
	if err != nil {
		return fmt.Errorf("the poll's options: %w", err)
	}
	params["question"], params["options"] = out.Poll.Question, encoded
	params["is_anonymous"], params["protect_content"] = "false", "true"
	if out.Poll.Multiple {
		params["allows_multiple_answers"] = "true"
	}
	if out.Quiz != nil {
		params["type"], params["correct_option_ids"] = "quiz", fmt.Sprintf("[%d]", out.Quiz.Right)
		params["explanation"] = out.Quiz.Explanation
	}
	if out.Text != "" {
		words(out, params, "description", "description_parse_mode", plain)
	}
	return nil
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
	switch {
	case len(out.Buttons) > 0:
		return b.inline(out.Buttons), nil
	case len(out.Keyboard) == 0:
		return "", nil
	}
	encoded, err := unescaped(replyKeyboard{rows(out.Keyboard, func(label string) keyButton { return keyButton{label} }), true, true})
	if err != nil {
		return "", fmt.Errorf("the buttons: %w", err)
	}
	return encoded, nil
}

// unescaped writes JSON without its escapes for HTML: it travels in a form, not in a page.
func unescaped(value any) (string, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return string(bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))), err
}

// inline writes buttons as Telegram's InlineKeyboardMarkup.
func (b *Bot) inline(table [][]content.Button) string {
	keyboard := make([]byte, 0, 1024)
	keyboard = append(keyboard, `{"inline_keyboard":[`...)
	for i, row := range table {
		if i > 0 {
			keyboard = append(keyboard, ',')
		}
		keyboard = append(keyboard, '[')
		for j, button := range row {
			if j > 0 {
				keyboard = append(keyboard, ',')
			}
			keyboard = b.button(keyboard, button)
		}
		keyboard = append(keyboard, ']')
	}
	return string(append(keyboard, "]}"...))
}

func (b *Bot) button(keyboard []byte, button content.Button) []byte {
	keyboard = text.AppendJSON(append(keyboard, `{"text":`...), button.Text)
	url := button.URL
	if button.Start != "" {
		url = "https://t.me/" + b.Username() + "?start=" + button.Start
	}
	switch {
	case url != "":
		keyboard = text.AppendJSON(append(keyboard, `,"url":`...), url)
	case button.Press != "":
		keyboard = text.AppendJSON(append(keyboard, `,"callback_data":`...), button.Press)
	}
	return append(keyboard, '}')
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
