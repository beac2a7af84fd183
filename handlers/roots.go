package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// rooted notes that Telegram has copied a channel's post into the group, where a thread hangs under it.
func (t *turn) rooted() error {
	origin := t.in.Message.Origin
	if t.chat == 0 || t.discussion.Load() == 0 || origin.Message == 0 { // without a group of its own the newsroom answers in any
		return nil
	}
	channel, err := t.tx.Chat(content.Chat{ID: origin.Chat, Kind: content.ChatChannel})
	if err != nil {
		return err
	}
	root, added, err := t.tx.AddRoot(content.Root{Chat: t.chat, Message: t.in.Message.ID, Channel: channel, ChannelMessage: origin.Message})
	if err != nil || root.Article != 0 && !added {
		return err
	}
	if root.Post == 0 {
		ours, err := t.placed(channel, origin, t.in.Message.Text)
		if err != nil || ours {
			return err
		}
		return t.nameRoot(root)
	}
	if err := t.nowRooted(root.Article); err != nil {
		return err
	}
	return editionSoon(t.tx, root.Article)
}

// nameRoot finds out of which article a post is that somebody has made by hand: the first one to which it leads.
func (t *turn) nameRoot(root content.Root) error {
	for _, payload := range t.in.Message.Starts {
		published, section, err := t.leadsTo(payload)
		if err != nil {
			return err
		}
		if published != nil {
			if err := t.tx.NameRoot(root.ID, published.ID, section); err != nil {
				return err
			}
			return t.nowRooted(published.ID)
		}
	}
	return nil
}

// leadsTo reads of which article and section a deep link is; nil of none.
func (t *turn) leadsTo(payload string) (*content.Published, content.SectionID, error) {
	letter, rest, _ := strings.Cut(payload, "_")
	if !articleLetters[letter] {
		return nil, "", nil
	}
	slug, section, _ := strings.Cut(rest, "__")
	published, err := t.tx.ArticleBySlug(content.Slug(slug))
	if content.CodeOf(err) == content.NotFound {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	number, ok := part(published.For(published.Original), section)
	if !ok {
		return published, "", nil
	}
	named, _ := published.For(published.Original).Part(number)
	return published, named.ID, nil
}

// articleLetters begin the deep links that name an article.
var articleLetters = map[string]bool{"a": true, "f": true, "w": true, "p": true, "t": true, "r": true, "v": true, "m": true, "h": true}

// root is under what the thread hangs in which a message of the group stands. NotFound outside threads, and in those of no article.
func (t *turn) root() (content.Root, error) {
	message := t.in.Message
	if t.private || message == nil || message.Topic {
		return content.Root{}, errNoRoot
	}
	for _, at := range []content.MessageID{message.Thread, message.ReplyTo} {
		if at == 0 {
			continue
		}
		root, err := t.tx.RootAt(t.chat, at)
		if err == nil && root.Article == 0 {
			err = errNoRoot
		}
		if content.CodeOf(err) != content.NotFound {
			return root, err
		}
	}
	return content.Root{}, errNoRoot
}

var errNoRoot = &content.Error{Code: content.NotFound, Op: "handlers.root"}

// forwardedPost takes a post that an editor forwards from the channel, of which nobody knew whether it stands; false when it is none such.
func (t *turn) forwardedPost() (bool, error) {
	origin := t.in.Message.Origin
	if origin.Message == 0 || origin.Chat != t.channel || t.role() < content.RoleEditor {
		return false, nil
	}
	channel, err := t.channelNumber()
	if err != nil {
		return false, err
	}
	found, err := t.placed(channel, origin, t.in.Message.Text)
	if found {
		t.say(t.voice.Say(phrases.PublishPlaced))
	}
	return found, err
}
