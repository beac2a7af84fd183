package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// workHeldDecision is the work of letting a moderator's decision about a comment take effect; behind it stands the comment's number, and its note is a heldDecision. While it
// waits the comment stands as it did, and so does what is stored of its waiting.
const workHeldDecision = "held-decision"

// heldBack takes a decision about a comment back, before it has taken effect.
const heldBack = "back"

// mostBanDays is the longest ban that a button of a card gives.
const mostBanDays = 365

// heldDecision is what a moderator has decided about a comment.
type heldDecision struct {
	What string           `json:"what"`           // heldDelete, heldLeave or heldBan
	Days int              `json:"days,omitempty"` // of a ban
	By   content.ReaderID `json:"by"`
	As   string           `json:"as"` // what moderators read of who decided
	Lang content.Lang     `json:"lang"`
	Chat content.ChatID   `json:"chat"` // where the moderator is told of a ban
	At   time.Time        `json:"at"`
}

// undone is the decision as the record names what was taken back.
func (d heldDecision) undone(held content.CommentID, deleted bool) content.Entry {
	deed := content.DeedApprove
	switch {
	case d.What == heldBan:
		deed = content.DeedBan
	case d.What == heldDelete:
		deed = content.DeedTakedown
	case deleted:
		deed = content.DeedReject
	}
	return content.Entry{What: content.DeedUndo, Comment: held, Code: string(deed)}
}

// heldWaiting is the decision about a comment that has not taken effect yet. Error: NotFound when there is none.
func (t *turn) heldWaiting(id content.CommentID) (d heldDecision, err error) {
	due, err := t.tx.Scheduled(workOn(workHeldDecision, id))
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(due.Note), &d); err != nil {
		return d, fmt.Errorf("the decision about comment %d: %w", id, err)
	}
	return d, nil
}

// pressHeld takes what a button says about a comment that is undecided, or whose decision waits.
func (t *turn) pressHeld(held storage.HeldComment, what, days string) error {
	waits, err := t.heldWaiting(held.Comment)
	switch {
	case content.CodeOf(err) == content.NotFound && what == heldBack:
		return stale("handlers.pressHeld")
	case content.CodeOf(err) == content.NotFound:
		return t.decideHeld(held, what, days)
	case err != nil:
		return err
	case what != heldBack:
		return t.heldDecided(waits)
	case t.tx.Now().Sub(waits.At) < t.rest: // whoever presses meant what stood there before
		t.answer.Text, t.answer.Alert = t.own().Plain(phrases.PressCardRests), true
		return nil
	}
	return t.takeHeldBack(held, waits)
}

// heldDecided tells a moderator who was first.
func (t *turn) heldDecided(d heldDecision) error {
	key := phrases.PressHeldFirst
	if d.By == t.reader.ID {
		key = phrases.PressHeldFirstYou
	}
	return &content.Error{Code: content.Conflict, Op: "handlers.heldDecided", Key: string(key), Args: phrases.Args{"Name": d.As}}
}

// soonHeld notes a decision of whoever presses, which takes effect in a while; where that is no time at all, at once.
func (t *turn) soonHeld(held storage.HeldComment, what string, days int) error {
	d := heldDecision{What: what, Days: days, By: t.reader.ID, As: moderatorName(t.in.From), Lang: t.voice.Lang(), Chat: t.chat, At: t.tx.Now()}
	if t.undo == 0 {
		return t.settleHeld(held, d)
	}
	note, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("a decision about a comment: %w", err)
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: workOn(workHeldDecision, held.Comment), At: d.At.Add(t.undo), Note: string(note)}); err != nil {
		return err
	}
	t.answer.Text = text.Truncate(t.voice.Plain(phrases.HeldSoon, phrases.Args{"Seconds": int(t.undo / time.Second)}), 190)
	return t.showHeldAgain(held, &d)
}

// heldDue lets a decision about a comment take effect, unless its author took the comment back meanwhile.
func heldDue(t *turn) error {
	id, _, err := workedOn[content.CommentID](t)
	if err != nil {
		return err
	}
	held, err := t.tx.HeldComment(id)
	if err != nil {
		return ifKnown(err)
	}
	var d heldDecision
	if err := json.Unmarshal([]byte(t.in.Due.Note), &d); err != nil {
		return fmt.Errorf("the decision about comment %d: %w", id, err)
	}
	if d.What == heldBan && t.touchable(content.ReaderID(held.Author)) != nil { // they joined the newsroom meanwhile
		return t.showHeldAgain(held, nil)
	}
	return t.settleHeld(held, d)
}

