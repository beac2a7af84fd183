package main

import (
	"context"
	"sync"
	"time"
)

// gate lets newsrooms that share a process do heavy work one after the other: at night all want to at the same minute. At the zero gate nobody waits.
type gate struct {
	taken    chan struct{}
	patience time.Duration // who has waited so long goes ahead: another newsroom's disk may hang
}

func newGate(atOnce int, patience time.Duration) gate {
	return gate{make(chan struct{}, atOnce), patience}
}

// pass waits until it may go on, and returns what lets the next one pass, which may be called more than once.
func (g gate) pass(ctx context.Context) (end func()) {
	if g.taken == nil {
		return func() {}
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case g.taken <- struct{}{}:
		return sync.OnceFunc(func() { <-g.taken })
	case <-timer.C:
	case <-ctx.Done():
	}
	return func() {}
}

// alone does something in its turn.
func (g gate) alone(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		defer g.pass(ctx)()
		return do(ctx)
	}
}
