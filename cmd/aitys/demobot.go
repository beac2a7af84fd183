package main

import (
	"context"
	"log/slog"
	"sync"
)

// botProcess is the demo's bot as something that is stopped and started while people go on talking to it. It is the same wiring as
// aitys run, and reaches the emulator over HTTP alone.
type botProcess struct {
	ctx    context.Context // the demo's: what is started ends with it at the latest
	fail   func()          // ends the demo, since the bot cannot start or go on
	config config
	log    *slog.Logger

	mu      sync.Mutex // guards what follows
	cancel  context.CancelFunc
	ended   chan struct{} // closed once the bot that was started last has ended; nil: none was started
	err     error         // what it ended with
	running bool
	changed chan struct{}
}

func newBotProcess(ctx context.Context, fail func(), c config, log *slog.Logger) *botProcess {
	return &botProcess{ctx: ctx, fail: fail, config: c, log: log, changed: make(chan struct{})}
}

// Running tells whether the bot works.
func (b *botProcess) Running() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.running
}

// Changed is closed when the bot next starts or ends; then there is a new one to ask for.
func (b *botProcess) Changed() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changed
}

// Start starts the bot unless it works. An error that ends it is returned by Stop.
func (b *botProcess) Start() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.running || b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	ctx, cancel := context.WithCancel(b.ctx)
	ended := make(chan struct{})
	b.cancel, b.ended = cancel, ended
	b.set(true)
	go func() {
		defer close(ended)
		defer cancel()
		err := run(ctx, b.config, b.log)
		if err != nil {
			b.fail()
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		b.err = err
		b.set(false)
	}()
	return nil
}

// Stop lets the bot finish what it began, and returns what it ended with. Nothing was lost: what people do meanwhile waits for the next start.
func (b *botProcess) Stop() error {
	b.mu.Lock()
	cancel, ended := b.cancel, b.ended
	b.mu.Unlock()
	if ended == nil {
		return nil
	}
	cancel()
	<-ended
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}

// set says whether the bot works, and wakes whoever waits for a change. The caller holds mu.
func (b *botProcess) set(running bool) {
	b.running = running
	close(b.changed)
	b.changed = make(chan struct{})
}
