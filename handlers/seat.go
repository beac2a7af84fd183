package handlers

import (
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// seatKeys begins the names of the messages in which moderators go through the queue in private.
	seatKeys = "seat:"
	// claimFor is how long an opinion is kept for whoever looks at it: others who go through the queue see others first.
	claimFor = 3 * time.Minute
	// mostClaimed is past how many opinions that others look at the queue is searched.
	mostClaimed = 20
)

func seatKey(reader content.ReaderID) content.MessageKey {
	return content.MessageKey(seatKeys + strconv.FormatInt(int64(reader), 10))
}

// seatSeen notes that a moderator sees the last change of the queue.
func (t *turn) seatSeen() error {
	number, err := strconv.ParseInt(strings.TrimPrefix(string(t.in.Result.EditKey), seatKeys), 10, 64)
	if err != nil || t.in.Result.Outcome != content.Delivered {
		return err
	}
	return t.tx.SeatSeen(content.ReaderID(number))
}

// seatRuling notes the last ruling that somebody made in private; 0: there is none that could be taken back.
func (t *turn) seatRuling(id content.RulingID) error {
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil {
		return err
	}
	seat.Ruling = id
	return t.tx.SetSeat(seat)
}

// nextWaiting is the opinion behind another in the order that the moderator chose, 0: the first. Those that others look at are passed over, unless there are no
// others; appeals against the moderator's own decisions always are. Error: NotFound when there is none.
func (t *turn) nextWaiting(after content.OpinionID) (content.Opinion, error) {
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil {
		return content.Opinion{}, err
	}
	var first content.Opinion
	next, err := t.following(seat, after)
	for passed := 0; err == nil && passed < mostClaimed; next, err = t.following(seat, next.ID) {
		barred, wrong := t.barred(next.ID, t.reader.ID)
		if wrong != nil {
			return next, wrong
		}
		if barred {
			continue
		}
		claim, none := t.tx.ClaimOn(next.ID)
		if content.CodeOf(none) == content.NotFound || none == nil && claim.By == t.reader.ID {
			return next, nil
		}
		if none != nil {
			return next, none
		}
		if first.ID == 0 {
			first = next
		}
		passed++
	}
	if first.ID != 0 && (err == nil || content.CodeOf(err) == content.NotFound) {
		return first, nil
	}
	return next, err
}

func (t *turn) following(seat content.Seat, after content.OpinionID) (content.Opinion, error) {
	switch {
	case seat.Riskiest:
		return t.tx.NextRiskiestAfter(after)
	case after == 0:
		return t.tx.NextWaiting()
	}
	return t.tx.NextWaitingAfter(after)
}

// skipPress goes on to the next opinion; behind the last one it begins again.
func skipPress(t *turn, p pressed) error {
	if err := t.tx.DropClaim(p.opinion.ID); err != nil {
		return err
	}
	next, err := t.nextWaiting(p.opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		if next, err = t.nextWaiting(0); err == nil {
			t.answer.Text = t.voice.Plain(phrases.PressFromStart)
		}
	}
	if err == nil && next.ID == p.opinion.ID {
		t.answer.Text = t.voice.Plain(phrases.PressOnlyOne)
	}
	return t.showCard(next, err)
}

// orderPress changes in which order the queue comes, and begins it.
func orderPress(t *turn, p pressed) error {
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil {
		return err
	}
	seat.Riskiest = !seat.Riskiest
	if err := t.tx.SetSeat(seat); err != nil {
		return err
	}
	if err := t.tx.DropClaim(p.opinion.ID); err != nil {
		return err
	}
	return queueCommand(t)
}

