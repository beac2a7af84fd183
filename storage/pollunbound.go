package storage

import (
	"cmp"
	"slices"

	"aitys/content"
)

// sqlUnboundCopies finds the native copies in a chat of which Telegram's id is not known. Asked for an order, PostgreSQL may read all copies in it.
const sqlUnboundCopies = copiesOfPolls + ` WHERE c.chat = CAST($1 AS BIGINT) AND c.native = 1 AND c.telegram IS NULL`

// UnboundCopies returns the native copies of polls in a chat of which Telegram's id is not known, oldest first: their sending is not settled, or was not
// successful, or they stand for a poll that may have been sent twice.
func (tx *Tx) UnboundCopies(chat content.ChatID) ([]content.Copy, error) {
	found, err := tx.copies(sqlUnboundCopies, int64(chat))
	slices.SortFunc(found, func(a, b content.Copy) int { return cmp.Compare(a.ID, b.ID) })
	return found, err
}

// BindPoll binds Telegram's id of a native poll to the copy with a key, as Settle does, where it has become known otherwise. Votes that have waited for
// it are applied; PollsChanged tells of them.
func (tx *Tx) BindPoll(key content.MessageKey, telegramPoll string) error {
	return tx.bindPolls(map[string]string{storable(telegramPoll): storable(string(key))})
}
