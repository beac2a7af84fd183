package storage

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"aitys/content"
)

// Who comments has a second number, by which nobody finds the first. Numbers that were given in turn would stand side by side where somebody met the bot and commented
// one after the other.

const (
	sqlCommenter       = `SELECT id FROM commenter WHERE lookup = $1`
	sqlCommenterAt     = `SELECT sealed FROM commenter WHERE id = $1`
	sqlNewCommenter    = `INSERT INTO commenter (id, lookup, sealed) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id`
	sqlEverCommented   = `SELECT 1 FROM comment WHERE author = CAST($1 AS BIGINT) UNION ALL SELECT 1 FROM erasure WHERE reader = CAST($1 AS BIGINT) LIMIT 1`
	sqlForgetCommenter = `DELETE FROM commenter WHERE id = $1`
	sqlCommenters      = `SELECT id, lookup, sealed FROM commenter WHERE id > $1 ORDER BY id LIMIT $2`
	sqlResealCommenter = `UPDATE commenter SET lookup = $1, sealed = $2 WHERE id = $3`
	sqlCommentNames    = `SELECT id, name FROM comment WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetCommentName  = `UPDATE comment SET name = $1 WHERE id = $2`
)

// The numbers of commenters: nine digits, which those of readers, given in turn, do not reach.
const (
	firstCommenter = 100_000_000
	lastCommenter  = 999_999_999
)

// drawsMost is after how many numbers that somebody has none is looked for any more; with a million commenters it does not happen.
const drawsMost = 100

var errNoNumber = errors.New("no number that nobody has was found for a commenter")

// commenterMark stands before an account where it is to be recognised as one that comments.
const commenterMark = "c"

// KnownCommenter returns the number under which an account, or a chat in whose name somebody speaks, has commented. Error: NotFound when it has not.
func (tx *Tx) KnownCommenter(account content.TelegramID) (content.CommenterID, error) {
	id, err := once(tx, "commenter", sqlCommenter, int64(account), func() (id content.CommenterID, err error) {
		_, err = tx.row(sqlCommenter, []any{tx.store.seal.commenterLookup(account)}, &id)
		return id, err
	})
	if err == nil && id == 0 {
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
	for range drawsMost {
		id, err = tx.takeNumber(tx.store.draw(), account)
		if err != nil || id != 0 {
			return id, err
		}
	}
	return 0, errNoNumber
}

// takeNumber gives a commenter a number; 0 where somebody has it, or had it: what they said stays theirs, and a restored backup erases by it.
func (tx *Tx) takeNumber(number int64, account content.TelegramID) (id content.CommenterID, err error) {
	var one int64
	if used, err := tx.row(sqlEverCommented, []any{number}, &one); err != nil || used {
		return 0, err
	}
	args := []any{number, tx.store.seal.commenterLookup(account), tx.store.seal.close(account)}
	err = tx.writeRow(sqlNewCommenter, args, &id)
	return id, err
}

// drawCommenter returns any number of a commenter.
func drawCommenter() int64 {
	var raw [8]byte
	_, _ = rand.Read(raw[:])                                                                        // never fails
	return firstCommenter + int64(binary.BigEndian.Uint64(raw[:])%(lastCommenter-firstCommenter+1)) //nolint:gosec // less than a thousand millions
}

// resealCommenters is resealIdentities for those who comment.
func (tx *Tx) resealCommenters(before seal) error {
	const page = 1000
	scan := func(rows row, row *sealedRow) error { return rows.Scan(&row.id, &row.lookup, &row.sealed) }
	return tx.sealedRows(sqlCommenters, page, scan, func(row sealedRow) error {
		account, err := before.open(row.sealed)
		if err != nil {
			return fmt.Errorf("commenter %d: %w", row.id, err)
		}
		return tx.write(sqlResealCommenter, tx.store.seal.commenterLookup(account), tx.store.seal.close(account), row.id)
	})
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
