package main

import (
	"context"
	"log/slog"
	"time"

	"aitys/storage"
)

const (
	// tidyHour is when a large database is written anew after erasures, in TIME_ZONE: before the nightly backup, while few people write.
	tidyHour  = 3
	tidyEvery = time.Minute
)

// tidyUp removes what the disk still holds of what was erased: from a small database soon, from a large one at night.
func tidyUp(ctx context.Context, zone *time.Location, store *storage.Store, log *slog.Logger) {
	every(ctx, tidyEvery, func(now time.Time) bool {
		tidy := store.TidySmall
		if now.In(zone).Hour() == tidyHour {
			tidy = store.Tidy
		}
		if err := tidy(ctx); err != nil && ctx.Err() == nil {
			log.Error("bytes of what was erased may still be on the disk: it is tried again", "error", err)
		}
		return false
	})
}
