package handlers

import (
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// settingDiscussion is how an article's discussion stands: one of the values below, empty while it is open.
const (
	settingDiscussion = "discussion"
	discussionPaused  = "paused" // everything can be read, nothing new is taken
	discussionClosed  = "closed" // the same for good: its polls are stopped too
	discussionOpen    = ""
)

// What editors do to a discussion. Closing stops polls, which never open again, and reopening posts new ones: these wait for a while in which they can be taken back.
const (
	runPause  = "pause"
	runResume = "resume"
	runClose  = "close"
	runReopen = "reopen"
	runNot    = "no" // takes back what waits
	runShow   = "show"
)

// outcomes says to what each deed leads.
var outcomes = map[string]string{
	runPause: discussionPaused, runResume: discussionOpen, runClose: discussionClosed, runReopen: discussionOpen,
}

// runCommand makes a command of a deed: /pause SLUG.
func runCommand(what string) handler {
	return func(t *turn) error {
		if firstWord(t.argument) == "" {
			none := &content.Error{Code: content.Invalid, Op: "handlers.run", Key: string(phrases.RunWhat), Args: phrases.Args{"Command": what}}
			return t.askWhich(none, func(p *content.Published) string { return runData(p.ID, runShow) })
		}
		published, err := t.articleNamed()
		if err != nil {
			return err
		}
		return t.running(published, what)
	}
}

// runPress does what a button says: ARTICLE.WHAT.
func runPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	number, what, _ := strings.Cut(t.argument, ".")
	t.argument = number
	published, _, err := t.place()
	if err != nil {
		return err
	}
	if what == runShow {
		return t.showRun(published)
	}
	return t.running(published, what)
}

func runData(article content.ArticleID, what string) string {
	return string(toRun) + "." + strconv.FormatInt(int64(article), 10) + "." + what
}

// running begins one deed, or does it where it takes effect nowhere outside.
func (t *turn) running(published *content.Published, what string) error {
	state, err := t.discussionOf(published.ID)
	if err != nil {
		return err
	}
	waits, err := t.runWaits(published.ID)
	switch {
	case err != nil:
		return err
	case what == runNot:
		return t.runCancelled(published, waits != nil)
	case waits != nil:
		return t.showRun(published)
	case state == discussionClosed && (what == runPause || what == runResume):
		return &content.Error{Code: content.Conflict, Op: "handlers.run", Key: string(phrases.RunIsClosed), Args: phrases.Args{"Slug": string(published.Slug)}}
	case what == runPause, what == runResume && state == discussionPaused:
		if err := t.runs(published.ID, what, t.reader.ID); err != nil {
			return err
		}
		return t.showRun(published)
	case what == runClose && state != discussionClosed, what == runReopen && state == discussionClosed:
		due := content.Due{Work: workOn(workRun, published.ID), At: t.tx.Now().Add(t.undo), Note: what + " " + askedNote(t.reader.ID)}
		if err := t.tx.ScheduleOnce(due); err != nil {
			return err
		}
		return t.showRun(published)
	case outcomes[what] == state:
		return t.showRun(published)
	}
	return stale("handlers.run")
}

// workRun is the work of closing or reopening a discussion; behind it stands the article's number, and its note is which, and the number of the reader who asked for it.
const workRun = "run"

// runWaits is the deed that waits to take effect; nil: none does.
func (t *turn) runWaits(article content.ArticleID) (*content.Due, error) {
	due, err := t.tx.Scheduled(workOn(workRun, article))
	if content.CodeOf(err) == content.NotFound {
		return nil, nil //nolint:nilnil // that none waits is no error
	}
	return &due, err
}

// runCancelled takes back what waits.
func (t *turn) runCancelled(published *content.Published, waits bool) error {
	if !waits {
		return &content.Error{Code: content.Conflict, Op: "handlers.run", Key: string(phrases.PressTakenEffect)}
	}
	if _, err := t.tx.Unschedule(workOn(workRun, published.ID)); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedCancel, Article: published.ID, Code: settingDiscussion}); err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(phrases.PressNothingChanged)
	return t.showRun(published)
}

// showRun shows an editor how the discussion stands, with what can be done.
func (t *turn) showRun(published *content.Published) error {
	waits, err := t.runWaits(published.ID)
	if err != nil {
		return err
	}
	args := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title}
	button := func(key phrases.Key, what string) link {
		return link{label: t.voice.Plain(key), data: runData(published.ID, what)}
	}
	if waits != nil {
		left := max(0, int(waits.At.Sub(t.tx.Now()).Round(time.Second)/time.Second))
		key := phrases.RunCloses
		if strings.HasPrefix(waits.Note, runReopen) {
			key = phrases.RunReopens
		}
		t.show(screen{text: t.voice.Count(key, left, args), rows: [][]link{{button(phrases.ButtonCancel, runNot)}}})
		return nil
	}
	state, err := t.discussionOf(published.ID)
	if err != nil {
		return err
	}
	switch state {
	case discussionPaused:
		t.show(screen{text: t.voice.Say(phrases.RunPaused, args), rows: [][]link{{button(phrases.ButtonResume, runResume), button(phrases.ButtonClose, runClose)}}})
	case discussionClosed:
		t.show(screen{text: t.voice.Say(phrases.RunClosed, args), rows: [][]link{{button(phrases.ButtonReopen, runReopen)}}})
	default:
		t.show(screen{text: t.voice.Say(phrases.RunOpen, args), rows: [][]link{{button(phrases.ButtonPause, runPause), button(phrases.ButtonClose, runClose)}}})
	}
	return nil
}

