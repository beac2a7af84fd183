package emulator

import (
	"sync"
	"time"
)

// Clock is a clock that stands still until it is moved, for Options.Now. Server.Elapse
// then does what has become due.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock that shows a time.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Move moves the clock on.
func (c *Clock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Elapse does at once what the server's clock has made due: polls close, bans
// and restrictions end, updates and presses that nobody took are forgotten, and
// whoever waits looks again. Without it the same happens when somebody next
// asks.
func (s *Server) Elapse() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closeDue()
	for _, ch := range s.world.chats {
		for id := range ch.members {
			s.memberNow(ch, id)
		}
	}
	for _, b := range s.world.botsByID {
		b.queue.forget(s.now())
	}
	s.forgetPresses()
	s.touch()
}
