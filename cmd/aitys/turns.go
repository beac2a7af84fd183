package main

import (
	"context"
	"sync"
	"time"
)

// turns let newsrooms that share a process do heavy work one after the other: at night all want to at the same minute. The zero turns never wait.
type turns struct {
	taken    chan struct{}
	patience time.Duration // who has waited so long goes ahead: another newsroom's disk may hang
}

func newTurns(atOnce int, patience time.Duration) turns {
	return turns{make(chan struct{}, atOnce), patience}
}

// take waits for a turn, and returns what ends it, which may be called more than once.
func (t turns) take(ctx context.Context) (end func()) {
	if t.taken == nil {
		return func() {}
	}
	timer := time.NewTimer(t.patience)
	defer timer.Stop()
	select {
	case t.taken <- struct{}{}:
		return sync.OnceFunc(func() { <-t.taken })
	case <-timer.C:
	case <-ctx.Done():
	}
	return func() {}
}

// alone does something in its turn.
func (t turns) alone(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		defer t.take(ctx)()
		return do(ctx)
	}
}
