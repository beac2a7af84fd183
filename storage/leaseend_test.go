package storage

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// slowLease is a server that takes its time, or does not answer.
type slowLease struct {
	leaser
	takes time.Duration
	fails bool
}

func (s *slowLease) lasts() time.Duration { return leaseTerm }

func (s *slowLease) renew(ctx context.Context, _ int64) (held, wanted bool, err error) {
	select {
	case <-ctx.Done():
		return false, false, ctx.Err()
	case <-time.After(s.takes):
	}
	if s.fails {
		return false, false, errors.New("no answer")
	}
	return true, false, nil
}

func newTestLease(l leaser) *Lease {
	lease := &Lease{leases: l, epoch: 1, ended: make(chan struct{})}
	lease.until.Store(lease.end(time.Now()))
	return lease
}

// TestAHolderStopsASecondBeforeTheEnd, counted from before the renewal was asked for, whatever the server does.
func TestAHolderStopsASecondBeforeTheEnd(t *testing.T) {
	for name, server := range map[string]*slowLease{
		"silent": {takes: time.Hour}, "failing": {fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun := time.Now()
				lease := newTestLease(server)
				if err := lease.Keep(t.Context()); !errors.Is(err, ErrLeaseLost) {
					t.Errorf("Keep returned %v", err)
				}
				if took := time.Since(begun); took > leaseTerm-leaseMargin+renewEvery || lease.Holds() {
					t.Errorf("it stopped after %v; it holds: %t", took, lease.Holds())
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		lease := newTestLease(&slowLease{})
		time.Sleep(leaseTerm - leaseMargin - time.Millisecond)
		if !lease.Holds() {
			t.Error("it stopped earlier than it has to")
		}
		time.Sleep(time.Millisecond)
		if lease.Holds() {
			t.Error("a second before the lease ends it still holds")
		}
		if err := lease.renew(t.Context()); !errors.Is(err, ErrLeaseLost) || lease.Holds() {
			t.Errorf("whoever slept for too long goes on: %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) { // the answer takes long: the lease counts from the question
		lease := newTestLease(&slowLease{takes: 900 * time.Millisecond})
		asked := time.Now()
		if err := lease.renew(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(leaseTerm - leaseMargin - time.Since(asked))
		if lease.Holds() {
			t.Error("the time that the answer took was not taken off")
		}
	})
}
