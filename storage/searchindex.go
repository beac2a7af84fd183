package storage

import (
	"context"

	"aitys/content"
	"aitys/content/text"
)

// How far the index for searching has come stands in two rows of meta. "words" is the version of the keys by which it is written; where that is another than
// text.KeysVersion, what stands there is removed first. "indexed" is then below zero while articles are indexed: the last one done has the number -1-indexed;
// above zero while opinions are: those from that number up are done; zero when all is done. Meanwhile whatever is approved or published is indexed
// at once, as ever.
const (
	sqlIndexed         = `SELECT number, (SELECT i.number FROM meta i WHERE i.name = 'indexed') FROM meta WHERE name = 'words'`
	sqlSetIndexVersion = `UPDATE meta SET number = $1 WHERE name = 'words'`
	sqlSetIndex        = `UPDATE meta SET number = $1 WHERE name = 'indexed'`

	sqlClearWords = `DELETE FROM opinion_word WHERE (word, opinion) IN
		(SELECT w.word, w.opinion FROM opinion_word w WHERE w.word >= 0 ORDER BY w.word, w.opinion LIMIT CAST($1 AS BIGINT))` // no key is negative
	sqlClearFresh = `DELETE FROM fresh_word WHERE word >= 0`

	sqlNextArticles = `SELECT id, slug, original, published_at FROM article WHERE id > $1 AND published_at IS NOT NULL ORDER BY id LIMIT CAST($2 AS BIGINT)`
	sqlLastOpinion  = `SELECT COALESCE(MAX(id), 0) FROM opinion`
	sqlOpinionsDown = `SELECT ` + opinionColumns + ` FROM opinion WHERE id < $1 ORDER BY id DESC LIMIT CAST($2 AS BIGINT)`
)

// How much is done in one transaction: some ten milliseconds, for which others wait.
const (
	opinionsAtOnce = 50
	articlesAtOnce = 2
	clearedAtOnce  = 5000
)

// IndexWords makes searchable what was approved and published before: in a database from before there was searching, and where words have other keys now than
// those by which it was indexed. It works in short transactions beside everything else; where it is interrupted, another call goes on from there. In a
// database that is indexed it does nothing. The error is ctx's or the store's.
func (s *Store) IndexWords(ctx context.Context) error {
	for done := false; !done; {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.Update(ctx, func(tx *Tx) (err error) {
			done, err = tx.indexOn()
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// indexed reads how far the index has come.
func (tx *Tx) indexed() (words, indexed int64, err error) {
	_, err = tx.row(sqlIndexed, nil, &words, &indexed)
	return words, indexed, err
}

// Searchable tells whether all that can be found is: it is false while IndexWords has work.
func (tx *Tx) Searchable() (bool, error) {
	words, indexed, err := tx.indexed()
	return words == text.KeysVersion && indexed == 0, err
}

// indexOn does the next piece of the work.
func (tx *Tx) indexOn() (done bool, err error) {
	words, indexed, err := tx.indexed()
	switch {
	case err != nil:
		return false, err
	case words != text.KeysVersion:
		return false, tx.clearWords(words)
	case indexed < 0:
		return false, tx.indexArticles(content.ArticleID(-1 - indexed))
	case indexed > 0:
		return false, tx.indexOpinions(indexed)
	case !tx.store.gathers: // another engine may have left words when the database was carried over
		return tx.shelveAll()
	}
	return true, nil
}

// clearWords removes words with other keys than the present ones.
func (tx *Tx) clearWords(by int64) error {
	if by != 0 {
		if _, err := tx.exec(sqlClearFresh); err != nil {
			return err
		}
		if gone, err := tx.exec(sqlClearWords, clearedAtOnce); err != nil || gone > 0 {
			return err
		}
	}
	if err := tx.write(sqlSetIndexVersion, text.KeysVersion); err != nil {
		return err
	}
	return tx.setIndexed(-1)
}

func (tx *Tx) setIndexed(to int64) error {
	return tx.write(sqlSetIndex, to)
}

// indexArticles indexes the articles behind one, as readers see them.
func (tx *Tx) indexArticles(behind content.ArticleID) error {
	heads, err := tx.heads(sqlNextArticles, []any{int64(behind), articlesAtOnce})
	if err != nil {
		return err
	}
	if len(heads) == 0 {
		var last int64
		if _, err := tx.row(sqlLastOpinion, nil, &last); err != nil {
			return err
		}
		return tx.setIndexed(last + 1)
	}
	articles, err := tx.load(heads)
	if err != nil {
		return err
	}
	for _, published := range articles {
		for _, article := range published.In {
			if err := tx.indexArticle(published.ID, article); err != nil {
				return err
			}
		}
	}
	return tx.setIndexed(-1 - int64(heads[len(heads)-1].id))
}

// indexOpinions indexes the opinions below a number.
func (tx *Tx) indexOpinions(below int64) error {
	list, err := tx.opinions(sqlOpinionsDown, below, opinionsAtOnce)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := tx.addOpinionWords(o.ID, keysOf(shownText(o))); err != nil {
			return err
		}
	}
	if len(list) < opinionsAtOnce {
		return tx.setIndexed(0)
	}
	return tx.setIndexed(int64(list[len(list)-1].ID))
}
