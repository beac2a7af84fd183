package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// tellAuthor changes the receipt of an opinion that was decided, and says so in one message that notifies, which an edit does not. That reports were
// dismissed changes nothing for the author, who is not told of them.
func (t *turn) tellAuthor(before, after content.Opinion, approved bool, r content.Ruling) error {
	key := decision(before, approved)
	if key == "" {
		return nil
	}
	key, err := t.appealed(after, key)
	if err != nil {
		return err
	}
	if err := t.refresh(after); err != nil {
		return err
	}
	author, err := writerOf(t.tx, after.Author)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if !started(author) {
		if told, err := t.tellBelowComment(after, key); told || err != nil {
			return err
		}
	}
	if author.ID == 0 {
		return nil // the author had everything erased
	}
	_, receipt, err := t.tx.MessageOf(receiptKey(after.ID))
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	said, err := t.decisionSaid(t.Newsroom.voice(author.Language(t.language)), key, after, r)
	if err != nil {
		return err
	}
	if key == phrases.DecidedNoEdit { // it is stored no more: its author may want it
		said = paragraphs(said, content.HTML("<code>"+text.Escape(before.Edited)+"</code>"))
	}
	for _, part := range text.Split(string(said), maxMessage) {
		t.sendUnasked(t.tx, content.Outgoing{Chat: author.Chat(), Action: content.ActionSend, ReplyTo: receipt, Text: content.HTML(part)})
	}
	return nil
}

// tellBelowComment says what became of an opinion below the comment of which it was made, without the reason, which others would read too; false where it was
// made of none.
func (t *turn) tellBelowComment(opinion content.Opinion, key phrases.Key) (bool, error) {
	made, err := t.tx.MadeOf(opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil || made.Message < 0 { // the group has moved since, and nothing there leads to its author
		return true, err
	}
	said := t.Newsroom.voice(t.language).Say(key, phrases.Args{"ID": written(opinion.ID)})
	t.sendUnasked(t.tx, content.Outgoing{Chat: made.Chat, Action: content.ActionSend, ReplyTo: made.Message, Text: said, Once: true})
	return true, nil
}

// decisionSaid is what an author reads of a decision, with its reason where one was given.
func (t *turn) decisionSaid(voice *phrases.Voice, key phrases.Key, after content.Opinion, r content.Ruling) (content.HTML, error) {
	said := voice.Say(key, phrases.Args{"ID": written(after.ID)})
	if r.What != content.ToReject {
		return said, nil
	}
	why, err := t.reasonOf(voice, r)
	if err != nil || why == "" {
		return said, err
	}
	return paragraphs(said, voice.Say(phrases.DecidedReason, phrases.Args{"Reason": why})), nil
}

// decision is what a decision means for the author; empty where it means nothing.
func decision(before content.Opinion, approved bool) phrases.Key {
	switch {
	case before.HiddenByReports() && approved:
		return ""
	case before.HiddenByReports():
		return phrases.DecidedHidden
	case before.State == content.Pending && approved:
		return phrases.DecidedApproved
	case before.State == content.Pending:
		return phrases.DecidedRejected
	case before.Edited != "" && approved:
		return phrases.DecidedEdit
	case before.Edited != "":
		return phrases.DecidedNoEdit
	case approved:
		return ""
	}
	if before.Unseen && before.Reports == 0 {
		return phrases.DecidedUnshown
	}
	return phrases.DecidedHidden
}
