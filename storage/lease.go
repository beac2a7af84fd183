package storage

import (
	"context"
	"errors"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"aitys/content"
)

// Of all processes that run the bot on one database, the one that has the lease polls, sends and does what is due. Whoever takes it raises its epoch. On PostgreSQL
// it ends by the server's clock unless it is renewed, and every writer reads the epoch in the row that it locks anyway, so that nobody writes whose lease another
// has taken. On SQLite, which one machine has to itself, it is a lock that ends with the process.

const (
	// leaseTerm is how long the lease lasts from when the server renewed it. Whoever waits for it takes over so long after a death, or a little later.
	leaseTerm = 3500 * time.Millisecond
	// leaseMargin is how much earlier its holder stops: what was sent in the last moment has arrived before another one begins.
	leaseMargin = time.Second
	// renewEvery is how often the lease is renewed: five times in vain, and its holder stops.
	renewEvery = 500 * time.Millisecond
	// renewWithin bounds one try: a connection that hangs is given up for a new one.
	renewWithin = time.Second
)

// Why a lease ends other than by giving it up.
var (
	// ErrLeaseLost tells that another process has the lease, or that it could not be renewed in time, so that another one may have it.
	ErrLeaseLost = errors.New("the lease was lost: another process has it, or the database could not be reached in time to renew it")
	// ErrLeaseWanted tells that aitys migrate-to asks for the lease.
	ErrLeaseWanted = errors.New("the lease is asked for, to carry the database over to another one")
)

// Holding is who has the lease.
type Holding struct {
	Holder string // a process, as it named itself; "": none
	Epoch  int64  // rises each time the lease is taken; 0: it never was
	over   bool   // it was given up, or was not renewed in time
}

// leaser is how an engine keeps the lease.
type leaser interface {
	look(ctx context.Context) (Holding, error)
	// take takes the lease that was seen, when it is over or its holder is dead. epoch is 0 where another process was quicker, or still has it.
	take(ctx context.Context, seen Holding, dead bool, holder string) (epoch int64, err error)
	// renew makes it last longer. held is false when another process has it; wanted tells that somebody asks for it.
	renew(ctx context.Context, epoch int64) (held, wanted bool, err error)
	giveUp(ctx context.Context, epoch int64) error
	// lasts is how long it may be relied upon after it was renewed.
	lasts() time.Duration
}

// Lease is the right of this process to poll, to send and to write. It is safe for concurrent use.
type Lease struct {
	leases leaser
	epoch  int64
	until  atomic.Int64 // nanoseconds after origin; see Holds

	once  sync.Once
	ended chan struct{} // closed once it is known to be lost
}

// origin is what a lease's end is counted from, by the monotonic clock.
var origin = time.Now()

// Holding tells who has the lease, as far as is known: a process that was killed is known as its holder until another one takes it.
func (tx *Tx) Holding() (seen Holding, err error) {
	_, err = tx.row(sqlLookAtLease, nil, &seen.Holder, &seen.Epoch)
	return seen, err
}

// HoldsLease tells whether this Store has the lease.
func (s *Store) HoldsLease() bool {
	lease := s.lease.Load()
	return lease != nil && lease.Holds()
}

// TakeLease takes the lease when no other process has it, and returns it; else nil, and who has it. It does not wait. From then on Update fails in this Store, with
// ErrLeaseLost, once another process has taken the lease or it could not be renewed in time; a Store that never took it is not held back, so that commands can write
// beside a bot.
func (s *Store) TakeLease(ctx context.Context) (*Lease, Holding, error) {
	seen, err := s.leases.look(ctx)
	if err != nil {
		return nil, Holding{}, unavailable("storage.TakeLease", err)
	}
	dead := !seen.over && isDead(seen.Holder)
	if !seen.over && !dead {
		return nil, seen, nil
	}
	asked, holder := time.Now(), processName()
	epoch, err := s.leases.take(ctx, seen, dead, holder)
	if err != nil || epoch == 0 {
		return nil, seen, unavailable("storage.TakeLease", err)
	}
	lease := &Lease{leases: s.leases, epoch: epoch, ended: make(chan struct{})}
	lease.until.Store(lease.end(asked))
	s.lease.Store(lease)
	if err := s.recall(ctx); err != nil {
		return nil, seen, errors.Join(err, lease.GiveUp(ctx))
	}
	return lease, Holding{Holder: holder, Epoch: epoch}, nil
}

