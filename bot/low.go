package bot

import (
	"slices"
	"time"
)

// Lanes with nothing but low rows, as those of a broadcast are, begin when no other is ready, one after the other at the pace of the overall limit: so the places
// of the window become free one by one, and what a person waits for takes the next one.

// enqueue puts a lane behind those that are ready. mu is held.
func (s *sender) enqueue(l *lane) {
	if l.low = l.yields(); l.low {
		s.low = append(s.low, l)
	} else {
		s.ready = append(s.ready, l)
	}
}

// dequeue takes out the lane whose turn it is; there must be one. mu is held.
func (s *sender) dequeue(now time.Time) *lane {
	if len(s.ready) > 0 {
		return first(&s.ready)
	}
	s.pace(now)
	s.flying++
	return first(&s.low)
}

func first(queue *[]*lane) *lane {
	l := (*queue)[0]
	(*queue)[0] = nil
	*queue = (*queue)[1:]
	return l
}

// pace says when the next lane that yields may begin. One that began late does not put off those behind it. mu is held.
func (s *sender) pace(now time.Time) {
	if s.rates == nil {
		return
	}
	every := s.rates.window / time.Duration(s.rates.count)
	s.lowAt = later(s.lowAt, now.Add(-every)).Add(every)
}

// lowMay tells whether a lane that yields may begin. While no number of a message is known, which the first to be sent tells, it is one at a time: what was begun
// without cannot be found again (see Outbox.Attempting). mu is held.
func (s *sender) lowMay(now time.Time) bool {
	return !now.Before(s.lowAt) && (s.newest.Load() > 0 || s.flying == 0)
}

// lowWilling tells that a lane that yields wants to begin. mu is held.
func (s *sender) lowWilling() bool { return len(s.low) > 0 && !s.draining }

// lift moves a lane that is ready to where its rows belong now: it got one that does not yield, or lost it. mu is held.
func (s *sender) lift(l *lane) {
	if l.state == laneReady && l.low != l.yields() {
		s.unqueue(l)
		s.enqueue(l)
	}
}

// unqueue takes a lane out of those that are ready. mu is held.
func (s *sender) unqueue(l *lane) {
	same := func(ready *lane) bool { return ready == l }
	if l.low {
		s.low = slices.DeleteFunc(s.low, same)
	} else {
		s.ready = slices.DeleteFunc(s.ready, same)
	}
}
