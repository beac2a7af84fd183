package storage

import (
	"bytes"
	"database/sql"
	"errors"

	"aitys/content"
)

const (
	sqlDraft = `SELECT d.article, a.slug, d.version, d.changed_by, d.changed_at, d.what, d.discarded_at
		FROM draft d JOIN article a ON a.id = d.article WHERE d.article = $1`
	sqlNewestDrafts = `SELECT d.article, a.slug, d.version, d.changed_by, d.changed_at, d.what, d.discarded_at
		FROM draft d JOIN article a ON a.id = d.article WHERE d.changed_at > 0 AND d.discarded_at IS NULL
		ORDER BY d.changed_at DESC, d.article DESC LIMIT CAST($1 AS BIGINT)`
	sqlDraftChanged = `INSERT INTO draft (article, version, changed_by, changed_at, what) VALUES ($1, 1, $2, $3, $4)
		ON CONFLICT (article) DO UPDATE SET version = draft.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
		what = excluded.what, discarded_at = NULL RETURNING version`
	sqlDiscardDraft   = `UPDATE draft SET discarded_at = $1 WHERE article = $2 AND discarded_at IS NULL`
	sqlUndiscardDraft = `UPDATE draft SET discarded_at = NULL WHERE article = $1 AND discarded_at IS NOT NULL`
	sqlDropDraft      = `DELETE FROM draft WHERE article = $1`
	sqlDropSeen       = `DELETE FROM draft_seen WHERE article = $1`
	sqlSawDraft       = `INSERT INTO draft_seen (reader, article, version) VALUES ($1, $2, $3)
		ON CONFLICT (reader, article) DO UPDATE SET version = excluded.version`
	sqlSeenDraft   = `SELECT version FROM draft_seen WHERE reader = $1 AND article = $2`
	sqlForgetSeen  = `DELETE FROM draft_seen WHERE reader = $1`
	sqlReplaceText = `UPDATE revision SET source = $1, made_at = $2 WHERE article = $3 AND lang = $4 AND number = $5`
	sqlDropTexts   = `DELETE FROM revision WHERE article = $1 AND published_at IS NULL AND number >
		(SELECT COALESCE(MAX(n.number), 0) FROM revision n WHERE n.article = revision.article AND n.lang = revision.lang AND n.published_at IS NOT NULL)`
	sqlOriginalOf  = `SELECT original, published_at FROM article WHERE id = $1`
	sqlAnyRevision = `SELECT number FROM revision WHERE article = $1 LIMIT 1`
	sqlSetOriginal = `UPDATE article SET original = $1 WHERE id = $2`
)

// errChanged is the cause of an error for a draft that is not as it was seen.
var errChanged = errors.New("the draft has changed since")

// errNothingNew is the cause of an error for texts that are published as they are.
var errNothingNew = errors.New("the texts are published as they are")

// DraftOf returns what is known of an article's draft, one that is discarded but not deleted yet included. Error: NotFound when it has none.
func (tx *Tx) DraftOf(article content.ArticleID) (draft content.Draft, err error) {
	found := false
	err = tx.read(sqlDraft, []any{int64(article)}, func(rows row) error {
		found = true
		draft, err = scanDraft(rows)
		return err
	})
	if err == nil && !found {
		err = notFound("DraftOf", "article %d has no draft", article)
	}
	return draft, err
}

// NewestDrafts returns drafts, the one that was changed last first, at most limit; discarded ones are left out.
func (tx *Tx) NewestDrafts(limit int) (all []content.Draft, err error) {
	err = tx.read(sqlNewestDrafts, []any{limit}, func(rows row) error {
		draft, err := scanDraft(rows)
		all = append(all, draft)
		return err
	})
	return all, err
}

func scanDraft(rows row) (d content.Draft, err error) {
	var at int64
	var discarded sql.NullInt64
	err = rows.Scan(&d.Article, &d.Slug, &d.Version, &d.ChangedBy, &at, &d.What, &discarded)
	d.ChangedAt, d.Discarded = fromMicro(at), discarded.Valid
	return d, err
}

// DraftEdit says who changes a draft, and which version of it they have seen.
type DraftEdit struct {
	By      content.ReaderID
	What    content.DraftPart
	Version int // 0: whichever
}

