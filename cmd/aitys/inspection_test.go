package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"
)

// TestTheDatabaseIsLookedThroughEachNight lets days go by from a noon on: it is looked through at the start and after each nightly backup.
func TestTheDatabaseIsLookedThroughEachNight(t *testing.T) {
	noon := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	var clock sync.Mutex // guards now and found
	now, found := noon, error(nil)
	read := func() (time.Time, error) {
		clock.Lock()
		defer clock.Unlock()
		return now, found
	}
	at := func() time.Time {
		now, _ := read()
		return now
	}
	var looked []string
	heard := &bell{}
	i := inspection{
		check: func(context.Context) error {
			at, err := read()
			looked = append(looked, at.Format("2 15:04"))
			return err
		},
		alarm: heard, log: slog.New(slog.DiscardHandler), zone: time.UTC, now: at,
	}
	ticks, ended := make(chan time.Time), make(chan struct{})
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		defer close(ended)
		i.follow(ctx, ticks)
	}()
	ticks <- noon // taken only when the look before is over
	pass := func(until time.Duration, what error) {
		for at().Before(noon.Add(until)) {
			ticks <- time.Time{}
			ticks <- time.Time{}
			clock.Lock()
			now, found = now.Add(30*time.Minute), what
			clock.Unlock()
		}
	}
	pass(24*time.Hour, errors.New("the disk was busy"))
	pass(48*time.Hour, sqlite3.Error{Code: sqlite3.ErrCorrupt})
	stop()
	<-ended
	if want := []string{"31 12:00", "1 05:00", "2 05:00"}; !slices.Equal(looked, want) {
		t.Errorf("looked at %q, want %q", looked, want)
	}
	if len(heard.rung) != 1 || heard.rung[0] != "damage in <nil>" {
		t.Errorf("the alarm heard %q", heard.rung)
	}
}
