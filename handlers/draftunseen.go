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

// showUnseen shows an editor who is about to publish a draft what somebody else has made of it since they last looked; false where nobody has.
func (t *turn) showUnseen(slug content.Slug) (bool, error) {
	id, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return false, err
	}
	draft, err := t.tx.DraftOf(id)
	if err != nil {
		return false, ifKnown(err)
	}
	seen, err := t.tx.SeenDraft(t.reader.ID, id)
	if err != nil || seen == 0 || seen == draft.Version || draft.ChangedBy == t.reader.ID {
		return false, err
	}
	p, err := t.proof(id)
	if err != nil {
		return false, err
	}
	above := t.voice.Say(phrases.PublishUnseen, phrases.Args{"By": t.editorName(draft.ChangedBy), "What": t.partName(draft.What)})
	return true, t.showProofAfter(above, id, p.in(t.voice.Lang()).Lang, proofPost)
}
