package handlers

import (
	"strconv"

	"aitys/content"
)

// workPassing is the work of taking away a service answer that the bot gave in a group; its note is the message's name.
const workPassing = "passing"

// passingKeys begins the names of those.
const passingKeys = "passing:"

// passingKey names a service answer in a group, by the update that it answers.
func passingKey(update content.UpdateID) content.MessageKey {
	return content.MessageKey(passingKeys + strconv.FormatInt(int64(update), 10))
}

// sendPassing answers in a group with what is of use to one person and for a moment only: a refusal, or that something works in private. It is taken away
// after a while.
func (t *turn) sendPassing(said content.HTML, buttons [][]content.Button) {
	if t.passing <= 0 || t.private {
		t.send(said, buttons, nil)
		return
	}
	t.passAway(content.Outgoing{Chat: t.chat, Key: passingKey(t.in.Update), Text: said, Buttons: buttons, ReplyTo: t.answering()})
}

// passAway sends a message into a group, and lets it be taken away after a while.
func (t *turn) passAway(out content.Outgoing) {
	out.Action, out.Once, out.Silent = content.ActionSend, true, true
	t.tx.Send(out)
	if t.passing <= 0 {
		return
	}
	// An error is the transaction's, which says so when it is to commit.
	_ = t.tx.Schedule(content.Due{Work: workPassing, At: t.tx.Now().Add(t.passing), Note: string(out.Key)})
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
