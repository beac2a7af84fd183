package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Presence is how the bot shows itself before anybody speaks with it, for each language; under the empty language, to everybody else.
type Presence map[content.Lang]Profile

// Profile is the bot's appearance in one language. Empty texts and nil menus are left as they stand at Telegram.
type Profile struct {
	Name        string    // at most 64 characters
	Description string    // shown in an empty chat; at most 512 characters
	Short       string    // shown on the bot's profile page; at most 120 characters
	Private     []Command // the menu in private chats, at most 100
	Groups      []Command // the menu in groups, at most 100
}

// Command is a line of a command menu.
type Command struct {
	Name        string `json:"command"`     // 1 to 32 of [a-z0-9_], without "/"
	Description string `json:"description"` // 1 to 256 characters
}

// Present makes the bot's name, descriptions and menus what presence says. It sets only what differs, since Telegram allows few changes a
// day. All is tried; the error joins what failed, and the bot works without any of it.
func (b *Bot) Present(ctx context.Context, presence Presence) error {
	langs := make([]content.Lang, 0, len(presence))
	for lang := range presence {
		langs = append(langs, lang)
	}
	slices.Sort(langs) // the empty language first: others fall back to it
	var failed []error
	for _, lang := range langs {
		failed = append(failed, b.presentIn(ctx, lang, presence[lang])...)
	}
	return errors.Join(failed...)
}

func (b *Bot) presentIn(ctx context.Context, lang content.Lang, profile Profile) []error {
	return []error{
		b.presentText(ctx, lang, "Name", "name", profile.Name),
		b.presentText(ctx, lang, "Description", "description", profile.Description),
		b.presentText(ctx, lang, "ShortDescription", "short_description", profile.Short),
		b.presentMenu(ctx, lang, `{"type":"all_private_chats"}`, profile.Private),
		b.presentMenu(ctx, lang, `{"type":"all_group_chats"}`, profile.Groups),
	}
}

// Offer makes the command menu in one person's private chat what menus says, for each language; the empty one is for all others. Telegram refuses it
// for a person who never started the bot.
func (b *Bot) Offer(ctx context.Context, person content.TelegramID, menus map[content.Lang][]Command) error {
	scope := chatScope(person)
	for _, lang := range slices.Sorted(maps.Keys(menus)) {
		if err := b.presentMenu(ctx, lang, scope, menus[lang]); err != nil {
			return err
		}
	}
	return nil
}

// chatScope is one private chat as the scope of a menu.
func chatScope(person content.TelegramID) string {
	return `{"type":"chat","chat_id":` + strconv.FormatInt(int64(person), 10) + `}`
}

// presentText compares and sets one text: what is the methods' name behind getMy and setMy, field the parameter's and result's.
func (b *Bot) presentText(ctx context.Context, lang content.Lang, what, field, wanted string) error {
	if wanted == "" {
		return nil
	}
	params := tgbotapi.Params{}
	params.AddNonEmpty("language_code", string(lang))
	var now map[string]string
	if err := b.ask(ctx, "getMy"+what, params, &now); err != nil {
		return err
	}
	if now[field] == wanted {
		return nil
	}
	params[field] = wanted
	return b.ask(ctx, "setMy"+what, params, new(bool))
}

func (b *Bot) presentMenu(ctx context.Context, lang content.Lang, scope string, wanted []Command) error {
	if wanted == nil {
		return nil
	}
	params := tgbotapi.Params{"scope": scope}
	params.AddNonEmpty("language_code", string(lang))
	var now []Command
	if err := b.ask(ctx, "getMyCommands", params, &now); err != nil {
		return err
	}
	if slices.Equal(now, wanted) {
		return nil
	}
	commands, err := json.Marshal(wanted)
	if err != nil {
		return fmt.Errorf("setMyCommands: %w", err)
	}
	params["commands"] = string(commands)
	return b.ask(ctx, "setMyCommands", params, new(bool))
}

// LinkedChat returns the discussion group of a channel, 0 when it has none.
func (b *Bot) LinkedChat(ctx context.Context, channel content.TelegramID) (content.TelegramID, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(channel), 10)}
	var chat struct {
		Linked content.TelegramID `json:"linked_chat_id"`
	}
	if err := b.ask(ctx, "getChat", params, &chat); err != nil {
		return 0, err
	}
	return chat.Linked, nil
}
