package storage

import (
	"time"

	"aitys/content"
)

const (
	sqlAddTrial  = `INSERT INTO trial (reader, article, filters) VALUES ($1, $2, $3) ON CONFLICT (reader) DO UPDATE SET article = excluded.article, filters = excluded.filters`
	sqlNextTrial = `SELECT reader, article, filters FROM trial WHERE reader > $1 ORDER BY reader LIMIT 1`
	sqlDropTrial = `DELETE FROM trial WHERE reader = $1`
	sqlLastMade  = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE decided_by > 0 AND state IN ('approved', 'rejected') AND edited = '' AND decided_at < $1 ORDER BY decided_at DESC, id DESC LIMIT $2`
)

// Trial is a wish to see what filters would have done.
type Trial struct {
	By      content.ReaderID
	Article content.ArticleID // where the answer leads back to; 0: the newsroom
	Filters string            // as they are set
}

// AddTrial notes a wish, in place of an earlier one of the same person's.
func (tx *Tx) AddTrial(t Trial) error {
	return tx.write(sqlAddTrial, int64(t.By), int64(t.Article), storable(t.Filters))
}

// NextTrial returns a wish that waits. Error: NotFound.
func (tx *Tx) NextTrial() (Trial, error) {
	var found []Trial
	err := tx.read(sqlNextTrial, []any{0}, func(rows row) error {
		var t Trial
		err := rows.Scan(&t.By, &t.Article, &t.Filters)
		found = append(found, t)
		return err
	})
	return only(found, err, "NextTrial", "nothing is to be tried")
}

// DropTrial ends a wish.
func (tx *Tx) DropTrial(by content.ReaderID) error {
	return tx.write(sqlDropTrial, int64(by))
}

// LastDecided returns the opinions about which people decided last, at most so many, the latest first; withdrawn ones, and those with a newer text that waits, apart.
func (tx *Tx) LastDecided(limit int) ([]content.Opinion, error) {
	return tx.opinions(sqlLastMade, micro(tx.now.Add(time.Second)), limit)
}
