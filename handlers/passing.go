package handlers

import (
	"strconv"
	"strings"
	"time"

	"aitys/content"
)

const (
	// workPassing is the work of taking away a service answer that the bot gave in a group; its note is our number of the group and the message's name.
	workPassing = "passing"
	// passingAgain is after how long it is looked again for an answer that still waits to be sent: in a group with much to say, or while Telegram cannot be reached.
	passingAgain = time.Minute
)

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
	_ = t.tx.Schedule(content.Due{Work: workPassing, At: t.tx.Now().Add(t.passing), Note: passingNote(out.Chat, out.Key)})
}

func passingNote(chat content.ChatID, key content.MessageKey) string {
	return strconv.FormatInt(int64(chat), 10) + " " + string(key)
}

// takeAway deletes a service answer, once it was sent.
func takeAway(t *turn) error {
	in, name, _ := strings.Cut(t.in.Due.Note, " ")
	group, err := strconv.ParseInt(in, 10, 64)
	if err != nil {
		return err
	}
	key := content.MessageKey(name)
	chat, message, err := t.tx.MessageOf(key)
	if content.CodeOf(err) == content.NotFound {
		return t.takeAwayLater(content.ChatID(group), key)
	}
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionDelete, Edit: message})
	return t.tx.Unname(key)
}

// takeAwayLater takes away an answer that still waits to be sent; of one that was refused, or of which nobody knows whether it was sent, nothing is left to do.
func (t *turn) takeAwayLater(chat content.ChatID, key content.MessageKey) error {
	waits, err := t.tx.Waits(chat, key)
	if err != nil || !waits {
		return err
	}
	return t.tx.Schedule(content.Due{Work: workPassing, At: t.tx.Now().Add(passingAgain), Note: t.in.Due.Note})
}
