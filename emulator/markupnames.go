package emulator

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The members that buttons have. Source: Bot API reference, InlineKeyboardButton
// and KeyboardButton.
var (
	inlineMembers = strings.Fields("text icon_custom_emoji_id style url callback_data web_app login_url switch_inline_query" +
		" switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text callback_game pay")
	keyMembers = strings.Fields("text icon_custom_emoji_id style request_users request_chat request_managed_bot request_contact request_location" +
		" request_poll web_app")
	styles = []string{"", "danger", "success", "primary"}
)

// unplayed are the members of a markup's buttons that Telegram does not know and
// passes over, and those that the emulator takes but does not play, each with
// what is to be said of it.
func unplayed(raw []byte) map[string]string {
	var m struct {
		Inline [][]json.RawMessage `json:"inline_keyboard"`
		Keys   [][]json.RawMessage `json:"keyboard"`
	}
	if json.Unmarshal(raw, &m) != nil {
		return nil // refused elsewhere
	}
	out := map[string]string{}
	for _, b := range slices.Concat(m.Inline...) {
		strange(b, inlineMembers, out)
	}
	for _, b := range slices.Concat(m.Keys...) {
		for _, name := range strange(b, keyMembers, out) {
			if strings.HasPrefix(name, "request_") || name == "web_app" {
				out[name] = "the key sends its text here and asks for nothing"
			}
		}
	}
	return out
}

// strange notes what a button has and should not; it returns the members that it has.
func strange(raw json.RawMessage, known []string, out map[string]string) []string {
	var b map[string]any
	if json.Unmarshal(raw, &b) != nil {
		return nil // a bare text
	}
	for name := range b {
		if !slices.Contains(known, name) {
			out[name] = "no such member of a button"
		}
	}
	if style, given := b["style"].(string); given && !slices.Contains(styles, style) {
		out["style"] = "no such style: " + style
	}
	return slices.Sorted(maps.Keys(b))
}
