package bot

import (
	"context"
	"time"

	"aitys/content"
)

const (
	// gather is how long the first of some results waits for others to be stored with it, while requests are under way.
	gather = 15 * time.Millisecond
	// gatherMost is how many results are stored at once at most.
	gatherMost = 200
)

// settled is a result on its way to the inbox, and the lane that waits for it.
type settled struct {
	lane   *lane
	result *content.Result // by its address: there is room for many, which would be set aside for every bot
}

// settle stores results in batches until the channel is closed, and lets their lanes go on.
func (s *sender) settle(ctx context.Context) {
	timer := time.NewTimer(gather)
	defer timer.Stop()
	for first := range s.results {
		batch := s.gather(append(make([]settled, 0, gatherMost), first), timer)
		incoming := make([]content.Incoming, len(batch))
		at := s.bot.stamp()
		for i := range batch {
			incoming[i] = content.Incoming{Kind: content.KindResult, At: at, Result: batch[i].result}
		}
		if s.store(ctx, incoming) {
			s.applied(batch)
		}
	}
}

// gather adds the results that come in soon.
func (s *sender) gather(batch []settled, timer *time.Timer) []settled {
	timer.Reset(gather)
	for len(batch) < gatherMost {
		select {
		case more, ok := <-s.results:
			if !ok {
				return batch
			}
			batch = append(batch, more)
			continue
		default:
		}
		if !s.busy() {
			return batch
		}
		select {
		case more, ok := <-s.results:
			if !ok {
				return batch
			}
			batch = append(batch, more)
		case <-timer.C:
			return batch
		}
	}
	return batch
}

// busy tells whether requests are under way, whose results are worth waiting for.
func (s *sender) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.flights.Len() > 0
}

// store hands results to the inbox until it takes them; meanwhile nothing new is sent. False when ctx ended before.
func (s *sender) store(ctx context.Context, results []content.Incoming) bool {
	pause := pauses{first: 100 * time.Millisecond, longest: 30 * time.Second}
	for {
		answers, err := s.inbox.Apply(ctx, results)
		if err == nil {
			s.answers.add(answers)
			if pause.reset() {
				s.bot.log.Info("Results are stored again; sending goes on.")
			}
			return true
		}
		if !pause.failing() {
			s.bot.log.Error("What was sent cannot be marked as sent; sending waits.", "cause", err)
		}
		s.hold(true)
		if !wait(ctx, pause.next()) {
			s.bot.log.Error("What was sent could not be marked as sent; after the next start it may be sent once more.", "messages", len(results))
			return false
		}
	}
}

func (s *sender) hold(held bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = held
}

// applied lets lanes go on whose results are stored.
func (s *sender) applied(batch []settled) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.held = false
	s.unsettled -= len(batch)
	for i := range batch {
		s.proceed(batch[i].lane, batch[i].result, now)
	}
	s.start(now)
	s.feeding.settled(s.bot)
}

// proceed goes on to a lane's next row. mu is held.
func (s *sender) proceed(l *lane, result *content.Result, now time.Time) {
	s.feeding.gone(result.Outgoing)
	if result.Outcome == content.Moved {
		s.moved(l, result.Outgoing)
		return
	}
	s.feeding.awake -= len(l.rows)
	if first := l.rows[0].Action; first == content.ActionAsk || first == content.ActionTask {
		s.bot.Wake() // its answer has led to another question, or to a message
	}
	l.pop()
	s.goOn(l, now)
}

// goOn puts a lane, whose first row is nobody's, where what it has to send says. mu is held.
func (s *sender) goOn(l *lane, now time.Time) {
	switch {
	case len(l.rows) > 0:
		s.schedule(l, now)
	case l.more:
		s.load(l, l.seen)
	default:
		s.rest(l)
	}
}