// runDue closes or reopens a discussion.
func runDue(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	published, err := t.tx.Article(id)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	what, asked, _ := strings.Cut(t.in.Due.Note, " ")
	number, _ := strconv.ParseInt(asked, 10, 64) // our own
	by := content.ReaderID(number)
	said := phrases.RunClosed
	if what == runClose {
		err = t.closePolls(published)
	} else {
		said, err = phrases.RunOpen, t.reopenPolls(published)
	}
	if err != nil {
		return err
	}
	if err := t.runs(id, what, by); err != nil {
		return err
	}
	if err := editionSoon(t.tx, id); err != nil {
		return err
	}
	return t.tellEditor(by, said, phrases.Args{"Title": t.titleFor(published, by)}, nil)
}

// titleFor is an article's title in the language of whoever is told of it.
func (t *turn) titleFor(published *content.Published, reader content.ReaderID) string {
	lang := t.language
	if who, err := t.tx.ReaderByID(reader); err == nil {
		lang = who.Language(t.language)
	}
	return published.For(lang, t.language).Title
}

// runs notes to what a deed has led, in the record too.
func (t *turn) runs(article content.ArticleID, what string, by content.ReaderID) error {
	if err := t.tx.Set(article, settingDiscussion, outcomes[what]); err != nil {
		return err
	}
	return t.record(content.Entry{What: content.DeedSettings, By: by, Article: article, Code: settingDiscussion + "." + what})
}

// closePolls ends the polls of all sections; those that nobody has seen yet too, so that they show as closed. Those that are closed already stay as they are.
func (t *turn) closePolls(published *content.Published) error {
	return t.eachPoll(published, func(section content.Section) error {
		if closed, err := t.isClosed(published.ID, section); err != nil || closed {
			return err
		}
		id, err := t.tx.PollFor(published.ID, section.ID, fingerprintOf(section.Poll), len(section.Poll.Options), section.Poll.Multiple)
		if err != nil {
			return err
		}
		return t.tx.ClosePoll(id)
	})
}

// isClosed tells whether a section's poll was closed, and not opened again since.
func (t *turn) isClosed(article content.ArticleID, section content.Section) (bool, error) {
	fingerprint := fingerprintOf(section.Poll)
	if _, err := t.tx.OpenPoll(article, section.ID, fingerprint); content.CodeOf(err) != content.NotFound {
		return false, err
	}
	_, err := t.tx.ClosedPoll(article, section.ID, fingerprint)
	return err == nil, ifKnown(err)
}

// reopenPolls makes fresh polls that carry the votes of those that were closed. Where editors do not want them asked, they stay closed.
func (t *turn) reopenPolls(published *content.Published) error {
	if polls, err := t.pollsOf(published.ID); err != nil || polls != pollsAsked {
		return err
	}
	return t.eachPoll(published, func(section content.Section) error {
		if closed, err := t.isClosed(published.ID, section); err != nil || !closed {
			return err
		}
		id, err := t.tx.ClosedPoll(published.ID, section.ID, fingerprintOf(section.Poll))
		if err == nil {
			_, err = t.tx.CarryPoll(id)
		}
		if content.CodeOf(err) == content.NotFound { // the article got another poll meanwhile: it is made when somebody asks for it
			return nil
		}
		return err
	})
}

// eachPoll calls do for each section with a poll, the whole article first.
func (t *turn) eachPoll(published *content.Published, do func(content.Section) error) error {
	original := published.For(published.Original)
	for number := range len(original.Sections) + 1 {
		if section, _ := original.Part(number); section.Poll != nil {
			if err := do(section); err != nil {
				return err
			}
		}
	}
	return nil
}

// discussionOf is how an article's discussion stands.
func (t *turn) discussionOf(article content.ArticleID) (string, error) {
	return t.tx.Setting(article, settingDiscussion)
}

// standstill says to a reader that nothing new is taken of an article; nil while something is.
func (t *turn) standstill(article content.ArticleID) (*content.Error, error) {
	state, err := t.discussionOf(article)
	switch {
	case err != nil:
		return nil, err
	case state == discussionPaused:
		return &content.Error{Code: content.Conflict, Op: "handlers.standstill", Key: string(phrases.DiscussionPaused)}, nil
	case state == discussionClosed:
		return &content.Error{Code: content.Conflict, Op: "handlers.standstill", Key: string(phrases.DiscussionClosed)}, nil
	}
	return nil, nil //nolint:nilnil // it is open
}

// goesOnAbout refuses where nothing new is taken of an article, and ends what the reader was asked for.
func (t *turn) goesOnAbout(article content.ArticleID) (bool, error) {
	refusal, err := t.standstill(article)
	if err != nil || refusal == nil {
		return err == nil, err
	}
	t.refuse(refusal)
	if t.private && t.in.Kind == content.KindMessage {
		err = t.tx.End(t.reader.ID)
	}
	return false, err
}

// discussionNote says below an article that nothing new is taken, or from whom; empty while everything is, from everybody.
func (t *turn) discussionNote(article content.ArticleID) (content.HTML, error) {
	refusal, err := t.standstill(article)
	if err != nil {
		return "", err
	}
	said := t.refusalSaid(refusal)
	if refusal == nil {
		said, err = t.writersNote(article)
	}
	if err != nil || said == "" {
		return "", err
	}
	return "<i>" + said + "</i>", nil
}
