package handlers

import (
	"context"

	"aitys/content"
	"aitys/storage"
)

// Places are the chats of a newsroom that many see, where they are to be found in Telegram now; 0: there is none, or it is not known yet.
type Places struct{ Channel, Group, Desk content.TelegramID }

// Places returns the newsroom's chats; channel is the one that the configuration names. A group that became a supergroup is found under its new
// id, whatever the configuration still holds. The error is the store's.
func (n *Newsroom) Places(ctx context.Context, channel content.TelegramID) (Places, error) {
	places := Places{Channel: channel}
	var err error
	if n.moderation != 0 {
		if places.Desk, err = n.moderationChat(ctx); err != nil {
			return places, err
		}
	}
	places.Group = content.TelegramID(n.discussion.Load())
	if places.Group == NoGroup || places.Group == 0 {
		places.Group = 0
		return places, nil
	}
	err = n.store.View(ctx, func(tx *storage.Tx) error {
		chat, err := tx.ChatOf(places.Group)
		if err != nil {
			return err
		}
		places.Group, err = tx.TelegramOf(chat)
		return err
	})
	if content.CodeOf(err) == content.NotFound {
		err = nil // it was never met: it is where the configuration says
	}
	return places, err
}
