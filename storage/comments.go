package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"aitys/content"
)

const (
	commentColumns = `SELECT id, root, chat, message, thread, answers, parent, opinion, author, who, name, text, entities, media, forwarded, at, edited_at, state
		FROM comment`

	sqlComment    = commentColumns + ` WHERE id = $1`
	sqlCommentAt  = commentColumns + ` WHERE chat = $1 AND message = $2`
	sqlCommentsBy = commentColumns + ` WHERE author = CAST($1 AS BIGINT) AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`

	sqlAddComment = `INSERT INTO comment (root, chat, message, thread, answers, parent, opinion, author, who, name, text, entities, media, forwarded,
		at, edited_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'kept')
		ON CONFLICT (chat, message) DO NOTHING RETURNING id`
	sqlEditComment     = `UPDATE comment SET text = $1, entities = $2, media = $3, edited_at = $4 WHERE id = $5`
	sqlWithdrawComment = `UPDATE comment SET name = $1, text = '', entities = '', media = '', state = 'withdrawn' WHERE id = $2`

	sqlAddRevision = `INSERT INTO comment_revision (comment, number, text, entities, at)
		SELECT CAST($1 AS BIGINT), COALESCE(MAX(number), 0) + 1, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT)
		FROM comment_revision WHERE comment = CAST($1 AS BIGINT)`
	sqlRevisions     = `SELECT text, entities, at FROM comment_revision WHERE comment = CAST($1 AS BIGINT) ORDER BY number`
	sqlDropRevisions = `DELETE FROM comment_revision WHERE comment = $1`

	sqlBecame     = `SELECT opinion FROM became WHERE comment = $1`
	sqlMadeOf     = `SELECT comment FROM became WHERE opinion = $1`
	sqlSetBecame  = `INSERT INTO became (comment, opinion) VALUES ($1, $2) ON CONFLICT (comment) DO UPDATE SET opinion = excluded.opinion`
	sqlDropBecame = `DELETE FROM became WHERE comment = $1`
)

// Comment returns a comment in whatever state. Error: NotFound.
func (tx *Tx) Comment(id content.CommentID) (content.Comment, error) {
	found, err := tx.comments(sqlComment, int64(id))
	return only(found, err, "Comment", "there is no comment %d", id)
}

// CommentAt returns the comment that is a message of a group. Error: NotFound.
func (tx *Tx) CommentAt(chat content.ChatID, message content.MessageID) (content.Comment, error) {
	found, err := tx.comments(sqlCommentAt, int64(chat), int64(message))
	return only(found, err, "CommentAt", "that message is no comment")
}

// AddComment keeps a comment; of c it takes all but ID, Root, Parent, Opinion and State, which it finds. Comments may come in any order: one whose parent or
// whose root comes later is put in its place then. Added tells that it was not known; one that was known keeps what it says, which is newer. Error:
// NotFound for a message that stands in no thread of ours, as far as one can tell yet.
func (tx *Tx) AddComment(c content.Comment) (_ content.Comment, added bool, err error) {
	if err := tx.place(&c); err != nil {
		return content.Comment{}, false, err
	}
	var edited any
	if !c.EditedAt.IsZero() {
		edited = micro(c.EditedAt)
	}
	marks, err := storedEntities(c.Entities)
	if err != nil {
		return content.Comment{}, false, err
	}
	c.State, c.Text, c.Name = content.CommentKept, storable(c.Text), storable(c.Name)
	args := []any{
		int64(c.Root), int64(c.Chat), int64(c.Message), int64(c.Thread), int64(c.Answers), int64(c.Parent), int64(c.Opinion), int64(c.Author),
		string(c.Who), tx.coverName(c.Name), c.Text, marks, string(c.Media), flag(c.Forwarded), micro(c.At), edited,
	}
	if err := tx.writeRow(sqlAddComment, args, &c.ID); err != nil {
		return content.Comment{}, false, err
	}
	if c.ID == 0 {
		known, err := tx.late(c, marks)
		return known, false, err
	}
	return c, true, tx.adopt(c)
}

// late takes the first words of a comment whose edit came before it.
func (tx *Tx) late(c content.Comment, marks string) (content.Comment, error) {
	known, err := tx.CommentAt(c.Chat, c.Message)
	if err != nil || known.EditedAt.IsZero() || !c.EditedAt.IsZero() || !known.Kept() || sameWords(known, c) {
		return known, err
	}
	revisions, err := tx.Revisions(known.ID)
	if err != nil || len(revisions) > 0 {
		return known, err
	}
	return known, tx.addRevision(known.ID, c.Text, marks, c.At)
}

// EditComment gives a comment newer words; c is as for AddComment, with EditedAt. What it said before is kept as a revision. An edit that comes before its comment
// is the comment; one that comes late is a revision only; of one that was withdrawn nothing is taken. Error: NotFound, as AddComment.
func (tx *Tx) EditComment(c content.Comment) (content.Comment, error) {
	known, err := tx.CommentAt(c.Chat, c.Message)
	if content.CodeOf(err) == content.NotFound {
		known, _, err = tx.AddComment(c)
		return known, err
	}
	c.Text = storable(c.Text)
	if err != nil || !known.Kept() || sameWords(known, c) {
		return known, err
	}
	marks, err := storedEntities(c.Entities)
	if err != nil {
		return content.Comment{}, err
	}
	if c.EditedAt.Before(known.EditedAt) {
		return known, tx.addRevision(known.ID, c.Text, marks, c.EditedAt)
	}
	before, err := storedEntities(known.Entities)
	if err != nil {
		return content.Comment{}, err
	}
	if err := tx.addRevision(known.ID, known.Text, before, saidSince(known)); err != nil {
		return content.Comment{}, err
	}
	known.Text, known.Entities, known.Media, known.EditedAt = c.Text, c.Entities, c.Media, c.EditedAt
	err = tx.write(sqlEditComment, c.Text, marks, string(c.Media), micro(c.EditedAt), int64(known.ID))
	return known, err
}

