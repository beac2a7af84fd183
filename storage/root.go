package storage

import (
	"aitys/content"
)

const (
	rootColumns = `SELECT id, chat, message, channel, channel_message, article, section, post, at FROM root`

	sqlAddRoot = `INSERT INTO root (chat, message, channel, channel_message, article, section, post, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (chat, message) DO NOTHING RETURNING id`
	sqlRootAt    = rootColumns + ` WHERE chat = $1 AND message = $2`
	sqlRoot      = rootColumns + ` WHERE id = $1`
	sqlRootOf    = rootColumns + ` WHERE channel = CAST($1 AS BIGINT) AND channel_message = CAST($2 AS BIGINT) ORDER BY id LIMIT 1`
	sqlRoots     = rootColumns + ` WHERE article = CAST($1 AS BIGINT) AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlBindRoots = `UPDATE root SET article = $1, section = $2, post = $3 WHERE channel = $4 AND channel_message = $5`
	sqlNameRoot  = `UPDATE root SET article = $1, section = $2 WHERE id = $3 AND post = 0`

	// Of two messages with one number, which there are where a group moved, the one that is known stays.
	sqlMoveRoots = `UPDATE root SET chat = $1 WHERE chat = $2
		AND NOT EXISTS (SELECT 1 FROM root known WHERE known.chat = $1 AND known.message = root.message)`
)

// AddRoot notes that a channel's post was copied into the group, and returns it with its ID and, where the post is ours, with what that shows. Added tells that it
// was not known before; one that was known stays as it is, and is returned.
func (tx *Tx) AddRoot(root content.Root) (_ content.Root, added bool, err error) {
	post, err := tx.PostAt(root.Channel, root.ChannelMessage)
	switch {
	case err == nil:
		root.Article, root.Section, root.Post = post.Article, post.Section, post.ID
	case content.CodeOf(err) != content.NotFound:
		return content.Root{}, false, err
	}
	root.At = tx.now
	args := []any{
		int64(root.Chat), int64(root.Message), int64(root.Channel), int64(root.ChannelMessage),
		int64(root.Article), storable(string(root.Section)), int64(root.Post), micro(root.At),
	}
	if err := tx.writeRow(sqlAddRoot, args, &root.ID); err != nil {
		return content.Root{}, false, err
	}
	if root.ID != 0 {
		return root, true, tx.adoptUnderRoot(root)
	}
	root, err = tx.RootAt(root.Chat, root.Message)
	return root, false, err
}

// RootAt returns the root that is a message of the group. Error: NotFound, also before the message has come.
func (tx *Tx) RootAt(chat content.ChatID, message content.MessageID) (content.Root, error) {
	found, err := tx.roots(sqlRootAt, int64(chat), int64(message))
	return only(found, err, "RootAt", "there is no such root of a thread")
}

// Root returns a root. Error: NotFound.
func (tx *Tx) Root(id content.RootID) (content.Root, error) {
	found, err := tx.roots(sqlRoot, int64(id))
	return only(found, err, "Root", "there is no root %d", id)
}

// RootOf returns the root under which a channel's message is discussed. Error: NotFound, also before Telegram has copied it.
func (tx *Tx) RootOf(channel content.ChatID, message content.MessageID) (content.Root, error) {
	found, err := tx.roots(sqlRootOf, int64(channel), int64(message))
	return only(found, err, "RootOf", "there is no such root of a thread")
}

// Roots returns roots of an article by rising number, at most limit, of those above after.
func (tx *Tx) Roots(article content.ArticleID, after content.RootID, limit int) ([]content.Root, error) {
	return tx.roots(sqlRoots, int64(article), int64(after), limit)
}

// NameRoot says of which article and section a post is that somebody has made by hand. One of our own posts keeps what it has.
func (tx *Tx) NameRoot(id content.RootID, article content.ArticleID, section content.SectionID) error {
	return tx.write(sqlNameRoot, int64(article), storable(string(section)), int64(id))
}

func (tx *Tx) bindRoots(post content.Post) error {
	args := []any{int64(post.Article), storable(string(post.Section)), int64(post.ID), int64(post.Chat), int64(post.Message)}
	return tx.write(sqlBindRoots, args...)
}

func (tx *Tx) roots(query string, args ...any) (all []content.Root, err error) {
	err = tx.read(query, args, func(rows row) error {
		var r content.Root
		var at int64
		err := rows.Scan(&r.ID, &r.Chat, &r.Message, &r.Channel, &r.ChannelMessage, &r.Article, &r.Section, &r.Post, &at)
		r.At = fromMicro(at)
		all = append(all, r)
		return err
	})
	return all, err
}
