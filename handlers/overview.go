package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// taskReport is the task of counting how an article's discussion stands: it reads all of it.
const taskReport = "report"

// reportNote is what it knows.
type reportNote struct {
	Article content.ArticleID `json:"article"`
}

// overview is what it comes to. Agreed and Divided are the opinions that most readers agree with, and about which they differ most.
type overview struct {
	Article content.ArticleID   `json:"article"`
	Counts  storage.Discussion  `json:"counts"`
	Agreed  []content.OpinionID `json:"agreed"`
	Divided []content.OpinionID `json:"divided"`
}

// mostReported is how many opinions a report names of each kind, and votesReported how many votes make one worth naming.
const (
	mostReported  = 3
	votesReported = 3
)

// reportCommand sends editors a page about a discussion: /report [SLUG].
func reportCommand(t *turn) error {
	published, err := t.articleNamed()
	if err != nil {
		return err
	}
	return t.beginTask(taskReport, "", reportNote{published.ID})
}

// countReport counts, from a view of the store as it is at one moment.
func countReport(ctx context.Context, n *Newsroom, task content.Task, _ []byte) (any, error) {
	var note reportNote
	if err := noted(task.Note, &note); err != nil {
		return nil, err
	}
	n.writing.Lock()
	defer n.writing.Unlock()
	r := overview{Article: note.Article}
	err := n.store.View(ctx, func(tx *storage.Tx) (err error) {
		if r.Counts, err = tx.ReportOn(note.Article); err != nil {
			return err
		}
		if r.Agreed, err = outstanding(tx, note.Article, content.MostAgreed); err != nil {
			return err
		}
		r.Divided, err = outstanding(tx, note.Article, content.MostDivided)
		return err
	})
	return r, err
}

// outstanding are the first opinions of an order that have been voted on: those of which that can be said at all.
func outstanding(tx *storage.Tx, article content.ArticleID, order content.Order) (ids []content.OpinionID, err error) {
	list, err := tx.Opinions(article, "", order, 0, true, mostReported)
	for _, o := range list {
		fits := o.Agree > o.Disagree
		if order == content.MostDivided {
			fits = o.Agree > 0 && o.Disagree > 0
		}
		if fits && o.Agree+o.Disagree >= votesReported {
			ids = append(ids, o.ID)
		}
	}
	return ids, err
}

// reportCame sends the picture and the document.
func reportCame(t *turn, made []byte) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	if made == nil {
		return &content.Error{Code: content.Conflict, Op: "handlers.reportCame", Key: string(phrases.Apology)}
	}
	var r overview
	if err := json.Unmarshal(made, &r); err != nil {
		return fmt.Errorf("a report: %w", err)
	}
	published, err := t.tx.Article(r.Article)
	if content.CodeOf(err) == content.NotFound { // it was taken down meanwhile
		return stale("handlers.reportCame")
	}
	if err != nil {
		return err
	}
	p := &overviewPage{turn: t, overview: r, published: published, article: published.For(t.voice.Lang(), t.language)}
	picture := p.picture()
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionShow, Picture: &picture, Text: p.caption()})
	written, shows, err := p.document()
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionFile, Text: t.voice.Say(phrases.ReportFile), Shows: shows,
		Document: &content.Document{Name: string(published.Slug) + "-report-" + t.tx.Now().In(t.zone).Format(time.DateOnly) + ".md", Text: written},
	})
	return nil
}
