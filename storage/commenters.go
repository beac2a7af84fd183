package storage

import "aitys/content"

// kindCommenter is identity.kind of whoever comments: a second number of the same account, by which nobody finds the first.
const kindCommenter = "commenter"

const (
	sqlCommenter       = `SELECT id FROM identity WHERE lookup = $1`
	sqlCommenterAt     = `SELECT sealed FROM identity WHERE id = $1 AND kind = 'commenter'`
	sqlForgetCommenter = `DELETE FROM identity WHERE id = $1 AND kind = 'commenter'`
	sqlCommentNames    = `SELECT id, name FROM comment WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetCommentName  = `UPDATE comment SET name = $1 WHERE id = $2`
)

// commenterMark stands before an account where it is to be recognised as one that comments.
const commenterMark = "c"

// KnownCommenter returns the number under which an account, or a chat in whose name somebody speaks, has commented. Error: NotFound when it has not.
func (tx *Tx) KnownCommenter(account content.TelegramID) (id content.CommenterID, err error) {
	found, err := tx.row(sqlCommenter, []any{tx.store.seal.commenterLookup(account)}, &id)
	if err == nil && !found {
		err = notFound("KnownCommenter", "nobody has commented from that account")
	}
	return id, err
}

// Commenter is KnownCommenter, and gives it a number when it has none.
func (tx *Tx) Commenter(account content.TelegramID) (content.CommenterID, error) {
	id, err := tx.KnownCommenter(account)
	if content.CodeOf(err) != content.NotFound {
		return id, err
	}
	args := []any{kindCommenter, tx.store.seal.commenterLookup(account), tx.store.seal.close(account), nil}
	err = tx.writeRow(sqlNewIdentity, args, &id)
	return id, err
}

// AccountOf returns the account, or the chat, behind a commenter. Error: NotFound, also once it was erased.
func (tx *Tx) AccountOf(id content.CommenterID) (content.TelegramID, error) {
	var sealed []byte
	found, err := tx.row(sqlCommenterAt, []any{int64(id)}, &sealed)
	if err == nil && !found {
		err = notFound("AccountOf", "there is no commenter %d", id)
	}
	if err != nil {
		return 0, err
	}
	return tx.store.seal.open(sealed)
}

// numbersOf returns all numbers of a person: the given one, of whichever kind, and the one under which the account comments.
func (tx *Tx) numbersOf(id content.ReaderID, account content.TelegramID) ([]content.ReaderID, error) {
	if account == 0 {
		return []content.ReaderID{id}, nil
	}
	commenter, err := tx.KnownCommenter(account)
	if content.CodeOf(err) == content.NotFound {
		return []content.ReaderID{id}, nil
	}
	return []content.ReaderID{id, content.ReaderID(commenter)}, err
}

// withdrawComments withdraws all that somebody has commented, and adds it to words. Other comments stand below: the rows stay.
func (tx *Tx) withdrawComments(author content.ReaderID, erased *Erased, words map[content.OpinionID]bool) error {
	const page = 100
	held, err := tx.dropHeldBy(author)
	if err != nil {
		return err
	}
	for _, id := range held {
		words[id.Shown()] = true
	}
	erased.Held = append(erased.Held, held...)
	for after := content.CommentID(0); ; {
		some, err := tx.CommentsBy(content.CommenterID(author), after, page)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, c := range some {
			if !c.Kept() {
				continue
			}
			if _, err := tx.WithdrawComment(c.ID); err != nil {
				return err
			}
			erased.Comments++
			erased.Said = append(erased.Said, Said{c.Chat, c.Message})
			words[c.ID.Shown()] = true
		}
		after = some[len(some)-1].ID
	}
}
