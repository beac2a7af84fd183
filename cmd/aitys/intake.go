package main

import (
	"context"
	"sync"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// intake lets the bot hand over what came, and remembers since when the store takes nothing.
type intake struct {
	newsroom *handlers.Newsroom

	mu      sync.Mutex
	since   time.Time // when the store began to fail; zero while it does not
	damaged bool
}

// Apply is the newsroom's.
func (i *intake) Apply(ctx context.Context, batch []content.Incoming) ([]content.Answer, error) {
	answers, err := i.newsroom.Apply(ctx, batch)
	i.note(err, ctx.Err() != nil)
	return answers, err
}

// note takes in how handing over ended; cut tells that it was ended from outside, which says nothing of the store.
func (i *intake) note(err error, cut bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	switch {
	case err == nil:
		i.since = time.Time{}
	case cut || !storage.Failing(err):
	default:
		i.damaged = i.damaged || storage.Damaged(err)
		if i.since.IsZero() {
			i.since = time.Now()
		}
	}
}

// failing returns for how long the store has taken nothing, 0 while it does, and whether it was found damaged.
func (i *intake) failing() (time.Duration, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.since.IsZero() {
		return 0, i.damaged
	}
	return time.Since(i.since), i.damaged
}
