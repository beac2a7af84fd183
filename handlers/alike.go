package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
)

// How many opinions are shown as alike with another, and how much of each: in graphemes and UTF-16 units.
const (
	mostAlike            = 9
	alikeText, alikeUnit = 80, 120
)

// alikeWaiting are the opinions of the queue that say nearly the same as another.
func (t *turn) alikeWaiting(opinion content.Opinion) (all []content.Opinion, err error) {
	signature, signed := moderation.SignatureOf(opinion.Latest())
	appeal, err := t.appealOn(opinion.ID)
	if err != nil || !signed || appeal.State == content.AppealOpen { // an appeal is read by itself
		return nil, err
	}
	found, err := t.tx.InBands(signature.Bands[:])
	if err != nil {
		return nil, err
	}
	for _, like := range found {
		if like.Opinion == opinion.ID || !signature.Near(like.Sketch) || len(all) == mostAlike {
			continue
		}
		other, err := t.tx.Opinion(like.Opinion)
		if err != nil {
			return nil, err
		}
		appeal, err := t.appealOn(other.ID)
		if err != nil {
			return nil, err
		}
		if waitsInQueue(other) && appeal.State != content.AppealOpen {
			all = append(all, other)
		}
	}
	return all, nil
}

// alikeSaid lists them.
func (t *turn) alikeSaid(alike []content.Opinion) content.HTML {
	if len(alike) == 0 {
		return ""
	}
	said := t.voice.Count(phrases.CardAlike, len(alike))
	for _, other := range alike {
		t.quote(other)
		said += "\n" + t.voice.Say(phrases.CardAlikeLine, phrases.Args{"ID": written(other.ID), "Text": shortened(other.Latest(), alikeText, alikeUnit)})
	}
	return said
}

// pairs writes down which versions of which opinions are shown together: a decision about all is one about these.
func pairs(opinions []content.Opinion) string {
	all := make([]string, 0, len(opinions))
	for _, o := range opinions {
		all = append(all, fmt.Sprintf("%d.%d", o.ID, o.Version))
	}
	return strings.Join(all, " ")
}

// paired reads what pairs wrote, as rulings without a decision.
func paired(written string) (all []content.Ruling) {
	for word := range strings.FieldsSeq(written) {
		number, version, _ := strings.Cut(word, ".")
		id, _ := strconv.ParseInt(number, 10, 64) // pairs wrote it
		seen, _ := strconv.Atoi(version)
		all = append(all, content.Ruling{Opinion: content.OpinionID(id), Version: seen})
	}
	return all
}

// shownAlike are the opinions that the pressed card shows as alike.
func (t *turn) shownAlike(opinion content.OpinionID) ([]content.Ruling, error) {
	if t.atDesk {
		card, err := t.tx.CardOf(opinion)
		if content.CodeOf(err) == content.NotFound {
			err = nil
		}
		return paired(card.Alike), err
	}
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil || seat.Opinion != opinion {
		return nil, err
	}
	return paired(seat.Alike), nil
}

// alikePress offers to decide about all opinions that the card shows, or does.
func alikePress(t *turn, p pressed) error {
	shown, err := t.shownAlike(p.opinion.ID)
	switch {
	case err != nil:
		return err
	case !waitsInQueue(p.opinion) || p.saw != p.opinion.Version:
		return t.undecided(p.opinion)
	case len(shown) == 0:
		return stale("handlers.alikePress")
	}
	switch p.more {
	case queueApprove:
		return t.decideAll(p, shown, content.ToApprove)
	case queueReject:
		return t.decideAll(p, shown, content.ToReject)
	case "":
		return t.offerAll(p, len(shown)+1)
	}
	return stale("handlers.alikePress")
}

func (t *turn) offerAll(p pressed, count int) error {
	args := phrases.Args{"Count": count}
	return t.choice(p.opinion, [][]link{
		{
			{label: t.voice.Plain(phrases.ButtonApproveAll, args), data: cardData(p.opinion, queueAlike+"."+queueApprove)},
			{label: t.voice.Plain(phrases.ButtonRejectAll, args), data: cardData(p.opinion, queueAlike+"."+queueReject)},
		},
	})
}

// decideAll takes one decision about several opinions. One that has changed since, or was decided by somebody else, is left as it is.
func (t *turn) decideAll(p pressed, shown []content.Ruling, what content.Decision) error {
	next, none := t.nextWaiting(p.opinion.ID)
	lead, err := t.rule(content.Ruling{Opinion: p.opinion.ID, Version: p.saw, What: what})
	if content.CodeOf(err) == content.Conflict {
		return t.undecided(p.opinion)
	}
	if err != nil {
		return err
	}
	decided := 1
	for _, r := range shown {
		r.What, r.Lead = what, lead.ID
		_, err := t.rule(r)
		if code := content.CodeOf(err); code == content.Conflict || code == content.NotFound || code == content.Invalid {
			continue
		}
		if err != nil {
			return err
		}
		decided++
		if next.ID == r.Opinion {
			next, none = t.nextWaiting(0)
		}
	}
	t.answer.Text = t.own().Plain(phrases.PressDecidedAll, phrases.Args{"Count": decided, "Left": len(shown) + 1 - decided})
	return t.showNext(lead, next, none)
}
