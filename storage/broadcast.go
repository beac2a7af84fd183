package storage

import (
	"fmt"
	"time"

	"aitys/content"
)

const (
	broadcastColumns = `id, kind, article, note, cursor, total, sent, refused, unsure, asked_by, state, made_at`

	sqlBroadcast  = `SELECT ` + broadcastColumns + ` FROM broadcast WHERE id = $1`
	sqlAddCast    = `INSERT INTO broadcast (kind, article, note, total, asked_by, state, made_at) VALUES ($1, $2, '', $3, $4, 'open', $5) RETURNING id`
	sqlKeepCast   = `UPDATE broadcast SET note = $1, cursor = $2, unsure = $3, state = $4 WHERE id = $5`
	sqlCountCast  = `UPDATE broadcast SET sent = sent + $1, refused = refused + $2 WHERE id = $3`
	sqlCastRows   = `SELECT COUNT(*), COALESCE(SUM(state), 0) FROM outbox WHERE broadcast = $1 AND broadcast > 0`
	sqlDoubtful   = `SELECT id, chat, attempted FROM outbox WHERE broadcast = $1 AND broadcast > 0 AND state = 1 AND attempted > 1 ORDER BY id LIMIT 100`
	sqlCastOf     = `SELECT broadcast FROM outbox WHERE id = $1`
	sqlAnyDoubted = `SELECT id FROM outbox WHERE broadcast = $1 AND broadcast > 0 AND state = 1 AND attempted <> 1 ORDER BY id LIMIT 1`
	sqlDoubted    = `SELECT chat, -attempted FROM outbox WHERE id = $1 AND state = 1 AND attempted < 0`
	sqlBeginDoubt = `UPDATE outbox SET attempted = -attempted WHERE id = $1 AND state = 1 AND attempted > 1`
	sqlEndDoubt   = `UPDATE outbox SET attempted = 1 WHERE id = $1 AND state = 1`
	sqlUnsureBody = `SELECT chat, broadcast, body FROM outbox WHERE id = $1 AND state = 1`
	sqlAddSetting = `INSERT INTO setting (article, name, value) VALUES ($1, $2, '1') ON CONFLICT (article, name) DO NOTHING`
	sqlRemind     = `INSERT INTO setting (article, name, value) VALUES ($1, $2, $3) ON CONFLICT (article, name) DO UPDATE SET value = excluded.value
		WHERE setting.value < $4`
	sqlUnbind      = `DELETE FROM message WHERE key = $1`
	sqlSendsOfCast = `INSERT INTO outbox (id, chat, made_at, key, edit_key, body, broadcast) VALUES {rows}`
)

// The settings of an article of which subscribers were told, and of when they were reminded of it last.
const (
	told     = "told"
	reminded = "reminded"
)

// FirstNews tells whether it was never told before that an article is published, and notes that it is told now.
func (tx *Tx) FirstNews(article content.ArticleID) (bool, error) {
	changed, err := tx.exec(sqlAddSetting, int64(article), told)
	return changed == 1, err
}

// Remind tells whether the last reminder of an article is an hour old, and notes that there is one now.
func (tx *Tx) Remind(article content.ArticleID) (bool, error) {
	const apart = time.Hour
	changed, err := tx.exec(sqlRemind, int64(article), reminded, written(micro(tx.now)), written(micro(tx.now.Add(-apart))))
	return changed == 1, err
}

// written is a number as texts of the same length are ordered by.
func written(at int64) string { return fmt.Sprintf("%020d", at) }

// AddBroadcast begins a broadcast to the present subscribers of its kind.
func (tx *Tx) AddBroadcast(kind content.BroadcastKind, article content.ArticleID, askedBy content.ReaderID) (content.Broadcast, error) {
	total, err := tx.CountSubscribers(kind.Topic())
	if err != nil {
		return content.Broadcast{}, err
	}
	b := content.Broadcast{Kind: kind, Article: article, AskedBy: askedBy, Total: total, MadeAt: tx.now}
	err = tx.writeRow(sqlAddCast, []any{string(kind), int64(article), total, int64(askedBy), micro(tx.now)}, &b.ID)
	return b, err
}

// Broadcast returns a broadcast. Error: NotFound.
func (tx *Tx) Broadcast(id content.BroadcastID) (content.Broadcast, error) {
	found, err := tx.broadcasts(sqlBroadcast, int64(id))
	return only(found, err, "Broadcast", "there is no broadcast %d", id)
}

func (tx *Tx) broadcasts(query string, args ...any) (all []content.Broadcast, err error) {
	err = tx.read(query, args, func(rows row) error {
		var b content.Broadcast
		var state string
		var made int64
		err := rows.Scan(&b.ID, &b.Kind, &b.Article, &b.Note, &b.Cursor, &b.Total, &b.Sent, &b.Refused, &b.Unsure, &b.AskedBy, &state, &made)
		b.Done, b.MadeAt = state == "done", fromMicro(made)
		all = append(all, b)
		return err
	})
	return all, err
}

