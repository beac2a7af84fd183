package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// tally counts the replies to one load, and remembers when each person got theirs: they come in the order in which that person asked.
type tally struct {
	people  people
	target  int64
	silent  bool
	arrived atomic.Int64
	replies []atomic.Int32 // by person
	froms   []int          // by person: where the times of their replies begin, and at the end where the next person's would
	times   []atomic.Int64 // when replies came, in nanoseconds since began
	began   time.Time
	full    chan struct{} // closed when target replies have arrived
	more    func(arrived int)

	mu     sync.Mutex
	keep   int // how many bodies to keep
	bodies [][]byte
}

// moreEvery is how many replies arrive between two calls of more.
const moreEvery = 16

func newTally(l load, keep int) *tally {
	t := &tally{
		people: l.people, target: int64(l.replies()), silent: l.silent, keep: keep, began: time.Now(), full: make(chan struct{}),
		replies: make([]atomic.Int32, l.people.count), froms: make([]int, 1, l.people.count+1), times: make([]atomic.Int64, l.units()),
	}
	for person := range l.people.count {
		t.froms = append(t.froms, t.froms[person]+l.due[person])
	}
	return t
}

// add counts a reply that arrived in a chat.
func (t *tally) add(chat int64, body []byte) {
	if person, ok := t.people.number(chat); ok {
		nth := int(t.replies[person].Add(1)) - 1
		if at := t.froms[person] + nth; at < t.froms[person+1] {
			t.times[at].Store(int64(time.Since(t.began)))
		}
	}
	n := t.arrived.Add(1)
	if t.more != nil && n%moreEvery == 0 {
		t.more(int(n))
	}
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
	if t.silent {
		return nil
	}
	lost, doubled := t.faults(due)
	if strays := t.arrived.Load() - t.target; lost+doubled > 0 || strays != 0 {
		return fmt.Errorf("%d replies are missing and %d are too many, of %d", lost, doubled, t.target)
	}
	return nil
}

// faults counts the replies that are missing, and those that are too many.
func (t *tally) faults(due []int) (lost, doubled int) {
	for person := range t.replies {
		switch got := int(t.replies[person].Load()); {
		case got < due[person]:
			lost += due[person] - got
		case got > due[person]:
			doubled += got - due[person]
		}
	}
	return lost, doubled
}

// at tells when a person got a reply, the nth of theirs counted from 0.
func (t *tally) at(person, nth int) time.Time {
	return t.began.Add(time.Duration(t.times[t.froms[person]+nth].Load()))
}
