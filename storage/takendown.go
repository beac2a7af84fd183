package storage

import (
	"aitys/content"
)

// An article that was taken down is one that is not published while a text of it is: nothing that readers reach finds it, and what was said about it stays.

const (
	sqlUnpublish    = `UPDATE article SET published_at = NULL WHERE id = $1 AND published_at IS NOT NULL`
	sqlTextsOut     = `SELECT 1 FROM revision WHERE article = $1 AND published_at IS NOT NULL LIMIT 1`
	sqlArticleEver  = `SELECT id, slug, original, COALESCE(published_at, 0) FROM article WHERE id = $1`
	sqlShownOn      = `SELECT s.opinion, (SELECT o.article FROM opinion o WHERE o.id = s.opinion) FROM shown s WHERE s.opinion > $1 ORDER BY s.opinion LIMIT CAST($2 AS BIGINT)`
	sqlNotApproved  = `SELECT ` + opinionColumns + ` FROM opinion WHERE article = $1 AND state <> 'approved' AND (parent, id) > ($2, $3) ORDER BY parent, id LIMIT CAST($4 AS BIGINT)`
	sqlUnsentOfCast = `SELECT id FROM outbox WHERE broadcast = $1 AND broadcast > 0 AND state = 0 AND attempted = 0`
)

// TakeDownArticle hides an article from everybody until PublishAgain. Error: NotFound unless it is published.
func (tx *Tx) TakeDownArticle(id content.ArticleID) error {
	changed, err := tx.exec(sqlUnpublish, int64(id))
	if err == nil && changed == 0 {
		err = notFound("TakeDownArticle", "there is no published article %d", id)
	}
	if err != nil {
		return err
	}
	return tx.articlesChanged()
}

// PublishAgain lets readers see an article that was taken down, with the texts that they saw last, as one that is published now. Error: NotFound unless it was taken down.
func (tx *Tx) PublishAgain(id content.ArticleID) error {
	down, err := tx.isDown(id)
	if err == nil && !down {
		err = notFound("PublishAgain", "article %d was not taken down", id)
	}
	if err != nil {
		return err
	}
	if err := tx.write(sqlPublishArticle, micro(tx.now), int64(id)); err != nil {
		return err
	}
	return tx.articlesChanged()
}

// DownArticle returns an article that was taken down, as readers saw it last. Error: NotFound for any other.
func (tx *Tx) DownArticle(slug content.Slug) (*content.Published, error) {
	id, err := tx.ArticleNumber(slug)
	if err != nil {
		return nil, err
	}
	down, err := tx.isDown(id)
	if err == nil && !down {
		err = notFound("DownArticle", "article %d was not taken down", id)
	}
	if err != nil {
		return nil, err
	}
	return tx.ArticleEver(id)
}

// ArticleEver is Article also of one that was taken down: for whoever sees what was said about it. Error: NotFound of one that nobody has seen.
func (tx *Tx) ArticleEver(id content.ArticleID) (*content.Published, error) {
	published, err := tx.Article(id)
	if content.CodeOf(err) != content.NotFound {
		return published, err
	}
	heads, err := tx.heads(sqlArticleEver, []any{int64(id)})
	if err != nil {
		return nil, err
	}
	texts, err := tx.texts([]int64{int64(id)})
	if err != nil {
		return nil, err
	}
	if len(heads) > 0 && len(texts[id]) > 0 {
		if article := tx.assemble(heads[0], texts[id]); article != nil { // it stands on no shelf: others would take it for a published one
			return article, nil
		}
	}
	return nil, notFound("ArticleEver", "nobody has seen an article %d", id)
}

// isDown tells whether an article was taken down.
func (tx *Tx) isDown(id content.ArticleID) (bool, error) {
	_, err := tx.Article(id)
	if content.CodeOf(err) != content.NotFound {
		return false, err
	}
	var one int
	return tx.row(sqlTextsOut, []any{int64(id)}, &one)
}

// ShownOn returns the opinions on an article whose words messages in groups show, by rising number: those above after, among the next most that any message shows. Last is
// the highest number that was looked at; 0 when there is none above.
func (tx *Tx) ShownOn(article content.ArticleID, after content.OpinionID, most int) (all []content.OpinionID, last content.OpinionID, err error) {
	err = tx.read(sqlShownOn, []any{int64(after), most}, func(rows row) error {
		var on content.ArticleID
		err := rows.Scan(&last, &on)
		if on == article && (len(all) == 0 || all[len(all)-1] != last) {
			all = append(all, last)
		}
		return err
	})
	return all, last, err
}

// NotApproved returns opinions on an article that readers do not see, in the order of the opinions to which they reply and of their numbers: at most limit behind one, the zero
// Opinion: the first.
func (tx *Tx) NotApproved(article content.ArticleID, behind content.Opinion, limit int) ([]content.Opinion, error) {
	return tx.opinions(sqlNotApproved, int64(article), int64(behind.Parent), int64(behind.ID), limit)
}

// DropUnsent takes the messages of a broadcast out of the outbox that nobody has begun to send.
func (tx *Tx) DropUnsent(id content.BroadcastID) error {
	var rows []content.OutgoingID
	err := tx.read(sqlUnsentOfCast, []any{int64(id)}, func(row row) error {
		var one content.OutgoingID
		err := row.Scan(&one)
		rows = append(rows, one)
		return err
	})
	for _, one := range rows {
		if err != nil {
			break
		}
		tx.settled = append(tx.settled, one) // whoever holds a copy drops it
		err = tx.write(sqlForgetSend, int64(one))
	}
	return err
}
