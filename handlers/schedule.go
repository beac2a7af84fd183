package handlers

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// workScheduled is the work of publishing an article at a time that an editor has chosen; behind it stands its slug, and its note is the number of the reader who asked for it and
// the time in unix seconds: the store brings work nearer when the clock goes back, and this is for a time of the clock.
const workScheduled = "scheduled"

func scheduleWork(slug content.Slug) string { return workScheduled + ":" + string(slug) }

// dialogueWhen is the dialogue in which an editor is asked when an article is to be published.
const dialogueWhen = "when"

// whenNote is its note.
type whenNote struct {
	Article content.ArticleID `json:"article"`
}

// What the buttons about a schedule do, behind the article's number.
const (
	scheduleAsk    = "ask"
	scheduleCancel = "no"
	scheduleAt     = "at" // .NUMBER: of scheduleWords
)

func scheduleData(article content.ArticleID, what string) string {
	return string(toSchedule) + "." + strconv.FormatInt(int64(article), 10) + "." + what
}

// scheduled tells when an article is to be published; false where that is not set.
func (t *turn) scheduled(slug content.Slug) (time.Time, bool, error) {
	due, err := t.tx.Scheduled(scheduleWork(slug))
	if content.CodeOf(err) == content.NotFound {
		return time.Time{}, false, nil
	}
	_, at := scheduleNoted(due.Note)
	return at, err == nil, err
}

// scheduleNote writes who asked for a publication at which time, and scheduleNoted reads it.
func scheduleNote(reader content.ReaderID, at time.Time) string {
	return askedNote(reader) + " " + strconv.FormatInt(at.Unix(), 10)
}

func scheduleNoted(note string) (asked string, at time.Time) {
	asked, written, _ := strings.Cut(note, " ")
	seconds, _ := strconv.ParseInt(written, 10, 64) // one of ours
	return asked, time.Unix(seconds, 0)
}

// weekdayTime writes a moment with its day of the week.
func (t *turn) weekdayTime(at time.Time) string {
	days := [...]phrases.Key{
		phrases.Sunday, phrases.Monday, phrases.Tuesday, phrases.Wednesday, phrases.Thursday, phrases.Friday, phrases.Saturday,
	}
	return t.voice.Plain(phrases.WeekdayTime, phrases.Args{"Weekday": t.voice.Plain(days[at.In(t.zone).Weekday()]), "Time": at})
}

// scheduleCommand sets when an article is to be published: /schedule SLUG [TIME].
func scheduleCommand(t *turn) error {
	slug, when, _ := strings.Cut(strings.TrimSpace(t.argument), " ")
	if slug == "" {
		return &content.Error{Code: content.Invalid, Op: "handlers.schedule", Key: string(phrases.ScheduleWhat)}
	}
	id, err := t.tx.ArticleNumber(content.Slug(strings.ToLower(slug)))
	if content.CodeOf(err) == content.NotFound {
		return unknownArticle(content.Slug(slug))
	}
	if err != nil {
		return err
	}
	if strings.TrimSpace(when) == "" {
		return t.askWhen(id)
	}
	return t.schedule(id, when)
}

// schedulePress asks when, takes a time, or takes one back: ARTICLE.WHAT[.NUMBER].
func schedulePress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	number, what, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return stale("handlers.schedulePress")
	}
	what, words, _ := strings.Cut(what, ".")
	switch what {
	case scheduleAt:
		return t.scheduleAtWords(content.ArticleID(id), words)
	case scheduleAsk:
		return t.askWhen(content.ArticleID(id))
	case scheduleCancel:
		return t.unschedule(content.ArticleID(id))
	}
	return stale("handlers.schedulePress")
}

// toSchedule is a draft that can be published at a time.
func (t *turn) draftToSchedule(id content.ArticleID) (proof, error) {
	if t.channel == 0 {
		return proof{}, &content.Error{Code: content.Conflict, Op: "handlers.schedule", Key: string(phrases.PublishNoChannel)}
	}
	p, err := t.proof(id)
	switch {
	case err != nil:
		return p, err
	case p.draft.Discarded:
		return p, &content.Error{Code: content.Conflict, Op: "handlers.schedule", Key: string(phrases.DraftGone)}
	case p.original == nil:
		return p, &content.Error{Code: content.Conflict, Op: "handlers.schedule", Key: string(phrases.ProofNoOriginal)}
	}
	return p, nil
}

func (t *turn) askWhen(id content.ArticleID) error {
	p, err := t.draftToSchedule(id)
	if err != nil {
		return err
	}
	said := []content.HTML{t.voice.Say(phrases.ScheduleAsk, phrases.Args{"Title": p.in(t.voice.Lang()).Title, "Zone": t.zone.String(), "Now": t.tx.Now()})}
	rows := [][]link{{t.atWords(id, phrases.ScheduleTomorrow), t.atWords(id, phrases.ScheduleSoon)}}
	if at, scheduled, err := t.scheduled(p.draft.Slug); err != nil {
		return err
	} else if scheduled {
		said = append(said, t.voice.Say(phrases.DraftScheduled, phrases.Args{"Time": t.weekdayTime(at)}))
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonUnschedule), data: scheduleData(id, scheduleCancel)}})
	}
	rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonBackToDraft), data: proofData(id, p.in(t.voice.Lang()).Lang, proofPost)}})
	t.show(screen{text: paragraphs(said...), rows: rows})
	return t.begin(dialogueWhen, whenNote{id})
}

