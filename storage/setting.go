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
	all, err := tx.settingsOf(article)
	return all[storable(name)], err
}

// Settings returns what editors have set of an article, and of the newsroom, by name.
func (tx *Tx) Settings(id content.ArticleID) (article, newsroom map[string]string, err error) {
	if article, err = tx.settingsOf(id); err != nil {
		return nil, nil, err
	}
	newsroom, err = tx.settingsOf(0)
	return maps.Clone(article), maps.Clone(newsroom), err
}

// settingsOf reads all of an article's settings, and with them the newsroom's: there are a dozen, and one for each featured opinion.
func (tx *Tx) settingsOf(id content.ArticleID) (map[string]string, error) {
	if all, known := tx.learned.settings[id]; known {
		return all, nil
	}
	all := map[content.ArticleID]map[string]string{0: {}, id: {}}
	err := tx.read(sqlSettings, []any{int64(id)}, func(rows row) error {
		var of content.ArticleID
		var name, value string
		err := rows.Scan(&of, &name, &value)
		all[of][name] = value
		return err
	})
	if err != nil {
		return nil, err
	}
	for of, settings := range all {
		learn(&tx.learned.settings, of, settings)
	}
	return all[id], nil
}

// Set sets it.
func (tx *Tx) Set(article content.ArticleID, name, value string) error {
	delete(tx.learned.settings, article)
	return tx.write(sqlSetSetting, int64(article), storable(name), storable(value))
}

// Unset takes back what Set has set.
func (tx *Tx) Unset(article content.ArticleID, name string) error {
	delete(tx.learned.settings, article)
	return tx.write(sqlUnset, int64(article), storable(name))
}
