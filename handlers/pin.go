package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// settingPin is whether an article's post is pinned in the group: on or off, which it is at first; settingPinned is the number of the message that was pinned, empty where none is.
const (
	settingPin    = "pin"
	settingPinned = "pinned"
)

// pinKeys begins the names of pins; behind it stand the article's number and the reader who asked for it.
const pinKeys = "pin:"

// followPin pins an article's post in the group, or takes the pin off, as its setting says; where the post does not stand there yet, once it does. By is who is told of a
// refusal; 0: whoever asked for the article to be posted.
func (t *turn) followPin(article content.ArticleID, by content.ReaderID) error {
	wanted, err := t.tx.Setting(article, settingPin)
	if err != nil {
		return err
	}
	written, err := t.tx.Setting(article, settingPinned)
	if err != nil {
		return err
	}
	pinned, _ := strconv.ParseInt(written, 10, 64) // our own; "": 0
	root, err := t.rootFor(article, "")
	if err != nil {
		return ifKnown(err)
	}
	post := root.Below()
	if wanted != modeOn {
		post = 0
	}
	if int64(post) == pinned || wanted == modeOn && post == 0 {
		return nil
	}
	if err := t.unpin(article, root.Chat, content.MessageID(pinned)); err != nil {
		return err
	}
	if post == 0 {
		return t.tx.Unset(article, settingPinned)
	}
	key := content.MessageKey(pinKeys + strconv.FormatInt(int64(article), 10) + ":" + askedNote(by))
	t.tx.Send(content.Outgoing{Chat: root.Chat, Action: content.ActionPin, Edit: post, Key: key, Silent: true})
	return t.tx.Set(article, settingPinned, strconv.FormatInt(int64(post), 10))
}

// unpin takes the pin off an article's post. In a group that has become another since, other messages have the numbers.
func (t *turn) unpin(article content.ArticleID, chat content.ChatID, message content.MessageID) error {
	if message == 0 {
		return nil
	}
	root, err := t.tx.RootAt(chat, message)
	if err != nil || root.Article != article {
		return ifKnown(err)
	}
	t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionUnpin, Edit: message})
	return nil
}

// nowRooted lets follow what waited until it was known under what an article is discussed.
func (t *turn) nowRooted(article content.ArticleID) error {
	if err := t.opinionsRooted(article); err != nil {
		return err
	}
	return t.followPin(article, 0)
}

// pinCame tells an editor that Telegram does not let the bot pin. The setting says so too: it is not tried again by itself.
func (t *turn) pinCame() error {
	result := t.in.Result
	if result.Outcome == content.Delivered {
		return t.tx.Unname(result.Key)
	}
	if result.Outcome != content.Refused && result.Outcome != content.Unreachable {
		return nil
	}
	number, asked, _ := strings.Cut(strings.TrimPrefix(string(result.Key), pinKeys), ":")
	id, _ := strconv.ParseInt(number, 10, 64) // our own, as the next one
	reader, _ := strconv.ParseInt(asked, 10, 64)
	article, by := content.ArticleID(id), content.ReaderID(reader)
	if err := t.tx.Unset(article, settingPinned); err != nil {
		return err
	}
	if err := t.tx.Set(article, settingPin, modeOff); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedSettings, Article: article, Code: settingPin + "." + modeOff}); err != nil {
		return err
	}
	published, err := t.tx.ArticleEver(article)
	if err != nil {
		return ifKnown(err)
	}
	if by == 0 {
		if by, err = t.askedFor(article); err != nil {
			return err
		}
	}
	return t.tellEditor(by, phrases.PinRefused, phrases.Args{"Title": t.titleFor(published, by), "Slug": string(published.Slug)}, nil)
}