// showCard shows an opinion of the queue with what can be decided about it; none: that the queue is empty. What is too long for one message goes on in
// others, and the pressed message leads there: its buttons would otherwise stay.
func (t *turn) showCard(opinion content.Opinion, none error) error {
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil {
		return err
	}
	if seat.Opinion != 0 && seat.Opinion != opinion.ID {
		if err := t.release(seat.Opinion); err != nil {
			return err
		}
	}
	if content.CodeOf(none) == content.NotFound {
		opinion, none = t.nextLook(seat)
	}
	if content.CodeOf(none) == content.NotFound {
		seat.Opinion, seat.Alike = 0, ""
		said, err := t.nothingWaits()
		if err != nil {
			return err
		}
		return t.sit(seat, screen{text: said})
	}
	if none != nil {
		return none
	}
	card, alike, err := t.openCard(opinion)
	if err != nil {
		return err
	}
	waiting, err := t.tx.CountWaiting()
	if err != nil {
		return err
	}
	if !waitsInQueue(opinion) {
		waiting++
	}
	card.text = paragraphs(card.text, t.voice.Count(phrases.QueueWaiting, waiting))
	card.rows = append(card.rows, t.seatRow(seat, opinion))
	seat.Opinion, seat.Alike = opinion.ID, pairs(alike)
	if err := t.claim(content.Claim{Opinion: opinion.ID}); err != nil {
		return err
	}
	return t.sit(seat, card)
}

// nothingWaits says that there is nothing to decide, or nothing for this moderator.
func (t *turn) nothingWaits() (content.HTML, error) {
	waiting, err := t.tx.CountWaiting()
	if err != nil || waiting == 0 {
		return t.voice.Say(phrases.QueueEmpty), err
	}
	return t.voice.Count(phrases.QueueOthers, waiting), nil
}

// seatRow are the buttons that only private cards have.
func (t *turn) seatRow(seat content.Seat, opinion content.Opinion) []link {
	order := phrases.ButtonRiskiestFirst
	if seat.Riskiest {
		order = phrases.ButtonOldestFirst
	}
	return []link{
		{label: t.voice.Plain(phrases.ButtonSkip), data: cardData(opinion, queueSkip)},
		{label: t.voice.Plain(order), data: cardData(opinion, queueOrder)},
	}
}

// sit shows a screen of the queue, with the button that takes the last decision back while that can be done.
func (t *turn) sit(seat content.Seat, s screen) error {
	if seat.Ruling != 0 {
		r, err := t.tx.Ruling(seat.Ruling)
		if err != nil {
			return err
		}
		if r.State != content.RulingMade {
			seat.Ruling = 0
		} else {
			label := t.voice.Plain(phrases.ButtonUndoThat, phrases.Args{"ID": written(r.Opinion)})
			s.rows = append(s.rows, []link{{label: label, data: cardData(content.Opinion{ID: r.Opinion, Version: r.Version}, queueUndo)}})
		}
	}
	seat.Changed = time.Time{} // below a new message nobody has pressed for another
	if t.in.Press != nil {
		seat.Changed = t.tx.Now()
	}
	if err := t.tx.SetSeat(seat); err != nil {
		return err
	}
	t.putSeat(s)
	return nil
}

func (t *turn) putSeat(s screen) {
	buttons := buttonsIn(s.rows, true)
	switch {
	case t.in.Press == nil || t.in.Press.Message == 0:
	case text.VisibleLen(string(s.text)) > maxMessage:
		t.show(screen{text: t.voice.Say(phrases.QueueMoved)})
	default:
		t.tx.Send(content.Outgoing{
			Chat: t.chat, Action: content.ActionEdit, Edit: t.in.Press.Message, EditKey: seatKey(t.reader.ID), Text: s.text, Buttons: buttons, Shows: t.quoted,
		})
		return
	}
	t.send(s.text, buttons, nil)
}

// claim notes that whoever acts is looking at an opinion, for a while; of c it takes all but By, As and Until.
func (t *turn) claim(c content.Claim) error {
	c.By, c.As, c.Until = t.reader.ID, moderatorName(t.in.From), t.tx.Now().Add(claimFor)
	return t.tx.Claim(c)
}

// release notes that whoever acts does not look at an opinion any more.
func (t *turn) release(id content.OpinionID) error {
	claim, err := t.tx.ClaimOn(id)
	if content.CodeOf(err) == content.NotFound || err == nil && claim.By != t.reader.ID {
		return nil
	}
	if err != nil {
		return err
	}
	return t.tx.DropClaim(id)
}
