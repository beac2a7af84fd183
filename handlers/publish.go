package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// publication is what an editor is to know of an article before it is published, or published anew.
type publication struct {
	slug   content.Slug
	head   *content.Article // its text in the newsroom's language, else in its original
	texts  map[content.Lang]bool
	drafts []*content.Article // texts that readers do not see yet: they are published along
	first  *content.Post      // where it stands in the channel; nil: it does not
}

// publishCommand shows what would be published: /publish SLUG.
func publishCommand(t *turn) error {
	slug := firstWord(t.argument)
	if slug == "" {
		none := &content.Error{Code: content.Invalid, Op: "handlers.publish", Key: string(phrases.PublishWhat)}
		return t.askWhich(none, func(p *content.Published) string { return publishData(p.Slug, publishPage) })
	}
	return t.showPublication(content.Slug(strings.ToLower(slug)))
}

// publication finds what there is of an article.
func (t *turn) publication(slug content.Slug) (p publication, err error) {
	p = publication{slug: slug, texts: map[content.Lang]bool{}}
	if p.drafts, err = t.toPublish(slug); err != nil {
		if content.CodeOf(err) == content.NotFound {
			err = unknownArticle(slug)
		}
		return p, err
	}
	published, err := t.tx.ArticleBySlug(slug)
	switch {
	case err == nil:
		p.head = published.For(t.language)
		for lang := range published.In {
			p.texts[lang] = true
		}
		if p.first, err = t.firstPost(published.ID); err != nil {
			return p, err
		}
	case content.CodeOf(err) != content.NotFound:
		return p, err
	default:
		if err := t.wasDown(&p); err != nil {
			return p, err
		}
	}
	for _, draft := range p.drafts {
		p.texts[draft.Lang] = true
		if p.head == nil || draft.Lang == t.language || draft.TranslationOf == "" && p.head.Lang != t.language {
			p.head = draft
		}
	}
	if p.head == nil { // its drafts are discarded, or cannot be read
		return p, t.nothingToPublish(slug)
	}
	return p, nil
}

// wasDown takes in the texts of an article that was taken down: they are published again.
func (t *turn) wasDown(p *publication) error {
	published, err := t.tx.DownArticle(p.slug)
	if err != nil {
		return ifKnown(err)
	}
	p.head = published.For(t.language)
	for lang := range published.In {
		p.texts[lang] = true
	}
	return nil
}

// bringBack lets readers see an article again that was taken down.
func (t *turn) bringBack(slug content.Slug) error {
	published, err := t.tx.DownArticle(slug)
	if err != nil {
		return ifKnown(err)
	}
	return t.tx.PublishAgain(published.ID)
}

func unknownArticle(slug content.Slug) error {
	return &content.Error{
		Code: content.NotFound, Op: "handlers.publication", Key: string(phrases.UnknownArticle), Args: phrases.Args{"Given": echo(string(slug))},
	}
}

// firstPost is the post under which an article is discussed in the newsroom's channel; nil where there is none.
func (t *turn) firstPost(article content.ArticleID) (*content.Post, error) {
	posts, err := t.tx.Posts(article)
	if err != nil {
		return nil, err
	}
	channel, err := t.channelNumber()
	if err != nil {
		return nil, err
	}
	for i := range posts {
		if p := &posts[i]; p.Role == content.PostArticle && p.Chat == channel && p.State != content.PostGone {
			return p, nil
		}
	}
	return nil, nil //nolint:nilnil // that there is none is no error
}

// showPublication says what would be published where and for whom, with the settings and the button that does it.
func (t *turn) showPublication(slug content.Slug) error {
	if t.channel == 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.publish", Key: string(phrases.PublishNoChannel)}
	}
	p, err := t.publication(slug)
	if err != nil {
		return err
	}
	if due, err := t.tx.Scheduled(publishWork(slug)); err == nil {
		t.show(t.publicationWaits(p, due.At))
		return nil
	} else if content.CodeOf(err) != content.NotFound {
		return err
	}
	said, err := t.publicationSaid(p)
	if err != nil {
		return err
	}
	rows, err := t.publicationWays(p)
	if err != nil {
		return err
	}
	t.show(screen{text: said, rows: rows})
	return nil
}

