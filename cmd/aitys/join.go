package main

import (
	"context"

	"aitys/bot"
	"aitys/content"
	"aitys/handlers"
	"aitys/phrases"
	"aitys/storage"
)

// outbox lets the bot, which knows no storage, read what is to be sent.
type outbox struct{ store *storage.Store }

// Pending returns the rows of all chats behind the given one.
func (o outbox) Pending(ctx context.Context, after content.OutgoingID, limit int) (rows []content.Outgoing, err error) {
	err = o.store.View(ctx, func(tx *storage.Tx) error {
		rows, err = tx.Pending(after, limit)
		return err
	})
	return rows, err
}

// PendingIn returns the rows of one chat behind the given one.
func (o outbox) PendingIn(
	ctx context.Context, chat content.ChatID, after content.OutgoingID, limit int,
) (rows []content.Outgoing, err error) {
	err = o.store.View(ctx, func(tx *storage.Tx) error {
		rows, err = tx.PendingIn(chat, after, limit)
		return err
	})
	return rows, err
}

// Attempting remembers that the sending of a row begins, and above which number its message will be.
func (o outbox) Attempting(ctx context.Context, id content.OutgoingID, after content.MessageID) error {
	return o.store.Update(ctx, func(tx *storage.Tx) error { return tx.MarkAttempted(id, after) })
}

// NotAttempted forgets that the sending of a row began.
func (o outbox) NotAttempted(ctx context.Context, id content.OutgoingID) error {
	return o.store.Update(ctx, func(tx *storage.Tx) error { return tx.MarkUnattempted(id) })
}

// presence is how the bot shows itself in Telegram, in each language; the default is for people whose language is none of ours.
func presence(otherwise content.Lang) bot.Presence {
	p := bot.Presence{"": profile(otherwise)}
	for _, lang := range content.Langs {
		p[lang] = profile(lang)
	}
	return p
}

// staffMenus are the menus of somebody who may do more than readers may.
func staffMenus(role content.Role, otherwise content.Lang) map[content.Lang][]bot.Command {
	menus := map[content.Lang][]bot.Command{"": menuLines(handlers.StaffMenu(otherwise, role))}
	for _, lang := range content.Langs {
		menus[lang] = menuLines(handlers.StaffMenu(lang, role))
	}
	return menus
}

func profile(lang content.Lang) bot.Profile {
	voice := phrases.In(lang, nil)
	return bot.Profile{
		Name:        voice.Plain(phrases.BotName),
		Description: voice.Plain(phrases.BotDescription),
		Short:       voice.Plain(phrases.BotShortDescription),
		Private:     menuLines(handlers.PrivateMenu(lang)),
		Groups:      menuLines(handlers.GroupMenu(lang)),
	}
}

func menuLines(lines []handlers.MenuLine) []bot.Command {
	commands := make([]bot.Command, 0, len(lines))
	for _, line := range lines {
		commands = append(commands, bot.Command{Name: line.Command, Description: line.Description})
	}
	return commands
}
