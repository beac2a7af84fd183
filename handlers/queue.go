package handlers

import (
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// What the buttons of a card do. Behind some stands more.
const (
	queueApprove = "approve"
	queueReject  = "reject"
	queueFeature = "feature"
	queueWhy     = "why"   // [.CODE]: offers reasons, or rejects for one
	queueAlike   = "alike" // [.approve or .reject]: offers to decide about all that are alike, or does
	queueAsk     = "ask"
	queueUndo    = "undo"
	queueBack    = "back"
	queueSkip    = "skip"  // in private
	queueOrder   = "order" // in private
)

// CardsRest is the usual Options.Rest.
const CardsRest = time.Second

// pressed is a press of a card's button: on which opinion, as of which version, and what it is to do.
type pressed struct {
	opinion    content.Opinion
	saw        int
	what, more string
}

// queueActions is what the buttons do.
func queueActions() map[string]func(*turn, pressed) error {
	return map[string]func(*turn, pressed) error{
		queueApprove: deciding(content.ToApprove), queueReject: deciding(content.ToReject), queueFeature: deciding(content.ToFeature),
		queueWhy: whyPress, queueAlike: alikePress, queueUndo: undoPress, queueBack: backPress, queueSkip: skipPress, queueOrder: orderPress,
		queueBan: banPress, queueAsk: askPress, queueHistory: historyPress,
	}
}

// queueCommand shows a moderator the next opinion that waits: in private with all that follow, in the moderation chat as its card.
func queueCommand(t *turn) error {
	if t.atDesk {
		return t.bringDown()
	}
	opinion, err := t.nextWaiting(0)
	return t.showCard(opinion, err)
}

// queuePress does what a card's button says, made on one version of an opinion.
func queuePress(t *turn) error {
	if err := t.may(content.RoleModerator); err != nil {
		return err
	}
	p, err := t.pressedCard()
	if err != nil {
		return t.staleCopy(err)
	}
	if err := t.takeAwayCopy(p.opinion.ID); err != nil {
		return err
	}
	run := queueActions()[p.what]
	if run == nil || t.atDesk && (p.what == queueSkip || p.what == queueOrder) {
		return stale("handlers.queuePress")
	}
	rests, err := t.cardRests(p.opinion.ID)
	if err != nil {
		return err
	}
	if rests {
		t.answer.Text, t.answer.Alert = t.own().Plain(phrases.PressCardRests), true
		return nil
	}
	if err := t.notOwnLook(p); err != nil {
		return err
	}
	return run(t, p)
}

func (t *turn) pressedCard() (p pressed, err error) {
	number, rest, _ := strings.Cut(t.argument, ".")
	version, rest, _ := strings.Cut(rest, ".")
	p.what, p.more, _ = strings.Cut(rest, ".")
	if p.opinion, err = t.opinionNumbered(number); err != nil {
		return p, err
	}
	if p.saw, err = strconv.Atoi(version); err != nil {
		err = stale("handlers.pressedCard")
	}
	return p, err
}

// cardRests tells that the card under which was pressed has just changed.
func (t *turn) cardRests(opinion content.OpinionID) (bool, error) {
	if t.atDesk {
		card, err := t.tx.CardOf(opinion)
		if content.CodeOf(err) == content.NotFound {
			return false, nil
		}
		return t.tx.Now().Sub(card.Changed) < t.rest, err
	}
	seat, err := t.tx.Seat(t.reader.ID)
	return t.tx.Now().Sub(seat.Changed) < t.rest, err
}

// deciding is the button that decides.
func deciding(what content.Decision) func(*turn, pressed) error {
	return func(t *turn, p pressed) error {
		return t.decide(p.opinion, content.Ruling{Opinion: p.opinion.ID, Version: p.saw, What: what})
	}
}

// decide takes a decision and goes on to the next opinion. One that was made on another version than the present, or by the second of two moderators, is not
// taken: the moderator is told why, and shown what waits now.
func (t *turn) decide(before content.Opinion, r content.Ruling) error {
	if looked, err := t.lookAgain(before, r); looked || err != nil {
		return err
	}
	next, none := t.nextWaiting(before.ID) // asked while it still has its place there
	r, err := t.rule(r)
	if content.CodeOf(err) == content.Conflict {
		return t.undecided(before)
	}
	if err != nil {
		return err
	}
	t.sayRuled(r)
	return t.showNext(r, next, none)
}

// sayRuled answers the press with what was decided.
func (t *turn) sayRuled(r content.Ruling) {
	args := phrases.Args{"ID": written(r.Opinion), "Seconds": int(t.undo / time.Second)}
	key := map[content.Decision]phrases.Key{
		content.ToApprove: phrases.PressApproved, content.ToReject: phrases.PressRejected, content.ToFeature: phrases.PressFeatured,
	}[r.What]
	if t.undo > 0 {
		key = map[content.Decision]phrases.Key{
			content.ToApprove: phrases.PressApprovedSoon, content.ToReject: phrases.PressRejectedSoon, content.ToFeature: phrases.PressFeaturedSoon,
		}[r.What]
	}
	t.answer.Text = t.own().Plain(key, args)
}

// showNext shows the decision on its card, and in private what waits next.
func (t *turn) showNext(r content.Ruling, next content.Opinion, none error) error {
	if t.atDesk {
		return t.renew(r.Opinion)
	}
	if t.undo > 0 {
		if err := t.seatRuling(r.ID); err != nil {
			return err
		}
	}
	if content.CodeOf(none) == content.NotFound || none == nil && next.ID == r.Opinion {
		next, none = t.nextWaiting(0)
	}
	return t.showCard(next, none)
}

// undecided says why a decision was not taken: somebody was first, or the opinion has become another.
func (t *turn) undecided(opinion content.Opinion) error {
	why := map[content.OpinionState]phrases.Key{
		content.Approved: phrases.PressAlreadyApproved, content.Rejected: phrases.PressAlreadyRejected, content.Withdrawn: phrases.PressTakenBack,
	}[opinion.State]
	args := phrases.Args{"ID": written(opinion.ID)}
	waits := opinion.Waits() || opinion.InDoubt()
	last, err := t.tx.RulingOn(opinion.ID)
	switch {
	case err != nil && content.CodeOf(err) != content.NotFound:
		return err
	case opinion.Ruled && last.By == t.reader.ID:
		why = phrases.PressFirstYou
	case err == nil && last.As != "" && last.By != t.reader.ID && last.State != content.RulingUndone && (opinion.Ruled || !waits) && opinion.State != content.Withdrawn:
		why, args["Name"] = phrases.PressFirst, last.As
	case waits:
		why = phrases.PressChanged
	}
	t.answer.Text, t.answer.Alert = text.Truncate(t.own().Plain(why, args), 190), true
	if t.in.Press == nil { // they have written a reason
		t.sendPassing(t.own().Say(why, args), nil)
	}
	switch {
	case t.atDesk:
		return t.renew(opinion.ID)
	case waits && !opinion.Ruled:
		return t.showCard(opinion, nil)
	}
	return queueCommand(t)
}

// undoPress takes a ruling back, as long as it has not taken effect: the opinion is where it was.
func undoPress(t *turn, p pressed) error {
	r, err := t.tx.RulingOn(p.opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.undoPress")
	}
	if err != nil {
		return err
	}
	if r.State != content.RulingMade || !t.atDesk && r.By != t.reader.ID { // in private one takes back what one has decided
		t.answer.Text, t.answer.Alert = t.own().Plain(phrases.PressTooLate, phrases.Args{"ID": written(p.opinion.ID)}), true
		if t.atDesk {
			return t.renew(p.opinion.ID)
		}
		return queueCommand(t)
	}
	undone, err := t.undoRuling(r)
	if err != nil {
		return err
	}
	t.answer.Text = t.own().Plain(phrases.PressUndone, phrases.Args{"ID": written(p.opinion.ID)})
	if t.atDesk {
		for _, one := range undone {
			if err := t.renew(one.Opinion); err != nil {
				return err
			}
		}
		return nil
	}
	if err := t.seatRuling(0); err != nil {
		return err
	}
	opinion, err := t.tx.Opinion(p.opinion.ID)
	return t.showCard(opinion, err)
}

// backPress shows the card as it was before a choice was offered.
func backPress(t *turn, p pressed) error {
	if err := t.tx.DropClaim(p.opinion.ID); err != nil {
		return err
	}
	if t.atDesk {
		return t.renew(p.opinion.ID)
	}
	return t.showOrNext(p.opinion)
}

// showOrNext shows an opinion if it still waits, else what does.
func (t *turn) showOrNext(opinion content.Opinion) error {
	if !t.decidable(opinion) {
		return queueCommand(t)
	}
	return t.showCard(opinion, nil)
}

// waitsInQueue tells whether an opinion is in the queue.
func waitsInQueue(o content.Opinion) bool {
	return !o.Ruled && (o.Waits() || o.InDoubt())
}
