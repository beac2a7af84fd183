package handlers

import (
	"time"

	"aitys/content"
)

const (
	// deskClose is the work of taking Undo off a card whose decision has taken effect. closeEvery is how often that is done at most: a group takes twenty messages a minute, and
	// what moderators wait for is to find room among them at any time.
	deskClose  = workDesk + ":close"
	closeEvery = 6 * time.Second
)

// closeSettled takes Undo off a card on which a decision has taken effect, the first of them, where nothing else waits to be sent. Such a card says already what was decided: a
// third message for each decision would cost every third decision of a busy desk, and whoever presses the button is told that it is too late.
func (t *turn) closeSettled(room int) (used int, err error) {
	settled, err := t.tx.SettledCards(1)
	if err != nil || len(settled) == 0 {
		return 0, err
	}
	if _, err := t.tx.Scheduled(deskClose); content.CodeOf(err) != content.NotFound {
		return 0, err // one was closed just now, or there was no room
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: deskClose, At: t.tx.Now().Add(closeEvery)}); err != nil || room < deskBacklog {
		return 0, err
	}
	_, err = t.renewCard(settled[0])
	return 1, err
}
