package storage

import (
	"cmp"
	"slices"

	"aitys/content"
)

// A native poll may stand in a chat twice, the first time under an id of Telegram's that is never told. A twin is a copy that stands for the first one.

const (
	twinColumns = `INSERT INTO poll_copy (poll, key, chat, native, twin_at) SELECT c.poll, c.key || ':twin:' || CAST(CAST($1 AS BIGINT) AS TEXT), c.chat, 1, $1 `

	sqlAddTwin = twinColumns + `FROM poll_copy c WHERE c.key = CAST($2 AS TEXT) AND c.native = 1 ON CONFLICT (key) DO NOTHING`
	// In each chat only what waits first may have been sent: no more is under way there at once.
	sqlTwinPending = twinColumns + `FROM outbox o JOIN poll_copy c ON c.key = o.key WHERE substr(o.key, 1, 5) = 'poll:' AND o.state = 0 AND c.native = 1
		AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.chat = o.chat AND e.id < o.id AND e.state = 0) ON CONFLICT (key) DO NOTHING`

	// Asked for an order, or for what the index of all twins holds, PostgreSQL may read all copies in it.
	sqlTwins = copiesOfPolls + ` WHERE c.chat = CAST($1 AS BIGINT) AND COALESCE(c.twin_at, 0) > 0 AND c.telegram IS NULL`
)

// AddTwin notes that the native poll under a key may have been sent twice. It is forgotten after a day (see Prune), unless it is bound by then.
func (tx *Tx) AddTwin(key content.MessageKey) error {
	return tx.write(sqlAddTwin, micro(tx.now), storable(string(key)))
}

// TwinPending does so for the native polls that wait first in their chats: an earlier process may have sent them.
func (tx *Tx) TwinPending() error {
	return tx.write(sqlTwinPending, micro(tx.now))
}

// Twins returns the twins in a chat that no id of Telegram's is bound to, oldest first.
func (tx *Tx) Twins(chat content.ChatID) ([]content.Copy, error) {
	found, err := tx.copies(sqlTwins, int64(chat))
	slices.SortFunc(found, func(a, b content.Copy) int { return cmp.Compare(a.ID, b.ID) })
	return found, err
}

// BindPoll binds Telegram's id of a native poll to the copy with a key, as Settle does, where it has become known otherwise. Votes that have waited for
// it are applied; PollsChanged tells of them.
func (tx *Tx) BindPoll(key content.MessageKey, telegramPoll string) error {
	return tx.bindPolls(map[string]string{storable(telegramPoll): storable(string(key))})
}
