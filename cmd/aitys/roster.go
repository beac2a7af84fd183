package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"aitys/bot"
	"aitys/storage"
)

const (
	// askLease is how often a process that waits looks whether it can have the lease.
	askLease = 250 * time.Millisecond
	// leaseWithin bounds one look: a connection that hangs is given up for a new one.
	leaseWithin = 4 * time.Second
	// yieldFor is how long a process stands back that was asked for the lease.
	yieldFor = 2 * time.Second
	// leaveWithin bounds how long it takes to give the lease up: others get it a little later anyway.
	leaveWithin = time.Second
)

// roster lets the processes that run the bot on one database work one at a time: whoever has the lease. The others wait, ready to take over.
type roster struct {
	store *storage.Store
	log   *slog.Logger
	seen  *overview
	wait  time.Duration // before the lease is asked for
}

// next waits for the lease. The error is ctx's, or says why this process can never have it.
func (r *roster) next(ctx context.Context) (*storage.Lease, error) {
	waiting, failing := false, false
	defer r.seen.standby(false)
	for pause := r.wait; ; pause = askLease {
		if err := sleep(ctx, pause); err != nil {
			return nil, err
		}
		asking, cancel := context.WithTimeout(ctx, leaseWithin)
		lease, holding, err := r.store.TakeLease(asking)
		cancel()
		switch {
		case lease != nil:
			r.log.Info("this process polls and sends", "epoch", lease.Epoch(), "waited", waiting)
			return lease, nil
		case err != nil && ctx.Err() == nil && !storage.Failing(err):
			return nil, err
		case err != nil:
			if !failing {
				r.log.Warn("the database does not tell which process works: this one asks again", "cause", err)
			}
			failing = true
			continue
		case !waiting:
			r.log.Info("another process works on this database: this one waits, and takes over when that one ends", "holder", holding.Name())
			r.seen.standby(true)
		}
		waiting, failing = true, false
	}
}

// sleep waits for a time; the error is ctx's.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return ctx.Err()
	}
}

// hold lets work go on while this process has the lease, and gives the lease up in the end. again tells that the lease was lost or asked for, so that this process is to
// wait for its next turn.
func (r *roster) hold(ctx context.Context, lease *storage.Lease, work func(context.Context) error) (again bool, err error) {
	working, end := context.WithCancelCause(ctx)
	defer end(nil)
	keeping, stop := context.WithCancel(context.WithoutCancel(ctx)) // what was begun is finished under the lease
	defer stop()
	kept := make(chan error, 1)
	go func() {
		why := lease.Keep(keeping)
		switch {
		case errors.Is(why, storage.ErrLeaseLost):
			end(bot.ErrCut)
		case why != nil:
			end(why)
		}
		kept <- why
	}()
	err = work(working)
	stop()
	why := <-kept
	r.leave(ctx, lease)
	if why == nil || ctx.Err() != nil {
		return false, err
	}
	r.wait = 0
	if errors.Is(why, storage.ErrLeaseWanted) {
		r.wait = yieldFor
	}
	r.log.Warn("this process polls and sends no more, and waits", "cause", why)
	return true, nil
}

// leave gives the lease up.
func (r *roster) leave(ctx context.Context, lease *storage.Lease) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
	defer cancel()
	if err := lease.GiveUp(ctx); err != nil {
		r.log.Debug("the lease could not be given up: it ends by itself", "cause", err)
	}
}
