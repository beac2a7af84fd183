package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// What the buttons below a revision do, behind the slug in their data.
const (
	reviseShow   = "show"
	reviseGo     = "go"   // publish the newer text
	reviseFix    = "fix"  // the same as a correction, for which a line is asked
	reviseSkip   = "sk"   // LANG: say nothing about it in that language
	reviseOld    = "old"  // list the earlier texts
	reviseBack   = "back" // NUMBER: show what would change by going back to it
	reviseBackGo = "do"   // NUMBER: go back to it
	reviseNot    = "no"   // take back what waits
)

func reviseData(slug content.Slug, what string) string {
	return string(toRevise) + "." + string(slug) + "." + what
}

// revising is what waits to be published anew: the note of workRevise.
type revising struct {
	By   content.ReaderID `json:"by"`
	Line string           `json:"line,omitempty"` // of a correction, in no certain language
	// Lines are those of a correction, by the language of the text.
	Lines map[content.Lang]string `json:"lines,omitempty"`
	// Version is the draft's that was to be published; 0: no certain one.
	Version int `json:"version,omitempty"`

	Back int `json:"back,omitempty"` // the number of the earlier text to go back to; 0: the newer one is published
}

// workRevise is the work of publishing an article's newer texts, or earlier ones again; behind it stands its slug.
const workRevise = "revise"

// reviseCommand shows what a newer text changes, with the ways to publish it: /revise SLUG.
func reviseCommand(t *turn) error {
	if firstWord(t.argument) == "" {
		none := &content.Error{Code: content.Invalid, Op: "handlers.revise", Key: string(phrases.RunWhat), Args: phrases.Args{"Command": "revise"}}
		return t.askWhich(none, func(p *content.Published) string { return reviseData(p.Slug, reviseShow) })
	}
	published, err := t.articleNamed()
	if err != nil {
		return err
	}
	return t.showRevision(published)
}

// revisePress does what a button says: SLUG.WHAT[.NUMBER].
func revisePress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	slug, what, _ := strings.Cut(t.argument, ".")
	what, written, _ := strings.Cut(what, ".")
	number, _ := strconv.Atoi(written)
	published, err := t.named(slug)
	if err != nil {
		return stale("handlers.revisePress")
	}
	switch what {
	case reviseShow:
		return t.showRevision(published)
	case reviseGo:
		return t.reviseSoon(published, revising{})
	case reviseFix:
		return t.askCorrection(published)
	case reviseSkip:
		return t.skipCorrection(published, content.Lang(written))
	case reviseOld:
		return t.showRevisions(published)
	case reviseBack:
		return t.showBack(published, number)
	case reviseBackGo:
		if err := t.noDraftWaits(published); err != nil {
			return err
		}
		if _, err := t.textsAsOf(published, number); err != nil {
			return err
		}
		return t.reviseSoon(published, revising{Back: number})
	case reviseNot:
		return t.reviseCancelled(published)
	}
	return stale("handlers.revisePress")
}

// reviseWaits is what waits to be published, and when; false: nothing does.
func (t *turn) reviseWaits(slug content.Slug) (r revising, at time.Time, waits bool, err error) {
	due, err := t.tx.Scheduled(workRevise + ":" + string(slug))
	if content.CodeOf(err) == content.NotFound {
		return r, at, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(due.Note), &r)
	}
	return r, due.At, true, err
}

// showRevision shows what an article's newer texts change, language by language.
func (t *turn) showRevision(published *content.Published) error {
	return t.showRevisionAfter("", published)
}

// showRevisionAfter is showRevision with something said above.
func (t *turn) showRevisionAfter(above content.HTML, published *content.Published) error {
	if _, at, waits, err := t.reviseWaits(published.Slug); err != nil || waits {
		return t.showReviseWaits(published, at, err)
	}
	drafts, err := t.toPublish(published.Slug)
	if err != nil {
		return err
	}
	title := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title, "Slug": string(published.Slug)}
	older := link{label: t.voice.Plain(phrases.ButtonRevisions), data: reviseData(published.Slug, reviseOld)}
	if len(drafts) == 0 {
		t.show(screen{text: paragraphs(above, t.voice.Say(phrases.ReviseNone, title)), rows: [][]link{t.waysToChange(published, published.For(t.voice.Lang(), t.language).Lang), {older}}})
		return nil
	}
	if err := t.sawNewest(published.ID); err != nil {
		return err
	}
	said := []content.HTML{above, t.voice.Say(phrases.ReviseHead, title)}
	for _, draft := range content.OriginalsFirst(drafts) {
		said = append(said, t.revisionSaid(published, draft, len(drafts) > 1))
	}
	said = append(said, t.leftAsTheyAre(published, drafts))
	t.show(screen{text: paragraphs(said...), rows: [][]link{
		{{label: t.voice.Plain(phrases.ButtonRevise), data: reviseData(published.Slug, reviseGo)}},
		{{label: t.voice.Plain(phrases.ButtonCorrect), data: reviseData(published.Slug, reviseFix)}},
		t.waysToChange(published, drafts[0].Lang),
		{{label: t.voice.Plain(phrases.ButtonDiscardRevision), data: proofData(published.ID, drafts[0].Lang, proofDiscard)}, older},
	}})
	return nil
}

