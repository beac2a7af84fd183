package handlers

import (
	"encoding/json"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// workDown is the work of taking an article down; behind it stand the number of the editor who asked for it, and the slug. Its note is a downNote.
	workDown = "article-down"
	// downAskedFor is how long an editor may take to confirm it.
	downAskedFor = 10 * time.Minute
)

// downNote is what an editor has said of an article that is to be taken down.
type downNote struct {
	Reason string `json:"reason"`
	Asked  bool   `json:"asked,omitempty"` // it is not confirmed yet
}

// What the buttons do, behind the slug in their data.
const (
	downYes  = "yes"
	downNo   = "no"
	downUndo = "undo"
)

func (t *turn) downWork(slug content.Slug) string {
	return workOn(workDown, t.reader.ID) + ":" + string(slug)
}

func downData(slug content.Slug, what string) string {
	return string(toDown) + "." + string(slug) + "." + what
}

// askDown asks an editor once more whether an article is to disappear everywhere. The safe answer stands first.
func (t *turn) askDown(name, reason string) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	if !t.private {
		return &content.Error{Code: content.Invalid, Op: "handlers.askDown", Key: string(phrases.ArticleDownPrivately)}
	}
	published, err := t.named(name)
	if err != nil {
		return err
	}
	if reason == "" {
		return &content.Error{Code: content.Invalid, Op: "handlers.askDown", Key: string(phrases.ArticleDownHow), Args: phrases.Args{"Slug": string(published.Slug)}}
	}
	if err := t.keepDown(published.Slug, downNote{Reason: reason, Asked: true}, downAskedFor); err != nil {
		return err
	}
	args := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title, "Reason": reason}
	t.show(screen{text: t.voice.Say(phrases.ArticleDownAsk, args), rows: [][]link{{
		{label: t.voice.Plain(phrases.ButtonCancel), data: downData(published.Slug, downNo)},
		{label: t.voice.Plain(phrases.ButtonArticleDown), data: downData(published.Slug, downYes)},
	}}})
	return nil
}

// keepDown notes what is to become of an article, in place of what was noted before.
func (t *turn) keepDown(slug content.Slug, note downNote, in time.Duration) error {
	written, err := json.Marshal(note)
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(t.downWork(slug)); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.downWork(slug), At: t.tx.Now().Add(in), Note: string(written)})
}

// downPress takes an editor's word about an article that they want to take down: SLUG.WHAT.
func downPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	name, what, _ := strings.Cut(t.argument, ".")
	slug := content.Slug(name)
	due, err := t.tx.Scheduled(t.downWork(slug))
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.Conflict, Op: "handlers.downPress", Key: string(phrases.PressArticleDownOver)}
	}
	var note downNote
	if err == nil {
		err = json.Unmarshal([]byte(due.Note), &note)
	}
	if err != nil {
		return err
	}
	published, err := t.tx.ArticleBySlug(slug)
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.Conflict, Op: "handlers.downPress", Key: string(phrases.PressArticleDownOver)}
	}
	if err != nil {
		return err
	}
	args := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title, "Seconds": int(t.undo / time.Second)}
	switch {
	case what == downYes && note.Asked:
		return t.confirmDown(published, note, args)
	case what == downNo && note.Asked, what == downUndo && !note.Asked:
		return t.cancelDown(published, note, args)
	}
	return stale("handlers.downPress")
}

// confirmDown lets an article be taken down in a while.
func (t *turn) confirmDown(published *content.Published, note downNote, args phrases.Args) error {
	note.Asked = false
	if err := t.keepDown(published.Slug, note, t.undo); err != nil {
		return err
	}
	undo := link{label: t.voice.Plain(phrases.ButtonUndo), data: downData(published.Slug, downUndo)}
	t.show(screen{text: t.voice.Say(phrases.ArticleDownSoon, args), rows: [][]link{{undo}}})
	return nil
}

// cancelDown leaves an article where it is.
func (t *turn) cancelDown(published *content.Published, note downNote, args phrases.Args) error {
	if _, err := t.tx.Unschedule(t.downWork(published.Slug)); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.ArticleDownNot, args)})
	if note.Asked {
		return nil
	}
	return t.record(content.Entry{What: content.DeedUndo, Article: published.ID, Code: string(content.DeedTakedown)})
}

// downDue takes an article down, unless nobody has confirmed that.
func downDue(t *turn) error {
	by, slug, err := workedOn[content.ReaderID](t)
	if err != nil {
		return err
	}
	var note downNote
	if err := json.Unmarshal([]byte(t.in.Due.Note), &note); err != nil || note.Asked {
		return err
	}
	published, err := t.tx.ArticleBySlug(content.Slug(slug))
	if err != nil {
		return ifKnown(err)
	}
	if err := t.takeArticleDown(published, by, note.Reason); err != nil {
		return err
	}
	return t.tellEditor(by, phrases.ArticleDownDone, phrases.Args{"Title": published.For(t.language).Title, "Slug": slug}, nil)
}

// reasonTyped is a reason as somebody has typed it, in one line.
func reasonTyped(words string) string { return text.Truncate(text.NormaliseLine(words), longestReason) }
