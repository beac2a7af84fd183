package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// workMapCard is the work of posting what the groups accept and what divides them under an article; behind it stands the article's number, and its note is
	// who asked for it and which map it shows.
	workMapCard = "mapcard"
	// cardChoice is how many maps back the one may lie that an editor has seen and then posts.
	cardChoice = 20
)

// latestMap is the map that everybody was shown last. Error: a refusal where there is none.
func (t *turn) latestMap(published *content.Published) (told, error) {
	maps, err := toldMaps(t.tx, published.ID, 1)
	if err == nil && len(maps) == 0 {
		err = &content.Error{Code: content.Conflict, Op: "handlers.latestMap", Key: string(phrases.PressMapNone)}
	}
	if err != nil {
		return told{}, err
	}
	return maps[0], nil
}

// previewCard shows an editor what would be posted, as the group would see it.
func (t *turn) previewCard(published *content.Published) error {
	m, err := t.latestMap(published)
	if err != nil {
		return err
	}
	if due, err := t.tx.Scheduled(workOn(workMapCard, published.ID)); err == nil {
		t.show(t.cardWaits(published, due.At))
		return nil
	} else if content.CodeOf(err) != content.NotFound {
		return err
	}
	said, err := t.previewed(published, m)
	if err != nil {
		return err
	}
	t.show(screen{
		text: paragraphs(t.voice.Say(phrases.MapCardPreview), said),
		rows: [][]link{
			{{label: t.voice.Plain(phrases.ButtonMapPost), data: mapDeskData(published.ID, deskPost) + "." + strconv.FormatInt(m.At.UnixMicro(), 36)}},
			{{label: t.voice.Plain(phrases.ButtonBack), data: mapDeskData(published.ID, deskLook)}},
		},
	})
	return nil
}

// previewed is the card as it will be posted, in the group's language.
func (t *turn) previewed(published *content.Published, m told) (content.HTML, error) {
	inGroup := *t
	inGroup.voice = t.Newsroom.voice(t.language)
	said, err := inGroup.mapCardSaid(published, m)
	t.quoted = inGroup.quoted
	return said, err
}

// mapCardSaid is what the groups accept and what divides them, as a group of people sees it.
func (t *turn) mapCardSaid(published *content.Published, m told) (content.HTML, error) {
	article := published.For(t.voice.Lang(), t.language)
	head := t.voice.Count(phrases.MapCardHead, len(m.Groups), phrases.Args{"Title": article.Title, "Groups": sizesOf(m.mapResult)})
	common, err := t.commonSaid(m.mapResult)
	if err != nil {
		return "", err
	}
	divides, err := t.dividesSaid(m.mapResult)
	below := t.voice.Count(phrases.Volunteers, m.Readers) + " · " + content.HTML(text.Escape(t.asOf(m.At)))
	return paragraphs(head, common, divides, below), err
}

// cardSoon lets the card be posted in a while, in which every editor can take it back. It is the map that was seen in the preview.
func (t *turn) cardSoon(published *content.Published) error {
	_, seen, _ := strings.Cut(t.argument, deskPost+".")
	if _, err := t.mapAt(published, seen); err != nil {
		return err
	}
	if _, err := t.rootFor(published.ID, ""); content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.Conflict, Op: "handlers.cardSoon", Key: string(phrases.PressMapNoThread)}
	} else if err != nil {
		return err
	}
	work := workOn(workMapCard, published.ID)
	if err := t.tx.ScheduleOnce(content.Due{Work: work, At: t.tx.Now().Add(t.undo), Note: askedNote(t.reader.ID) + " " + seen}); err != nil {
		return err
	}
	due, err := t.tx.Scheduled(work)
	if err != nil {
		return err
	}
	t.show(t.cardWaits(published, due.At))
	return nil
}

// mapAt is the map that everybody was shown at a time, as a button carries it. Error: a refusal where there is none, or it is long past.
func (t *turn) mapAt(published *content.Published, seen string) (told, error) {
	maps, err := toldMaps(t.tx, published.ID, cardChoice)
	if err != nil {
		return told{}, err
	}
	for _, m := range maps {
		if strconv.FormatInt(m.At.UnixMicro(), 36) == seen {
			return m, nil
		}
	}
	return told{}, stale("handlers.mapAt")
}

func (t *turn) cardWaits(published *content.Published, at time.Time) screen {
	left := max(0, int(at.Sub(t.tx.Now()).Round(time.Second)/time.Second))
	article := published.For(t.voice.Lang(), t.language)
	return screen{
		text: t.voice.Count(phrases.MapCardWaits, left, phrases.Args{"Title": article.Title}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonCancel), data: mapDeskData(published.ID, deskUndo)}}},
	}
}

// cancelCard takes back a card that waits to be posted.
func (t *turn) cancelCard(published *content.Published) error {
	was, err := t.tx.Unschedule(workOn(workMapCard, published.ID))
	if err != nil {
		return err
	}
	if !was {
		return &content.Error{Code: content.Conflict, Op: "handlers.cancelCard", Key: string(phrases.PressMapPosted)}
	}
	if err := t.record(content.Entry{What: content.DeedCancel, Article: published.ID, Code: workMap}); err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(phrases.PressPublishCancelled)
	return t.previewCard(published)
}

// postCard posts the card under its article. Where it cannot stand any more, whoever asked for it is told by what becomes of the post.
func postCard(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	asked, seen, _ := strings.Cut(t.in.Due.Note, " ")
	editor, _ := strconv.ParseInt(asked, 10, 64) // nobody in particular: 0
	published, err := t.tx.Article(id)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	m, err := t.mapAt(published, seen)
	if err != nil {
		return err
	}
	root, err := t.rootFor(published.ID, "")
	if err != nil {
		return err
	}
	said, err := t.mapCardSaid(published, m)
	if err != nil {
		return err
	}
	out := content.Outgoing{
		Chat: root.Chat, Action: content.ActionSend, Text: said, ReplyTo: root.Below(), Once: true, Silent: true, Shows: t.quoted,
		Key: content.MessageKey(fmt.Sprintf(postKeys+"map:%d:%d:%d", root.Chat, published.ID, t.tx.Now().Unix())),
		Buttons: buttonsIn([][]link{{
			{label: t.voice.Plain(phrases.ButtonMap), to: place{toMap, published, ""}},
			{label: t.voice.Plain(phrases.ButtonBallot), to: place{toBallot, published, ""}},
		}}, false),
	}
	post := content.Post{
		Article: published.ID, Role: content.PostMap, Chat: root.Chat, Key: out.Key, Fingerprint: shownPrint(out), AskedBy: content.ReaderID(editor),
	}
	if _, err := t.tx.AddPost(post); err != nil {
		return err
	}
	t.tx.Send(out)
	return t.record(content.Entry{What: content.DeedPublish, By: content.ReaderID(editor), Article: published.ID, Code: workMap})
}

// cardAgain posts a card again of which an editor says that it does not stand: with the map that everybody was shown last.
func (t *turn) cardAgain(post content.Post) error {
	maps, err := toldMaps(t.tx, post.Article, 1)
	if err != nil || len(maps) == 0 {
		return err
	}
	note := askedNote(t.reader.ID) + " " + strconv.FormatInt(maps[0].At.UnixMicro(), 36)
	return t.tx.ScheduleOnce(content.Due{Work: workOn(workMapCard, post.Article), At: t.tx.Now(), Note: note})
}
