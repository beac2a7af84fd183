package handlers

import (
	"strconv"

	"aitys/content"
)

// workPassing is the work of taking away a service answer that the bot gave in a group; its note is the message's name.
const workPassing = "passing"

// passingKey names a service answer in a group, by the update that it answers.
func passingKey(update content.UpdateID) content.MessageKey {
	return content.MessageKey("passing:" + strconv.FormatInt(int64(update), 10))
}

// sendPassing answers in a group with what is of use to one person and for a moment only: a refusal, or that something works in private. It is taken away
// after a while.
func (t *turn) sendPassing(said content.HTML, buttons [][]content.Button) {
	if t.passing <= 0 || t.private {
		t.send(said, buttons, nil)
		return
	}
	key := passingKey(t.in.Update)
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: key, Text: said, Buttons: buttons, Once: true, ReplyTo: t.answering(), Silent: true,
	})
	// An error is the transaction's, which says so when it is to commit.
	_ = t.tx.Schedule(content.Due{Work: workPassing, At: t.tx.Now().Add(t.passing), Note: string(key)})
}

// takeAway deletes a service answer.
func takeAway(t *turn) error {
	key := content.MessageKey(t.in.Due.Note)
	chat, message, err := t.tx.MessageOf(key)
	if content.CodeOf(err) == content.NotFound {
		return nil // it was never sent, or nobody knows whether it was
	}
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionDelete, Edit: message})
	return t.tx.Unname(key)
}
