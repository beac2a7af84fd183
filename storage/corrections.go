package storage

import (
	"database/sql"

	"aitys/content"
)

const (
	sqlCorrect     = `INSERT INTO correction (article, section, line, made_by, at) VALUES ($1, $2, $3, $4, $5)`
	sqlCorrections = `SELECT section, line, at FROM correction WHERE article = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT CAST($2 AS BIGINT)`
)

// Correct notes what was wrong in an article, which readers see from now on; by is 0 where nobody is known.
func (tx *Tx) Correct(c content.Correction, article content.ArticleID, by content.ReaderID) error {
	_, err := tx.exec(sqlCorrect, int64(article), storable(string(c.Section)), storable(c.Line), int64(by), micro(tx.now))
	return err
}

// Corrections returns an article's corrections, the newest first, at most limit.
func (tx *Tx) Corrections(article content.ArticleID, limit int) (all []content.Correction, err error) {
	err = tx.read(sqlCorrections, []any{int64(article), limit}, func(rows *sql.Rows) error {
		var c content.Correction
		var at int64
		err := rows.Scan(&c.Section, &c.Line, &at)
		c.At = fromMicro(at)
		all = append(all, c)
		return err
	})
	return all, err
}
