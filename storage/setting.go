package storage

import (
	"maps"

	"aitys/content"
)

const (
	sqlSettings   = `SELECT article, name, value FROM setting WHERE article IN ($1, 0)`
	sqlUnset      = `DELETE FROM setting WHERE article = $1 AND name = $2`
	sqlSetSetting = `INSERT INTO setting (article, name, value) VALUES ($1, $2, $3)
		ON CONFLICT (article, name) DO UPDATE SET value = excluded.value`
)

// Setting returns what editors have set of an article, or (0) of the newsroom; "" when nothing.
func (tx *Tx) Setting(article content.ArticleID, name string) (value string, err error) {
	all, err := tx.settingsAround(article)
	return all[article][storable(name)], err
}

// Settings returns what editors have set of an article, and of the newsroom, by name.
func (tx *Tx) Settings(id content.ArticleID) (article, newsroom map[string]string, err error) {
	all, err := tx.settingsAround(id)
	return maps.Clone(all[id]), maps.Clone(all[0]), err
}

// settingsAround reads all settings of an article and of the newsroom: there are a dozen, and one for each featured opinion.
func (tx *Tx) settingsAround(id content.ArticleID) (map[content.ArticleID]map[string]string, error) {
	return once(tx, "setting", sqlSettings, int64(id), func() (map[content.ArticleID]map[string]string, error) {
		all := map[content.ArticleID]map[string]string{0: {}, id: {}}
		err := tx.read(sqlSettings, []any{int64(id)}, func(rows row) error {
			var of content.ArticleID
			var name, value string
			err := rows.Scan(&of, &name, &value)
			all[of][name] = value
			return err
		})
		return all, err
	})
}

// Set sets it.
func (tx *Tx) Set(article content.ArticleID, name, value string) error {
	return tx.write(sqlSetSetting, int64(article), storable(name), storable(value))
}

// Unset takes back what Set has set.
func (tx *Tx) Unset(article content.ArticleID, name string) error {
	return tx.write(sqlUnset, int64(article), storable(name))
}
