package bot

import (
	"context"
	"time"

	"github.com/sethvargo/go-retry"
)

// pauses gives growing, jittered pauses between tries: about first, twice that, and so on, never more than longest.
type pauses struct {
	first, longest time.Duration
	growing        retry.Backoff // nil while all is well
}

// next returns the pause before the next try, within a fifth of its step.
func (p *pauses) next() time.Duration {
	if p.growing == nil {
		step := retry.WithCappedDuration(p.longest*5/6, retry.NewExponential(p.first))
		p.growing = retry.WithJitterPercent(20, step)
	}
	pause, _ := p.growing.Next()
	return pause
}

// reset is called when a try succeeded; it tells whether one had failed before.
func (p *pauses) reset() bool {
	failed := p.growing != nil
	p.growing = nil
	return failed
}

// failing tells whether the last try failed.
func (p *pauses) failing() bool { return p.growing != nil }

// wait returns after d, or earlier with false when ctx ends.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
