package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workStands is the work of asking authors whether their opinions still stand after a revision that changed figures; behind it stands the article's number.
	workStands = "stands"
	// standsEvery is the pace: a page of questions, then a pause.
	standsEvery = 2 * time.Second
	standsMost  = 40
)

// standsNote is its note: which revision of the original it is, the sections with other figures that are left to do, and the last opinion that was looked at in the first of
// them.
type standsNote struct {
	Revision int                 `json:"revision"`
	Sections []content.SectionID `json:"sections"`
	After    content.OpinionID   `json:"after,omitempty"`
}

// askAuthors lets the authors be asked whose section has other figures since the revision that was published in this transaction. A revision that came meanwhile takes the
// place of one whose authors are being asked: they are asked about what readers see.
func askAuthors(tx *storage.Tx, published *content.Published) error {
	newest, err := tx.ArticleRevisions(published.ID, published.Original, 2)
	if err != nil || len(newest) < 2 || !newest[0].At.Equal(tx.Now().Truncate(time.Microsecond)) {
		return err
	}
	before, err := tx.RevisionText(published, published.Original, newest[1].Number)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	now := published.For(published.Original)
	note := standsNote{Revision: newest[0].Number, Sections: slices.DeleteFunc(withOtherFigures(before, now), func(section content.SectionID) bool {
		_, stands := now.NumberOf(section) // one that is gone has no figures to hold an opinion to
		return !stands
	})}
	if len(note.Sections) == 0 {
		return nil
	}
	work := workOn(workStands, published.ID)
	if _, err := tx.Unschedule(work); err != nil {
		return err
	}
	return scheduleStands(tx, work, tx.Now(), note)
}

// withOtherFigures are the sections, "" being the whole article, of which a figure has another amount.
func withOtherFigures(before, after *content.Article) (all []content.SectionID) {
	of := map[content.SectionID]bool{}
	for _, c := range content.Changes(before, after) {
		if c.Amounts() && !of[c.Section] {
			of[c.Section] = true
			all = append(all, c.Section)
		}
	}
	return all
}

func scheduleStands(tx *storage.Tx, work string, at time.Time, note standsNote) error {
	written, err := json.Marshal(note)
	if err != nil {
		return fmt.Errorf("the work %q: %w", work, err)
	}
	return tx.ScheduleOnce(content.Due{Work: work, At: at, Note: string(written)})
}

// askWhetherStands asks some authors, and comes back for the rest. In quiet hours it waits.
func askWhetherStands(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	var note standsNote
	if err := json.Unmarshal([]byte(t.in.Due.Note), &note); err != nil {
		return fmt.Errorf("the work %q: %w", t.in.Due.Work, err)
	}
	if until, quiet := t.quietUntil(t.tx.Now()); quiet {
		return scheduleStands(t.tx, t.in.Due.Work, until, note)
	}
	published, err := t.tx.Article(id)
	if content.CodeOf(err) == content.NotFound || len(note.Sections) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	page, err := t.tx.ToAskAgain(id, note.Sections[0], note.Revision, note.After, t.standsAtOnce())
	if err != nil {
		return err
	}
	texts := map[int]bool{}
	for _, o := range page {
		note.After = o.Opinion
		if err := t.askAuthor(published, o, note, texts); err != nil {
			return err
		}
	}
	if len(page) < t.standsAtOnce() {
		note.Sections, note.After = note.Sections[1:], 0
	}
	if len(note.Sections) == 0 {
		return nil
	}
	return scheduleStands(t.tx, t.in.Due.Work, t.tx.Now().Add(standsEvery), note)
}

// standsAtOnce is how many are asked at once: as many as go out in half of the time until the next.
func (t *turn) standsAtOnce() int {
	if t.rate <= 0 {
		return standsMost
	}
	return max(1, min(standsMost, int(t.rate*standsEvery.Seconds()/2)))
}

// askAuthor asks one author once about one revision. Who was erased, cannot be written to, or spoke of the same figures as stand there now is not asked. same remembers of
// which revisions the figures are the same.
func (t *turn) askAuthor(published *content.Published, o storage.WrittenOpinion, note standsNote, same map[int]bool) error {
	known, looked := same[o.Revision]
	if !looked {
		var err error
		if known, err = t.sameFigures(published, o.Revision, note.Sections[0]); err != nil {
			return err
		}
		same[o.Revision] = known
	}
	author, err := t.tx.ReaderByID(o.Author)
	if known || content.CodeOf(err) == content.NotFound || err == nil && author.Unreachable {
		return nil
	}
	if err != nil {
		return err
	}
	fresh, err := t.tx.AskAgain(o.Opinion, note.Revision)
	if err != nil || !fresh {
		return err
	}
	opinion, err := t.tx.Opinion(o.Opinion)
	if err != nil {
		return err
	}
	t.sendUnasked(t.tx, t.standsQuestion(published, opinion, author))
	return nil
}

// sameFigures tells whether a section had the same figures in an earlier revision as now.
func (t *turn) sameFigures(published *content.Published, revision int, section content.SectionID) (bool, error) {
	was, err := t.tx.RevisionText(published, published.Original, revision)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, changed := range withOtherFigures(was, published.For(published.Original)) {
		if changed == section {
			return false, nil
		}
	}
	return true, nil
}

// standsQuestion shows an author their opinion, with what they can do about it.
func (t *turn) standsQuestion(published *content.Published, opinion content.Opinion, author content.Reader) content.Outgoing {
	of := *t
	of.voice = t.Newsroom.voice(author.Language(t.language))
	said := of.voice.Say(phrases.StandsAsk, phrases.Args{"ID": written(opinion.ID), "On": of.subjectName(published, opinion.Section)})
	rows := [][]link{
		{{label: of.voice.Plain(phrases.ButtonStands), data: string(toStands) + "." + opinionNumber(opinion.ID)}},
		{
			{label: of.voice.Plain(phrases.ButtonEdit), data: ownData(toEdit, opinion.ID, onMine)},
			{label: of.voice.Plain(phrases.ButtonTakeBack), data: ownData(toTakeBack, opinion.ID, onMine)},
		},
		{{label: of.voice.Plain(phrases.ButtonFiguresNow), to: place{toFigures, published, opinion.Section}}},
	}
	return content.Outgoing{
		Chat: author.Chat(), Action: content.ActionSend, Text: paragraphs(said, quoted(opinion.Latest())), Buttons: buttonsIn(rows, true),
		Shows: []content.OpinionID{opinion.ID}, Low: true, Once: true,
	}
}

// standsPress notes that an author keeps to an opinion.
func standsPress(t *turn) error {
	opinion, err := t.opinionNumbered(t.argument)
	switch {
	case err != nil:
		return err
	case opinion.Author != t.reader.ID:
		return stale("handlers.standsPress")
	case opinion.State == content.Withdrawn:
		return &content.Error{Code: content.Conflict, Op: "handlers.standsPress", Key: string(phrases.PressWithdrawn)}
	}
	err = t.tx.Stands(opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.standsPress")
	}
	if err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.StandsKept, phrases.Args{"ID": written(opinion.ID)})})
	return nil
}