// waysToChange lead to the screens on which an article is changed, and give it as a file: both where it has a newer text, and where the first change makes one.
func (t *turn) waysToChange(published *content.Published, lang content.Lang) []link {
	return []link{
		{label: t.voice.Plain(phrases.ButtonEditDraft), data: editData(published.ID, lang, "")},
		{label: t.voice.Plain(phrases.ButtonAsFile), data: proofData(published.ID, lang, proofFile)},
	}
}

// leftAsTheyAre names the languages of an article that have no newer text, where the original's figures change: theirs would say something else.
func (t *turn) leftAsTheyAre(published *content.Published, drafts []*content.Article) content.HTML {
	left, changed := map[content.Lang]bool{}, false
	for lang := range published.In {
		left[lang] = true
	}
	for _, draft := range drafts {
		delete(left, draft.Lang)
		if before := published.In[draft.Lang]; draft.Lang == published.Original && len(withOtherFigures(before, draft)) > 0 {
			changed = true
		}
	}
	if !changed || len(left) == 0 {
		return ""
	}
	return t.voice.Say(phrases.ReviseLeft, phrases.Args{"Languages": t.languageNames(left, true)})
}

// revisionSaid is what one text changes.
func (t *turn) revisionSaid(published *content.Published, draft *content.Article, several bool) content.HTML {
	var said []content.HTML
	if several || draft.Lang != t.voice.Lang() {
		said = append(said, t.voice.Say(phrases.ReviseLanguage, phrases.Args{"Language": languageName(draft.Lang)}))
	}
	before := published.In[draft.Lang]
	if before == nil {
		return paragraphs(append(said, t.voice.Say(phrases.ReviseNewLanguage))...)
	}
	return paragraphs(append(said, t.changesSaid(before, draft))...)
}

// somethingNew refuses where there are none.
func (t *turn) somethingNew(published *content.Published) error {
	drafts, err := t.toPublish(published.Slug)
	if err == nil && len(drafts) == 0 {
		err = stale("handlers.somethingNew")
	}
	return err
}

// reviseSoon lets a revision be published in a while, in which every editor can take it back. What waits already stays as it is.
func (t *turn) reviseSoon(published *content.Published, r revising) error {
	if r.Back == 0 {
		if err := t.somethingNew(published); err != nil {
			return err
		}
		if said, _, err := t.unseenSaid(published.Slug); err != nil || said != "" {
			return t.revisedUnseen(published, said, err)
		}
	}
	r.By = t.reader.ID
	version, err := t.versionNow(published.ID)
	if err != nil {
		return err
	}
	r.Version = version
	note, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("a revision: %w", err)
	}
	due := content.Due{Work: workRevise + ":" + string(published.Slug), At: t.tx.Now().Add(t.undo), Note: string(note)}
	if err := t.tx.ScheduleOnce(due); err != nil {
		return err
	}
	_, at, _, err := t.reviseWaits(published.Slug)
	return t.showReviseWaits(published, at, err)
}

// revisedUnseen shows an editor what would be published, which is other than what they saw.
func (t *turn) revisedUnseen(published *content.Published, said content.HTML, err error) error {
	if err != nil {
		return err
	}
	return t.showRevisionAfter(said, published)
}

// showReviseWaits shows that a revision waits to be published.
func (t *turn) showReviseWaits(published *content.Published, at time.Time, err error) error {
	if err != nil {
		return err
	}
	left := max(0, int(at.Sub(t.tx.Now()).Round(time.Second)/time.Second))
	t.show(screen{
		text: t.voice.Count(phrases.ReviseWaits, left, phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonCancel), data: reviseData(published.Slug, reviseNot)}}},
	})
	return nil
}

// reviseCancelled takes back what waits.
func (t *turn) reviseCancelled(published *content.Published) error {
	was, err := t.tx.Unschedule(workRevise + ":" + string(published.Slug))
	if err != nil {
		return err
	}
	if !was {
		return &content.Error{Code: content.Conflict, Op: "handlers.reviseCancelled", Key: string(phrases.PressTakenEffect)}
	}
	if err := t.record(content.Entry{What: content.DeedCancel, Article: published.ID, Code: workRevise}); err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(phrases.PressNothingChanged)
	return t.showRevision(published)
}