func (t *turn) publicationSaid(p publication) (content.HTML, error) {
	audience, err := t.tx.CountSubscribers(content.News)
	if err != nil {
		return "", err
	}
	lines := []content.HTML{
		t.voice.Say(phrases.PublishChannel, phrases.Args{"Channel": t.channelTitle()}),
		t.voice.Say(phrases.PublishLanguages, phrases.Args{"Languages": t.languageNames(p.texts, true)}),
	}
	if missing := t.languageNames(p.texts, false); missing != "" {
		lines = append(lines, t.voice.Say(phrases.PublishMissing, phrases.Args{"Languages": missing}))
	}
	if len(p.drafts) > 0 {
		fresh := map[content.Lang]bool{}
		for _, draft := range p.drafts {
			fresh[draft.Lang] = true
		}
		if languages := t.languageNames(fresh, true); languages != t.languageNames(p.texts, true) { // of an article that is new all are
			lines = append(lines, t.voice.Say(phrases.PublishDrafts, phrases.Args{"Languages": languages}))
		}
	}
	if p.first == nil {
		lines = append(lines, t.voice.Say(phrases.PublishAudience, phrases.Args{"Count": audience}))
	} else {
		lines = append(lines, t.voice.Say(phrases.PublishPosted))
	}
	if at, scheduled, err := t.scheduled(p.slug); err != nil {
		return "", err
	} else if scheduled {
		lines = append(lines, t.voice.Say(phrases.DraftScheduled, phrases.Args{"Time": t.weekdayTime(at)}))
	}
	var all []string
	for _, line := range lines {
		all = append(all, string(line))
	}
	title := t.voice.Say(phrases.SummaryTitle, phrases.Args{"Title": p.head.Title})
	return paragraphs(title, content.HTML(strings.Join(all, "\n"))), nil
}

// languageNames names the languages that are among some, or those that are not.
func (t *turn) languageNames(some map[content.Lang]bool, among bool) string {
	var names []string
	for _, lang := range content.Langs {
		if some[lang] == among {
			names = append(names, t.languageIn(lang))
		}
	}
	return strings.Join(names, ", ")
}

// What the buttons of the page do, behind the slug in their data.
const (
	publishPage     = "page"
	publishNow      = "now"
	publishCancel   = "no"
	publishSections = "sections"
	publishOpinions = "opinions"
)

func publishData(slug content.Slug, what string) string {
	return string(toPublish) + "." + string(slug) + "." + what
}

func (t *turn) publicationWays(p publication) ([][]link, error) {
	settings, err := t.settingsOf(p.slug)
	if err != nil {
		return nil, err
	}
	article, err := t.tx.ArticleNumber(p.slug)
	if err != nil {
		return nil, err
	}
	sections, wanted := phrases.ButtonSectionPostsOff, "on"
	if settings.sections {
		sections, wanted = phrases.ButtonSectionPostsOn, "off"
	}
	now := phrases.ButtonPublish
	if p.first != nil {
		now = phrases.ButtonPublishAnew
	}
	rows := [][]link{
		{{label: t.voice.Plain(sections), data: publishData(p.slug, publishSections+"."+wanted)}},
		{{label: t.opinionSetting(settings.opinions), data: publishData(p.slug, publishOpinions+"."+nextOpinions(settings.opinions))}},
		{{label: t.voice.Plain(phrases.ButtonModes), data: modesData(article, "")}},
		{{label: t.voice.Plain(now), data: publishData(p.slug, publishNow)}},
	}
	if len(p.drafts) > 0 {
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonBackToDraft), data: proofData(article, t.voice.Lang(), proofPost)}})
	}
	return rows, nil
}

// publishPress does what a button of the page says: SLUG.WHAT, or SLUG.SETTING.VALUE.
func publishPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	name, what, _ := strings.Cut(t.argument, ".")
	slug := content.Slug(name)
	what, value, _ := strings.Cut(what, ".")
	switch what {
	case publishSections, publishOpinions:
		if err := t.setPublication(slug, what, value); err != nil {
			return err
		}
		return t.showPublication(slug)
	case publishPage:
		return t.showPublication(slug)
	case publishNow:
		return t.publishSoon(slug)
	case publishCancel:
		return t.cancelPublication(slug)
	}
	return stale("handlers.publishPress")
}

const (
	// workPublish is the work of publishing an article; behind it stands its slug, and its note is the number of the reader who asked for it.
	workPublish = "publish"
	// workPosts is the work of letting the posts of an article show it as it is; behind it stands the article's number, and its note is as above.
	workPosts = "posts"
)

func publishWork(slug content.Slug) string { return workPublish + ":" + string(slug) }