// KeepBroadcast notes how far a broadcast has come: its Note, Cursor, Unsure and Done. Sent and Refused are counted where its messages are settled.
func (tx *Tx) KeepBroadcast(b content.Broadcast) error {
	state := "open"
	if b.Done {
		state = "done"
	}
	return tx.write(sqlKeepCast, storable(b.Note), int64(b.Cursor), b.Unsure, state, int64(b.ID))
}

// BroadcastRows returns how many messages of a broadcast wait to be sent, and of how many it is not known whether they were.
func (tx *Tx) BroadcastRows(id content.BroadcastID) (waiting, unsure int, err error) {
	all := 0
	_, err = tx.row(sqlCastRows, []any{int64(id)}, &all, &unsure)
	return all - unsure, unsure, err
}

// tally is what became of a broadcast's messages within a transaction.
type tally struct{ sent, refused int }

// tallied adds one message that was settled.
func tallied(all map[content.BroadcastID]*tally, id content.BroadcastID, outcome content.Outcome) map[content.BroadcastID]*tally {
	if all == nil {
		all = map[content.BroadcastID]*tally{}
	}
	if all[id] == nil {
		all[id] = &tally{}
	}
	if outcome == content.Delivered {
		all[id].sent++
	} else {
		all[id].refused++
	}
	return all
}

func (tx *Tx) countBroadcasts(tallies map[content.BroadcastID]*tally) error {
	for id, t := range tallies {
		if err := tx.write(sqlCountCast, t.sent, t.refused, int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// Doubtful returns messages of a broadcast of which it is not known whether they were sent, and could be: at most a hundred, those apart about which somebody is
// asking already.
func (tx *Tx) Doubtful(id content.BroadcastID) (all []content.Doubtful, err error) {
	err = tx.read(sqlDoubtful, []any{int64(id)}, func(rows row) error {
		var d content.Doubtful
		err := rows.Scan(&d.Outgoing, &d.Chat, &d.After)
		all = append(all, d)
		return err
	})
	return all, err
}

// BeginDoubt notes that Telegram is being asked about a message. False when that is so already, or nobody doubts it any more.
func (tx *Tx) BeginDoubt(id content.OutgoingID) (bool, error) {
	changed, err := tx.exec(sqlBeginDoubt, int64(id))
	return changed == 1, err
}

// Doubted returns a message about which Telegram is being asked. Error: NotFound when that is over.
func (tx *Tx) Doubted(id content.OutgoingID) (content.Doubtful, error) {
	d := content.Doubtful{Outgoing: id}
	found, err := tx.row(sqlDoubted, []any{int64(id)}, &d.Chat, &d.After)
	if err == nil && !found {
		err = notFound("Doubted", "nobody doubts message %d", id)
	}
	return d, err
}

// LeaveInDoubt notes that it cannot be found out whether a message was sent: it stays unsure.
func (tx *Tx) LeaveInDoubt(id content.OutgoingID) error {
	return tx.write(sqlEndDoubt, int64(id))
}

// DoubtfulBody returns what a message says that may have been sent. Error: NotFound.
func (tx *Tx) DoubtfulBody(id content.OutgoingID) (content.Outgoing, error) {
	var body []byte
	out := content.Outgoing{ID: id}
	found, err := tx.row(sqlUnsureBody, []any{int64(id)}, &out.Chat, &out.Broadcast, &body)
	switch {
	case err != nil:
		return out, err
	case !found:
		return out, notFound("DoubtfulBody", "nobody doubts message %d", id)
	}
	return out, tx.readBody(id, body, &out)
}

// SendAgain sends a message anew that surely was not sent: under a new number, since those who send have passed the old one. Error: NotFound.
func (tx *Tx) SendAgain(id content.OutgoingID) error {
	out, err := tx.DoubtfulBody(id)
	if err != nil {
		return err
	}
	if err := tx.write(sqlForgetSend, int64(id)); err != nil {
		return err
	}
	tx.Send(out)
	return nil
}

// Unname forgets the number of a message that has a name of ours: it is gone, or nobody will refer to it any more.
func (tx *Tx) Unname(key content.MessageKey) error {
	return tx.write(sqlUnbind, storable(string(key)))
}

// BroadcastOf returns of which broadcast a message is one that the outbox holds; 0: of none.
func (tx *Tx) BroadcastOf(id content.OutgoingID) (of content.BroadcastID, err error) {
	_, err = tx.row(sqlCastOf, []any{int64(id)}, &of)
	return of, err
}

// AnyDoubted tells whether it is still being found out of any message of a broadcast whether it was sent.
func (tx *Tx) AnyDoubted(id content.BroadcastID) (bool, error) {
	var one int64
	return tx.row(sqlAnyDoubted, []any{int64(id)}, &one)
}
