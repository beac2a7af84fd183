package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// waitingNote is askedVersion with the message behind it that shows its editor how long they can take a publication back, where a press leads there.
func (t *turn) waitingNote(article content.ArticleID) (string, error) {
	note, err := t.askedVersion(article)
	if err == nil && t.in.Press != nil && t.in.Press.Message != 0 {
		note += " " + strconv.FormatInt(int64(t.in.Press.Message), 10)
	}
	return note, err
}

// noLongerWaits takes the way back from that message: its button would promise what cannot be done any more.
func (t *turn) noLongerWaits(published *content.Published) error {
	noted := strings.Fields(t.in.Due.Note)
	if len(noted) < 3 {
		return nil // it was asked for otherwise than by a press
	}
	message, err := strconv.ParseInt(noted[2], 10, 64)
	if err != nil {
		return err
	}
	asked := t.askedBy()
	reader, err := t.tx.ReaderByID(asked)
	if err != nil || reader.Unreachable {
		return ifKnown(err)
	}
	voice := t.Newsroom.voice(reader.Language(t.language))
	t.tx.Send(content.Outgoing{
		Chat: reader.Chat(), Action: content.ActionEdit, Edit: content.MessageID(message),
		Text: voice.Say(phrases.PublishGoes, phrases.Args{"Title": t.titleFor(published, asked), "Channel": t.channelTitle()}),
	})
	return nil
}
