package handlers

import (
	"sync/atomic"
	"time"

	"aitys/storage"
)

// clock notices when the wall clock is put back, as it is where a server's time was wrong. What waits for some seconds would else wait for as long
// as the clock was wrong.
type clock struct {
	last atomic.Int64 // the latest tick, in microseconds of the wall clock
	back atomic.Int64 // how far the clock went back that work does not know of yet, in microseconds
}

// unnoticed is how far the clock may go back without a word: clocks that are kept right do so all the time.
const unnoticed = 2 * time.Second

// ticks takes the time of a tick, which comes once a second, and tells whether there is work to be hastened.
func (c *clock) ticks(now time.Time) bool {
	last := c.last.Swap(now.UnixMicro())
	if lost := last - now.UnixMicro(); last != 0 && lost > unnoticed.Microseconds() {
		c.back.Add(lost)
	}
	return c.back.Load() > 0
}

// hasten brings what waits for a while as much nearer as the clock went back, and returns what says that this is stored.
func (c *clock) hasten(tx *storage.Tx) (stored func(), err error) {
	back := c.back.Load()
	if back == 0 {
		return func() {}, nil
	}
	return func() { c.back.Add(-back) }, tx.Hasten(time.Duration(back) * time.Microsecond)
}
