package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// deeds are sanctions as the record names them.
var deeds = map[content.SanctionKind]content.Deed{
	content.Warned: content.DeedWarn, content.Premoderated: content.DeedPremod, content.Muted: content.DeedMute, content.Banned: content.DeedBan,
}

// sanctionDone says to a moderator what was done.
var sanctionDone = map[content.SanctionKind]phrases.Key{
	content.Warned: phrases.SanctionWarned, content.Premoderated: phrases.SanctionPremod, content.Muted: phrases.SanctionMuted, content.Banned: phrases.SanctionBanned,
}

// carryOut does what a moderator wants.
func (t *turn) carryOut(d deed) error {
	person, err := t.tx.PersonOf(d.Person)
	if content.CodeOf(err) == content.NotFound { // erased meanwhile
		return t.answerDeed(d, phrases.SanctionNobody, phrases.Args{"Person": numeral(d.Person)})
	}
	if err != nil {
		return err
	}
	switch {
	case d.Takedown:
		return t.takeDownSaid(d)
	case d.Lift:
		return t.lift(d, person)
	}
	if d.Kind != content.Warned {
		if _, err := t.end(d.Person, d.By, d.Kind); err != nil { // the newest one holds
			return err
		}
	}
	s, err := t.lay(content.Sanction{Person: d.Person, Kind: d.Kind, Reason: d.Reason, By: d.By}, d.For)
	if err != nil {
		return err
	}
	if err := t.tellSanction(s, person.Account); err != nil {
		return err
	}
	if err := t.inTheGroup(d, s); err != nil {
		return err
	}
	key, args := sanctionDone[d.Kind], phrases.Args{"Person": numeral(d.Person), "Until": s.Until}
	if d.Kind == content.Banned && s.Until.IsZero() {
		key = phrases.SanctionBannedForGood
	}
	return t.answerDeed(d, key, args)
}

// lay stores a sanction, for so long (0: for good), and records it.
func (t *turn) lay(s content.Sanction, length time.Duration) (content.Sanction, error) {
	if length > 0 {
		s.Until = t.tx.Now().Add(length)
	}
	s, err := t.tx.AddSanction(s)
	if err != nil {
		return s, err
	}
	if !s.Until.IsZero() {
		if err := t.tx.ScheduleOnce(content.Due{Work: workOn(workSanction, s.ID), At: s.Until}); err != nil {
			return s, err
		}
	}
	return s, t.record(content.Entry{What: deeds[s.Kind], By: s.By, Person: s.Person, Reason: s.Reason, Until: s.Until})
}

// end lifts what runs of some kinds under a number, and returns that.
func (t *turn) end(person, by content.ReaderID, kinds ...content.SanctionKind) (ended []content.Sanction, err error) {
	all, err := t.tx.SanctionsOf(person)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		for _, kind := range kinds {
			if s.Kind != kind || !s.Runs(t.tx.Now()) {
				continue
			}
			if err := t.tx.Lift(s.ID, by); err != nil {
				return nil, err
			}
			if _, err := t.tx.Unschedule(workOn(workSanction, s.ID)); err != nil {
				return nil, err
			}
			ended = append(ended, s)
		}
	}
	return ended, nil
}

// lift ends all that runs under a number; warnings stay. What runs under the person's other number stays too, and nobody learns of it.
func (t *turn) lift(d deed, person storage.Person) error {
	ended, err := t.end(d.Person, d.By, content.Banned, content.Muted, content.Premoderated)
	if err != nil {
		return err
	}
	who := phrases.Args{"Person": numeral(d.Person)}
	if len(ended) == 0 {
		return t.answerDeed(d, phrases.SanctionNothing, who)
	}
	if err := t.record(content.Entry{What: content.DeedUnban, By: d.By, Person: d.Person, Reason: d.Reason}); err != nil {
		return err
	}
	hindered := slices.ContainsFunc(ended, func(s content.Sanction) bool { return s.Kind != content.Premoderated })
	if !hindered {
		return t.answerDeed(d, phrases.SanctionLifted, who)
	}
	if err := t.released(d.Person, person); err != nil {
		return err
	}
	if !person.Commenter {
		return t.answerDeed(d, phrases.SanctionLiftedSlowly, who)
	}
	return t.answerDeed(d, phrases.SanctionLifted, who)
}

// workSanction is the work of telling somebody that a sanction is over; behind it stands its number.
const workSanction = "sanction"

