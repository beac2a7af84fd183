package bot

import (
	"context"
	"slices"
	"time"

	"aitys/content"
)

const (
	// feedRows is how many rows are asked of the outbox at once.
	feedRows = 200
	// awakeMost is how many rows may stand in lanes that could send them before no more are asked for.
	awakeMost = 1000
)

// feeding is how far the outbox has been read. The sender's lock guards it; only the feed's goroutine reads the outbox.
type feeding struct {
	cursor  content.OutgoingID // all rows up to here were handed out
	highest content.OutgoingID // the highest cursor so far; above the cursor while rows are read again
	epoch   int                // rises when the cursor is put back
	// done holds the rows that were settled while rows are read again: what is being read may still show them as pending.
	done    map[content.OutgoingID]struct{}
	granted map[content.OutgoingID]struct{} // the same for the rows of one lane, while they are being read
	awake   int                             // rows in lanes that are ready, sending or settling
	starved bool                            // rows were left in the outbox because awake was too high
	wanted  []wish                          // lanes that wait for rows
	idle    []*lane                         // lanes that may be forgotten
}

// wish is a lane that waits for its rows above a number.
type wish struct {
	lane  *lane
	after content.OutgoingID
}

// gone remembers a settled row while rows are read again.
func (f *feeding) gone(id content.OutgoingID) {
	for _, reading := range []map[content.OutgoingID]struct{}{f.done, f.granted} {
		if reading != nil {
			reading[id] = struct{}{}
		}
	}
}

// settled asks for more rows when there is room again.
func (f *feeding) settled(b *Bot) {
	if f.starved && f.awake < awakeMost/2 {
		f.starved = false
		b.Wake()
	}
}

// load lets a lane wait for its rows above a number to be read from the outbox. mu is held.
func (s *sender) load(l *lane, after content.OutgoingID) {
	if l.state == laneSending {
		s.feeding.awake -= len(l.rows)
	}
	l.state = laneLoading
	s.feeding.wanted = append(s.feeding.wanted, wish{l, after})
	s.bot.Wake()
}

// rest leaves a lane that has nothing to send. mu is held.
func (s *sender) rest(l *lane) {
	l.state = laneIdle
	if !l.swept {
		l.swept = true
		s.feeding.idle = append(s.feeding.idle, l)
	}
}

// feed reads the outbox whenever new rows may stand there, and once a second anyway: other processes add rows too.
func (s *sender) feed(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	pause := pauses{first: 100 * time.Millisecond, longest: 30 * time.Second}
	for ctx.Err() == nil {
		s.bot.beats.sending.now()
		full, err := s.read(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			if !pause.failing() {
				s.bot.log.Error("The outbox cannot be read; sending waits.", "cause", err)
			}
			wait(ctx, pause.next())
			continue
		case err == nil && pause.reset():
			s.bot.log.Info("The outbox can be read again.")
		}
		if full {
			continue
		}
		select {
		case <-ctx.Done():
		case <-s.bot.woken:
		case <-ticker.C:
		}
	}
}

// read gives waiting lanes their rows, and all lanes the rows that are new; full tells that there may be more.
func (s *sender) read(ctx context.Context) (full bool, err error) {
	if err := s.grant(ctx); err != nil {
		return false, err
	}
	s.mu.Lock()
	f := &s.feeding
	if f.awake >= awakeMost {
		f.starved = true
		s.mu.Unlock()
		return false, nil
	}
	after, epoch := f.cursor, f.epoch
	clear(f.done)
	s.mu.Unlock()

	rows, err := s.outbox.Pending(ctx, after, feedRows)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.epoch != epoch {
		return true, nil
	}
	now := time.Now()
	for i := range rows {
		s.receive(rows[i], now)
	}
	s.advance(rows)
	s.start(now)
	s.sweep(now)
	return len(rows) == feedRows, nil
}

// advance puts the cursor behind rows. mu is held.
func (s *sender) advance(rows []content.Outgoing) {
	f := &s.feeding
	if len(rows) > 0 {
		f.cursor = rows[len(rows)-1].ID
	}
	if f.cursor >= f.highest || len(rows) < feedRows {
		f.highest = max(f.highest, f.cursor)
		f.cursor = f.highest
		f.done = nil
	}
}

