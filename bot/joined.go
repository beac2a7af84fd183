package bot

import (
	"container/heap"
	"slices"

	"aitys/content"
)

// moved forgets a lane whose chat has a new address, and reads its rows again. mu is held.
func (s *sender) moved(l *lane, id content.OutgoingID) {
	if l.state != laneLoading {
		s.feeding.awake -= len(l.rows)
	}
	delete(s.lanes, l.key())
	s.feeding.cursor = min(s.feeding.cursor, id-1)
	s.feeding.epoch++
	if s.feeding.done == nil {
		s.feeding.done = map[content.OutgoingID]struct{}{}
	}
	s.bot.Wake()
}

// claim makes sure that a row which was read from the outbox stands in no other lane: as two chats become one, the store gives the rows of
// both to one of them. False when it is on its way from there. mu is held.
func (s *sender) claim(out *content.Outgoing) bool {
	if out.To > 0 {
		return true // only groups move
	}
	for _, l := range s.lanes {
		if l.chat == out.Chat || len(l.rows) == 0 || l.rows[0].To != out.To {
			continue
		}
		switch at := slices.IndexFunc(l.rows, func(r *row) bool { return r.ID == out.ID }); {
		case at < 0:
		case at == 0 && (l.state == laneSending || l.state == laneSettling):
			return false
		default:
			s.drop(l, at)
		}
	}
	return true
}

// drop takes a row that is not on its way out of a lane. mu is held.
func (s *sender) drop(l *lane, at int) {
	l.rows = slices.Delete(l.rows, at, at+1)
	if l.state == laneReady || l.state == laneSending || l.state == laneSettling {
		s.feeding.awake--
	}
	if len(l.rows) > 0 {
		s.lift(l)
		return
	}
	switch l.state {
	case laneReady:
		s.unqueue(l)
	case laneAsleep:
		heap.Remove(&s.asleep, l.index)
	default:
		return // it waits for rows
	}
	s.rest(l)
}
