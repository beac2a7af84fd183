package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// notUnderstood answers in private what is no command: it says what the bot cannot use, and what it can.
func (t *turn) notUnderstood() error {
	message := t.in.Message
	if message.Forwarded {
		if taken, err := t.forwardedPost(); taken || err != nil {
			return err
		}
	}
	key, ok := map[content.Media]phrases.Key{
		content.MediaNone:     phrases.GotText,
		content.MediaPhoto:    phrases.GotPhoto,
		content.MediaSticker:  phrases.GotSticker,
		content.MediaVoice:    phrases.GotVoice,
		content.MediaVideo:    phrases.GotVideo,
		content.MediaDocument: phrases.GotDocument,
	}[message.Media]
	switch {
	case message.Forwarded:
		key = phrases.GotForward
	case !ok:
		key = phrases.GotOther
	}
	said := t.voice.Say(key)
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	if under && (dialogue.Work == dialogueOpinion || dialogue.Work == dialogueEdit) {
		said = paragraphs(said, t.voice.Say(phrases.GotWaits))
	}
	t.send(said, nil, t.keys())
	return nil
}

// messageEdited answers in private that an edit is not read: the answer to the first text stands, and a command has to be sent again.
func messageEdited(t *turn) error {
	if t.in.Message.Automatic { // a post made by hand may lead to an article from now on
		return t.rooted()
	}
	if !t.private {
		return t.commentEdited()
	}
	if t.in.Message.Text != "" { // a place that is shared live is edited with every step
		t.say(t.voice.Say(phrases.GotEdit))
	}
	return nil
}
