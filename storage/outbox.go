package storage

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"

	"aitys/content"
	"aitys/content/text"
)

const (
	sqlNumbers = `UPDATE meta SET number = number + $1 WHERE name = 'outbox' RETURNING number`
	sqlSend    = `INSERT INTO outbox (id, chat, made_at, key, edit_key, body) VALUES {rows}`

	sqlPending = `SELECT o.id, o.chat, i.sealed, o.made_at, o.attempted, m.message
		FROM outbox o JOIN identity i ON i.id = o.chat LEFT JOIN message m ON m.key = o.edit_key AND m.chat = o.chat
		WHERE o.id > $1 AND o.state = 0 ORDER BY o.id LIMIT CAST($2 AS BIGINT)`
	sqlPendingIn = `SELECT o.id, o.chat, i.sealed, o.made_at, o.attempted, m.message
		FROM outbox o JOIN identity i ON i.id = o.chat LEFT JOIN message m ON m.key = o.edit_key AND m.chat = o.chat
		WHERE o.chat = CAST($1 AS BIGINT) AND o.id > $2 AND o.state = 0 ORDER BY o.id LIMIT CAST($3 AS BIGINT)`
	sqlBodies = `SELECT id, body FROM outbox WHERE id IN ({list})`

	// attempted tells above which number the message is, should it stand in a private chat; 1: that is not known.
	sqlAttempted = `UPDATE outbox SET attempted = $1 WHERE id = $2 AND state = 0`
	sqlMessageOf = `SELECT chat, message FROM message WHERE key = $1`
)

// Send puts a message into the outbox. Its ID, To, MadeAt and Attempted are the store's to give. It is written when the transaction commits, and
// dropped when the Guard around it fails; Pending in the same transaction does not show it yet.
// Its rows of buttons must not be changed afterwards. A message to no chat would never be handed out; it is dropped, and the log told.
func (tx *Tx) Send(out content.Outgoing) {
	if out.Chat == 0 {
		tx.store.log.Error("a message without a chat is dropped", slog.Any("key", out.Key))
		return
	}
	if tx.sends == nil {
		tx.sends = make([]content.Outgoing, 0, usualBatch)
	}
	if out.Update == 0 {
		out.Update = tx.cause
	}
	tx.sends = append(tx.sends, out)
	tx.toMany = tx.toMany || out.Broadcast != 0
}

// usualBatch is how many messages a transaction is prepared for: as many as Telegram gives updates at once.
const usualBatch = 100

// flush writes what was sent in the transaction. Numbers are given here, not by the engine, so that what was written is known without asking.
func (tx *Tx) flush() error {
	tx.sends = tx.withoutErased(tx.sends)
	if len(tx.sends) == 0 {
		return nil
	}
	if err := tx.showAll(); err != nil {
		return err
	}
	var last content.OutgoingID
	if err := tx.writeRow(sqlNumbers, []any{len(tx.sends)}, &last); err != nil {
		return err
	}
	for i := range tx.sends {
		tx.sends[i].ID = last - content.OutgoingID(len(tx.sends)-1-i)
	}
	bodies, err := encode(tx.sends)
	if err != nil {
		return err
	}
	if tx.toMany {
		return tx.writeSends(sqlSendsOfCast, bodies)
	}
	return tx.writeSends(sqlSend, bodies)
}

// writeSends writes the rows of what was sent, by a statement that has a broadcast's columns or has not.
func (tx *Tx) writeSends(query string, bodies [][]byte) error {
	at, columns := micro(tx.now), 6
	if tx.toMany {
		columns = 7
	}
	return pieces(len(tx.sends), func(from, to int) error {
		args := make([]any, 0, columns*(to-from))
		for i := from; i < to; i++ {
			out := &tx.sends[i]
			args = append(args, int64(out.ID), int64(out.Chat), at, optional(string(out.Key)), optional(string(out.EditKey)), tx.store.seal.cover(bodies[i]))
			if tx.toMany {
				args = append(args, int64(out.Broadcast))
			}
		}
		return tx.write(tx.store.expand(query, columns, to-from), args...)
	})
}

// encode writes the bodies of messages, into one buffer, without JSON's escapes for HTML, of which every text is full. The texts, nearly all that
// there is to write, are written by themselves: to copy them costs a fifth of what encoding/json takes.
func encode(sends []content.Outgoing) ([][]byte, error) {
	size := 0
	for i := range sends {
		size += len(sends[i].Text) + usualRest
	}
	buffer := bytes.NewBuffer(make([]byte, 0, size))
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	ends := make([]int, len(sends))
	for i := range sends {
		rest := sends[i]
		rest.Text = ""
		if err := encoder.Encode(&rest); err != nil {
			return nil, fmt.Errorf("storage.Send: %w", err)
		}
		buffer.Truncate(buffer.Len() - len("}\n"))
		buffer.WriteString(`,"text":`)
		buffer.Write(text.AppendJSON(buffer.AvailableBuffer(), string(sends[i].Text)))
		buffer.WriteByte('}')
		ends[i] = buffer.Len()
	}
	bodies := make([][]byte, len(sends))
	from := 0
	for i, end := range ends {
		bodies[i] = buffer.Bytes()[from:end]
		from = end
	}
	return bodies, nil
}

