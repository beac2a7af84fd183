package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// tally counts the replies to one load, and remembers when each person got theirs.
type tally struct {
	people  people
	target  int64
	arrived atomic.Int64
	replies []atomic.Int32 // by person
	last    []atomic.Int64 // by person: when the last reply came, in nanoseconds since began
	began   time.Time
	full    chan struct{} // closed when target replies have arrived

	mu     sync.Mutex
	keep   int // how many bodies to keep
	bodies [][]byte
}

func newTally(p people, target, keep int) *tally {
	return &tally{
		people: p, target: int64(target), keep: keep, began: time.Now(), full: make(chan struct{}),
		replies: make([]atomic.Int32, p.count), last: make([]atomic.Int64, p.count),
	}
}

// add counts a reply that arrived in a chat.
func (t *tally) add(chat int64, body []byte) {
	if person, ok := t.people.number(chat); ok {
		t.replies[person].Add(1)
		t.last[person].Store(int64(time.Since(t.began)))
	}
	n := t.arrived.Add(1)
	if n <= int64(t.keep) {
		t.mu.Lock()
		t.bodies = append(t.bodies, append([]byte(nil), body...))
		t.mu.Unlock()
	}
	if n == t.target {
		close(t.full)
	}
}

// wait returns when target replies have arrived.
func (t *tally) wait(ctx context.Context) error {
	select {
	case <-t.full:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%d of %d replies arrived: %w", t.arrived.Load(), t.target, ctx.Err())
	}
}

// check returns an error unless each person got exactly the replies that are due to them.
func (t *tally) check(due []int) error {
	lost, doubled := 0, 0
	for person := range t.replies {
		switch got := int(t.replies[person].Load()); {
		case got < due[person]:
			lost += due[person] - got
		case got > due[person]:
			doubled += got - due[person]
		}
	}
	if strays := t.arrived.Load() - t.target; lost+doubled > 0 || strays != 0 {
		return fmt.Errorf("%d replies are missing and %d are too many, of %d", lost, doubled, t.target)
	}
	return nil
}

// at tells when a person got the last reply.
func (t *tally) at(person int) time.Time {
	return t.began.Add(time.Duration(t.last[person].Load()))
}
