package emulator

import (
	"encoding/json"
	"slices"
	"strings"
)

// InlineKeyboard is the buttons under a message.
type InlineKeyboard struct {
	Rows [][]InlineButton `json:"inline_keyboard"`
}

// InlineButton is one button under a message. Exactly one of the fields after
// the text says what it does.
type InlineButton struct {
	Text                         string    `json:"text"`
	URL                          string    `json:"url,omitempty"`
	CallbackData                 string    `json:"callback_data,omitempty"`
	SwitchInlineQuery            *string   `json:"switch_inline_query,omitempty"`
	SwitchInlineQueryCurrentChat *string   `json:"switch_inline_query_current_chat,omitempty"`
	CopyText                     *CopyText `json:"copy_text,omitempty"`
	WebApp                       *WebApp   `json:"web_app,omitempty"`
}

// CopyText is what a button puts on the clipboard.
type CopyText struct {
	Text string `json:"text"`
}

// WebApp is the address that a button opens as a Mini App.
type WebApp struct {
	URL string `json:"url"`
}

// KeyboardButton is one key of the keyboard that stands in for the letters.
type KeyboardButton struct {
	Text string `json:"text"`
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

// Limits of keyboards. Source: BOT-API practice and core.telegram.org/api/errors
// (BUTTON_DATA_INVALID, REPLY_MARKUP_TOO_LONG); the reference only says 1-64 bytes.
const (
	mostButtons    = 100
	mostButtonData = 64
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
	var m replyMarkup
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return nil, markupUnreadable.err()
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return &m, nil
}

// check refuses what Telegram would refuse in a keyboard and drops empty rows.
func (m *replyMarkup) check() error {
	count := 0
	for _, row := range m.Keyboard {
		for _, b := range row {
			if count++; b.Text == "" {
				return buttonTextEmpty.err()
			}
		}
	}
	if m.Keyboard != nil && count == 0 && m.Inline == nil {
		return keyboardEmpty.err()
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
	return nil
}

// check refuses a button that does nothing, or more than one thing.
func (b *InlineButton) check() error {
	if strings.TrimSpace(b.Text) == "" {
		return buttonTextEmpty.err()
	}
	actions := 0
	for _, does := range []bool{
		b.URL != "", b.CallbackData != "", b.SwitchInlineQuery != nil, b.SwitchInlineQueryCurrentChat != nil,
		b.CopyText != nil, b.WebApp != nil,
	} {
		if does {
			actions++
		}
	}
	if actions != 1 {
		return buttonTextOnly.err()
	}
	if len(b.CallbackData) > mostButtonData {
		return buttonDataInvalid.err()
	}
	if b.URL == "" {
		return nil
	}
	address, why := checkedURL(b.URL)
	if address == "" {
		return buttonURLInvalid.err(b.URL, why)
	}
	b.URL = address
	return nil
}

// inline is the part of a markup that messages show to bots; nil for none.
func (m *replyMarkup) inline() *InlineKeyboard {
	if m == nil || len(m.Inline) == 0 {
		return nil
	}
	return &InlineKeyboard{Rows: m.Inline}
}
