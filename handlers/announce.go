package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// What the buttons below the question carry, behind the article.
const (
	announceYes = "yes"
	announceNo  = "no"
)

// announceCommand asks an editor whether subscribers are to be reminded of an article, and says how many they are: /announce [SLUG].
func announceCommand(t *turn) error {
	published, err := t.articleNamed()
	if err != nil {
		return err
	}
	wanted, err := t.tx.CountSubscribers(content.News)
	if err != nil {
		return err
	}
	title := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title}
	if wanted == 0 {
		t.show(screen{text: t.voice.Say(phrases.AnnounceNobody, title)})
		return nil
	}
	data := place{toAnnounce, published, ""}.press()
	t.show(screen{
		text: paragraphs(t.voice.Count(phrases.AnnounceAsk, wanted, title), t.quietNow()),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonAnnounce), data: data + "." + announceYes},
			{label: t.voice.Plain(phrases.ButtonCancel), data: data + "." + announceNo},
		}},
	})
	return nil
}

// quietNow says that subscribers are not notified before the quiet hours end; empty when it is not quiet.
func (t *turn) quietNow() content.HTML {
	until, quiet := t.quietUntil(t.tx.Now())
	if !quiet {
		return ""
	}
	return t.voice.Say(phrases.BroadcastQuiet, phrases.Args{"Time": until})
}

// announcePress takes the answer: ARTICLE.yes or ARTICLE.no. The question makes way for what was decided, so that it is not answered twice.
func announcePress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	number, answer, _ := strings.Cut(t.argument, ".")
	t.argument = number
	published, _, err := t.place()
	if err != nil {
		return err
	}
	title := phrases.Args{"Title": published.For(t.voice.Lang(), t.language).Title}
	switch answer {
	case announceNo:
		t.show(screen{text: t.voice.Say(phrases.AnnounceNot, title)})
		return nil
	case announceYes:
	default:
		return stale("handlers.announcePress")
	}
	fresh, err := t.tx.Remind(published.ID)
	if err != nil {
		return err
	}
	if !fresh {
		t.show(screen{text: t.voice.Say(phrases.AnnounceTwice, title)})
		return nil
	}
	if err := t.record(content.Entry{What: content.DeedAnnounce, Article: published.ID}); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.AnnounceBegun, title)})
	return broadcast(t.tx, content.Reminder, published.ID, t.reader.ID)
}
