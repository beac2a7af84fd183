package handlers

import (
	"time"

	"aitys/content"
	"aitys/phrases"
)

// mostDrafts is how many drafts are listed: a newsroom has few at a time.
const mostDrafts = 20

// draftsCommand lists the drafts, the one that was changed last first: /drafts.
func draftsCommand(t *turn) error {
	drafts, err := t.tx.NewestDrafts(mostDrafts)
	if err != nil {
		return err
	}
	if len(drafts) == 0 {
		t.say(t.voice.Say(phrases.DraftsNone))
		return nil
	}
	said := []content.HTML{t.voice.Say(phrases.DraftsHead)}
	var rows [][]link
	for i, draft := range drafts {
		p, err := t.proof(draft.Article)
		if err != nil {
			return err
		}
		article := p.in(t.voice.Lang())
		line, err := t.draftLine(i+1, &p, article)
		if err != nil {
			return err
		}
		said = append(said, line)
		rows = append(rows, []link{
			{label: t.voice.Plain(phrases.ButtonOpenDraft, phrases.Args{"Number": i + 1}), data: proofData(draft.Article, article.Lang, proofPost)},
			{label: t.voice.Plain(phrases.ButtonDiscardDraft, phrases.Args{"Number": i + 1}), data: proofData(draft.Article, article.Lang, proofDiscard)},
		})
	}
	t.show(screen{text: paragraphs(said...), rows: rows})
	return nil
}

func (t *turn) draftLine(number int, p *proof, article *content.Article) (content.HTML, error) {
	line := t.voice.Say(phrases.DraftLine, phrases.Args{
		"Number": number, "Title": article.Title, "Slug": string(p.draft.Slug), "Languages": t.languageNames(p.fresh, true),
		"Age": t.age(p.draft.ChangedAt), "By": t.editorName(p.draft.ChangedBy),
	})
	at, scheduled, err := t.scheduled(p.draft.Slug)
	if scheduled {
		line += "\n" + t.voice.Say(phrases.DraftScheduled, phrases.Args{"Time": t.weekdayTime(at)})
	}
	return line, err
}

// age says how long ago something was, in the largest unit that fits.
func (t *turn) age(at time.Time) content.HTML {
	since := max(t.tx.Now().Sub(at), 0)
	switch {
	case since < time.Minute:
		return t.voice.Say(phrases.AgeNow)
	case since < time.Hour:
		return t.voice.Count(phrases.AgeMinutes, int(since/time.Minute))
	case since < 48*time.Hour:
		return t.voice.Count(phrases.AgeHours, int(since/time.Hour))
	}
	return t.voice.Count(phrases.AgeDays, int(since/(24*time.Hour)))
}

// workDiscard is the work of deleting a discarded draft, once that can no longer be undone; behind it stands the article's number.
const workDiscard = "discard"

// askDiscard asks once more.
func (t *turn) askDiscard(id content.ArticleID, lang content.Lang) error {
	p, err := t.proof(id)
	if err != nil {
		return err
	}
	said := phrases.DiscardAsk
	if len(p.texts) > len(p.fresh) {
		said = phrases.DiscardAskRevision
	}
	t.show(screen{
		text: t.voice.Say(said, phrases.Args{"Title": p.in(lang).Title, "Languages": t.languageNames(p.fresh, true)}),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonDiscardYes), data: proofData(id, lang, proofGone)},
			{label: t.voice.Plain(phrases.ButtonKeep), data: proofData(id, lang, proofPost)},
		}},
	})
	return nil
}

// discard puts a draft away; it is deleted when UNDO_SECONDS have passed. Nothing is published of it meanwhile.
func (t *turn) discard(id content.ArticleID, lang content.Lang) error {
	p, err := t.proof(id)
	if err != nil {
		return err
	}
	if was, err := t.tx.DiscardDraft(id, false); err != nil || !was {
		return err
	}
	if _, err := t.tx.Unschedule(publishWork(p.draft.Slug)); err != nil {
		return err
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: workOn(workDiscard, id), At: t.tx.Now().Add(t.undo)}); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedDiscard, Article: id}); err != nil {
		return err
	}
	t.show(screen{
		text: t.voice.Count(phrases.Discarded, int(t.undo/time.Second), phrases.Args{"Title": p.in(lang).Title}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonUndo), data: proofData(id, lang, proofUndo)}}},
	})
	return nil
}

func (t *turn) undoDiscard(id content.ArticleID, lang content.Lang) error {
	was, err := t.tx.DiscardDraft(id, true)
	if err != nil {
		return err
	}
	if !was {
		return &content.Error{Code: content.Conflict, Op: "handlers.undoDiscard", Key: string(phrases.DraftGone)}
	}
	if _, err := t.tx.Unschedule(workOn(workDiscard, id)); err != nil {
		return err
	}
	return t.showProof(id, lang, proofPost)
}

// discardDue deletes a draft that is still discarded, and takes back its publication.
func discardDue(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	draft, err := t.tx.DraftOf(id)
	if content.CodeOf(err) == content.NotFound || err == nil && !draft.Discarded {
		return nil
	}
	if err != nil {
		return err
	}
	for _, work := range []string{scheduleWork(draft.Slug), publishWork(draft.Slug)} {
		if _, err := t.tx.Unschedule(work); err != nil {
			return err
		}
	}
	return t.tx.DropDraft(id)
}
