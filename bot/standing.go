package bot

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Standing is what the bot may do in a group or channel.
type Standing struct {
	Chat    content.TelegramID // where the chat is to be found now: a group that became a supergroup has another id
	Present bool
	Admin   bool
	Write   bool // send messages: in a channel, post

	Delete, Pin, Restrict bool // others' messages, messages, and what people may do: of administrators
}

// Standing asks Telegram what the bot may do in a chat. A chat that Telegram does not show to the bot is one in which it is not present. The error says
// that Telegram could not be asked.
func (b *Bot) Standing(ctx context.Context, chat content.TelegramID) (Standing, error) {
	standing, err := b.standing(ctx, chat)
	if err == nil {
		return standing, nil
	}
	if moved := asFault(err).movedTo; moved != 0 {
		chat = moved
		if standing, err = b.standing(ctx, chat); err == nil {
			return standing, nil
		}
	}
	if asFault(err).hides() {
		return Standing{Chat: chat}, nil
	}
	return Standing{}, err
}

// hides tells that Telegram does not show a chat to the bot.
func (f *fault) hides() bool {
	return f.certainty == definite && !f.flooded() && !f.astray() && (f.code == http.StatusForbidden || f.code == http.StatusBadRequest)
}

// member is a membership as Telegram tells it. A right that is not named is one that the status does not ask for.
type member struct {
	Status string `json:"status"`
	Inside bool   `json:"is_member"`         // of "restricted"
	Write  bool   `json:"can_send_messages"` // of "restricted"
	Post   bool   `json:"can_post_messages"` // of "administrator" in a channel

	Delete   bool `json:"can_delete_messages"` // of "administrator", as those below
	Pin      bool `json:"can_pin_messages"`
	Restrict bool `json:"can_restrict_members"`
}

func (b *Bot) standing(ctx context.Context, id content.TelegramID) (Standing, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(id), 10)}
	var chat struct {
		Type        string `json:"type"`
		Permissions *struct {
			Write bool `json:"can_send_messages"`
		} `json:"permissions"`
	}
	if err := b.ask(ctx, "getChat", params, &chat); err != nil {
		return Standing{}, err
	}
	params["user_id"] = strconv.FormatInt(int64(b.ID()), 10)
	var m member
	if err := b.ask(ctx, "getChatMember", params, &m); err != nil {
		return Standing{}, err
	}
	s := Standing{Chat: id}
	switch m.Status {
	case "creator":
		s.Present, s.Admin, s.Write = true, true, true
		s.Delete, s.Pin, s.Restrict = true, true, true
	case "administrator":
		s.Delete, s.Pin, s.Restrict = m.Delete, m.Pin, m.Restrict
		s.Present, s.Admin, s.Write = true, true, chat.Type != "channel" || m.Post
	case "member":
		s.Present, s.Write = true, chat.Type != "channel" && (chat.Permissions == nil || chat.Permissions.Write)
	case "restricted":
		s.Present, s.Write = m.Inside, m.Inside && m.Write
	}
	return s, nil
}

// Belongs asks whether somebody belongs to a group. That Telegram does not know them there is an answer. The error says that it could not be asked.
func (b *Bot) Belongs(ctx context.Context, group, person content.TelegramID) (bool, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(group), 10), "user_id": strconv.FormatInt(int64(person), 10)}
	var m member
	err := b.ask(ctx, "getChatMember", params, &m)
	if err == nil {
		return inside(m.Status, m.Inside), nil
	}
	if moved := asFault(err).movedTo; moved != 0 {
		params["chat_id"] = strconv.FormatInt(int64(moved), 10)
		err = b.ask(ctx, "getChatMember", params, &m)
	}
	if err != nil && asFault(err).nobody() {
		return false, nil
	}
	return err == nil && inside(m.Status, m.Inside), err
}

// nobody tells that Telegram does not know somebody in a chat.
func (f *fault) nobody() bool {
	return f.certainty == definite && f.code == http.StatusBadRequest && containsAny(strings.ToLower(f.words), unknownThere)
}

// unknownThere is how Telegram says so.
var unknownThere = []string{"user not found", "member not found", "participant_id_invalid"}
