package storage

import (
	"database/sql"
	"errors"
	"fmt"

	"aitys/content"
)

const (
	// copiesOfPolls is what scanCopy reads.
	copiesOfPolls = `SELECT c.id, c.poll, c.chat, c.key, c.native, p.closed_at, p.multiple, p.options, p.article, p.section
		FROM poll_copy c JOIN poll p ON p.id = c.poll`

	sqlAddCopy = `INSERT INTO poll_copy (poll, key, chat, native) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING id`
	sqlCopy    = copiesOfPolls + ` WHERE c.id = CAST($1 AS BIGINT)`
	sqlKeyCopy = copiesOfPolls + ` WHERE c.key = CAST($1 AS TEXT)`
	sqlCopies  = copiesOfPolls + ` WHERE c.poll = CAST($1 AS BIGINT) AND c.native = CAST($2 AS BIGINT) AND c.id > $3
		ORDER BY c.id LIMIT CAST($4 AS BIGINT)`
	// Ids of polls begin anew where another server takes over, in demonstrations for one: the latest copy is meant.
	sqlCopyOfNative = copiesOfPolls + ` WHERE c.id = (SELECT MAX(n.id) FROM poll_copy n WHERE n.telegram = CAST($1 AS TEXT))`
)

var errKeyTaken = errors.New("another copy is sent under that key")

// AddCopy notes that a copy of a poll is sent under a key, which no other copy has: a native poll, or a message with buttons. It is fresh. Error: Conflict when
// the key is taken.
func (tx *Tx) AddCopy(poll content.PollID, key content.MessageKey, chat content.ChatID, native bool) (id content.CopyID, err error) {
	err = tx.writeRow(sqlAddCopy, []any{int64(poll), storable(string(key)), int64(chat), flag(native)}, &id)
	if err == nil && id == 0 {
		err = conflict("AddCopy", fmt.Errorf("%q: %w", key, errKeyTaken))
	}
	return id, err
}

// Copy returns a copy of a poll. Error: NotFound.
func (tx *Tx) Copy(id content.CopyID) (content.Copy, error) { return tx.oneCopy(sqlCopy, int64(id)) }

// CopyByKey is Copy by the key under which it was sent.
func (tx *Tx) CopyByKey(key content.MessageKey) (content.Copy, error) {
	return tx.oneCopy(sqlKeyCopy, storable(string(key)))
}

// CopyOfNative returns the copy that is a native poll with an id of Telegram's. Error: NotFound, also while its sending is not settled.
func (tx *Tx) CopyOfNative(telegramPoll string) (content.Copy, error) {
	return tx.oneCopy(sqlCopyOfNative, storable(telegramPoll))
}

func (tx *Tx) oneCopy(query string, arg any) (content.Copy, error) {
	found, err := tx.copies(query, arg)
	return only(found, err, "Copy", "there is no such copy of a poll: %v", arg)
}

// Copies returns copies of a poll by rising number, at most limit, of those above after: the native ones, or those with buttons.
func (tx *Tx) Copies(poll content.PollID, native bool, after content.CopyID, limit int) ([]content.Copy, error) {
	return tx.copies(sqlCopies, int64(poll), flag(native), int64(after), limit)
}

func (tx *Tx) copies(query string, args ...any) (all []content.Copy, err error) {
	err = tx.read(query, args, func(rows row) error {
		var c content.Copy
		var native, multiple int64
		var closed sql.NullInt64
		err := rows.Scan(&c.ID, &c.Poll, &c.Chat, &c.Key, &native, &closed, &multiple, &c.Options, &c.Article, &c.Section)
		c.Native, c.Closed, c.Multiple = native != 0, closed.Valid, multiple != 0
		all = append(all, c)
		return err
	})
	return all, err
}