// settleHeld does what a moderator has decided.
func (t *turn) settleHeld(held storage.HeldComment, d heldDecision) error {
	switch {
	case d.What == heldBan:
		return t.banHeld(held, d)
	case d.What == heldDelete:
		c, err := t.tx.Comment(held.Comment)
		if err != nil {
			return err
		}
		if err := t.deleteComment(c, d.By); err != nil {
			return err
		}
		return t.endHeld(held, d.By, phrases.HeldWasDeleted, content.DeedTakedown)
	case held.Text != "":
		return t.endHeld(held, d.By, phrases.HeldWasRight, content.DeedReject)
	}
	return t.endHeld(held, d.By, phrases.HeldWasLeft, content.DeedApprove)
}

// banHeld bans the author of a comment for some days; the comment goes.
func (t *turn) banHeld(held storage.HeldComment, by heldDecision) error {
	d := deed{
		Kind: content.Banned, Person: content.ReaderID(held.Author), For: time.Duration(by.Days) * 24 * time.Hour, By: by.By, Lang: by.Lang, Chat: by.Chat,
		Comment: held.Comment,
	}
	if err := t.endHeld(held, by.By, phrases.HeldWasBanned, ""); err != nil {
		return err
	}
	return t.onceKnown(d.Person, matter{Deed: &d})
}

// banDays reads for how long the author of a comment is to be banned. Error: Invalid, also where nothing may be done about them.
func (t *turn) banDays(held storage.HeldComment, days string) (int, error) {
	number, err := strconv.Atoi(days)
	if err != nil || number < 1 || number > mostBanDays {
		return 0, stale("handlers.banDays")
	}
	return number, t.touchable(content.ReaderID(held.Author))
}

// takeHeldBack takes a decision back: the comment waits as it did, and its cards are as they were.
func (t *turn) takeHeldBack(held storage.HeldComment, d heldDecision) error {
	if _, err := t.tx.Unschedule(workOn(workHeldDecision, held.Comment)); err != nil {
		return err
	}
	undone := d.undone(held.Comment, held.Text != "")
	undone.By, undone.Person = t.reader.ID, content.ReaderID(held.Author)
	if err := t.record(undone); err != nil {
		return err
	}
	t.answer.Text = text.Truncate(t.voice.Plain(phrases.PressHeldBack), 190)
	return t.showHeldAgain(held, nil)
}

// showHeldAgain shows on all cards of a comment what was decided about it; nil: nothing was.
func (t *turn) showHeldAgain(held storage.HeldComment, d *heldDecision) error {
	words, err := t.heldWords(held)
	if err != nil {
		return err
	}
	return t.editHeld(held.Comment, []content.OpinionID{held.Comment.Shown()}, func(voice *phrases.Voice) (screen, error) {
		card, err := t.heldCard(voice, held, words)
		if err == nil && d != nil {
			card.text = paragraphs(card.text, d.said(voice, held.Text != ""))
			card.rows = [][]link{{t.heldButton(voice, phrases.ButtonUndo, held, heldBack)}}
		}
		return card, err
	})
}

// said is a decision that waits, as moderators read it on the card; of a comment that the filters have deleted, or of one that stands.
func (d heldDecision) said(voice *phrases.Voice, deleted bool) content.HTML {
	args := phrases.Args{"Name": d.As, "At": d.At}
	switch {
	case d.What == heldBan:
		return voice.Count(phrases.HeldToBan, d.Days, args)
	case d.What == heldDelete:
		return voice.Say(phrases.HeldToDelete, args)
	case deleted:
		return voice.Say(phrases.HeldToRight, args)
	}
	return voice.Say(phrases.HeldToLeave, args)
}

// heldWords is what a comment says that waits for a decision.
func (t *turn) heldWords(held storage.HeldComment) (string, error) {
	if held.Text != "" {
		return held.Text, nil
	}
	c, err := t.tx.Comment(held.Comment)
	return c.Text, err
}

// editHeld changes all cards of a comment; shows is whose words stand there then.
func (t *turn) editHeld(id content.CommentID, shows []content.OpinionID, card func(*phrases.Voice) (screen, error)) error {
	all, err := t.moderators()
	if err != nil {
		return err
	}
	for _, to := range all {
		name := heldKey(id, to.chat)
		if _, _, err := t.tx.MessageOf(name); err != nil {
			if ifKnown(err) != nil {
				return err
			}
			continue
		}
		s, err := card(to.voice)
		if err != nil {
			return err
		}
		t.tx.Send(content.Outgoing{Chat: to.chat, Action: content.ActionEdit, EditKey: name, Text: s.text, Buttons: buttonsIn(s.rows, true), Shows: shows})
	}
	return nil
}

// leftBefore forgets that a moderator wanted to leave a comment which the filters have just noticed again: its author has changed it, and nobody has read that.
func (t *turn) leftBefore(id content.CommentID) error {
	d, err := t.heldWaiting(id)
	if err != nil || d.What != heldLeave {
		return ifKnown(err)
	}
	_, err = t.tx.Unschedule(workOn(workHeldDecision, id))
	return err
}
