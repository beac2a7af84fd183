package handlers_test

import (
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// TestTheNewsroomsMapDoesNotWaitForTheHour: a map that may not be shown yet is put off, and votes until then are drawn all the same.
func TestTheNewsroomsMapDoesNotWaitForTheHour(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 8)
	c.join(0, 6)
	c.join(1, 6)
	c.draws()
	c.now = c.now.Add(-20 * time.Minute) // the next five come within half an hour
	c.join(0, 5)
	c.draws()
	s.person(1, "en").Says("/vote").Taps("Agree")
	s.passes(90 * time.Second)
	var wanted []content.ArticleID
	s.writes(func(tx *storage.Tx) (err error) {
		wanted, err = tx.MapsWanted()
		return err
	})
	if len(wanted) != 1 || len(c.shown()) != 1 {
		t.Errorf("%d maps are wished for and %d shown: the vote waits for the hour", len(wanted), len(c.shown()))
	}
}
