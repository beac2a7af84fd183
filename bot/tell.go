package bot

import (
	"context"

	"aitys/content"
)

// Tell sends a message at once, beside the outbox and its limits: for the few that must go out when the store fails. It is not tried again, and
// nobody knows it by a name. The error is Telegram's refusal or what kept it from being asked, without the token.
func (b *Bot) Tell(ctx context.Context, to content.TelegramID, said content.HTML) error {
	method, params, err := b.encode(&content.Outgoing{To: to, Action: content.ActionSend, Text: said}, false)
	if err != nil {
		return err
	}
	_, err = b.request(ctx, requestTime, method, params)
	return err
}
