package storage

import (
	"bytes"
	"database/sql"

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

// stored is a row of the article table.
type stored struct {
	id        content.ArticleID
	original  content.Lang
	published sql.NullInt64
}

// revision is one of its texts.
type revision struct {
	number    int
	source    []byte
	published sql.NullInt64
}

// SaveArticle stores an article's text as a draft, which readers do not see, or publishes it. A text that is stored already makes no new
// revision. Errors: Invalid where the text does not fit what is known of the article (another language is its original), or where a translation is
// to be stored before its original is known, or published before its original is, and of one that was taken down; then Err is a sentence for the editor.
func (tx *Tx) SaveArticle(article *content.Article, publish bool) (Saved, error) {
	known, err := tx.articleForSave(article)
	if err != nil {
		return Saved{}, err
	}
	if article.Lang != known.original {
		named := *article
		named.TranslationOf = known.original
		article = &named
	}
	if publish && !known.published.Valid {
		if down, err := tx.isDown(known.id); err != nil {
			return Saved{}, err
		} else if down {
			return Saved{}, refuse(article, content.Say("was taken down: an editor publishes it again with /publish %s", article.Slug))
		}
	}
	if publish && article.Lang != known.original && !known.published.Valid {
		return Saved{}, refuse(article, content.Say("is a translation: publish its original (%s) first", known.original))
	}
	saved, err := tx.saveText(known, article, publish)
	if err != nil || saved.Unchanged {
		return saved, err
	}
	if !publish {
		_, err := tx.draftChanged(known.id, 0, content.PartFile)
		return saved, err
	}
	if err := tx.draftSettled(known.id, article.Slug); err != nil {
		return Saved{}, err
	}
	if err := tx.write(sqlPublishArticle, micro(tx.now), int64(known.id)); err != nil {
		return Saved{}, err
	}
	if err := tx.indexArticle(known.id, article); err != nil {
		return Saved{}, err
	}
	return saved, tx.articlesChanged()
}

func refuse(article *content.Article, why content.Words) error {
	return &content.Error{Code: content.Invalid, Op: "storage.SaveArticle", Err: content.Say("%s in %s %s", article.Slug, article.Lang, why)}
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
	case !found && original == content.Undetermined:
		return stored{}, refuse(article, content.Say("is a translation: store its original first, or name the original's language in translation_of"))
	case !found:
		known.original = original
		return known, tx.writeRow(sqlNewArticle, []any{string(article.Slug), string(original)}, &known.id)
	}
	if err := tx.renounced(&known, original); err != nil {
		return stored{}, err
	}
	switch {
	case article.Lang == known.original && article.TranslationOf != "":
		return stored{}, refuse(article, content.Say("is the original: leave translation_of out"))
	case known.original == original, original == content.Undetermined:
		return known, nil
	}
	return stored{}, refuse(article, content.Say("is a translation of the original in %s: write translation_of: %s", known.original, known.original))
}

// saveText stores the text as a revision where it is a new one, and publishes it where that is asked.
func (tx *Tx) saveText(of stored, article *content.Article, publish bool) (Saved, error) {
	source := article.Print()
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
	saved := Saved{Article: of.id, Number: latest.number, Published: publish}
	if latest.number > 0 && bytes.Equal(latest.source, source) {
		if !publish {
			saved.Published, saved.Unchanged = latest.published.Valid, true
			return saved, nil
		}
		err := tx.write(sqlPublishRevision, micro(tx.now), int64(of.id), string(article.Lang), latest.number)
		return saved, err
	}
	saved.Number++
	var published any
	if publish {
		published = micro(tx.now)
	}
	err = tx.write(sqlNewRevision, int64(of.id), string(article.Lang), saved.Number, source, micro(tx.now), published)
	return saved, err
}

// text returns the revision that a query finds; number 0 when it finds none.
func (tx *Tx) text(query string, id content.ArticleID, lang content.Lang) (revision, error) {
	var t revision
	_, err := tx.row(query, []any{int64(id), string(lang)}, &t.number, &t.source, &t.published)
	return t, err
}
