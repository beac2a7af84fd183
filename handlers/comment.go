package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// comment keeps what somebody says in a thread of the discussion group. Ordinary talk, which stands in no thread, is nobody's business.
func (t *turn) comment() error {
	message := t.in.Message
	if t.elsewhere() || message.Thread == 0 && message.ReplyTo == 0 {
		return nil
	}
	if silenced, err := t.silenced(); silenced || err != nil {
		return err
	}
	var c content.Comment
	var added bool
	err := t.noteSaid(func(said content.Comment) (err error) {
		c, added, err = t.tx.AddComment(said)
		return err
	})
	if err != nil || !added || c.Root == 0 {
		return err
	}
	if err := t.tellKept(); err != nil {
		return err
	}
	if err := t.screened(c); err != nil || c.Opinion == 0 {
		return err
	}
	opinion, err := t.tx.Opinion(c.Opinion)
	if err != nil {
		return err
	}
	return t.noteComment(opinion)
}

// noteComment lets the author of an opinion know that somebody has replied to it in the group.
func (t *turn) noteComment(opinion content.Opinion) error {
	by, err := t.tx.Reader(t.in.From.ID)
	if content.CodeOf(err) == content.NotFound { // who has never met the bot otherwise, or speaks for a chat
		by, err = content.Reader{}, nil
	}
	if err != nil {
		return err
	}
	return noteReply(t.tx, opinion, by.ID)
}

// commentEdited takes an edit of a comment.
func (t *turn) commentEdited() error {
	message := t.in.Message
	if t.elsewhere() || t.in.From.Bot || message.Thread == 0 && message.ReplyTo == 0 {
		return nil
	}
	if message.Command != "" { // a command is no comment, but a comment may be edited into what looks like one
		if _, err := t.tx.CommentAt(t.chat, message.ID); content.CodeOf(err) == content.NotFound {
			return nil
		}
	}
	return t.noteSaid(func(said content.Comment) error {
		said.At, said.EditedAt = message.SentAt, t.in.At
		c, err := t.tx.EditComment(said)
		if err != nil || c.Root == 0 {
			return err
		}
		return t.screened(c)
	})
}

// noteSaid stores what was said. Where that stands in no thread nothing is kept, not even a number of whoever said it.
func (t *turn) noteSaid(store func(content.Comment) error) error {
	err := t.tx.Guard(false, func() error {
		said, err := t.said()
		if err != nil {
			return err
		}
		return store(said)
	})
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	return err
}

// elsewhere tells that a message stands where no comments are kept: there are none without a channel, and a forum's topic is none of ours.
func (t *turn) elsewhere() bool {
	return t.private || t.chat == 0 || t.discussion.Load() == 0 || t.in.Message.Topic || t.in.Message.Media == content.MediaService
}

// said is the message that came as a comment.
func (t *turn) said() (content.Comment, error) {
	message := t.in.Message
	account, who, name := t.speaker()
	author, err := t.tx.Commenter(account)
	return content.Comment{
		Chat: t.chat, Message: message.ID, Thread: message.Thread, Answers: message.ReplyTo, Author: author, Who: who, Name: name,
		Text: message.Text, Entities: message.Entities, Media: message.Media, Forwarded: message.Forwarded, At: t.in.At,
	}, err
}

// speaker says by whom the message is: the account, or the chat in whose name it was sent, and the name that everybody sees.
func (t *turn) speaker() (content.TelegramID, content.Who, string) {
	message := t.in.Message
	switch {
	case message.OnBehalf == 0:
		return t.in.From.ID, content.ByPerson, strings.TrimSpace(t.in.From.First + " " + t.in.From.Last)
	case message.OnBehalf != t.in.Chat.ID:
		return message.OnBehalf, content.ByChannel, message.OnBehalfOf
	case message.Signature != "":
		return message.OnBehalf, content.ByAdmin, message.OnBehalfOf + ", " + message.Signature
	}
	return message.OnBehalf, content.ByAdmin, message.OnBehalfOf
}

