package main

import (
	"context"
	"log/slog"
	"time"

	"aitys/handlers"
	"aitys/storage"
)

const (
	// checkHour is when the whole database is looked through, in TIME_ZONE: after the nightly backup, while few people write.
	checkHour  = 5
	checkEvery = 10 * time.Minute // is looked whether the time has come
)

// inspection looks through the whole database beside the work: damage is better found today than in a backup next year.
type inspection struct {
	check func(ctx context.Context) error
	alarm alarm
	log   *slog.Logger
	zone  *time.Location
	now   func() time.Time
}

// checkStore looks through the database at the start and each night.
func checkStore(ctx context.Context, zone *time.Location, check func(context.Context) error, alarm alarm, log *slog.Logger) {
	ticker := time.NewTicker(checkEvery)
	defer ticker.Stop()
	i := inspection{check, alarm, log, zone, time.Now}
	i.follow(ctx, ticker.C)
}

// follow looks until ctx ends. Each tick is an occasion to look at the clock.
func (i *inspection) follow(ctx context.Context, ticks <-chan time.Time) {
	for {
		i.look(ctx)
		for next := nextAt(checkHour, i.now(), i.zone); i.now().Before(next); {
			select {
			case <-ctx.Done():
				return
			case <-ticks:
			}
		}
	}
}

func (i *inspection) look(ctx context.Context) {
	err := i.check(ctx)
	switch {
	case err == nil || ctx.Err() != nil:
	case storage.Damaged(err):
		i.log.Error("the database is damaged: stop the bot and put a backup in its place", "error", err)
		i.alarm.Alert(ctx, handlers.TroubleDamage, nil)
	default:
		i.log.Warn("the database could not be looked through: it is tried again in the next night", "error", err)
	}
}
