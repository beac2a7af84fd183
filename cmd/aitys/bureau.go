package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sethvargo/go-retry"

	"aitys/bot"
)

// How a newsroom among several is started again.
const (
	firstPause   = time.Second
	longestPause = 5 * time.Minute
	steadyAfter  = 10 * time.Minute // what worked for so long begins with the first pause again
	stillEvery   = 30 * time.Second // is looked whether it has stopped moving
	endWithin    = 30 * time.Second // a newsroom ends that was told to; after that only the whole process can be started anew
)

// bureau is a newsroom among several. It goes on for as long as the process does, whatever befalls it, and leaves the others alone.
type bureau struct {
	name    string
	work    func(ctx context.Context, seen *overview) error // until ctx ends, or until it cannot go on
	log     *slog.Logger
	figures *figures               // over all tries; nil where nobody can see them
	still   func(*overview) string // what has stopped moving; "": nothing

	seen atomic.Pointer[overview] // of the present try
	mu   sync.Mutex
	next time.Time // when it is tried again; zero while it is being tried
}

// newBureau returns a newsroom that works in a house.
func newBureau(h *house, c config, figures *figures, log *slog.Logger) *bureau {
	log = log.With("newsroom", c.Name)
	return &bureau{
		name: c.Name, log: log, figures: figures, still: func(seen *overview) string { return seen.health.alive() },
		work: func(ctx context.Context, seen *overview) error {
			return h.contained(func() error { return h.run(ctx, c, seen, log) })
		},
	}
}

// growing are the pauses before the tries of a newsroom that cannot work.
func growing() retry.Backoff {
	return retry.WithJitterPercent(20, retry.WithCappedDuration(longestPause, retry.NewExponential(firstPause)))
}

// keep lets the newsroom work until ctx ends.
func (b *bureau) keep(ctx context.Context) {
	pause := growing()
	for {
		began := time.Now()
		err := b.try(ctx)
		if ctx.Err() != nil {
			b.ended(err)
			return
		}
		if time.Since(began) > steadyAfter {
			pause = growing()
		}
		if !b.rest(ctx, err, pause) {
			return
		}
	}
}

// try lets the newsroom work once. The error says why it does not go on.
func (b *bureau) try(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	seen := newOverview(b.figures)
	b.seen.Store(seen)
	defer b.seen.Store(nil) // its store is closed
	b.until(time.Time{})
	done := make(chan struct{})
	defer close(done)
	go b.watch(ctx, seen, done, cancel)
	err := b.work(ctx, seen)
	if still := new(stillError); err == nil && errors.As(context.Cause(ctx), &still) {
		return still
	}
	return err
}

// stillError ends a newsroom of which a part has not moved for long.
type stillError struct{ says string }

// Error says which part.
func (e *stillError) Error() string { return e.says }

// watch ends a try that has stopped moving, as whoever watches over a whole process does that is not alive any more.
func (b *bureau) watch(ctx context.Context, seen *overview, done <-chan struct{}, cancel context.CancelCauseFunc) {
	every(ctx, stillEvery, func(time.Time) bool {
		says := b.still(seen)
		if says != "" {
			cancel(&stillError{says})
		}
		return says != ""
	})
	timer := time.NewTimer(endWithin)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		b.log.Error("the newsroom does not end, and so it cannot be started anew: the program has to be")
	}
}

// rest waits before the next try; false when ctx ends first.
func (b *bureau) rest(ctx context.Context, err error, pause retry.Backoff) bool {
	wait, _ := pause.Next()
	b.log.Error("the newsroom does not work, the others do: it is tried again", append(inLog(err), "in", wait.Round(time.Second))...)
	b.until(time.Now().Add(wait))
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// ended says what went wrong while the newsroom ended with the process.
func (b *bureau) ended(err error) {
	if err != nil {
		b.log.Error("the newsroom did not end as it should", inLog(err)...)
	}
}

// inLog is an error for the log.
func inLog(err error) []any {
	if err == nil {
		err = errors.New("it ended by itself")
	}
	said := []any{"error", err}
	if fallen := new(bot.Panicked); errors.As(err, &fallen) {
		said = append(said, "stack", string(fallen.Stack))
	}
	return said
}

func (b *bureau) until(at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next = at
}

// waits returns how long the newsroom still waits before it is tried again; false where it is being tried.
func (b *bureau) waits() (time.Duration, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return time.Until(b.next), !b.next.IsZero()
}
