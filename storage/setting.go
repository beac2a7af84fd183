package storage

import "aitys/content"

const (
	sqlSetting    = `SELECT value FROM setting WHERE article = $1 AND name = $2`
	sqlSetSetting = `INSERT INTO setting (article, name, value) VALUES ($1, $2, $3)
		ON CONFLICT (article, name) DO UPDATE SET value = excluded.value`
)

// Setting returns what editors have set of an article, or (0) of the newsroom; "" when nothing.
func (tx *Tx) Setting(article content.ArticleID, name string) (value string, err error) {
	_, err = tx.row(sqlSetting, []any{int64(article), storable(name)}, &value)
	return value, err
}

// Set sets it.
func (tx *Tx) Set(article content.ArticleID, name, value string) error {
	return tx.write(sqlSetSetting, int64(article), storable(name), storable(value))
}
