package storage

import (
	"database/sql"
	"fmt"
	"time"

	"aitys/content"
)

const (
	sqlPublishedRevisions = `SELECT number, published_at FROM revision WHERE article = $1 AND lang = $2 AND published_at IS NOT NULL
		ORDER BY number DESC LIMIT CAST($3 AS BIGINT)`
	sqlRevisionText = `SELECT source FROM revision WHERE article = $1 AND lang = $2 AND number = $3 AND published_at IS NOT NULL`
	sqlTextBefore   = `SELECT number, source, published_at FROM revision WHERE article = $1 AND lang = $2 AND published_at < $3 ORDER BY number DESC LIMIT 1`
	sqlWrittenOn    = `UPDATE opinion SET revision = $1 WHERE id = $2`
	sqlToAskAgain   = `SELECT id, author, revision FROM opinion WHERE article = $1 AND section = $2 AND state = 'approved' AND parent = 0 AND id > $3
		AND revision < $4 ORDER BY id LIMIT CAST($5 AS BIGINT)`
	sqlAskedAgain = `INSERT INTO asked_again (opinion, revision, at) VALUES ($1, $2, $3) ON CONFLICT (opinion, revision) DO NOTHING`
	sqlStands     = `UPDATE asked_again SET stands = 1 WHERE opinion = $1 AND stands = 0`
	sqlWasAsked   = `SELECT MAX(revision) FROM asked_again WHERE opinion = $1`
)

// ArticleRevisions returns the published texts of an article in a language, the newest first, at most limit.
func (tx *Tx) ArticleRevisions(article content.ArticleID, lang content.Lang, limit int) (all []content.Revision, err error) {
	err = tx.read(sqlPublishedRevisions, []any{int64(article), string(lang), limit}, func(rows row) error {
		var r content.Revision
		var at int64
		err := rows.Scan(&r.Number, &at)
		r.At = fromMicro(at)
		all = append(all, r)
		return err
	})
	return all, err
}

// RevisionText returns one of them. Error: NotFound, also where it cannot be read any more.
func (tx *Tx) RevisionText(article *content.Published, lang content.Lang, number int) (*content.Article, error) {
	var source []byte
	found, err := tx.row(sqlRevisionText, []any{int64(article.ID), string(lang), number}, &source)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, notFound("RevisionText", "article %d has no published revision %d", article.ID, number)
	}
	text, err := parseText(article.Slug, lang, source)
	if err != nil {
		return nil, &content.Error{Code: content.NotFound, Op: "storage.RevisionText", Err: fmt.Errorf("revision %d: %w", number, err)}
	}
	return text, nil
}

// TextBefore returns the text that readers of a language saw last before a time. Error: NotFound where they saw none, or it cannot be read.
func (tx *Tx) TextBefore(article *content.Published, lang content.Lang, before time.Time) (*content.Article, error) {
	var t revision
	found, err := tx.row(sqlTextBefore, []any{int64(article.ID), string(lang), micro(before)}, &t.number, &t.source, &t.published)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, notFound("TextBefore", "article %d had no such text then", article.ID)
	}
	text, err := parseText(article.Slug, lang, t.source)
	if err != nil {
		return nil, &content.Error{Code: content.NotFound, Op: "storage.TextBefore", Err: err}
	}
	return text, nil
}

// WrittenOn notes that an opinion's author has written it anew, and on which revision of the article's original.
func (tx *Tx) WrittenOn(opinion content.OpinionID, revision int) error {
	return tx.write(sqlWrittenOn, revision, int64(opinion))
}

// WrittenOpinion is an opinion with the revision of its article's original on which it was written; 0: that is not known.
type WrittenOpinion struct {
	Opinion  content.OpinionID
	Author   content.ReaderID
	Revision int
}

// ToAskAgain returns approved opinions on a section that were written on a revision before the given one, by rising number: at most limit of those above after. Replies are
// left out.
func (tx *Tx) ToAskAgain(article content.ArticleID, section content.SectionID, revision int, after content.OpinionID, limit int) (all []WrittenOpinion, err error) {
	args := []any{int64(article), storable(string(section)), int64(after), revision, limit}
	err = tx.read(sqlToAskAgain, args, func(rows row) error {
		var o WrittenOpinion
		err := rows.Scan(&o.Opinion, &o.Author, &o.Revision)
		all = append(all, o)
		return err
	})
	return all, err
}

// AskAgain notes that an opinion's author is asked whether it still stands after a revision; fresh tells that they were not asked about that one before.
func (tx *Tx) AskAgain(opinion content.OpinionID, revision int) (fresh bool, err error) {
	changed, err := tx.exec(sqlAskedAgain, int64(opinion), revision, micro(tx.now))
	return changed > 0, err
}

// Stands notes that an opinion's author keeps to it. Error: NotFound where they were never asked.
func (tx *Tx) Stands(opinion content.OpinionID) error {
	var last sql.NullInt64
	if _, err := tx.row(sqlWasAsked, []any{int64(opinion)}, &last); err != nil {
		return err
	}
	if !last.Valid {
		return notFound("Stands", "nobody was asked about opinion %d", opinion)
	}
	return tx.write(sqlStands, int64(opinion))
}