// receive takes a row from the outbox into its lane. mu is held.
func (s *sender) receive(out content.Outgoing, now time.Time) {
	if _, done := s.feeding.done[out.ID]; done || s.feeding.done != nil && !s.claim(&out) {
		return
	}
	of := laneOf(&out)
	l := s.lanes[of]
	if l == nil {
		l = newLane(out.Chat)
		l.tasks = of.tasks
		s.lanes[of] = l
	}
	grown := false
	if s.feeding.done != nil {
		grown = l.insert(out)
	} else {
		grown = l.offer(out)
	}
	switch {
	case !grown:
	case l.state == laneIdle:
		s.schedule(l, now)
	case l.state == laneAsleep:
		s.rouse(l, now)
	case l.state == laneReady || l.state == laneSending || l.state == laneSettling:
		s.feeding.awake++
		s.lift(l)
	}
}

// grant reads the rows of lanes that wait for them.
func (s *sender) grant(ctx context.Context) error {
	for {
		s.mu.Lock()
		if len(s.feeding.wanted) == 0 {
			s.mu.Unlock()
			return nil
		}
		wanted := s.feeding.wanted[0]
		s.feeding.granted = map[content.OutgoingID]struct{}{}
		s.mu.Unlock()
		rows, err := s.outbox.PendingIn(ctx, wanted.lane.chat, wanted.after, laneRows+1)
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.feeding.wanted = slices.Delete(s.feeding.wanted, 0, 1)
		s.refill(wanted, rows)
		s.feeding.granted = nil
		s.mu.Unlock()
	}
}

// refill replaces a waiting lane's rows by those that were read; rows that were put before them meanwhile stay. mu is held.
func (s *sender) refill(w wish, rows []content.Outgoing) {
	l, now := w.lane, time.Now()
	if s.feeding.cursor < w.after {
		s.load(l, s.feeding.cursor) // rows that come before these are being read again, and may have become this lane's
		return
	}
	if len(rows) == 0 {
		// Some were known to stand there: the chat has become another one, in whose lane they belong.
		s.moved(l, w.after+1)
		return
	}
	known := l.rows
	l.more = len(rows) > laneRows
	rows = rows[:min(len(rows), laneRows)]
	l.rows = slices.DeleteFunc(slices.Clone(known), func(r *row) bool { return r.ID > w.after })
	for i := range rows {
		if laneOf(&rows[i]) != l.key() {
			continue // the chat's other lane has it
		}
		if _, done := s.feeding.granted[rows[i].ID]; !done && s.claim(&rows[i]) {
			l.rows = append(l.rows, again(&rows[i], known))
		}
	}
	l.seen = max(l.seen, rows[len(rows)-1].ID)
	s.goOn(l, now)
	s.start(now)
}

// again makes a row of what was read from the outbox, with what is known of earlier tries.
func again(out *content.Outgoing, known []*row) *row {
	fresh := &row{Outgoing: *out, loaded: time.Now()}
	for _, old := range known {
		if old.ID == fresh.ID {
			fresh.marked, fresh.plain, fresh.anew, fresh.asked, fresh.looked = old.marked, old.plain, old.anew, old.asked, old.looked
			fresh.lost, fresh.floods = old.lost, old.floods
		}
	}
	return fresh
}

// sweep forgets idle lanes that no limit remembers. Only the feed does this, between two readings: a lane that was forgotten while rows
// are being read could meet a row again that it has just sent. mu is held.
func (s *sender) sweep(now time.Time) {
	kept := s.feeding.idle[:0]
	for _, l := range s.feeding.idle {
		switch {
		case l.state != laneIdle:
			l.swept = false
		case l.limit.restful(s.rates, now):
			delete(s.lanes, l.key())
		default:
			kept = append(kept, l)
		}
	}
	clear(s.feeding.idle[len(kept):])
	s.feeding.idle = kept
}