// scheduleWords are times that an editor can press: their labels are what another one would type.
var scheduleWords = []phrases.Key{phrases.ScheduleTomorrow, phrases.ScheduleSoon}

func (t *turn) atWords(id content.ArticleID, words phrases.Key) link {
	return link{label: t.voice.Plain(words), data: scheduleData(id, scheduleAt+"."+strconv.Itoa(slices.Index(scheduleWords, words)))}
}

// scheduleAtWords takes the time of such a button.
func (t *turn) scheduleAtWords(id content.ArticleID, number string) error {
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n >= len(scheduleWords) {
		return stale("handlers.scheduleAtWords")
	}
	if err := t.schedule(id, t.voice.Plain(scheduleWords[n])); err != nil {
		return err
	}
	return t.tx.End(t.reader.ID)
}

// whenSaid takes a time.
func whenSaid(t *turn, note, words string) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	var about whenNote
	if err := noted(note, &about); err != nil {
		return err
	}
	if err := t.schedule(about.Article, words); err != nil {
		return err
	}
	return t.tx.End(t.reader.ID)
}

// whenFaults is what an editor is told whose words name no time that will do.
var whenFaults = map[error]phrases.Key{
	content.ErrWhenUnclear: phrases.ScheduleUnclear, content.ErrWhenPast: phrases.SchedulePast, content.ErrWhenNever: phrases.ScheduleNever, content.ErrWhenFar: phrases.ScheduleFar,
}

// schedule lets a draft be published at a time, in place of any other.
func (t *turn) schedule(id content.ArticleID, words string) error {
	p, err := t.draftToSchedule(id)
	if err != nil {
		return err
	}
	now := t.tx.Now().In(t.zone)
	at, err := content.ParseWhen(words, now)
	for fault, told := range whenFaults {
		if errors.Is(err, fault) {
			return &content.Error{Code: content.Invalid, Op: "handlers.schedule", Key: string(told), Args: phrases.Args{"Now": t.weekdayTime(now)}, Err: err}
		}
	}
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(scheduleWork(p.draft.Slug)); err != nil {
		return err
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: scheduleWork(p.draft.Slug), At: at, Note: scheduleNote(t.reader.ID, at)}); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedSchedule, Article: id}); err != nil {
		return err
	}
	t.show(screen{
		text: t.voice.Say(phrases.Scheduled, phrases.Args{
			"Title": p.in(t.voice.Lang()).Title, "Time": t.weekdayTime(at), "Zone": t.zone.String(), "Languages": t.languageNames(p.fresh, true),
		}),
		rows: [][]link{
			{{label: t.voice.Plain(phrases.ButtonReschedule), data: scheduleData(id, scheduleAsk)}, {label: t.voice.Plain(phrases.ButtonUnschedule), data: scheduleData(id, scheduleCancel)}},
			{{label: t.voice.Plain(phrases.ButtonBackToDraft), data: proofData(id, p.in(t.voice.Lang()).Lang, proofPost)}},
		},
	})
	return nil
}

// unschedule takes the time back; the draft stays.
func (t *turn) unschedule(id content.ArticleID) error {
	p, err := t.proof(id)
	if err != nil {
		return err
	}
	was, err := t.tx.Unschedule(scheduleWork(p.draft.Slug))
	if err != nil {
		return err
	}
	if !was {
		return &content.Error{Code: content.Conflict, Op: "handlers.unschedule", Key: string(phrases.ScheduleNone)}
	}
	if err := t.record(content.Entry{What: content.DeedCancel, Article: id}); err != nil {
		return err
	}
	t.show(screen{
		text: t.voice.Say(phrases.Unscheduled, phrases.Args{"Title": p.in(t.voice.Lang()).Title}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonBackToDraft), data: proofData(id, p.in(t.voice.Lang()).Lang, proofPost)}}},
	})
	return nil
}

// scheduledDue publishes an article whose time has come: as it is now. A draft that was discarded or published meanwhile is left alone.
func scheduledDue(t *turn) error {
	_, name, _ := strings.Cut(t.in.Due.Work, ":")
	slug := content.Slug(name)
	asked, at := scheduleNoted(t.in.Due.Note)
	if at.After(t.tx.Now()) {
		return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: at, Note: t.in.Due.Note})
	}
	t.in.Due.Note = asked
	id, err := t.tx.ArticleNumber(slug)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	draft, err := t.tx.DraftOf(id)
	if content.CodeOf(err) == content.NotFound || err == nil && draft.Discarded {
		return nil
	}
	if err != nil {
		return err
	}
	if t.channel == 0 {
		return t.tellEditor(t.askedBy(), phrases.PublishNoChannel, nil, nil)
	}
	return publishDue(t)
}
