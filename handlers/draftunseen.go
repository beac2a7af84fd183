package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// toPublish are an article's texts that readers do not see yet; none where its draft was discarded, even while that can be undone. Error: NotFound when nothing is stored of it.
func (t *turn) toPublish(slug content.Slug) ([]*content.Article, error) {
	id, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return nil, err
	}
	draft, err := t.tx.DraftOf(id)
	if err == nil && draft.Discarded {
		return nil, nil
	}
	if err != nil && content.CodeOf(err) != content.NotFound { // what aitys push stored has texts alone
		return nil, err
	}
	return t.tx.Drafts(slug)
}

// nothingToPublish refuses where an article has no text at all that could be published.
func (t *turn) nothingToPublish(slug content.Slug) error {
	stored, err := t.tx.Drafts(slug)
	if err != nil {
		return err
	}
	if len(stored) > 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.publication", Key: string(phrases.DraftGone)}
	}
	return unknownArticle(slug)
}

// unseenSaid tells an editor who is about to publish an article's draft that somebody else has changed it since they last looked; empty where nobody has.
func (t *turn) unseenSaid(slug content.Slug) (said content.HTML, article content.ArticleID, err error) {
	if article, err = t.tx.ArticleNumber(slug); err != nil {
		return "", 0, err
	}
	draft, err := t.tx.DraftOf(article)
	if err != nil {
		return "", article, ifKnown(err)
	}
	seen, err := t.tx.SeenDraft(t.reader.ID, article)
	if err != nil || seen == 0 || seen == draft.Version || draft.ChangedBy == t.reader.ID {
		return "", article, err
	}
	return t.voice.Say(phrases.PublishUnseen, phrases.Args{"By": t.editorName(draft.ChangedBy), "What": t.partName(draft.What)}), article, nil
}

// showUnseen shows the draft as it is now to an editor who would publish what they have not seen; false where they have.
func (t *turn) showUnseen(slug content.Slug) (bool, error) {
	said, article, err := t.unseenSaid(slug)
	if err != nil || said == "" {
		return false, err
	}
	p, err := t.proof(article)
	if err != nil {
		return false, err
	}
	return true, t.showProofAfter(said, article, p.in(t.voice.Lang()).Lang, proofPost)
}

// sawNewest notes that an editor has been shown all that is new in an article's draft.
func (t *turn) sawNewest(article content.ArticleID) error {
	draft, err := t.tx.DraftOf(article)
	if err != nil {
		return ifKnown(err)
	}
	return t.tx.SawDraft(t.reader.ID, article, draft.Version)
}
