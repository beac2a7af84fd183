package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// mostRevisions is how many earlier texts are listed.
const mostRevisions = 10

// showRevisions lists the texts of an article's original that readers have seen, the newest first, with the way back to each.
func (t *turn) showRevisions(published *content.Published) error {
	all, err := t.tx.ArticleRevisions(published.ID, published.Original, mostRevisions)
	if err != nil {
		return err
	}
	var rows [][]link
	for _, r := range all[min(1, len(all)):] {
		rows = append(rows, []link{{
			label: t.voice.Plain(phrases.ButtonRevision, phrases.Args{"Number": r.Number, "Time": r.At}),
			data:  reviseData(published.Slug, reviseBack+"."+strconv.Itoa(r.Number)),
		}})
	}
	rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonReviseShow), data: reviseData(published.Slug, reviseShow)}})
	args := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title}
	said := t.voice.Say(phrases.RevisionsNone, args)
	if len(all) > 1 {
		args["Number"], args["Time"] = all[0].Number, all[0].At
		said = t.voice.Say(phrases.RevisionsHead, args)
	}
	t.show(screen{text: said, rows: rows})
	return nil
}

// showBack shows what would change by going back to an earlier text.
func (t *turn) showBack(published *content.Published, number int) error {
	texts, err := t.textsAsOf(published, number)
	if err != nil {
		return err
	}
	said := []content.HTML{t.voice.Say(phrases.BackHead, phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title, "Number": number})}
	for _, article := range texts {
		said = append(said, t.revisionSaid(published, article, len(texts) > 1))
	}
	t.show(screen{text: paragraphs(said...), rows: [][]link{
		{{label: t.voice.Plain(phrases.ButtonGoBack), data: reviseData(published.Slug, reviseBackGo+"."+strconv.Itoa(number))}},
		{{label: t.voice.Plain(phrases.ButtonRevisions), data: reviseData(published.Slug, reviseOld)}},
	}})
	return nil
}

// noDraftWaits refuses to go back while a draft waits: the earlier text would become the newest, and the draft would be lost.
func (t *turn) noDraftWaits(published *content.Published) error {
	drafts, err := t.tx.Drafts(published.Slug)
	if err == nil && len(drafts) > 0 {
		err = &content.Error{Code: content.Conflict, Op: "handlers.noDraftWaits", Key: string(phrases.BackDraft)}
	}
	return err
}

// textsAsOf are an article's texts as readers saw them while the original's revision of that number was the newest, the original first. Translations that readers see now and
// that were not there then, or do not fit that original, are left out. Error: the refusal of a button that is of no use any more.
func (t *turn) textsAsOf(published *content.Published, number int) ([]*content.Article, error) {
	original, err := t.tx.RevisionText(published, published.Original, number)
	if content.CodeOf(err) == content.NotFound {
		return nil, stale("handlers.textsAsOf")
	}
	if err != nil {
		return nil, err
	}
	until, err := t.seenUntil(published, number)
	if err != nil {
		return nil, err
	}
	texts := []*content.Article{original}
	for _, lang := range content.Langs {
		if lang == published.Original || published.In[lang] == nil {
			continue
		}
		translation, err := t.tx.TextBefore(published, lang, until)
		switch {
		case content.CodeOf(err) == content.NotFound || err == nil && !content.Matches(original, translation):
		case err != nil:
			return nil, err
		default:
			texts = append(texts, translation)
		}
	}
	return texts, nil
}

// seenUntil is when the revision behind one was published.
func (t *turn) seenUntil(published *content.Published, number int) (time.Time, error) {
	until := t.tx.Now()
	all, err := t.tx.ArticleRevisions(published.ID, published.Original, mostRevisions)
	for _, r := range all {
		if r.Number > number && r.At.Before(until) {
			until = r.At
		}
	}
	return until, err
}