// repliedComment is the comment to which the message replies. Error: a refusal that says how it is done.
func (t *turn) repliedComment(wanted phrases.Key) (content.Comment, error) {
	none := &content.Error{Code: content.NotFound, Op: "handlers.repliedComment", Key: string(wanted)}
	if t.in.Message == nil || t.in.Message.ReplyTo == 0 {
		return content.Comment{}, none
	}
	c, err := t.tx.CommentAt(t.chat, t.in.Message.ReplyTo)
	if content.CodeOf(err) == content.NotFound || err == nil && !c.Kept() {
		return c, none
	}
	return c, err
}

// wrote tells whether a comment was made by whoever sent the message, under whatever name.
func (t *turn) wrote(c content.Comment) (bool, error) {
	account, _, _ := t.speaker()
	author, err := t.tx.KnownCommenter(account)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	return author == c.Author, err
}

// forgetHere withdraws the comment to which its author replies with /forget.
func forgetHere(t *turn) error {
	if t.private {
		return forgetCommand(t)
	}
	c, err := t.repliedComment(phrases.CommentForgetHow)
	if err != nil {
		return err
	}
	own, err := t.wrote(c)
	if err != nil {
		return err
	}
	if !own {
		return &content.Error{Code: content.Conflict, Op: "handlers.forgetHere", Key: string(phrases.CommentNotYours)}
	}
	if err := t.withdrawComment(c); err != nil {
		return err
	}
	t.sendPassing(t.voice.Say(phrases.CommentForgotten), nil)
	return t.unsay(c)
}

// withdrawComment takes a comment back, and the opinion that was made of it.
func (t *turn) withdrawComment(c content.Comment) error {
	made, err := t.tx.Became(c.ID)
	if err != nil {
		return err
	}
	if waited, err := t.tx.DropHeld(c.ID); err != nil {
		return err
	} else if waited {
		if err := t.closeHeld(c.ID, phrases.HeldErased, nil); err != nil {
			return err
		}
	}
	if _, err := t.tx.WithdrawComment(c.ID); err != nil || made == 0 {
		return err
	}
	return t.withdraw(made)
}

// withdraw takes an opinion back, and shows that on its receipt.
func (t *turn) withdraw(id content.OpinionID) error {
	opinion, err := t.withdrawn(id)
	if err != nil {
		return err
	}
	return t.refresh(opinion)
}

// withdrawn takes an opinion back, out of all messages that show it.
func (t *turn) withdrawn(id content.OpinionID) (content.Opinion, error) {
	opinion, err := t.tx.WithdrawOpinion(id)
	if err != nil {
		return opinion, err
	}
	shown, err := t.tx.TakeShown(opinion)
	if err != nil {
		return opinion, err
	}
	return opinion, t.unshow(shown)
}

// mediaNames are the words for what a comment carries besides text.
var mediaNames = map[content.Media]phrases.Key{
	content.MediaPhoto: phrases.MediaPhoto, content.MediaSticker: phrases.MediaSticker, content.MediaVoice: phrases.MediaVoice,
	content.MediaVideo: phrases.MediaVideo, content.MediaDocument: phrases.MediaDocument, content.MediaAnimation: phrases.MediaAnimation,
	content.MediaAudio: phrases.MediaAudio, content.MediaPlace: phrases.MediaPlace, content.MediaContact: phrases.MediaContact,
	content.MediaPoll: phrases.MediaPoll, content.MediaOther: phrases.MediaOther,
}

// commentWords is what a comment says, in one line: what it carries in words, then how its text begins.
func commentWords(voice *phrases.Voice, c content.Comment, most int) content.HTML {
	words := content.HTML(text.Escape(shortened(text.NormaliseLine(c.Text), most, 3*most)))
	key, carries := mediaNames[c.Media]
	if !carries {
		return words
	}
	return content.HTML(strings.TrimSpace(string("<i>" + voice.Say(key) + "</i> " + words)))
}