// SaveDraft stores texts of one article as its draft, each in place of an earlier one of its language that is not published either, and returns the new version. What an
// editor stores so they have seen. Errors: Conflict where the draft is not of the version that was seen; NotFound where the texts are published as they
// are; those of SaveArticle.
func (tx *Tx) SaveDraft(edit DraftEdit, texts ...*content.Article) (content.Draft, error) {
	var saved Saved
	for i, article := range content.OriginalsFirst(texts) {
		known, err := tx.articleForSave(article)
		if err != nil {
			return content.Draft{}, err
		}
		if i == 0 {
			if err := tx.asSeen(known.id, edit.Version); err != nil {
				return content.Draft{}, err
			}
		}
		if saved, err = tx.saveDraftText(known, article); err != nil {
			return content.Draft{}, err
		}
	}
	left, err := tx.Drafts(texts[0].Slug)
	switch {
	case err != nil:
		return content.Draft{}, err
	case len(left) == 0:
		return content.Draft{}, &content.Error{Code: content.NotFound, Op: "storage.SaveDraft", Err: errNothingNew}
	}
	version, err := tx.draftChanged(saved.Article, edit.By, edit.What)
	if err != nil {
		return content.Draft{}, err
	}
	if err := tx.SawDraft(edit.By, saved.Article, version); err != nil {
		return content.Draft{}, err
	}
	return tx.DraftOf(saved.Article)
}

// asSeen refuses where a draft is of another version than the given one; 0 fits whichever.
func (tx *Tx) asSeen(article content.ArticleID, version int) error {
	if version == 0 {
		return nil
	}
	draft, err := tx.DraftOf(article)
	switch {
	case err != nil && content.CodeOf(err) != content.NotFound:
		return err
	case err != nil || draft.Version != version:
		return &content.Error{Code: content.Conflict, Op: "storage.SaveDraft", Err: errChanged}
	}
	return nil
}

func (tx *Tx) saveDraftText(known stored, article *content.Article) (Saved, error) {
	if article.Lang != known.original {
		named := *article
		named.TranslationOf = known.original
		article = &named
	}
	latest, err := tx.text(sqlLatestRevision, known.id, article.Lang)
	if err != nil {
		return Saved{}, err
	}
	source := article.Print()
	if latest.number == 0 || latest.published.Valid || bytes.Equal(latest.source, source) {
		return tx.saveText(known, article, false)
	}
	err = tx.write(sqlReplaceText, source, micro(tx.now), int64(known.id), string(article.Lang), latest.number)
	return Saved{Article: known.id, Number: latest.number}, err
}

// draftChanged notes that an article's draft is another one from now on.
func (tx *Tx) draftChanged(article content.ArticleID, by content.ReaderID, what content.DraftPart) (version int, err error) {
	err = tx.writeRow(sqlDraftChanged, []any{int64(article), int64(by), micro(tx.now), string(what)}, &version)
	return version, err
}

// draftSettled forgets the draft of an article whose texts are all published.
func (tx *Tx) draftSettled(article content.ArticleID, slug content.Slug) error {
	left, err := tx.Drafts(slug)
	if err != nil || len(left) > 0 {
		return err
	}
	return tx.dropDraftRow(article)
}

func (tx *Tx) dropDraftRow(article content.ArticleID) error {
	if err := tx.write(sqlDropSeen, int64(article)); err != nil {
		return err
	}
	return tx.write(sqlDropDraft, int64(article))
}

// SawDraft notes that an editor was shown a version of a draft.
func (tx *Tx) SawDraft(reader content.ReaderID, article content.ArticleID, version int) error {
	if reader == 0 {
		return nil
	}
	return tx.write(sqlSawDraft, int64(reader), int64(article), version)
}

// SeenDraft returns which version of a draft an editor was shown last; 0: none.
func (tx *Tx) SeenDraft(reader content.ReaderID, article content.ArticleID) (version int, err error) {
	_, err = tx.row(sqlSeenDraft, []any{int64(reader), int64(article)}, &version)
	return version, err
}

// DiscardDraft marks a draft as discarded, or (undo) takes that back; was tells that it stood the other way.
func (tx *Tx) DiscardDraft(article content.ArticleID, undo bool) (was bool, err error) {
	query, args := sqlDiscardDraft, []any{micro(tx.now), int64(article)}
	if undo {
		query, args = sqlUndiscardDraft, []any{int64(article)}
	}
	changed, err := tx.exec(query, args...)
	return changed > 0, err
}

// DropDraft deletes the texts of an article that were never published and are newer than those that were.
func (tx *Tx) DropDraft(article content.ArticleID) error {
	if err := tx.write(sqlDropTexts, int64(article)); err != nil {
		return err
	}
	return tx.dropDraftRow(article)
}

// Original returns in which language an article's original is. Error: NotFound.
func (tx *Tx) Original(article content.ArticleID) (lang content.Lang, err error) {
	var published sql.NullInt64
	found, err := tx.row(sqlOriginalOf, []any{int64(article)}, &lang, &published)
	if err == nil && !found {
		err = notFound("Original", "there is no article %d", article)
	}
	return lang, err
}

// renounced lets an article of which no text is left have its original in another language.
func (tx *Tx) renounced(known *stored, original content.Lang) error {
	if known.published.Valid || known.original == original || original == content.Undetermined {
		return nil
	}
	var number int
	found, err := tx.row(sqlAnyRevision, []any{int64(known.id)}, &number)
	if err != nil || found {
		return err
	}
	known.original = original
	return tx.write(sqlSetOriginal, string(original), int64(known.id))
}
