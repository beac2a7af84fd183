package handlers

import (
	"fmt"
	"time"

	"aitys/content"
)

// A message of a broadcast whose sending was begun when the process was killed, or whose answer was lost, may stand with its reader or not. Telegram counts the
// messages of all private chats of a bot together, and sending one after the other in a chat is ours: so the message, if it stands, has a number above the last
// that was known when it was begun, and below that of any message sent afterwards, and no other message of ours stands there in that chat. Each of those numbers
// is asked for by an edit that changes nothing.

// askKeys begins the names of the questions: ask:OUTGOING:NUMBER:BELOW.
const (
	askKeys = "ask:"
	// askedMost is how many numbers are asked for at most. A reader's chat takes one question a second.
	askedMost = 100
	// freshWithin is how long a message may be on its way by whose number the others are bounded.
	freshWithin = 2 * time.Minute
)

// doubtBegan bounds a message that is in doubt at once, where it is one of a broadcast: the fewer others are sent before, the fewer numbers are to be asked for.
func doubtBegan(t *turn) error {
	id, err := t.tx.BroadcastOf(t.in.Result.Outgoing)
	if err != nil || id == 0 {
		return err
	}
	c, err := t.casting(id)
	if err != nil || c.Done || len(c.note.Waiting) > 0 {
		return err
	}
	if _, err := c.doubts(); err != nil {
		return err
	}
	return c.keep()
}

// doubts begins to ask about messages of which it is not known whether they were sent; open tells that some are not decided yet.
func (c *casting) doubts() (open bool, err error) {
	if len(c.note.Waiting) > 0 {
		return true, c.bounded()
	}
	list, err := c.tx.Doubtful(c.ID)
	if err != nil {
		return false, err
	}
	if len(list) == 0 {
		return c.tx.AnyDoubted(c.ID)
	}
	known, err := c.afresh()
	if err != nil {
		return false, err
	}
	for _, d := range list {
		if !known {
			if err := c.tx.LeaveInDoubt(d.Outgoing); err != nil {
				return false, err
			}
			continue
		}
		c.note.Waiting = append(c.note.Waiting, d.Outgoing)
	}
	return true, nil
}

// bounded begins to ask once the number is known below which the messages stand; where it does not become known, they stay in doubt.
func (c *casting) bounded() error {
	_, below, err := c.tx.MessageOf(progressKey(c.ID, c.note.Version))
	unknown := content.CodeOf(err) == content.NotFound
	switch {
	case err != nil && !unknown:
		return err
	case unknown && c.tx.Now().Before(c.note.SaidAt.Add(freshWithin)):
		return nil
	}
	waiting := c.note.Waiting
	c.note.Waiting = nil
	for _, id := range waiting {
		if unknown {
			err = c.tx.LeaveInDoubt(id)
		} else {
			err = c.beginAsking(id, below)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *casting) beginAsking(id content.OutgoingID, below content.MessageID) error {
	begun, err := c.tx.BeginDoubt(id)
	if err != nil || !begun {
		return err
	}
	d, err := c.tx.Doubted(id)
	if err != nil {
		return err
	}
	return c.askFor(d, d.After+1, below)
}

// askFor asks whether a message stands under a number. Where all numbers were asked for, it was never sent.
func (t *turn) askFor(d content.Doubtful, number, below content.MessageID) error {
	switch {
	case number >= below:
		return t.tx.SendAgain(d.Outgoing)
	case number-d.After > askedMost:
		return t.tx.LeaveInDoubt(d.Outgoing)
	}
	body, err := t.tx.DoubtfulBody(d.Outgoing)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: d.Chat, Action: content.ActionAsk, Edit: number, Key: content.MessageKey(fmt.Sprintf("%s%d:%d:%d", askKeys, d.Outgoing, number, below)),
		Buttons: body.Buttons, Low: true,
	})
	return nil
}

// doubtAnswered takes the answer to askFor.
func doubtAnswered(t *turn) error {
	var id content.OutgoingID
	var number, below content.MessageID
	result := t.in.Result
	if _, err := fmt.Sscanf(string(result.Key), askKeys+"%d:%d:%d", &id, &number, &below); err != nil {
		return fmt.Errorf("the question %q: %w", result.Key, err)
	}
	d, err := t.tx.Doubted(id)
	if content.CodeOf(err) == content.NotFound {
		return nil // its reader was erased meanwhile
	}
	if err != nil {
		return err
	}
	switch result.Outcome {
	case content.Delivered:
		if err := t.tx.Unname(result.Key); err != nil {
			return err
		}
		return t.tx.Settle(content.Result{Outgoing: id, Outcome: content.Delivered})
	case content.Absent:
		return t.askFor(d, number+1, below)
	case content.Unreachable:
		return t.tx.Settle(content.Result{Outgoing: id, Outcome: content.Unreachable})
	}
	return t.tx.LeaveInDoubt(id)
}
