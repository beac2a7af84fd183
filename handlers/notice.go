package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// noticeKeys begins the keys of the notices, one for each group.
const noticeKeys = "notice:"

// noticeAgain is how long after Telegram refused the notice it is tried again, or after a kill while it was being sent: nobody's words are to be kept for long without a
// word of it. Should the first one stand after all, it is not pinned, and to have it twice harms nobody; no editor needs to be asked.
const noticeAgain = time.Hour

// tellKept says once in a group that comments are kept, and how to withdraw one, and pins that. It is said when the first comment is kept, and not again, whatever
// becomes of it: an administrator may have unpinned or deleted it.
func (t *turn) tellKept() error {
	key := content.MessageKey(noticeKeys + strconv.FormatInt(int64(t.chat), 10))
	before, err := t.tx.PostByKey(key)
	switch {
	case err == nil && (before.State != content.PostGone && before.State != content.PostUnsure || t.tx.Now().Before(before.At.Add(noticeAgain))):
		return nil
	case err == nil:
		if err := t.tx.DropPost(before); err != nil {
			return err
		}
	case content.CodeOf(err) != content.NotFound:
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

// noticeCame notes that Telegram has refused the notice, or that nobody knows whether it stands.
func (t *turn) noticeCame() error {
	states := map[content.Outcome]content.PostState{
		content.Refused: content.PostGone, content.Unreachable: content.PostGone, content.Unsure: content.PostUnsure,
	}
	state, lost := states[t.in.Result.Outcome]
	if !lost {
		return nil
	}
	post, err := t.tx.PostByKey(t.in.Result.Key)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return t.tx.SetPostState(post.ID, state)
}
