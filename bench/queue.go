package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// queue is what getUpdates hands out. The updates are encoded beforehand and lie in one buffer, comma between them, so that an answer is a piece
// of it.
type queue struct {
	mu        sync.Mutex
	first     int64 // the update id of the first in the buffer; the others follow by ones
	text      []byte
	starts    []int // where each update starts in text, and at the end where the next one would
	ready     int   // how many may be handed out by now
	confirmed int   // how many lie below the offset that was asked for last
	delivered []time.Time
	stored    []time.Time   // when each was confirmed
	done      chan struct{} // closed when all are confirmed
	changed   chan struct{} // closed when more are ready
	polled    chan struct{} // closed at the first getUpdates
	pollOnce  sync.Once
}

func newQueue() *queue {
	return &queue{changed: make(chan struct{}), polled: make(chan struct{})}
}

// load replaces the updates, which the bot must have confirmed, by others that are not ready yet.
func (q *queue) load(l load) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.first, q.text, q.starts = l.first, l.text, l.starts
	q.ready, q.confirmed = 0, 0
	q.delivered, q.stored = make([]time.Time, l.units()), make([]time.Time, l.units())
	q.done = make(chan struct{})
}

// release makes the first n updates ready.
func (q *queue) release(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ready = n
	close(q.changed)
	q.changed = make(chan struct{})
}

// take returns what answers a getUpdates: at most limit updates from offset on. Where none is ready it waits, at most wait or until ctx ends.
func (q *queue) take(ctx context.Context, offset int64, limit int, wait time.Duration) []byte {
	q.pollOnce.Do(func() { close(q.polled) })
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		piece, changed := q.cut(offset, limit)
		if piece != nil {
			return piece
		}
		select {
		case <-changed:
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return nil
		}
	}
}

// wait returns when all updates are confirmed.
func (q *queue) wait(ctx context.Context) error {
	q.mu.Lock()
	done := q.done
	q.mu.Unlock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the updates were not confirmed: %w", ctx.Err())
	}
}

// cut returns the piece of the buffer that is due, or nil and what will be closed when there may be one.
func (q *queue) cut(offset int64, limit int) ([]byte, <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if low := int(offset - q.first); low > q.confirmed && low <= q.ready {
		now := time.Now()
		for i := q.confirmed; i < low; i++ {
			q.stored[i] = now
		}
		if q.confirmed = low; low == len(q.stored) {
			close(q.done)
		}
	}
	from, to := q.confirmed, min(q.confirmed+limit, q.ready)
	if from >= to {
		return nil, q.changed
	}
	now := time.Now()
	for i := from; i < to; i++ {
		if q.delivered[i].IsZero() {
			q.delivered[i] = now
		}
	}
	return q.text[q.starts[from] : q.starts[to]-1], nil // without the comma behind the last
}
