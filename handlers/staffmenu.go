package handlers

import (
	"cmp"
	"context"

	"aitys/content"
)

// offerMenu lets the command menu of a private chat follow what its person may do: readers have the one that all chats have. It goes through the outbox, so that it follows
// what is stored, and surely.
func (t *turn) offerMenu(chat content.ChatID, role content.Role) {
	for _, lang := range append([]content.Lang{""}, content.Langs...) {
		menu := &content.Menu{Lang: lang}
		if role > content.RoleReader {
			menu.Lines = StaffMenu(cmp.Or(lang, t.language), role)
		}
		t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionMenu, Menu: menu})
	}
}

// offerTo is offerMenu to a reader whose role has changed. Telegram takes no menu for a chat that was never begun: its person gets theirs with /start.
func (t *turn) offerTo(reader content.Reader) error {
	person, err := t.tx.PersonOf(reader.ID)
	if err != nil {
		return ifKnown(err)
	}
	if started(reader) {
		t.offerMenu(reader.Chat(), t.roleGiven(person.Account))
	}
	return nil
}

// Staff is who may do more than readers may, with the role: by the configuration and by what owners have said. The error is the store's.
func (n *Newsroom) Staff(ctx context.Context) (map[content.TelegramID]content.Role, error) {
	err := n.store.View(ctx, n.knowTeam)
	return n.staff(), err
}
