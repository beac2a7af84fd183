package handlers

import "aitys/content"

// revisionNow is the number of the revision of an article's original that readers see; 0: it is not published.
func (t *turn) revisionNow(published *content.Published) (int, error) {
	newest, err := t.tx.ArticleRevisions(published.ID, published.Original, 1)
	if err != nil || len(newest) == 0 {
		return 0, err
	}
	return newest[0].Number, nil
}

// writtenOnNow notes that an opinion was written anew on what readers see now.
func (t *turn) writtenOnNow(opinion content.Opinion) error {
	published, err := t.tx.Article(opinion.Article)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	revision, err := t.revisionNow(published)
	if err != nil {
		return err
	}
	return t.tx.WrittenOn(opinion.ID, revision)
}
