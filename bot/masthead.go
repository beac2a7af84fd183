package bot

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
	"aitys/content/text"
)

// Masthead returns how a channel is called, and its name without "@" where it is public. The error says that Telegram does not tell.
func (b *Bot) Masthead(ctx context.Context, channel content.TelegramID) (title, username string, err error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(int64(channel), 10)}
	var chat wireChannel
	if err := b.ask(ctx, "getChat", params, &chat); err != nil {
		return "", "", err
	}
	return text.NormaliseLine(chat.Title), plain(chat.Username, '_'), nil
}

// wireChannel is what a channel is called.
type wireChannel struct {
	Title    string `json:"title"`
	Username string `json:"username"`
}
