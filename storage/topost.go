package storage

import (
	"aitys/content"
)

const (
	sqlToPost      = `INSERT INTO to_post (article, place, opinion) VALUES ($1, $2, $3) ON CONFLICT (article, place, opinion) DO NOTHING`
	sqlNextToPost  = `SELECT opinion FROM to_post WHERE article = $1 AND place = $2 ORDER BY opinion LIMIT $3`
	sqlCountToPost = `SELECT COUNT(*) FROM to_post WHERE article = $1 AND place = $2`
	sqlTakeToPost  = `DELETE FROM to_post WHERE article = $1 AND place = $2 AND opinion = $3`
)

// ToPost lets an opinion wait until it can be posted; place says for what it waits. One that waits there already goes on doing so.
func (tx *Tx) ToPost(article content.ArticleID, place string, opinion content.OpinionID) error {
	return tx.write(sqlToPost, int64(article), storable(place), int64(opinion))
}

// NextToPost returns opinions that wait in a place, at most limit, the earliest first.
func (tx *Tx) NextToPost(article content.ArticleID, place string, limit int) (all []content.OpinionID, err error) {
	err = tx.read(sqlNextToPost, []any{int64(article), storable(place), limit}, func(rows row) error {
		var id content.OpinionID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

// CountToPost returns how many opinions wait in a place.
func (tx *Tx) CountToPost(article content.ArticleID, place string) (number int, err error) {
	_, err = tx.row(sqlCountToPost, []any{int64(article), storable(place)}, &number)
	return number, err
}

// TakeToPost ends an opinion's waiting. That of one that does not wait there is no error.
func (tx *Tx) TakeToPost(article content.ArticleID, place string, opinion content.OpinionID) error {
	return tx.write(sqlTakeToPost, int64(article), storable(place), int64(opinion))
}