// recall forgets what another process may have changed, and learns what it left.
func (s *Store) recall(ctx context.Context) error {
	s.recent.clear()
	var found beginning
	err := s.View(ctx, func(tx *Tx) error {
		_, err := tx.row(sqlSealing, nil, &found.mark, &found.lineage, &found.scrub)
		return err
	})
	if err != nil {
		return err
	}
	s.left.log.Store(found.scrub != 0)
	s.left.file.Store(found.scrub != 0)
	s.farewells.clear()
	return s.recallFarewells(ctx)
}

// fenced fails for a writer whose process had the lease and has it no more. epoch is the one that stands in the database.
func (s *Store) fenced(epoch int64) error {
	lease := s.lease.Load()
	switch {
	case epoch == movedEpoch && !s.moving:
		return errMoved
	case epoch == movedEpoch || lease == nil || epoch == lease.epoch && lease.Holds():
		return nil
	}
	lease.lose()
	return &content.Error{Code: content.Unavailable, Op: "storage.Update", Err: ErrLeaseLost}
}

// fencedHere is fenced before the database was asked: whoever slept for long need not ask.
func (s *Store) fencedHere() error {
	lease := s.lease.Load()
	if lease == nil {
		return nil
	}
	return s.fenced(lease.epoch)
}

// Epoch is the number of this tenure: above that of every earlier one.
func (l *Lease) Epoch() int64 { return l.epoch }

// Holds tells whether nobody else can have the lease yet. It goes by the monotonic clock, from before the renewal was asked for, and becomes false a second before
// the lease ends; then it stays so.
func (l *Lease) Holds() bool { return int64(time.Since(origin)) < l.until.Load() }

// end is until when the lease may be relied upon that was taken or renewed after a time.
func (l *Lease) end(asked time.Time) int64 {
	lasts := l.leases.lasts()
	if lasts == 0 {
		return math.MaxInt64
	}
	return int64(asked.Sub(origin) + lasts - leaseMargin)
}

// lose ends the lease in this process, for good.
func (l *Lease) lose() {
	l.once.Do(func() {
		l.until.Store(math.MinInt64)
		close(l.ended)
	})
}

// Keep renews the lease until ctx ends, and returns nil then. It returns ErrLeaseLost at once when the lease is lost, and ErrLeaseWanted when somebody asks for it.
func (l *Lease) Keep(ctx context.Context) error {
	ticker := time.NewTicker(renewEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-l.ended:
			return ErrLeaseLost
		case <-ticker.C:
		}
		if err := l.renew(ctx); err != nil {
			return err
		}
	}
}

// renew tries once. That the database does not answer is no error until the lease has run out.
func (l *Lease) renew(ctx context.Context) error {
	asked, before := time.Now(), l.until.Load()
	within, cancel := context.WithTimeout(ctx, min(renewWithin, l.rest()))
	held, wanted, err := l.leases.renew(within, l.epoch)
	cancel()
	switch {
	case !l.Holds() || err == nil && !held:
		l.lose()
		return ErrLeaseLost
	case err != nil:
		return nil
	case wanted:
		return ErrLeaseWanted
	}
	l.until.CompareAndSwap(before, l.end(asked)) // what was lost meanwhile stays lost
	return nil
}

// rest is for how long it holds if it is not renewed.
func (l *Lease) rest() time.Duration { return time.Duration(l.until.Load()) - time.Since(origin) }

// GiveUp ends the lease in good order: another process can take it at once. One that is lost is not given up.
func (l *Lease) GiveUp(ctx context.Context) error {
	held := l.Holds()
	l.lose()
	if !held {
		return l.leases.giveUp(ctx, 0)
	}
	return l.leases.giveUp(ctx, l.epoch)
}
