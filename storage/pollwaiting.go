package storage

import (
	"cmp"
	"slices"

	"aitys/content"
)

const (
	sqlForgetWait  = `DELETE FROM poll_waiting WHERE telegram = $1 AND reader = $2`
	sqlWait        = `INSERT INTO poll_waiting (telegram, reader, options, at) VALUES ($1, $2, $3, $4)`
	sqlRetractWait = `UPDATE poll_waiting SET options = 0 WHERE telegram = $1 AND reader = $2`

	sqlBindPoll = `UPDATE poll_copy SET telegram = $1 WHERE key = $2 AND native = 1 AND telegram IS NULL RETURNING id`
	sqlWaited   = `DELETE FROM poll_waiting WHERE telegram IN ({list}) RETURNING id, telegram, reader, options, at`
)

// A vote may come before the result that names its poll: it waits then. It is applied as if it had been known when it came: a later vote in another copy
// stays, which poll_vote.waited tells; and a vote that was taken back while it waited leaves none, whichever it had replaced.

// wait keeps a vote in a poll that is not known. A retraction keeps its vote's place in the order; without a vote there is nothing to take back.
func (tx *Tx) wait(telegramPoll string, reader content.ReaderID, chosen choice) error {
	if chosen == 0 {
		return tx.write(sqlRetractWait, telegramPoll, int64(reader))
	}
	if err := tx.write(sqlForgetWait, telegramPoll, int64(reader)); err != nil {
		return err
	}
	return tx.write(sqlWait, telegramPoll, int64(reader), int64(chosen), micro(tx.now))
}

// waitedVote is a vote whose poll has become known.
type waitedVote struct {
	id, reader, at int64
	telegram       string
	options        choice
}

// bindPolls binds Telegram's ids of native polls, by the keys of the messages that carry them, to the copies, and applies the votes that waited.
func (tx *Tx) bindPolls(keys map[string]string) error {
	bound := make(map[string]content.CopyID, len(keys))
	polls := make([]string, 0, len(keys))
	for poll, key := range keys {
		var id content.CopyID
		if err := tx.writeRow(sqlBindPoll, []any{poll, key}, &id); err != nil {
			return err
		}
		if id != 0 {
			bound[poll] = id
			polls = append(polls, poll)
		}
	}
	var waited []waitedVote
	err := padded(polls, func(args []any) error {
		return tx.writeRows(tx.store.expand(sqlWaited, len(args), 1), args, func(rows row) error {
			var w waitedVote
			err := rows.Scan(&w.id, &w.telegram, &w.reader, &w.options, &w.at)
			waited = append(waited, w)
			return err
		})
	})
	if err != nil {
		return err
	}
	slices.SortFunc(waited, func(a, b waitedVote) int { return cmp.Compare(a.id, b.id) })
	for _, w := range waited {
		if err := tx.applyWaited(w, bound[w.telegram]); err != nil {
			return err
		}
	}
	return nil
}

// applyWaited applies one vote; it takes no effect when the poll was closed meanwhile, or has no such options.
func (tx *Tx) applyWaited(w waitedVote, held content.CopyID) error {
	var poll content.PollID
	var prior choice
	args := []any{w.reader, int64(w.options), w.at, w.id, w.options.size(), int64(held)}
	if err := tx.writeRow(sqlVoteWaited, args, &poll, &prior); err != nil {
		return err
	}
	if poll == 0 || prior == w.options {
		return nil
	}
	tx.pollChanged(poll)
	_, err := tx.tally(poll, prior, w.options)
	return err
}