// publishSoon lets an article be published in a while, in which every editor can take it back. Two presses are one publication.
func (t *turn) publishSoon(slug content.Slug) error {
	if t.channel == 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.publishSoon", Key: string(phrases.PublishNoChannel)}
	}
	p, err := t.publication(slug)
	if err != nil {
		return err
	}
	if err := t.hasOriginal(p); err != nil {
		return err
	}
	if unseen, err := t.showUnseen(slug); err != nil || unseen {
		return err
	}
	article, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return err
	}
	note, err := t.waitingNote(article)
	if err != nil {
		return err
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: publishWork(slug), At: t.tx.Now().Add(t.undo), Note: note}); err != nil {
		return err
	}
	due, err := t.tx.Scheduled(publishWork(slug))
	if err != nil {
		return err
	}
	t.show(t.publicationWaits(p, due.At))
	return nil
}

// hasOriginal refuses to publish translations alone.
func (t *turn) hasOriginal(p publication) error {
	id, err := t.tx.ArticleNumber(p.slug)
	if err != nil {
		return err
	}
	lang, err := t.tx.Original(id)
	if err == nil && !p.texts[lang] {
		err = &content.Error{Code: content.Conflict, Op: "handlers.publishSoon", Key: string(phrases.ProofNoOriginal)}
	}
	return err
}

func (t *turn) publicationWaits(p publication, at time.Time) screen {
	left := max(0, int(at.Sub(t.tx.Now()).Round(time.Second)/time.Second))
	return screen{
		text: t.voice.Count(phrases.PublishWaits, left, phrases.Args{"Title": p.head.Title, "Channel": t.channelTitle()}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonCancel), data: publishData(p.slug, publishCancel)}}},
	}
}

// cancelPublication takes back what waits to be published.
func (t *turn) cancelPublication(slug content.Slug) error {
	was, err := t.tx.Unschedule(publishWork(slug))
	if err != nil {
		return err
	}
	if !was {
		return &content.Error{Code: content.Conflict, Op: "handlers.cancelPublication", Key: string(phrases.PressPublishedAlready)}
	}
	article, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedCancel, Article: article}); err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(phrases.PressPublishCancelled)
	return t.showPublication(slug)
}

// askedNote writes down who has asked for work, and askedBy reads it, whatever stands behind it; 0: nobody in particular.
func askedNote(reader content.ReaderID) string { return strconv.FormatInt(int64(reader), 10) }

func (t *turn) askedBy() content.ReaderID {
	written, _, _ := strings.Cut(t.in.Due.Note, " ")
	number, _ := strconv.ParseInt(written, 10, 64) // of the program itself: 0
	return content.ReaderID(number)
}

// PublishSoon lets a running bot post articles in the channel that were published otherwise than by an editor's press. It is called in the transaction that has
// published them; drafts are passed over.
func PublishSoon(tx *storage.Tx, slugs []content.Slug) error {
	slices.Sort(slugs)
	for _, slug := range slices.Compact(slugs) {
		_, err := tx.ArticleBySlug(slug)
		if content.CodeOf(err) == content.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if err := tx.ScheduleOnce(content.Due{Work: publishWork(slug), At: tx.Now()}); err != nil {
			return err
		}
	}
	return nil
}

// publishDue publishes an article: its drafts for readers, then its posts, then the news of it.
func publishDue(t *turn) error {
	_, name, _ := strings.Cut(t.in.Due.Work, ":")
	slug, asked := content.Slug(name), t.askedBy()
	if t.channel == 0 {
		t.log.Warn("an article was to be posted, but there is no CHANNEL_ID", "slug", slug)
		return nil
	}
	if held, err := t.heldBack(slug, asked, t.versionAsked()); err != nil || held {
		return err
	}
	if err := t.bringBack(slug); err != nil {
		return err
	}
	if refusal, err := t.publishDrafts(slug); err != nil || refusal {
		return err
	}
	if _, err := t.tx.Unschedule(scheduleWork(slug)); err != nil { // it is published now, and once
		return err
	}
	published, err := t.tx.ArticleBySlug(slug)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedPublish, By: asked, Article: published.ID}); err != nil {
		return err
	}
	if err := t.noLongerWaits(published); err != nil {
		return err
	}
	e, err := t.edition(published)
	if err != nil {
		return err
	}
	if err := e.dropGone(); err != nil {
		return err
	}
	if err := e.follow(asked); err != nil {
		return err
	}
	if err := e.askAgain(); err != nil {
		return err
	}
	if err := t.nowRooted(published.ID); err != nil {
		return err
	}
	return announceNews(t.tx, published.ID, asked)
}

// publishDrafts lets readers see an article's newest texts. Refused tells that one does not fit the others, of which the editor was told.
func (t *turn) publishDrafts(slug content.Slug) (refused bool, err error) {
	drafts, err := t.toPublish(slug)
	if content.CodeOf(err) == content.NotFound {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return t.publishTexts(slug, drafts, t.askedBy())
}
