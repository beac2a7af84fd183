package storage

import "aitys/content"

// Where a comment stands in its thread. What it names by Telegram's numbers may be unknown when it comes, and is found when that comes.
const (
	sqlAdoptReplies = `UPDATE comment SET parent = $1, root = CASE WHEN root = 0 THEN $2 ELSE root END
		WHERE chat = $3 AND answers = $4 AND answers > 0 AND parent = 0 AND opinion = 0`
	sqlAdoptUnderRoot = `UPDATE comment SET root = $1 WHERE chat = $2 AND thread = $3 AND root = 0`
	sqlAdoptUnderPost = `UPDATE comment SET opinion = $1 WHERE chat = $2 AND answers = $3 AND answers > 0 AND parent = 0 AND opinion = 0`

	// A supergroup counts its messages anew: the numbers of the group that was stay, below 0, so that they are nobody else's.
	sqlRetireComments = `UPDATE comment SET message = -message, thread = -thread, answers = -answers WHERE chat = $1 AND message > 0`
	sqlRetireRoots    = `UPDATE root SET message = -message WHERE chat = $1 AND message > 0`
	sqlRetirePosts    = `UPDATE post SET message = -message, state = 'left' WHERE chat = $1 AND message > 0`
	sqlRetireNames    = `DELETE FROM message WHERE chat = $1`
	sqlMoveComments   = `UPDATE comment SET chat = $1 WHERE chat = $2`

	// The number rises with the time: it need not be sorted by that. Who says nothing else in a thread of ours is nobody's business either.
	sqlForgetAstray = `DELETE FROM commenter WHERE id IN (SELECT author FROM comment WHERE root = 0 AND at < $1 ORDER BY id LIMIT $2)
		AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.author = commenter.id AND (c.root > 0 OR c.at >= $1))`
	sqlPruneEdits    = `DELETE FROM comment_revision WHERE comment IN (SELECT id FROM comment WHERE root = 0 AND at < $1 ORDER BY id LIMIT $2)`
	sqlPruneHomeless = `DELETE FROM comment WHERE id IN (SELECT id FROM comment WHERE root = 0 AND at < $1 ORDER BY id LIMIT $2)`
)

// pruneAstray deletes what was said in threads that are none of ours, with what it said before it was edited, and with the numbers of those who said nothing else.
func (tx *Tx) pruneAstray() error {
	for _, query := range []string{sqlForgetAstray, sqlPruneEdits, sqlPruneHomeless} {
		if err := tx.write(query, micro(tx.now.Add(-keepAstray)), pruneAtOne); err != nil {
			return err
		}
	}
	return nil
}

// place finds where a comment stands. Error: NotFound for one that stands in no thread.
func (tx *Tx) place(c *content.Comment) error {
	if c.Answers != 0 && c.Answers != c.Thread {
		if err := tx.placeUnder(c); err != nil {
			return err
		}
	}
	for _, message := range []content.MessageID{c.Thread, c.Answers} {
		if c.Root != 0 || message == 0 {
			continue
		}
		root, err := tx.RootAt(c.Chat, message)
		if err != nil && content.CodeOf(err) != content.NotFound {
			return err
		}
		c.Root = root.ID
	}
	if c.Root == 0 && c.Thread == 0 {
		return notFound("AddComment", "the message stands in no thread")
	}
	return nil
}

// placeUnder finds what a comment replies to: a comment, or the post that shows an opinion.
func (tx *Tx) placeUnder(c *content.Comment) error {
	parent, err := tx.CommentAt(c.Chat, c.Answers)
	if err == nil {
		c.Parent, c.Root = parent.ID, parent.Root
		return nil
	}
	if content.CodeOf(err) != content.NotFound {
		return err
	}
	post, err := tx.PostAt(c.Chat, c.Answers)
	if err == nil {
		c.Opinion = post.Opinion
		return nil
	}
	if content.CodeOf(err) != content.NotFound {
		return err
	}
	return nil
}

// adopt puts in their place the replies to a comment that came before it.
func (tx *Tx) adopt(c content.Comment) error {
	return tx.write(sqlAdoptReplies, int64(c.ID), int64(c.Root), int64(c.Chat), int64(c.Message))
}

// adoptUnderRoot puts in their place the comments that came before their root.
func (tx *Tx) adoptUnderRoot(root content.Root) error {
	return tx.write(sqlAdoptUnderRoot, int64(root.ID), int64(root.Chat), int64(root.Message))
}

// adoptUnderPost puts in their place the replies to the post of an opinion that came before it was known to stand.
func (tx *Tx) adoptUnderPost(post content.Post) error {
	if post.Opinion == 0 {
		return nil
	}
	return tx.write(sqlAdoptUnderPost, int64(post.Opinion), int64(post.Chat), int64(post.Message))
}

// retireThreads takes the numbers of messages off what stood in a group that has become a supergroup, and the names off its messages: an edit by one of them would
// change whatever has that number now.
func (tx *Tx) retireThreads(chat content.ChatID) error {
	for _, query := range []string{sqlRetireComments, sqlRetireRoots, sqlRetirePosts, sqlRetireNames} {
		if err := tx.write(query, int64(chat)); err != nil {
			return err
		}
	}
	return nil
}
