package bot

import (
	"container/heap"
	"time"
)

// In quiet hours a lane with nothing but low rows sleeps until they are over. A lane in which something stands that a person waits for goes on, since its rows keep
// their order; what is low in it then comes without a sound.

// hushMost is after how long a lane that sleeps looks at the clock again: the wall clock may be set anew.
const hushMost = time.Minute

// hush looks whether what a lane is about to send would disturb anybody. mu is held.
func (s *sender) hush(l *lane) {
	l.hushed = 0
	if s.bot.quiet == nil || !l.first.Low || !l.first.notifies() {
		return
	}
	now := s.bot.now()
	until, quiet := s.bot.quiet(now)
	switch {
	case !quiet:
	case l.yields():
		l.hushed = min(max(until.Sub(now), time.Second), hushMost)
	default:
		l.first.Silent = true
	}
}

// rouse lets a lane go on that sleeps because of the quiet hours and has got a row that does not wait for their end. mu is held.
func (s *sender) rouse(l *lane, now time.Time) {
	if l.hushed == 0 || l.yields() {
		return
	}
	heap.Remove(&s.asleep, l.index)
	l.hushed, l.until = 0, time.Time{}
	s.schedule(l, now)
}
