package emulator

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// InlineKeyboard is the buttons under a message.
type InlineKeyboard struct {
	Rows [][]InlineButton `json:"inline_keyboard"`
}

// InlineButton is one button under a message. One of the fields after the text
// says what it does.
type InlineButton struct {
	Text                         string    `json:"text"`
	URL                          string    `json:"url,omitempty"`
	CallbackData                 string    `json:"callback_data,omitempty"`
	SwitchInlineQuery            *string   `json:"switch_inline_query,omitempty"`
	SwitchInlineQueryCurrentChat *string   `json:"switch_inline_query_current_chat,omitempty"`
	CopyText                     *CopyText `json:"copy_text,omitempty"`
	WebApp                       *WebApp   `json:"web_app,omitempty"`
	LoginURL                     *LoginURL `json:"login_url,omitempty"`
	// SwitchInlineQueryChosenChat says which chats are to be chosen from; nothing is inline here.
	SwitchInlineQueryChosenChat rawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	// Pay and CallbackGame belong to invoices and games, which are not here.
	Pay          bool       `json:"pay,omitempty"`
	CallbackGame rawMessage `json:"callback_game,omitempty"`
	// Style is the colour: danger, success or primary.
	Style             string `json:"style,omitempty"`
	IconCustomEmojiID string `json:"icon_custom_emoji_id,omitempty"`
}

// LoginURL is an address that a button opens with the person's account.
type LoginURL struct {
	URL                string `json:"url"`
	ForwardText        string `json:"forward_text,omitempty"`
	BotUsername        string `json:"bot_username,omitempty"`
	RequestWriteAccess bool   `json:"request_write_access,omitempty"`
}

// CopyText is what a button puts on the clipboard.
type CopyText struct {
	Text string `json:"text"`
}

// WebApp is the address that a button opens as a Mini App.
type WebApp struct {
	URL string `json:"url"`
}

// KeyboardButton is one key of the keyboard that stands in for the letters. Pressing
// it sends its text here, whatever else it is to ask for.
type KeyboardButton struct {
	Text            string     `json:"text"`
	RequestContact  bool       `json:"request_contact,omitempty"`
	RequestLocation bool       `json:"request_location,omitempty"`
	RequestPoll     rawMessage `json:"request_poll,omitempty"`
	WebApp          *WebApp    `json:"web_app,omitempty"`
}

// asks is what the key is to ask for, as refusals word it; "" for a text.
func (b *KeyboardButton) asks() string {
	switch {
	case b.RequestContact:
		return "phone number"
	case b.RequestLocation:
		return "location"
	case b.RequestPoll != nil:
		return "poll"
	case b.WebApp != nil:
		return "Web App"
	}
	return ""
}

// UnmarshalJSON takes a bare string for a button with that text, as Telegram does.
func (b *KeyboardButton) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &b.Text)
	}
	type plain KeyboardButton
	return json.Unmarshal(raw, (*plain)(b))
}

// replyMarkup is any of the four kinds of reply_markup.
type replyMarkup struct {
	Inline         [][]InlineButton   `json:"inline_keyboard"`
	Keyboard       [][]KeyboardButton `json:"keyboard"`
	RemoveKeyboard bool               `json:"remove_keyboard"`
	ForceReply     bool               `json:"force_reply"`
	Persistent     bool               `json:"is_persistent"`
	Resize         bool               `json:"resize_keyboard"`
	OneTime        bool               `json:"one_time_keyboard"`
	Placeholder    string             `json:"input_field_placeholder"`
	Selective      bool               `json:"selective"`
}

// Limits of keyboards. Source: Bot API reference for the data; the other two are
// what holds in practice (REPLY_MARKUP_TOO_LONG in core.telegram.org/api/errors).
const (
	mostButtons    = 100
	mostButtonData = 64
	widestRow      = 8
)

