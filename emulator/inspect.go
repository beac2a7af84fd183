package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// InjectRaw queues any JSON as an update, whatever the bot allowed. An
// update_id is put in when the JSON is an object without one. The id is
// returned.
func (s *Server) InjectRaw(b Bot, raw string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.world.botsByID[b.ID].queue
	id := q.next
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(raw), &members) == nil && members != nil && members["update_id"] == nil {
		members["update_id"] = json.RawMessage(fmt.Sprint(id))
		if filled, err := json.Marshal(members); err == nil {
			raw = string(filled)
		}
	}
	q.add(update{id: id, raw: json.RawMessage(raw), dies: s.now().Add(updateLife)})
	s.touch()
	return id
}

// JumpUpdateIDs makes the next update's id be next, as after a week without
// updates. Offsets from before the jump confirm nothing after it.
func (s *Server) JumpUpdateIDs(b Bot, next int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.world.botsByID[b.ID].queue
	q.next, q.confirmed, q.delivered = next, 0, 0
}

// Confirmed is the highest offset that the bot has confirmed: every update
// below it is gone for good. It is 0 before the first one.
func (s *Server) Confirmed(b Bot) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.world.botsByID[b.ID].queue.confirmed
}

// Aged are the ids of updates that became too old before they were confirmed: they
// are gone, whoever was given them.
func (s *Server) Aged(b Bot) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.world.botsByID[b.ID].queue.aged)
}

// Pending is how many updates wait to be confirmed.
func (s *Server) Pending(b Bot) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.world.botsByID[b.ID].queue
	q.forget(s.now())
	return len(q.pending)
}

// idle says whether all updates are confirmed, a long poll waits for the next
// one, and no other call is under way.
func (s *Server) idle(b Bot) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.world.botsByID[b.ID].queue
	return len(q.pending) == 0 && q.poll != nil && s.ledger.open == 0
}

// WaitIdle waits until a bot has confirmed every update, polls for the next one
// and has no other call under way, and until settled, unless it is nil, says
// that the bot has nothing left to send.
func (s *Server) WaitIdle(ctx context.Context, b Bot, settled func() bool) error {
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		if err := s.Await(ctx, func() bool { return s.idle(b) }); err != nil {
			return err
		}
		if settled == nil || settled() && s.idle(b) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("emulator: waiting for the bot to settle: %w", ctx.Err())
		case <-time.After(pause): // settled is not ours to be notified of
		}
	}
}
