package handlers

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// reviseDue publishes an article's newer texts, or earlier ones again, and what was corrected in it.
func reviseDue(t *turn) error {
	_, name, _ := strings.Cut(t.in.Due.Work, ":")
	slug := content.Slug(name)
	var r revising
	if err := json.Unmarshal([]byte(t.in.Due.Note), &r); err != nil {
		return fmt.Errorf("the work %q: %w", t.in.Due.Work, err)
	}
	before, err := t.tx.ArticleBySlug(slug)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if r.Back > 0 {
		if err := t.noDraftWaits(before); content.CodeOf(err) == content.Conflict { // one has come meanwhile
			return t.tellEditor(r.By, phrases.BackDraft, nil, nil)
		} else if err != nil {
			return err
		}
	}
	if r.Back == 0 && r.Version != 0 {
		if held, err := t.heldBack(slug, r.By, r.Version); err != nil || held {
			return err
		}
	}
	texts, err := t.textsFor(before, r)
	if err != nil || len(texts) == 0 { // somebody has discarded or published them meanwhile
		return err
	}
	if refused, err := t.publishTexts(slug, texts, r.By); err != nil || refused {
		return err
	}
	if r.corrects() {
		if err := t.correct(before, texts, r); err != nil {
			return err
		}
	}
	if err := t.record(content.Entry{What: content.DeedPublish, By: r.By, Article: before.ID, Code: r.code()}); err != nil {
		return err
	}
	return t.tellEditor(r.By, phrases.Revised, phrases.Args{"Title": t.titleFor(before, r.By)}, nil)
}

// corrects tells whether readers are told what was wrong.
func (r revising) corrects() bool { return r.Line != "" || len(r.Lines) > 0 }

// How the record names what was published anew.
const (
	codeRevision   = "revision"
	codeCorrection = "correction"
	codeRollback   = "rollback"
)

// code is how the record names it.
func (r revising) code() string {
	switch {
	case r.Back > 0:
		return codeRollback
	case r.corrects():
		return codeCorrection
	}
	return codeRevision
}

// textsFor are the texts to be published; none where there are none any more.
func (t *turn) textsFor(published *content.Published, r revising) ([]*content.Article, error) {
	if r.Back == 0 {
		return t.toPublish(published.Slug)
	}
	texts, err := t.textsAsOf(published, r.Back)
	if content.CodeOf(err) == content.Conflict {
		return nil, nil
	}
	return texts, err
}

// publishTexts lets readers see texts of an article. Refused tells that one does not fit the others, of which the editor was told.
func (t *turn) publishTexts(slug content.Slug, texts []*content.Article, by content.ReaderID) (refused bool, err error) {
	err = t.tx.Guard(true, func() error {
		for _, one := range content.OriginalsFirst(texts) {
			if _, err := t.tx.SaveArticle(one, true); err != nil {
				return err
			}
		}
		return FollowPublished(t.tx, texts)
	})
	var refusal *content.Error
	if errors.As(err, &refusal) && refusal.Code == content.Invalid {
		t.log.Warn("texts do not fit their article", "slug", slug, "why", refusal.Err)
		return true, t.tellEditor(by, phrases.PublishUnfit, phrases.Args{"Slug": string(slug)}, nil)
	}
	return false, err
}

// correct notes a correction: of a section where nothing else was changed, else of the whole article. The posts show it.
func (t *turn) correct(before *content.Published, texts []*content.Article, r revising) error {
	of := map[content.SectionID]bool{}
	for _, now := range texts {
		if was := before.In[now.Lang]; was != nil {
			for _, c := range content.Changes(was, now) {
				of[c.Section] = true
			}
		}
	}
	correction := content.Correction{Line: r.Line, Lines: r.Lines}
	if len(of) == 1 {
		for section := range of {
			correction.Section = section
		}
	}
	if err := t.tx.Correct(correction, before.ID, r.By); err != nil {
		return err
	}
	return editionSoon(t.tx, before.ID)
}
