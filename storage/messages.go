package storage

import (
	"errors"

	"aitys/content"
)

const (
	sqlMessageIn = `SELECT key FROM message WHERE chat = $1 AND message = $2`
	sqlFind      = `INSERT INTO message (key, chat, message, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING`
)

var errOtherMessage = errors.New("that is another message")

// FoundMessage notes that the message with a number of Telegram's in a chat is the one that was sent under a key, where that has become known otherwise than
// by the result of its sending; found tells that it was not known before. Error: Conflict when the key has another message, or the message another key.
func (tx *Tx) FoundMessage(key content.MessageKey, chat content.ChatID, message content.MessageID) (found bool, err error) {
	in, known, err := tx.MessageOf(key)
	if content.CodeOf(err) != content.NotFound {
		if err == nil && (in != chat || known != message) {
			err = conflict("FoundMessage", errOtherMessage)
		}
		return false, err
	}
	var other string
	taken, err := tx.row(sqlMessageIn, []any{int64(chat), int64(message)}, &other)
	if err == nil && taken {
		err = conflict("FoundMessage", errOtherMessage)
	}
	if err != nil {
		return false, err
	}
	err = tx.write(sqlFind, storable(string(key)), int64(chat), int64(message), micro(tx.now))
	return err == nil, err
}

// KeyOf returns the name of a message, by Telegram's number for it. Error: NotFound when it has none.
func (tx *Tx) KeyOf(chat content.ChatID, message content.MessageID) (content.MessageKey, error) {
	var key string
	found, err := tx.row(sqlMessageIn, []any{int64(chat), int64(message)}, &key)
	if err == nil && !found {
		err = notFound("KeyOf", "that message has no name")
	}
	return content.MessageKey(key), err
}
