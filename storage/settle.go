package storage

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"

	"aitys/content"
)

const (
	sqlSettled = `DELETE FROM outbox WHERE id IN ({list}) RETURNING id, chat, key, broadcast`
	sqlUnsure  = `UPDATE outbox SET state = 1 WHERE id IN ({list})`
	sqlAgain   = `UPDATE outbox SET attempted = 0 WHERE id = $1 AND state = 0`
	sqlBind    = `INSERT INTO message (key, chat, message, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (key) DO UPDATE SET chat = excluded.chat, message = excluded.message, at = excluded.at`
	sqlChatOfRow = `SELECT i.sealed FROM outbox o JOIN identity i ON i.id = o.chat WHERE o.id = CAST($1 AS BIGINT) AND o.state = 0`
)

// Settle is SettleAll for one result.
func (tx *Tx) Settle(result content.Result) error { return tx.SettleAll([]content.Result{result}) }

// SettleAll applies what became of rows of the outbox. A delivered, refused, absent or unreachable row is done with and goes; delivery binds its key to
// Telegram's number of the message, and the copy of a poll that it carries to Telegram's id of that poll, for which the votes are applied that waited
// for it (see PollsChanged); and an unreachable reader is marked. An unsure row stays, and is never handed out again. A moved one makes the
// chat move (see MoveChat) and waits to be sent again. A row that was settled before is passed over, so results may repeat.
func (tx *Tx) SettleAll(results []content.Result) error {
	var done, unsure []int64
	outcomes := make(map[int64]content.Result, len(results))
	for _, result := range results {
		switch id := int64(result.Outgoing); result.Outcome {
		case content.Delivered, content.Refused, content.Unreachable, content.Absent:
			done = append(done, id)
			outcomes[id] = result
		case content.Unsure:
			unsure = append(unsure, id)
		case content.Moved:
			if err := tx.settleMoved(result); err != nil {
				return err
			}
		default:
			return &content.Error{Code: content.Invalid, Op: "storage.Settle", Err: fmt.Errorf("no such outcome: %q", result.Outcome)}
		}
	}
	if err := tx.settleUnsure(unsure); err != nil {
		return err
	}
	return tx.settleDone(done, outcomes)
}

// settled is a row that has just left the outbox.
type settled struct {
	id, chat  int64
	key       sql.NullString
	broadcast content.BroadcastID
}

func (tx *Tx) settleDone(ids []int64, outcomes map[int64]content.Result) error {
	var gone []settled
	err := padded(ids, func(args []any) error {
		return tx.writeRows(tx.store.expand(sqlSettled, len(args), 1), args, func(rows row) error {
			var row settled
			err := rows.Scan(&row.id, &row.chat, &row.key, &row.broadcast)
			gone = append(gone, row)
			tx.settled = append(tx.settled, content.OutgoingID(row.id))
			return err
		})
	})
	if err != nil {
		return err
	}
	slices.SortFunc(gone, func(a, b settled) int { return cmp.Compare(a.id, b.id) }) // of two sends under one key the later one has it
	var lost []int64
	polls := map[string]string{}
	var tallies map[content.BroadcastID]*tally
	for _, row := range gone {
		result := outcomes[row.id]
		if row.broadcast != 0 {
			tallies = tallied(tallies, row.broadcast, result.Outcome)
		}
		if err := tx.endFarewell(content.ChatID(row.chat)); err != nil {
			return err
		}
		if result.Outcome == content.Delivered && row.key.Valid && result.Poll != "" {
			polls[storable(result.Poll)] = row.key.String
		}
		switch {
		case result.Outcome == content.Unreachable:
			lost = append(lost, row.chat)
		case result.Outcome == content.Delivered && row.key.Valid && result.Message != 0:
			if err := tx.write(sqlBind, row.key.String, row.chat, int64(result.Message), micro(tx.now)); err != nil {
				return err
			}
		}
	}
	if err := tx.bindPolls(polls); err != nil {
		return err
	}
	if err := tx.countBroadcasts(tallies); err != nil {
		return err
	}
	return tx.markLost(lost)
}

// markLost marks the readers of private chats as unreachable; other chats have no reader.
func (tx *Tx) markLost(chats []int64) error {
	if len(chats) > 0 {
		tx.people.clear()
	}
	return padded(chats, func(args []any) error {
		return tx.write(tx.store.expand(sqlLost, len(args), 1), args...)
	})
}

func (tx *Tx) settleUnsure(ids []int64) error {
	return padded(ids, func(args []any) error {
		return tx.write(tx.store.expand(sqlUnsure, len(args), 1), args...)
	})
}

func (tx *Tx) settleMoved(result content.Result) error {
	var sealed []byte
	found, err := tx.row(sqlChatOfRow, []any{int64(result.Outgoing)}, &sealed)
	if err != nil || !found {
		return err
	}
	from, err := tx.store.seal.open(sealed)
	if err != nil {
		return err
	}
	if from != result.MovedTo {
		if err := tx.MoveChat(from, result.MovedTo); err != nil {
			return err
		}
	}
	return tx.write(sqlAgain, int64(result.Outgoing))
}
