package storage

import (
	"errors"
	"fmt"

	"aitys/content"
)

const (
	postColumns = `SELECT id, article, section, role, part, chat, message, key, fingerprint, state, opinion, asked_by, at FROM post`

	sqlAddPost = `INSERT INTO post (article, section, role, part, chat, key, fingerprint, state, opinion, asked_by, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'wished', $8, $9, $10) ON CONFLICT (key) DO NOTHING RETURNING id`
	sqlPost          = postColumns + ` WHERE id = $1`
	sqlPostByKey     = postColumns + ` WHERE key = $1`
	sqlPostAt        = postColumns + ` WHERE chat = CAST($1 AS BIGINT) AND message = CAST($2 AS BIGINT) AND message > 0 ORDER BY id LIMIT 1`
	sqlPosts         = postColumns + ` WHERE article = CAST($1 AS BIGINT) AND opinion = 0 AND role <> 'digest' AND role <> 'map' ORDER BY id`
	sqlPostOfOpinion = postColumns + ` WHERE opinion = CAST($1 AS BIGINT) AND opinion > 0 AND role = 'opinion' ORDER BY id DESC LIMIT 1`
	sqlUnplaced      = postColumns + ` WHERE chat = CAST($1 AS BIGINT) AND message = 0 ORDER BY id LIMIT CAST($2 AS BIGINT)`

	sqlPostStands = `UPDATE post SET state = 'stands', message = $1, at = $2 WHERE id = $3`
	sqlPostState  = `UPDATE post SET state = $1, at = $2 WHERE id = $3`
	sqlPostShows  = `UPDATE post SET fingerprint = $1 WHERE id = $2`
	sqlDropPost   = `DELETE FROM post WHERE id = $1`
	sqlMovePosts  = `UPDATE post SET chat = $1 WHERE chat = $2`

	sqlRowOfKey = `SELECT id, state, body FROM outbox WHERE chat = CAST($1 AS BIGINT) AND key = CAST($2 AS TEXT) ORDER BY id LIMIT 1`
)

var errPosted = errors.New("there is a post under that key")

// AddPost notes a post that is on its way under its Key. Error: Conflict when there is one under it.
func (tx *Tx) AddPost(post content.Post) (content.Post, error) {
	post.State, post.Message, post.At = content.PostWished, 0, tx.now
	args := []any{
		int64(post.Article), storable(string(post.Section)), string(post.Role), post.Part, int64(post.Chat), storable(string(post.Key)),
		storable(post.Fingerprint), int64(post.Opinion), int64(post.AskedBy), micro(post.At),
	}
	err := tx.writeRow(sqlAddPost, args, &post.ID)
	if err == nil && post.ID == 0 {
		err = conflict("AddPost", fmt.Errorf("%q: %w", post.Key, errPosted))
	}
	return post, err
}

// Post returns a post. Error: NotFound.
func (tx *Tx) Post(id content.PostID) (content.Post, error) {
	found, err := tx.posts(sqlPost, int64(id))
	return only(found, err, "Post", "there is no post %d", id)
}

// PostByKey is Post by its Key.
func (tx *Tx) PostByKey(key content.MessageKey) (content.Post, error) {
	found, err := tx.posts(sqlPostByKey, storable(string(key)))
	return only(found, err, "PostByKey", "there is no post under that key")
}

// PostAt returns the post that is a message of a chat. Error: NotFound, also while its number is not known.
func (tx *Tx) PostAt(chat content.ChatID, message content.MessageID) (content.Post, error) {
	found, err := tx.posts(sqlPostAt, int64(chat), int64(message))
	return only(found, err, "PostAt", "that message is no post of ours")
}

// PostOfOpinion returns the latest post that shows one opinion. Error: NotFound.
func (tx *Tx) PostOfOpinion(opinion content.OpinionID) (content.Post, error) {
	found, err := tx.posts(sqlPostOfOpinion, int64(opinion))
	return only(found, err, "PostOfOpinion", "opinion %d was not posted", opinion)
}

