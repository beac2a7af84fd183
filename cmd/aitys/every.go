package main

import (
	"context"
	"time"
)

// every calls do from time to time until it says that it is done, or ctx ends. The first time is one interval away.
func every(ctx context.Context, interval time.Duration, do func(now time.Time) (done bool)) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			if do(now) {
				return
			}
		}
	}
}
