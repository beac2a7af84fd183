package storage

import (
	"database/sql"
	"sync/atomic"
)

// The words of an opinion lie all over opinion_word, a page for each in a large index; those that were approved lately stand in fresh_word, whose few pages all
// of them share. From time to time the words at one place of it, which came from many opinions, are moved to where they belong, into neighbouring pages.

const (
	sqlCountFresh = `SELECT COUNT(*) FROM fresh_word WHERE word >= 0` // no key is negative
	sqlFreshUpTo  = `SELECT MAX(word) FROM (SELECT word FROM fresh_word WHERE word > $1 ORDER BY word LIMIT CAST($2 AS BIGINT)) below`
	sqlShelve     = `INSERT INTO opinion_word (word, opinion) SELECT word, opinion FROM fresh_word WHERE word > $1 AND word <= $2 ORDER BY word, opinion
		ON CONFLICT (word, opinion) DO NOTHING`
	sqlShelved = `DELETE FROM fresh_word WHERE word > $1 AND word <= $2`
)

const (
	// freshMost is how many words stay in fresh_word, half a megabyte: the more, the more of them go to the same page later.
	freshMost = 32_000
	// freshStep is after how many new words some are moved, and about how many are: some ten milliseconds' work.
	freshStep = 2_000
)

// fresh tells how far the moving has come. It is lost when the process ends, which does no harm: the words are counted before any is moved.
type fresh struct {
	added atomic.Int64 // words since some were last moved
	above atomic.Int64 // those up to here were moved last; keys are above zero
}

// shelve notes that so many words were added, and moves some where there are too many.
func (tx *Tx) shelve(added int) error {
	f := &tx.store.fresh
	if f.added.Add(int64(added)) < freshStep {
		return nil
	}
	f.added.Store(0)
	var there int
	if _, err := tx.row(sqlCountFresh, nil, &there); err != nil || there <= freshMost {
		return err
	}
	return tx.shelveBehind(f.above.Load(), there-freshMost)
}

// shelveBehind moves the words of about so many rows behind a word; behind the last one it begins anew.
func (tx *Tx) shelveBehind(above int64, many int) error {
	upTo, err := tx.shelveFrom(above, min(many, 2*freshStep))
	tx.store.fresh.above.Store(upTo)
	return err
}

// shelveAll moves the next of all words.
func (tx *Tx) shelveAll() (done bool, err error) {
	upTo, err := tx.shelveFrom(beforeWords, freshStep)
	return upTo == beforeWords, err
}

// beforeWords is less than every key.
const beforeWords = -1

// shelveFrom moves the words of about so many rows behind a word and returns the last of them; beforeWords where there is none.
func (tx *Tx) shelveFrom(above int64, many int) (int64, error) {
	var last sql.NullInt64
	if _, err := tx.row(sqlFreshUpTo, []any{above, many}, &last); err != nil || !last.Valid {
		return beforeWords, err
	}
	for _, query := range []string{sqlShelve, sqlShelved} {
		if _, err := tx.exec(query, above, last.Int64); err != nil {
			return beforeWords, err
		}
	}
	return last.Int64, nil
}
