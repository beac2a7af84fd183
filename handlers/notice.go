package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/phrases"
)

// noticeKeys begins the keys of the notices, one for each group.
const noticeKeys = "notice:"

// tellKept says once in a group that comments are kept, and how to withdraw one, and pins that. It is said when the first comment is kept, and not again, whatever
// becomes of it: an administrator may have unpinned or deleted it.
func (t *turn) tellKept() error {
	key := content.MessageKey(noticeKeys + strconv.FormatInt(int64(t.chat), 10))
	_, err := t.tx.PostByKey(key)
	if content.CodeOf(err) != content.NotFound {
		return err
	}
	if _, err := t.tx.AddPost(content.Post{Role: content.PostNotice, Chat: t.chat, Key: key}); err != nil {
		return err
	}
	voice := t.Newsroom.voice(t.language)
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: key, Text: voice.Say(phrases.CommentsKept), Once: true, Silent: true,
		Buttons: [][]content.Button{{{Text: voice.Plain(phrases.ButtonPrivacy), Start: commandLink + "_privacy"}}},
	})
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionPin, EditKey: key, Silent: true})
	return nil
}
