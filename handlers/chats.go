package handlers

import (
	"time"

	"aitys/content"
)

// membershipChanged follows the bot's standing in a chat: a reader who blocked it is not written to until they are back; a group that the
// operator has not named yet is named in the log, with its id.
func membershipChanged(t *turn) error {
	present := t.in.Member.Present
	if t.moved != nil && !t.private {
		t.moved()
	}
	switch {
	case t.private && t.reader.ID == 0:
		return nil
	case t.private:
		return t.tx.SetUnreachable(t.reader.ID, !present)
	case present && t.in.Chat.Kind == content.ChatGroup && t.discussion.Load() == 0:
		t.log.Info("the bot is in a group: to serve that one only, set DISCUSSION_CHAT_ID", "chat", int64(t.in.Chat.ID))
	}
	return nil
}

// groupMoved follows a group that became a supergroup.
func groupMoved(t *turn) error {
	if err := t.tx.MoveChat(t.in.Chat.ID, t.in.MovedTo); err != nil || !t.atDesk {
		return err
	}
	return t.beginDesk()
}

// workPrune is the work that keeps the store from growing by what nobody needs any more.
const (
	workPrune  = "prune"
	pruneEvery = 5 * time.Minute
)

func prune(t *turn) error {
	if err := t.tx.Prune(); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: workPrune, At: t.tx.Now().Add(pruneEvery)})
}
