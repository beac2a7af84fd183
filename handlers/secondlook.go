package handlers

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workLook is the work of ending a second look that nobody has taken; behind it stands the opinion's number.
	workLook = "look"
	// settingLookKey is the newsroom's secret by which decisions are drawn: nobody can tell beforehand from an opinion's number whether its decision will be looked at.
	settingLookKey = "second.key"
	// mostLooks is how many second looks stand in the moderation chat at once.
	mostLooks = 2
)

// sample lets somebody else look again at a decision that has taken effect, if it is drawn. A newer text that was rejected is stored no more, and cannot be looked at.
func (t *turn) sample(before, after content.Opinion, r content.Ruling) error {
	if r.By == 0 || !before.Waits() && !before.Unseen || before.Edited != "" && r.What == content.ToReject {
		return nil
	}
	m, err := t.modeOf(before.Article)
	if err != nil || m.number(settingSecond) == 0 {
		return err
	}
	drawn, err := t.draws(after, m.number(settingSecond))
	if err != nil || !drawn {
		return err
	}
	if err := t.tx.AddLook(storage.Look{Opinion: after.ID, Version: after.Version, FirstBy: r.By, First: deedOf(r)}); err != nil {
		return err
	}
	due := content.Due{Work: workOn(workLook, after.ID), At: t.tx.Now().Add(storage.LookFor)}
	if err := t.tx.ScheduleOnce(due); err != nil {
		return err
	}
	return t.stirDesk()
}

// stirDesk lets the moderation chat, where there is one, show what it is to show.
func (t *turn) stirDesk() error {
	if t.moderation == 0 {
		return nil
	}
	return t.tx.ScheduleOnce(content.Due{Work: workDesk, At: t.tx.Now()})
}

// deedOf is a decision as the record has it.
func deedOf(r content.Ruling) content.Deed {
	if r.What == content.ToReject {
		return content.DeedReject
	}
	return content.DeedApprove
}

// draws tells whether a decision is among so many per cent. It is always the same for the same version of an opinion.
func (t *turn) draws(opinion content.Opinion, share int) (bool, error) {
	key, err := t.lookKey()
	if err != nil {
		return false, err
	}
	mac := hmac.New(sha256.New, key)
	_, _ = fmt.Fprintf(mac, "%d.%d", opinion.ID, opinion.Version) // never fails
	const all = 100
	return binary.BigEndian.Uint64(mac.Sum(nil))%all < uint64(share), nil //nolint:gosec // a share is between 0 and 100
}

// lookKey is the secret, which is made when it is first needed.
func (t *turn) lookKey() ([]byte, error) {
	written, err := t.tx.Setting(0, settingLookKey)
	if err != nil || written != "" {
		return []byte(written), err
	}
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails
	written = hex.EncodeToString(key)
	return []byte(written), t.tx.Set(0, settingLookKey, written)
}

// lookDue returns the second look that waits at an opinion as it stands. Error: NotFound.
func (t *turn) lookDue(opinion content.Opinion) (storage.Look, error) {
	look, err := t.tx.LookAt(opinion.ID)
	if err == nil && (!look.Waits() || look.Version != opinion.Version || opinion.Ruled || waitsInQueue(opinion)) {
		err = &content.Error{Code: content.NotFound, Op: "handlers.lookDue"}
	}
	return look, err
}

// decidable tells whether a card of an opinion takes a decision: it waits, or somebody is to look at it again. A store that fails here fails at the next statement too.
func (t *turn) decidable(opinion content.Opinion) bool {
	if waitsInQueue(opinion) {
		return true
	}
	_, err := t.lookDue(opinion)
	return err == nil
}

// notOwnLook refuses whoever made a decision the second look at it.
func (t *turn) notOwnLook(p pressed) error {
	switch p.what {
	case queueApprove, queueReject, queueFeature, queueWhy, queueAlike, queueBan:
	default:
		return nil
	}
	look, err := t.lookDue(p.opinion)
	if err != nil || p.saw != look.Version || look.FirstBy != t.reader.ID {
		return ifKnown(err)
	}
	return &content.Error{Code: content.Conflict, Op: "handlers.notOwnLook", Key: string(phrases.PressLookOwn), Args: phrases.Args{"ID": written(p.opinion.ID)}}
}

// nextLook is the opinion at which whoever acts may look again next, behind the one at which they look. Error: NotFound.
func (t *turn) nextLook(seat content.Seat) (content.Opinion, error) {
	var after storage.Look
	if seat.Opinion != 0 {
		var err error
		if after, err = t.tx.LookAt(seat.Opinion); ifKnown(err) != nil {
			return content.Opinion{}, err
		}
	}
	look, err := t.tx.NextLook(t.reader.ID, after)
	if content.CodeOf(err) == content.NotFound && after.Opinion != 0 {
		look, err = t.tx.NextLook(t.reader.ID, storage.Look{})
	}
	if err != nil {
		return content.Opinion{}, err
	}
	opinion, err := t.tx.Opinion(look.Opinion)
	if err != nil || look.Version == opinion.Version {
		return opinion, err
	}
	if err := t.tx.DropLook(opinion.ID); err != nil { // its author has changed it since
		return content.Opinion{}, err
	}
	return t.nextLook(content.Seat{})
}

