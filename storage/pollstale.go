package storage

import (
	"aitys/content"
)

// Copies of polls with buttons follow the counts in their own time: a copy is stale from the change of the count until the edit that shows it.

const (
	sqlMarkStale   = `UPDATE poll_copy SET stale = $1 WHERE poll = $2 AND native = 0 AND stale = 0 RETURNING chat`
	sqlMarkPressed = `UPDATE poll_copy SET stale = 1 WHERE id = $1 AND stale > 0`
	sqlMarkFresh   = `UPDATE poll_copy SET stale = 0 WHERE id = $1`

	// A copy whose message has no number yet cannot be edited. Each of the two statements has an index, which its condition on stale names.
	copiesThere    = copiesOfPolls + ` JOIN message m ON m.key = c.key WHERE m.chat = c.chat AND c.chat = CAST($1 AS BIGINT) `
	sqlStalest     = copiesThere + `AND c.stale > 0 ORDER BY c.stale, c.id DESC LIMIT CAST($2 AS BIGINT)`
	sqlNewestStale = copiesThere + `AND c.stale <> 0 ORDER BY c.id DESC LIMIT 1`
)

// MarkStale marks the copies with buttons of a poll whose count has changed, and returns the chats in which any of them were fresh: there the caller
// schedules the edits (see StaleIn).
func (tx *Tx) MarkStale(poll content.PollID) (chats []content.ChatID, err error) {
	seen := map[content.ChatID]bool{}
	err = tx.writeRows(sqlMarkStale, []any{micro(tx.now), int64(poll)}, func(rows row) error {
		var chat content.ChatID
		err := rows.Scan(&chat)
		if !seen[chat] {
			chats = append(chats, chat)
		}
		seen[chat] = true
		return err
	})
	return chats, err
}

// MarkPressed lets a stale copy come before those that were not pressed.
func (tx *Tx) MarkPressed(id content.CopyID) error {
	return tx.write(sqlMarkPressed, int64(id))
}

// MarkFresh notes that a copy is being brought up to date with the count as it is now. Error: NotFound.
func (tx *Tx) MarkFresh(id content.CopyID) error {
	changed, err := tx.exec(sqlMarkFresh, int64(id))
	if err == nil && changed == 0 {
		err = notFound("MarkFresh", "there is no copy %d of a poll", id)
	}
	return err
}

// StaleIn returns the copies in a chat that are to be edited next, at most limit: the newest one, which people look at, and then those that have waited
// longest. A copy whose message is not known is none of them; it is stale until then.
func (tx *Tx) StaleIn(chat content.ChatID, limit int) ([]content.Copy, error) {
	list, err := tx.copies(sqlNewestStale, int64(chat))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	stalest, err := tx.copies(sqlStalest, int64(chat), limit)
	for _, c := range stalest {
		if c.ID != list[0].ID && len(list) < limit {
			list = append(list, c)
		}
	}
	return list, err
}
