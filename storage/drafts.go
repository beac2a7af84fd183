package storage

import (
	"errors"
	"log/slog"

	"aitys/content"
)

const sqlDrafts = `SELECT r.lang, r.source FROM article a JOIN revision r ON r.article = a.id
	WHERE a.slug = $1 AND r.published_at IS NULL AND r.number = (SELECT MAX(n.number) FROM revision n WHERE n.article = r.article AND n.lang = r.lang)`

// errNoArticle is the cause of an error for what is neither published nor stored as a draft.
var errNoArticle = errors.New("there is no article of that slug")

// Drafts returns the texts of an article that are newer than what readers see, one for each language at most. Error: NotFound when nothing is stored of the
// article at all.
func (tx *Tx) Drafts(slug content.Slug) (drafts []*content.Article, err error) {
	err = tx.read(sqlDrafts, []any{storable(string(slug))}, func(rows row) error {
		var lang content.Lang
		var source []byte
		if err := rows.Scan(&lang, &source); err != nil {
			return err
		}
		draft, err := parseText(slug, lang, source)
		if err != nil {
			tx.store.log.Error("a draft cannot be read: it is left out", slog.String("slug", string(slug)), slog.Any("error", err))
			return nil
		}
		drafts = append(drafts, draft)
		return nil
	})
	if err != nil || len(drafts) > 0 {
		return drafts, err
	}
	_, err = tx.ArticleNumber(slug)
	return nil, err
}

// ArticleNumber returns our number for an article, published or not. Error: NotFound.
func (tx *Tx) ArticleNumber(slug content.Slug) (content.ArticleID, error) {
	var known stored
	found, err := tx.row(sqlArticleForSave, []any{storable(string(slug))}, &known.id, &known.original, &known.published)
	if err == nil && !found {
		err = &content.Error{Code: content.NotFound, Op: "storage.ArticleNumber", Err: errNoArticle}
	}
	return known.id, err
}