// lookAgain takes a decision as a second look, which by itself changes nothing; false where none is due.
func (t *turn) lookAgain(before content.Opinion, r content.Ruling) (bool, error) {
	look, err := t.lookDue(before)
	if err != nil || look.Version != r.Version {
		return false, ifKnown(err)
	}
	moderator, err := t.member(t.in.From)
	if err != nil {
		return true, err
	}
	if look, err = t.tx.LookedAgain(before.ID, r.Version, moderator.ID, deedOf(r)); err != nil {
		return true, err
	}
	if _, err := t.tx.Unschedule(workOn(workLook, before.ID)); err != nil {
		return true, err
	}
	err = t.record(content.Entry{
		What: deedOf(r), By: moderator.ID, Opinion: before.ID, Version: before.Version, Second: true, Code: r.Reason, Reason: r.Note, Words: before.Text,
	})
	if err != nil {
		return true, err
	}
	if err := t.compareLooks(before, look); err != nil {
		return true, err
	}
	return true, t.lookedAgain(before, look)
}

// compareLooks ends a second look that agrees; where it does not, somebody is asked to settle it.
func (t *turn) compareLooks(opinion content.Opinion, look storage.Look) error {
	if look.Other == look.First {
		return t.tx.DropLook(opinion.ID)
	}
	return t.askSettling(opinion, look)
}

// lookedAgain tells whoever looked what it was, and goes on.
func (t *turn) lookedAgain(opinion content.Opinion, look storage.Look) error {
	key := phrases.PressLookAgrees
	if look.Other != look.First {
		key = phrases.PressLookDiffers
	}
	t.answer.Text, t.answer.Alert = t.own().Plain(key, phrases.Args{"ID": written(opinion.ID)}), look.Other != look.First
	if err := t.tx.DropClaim(opinion.ID); err != nil {
		return err
	}
	if t.atDesk {
		return t.renew(opinion.ID)
	}
	next, err := t.nextWaiting(0)
	return t.showCard(next, err)
}

// fillLooks shows second looks in the moderation chat, once nothing waits there.
func (t *turn) fillLooks(room int) (used int, err error) {
	waiting, err := t.tx.CountWaiting()
	if err != nil || waiting > 0 || room <= 0 {
		return 0, err
	}
	looks, err := t.tx.Looks(mostLooks)
	for _, look := range looks {
		if err != nil || used >= room {
			break
		}
		var sent bool
		if sent, err = t.sendLook(look); sent {
			used++
		}
	}
	return used, err
}

// sendLook sends the card of a second look, unless it stands there.
func (t *turn) sendLook(look storage.Look) (bool, error) {
	card, err := t.tx.CardOf(look.Opinion)
	if err == nil && card.State == content.CardLook || ifKnown(err) != nil {
		return false, err
	}
	opinion, err := t.tx.Opinion(look.Opinion)
	if err != nil || opinion.Version != look.Version {
		return false, err
	}
	quoted := t.quoted
	t.quoted = nil
	defer func() { t.quoted = quoted }()
	s, _, err := t.openCard(opinion)
	if err != nil {
		return false, err
	}
	if s, err = t.fitting(s, opinion, ""); err != nil {
		return false, err
	}
	buttons := buttonsIn(s.rows, true)
	card, err = t.tx.AddCard(content.DeskCard{Opinion: opinion.ID, Version: opinion.Version, State: content.CardLook, Shows: printOfScreen(s.text, buttons)})
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: cardKey(card.ID), Text: s.text, Buttons: buttons, Silent: true, Shows: t.quoted,
	})
	return true, err
}

// renewLook changes the card of a second look: once it is over, it tells that and no more.
func (t *turn) renewLook(card content.DeskCard, opinion content.Opinion) (changed bool, err error) {
	quoted := t.quoted
	t.quoted = nil
	defer func() { t.quoted = quoted }()
	before, s := card.Shows, screen{}
	look, err := t.lookDue(opinion)
	switch {
	case err == nil && look.Version == card.Version:
		s, _, err = t.openCard(opinion)
	case ifKnown(err) != nil:
		return false, err
	default:
		card.State = content.CardClosed
		s.text, err = t.opinionHead(t.voice, phrases.QueueHead, opinion)
		s.text = paragraphs(s.text, t.voice.Say(phrases.CardElsewhere))
	}
	if err != nil {
		return false, err
	}
	if s, err = t.fitting(s, opinion, ""); err != nil {
		return false, err
	}
	card.Stale = false
	t.editCard(&card, s)
	return card.Shows != before, t.tx.SetCard(card)
}

// lookOver ends a second look that nobody has taken in time.
func lookOver(t *turn) error {
	id, _, err := workedOn[content.OpinionID](t)
	if err != nil {
		return err
	}
	look, err := t.tx.LookAt(id)
	switch {
	case err == nil && look.Waits(): // it is of a later decision
		return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: look.At.Add(storage.LookFor)})
	case err == nil, ifKnown(err) != nil:
		return err
	}
	if err := t.tx.DropLook(id); err != nil {
		return err
	}
	if err := t.tx.StirCards(id); err != nil {
		return err
	}
	return t.stirDesk()
}