// markup reads and checks reply_markup; nil when there is none.
func (c *call) markup() (*replyMarkup, error) {
	raw := strings.TrimSpace(c.str("reply_markup"))
	if raw == "" {
		return nil, nil //nolint:nilnil // no markup is a value here
	}
	if !json.Valid([]byte(raw)) {
		return nil, markupUnreadable.err()
	}
	if raw[0] != '{' {
		return nil, markupUnexpected.err()
	}
	m, err := readMarkup([]byte(raw))
	if err != nil {
		return nil, err
	}
	for name, what := range unplayed([]byte(raw)) {
		c.misuse("reply_markup", name+": "+what)
	}
	if m.choose() {
		c.misuse("reply_markup", "a button does more than one thing; Telegram takes the first")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if m.wide() {
		c.misuse("reply_markup", "more than 8 buttons in a row")
	}
	if m.empty() {
		return nil, nil //nolint:nilnil // no markup is a value here
	}
	return m, nil
}

// readMarkup decodes a markup and says what is wrong in it as Telegram does.
func readMarkup(raw []byte) (*replyMarkup, error) {
	var m replyMarkup
	err := json.Unmarshal(raw, &m)
	if err == nil {
		return &m, nil
	}
	var kind *json.UnmarshalTypeError
	if !errors.As(err, &kind) {
		return nil, markupUnreadable.err()
	}
	field, rest, deep := strings.Cut(kind.Field, ".")
	switch {
	case field == "inline_keyboard" && deep:
		return nil, buttonUnreadable.err(`Field "` + rest + `" must be of type String`)
	case field == "keyboard" && deep:
		return nil, keyUnreadable.err(`Field "` + rest + `" must be of type String`)
	case field == "inline_keyboard" && kind.Type.Kind() == reflect.Struct:
		return nil, buttonUnreadable.err("InlineKeyboardButton must be an Object")
	case field == "keyboard" && kind.Type.Kind() == reflect.Struct:
		return nil, keyUnreadable.err("KeyboardButton must be a String or an Object")
	case field == "inline_keyboard", field == "keyboard":
		return nil, rowsExpected.err(field)
	}
	return nil, markupUnreadable.err()
}

// check refuses what Telegram would refuse in a keyboard and drops empty rows.
func (m *replyMarkup) check() error {
	count := 0
	for _, row := range m.Keyboard {
		for _, b := range row {
			if count++; strings.TrimSpace(b.Text) == "" {
				return keyTextEmpty.err()
			}
		}
	}
	for i := range m.Inline {
		for j := range m.Inline[i] {
			count++
			if err := m.Inline[i][j].check(); err != nil {
				return err
			}
		}
	}
	if count > mostButtons {
		return buttonTooMany.err()
	}
	m.Inline = slices.DeleteFunc(m.Inline, func(row []InlineButton) bool { return len(row) == 0 })
	m.Keyboard = slices.DeleteFunc(m.Keyboard, func(row []KeyboardButton) bool { return len(row) == 0 })
	return nil
}

// wide says whether a row has more buttons than programs show in practice.
func (m *replyMarkup) wide() bool {
	return slices.ContainsFunc(m.Inline, func(row []InlineButton) bool { return len(row) > widestRow }) ||
		slices.ContainsFunc(m.Keyboard, func(row []KeyboardButton) bool { return len(row) > widestRow })
}

// empty says whether there is nothing in a markup; Telegram takes it for none.
func (m *replyMarkup) empty() bool {
	return len(m.Inline) == 0 && len(m.Keyboard) == 0 && !m.RemoveKeyboard && !m.ForceReply
}

// check refuses a button that does nothing. Telegram passes over a button without
// a text; it is refused here.
func (b *InlineButton) check() error {
	if strings.TrimSpace(b.Text) == "" {
		return buttonTextEmpty.err()
	}
	switch {
	case b.actions() == 0:
		return buttonTextOnly.err()
	case b.Pay, b.CallbackGame != nil: // invoices and games alone have them
		return buttonKindInvalid.err()
	case b.LoginURL != nil:
		return b.LoginURL.check()
	case len(b.CallbackData) > mostButtonData:
		return buttonDataInvalid.err()
	case b.URL == "":
		return nil
	}
	address, why := checkedURL(b.URL)
	if address == "" {
		return buttonURLInvalid.err(b.URL, why)
	}
	b.URL = address
	return nil
}

// check refuses an address that is none; people are logged in over the web.
func (l *LoginURL) check() error {
	address, why := checkedURL(l.URL)
	if address != "" && !strings.HasPrefix(address, "http") {
		address, why = "", "Unsupported URL protocol"
	}
	if address == "" {
		return buttonURLInvalid.err(l.URL, why)
	}
	l.URL = address
	return nil
}

// actions is how many things a button does.
func (b *InlineButton) actions() int {
	n := 0
	for _, does := range []bool{
		b.URL != "", b.CallbackData != "", b.SwitchInlineQuery != nil, b.SwitchInlineQueryCurrentChat != nil,
		b.WebApp != nil, b.CopyText != nil, b.LoginURL != nil, b.SwitchInlineQueryChosenChat != nil, b.Pay, b.CallbackGame != nil,
	} {
		if does {
			n++
		}
	}
	return n
}

// first leaves a button the first of its actions.
// Source: telegram-bot-api Client.cpp, get_inline_keyboard_button.
func (b *InlineButton) first() {
	one := InlineButton{Text: b.Text, Style: b.Style, IconCustomEmojiID: b.IconCustomEmojiID}
	switch {
	case b.URL != "":
		one.URL = b.URL
	case b.CallbackData != "":
		one.CallbackData = b.CallbackData
	case b.CallbackGame != nil:
		one.CallbackGame = b.CallbackGame
	case b.Pay:
		one.Pay = true
	case b.SwitchInlineQuery != nil:
		one.SwitchInlineQuery = b.SwitchInlineQuery
	case b.SwitchInlineQueryChosenChat != nil:
		one.SwitchInlineQueryChosenChat = b.SwitchInlineQueryChosenChat
	case b.SwitchInlineQueryCurrentChat != nil:
		one.SwitchInlineQueryCurrentChat = b.SwitchInlineQueryCurrentChat
	case b.LoginURL != nil:
		one.LoginURL = b.LoginURL
	case b.WebApp != nil:
		one.WebApp = b.WebApp
	default:
		one.CopyText = b.CopyText
	}
	*b = one
}

// choose leaves every button one action, and says whether one had several.
func (m *replyMarkup) choose() bool {
	several := false
	for _, row := range m.Inline {
		for i := range row {
			if row[i].actions() > 1 {
				several = true
				row[i].first()
			}
		}
	}
	return several
}

// fits refuses what works in some chats only.
func (m *replyMarkup) fits(ch *chat) error {
	if m == nil || ch.wire.Type == typePrivate {
		return nil
	}
	for _, row := range m.Keyboard {
		for _, b := range row {
			if what := b.asks(); what != "" {
				return requestInGroup.err(what)
			}
		}
	}
	if ch.wire.Type != typeChannel {
		return nil
	}
	for _, row := range m.Inline {
		for _, b := range row {
			switch {
			case b.SwitchInlineQuery != nil:
				return switchInChannel.err("switch_inline_query")
			case b.SwitchInlineQueryCurrentChat != nil:
				return switchInChannel.err("switch_inline_query_current_chat")
			case b.SwitchInlineQueryChosenChat != nil:
				return switchInChannel.err("switch_inline_query_chosen_chat")
			}
		}
	}
	return nil
}

// inline is the part of a markup that messages show to bots; nil for none.
func (m *replyMarkup) inline() *InlineKeyboard {
	if m == nil || len(m.Inline) == 0 {
		return nil
	}
	return &InlineKeyboard{Rows: m.Inline}
}
