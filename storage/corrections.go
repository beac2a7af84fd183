package storage

import (
	"encoding/json"
	"strings"

	"aitys/content"
)

const (
	sqlCorrect     = `INSERT INTO correction (article, section, line, made_by, at) VALUES ($1, $2, $3, $4, $5)`
	sqlCorrections = `SELECT section, line, at FROM correction WHERE article = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT CAST($2 AS BIGINT)`
)

// Correct notes what was wrong in an article, which readers see from now on; by is 0 where nobody is known.
func (tx *Tx) Correct(c content.Correction, article content.ArticleID, by content.ReaderID) error {
	line, err := correctionWritten(c)
	if err == nil {
		err = tx.write(sqlCorrect, int64(article), storable(string(c.Section)), storable(line), int64(by), micro(tx.now))
	}
	return err
}

// correctionWritten is what the column holds: one line as it is, lines of several languages as an object by language.
func correctionWritten(c content.Correction) (string, error) {
	if len(c.Lines) == 0 {
		return c.Line, nil
	}
	written, err := json.Marshal(c.Lines)
	return string(written), err
}

// correctionRead reads that into a correction.
func correctionRead(written string, c *content.Correction) {
	if !strings.HasPrefix(written, `{"`) || json.Unmarshal([]byte(written), &c.Lines) != nil {
		c.Line, c.Lines = written, nil
	}
}

// Corrections returns an article's corrections, the newest first, at most limit.
func (tx *Tx) Corrections(article content.ArticleID, limit int) (all []content.Correction, err error) {
	err = tx.read(sqlCorrections, []any{int64(article), limit}, func(rows row) error {
		var c content.Correction
		var at int64
		var written string
		err := rows.Scan(&c.Section, &written, &at)
		correctionRead(written, &c)
		c.At = fromMicro(at)
		all = append(all, c)
		return err
	})
	return all, err
}
