package storage

import (
	"errors"
	"time"

	"aitys/content"
)

const (
	sqlWords      = `SELECT kind, text, stem, added_by, at, id FROM word WHERE id > $1 ORDER BY id LIMIT 500`
	sqlAddWord    = `INSERT INTO word (kind, text, stem, added_by, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (stem) DO NOTHING`
	sqlRemoveWord = `DELETE FROM word WHERE stem = $1`
)

var errListed = errors.New("a form of the word is listed")

// Word is a word that the newsroom does not want to read unseen.
type Word struct {
	Kind, Text string
	Stem       string           // what all its forms have alike
	By         content.ReaderID // the moderator who added it
	At         time.Time
}

// Words returns the newsroom's words, in the order in which they were added.
func (tx *Tx) Words() (all []Word, err error) {
	for last, before := int64(0), -1; before != len(all); {
		before = len(all)
		err := tx.read(sqlWords, []any{last}, func(rows row) error {
			var w Word
			var at int64
			err := rows.Scan(&w.Kind, &w.Text, &w.Stem, &w.By, &at, &last)
			w.At = fromMicro(at)
			all = append(all, w)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// AddWord adds a word; of w it takes all but At. Error: Conflict when a form of it is there.
func (tx *Tx) AddWord(w Word) error {
	added, err := tx.exec(sqlAddWord, w.Kind, storable(w.Text), storable(w.Stem), int64(w.By), micro(tx.now))
	if err == nil && added == 0 {
		return conflict("AddWord", errListed)
	}
	return err
}

// RemoveWord removes the word with a stem. Error: NotFound.
func (tx *Tx) RemoveWord(stem string) error {
	gone, err := tx.exec(sqlRemoveWord, storable(stem))
	if err == nil && gone == 0 {
		return notFound("RemoveWord", "no such word")
	}
	return err
}
