package emulator

import (
	"encoding/json"
	"time"
)

// longestPoll is what Telegram makes of a larger timeout.
// Source: telegram-bot-api Client.cpp, process_get_updates_query.
const longestPoll = 50 * time.Second

// longPoll is a getUpdates under way; over is closed when something ends it,
// and why says what.
type longPoll struct {
	over chan struct{}
	why  refusal
}

func (p *longPoll) end(why refusal) {
	p.why = why
	close(p.over)
}

// getUpdates confirms, answers what is there, or waits for something to come.
// It holds the lock only in between.
func (s *Server) getUpdates(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := c.check(); err != nil {
		return nil, err
	}
	q := &c.bot.queue
	if c.bot.webhook.URL != "" {
		return nil, webhookActive.err()
	}
	if q.poll != nil {
		q.poll.end(otherPoller)
	}
	mine := &longPoll{over: make(chan struct{})}
	q.poll = mine
	defer func() {
		if q.poll == mine {
			q.poll = nil
			s.touch()
		}
	}()
	if err := c.chooseUpdates(); err != nil {
		return nil, err
	}
	offset, limit, wait := c.pollArguments()
	s.closeDue()
	q.forget(s.now())
	if ready := s.handOut(c, q.take(offset, limit)); len(ready) > 0 || wait == 0 {
		s.touch()
		return ready, nil
	}
	s.touch()
	return s.awaitUpdates(c, mine, limit, wait)
}

// awaitUpdates sleeps until an update comes, the time is over, another poller
// takes over or the caller goes away.
func (s *Server) awaitUpdates(c *call, mine *longPoll, limit int, wait time.Duration) (any, error) {
	q := &c.bot.queue
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		wake := q.wake
		s.mu.Unlock()
		select {
		case <-wake:
		case <-timer.C:
			wait = 0
		case <-mine.over:
			s.mu.Lock()
			return nil, mine.why.err()
		case <-c.req.Context().Done():
			wait = -1
		case <-s.ctx.Done():
			wait = -1
		}
		s.mu.Lock()
		if wait < 0 {
			return []json.RawMessage{}, nil
		}
		select {
		case <-mine.over:
			return nil, mine.why.err()
		default:
		}
		q.forget(s.now())
		if ready := s.handOut(c, q.take(0, limit)); len(ready) > 0 || wait == 0 {
			return ready, nil
		}
	}
}

// chooseUpdates remembers allowed_updates, if they were sent. What cannot be
// read leaves the earlier choice in place, as Telegram does.
func (c *call) chooseUpdates() error {
	if !c.has("allowed_updates") {
		return nil
	}
	var kinds []string
	if err := json.Unmarshal([]byte(c.str("allowed_updates")), &kinds); err != nil {
		c.misuse("allowed_updates", "not a JSON array of strings")
		return nil
	}
	for _, kind := range kinds {
		if _, ok := updateKinds[kind]; !ok {
			c.misuse("allowed_updates", "no such kind of update: "+kind)
		}
	}
	c.bot.queue.allow(kinds)
	return nil
}

// pollArguments are offset, limit (1 to 100) and timeout, put into their bounds.
func (c *call) pollArguments() (offset int64, limit int, wait time.Duration) {
	offset, limit = c.num("offset"), 100
	if c.has("limit") {
		asked := c.num("limit")
		if limit = int(min(max(asked, 1), 100)); int64(limit) != asked {
			c.misuse("limit", "not within 1 to 100")
		}
	}
	wait = min(time.Duration(max(0, min(c.num("timeout"), 3600)))*time.Second, longestPoll)
	return offset, limit, wait
}

// largestAnswer is where the server of the Bot API cuts a getUpdates short.
// Source: telegram-bot-api Client.cpp, JsonUpdates.
const largestAnswer = 1 << 22

// withinSize is as many updates as fit into one answer, at least one.
func withinSize(updates []update) []update {
	size := 0
	for i, u := range updates {
		if size += 50 + len(u.raw); size > largestAnswer && i > 0 {
			return updates[:i]
		}
	}
	return updates
}

// handOut turns updates into an answer and notes that they were delivered.
func (s *Server) handOut(c *call, updates []update) []json.RawMessage {
	updates = s.disturb(c, withinSize(updates))
	out := make([]json.RawMessage, len(updates))
	for i, u := range updates {
		out[i] = u.raw
		c.bot.queue.delivered = max(c.bot.queue.delivered, u.id)
		s.deliveries.add(Delivery{Time: s.now(), BotID: c.bot.user.ID, Raw: u.raw})
	}
	return out
}
