package storage

import (
	"time"

	"aitys/content"
)

const (
	sqlAroundComment = `SELECT * FROM (SELECT -id AS comment, author, 0 AS sketch, at FROM comment WHERE author = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT 30) said` +
		andCommentBand + `$2` + newestOfCommentBand + andCommentBand + `$3` + newestOfCommentBand + andCommentBand + `$4` + newestOfCommentBand +
		andCommentBand + `$5` + newestOfCommentBand
	sqlAddCommentBands  = `INSERT INTO commentband (band, comment, author, sketch, at) VALUES {rows} ON CONFLICT (band, comment) DO NOTHING`
	sqlDropCommentBands = `DELETE FROM commentband WHERE comment = $1`
	sqlCommentedLately  = `SELECT -id, author, 0, at FROM comment WHERE author = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT 30`

	sqlPruneCommentBands = `DELETE FROM commentband WHERE comment IN (SELECT comment FROM commentband WHERE at < $1 ORDER BY at LIMIT $2)`
	sqlNewestComment     = `SELECT COALESCE(MAX(id), 0) FROM comment`
	sqlCutCommentBands   = `DELETE FROM commentband WHERE comment IN (SELECT comment FROM commentband WHERE comment < $1 ORDER BY comment LIMIT $2)`
)

// See andBand.
const (
	andCommentBand      = ` UNION ALL SELECT * FROM (SELECT comment, author, sketch, at FROM commentband WHERE band = `
	newestOfCommentBand = ` ORDER BY comment DESC LIMIT 12) of`
)

// keepCommentBands is for how long, and mostCommentBands of how many of the newest comments it is kept by what they are found: a few megabytes at most, however much is said.
const (
	keepCommentBands = 7 * 24 * time.Hour
	mostCommentBands = 20_000
)

// LikeComment is a comment that shares a band with another text.
type LikeComment struct {
	Comment content.CommentID
	Author  content.CommenterID
	Sketch  int64
	At      time.Time
}

// AroundComment returns how many comments somebody has made since a time, thirty at most, and the newest comments that share one of a text's four bands, each once; without
// bands none.
func (tx *Tx) AroundComment(author content.CommenterID, since time.Time, bands []int64) (said int, alike []LikeComment, err error) {
	query, args := sqlCommentedLately, []any{int64(author)}
	if len(bands) == bandsOfText {
		query, args = sqlAroundComment, []any{int64(author), bands[0], bands[1], bands[2], bands[3]}
	}
	known := map[content.CommentID]bool{}
	err = tx.read(query, args, func(rows row) error {
		var like LikeComment
		var at int64
		err := rows.Scan(&like.Comment, &like.Author, &like.Sketch, &at)
		like.At = fromMicro(at)
		switch {
		case like.Comment < 0 && !like.At.Before(since):
			said++
		case like.Comment > 0 && !known[like.Comment]:
			known[like.Comment] = true
			alike = append(alike, like)
		}
		return err
	})
	return said, alike, err
}

// SetCommentBands keeps by what a comment's newest text is found, in place of what it was found by.
func (tx *Tx) SetCommentBands(c content.Comment, found Likeness) error {
	var all []order
	if !c.EditedAt.IsZero() {
		all = append(all, order{sqlDropCommentBands, []any{int64(c.ID)}})
	}
	if n := len(found.Bands); n > 0 {
		args := make([]any, 0, 5*n)
		for _, band := range found.Bands {
			args = append(args, band, int64(c.ID), int64(c.Author), found.Sketch, micro(tx.now))
		}
		all = append(all, order{tx.store.expand(sqlAddCommentBands, 5, n), args})
	}
	return tx.together(all)
}

// pruneCommentBands forgets by what old comments were found, and all but the newest.
func (tx *Tx) pruneCommentBands() error {
	if err := tx.write(sqlPruneCommentBands, micro(tx.now.Add(-keepCommentBands)), pruneAtOne); err != nil {
		return err
	}
	var newest int64
	if _, err := tx.row(sqlNewestComment, nil, &newest); err != nil {
		return err
	}
	return tx.write(sqlCutCommentBands, newest-mostCommentBands, pruneAtOne)
}
