package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// takedownCommand hides an opinion everywhere: /takedown OPINION REASON. So editors do with an article: /takedown SLUG REASON. In the group, as a reply, it deletes the comment: /takedown [REASON].
func takedownCommand(t *turn) error {
	if group, err := t.discussing(); err != nil {
		return err
	} else if group {
		return t.takedownComment()
	}
	word, rest, _ := strings.Cut(t.argument, " ")
	number, unread := strconv.ParseInt(word, 10, 64)
	reason := reasonTyped(rest)
	if unread != nil && word != "" && t.role() >= content.RoleEditor {
		return t.askDown(word, reason)
	}
	if unread != nil || reason == "" {
		return &content.Error{Code: content.Invalid, Op: "handlers.takedown", Key: string(phrases.TakedownHow)}
	}
	by, err := t.actor()
	if err != nil {
		return err
	}
	before, err := t.tx.Opinion(content.OpinionID(number))
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if err == nil {
		err = t.takeDown(before, by, reason)
	}
	switch code := content.CodeOf(err); {
	case code == content.NotFound || code == content.Conflict:
		return &content.Error{Code: code, Op: "handlers.takedown", Key: string(phrases.TakedownNone), Args: phrases.Args{"ID": echo(word)}}
	case err != nil:
		return err
	}
	t.say(t.voice.Say(phrases.TakedownDone, phrases.Args{"ID": written(before.ID)}))
	return nil
}

// takeDown hides an opinion, out of all messages that show it, and tells its author. Errors: as storage.Tx.TakeDownOpinion.
func (t *turn) takeDown(before content.Opinion, by content.ReaderID, reason string) error {
	if err := t.notBarred(before.ID, by); err != nil {
		return err
	}
	if before.State == content.Approved {
		if err := t.unlearn(before); err != nil {
			return err
		}
	}
	after, err := t.tx.TakeDownOpinion(before.ID, by)
	if err != nil {
		return err
	}
	err = t.unshowTogether(after)
	if err == nil {
		err = t.record(content.Entry{What: content.DeedTakedown, By: by, Opinion: after.ID, Person: after.Author, Reason: reason, Version: before.Version, Words: before.Text})
	}
	if err == nil {
		err = t.tx.NoteRuling(content.Ruling{Opinion: after.ID, Version: before.Version, What: content.ToTakeDown, Note: reason, By: by})
	}
	if err == nil {
		err = t.appealSettled(after, by)
	}
	if err == nil {
		err = t.refresh(after)
	}
	if err != nil {
		return err
	}
	return t.tellTakenDown(after, reason)
}

// unshowTogether takes an opinion out of the messages that show it. Where those are several, they are deleted at once: one by one, with what else the group gets, it could take
// longer than a minute.
func (t *turn) unshowTogether(opinion content.Opinion) error {
	shown, err := t.tx.TakeShown(opinion)
	if err != nil {
		return err
	}
	if len(shown) > 1 {
		standing := sweeps{}
		if shown, err = t.sweepShown(standing, shown); err != nil {
			return err
		}
		if err := t.beginSweeps(standing, fmt.Sprintf("opinion:%d", opinion.ID)); err != nil {
			return err
		}
	}
	return t.unshow(shown)
}

// tellTakenDown tells an author that an opinion is shown no more, and why.
func (t *turn) tellTakenDown(opinion content.Opinion, reason string) error {
	person, err := t.tx.PersonOf(opinion.Author)
	if err != nil {
		return ifKnown(err)
	}
	author, err := t.tx.Reader(person.Account)
	if err != nil || !started(author) {
		return ifKnown(err)
	}
	_, receipt, err := t.tx.MessageOf(receiptKey(opinion.ID))
	if ifKnown(err) != nil {
		return err
	}
	said := t.Newsroom.voice(author.Language(t.language)).Say(phrases.DecidedTakenDown, phrases.Args{"ID": written(opinion.ID), "Reason": reason})
	t.sendUnasked(t.tx, content.Outgoing{Chat: author.Chat(), Action: content.ActionSend, ReplyTo: receipt, Text: said})
	return nil
}

// takedownComment deletes the comment to which a moderator replies, and hides the opinion that was made of it.
func (t *turn) takedownComment() error {
	c, err := t.repliedComment(phrases.TakedownReply)
	if err != nil {
		return err
	}
	if c.Who != content.ByPerson {
		return &content.Error{Code: content.Conflict, Op: "handlers.takedownComment", Key: string(phrases.SanctionStaff)}
	}
	if err := t.touchable(content.ReaderID(c.Author)); err != nil {
		return err
	}
	by, err := t.actor()
	if err != nil {
		return err
	}
	reason := reasonTyped(t.argument)
	return t.onceKnown(content.ReaderID(c.Author), matter{Deed: &deed{
		Takedown: true, Person: content.ReaderID(c.Author), Reason: reason, By: by, Lang: t.own().Lang(), Chat: t.chat, Reply: t.answering(), Group: true, Comment: c.ID,
	}})
}

// takeDownSaid deletes the comment of a deed.
func (t *turn) takeDownSaid(d deed) error {
	c, err := t.tx.Comment(d.Comment)
	if err != nil || !c.Kept() {
		return ifKnown(err)
	}
	made, err := t.tx.Became(c.ID)
	if err != nil {
		return err
	}
	if err := t.deleteComment(c, d.By); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedTakedown, By: d.By, Comment: c.ID, Person: d.Person, Reason: d.Reason, Words: c.Text}); err != nil {
		return err
	}
	if made != 0 {
		if err := t.takeDownMade(made, d); err != nil {
			return err
		}
	}
	return t.answerDeed(d, phrases.TakedownCommentDone, nil)
}

// takeDownMade hides the opinion that was made of a comment, if it is to be seen.
func (t *turn) takeDownMade(made content.OpinionID, d deed) error {
	opinion, err := t.tx.Opinion(made)
	if err == nil {
		err = t.takeDown(opinion, d.By, d.Reason)
	}
	if content.CodeOf(err) == content.Conflict {
		return nil
	}
	return ifKnown(err)
}
