package bot

import (
	"container/heap"
	"container/list"
	"context"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// few requests under way keep a server busy that answers within near; more go out only where answers take longer. Eight instead of 64 cost a
	// sixth less processor time with a server on the same machine.
	few  = 8
	near = 10 * time.Millisecond
	// slow is how long a request may take before it stops counting against width: a few chats that hang must not hold up the others.
	slow = time.Second
	// most is how many requests are under way at most, slow ones included.
	most = 512
	// unsettledMost is how many results may wait for being stored before sending waits too.
	unsettledMost = 1000
)

// sender takes rows from the outbox to Telegram. Each chat has a lane, and one for its tasks; lanes whose turn has come are served by workers, which are
// goroutines that live while there is something to send.
//
//	feed   outbox → lanes           (feed.go)
//	start  lanes → workers          (this file; low.go: of lanes that yield)
//	land   what a request came to   (land.go)
//	settle results → inbox          (settle.go)
type sender struct {
	bot     *Bot
	inbox   Inbox
	outbox  Outbox
	answers *answerer
	rates   *rates
	width   int

	work context.Context // of requests; set before run

	mu       sync.Mutex
	workers  sync.WaitGroup
	lanes    map[laneKey]*lane
	ready    []*lane // in the order in which they became ready
	low      []*lane // the same, of those that yield to the others: see low.go
	lowAt    time.Time
	flying   int  // requests under way of those
	draining bool // no lane of those begins any more
	asleep   sleepers
	running  int       // requests under way
	flights  list.List // the lanes of those that do not count as slow yet, oldest first
	window   window
	timer    *time.Timer // calls wakeUp at armed
	armed    time.Time
	stopping bool          // nothing new is sent
	held     bool          // results cannot be stored: nothing new is sent until they can
	quiet    chan struct{} // told when nothing is under way
	weather  weather

	newest atomic.Int64 // the highest number of a message in a private chat that is known to have been sent

	results   chan settled
	unsettled int // results on their way to the inbox

	feeding feeding
}

// newSender returns a sender that does nothing until run.
func newSender(b *Bot, inbox Inbox, outbox Outbox, answers *answerer) *sender {
	limits := newRates(b.rate)
	return &sender{
		bot: b, inbox: inbox, outbox: outbox, answers: answers, rates: limits, width: b.width,
		lanes:   map[laneKey]*lane{},
		window:  window{rates: limits},
		quiet:   make(chan struct{}, 1),
		results: make(chan settled, unsettledMost+most),
		weather: newWeather(),
	}
}

// schedule puts a lane with rows where it belongs: ready, or asleep until its limits allow. mu is held.
func (s *sender) schedule(l *lane, now time.Time) {
	at := l.limit.earliest(s.rates)
	if l.until.After(at) {
		at = l.until
	}
	if at.After(now) {
		l.state, l.until = laneAsleep, at
		heap.Push(&s.asleep, l)
		return
	}
	l.state = laneReady
	s.enqueue(l)
	s.feeding.awake += len(l.rows)
}

// start gives lanes whose turn has come to workers, as far as the limits allow. mu is held.
func (s *sender) start(now time.Time) {
	for len(s.asleep) > 0 && !s.asleep[0].until.After(now) {
		l := heap.Pop(&s.asleep).(*lane)
		l.until = time.Time{}
		s.schedule(l, now)
	}
	for l := s.next(now); l != nil; l = s.next(now) {
		s.workers.Add(1)
		go s.serve(l)
	}
	s.arm(now)
	if s.running == 0 && s.unsettled == 0 && len(s.ready) == 0 {
		signal(s.quiet)
	}
}

// next takes the lane whose turn it is out of the ready ones and marks it as sending; nil when none may send now. mu is held.
func (s *sender) next(now time.Time) *lane {
	if !s.willing() || now.Before(s.weather.until) {
		return nil
	}
	s.forgetSlow(now)
	if !s.room(now) || len(s.ready) == 0 && !s.lowMay(now) || !s.window.take(now) {
		return nil
	}
	l := s.dequeue(now)
	l.state, l.first, l.started = laneSending, l.rows[0], now
	l.first.stale = l.overtaken()
	s.hush(l)
	l.flight = s.flights.PushBack(l)
	s.running++
	return l
}

// willing tells that there is something to send, and nothing but limits against it. mu is held.
func (s *sender) willing() bool {
	return (len(s.ready) > 0 || s.lowWilling()) && !s.stopping && !s.held && s.unsettled < unsettledMost
}

// room tells whether one more request may be under way. mu is held.
func (s *sender) room(now time.Time) bool {
	under := s.flights.Len()
	if s.running >= most || under >= s.weather.width(s.width) {
		return false
	}
	return under < few || now.Sub(s.oldest()) >= near
}

// oldest returns when the request was begun that has been under way longest, those that are slow apart; there must be one. mu is held.
func (s *sender) oldest() time.Time { return s.flights.Front().Value.(*lane).started }

// forgetSlow takes requests that last too long off the count that holds others back. mu is held.
func (s *sender) forgetSlow(now time.Time) {
	for front := s.flights.Front(); front != nil; front = s.flights.Front() {
		l := front.Value.(*lane)
		if now.Sub(l.started) < slow {
			return
		}
		s.flights.Remove(front)
		l.flight = nil
		s.window.over(now) // by now the server has counted it
	}
}

// arm sets the timer to when something can start that cannot now. What can start once a request is over needs no timer. mu is held.
func (s *sender) arm(now time.Time) {
	at := s.soonest(now)
	if at.IsZero() || (s.armed.After(now) && !at.Before(s.armed)) {
		return
	}
	s.armed = at
	if s.timer == nil {
		s.timer = time.AfterFunc(at.Sub(now), s.wakeUp)
	} else {
		s.timer.Reset(at.Sub(now))
	}
}

// soonest returns the first time after now at which a limit or a pause ends that holds something back; zero when there is none.
func (s *sender) soonest(now time.Time) (at time.Time) {
	consider := func(t time.Time) {
		if t.After(now) && (at.IsZero() || t.Before(at)) {
			at = t
		}
	}
	if len(s.asleep) > 0 {
		consider(s.asleep[0].until)
	}
	if !s.willing() {
		return at
	}
	consider(s.weather.until)
	if len(s.ready) == 0 {
		consider(s.lowAt)
	}
	if free, ok := s.window.free(); ok {
		consider(free)
	}
	if s.flights.Len() > 0 {
		consider(s.oldest().Add(near))
		consider(s.oldest().Add(slow))
	}
	return at
}

// wakeUp is the timer's: the time of something has come.
func (s *sender) wakeUp() {
	defer s.bot.contain()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.armed = time.Time{}
	s.start(time.Now())
}

// serve sends what stands first in a lane, then in the lane whose turn is next, and so on until there is none.
func (s *sender) serve(l *lane) {
	defer s.workers.Done()
	defer s.bot.contain()
	for l != nil {
		l = s.land(l, s.attempt(l))
	}
}

// signal puts a token into a channel that holds one, if it has none.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
