package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// newTestBureau is a newsroom that does what a test says.
func newTestBureau(log *logged, work func(context.Context) error) *bureau {
	return &bureau{
		name: "kk", log: newLog(log, slog.LevelDebug, "text"), still: func(*overview) string { return "" },
		work: func(ctx context.Context, _ *overview) error { return work(ctx) },
	}
}

// TestPausesGrow lets a newsroom fail again and again: it is tried often at first, then every five minutes or so, for ever.
func TestPausesGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tries []time.Time
		ctx, cancel := context.WithCancel(t.Context())
		const wanted = 20
		b := newTestBureau(&logged{}, func(context.Context) error {
			if tries = append(tries, time.Now()); len(tries) == wanted {
				cancel()
			}
			return errors.New("the disk is full")
		})
		b.keep(ctx)
		if first := tries[1].Sub(tries[0]); first < 800*time.Millisecond || first > 1200*time.Millisecond {
			t.Errorf("the first pause lasts %s", first)
		}
		for i := 2; i < len(tries); i++ {
			pause, before := tries[i].Sub(tries[i-1]), tries[i-1].Sub(tries[i-2])
			if pause < before*6/5 && pause < longestPause*4/5 || pause > longestPause*6/5 {
				t.Errorf("pause %d lasts %s after one of %s", i, pause, before)
			}
		}
	})
}

// TestWhatWorkedForLongIsTriedAtOnce lets a newsroom fail for hours, then work for a while: its next pause is a short one.
func TestWhatWorkedForLongIsTriedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ends, begins time.Time
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		b := newTestBureau(&logged{}, func(context.Context) error {
			switch n++; n {
			case 12:
				time.Sleep(steadyAfter + time.Second)
				ends = time.Now()
			case 13:
				begins = time.Now()
				cancel()
			}
			return errors.New("Telegram knows no such token")
		})
		b.keep(ctx)
		if pause := begins.Sub(ends); pause > 2*time.Second {
			t.Errorf("it paused for %s", pause)
		}
	})
}

// TestWhatStandsStillIsStartedAnew lets a newsroom stop moving: it alone is ended and tried again, and where it does not end, the log says so.
func TestWhatStandsStillIsStartedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tries atomic.Int64
		log := &logged{}
		b := newTestBureau(log, func(ctx context.Context) error {
			tries.Add(1)
			<-ctx.Done()
			if tries.Load() == 2 {
				time.Sleep(2 * endWithin)
			}
			return nil
		})
		b.still = func(*overview) string {
			if tries.Load() < 3 {
				return "polling has not moved for 6m0s"
			}
			return ""
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		b.keep(ctx)
		if got := tries.Load(); got != 3 {
			t.Errorf("it was tried %d times", got)
		}
		if got := strings.Count(log.String(), "polling has not moved"); got != 2 {
			t.Errorf("the log says %d times what stood still:\n%s", got, log)
		}
		if got := strings.Count(log.String(), "does not end"); got != 1 {
			t.Errorf("the log says %d times that it does not end:\n%s", got, log)
		}
	})
}

// TestWhatIsToldOfSeveral joins what is said of each newsroom.
func TestWhatIsToldOfSeveral(t *testing.T) {
	s := &bureaus{}
	for name, c := range map[string]struct {
		reports      []report
		alive, ready bool
	}{
		"all are well":        {[]report{{name: "a", wrong: "", works: true}, {name: "b", wrong: "", works: true}}, true, true},
		"one has trouble":     {[]report{{name: "a", wrong: "", works: true}, {name: "b", wrong: "it does not work", works: false}}, true, true},
		"one stands still":    {[]report{{name: "a", wrong: "", works: true}, {name: "b", wrong: "still", works: true}}, true, true},
		"all stand still":     {[]report{{name: "a", wrong: "still", works: true}, {name: "b", wrong: "still", works: true}}, false, false},
		"who works is still":  {[]report{{name: "a", wrong: "still", works: true}, {name: "b", wrong: "", works: false}}, false, true},
		"none has begun":      {[]report{{name: "a", wrong: "it is starting", works: false}, {name: "b", wrong: "it is starting", works: false}}, true, false},
		"none can be started": {[]report{{name: "a", wrong: "it does not work", works: false}}, true, false},
	} {
		if got := s.alive(c.reports) == ""; got != c.alive {
			t.Errorf("%s: alive is %v", name, got)
		}
		if got := s.ready(c.reports) == ""; got != c.ready {
			t.Errorf("%s: ready is %v", name, got)
		}
	}
}