// usualRest is how much room the body of a message takes beside its text, and what JSON puts before a text's line ends and quotes.
const usualRest = 1024

// optional is a text that is NULL when empty.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return storable(s)
}

// Pending returns what waits to be sent, by rising number: at most limit rows with numbers above after, over all chats. To is filled in; so is
// Edit for an edit by key, once Telegram's number of that message is known. An edit by key whose Edit is still 0 waits for a send before it in
// the same chat: ask again when that one is settled.
func (tx *Tx) Pending(after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return tx.pending(sqlPending, int64(after), limit)
}

// PendingIn is Pending for one chat.
func (tx *Tx) PendingIn(chat content.ChatID, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return tx.pending(sqlPendingIn, int64(chat), int64(after), limit)
}

func (tx *Tx) pending(query string, args ...any) ([]content.Outgoing, error) {
	var page []waiting
	err := tx.read(query, args, func(rows row) error {
		var w waiting
		err := rows.Scan(&w.id, &w.chat, &w.sealed, &w.madeAt, &w.attempted, &w.message)
		page = append(page, w)
		return err
	})
	if err != nil || len(page) == 0 {
		return nil, err
	}
	bodies, err := tx.bodies(page)
	if err != nil {
		return nil, err
	}
	out := make([]content.Outgoing, len(page))
	for i := range page {
		out[i] = *bodies[page[i].id]
		if err := tx.fill(&out[i], &page[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// waiting is a row of the outbox without its body.
type waiting struct {
	id                content.OutgoingID
	chat              content.ChatID
	sealed            []byte
	madeAt, attempted int64
	message           sql.NullInt64
}

// fill puts into a message what stands beside its body.
func (tx *Tx) fill(out *content.Outgoing, w *waiting) (err error) {
	out.ID, out.Chat, out.MadeAt, out.Attempted = w.id, w.chat, fromMicro(w.madeAt), w.attempted != 0
	if w.message.Valid {
		out.Edit = content.MessageID(w.message.Int64)
	}
	if out.To, err = tx.store.seal.open(w.sealed); err != nil || out.Person == 0 {
		return err
	}
	person, err := tx.PersonOf(out.Person)
	if content.CodeOf(err) == content.NotFound { // erased since
		err = nil
	}
	out.Account = person.Account
	return err
}

// bodies returns the bodies of rows: those that this process wrote lately it still has, the others are read.
func (tx *Tx) bodies(page []waiting) (map[content.OutgoingID]*content.Outgoing, error) {
	bodies, unknown := tx.store.recent.find(page)
	err := padded(unknown, func(args []any) error {
		return tx.read(tx.store.expand(sqlBodies, len(args), 1), args, func(rows row) error {
			var id content.OutgoingID
			var body sql.RawBytes
			if err := rows.Scan(&id, &body); err != nil {
				return err
			}
			out := new(content.Outgoing)
			bodies[id] = out
			return tx.readBody(id, body, out)
		})
	})
	return bodies, err
}

// readBody reads the body of a row.
func (tx *Tx) readBody(id content.OutgoingID, body []byte, out *content.Outgoing) error {
	_, err := tx.readBodyWith(id, nil, body, out)
	return err
}

// readBodyWith is readBody for a row whose body holds a part; of another one it reads nothing. It is much cheaper to look for that than to read.
func (tx *Tx) readBodyWith(id content.OutgoingID, part, body []byte, out *content.Outgoing) (has bool, err error) {
	open, err := tx.store.seal.uncover(body)
	if has = err == nil && bytes.Contains(open, part); has {
		err = json.Unmarshal(open, out)
	}
	if err != nil {
		return false, fmt.Errorf("outbox row %d: %w", id, err)
	}
	return has, nil
}

// MarkAttempted notes that a row is about to be sent, and that its message will have a number above after, should it go to a private chat; 0: that is not
// known. Error: NotFound when it does not wait any more.
func (tx *Tx) MarkAttempted(id content.OutgoingID, after content.MessageID) error {
	changed, err := tx.exec(sqlAttempted, max(1, int64(after)), int64(id))
	if err == nil && changed == 0 {
		err = notFound("MarkAttempted", "outgoing %d does not wait", id)
	}
	return err
}

// MarkUnattempted takes back MarkAttempted: the row was surely not sent. A row that does not wait any more is passed over.
func (tx *Tx) MarkUnattempted(id content.OutgoingID) error {
	return tx.write(sqlAgain, int64(id))
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
