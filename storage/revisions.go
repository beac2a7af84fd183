package storage

import (
	"bytes"
	"database/sql"
	"fmt"

	"aitys/content"
)

const (
	sqlArticleForSave = `SELECT id, original, published_at FROM article WHERE slug = $1`
	sqlNewArticle     = `INSERT INTO article (slug, original) VALUES ($1, $2) RETURNING id`
	sqlPublishArticle = `UPDATE article SET published_at = $1 WHERE id = $2 AND published_at IS NULL`

	sqlLatestRevision = `SELECT number, source, published_at FROM revision WHERE article = $1 AND lang = $2 ORDER BY number DESC LIMIT 1`
	sqlCurrentText    = `SELECT number, source, published_at FROM revision WHERE article = $1 AND lang = $2 AND published_at IS NOT NULL
		ORDER BY number DESC LIMIT 1`
	sqlNewRevision     = `INSERT INTO revision (article, lang, number, source, made_at, published_at) VALUES ($1, $2, $3, $4, $5, $6)`
	sqlPublishRevision = `UPDATE revision SET published_at = $1 WHERE article = $2 AND lang = $3 AND number = $4`
)

// Saved says what became of a text that was saved.
type Saved struct {
	Article   content.ArticleID
	Number    int  // of the revision, counted from 1 for each language of the article
	Published bool // readers see this text
	Unchanged bool // it was stored already, and nothing was done
}

// stored is a row of the article table, and of one of its revisions.
type stored struct {
	id        content.ArticleID
	original  content.Lang
	published sql.NullInt64
}

type text struct {
	number    int
	source    []byte
	published sql.NullInt64
}

// SaveArticle stores an article's text as a draft, which readers do not see, or publishes it. A text that is stored already makes no new
// revision. Errors: Invalid where the text does not fit what is known of the article (another language is its original), or where a translation is to be
// published before its original is.
func (tx *Tx) SaveArticle(article *content.Article, publish bool) (Saved, error) {
	known, err := tx.articleForSave(article)
	if err != nil {
		return Saved{}, err
	}
	if publish && article.Lang != known.original && !known.published.Valid {
		return Saved{}, refuse(article, "is a translation: publish its original (%s) first", known.original)
	}
	revision, err := tx.saveText(known, article, publish)
	if err != nil || revision.Unchanged {
		return revision, err
	}
	if publish {
		if _, err := tx.exec(sqlPublishArticle, micro(tx.now), int64(known.id)); err != nil {
			return Saved{}, err
		}
	}
	return revision, tx.articlesChanged()
}

func refuse(article *content.Article, format string, args ...any) error {
	err := fmt.Errorf("%s in %s "+format, append([]any{article.Slug, article.Lang}, args...)...)
	return &content.Error{Code: content.Invalid, Op: "storage.SaveArticle", Err: err}
}

// articleForSave finds or makes the article that a text belongs to, and checks that it fits.
func (tx *Tx) articleForSave(article *content.Article) (stored, error) {
	original := article.Lang
	if article.TranslationOf != "" {
		original = article.TranslationOf
	}
	var known stored
	found, err := tx.row(sqlArticleForSave, []any{string(article.Slug)}, &known.id, &known.original, &known.published)
	switch {
	case err != nil:
		return stored{}, err
	case !found:
		known.original = original
		return known, tx.writeRow(sqlNewArticle, []any{string(article.Slug), string(original)}, &known.id)
	case known.original == original:
		return known, nil
	case article.Lang == known.original:
		return stored{}, refuse(article, "is the original: it cannot be a translation of %s", original)
	}
	return stored{}, refuse(article, "is a translation of the original in %s: give it translation_of: %s", known.original, known.original)
}

// saveText stores the text as a revision where it is a new one, and publishes it where that is asked.
func (tx *Tx) saveText(of stored, article *content.Article, publish bool) (Saved, error) {
	source := printArticle(article)
	if publish {
		current, err := tx.text(sqlCurrentText, of.id, article.Lang)
		if err != nil {
			return Saved{}, err
		}
		if current.number > 0 && bytes.Equal(current.source, source) {
			return Saved{Article: of.id, Number: current.number, Published: true, Unchanged: true}, nil
		}
	}
	latest, err := tx.text(sqlLatestRevision, of.id, article.Lang)
	if err != nil {
		return Saved{}, err
	}
	revision := Saved{Article: of.id, Number: latest.number, Published: publish}
	if latest.number > 0 && bytes.Equal(latest.source, source) {
		if !publish {
			revision.Published, revision.Unchanged = latest.published.Valid, true
			return revision, nil
		}
		_, err := tx.exec(sqlPublishRevision, micro(tx.now), int64(of.id), string(article.Lang), latest.number)
		return revision, err
	}
	revision.Number++
	var published any
	if publish {
		published = micro(tx.now)
	}
	_, err = tx.exec(sqlNewRevision, int64(of.id), string(article.Lang), revision.Number, source, micro(tx.now), published)
	return revision, err
}

// text returns the revision that a query finds; number 0 when it finds none.
func (tx *Tx) text(query string, id content.ArticleID, lang content.Lang) (text, error) {
	var t text
	_, err := tx.row(query, []any{int64(id), string(lang)}, &t.number, &t.source, &t.published)
	return t, err
}
