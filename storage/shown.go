package storage

import (
	"slices"

	"aitys/content"
)

const (
	sqlShow    = `INSERT INTO shown (opinion, key, chat) VALUES {rows} ON CONFLICT (opinion, key) DO NOTHING`
	sqlShownIn = `SELECT s.key, COALESCE(m.chat, s.chat) FROM shown s LEFT JOIN message m ON m.key = s.key WHERE s.opinion = CAST($1 AS BIGINT) ORDER BY s.key`
	sqlUnshow  = `DELETE FROM shown WHERE key = $1`
	sqlUnshown = `DELETE FROM shown WHERE key = $1 RETURNING opinion`
)

// Shown is a message in a group that shows words which were taken back since.
type Shown struct {
	Key     content.MessageKey
	Chat    content.ChatID
	Opinion content.OpinionID
	Article content.ArticleID
	Section content.SectionID // of the opinion
}

// showAll notes which of the messages that are about to be sent show words of opinions under a name by which they can be edited: those in groups do.
func (tx *Tx) showAll() error {
	var args []any
	for i := range tx.sends {
		out := &tx.sends[i]
		if out.Key == "" {
			continue
		}
		for _, opinion := range out.Shows {
			args = append(args, int64(opinion), storable(string(out.Key)), int64(out.Chat))
		}
	}
	return pieces(len(args)/3, func(from, to int) error {
		return tx.write(tx.store.expand(sqlShow, 3, to-from), args[3*from:3*to]...)
	})
}

// TakeShown returns the messages in groups that show words of an opinion, and forgets them: the caller replaces each as a whole. Those that this very
// transaction sends are not among them.
func (tx *Tx) TakeShown(opinion content.Opinion) (all []Shown, err error) {
	err = tx.read(sqlShownIn, []any{int64(opinion.ID)}, func(rows row) error {
		shown := Shown{Opinion: opinion.ID, Article: opinion.Article, Section: opinion.Section}
		err := rows.Scan(&shown.Key, &shown.Chat)
		all = append(all, shown)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, shown := range all {
		if err := tx.write(sqlUnshow, string(shown.Key)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ShowsStill notes again that a message shows words of an opinion, which TakeShown has forgotten.
func (tx *Tx) ShowsStill(s Shown) error {
	return tx.write(tx.store.expand(sqlShow, 3, 1), int64(s.Opinion), storable(string(s.Key)), int64(s.Chat))
}

// TakeShownIn returns the opinions whose words a message shows, the earliest first, and forgets that it does: it was not sent.
func (tx *Tx) TakeShownIn(key content.MessageKey) (all []content.OpinionID, err error) {
	err = tx.writeRows(sqlUnshown, []any{storable(string(key))}, func(rows row) error {
		var id content.OpinionID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	slices.Sort(all)
	return all, err
}
