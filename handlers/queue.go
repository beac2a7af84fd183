package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// What the buttons of the queue's card do.
const (
	queueApprove = "approve"
	queueReject  = "reject"
	queueSkip    = "skip"
)

// queueCommand shows a moderator the next opinion that waits.
func queueCommand(t *turn) error {
	opinion, err := t.tx.NextWaiting()
	return t.showCard(opinion, err)
}

// queuePress takes a moderator's decision, made on one version of an opinion, and shows the next one that waits.
func queuePress(t *turn) error {
	if err := t.may(content.RoleModerator); err != nil {
		return err
	}
	number, rest, _ := strings.Cut(t.argument, ".")
	version, what, _ := strings.Cut(rest, ".")
	opinion, err := t.opinionNumbered(number)
	if err != nil {
		return err
	}
	saw, err := strconv.Atoi(version)
	switch {
	case err != nil:
	case what == queueSkip:
		return t.skip(opinion)
	case what == queueApprove || what == queueReject:
		return t.decide(opinion, saw, what == queueApprove)
	}
	return stale("handlers.queuePress")
}

// decide takes a decision, tells the author, and goes on to the next opinion. One that was made on another version than the present is not
// taken: the moderator is told why, and shown what waits now.
func (t *turn) decide(before content.Opinion, saw int, approve bool) error {
	next, none := t.tx.NextWaitingAfter(before.ID) // asked while it still has its place there
	ruled, err := t.ruling(before, approve)
	if err != nil {
		return err
	}
	after, err := t.tx.DecideOpinion(before.ID, saw, approve, t.reader.ID)
	if content.CodeOf(err) == content.Conflict {
		return t.undecided(before)
	}
	if err != nil {
		return err
	}
	if err := t.record(ruled); err != nil {
		return err
	}
	if err := t.learn(before, after); err != nil {
		return err
	}
	if err := t.tellAuthor(before, after, approve); err != nil {
		return err
	}
	if approve && before.State != content.Approved {
		if err := t.replyShown(after); err != nil {
			return err
		}
	}
	decided := phrases.PressRejected
	if approve {
		decided = phrases.PressApproved
	}
	t.answer.Text = t.voice.Plain(decided, phrases.Args{"ID": written(after.ID)})
	if content.CodeOf(none) == content.NotFound {
		next, none = t.tx.NextWaiting()
	}
	return t.showCard(next, none)
}

// undecided says why a decision was not taken.
func (t *turn) undecided(opinion content.Opinion) error {
	why := map[content.OpinionState]phrases.Key{
		content.Approved: phrases.PressAlreadyApproved, content.Rejected: phrases.PressAlreadyRejected, content.Withdrawn: phrases.PressTakenBack,
	}[opinion.State]
	waits := opinion.Waits() || opinion.State == content.Approved && opinion.Reports > 0
	if waits {
		why = phrases.PressChanged
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(why, phrases.Args{"ID": written(opinion.ID)}), true
	if waits {
		return t.showCard(opinion, nil)
	}
	return queueCommand(t)
}

// skip goes on to the next opinion; behind the last one it begins again.
func (t *turn) skip(opinion content.Opinion) error {
	next, err := t.tx.NextWaitingAfter(opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		if next, err = t.tx.NextWaiting(); err == nil {
			t.answer.Text = t.voice.Plain(phrases.PressFromStart)
		}
	}
	if err == nil && next.ID == opinion.ID {
		t.answer.Text = t.voice.Plain(phrases.PressOnlyOne)
	}
	return t.showCard(next, err)
}

// showCard shows an opinion of the queue with what can be decided about it; none: that the queue is empty. What is too long for one message goes on in
// others, and the pressed message leads there: its buttons would otherwise stay.
func (t *turn) showCard(opinion content.Opinion, none error) error {
	if content.CodeOf(none) == content.NotFound {
		t.show(screen{text: t.voice.Say(phrases.QueueEmpty)})
		return nil
	}
	if none != nil {
		return none
	}
	card, err := t.card(opinion)
	if err != nil {
		return err
	}
	if t.in.Press != nil && text.VisibleLen(string(card.text)) > maxMessage {
		t.show(screen{text: t.voice.Say(phrases.QueueMoved)})
	}
	t.show(card)
	return nil
}

// card is an opinion as moderators see it: never with its author's account.
func (t *turn) card(opinion content.Opinion) (screen, error) {
	head, err := t.opinionHead(t.voice, phrases.QueueHead, opinion)
	if err != nil {
		return screen{}, err
	}
	parent, err := t.repliedTo(opinion)
	if err != nil {
		return screen{}, err
	}
	noticed, err := t.noticed(opinion)
	if err != nil {
		return screen{}, err
	}
	waiting, err := t.tx.CountWaiting()
	if err != nil {
		return screen{}, err
	}
	t.quote(opinion)
	data := string(toQueue) + "." + opinionNumber(opinion.ID) + "." + strconv.Itoa(opinion.Version) + "."
	return screen{
		text: paragraphs(head, parent, content.HTML(text.Escape(opinion.Latest())), t.why(opinion), noticed, t.voice.Count(phrases.QueueWaiting, waiting)),
		rows: [][]link{
			{
				{label: t.voice.Plain(phrases.ButtonApprove), data: data + queueApprove},
				{label: t.voice.Plain(phrases.ButtonReject), data: data + queueReject},
			},
			{{label: t.voice.Plain(phrases.ButtonSkip), data: data + queueSkip}},
		},
	}, nil
}

// repliedTo is how the opinion begins to which this one replies.
func (t *turn) repliedTo(opinion content.Opinion) (content.HTML, error) {
	const beginning, units = 120, 300
	if opinion.Parent == 0 {
		return "", nil
	}
	parent, err := t.tx.Opinion(opinion.Parent)
	if err != nil {
		return "", err
	}
	if parent.State != content.Approved {
		return t.voice.Say(phrases.ReceiptReply, phrases.Args{"ID": written(parent.ID)}), nil
	}
	t.quote(parent)
	return t.voice.Say(phrases.QueueReply, phrases.Args{"ID": written(parent.ID), "Text": shortened(parent.Text, beginning, units)}), nil
}

// why says why an approved opinion is in the queue again.
func (t *turn) why(opinion content.Opinion) content.HTML {
	switch {
	case opinion.State == content.Approved && opinion.Edited != "":
		return t.voice.Say(phrases.QueueEdited)
	case opinion.State == content.Approved:
		return t.voice.Count(phrases.QueueReported, opinion.Reports)
	}
	return ""
}