// saidSince is since when a comment says what it says.
func saidSince(c content.Comment) time.Time {
	if c.EditedAt.IsZero() {
		return c.At
	}
	return c.EditedAt
}

func sameWords(a, b content.Comment) bool {
	return a.Text == b.Text && a.Media == b.Media && slices.Equal(a.Entities, b.Entities)
}

func (tx *Tx) addRevision(id content.CommentID, text, marks string, at time.Time) error {
	return tx.write(sqlAddRevision, int64(id), text, marks, micro(at))
}

// Revisions returns what a comment said before, in the order in which that became known.
func (tx *Tx) Revisions(id content.CommentID) (all []content.CommentRevision, err error) {
	err = tx.read(sqlRevisions, []any{int64(id)}, func(rows row) error {
		var r content.CommentRevision
		var marks string
		var at int64
		if err := rows.Scan(&r.Text, &marks, &at); err != nil {
			return err
		}
		r.At = fromMicro(at)
		r.Entities, err = readEntities(marks)
		all = append(all, r)
		return err
	})
	return all, err
}

// WithdrawComment takes a comment back for good: nothing is left of its words and of its author's name. Its place stays, since others may have answered. Doing it
// again changes nothing. Error: NotFound.
func (tx *Tx) WithdrawComment(id content.CommentID) (content.Comment, error) {
	c, err := tx.Comment(id)
	if err != nil || !c.Kept() {
		return c, err
	}
	if err := tx.erases(); err != nil {
		return content.Comment{}, err
	}
	if err := tx.write(sqlWithdrawComment, []byte{}, int64(id)); err != nil {
		return content.Comment{}, err
	}
	for _, query := range []string{sqlDropRevisions, sqlDropBecame, sqlDropCommentBands, sqlEraseOfComment} {
		if err := tx.write(query, int64(id)); err != nil {
			return content.Comment{}, err
		}
	}
	tx.erased = append(tx.erased, erasedWords{words: map[content.OpinionID]bool{id.Shown(): true}})
	c.State, c.Name, c.Text, c.Entities, c.Media = content.CommentWithdrawn, "", "", nil, content.MediaNone
	return c, nil
}

// CommentsBy returns what somebody commented, in whatever state, by rising number: at most limit of those above after.
func (tx *Tx) CommentsBy(author content.CommenterID, after content.CommentID, limit int) ([]content.Comment, error) {
	return tx.comments(sqlCommentsBy, int64(author), int64(after), limit)
}

// Became returns the opinion that was made of a comment; 0: none was.
func (tx *Tx) Became(id content.CommentID) (opinion content.OpinionID, err error) {
	_, err = tx.row(sqlBecame, []any{int64(id)}, &opinion)
	return opinion, err
}

// MadeOf returns the comment of which an opinion was made. Error: NotFound, also once the comment was withdrawn.
func (tx *Tx) MadeOf(opinion content.OpinionID) (content.Comment, error) {
	var id content.CommentID
	found, err := tx.row(sqlMadeOf, []any{int64(opinion)}, &id)
	if err == nil && !found {
		err = notFound("MadeOf", "opinion %d was made of no comment", opinion)
	}
	if err != nil {
		return content.Comment{}, err
	}
	return tx.Comment(id)
}

// SetBecame notes which opinion was made of a comment.
func (tx *Tx) SetBecame(id content.CommentID, opinion content.OpinionID) error {
	return tx.write(sqlSetBecame, int64(id), int64(opinion))
}

// comments returns what a query over commentColumns finds.
func (tx *Tx) comments(query string, args ...any) (all []content.Comment, err error) {
	err = tx.read(query, args, func(rows row) error {
		c, err := tx.scanComment(rows)
		all = append(all, c)
		return err
	})
	return all, err
}

func (tx *Tx) scanComment(rows row) (c content.Comment, err error) {
	var name []byte
	var marks string
	var forwarded, at int64
	var edited sql.NullInt64
	err = rows.Scan(&c.ID, &c.Root, &c.Chat, &c.Message, &c.Thread, &c.Answers, &c.Parent, &c.Opinion, &c.Author, &c.Who, &name, &c.Text, &marks,
		&c.Media, &forwarded, &at, &edited, &c.State)
	if err != nil {
		return c, err
	}
	c.Forwarded, c.At = forwarded != 0, fromMicro(at)
	if edited.Valid {
		c.EditedAt = fromMicro(edited.Int64)
	}
	if c.Entities, err = readEntities(marks); err != nil {
		return c, err
	}
	c.Name, err = tx.store.seal.openName(name)
	return c, err
}

// coverName seals the name under which a comment was made.
func (tx *Tx) coverName(name string) []byte { return tx.store.seal.cover([]byte(name)) }

// openName reads back what coverName sealed; of a comment that was withdrawn there is nothing.
func (s seal) openName(sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	name, err := s.uncover(sealed)
	return string(name), err
}

// storedEntities writes marks as they are stored: as JSON, and nothing for none.
func storedEntities(marks []content.Entity) (string, error) {
	if len(marks) == 0 {
		return "", nil
	}
	raw, err := json.Marshal(marks)
	if err != nil {
		return "", fmt.Errorf("the marks of a comment: %w", err)
	}
	return storable(string(raw)), nil
}

func readEntities(stored string) (marks []content.Entity, err error) {
	if stored == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(stored), &marks); err != nil {
		return nil, fmt.Errorf("the marks of a comment: %w", err)
	}
	return marks, nil
}
