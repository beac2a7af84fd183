package storage

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"

	"aitys/content"
)

const (
	sqlSend = `INSERT INTO outbox (chat, made_at, key, edit_key, body) VALUES {rows}`

	sqlPending = `SELECT o.id, o.chat, i.sealed, o.made_at, o.attempted, m.message, o.body
		FROM outbox o JOIN identity i ON i.id = o.chat LEFT JOIN message m ON m.key = o.edit_key AND m.chat = o.chat
		WHERE o.id > $1 AND o.state = 0 ORDER BY o.id LIMIT $2`
	sqlPendingIn = `SELECT o.id, o.chat, i.sealed, o.made_at, o.attempted, m.message, o.body
		FROM outbox o JOIN identity i ON i.id = o.chat LEFT JOIN message m ON m.key = o.edit_key AND m.chat = o.chat
		WHERE o.chat = $1 AND o.id > $2 AND o.state = 0 ORDER BY o.id LIMIT $3`

	sqlAttempted = `UPDATE outbox SET attempted = 1 WHERE id = $1 AND state = 0`
	sqlMessageOf = `SELECT chat, message FROM message WHERE key = $1`
)

// Send puts a message into the outbox. Its ID, To, MadeAt and Attempted are the store's to give. It is written when the transaction commits, and
// dropped when the Guard around it fails; Pending in the same transaction does not show it yet.
// A message to no chat would never be handed out; it is dropped, and the log told.
func (tx *Tx) Send(out content.Outgoing) {
	if out.Chat == 0 {
		tx.store.log.Error("a message without a chat is dropped", slog.Any("key", out.Key))
		return
	}
	tx.sends = append(tx.sends, out)
}

// flush writes what was sent in the transaction.
func (tx *Tx) flush() error {
	if len(tx.sends) == 0 {
		return nil
	}
	at := micro(tx.now)
	err := pieces(len(tx.sends), func(from, to int) error {
		args := make([]any, 0, 5*(to-from))
		for i := range tx.sends[from:to] {
			out := &tx.sends[from+i]
			body, err := encodeOutgoing(out)
			if err != nil {
				return err
			}
			args = append(args, int64(out.Chat), at, optional(string(out.Key)), optional(string(out.EditKey)), body)
		}
		_, err := tx.exec(tx.store.expand(sqlSend, 0, 5, to-from), args...)
		return err
	})
	tx.sends = nil
	return err
}

// encodeOutgoing writes a message's body without JSON's escapes for HTML, of which every text is full.
func encodeOutgoing(out *content.Outgoing) ([]byte, error) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		return nil, fmt.Errorf("storage.Send: %w", err)
	}
	return body.Bytes(), nil
}

// optional is a text that is NULL when empty.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return storable(s)
}

// Pending returns what waits to be sent, by rising number: at most limit rows with numbers above after, over all chats. To is filled in; so is Edit for
// an edit by key, once Telegram's number of that message is known. An edit by key whose Edit is still 0 waits for a send before it in the same chat: ask again
// when that one is settled.
func (tx *Tx) Pending(after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return tx.pending(sqlPending, int64(after), limit)
}

// PendingIn is Pending for one chat.
func (tx *Tx) PendingIn(chat content.ChatID, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return tx.pending(sqlPendingIn, int64(chat), int64(after), limit)
}

func (tx *Tx) pending(query string, args ...any) ([]content.Outgoing, error) {
	var page []content.Outgoing
	err := tx.read(query, args, func(rows *sql.Rows) error {
		out, err := tx.scanOutgoing(rows)
		page = append(page, out)
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

func (tx *Tx) scanOutgoing(rows *sql.Rows) (out content.Outgoing, err error) {
	var id, chat, madeAt, attempted int64
	var sealed, body sql.RawBytes
	var message sql.NullInt64
	if err := rows.Scan(&id, &chat, &sealed, &madeAt, &attempted, &message, &body); err != nil {
		return out, err
	}
	if err := json.Unmarshal(body, &out); err != nil {
		return out, fmt.Errorf("outbox row %d: %w", id, err)
	}
	out.ID, out.Chat = content.OutgoingID(id), content.ChatID(chat)
	out.MadeAt, out.Attempted = fromMicro(madeAt), attempted != 0
	if message.Valid {
		out.Edit = content.MessageID(message.Int64)
	}
	out.To, err = tx.store.seal.open(sealed)
	return out, err
}

// MarkAttempted notes that a row is about to be sent. Error: NotFound when it does not wait any more.
func (tx *Tx) MarkAttempted(id content.OutgoingID) error {
	changed, err := tx.exec(sqlAttempted, int64(id))
	if err == nil && changed == 0 {
		err = notFound("MarkAttempted", "outgoing %d does not wait", id)
	}
	return err
}

// MessageOf returns the chat and Telegram's number of a message that was sent under a key of ours. Error: NotFound while that is not known.
func (tx *Tx) MessageOf(key content.MessageKey) (content.ChatID, content.MessageID, error) {
	var chat content.ChatID
	var message content.MessageID
	found, err := tx.row(sqlMessageOf, []any{storable(string(key))}, &chat, &message)
	if err == nil && !found {
		err = notFound("MessageOf", "no message is known as %q", key)
	}
	return chat, message, err
}
