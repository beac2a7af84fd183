package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// workRuling is the work of letting a ruling take effect; behind it stands its number.
const workRuling = "ruling"

// mostNamed is how much of a moderator's name stands on a card, in graphemes.
const mostNamed = 40

// moderatorName is how a person is called in the moderation chat.
func moderatorName(p content.Person) string {
	name := p.First
	if p.Last != "" {
		name += " " + p.Last
	}
	return text.Truncate(name, mostNamed)
}

// rule notes a decision of whoever acts, which takes effect in a while; where that is no time at all, at once. Error: Conflict as storage.Tx.Rule; Invalid
// with a sentence of whoever may not decide about an appeal.
func (t *turn) rule(r content.Ruling) (content.Ruling, error) {
	moderator, err := t.member(t.in.From)
	if err != nil {
		return r, err
	}
	if err := t.notBarred(r.Opinion, moderator.ID); err != nil {
		return r, err
	}
	r.By, r.As, r.Effect = moderator.ID, moderatorName(t.in.From), t.tx.Now().Add(t.undo)
	if r, err = t.tx.Rule(r); err != nil {
		return r, err
	}
	if err := t.tx.DropClaim(r.Opinion); err != nil {
		return r, err
	}
	if t.undo == 0 {
		return t.takeEffect(r.ID)
	}
	return r, t.tx.ScheduleOnce(content.Due{Work: workOn(workRuling, r.ID), At: r.Effect})
}

// rulingDue lets a ruling take effect, unless it was taken back.
func rulingDue(t *turn) error {
	id, _, err := workedOn[content.RulingID](t)
	if err != nil {
		return err
	}
	r, err := t.tx.Ruling(id)
	if err != nil || r.State != content.RulingMade { // it was taken back, or the opinion became another and waits anew
		return err
	}
	_, err = t.takeEffect(id)
	return err
}

// takeEffect decides as a ruling says, and tells the author. Error: Conflict when it was taken back, or has taken effect.
func (t *turn) takeEffect(id content.RulingID) (content.Ruling, error) {
	r, err := t.tx.EndRuling(id)
	if err != nil {
		return r, err
	}
	before, err := t.tx.Opinion(r.Opinion)
	if err != nil {
		return r, err
	}
	entry, err := t.ruling(before, r)
	if err != nil {
		return r, err
	}
	after, err := t.tx.DecideOpinion(before.ID, r.Version, r.What != content.ToReject, r.By)
	if err != nil {
		return r, err
	}
	if err := t.record(entry); err != nil {
		return r, err
	}
	if err := t.followRuling(before, after, r); err != nil {
		return r, err
	}
	return r, t.sample(before, after, r)
}

// followRuling does what follows from a decision.
func (t *turn) followRuling(before, after content.Opinion, r content.Ruling) error {
	if err := t.learn(before, after); err != nil {
		return err
	}
	if err := t.appealSettled(after, r.By); err != nil {
		return err
	}
	approved := r.What != content.ToReject
	if err := t.tellAuthor(before, after, approved, r); err != nil {
		return err
	}
	if approved && before.State != content.Approved && !before.HiddenByReports() {
		if err := t.replyShown(after); err != nil {
			return err
		}
	}
	if r.What != content.ToFeature {
		return nil
	}
	if err := t.record(content.Entry{What: content.DeedFeature, By: r.By, Opinion: after.ID, Version: after.Version}); err != nil {
		return err
	}
	if err := t.tx.Set(after.Article, featuredMark(after.ID), "1"); err != nil {
		return err
	}
	return postOpinionSoon(t.tx, after.ID)
}

// undoRuling takes a ruling back, with those that the same press made. It returns them. Error: Conflict when it has taken effect, or was taken back.
func (t *turn) undoRuling(r content.Ruling) ([]content.Ruling, error) {
	lead := r.ID
	if r.Lead != 0 {
		lead = r.Lead
	}
	led, err := t.tx.RulingsLed(lead)
	if err != nil {
		return nil, err
	}
	var undone []content.Ruling
	first, err := t.tx.Ruling(lead)
	if err != nil {
		return nil, err
	}
	if first.State == content.RulingMade {
		led = append([]content.Ruling{first}, led...)
	}
	for _, one := range led {
		back, err := t.tx.UndoRuling(one.ID)
		if err != nil {
			return nil, err
		}
		if _, err := t.tx.Unschedule(workOn(workRuling, one.ID)); err != nil {
			return nil, err
		}
		if err := t.record(content.Entry{What: content.DeedUndo, Opinion: one.Opinion, Version: one.Version, Code: string(one.What)}); err != nil {
			return nil, err
		}
		undone = append(undone, back)
	}
	return undone, nil
}

// ruled are the words in which moderators read a ruling.
func (t *turn) ruled(r content.Ruling) content.HTML {
	key := map[content.Decision]phrases.Key{
		content.ToApprove: phrases.CardApproved, content.ToReject: phrases.CardRejected, content.ToFeature: phrases.CardFeatured,
		content.ToTakeDown: phrases.CardDown,
	}[r.What]
	name := r.As
	if name == "" {
		name = t.voice.Plain(phrases.CardSomebody)
	}
	said := t.voice.Say(key, phrases.Args{"Name": name, "At": r.At})
	why, err := t.reasonOf(t.voice, r)
	if err != nil || why == "" {
		return said
	}
	return said + "\n" + t.voice.Say(phrases.CardReason, phrases.Args{"Reason": why})
}