// sanctionOver tells somebody that they may write again, and lets the cards of what they said tell nothing any more of what is over. That they may does not depend on it, and
// Telegram ends its own restriction.
func sanctionOver(t *turn) error {
	id, _, err := workedOn[content.SanctionID](t)
	if err != nil {
		return err
	}
	s, err := t.tx.Sanction(id)
	if err == nil {
		err = t.tx.StirCardsFor(s.Person)
	}
	if err != nil || s.Kind != content.Banned && s.Kind != content.Muted {
		return ifKnown(err)
	}
	person, err := t.tx.PersonOf(s.Person)
	if err != nil {
		return ifKnown(err)
	}
	return t.tellFree(person.Account)
}

// ifKnown passes over that something is not there any more.
func ifKnown(err error) error {
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	return err
}

// released gives somebody their rights back, and tells them, unless something else holds. In the group it does so for what was laid upon them as a commenter, whatever holds
// for what they said in private: Telegram shows there by name whom it frees, and that may lead to no other number.
func (t *turn) released(number content.ReaderID, person storage.Person) error {
	if person.Commenter {
		if err := t.freed(number); err != nil {
			return err
		}
	}
	return t.tellFree(person.Account)
}

// freed lets a commenter write in the group again, unless something else holds about them as one.
func (t *turn) freed(commenter content.ReaderID) error {
	group, err := t.group()
	if err != nil || group == 0 {
		return err
	}
	all, err := t.tx.SanctionsOf(commenter)
	if err != nil {
		return err
	}
	for _, s := range all {
		if (s.Kind == content.Banned || s.Kind == content.Muted) && s.Runs(t.tx.Now()) {
			return nil
		}
	}
	t.tx.Send(content.Outgoing{Chat: group, Action: content.ActionRestrict, Person: commenter, Free: true})
	return nil
}

// tellFree tells somebody that they may write again, unless something else holds.
func (t *turn) tellFree(account content.TelegramID) error {
	standing, err := t.tx.StandingOf(account)
	if err != nil || !standing.MaySpeak() {
		return err
	}
	reader, err := t.tx.Reader(account)
	if err == nil && started(reader) {
		voice := t.Newsroom.voice(reader.Language(t.language))
		t.sendUnasked(t.tx, content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: voice.Say(phrases.SanctionOver)})
	}
	return ifKnown(err)
}

const restrictKeys = "restrict:"

// inTheGroup does in the group what follows from a sanction that was given there: the comment goes, and its author may not write. One that was given for what was said in
// private shows in the group only when the person writes there: at the same moment it would tell everybody who watches who said that.
func (t *turn) inTheGroup(d deed, s content.Sanction) error {
	if d.Comment == 0 || s.Kind != content.Muted && s.Kind != content.Banned {
		return nil
	}
	c, err := t.tx.Comment(d.Comment)
	if err != nil {
		return err
	}
	if err := t.deleteComment(c, d.By); err != nil {
		return err
	}
	t.restrict(c.Chat, s, d.By)
	return nil
}

// restrict takes from somebody the right to write in a group for as long as a sanction runs. by hears of it when Telegram does not let us.
func (t *turn) restrict(group content.ChatID, s content.Sanction, by content.ReaderID) {
	out := content.Outgoing{Chat: group, Action: content.ActionRestrict, Person: s.Person, Key: restrictKey(by, content.MessageID(s.ID))}
	if !s.Until.IsZero() {
		out.Until = s.Until.Unix()
	}
	t.tx.Send(out)
}

// restrictKey names what is done about somebody in the group on a moderator's behalf.
func restrictKey(by content.ReaderID, on content.MessageID) content.MessageKey {
	return content.MessageKey(restrictKeys + numeral(by) + ":" + strconv.FormatInt(int64(on), 10))
}

// deleteComment takes a comment out of the group and out of what is stored. by hears of it when Telegram does not let us.
func (t *turn) deleteComment(c content.Comment, by content.ReaderID) error {
	if c.Kept() {
		if _, err := t.tx.WithdrawComment(c.ID); err != nil {
			return err
		}
	}
	place, err := t.tx.TelegramOf(c.Chat)
	if err != nil || c.Message < 0 {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: c.Chat, Action: content.ActionDeleteAll, In: place, Messages: []content.MessageID{c.Message}, Key: restrictKey(by, c.Message),
	})
	return nil
}

// restrictAnswered tells the moderator that Telegram does not let the bot act in the group.
func restrictAnswered(t *turn) error {
	if t.in.Result.Outcome != content.Refused {
		return nil
	}
	written, _, _ := strings.Cut(strings.TrimPrefix(string(t.in.Result.Key), restrictKeys), ":")
	by, err := strconv.ParseInt(written, 10, 64)
	if err != nil {
		return err
	}
	return t.tellEditor(content.ReaderID(by), phrases.SanctionRefused, nil, nil)
}