// Posts returns the posts of an article, the oldest first, those of opinions apart.
func (tx *Tx) Posts(article content.ArticleID) ([]content.Post, error) {
	return tx.posts(sqlPosts, int64(article))
}

// UnplacedPosts returns posts in a chat whose number there is not known, whether they stand or not, the oldest first, at most limit.
func (tx *Tx) UnplacedPosts(chat content.ChatID, limit int) ([]content.Post, error) {
	return tx.posts(sqlUnplaced, int64(chat), limit)
}

// PostStands notes under which number of Telegram's a post stands, for whoever edits it too, and gives the roots what it shows that wait for it. A row of the
// outbox that was unsure is done with.
func (tx *Tx) PostStands(post content.Post, message content.MessageID) error {
	if err := tx.write(sqlPostStands, int64(message), micro(tx.now), int64(post.ID)); err != nil {
		return err
	}
	post.Message = message
	if err := tx.write(sqlBind, storable(string(post.Key)), int64(post.Chat), int64(message), micro(tx.now)); err != nil {
		return err
	}
	row, state, _, err := tx.rowOf(post)
	if err != nil {
		return err
	}
	if state == unsureRow {
		result := content.Result{Outgoing: row, Outcome: content.Delivered, Message: message}
		if err := tx.Settle(result); err != nil {
			return err
		}
	}
	if err := tx.adoptUnderPost(post); err != nil {
		return err
	}
	return tx.bindRoots(post)
}

// unsureRow is the state of a row of the outbox that is never handed out again.
const unsureRow = 1

// rowOf returns the row of the outbox that sends a post; 0 when there is none any more.
func (tx *Tx) rowOf(post content.Post) (id content.OutgoingID, state int, body []byte, err error) {
	_, err = tx.row(sqlRowOfKey, []any{int64(post.Chat), storable(string(post.Key))}, &id, &state, &body)
	return id, state, body, err
}

// SentAs returns what the outbox holds of a post that is on its way, or of which nobody knows whether it was sent. Error: NotFound when that is settled.
func (tx *Tx) SentAs(post content.Post) (content.Outgoing, error) {
	var out content.Outgoing
	id, _, body, err := tx.rowOf(post)
	if err == nil && id == 0 {
		err = notFound("SentAs", "post %d is not on its way", post.ID)
	}
	if err == nil {
		err = tx.readBody(id, body, &out)
	}
	return out, err
}

// Waits tells whether a message waits in the outbox under a key.
func (tx *Tx) Waits(chat content.ChatID, key content.MessageKey) (bool, error) {
	id, state, _, err := tx.rowOf(content.Post{Chat: chat, Key: key})
	return id != 0 && state != unsureRow, err
}

// SetPostState notes how far a post has come.
func (tx *Tx) SetPostState(id content.PostID, state content.PostState) error {
	return tx.write(sqlPostState, string(state), micro(tx.now), int64(id))
}

// PostShows notes what a post shows from now on.
func (tx *Tx) PostShows(id content.PostID, fingerprint string) error {
	return tx.write(sqlPostShows, storable(fingerprint), int64(id))
}

// DropPost forgets a post that surely does not stand, so that it can be sent again under the same Key; an unsure row of the outbox that sent it goes too.
func (tx *Tx) DropPost(post content.Post) error {
	row, _, _, err := tx.rowOf(post)
	if err != nil {
		return err
	}
	if row != 0 {
		if err := tx.Settle(content.Result{Outgoing: row, Outcome: content.Refused}); err != nil {
			return err
		}
	}
	return tx.write(sqlDropPost, int64(post.ID))
}

func (tx *Tx) posts(query string, args ...any) (all []content.Post, err error) {
	err = tx.read(query, args, func(rows row) error {
		var p content.Post
		var at int64
		err := rows.Scan(
			&p.ID, &p.Article, &p.Section, &p.Role, &p.Part, &p.Chat, &p.Message, &p.Key, &p.Fingerprint, &p.State, &p.Opinion, &p.AskedBy, &at,
		)
		p.At = fromMicro(at)
		all = append(all, p)
		return err
	})
	return all, err
}
