package storage

import (
	"errors"

	"aitys/content"
)

var errNowhere = errors.New("that is no chat")

const (
	// A number that moved shares another one's: same_as.
	sqlChatByLookup = `SELECT COALESCE(same_as, id), sealed FROM identity WHERE lookup = $1`
	sqlSealed       = `SELECT sealed FROM identity WHERE id = $1`
	sqlNewIdentity  = `INSERT INTO identity (kind, lookup, sealed, same_as) VALUES ($1, $2, $3, $4) RETURNING id`

	sqlIdentity     = `SELECT lookup, sealed FROM identity WHERE id = $1`
	sqlMoveIdentity = `UPDATE identity SET sealed = $1 WHERE id = $2`
	sqlJoinIdentity = `UPDATE identity SET same_as = $1 WHERE id = $2`
	sqlMoveOutbox   = `UPDATE outbox SET chat = $1 WHERE chat = $2`
	sqlMoveCopies   = `UPDATE poll_copy SET chat = $1, stale = 0 WHERE chat = $2 RETURNING CASE WHEN native = 0 THEN poll ELSE 0 END`
	sqlMoveMessages = `UPDATE message SET chat = $1 WHERE chat = $2`
)

// Chat returns our number for a chat, and gives it one when it is new. That of a private chat is its reader's. Error: Invalid for the zero Chat.
func (tx *Tx) Chat(chat content.Chat) (content.ChatID, error) {
	if chat.ID == 0 {
		return 0, &content.Error{Code: content.Invalid, Op: "storage.Chat", Err: errNowhere}
	}
	if chat.Kind == content.ChatPrivate {
		return tx.privateChat(chat.ID)
	}
	id, err := tx.ChatOf(chat.ID)
	if content.CodeOf(err) != content.NotFound {
		return id, err
	}
	return tx.newChat(chat.Kind, chat.ID)
}

func (tx *Tx) privateChat(id content.TelegramID) (content.ChatID, error) {
	reader, err := tx.Reader(id)
	if content.CodeOf(err) == content.NotFound {
		if err = tx.welcome([]content.Person{{ID: id}}); err == nil {
			reader, err = tx.Reader(id)
		}
	}
	return reader.Chat(), err
}

func (tx *Tx) newChat(kind content.ChatKind, id content.TelegramID) (content.ChatID, error) {
	number, err := tx.newIdentity(string(kind), id, id, nil)
	if err == nil {
		tx.rememberChat(id, number)
	}
	return number, err
}

// newIdentity adds a row for what is recognised as known and is to be found at now.
func (tx *Tx) newIdentity(kind string, known, now content.TelegramID, sameAs any) (number content.ChatID, err error) {
	args := []any{kind, tx.store.seal.lookup(known), tx.store.seal.closeMoved(now, known), sameAs}
	err = tx.writeRow(sqlNewIdentity, args, &number)
	return number, err
}

func (tx *Tx) rememberChat(id content.TelegramID, number content.ChatID) {
	if tx.chats == nil {
		tx.chats = map[content.TelegramID]content.ChatID{}
	}
	tx.chats[id] = number
}

// ChatOf returns our number for the person, group or channel with a Telegram id, whichever of the ids that a moved group has had. Error: NotFound.
func (tx *Tx) ChatOf(id content.TelegramID) (content.ChatID, error) {
	if number, known := tx.chats[id]; known {
		return number, nil
	}
	number, _, err := tx.identity(id)
	if err == nil && number == 0 {
		err = notFound("ChatOf", "that Telegram id was never met")
	}
	return number, err
}

// identity returns the number that is recognised by a Telegram id, and where it is to be found; number 0 when there is none.
func (tx *Tx) identity(id content.TelegramID) (number content.ChatID, at content.TelegramID, err error) {
	var sealed []byte
	found, err := tx.row(sqlChatByLookup, []any{tx.store.seal.lookup(id)}, &number, &sealed)
	if err != nil || !found {
		return 0, 0, err
	}
	tx.rememberChat(id, number)
	at, err = tx.store.seal.open(sealed)
	return number, at, err
}

// TelegramOf returns where a chat is to be found in Telegram now. Error: NotFound.
func (tx *Tx) TelegramOf(chat content.ChatID) (content.TelegramID, error) {
	var sealed []byte
	found, err := tx.row(sqlSealed, []any{int64(chat)}, &sealed)
	if err != nil {
		return 0, err
	}
	if !found {
		return 0, notFound("TelegramOf", "there is no chat %d", chat)
	}
	return tx.store.seal.open(sealed)
}

// MoveChat follows a group that became a supergroup. Its number stays, both Telegram ids lead to it from then on, and what waits to be sent
// goes to the new one. Where the supergroup was met before the news came, what refers to its number is joined to the group's. Doing it again changes
// nothing.
func (tx *Tx) MoveChat(from, to content.TelegramID) error {
	if from == 0 || to == 0 || from == to {
		return &content.Error{Code: content.Invalid, Op: "storage.MoveChat", Err: errNowhere}
	}
	old, _, err := tx.identity(from)
	if err != nil {
		return err
	}
	now, _, err := tx.identity(to)
	if err != nil {
		return err
	}
	switch {
	case old == 0 && now == 0:
		if old, err = tx.newIdentity(string(content.ChatGroup), from, to, nil); err != nil {
			return err
		}
		return tx.joinNew(to, old)
	case old == 0:
		_, err = tx.newIdentity(string(content.ChatGroup), from, to, int64(now))
		return err
	case now == 0:
		return tx.joinNew(to, old)
	case now != old:
		return tx.joinKnown(to, now, old)
	}
	return nil
}

// joinNew makes a Telegram id that was never met the new place of a chat.
func (tx *Tx) joinNew(to content.TelegramID, chat content.ChatID) error {
	if err := tx.retireThreads(chat); err != nil {
		return err
	}
	if _, err := tx.newIdentity(string(content.ChatGroup), to, to, int64(chat)); err != nil {
		return err
	}
	return tx.moveIdentity(chat, to)
}

// joinKnown makes a chat that has a number of its own the new place of another one.
func (tx *Tx) joinKnown(to content.TelegramID, joined, chat content.ChatID) error {
	for i := range tx.sends {
		if tx.sends[i].Chat == joined {
			tx.sends[i].Chat = chat
		}
	}
	clear(tx.chats)
	if err := tx.retireThreads(chat); err != nil {
		return err
	}
	if err := tx.moveCopies(joined, chat); err != nil {
		return err
	}
	for _, query := range []string{sqlMoveOutbox, sqlMoveMessages, sqlMovePosts, sqlMoveRoots, sqlMoveComments, sqlJoinIdentity} {
		if err := tx.write(query, int64(chat), int64(joined)); err != nil {
			return err
		}
	}
	return tx.moveIdentity(chat, to)
}

// moveCopies takes the copies of polls along. Edits are scheduled by chat: PollsChanged lets them be scheduled for the other one.
func (tx *Tx) moveCopies(joined, chat content.ChatID) error {
	return tx.writeRows(sqlMoveCopies, []any{int64(chat), int64(joined)}, func(rows row) error {
		var poll content.PollID
		err := rows.Scan(&poll)
		if err == nil && poll != 0 {
			tx.pollChanged(poll)
		}
		return err
	})
}
