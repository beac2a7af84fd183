package main

import (
	"context"
	"log/slog"
	"time"

	"aitys/storage"
)

// indexAgain is after how long the indexing goes on that a failing store has interrupted.
const indexAgain = time.Minute

// indexWords makes searchable, beside the work, what stood in the database before there was searching.
func indexWords(ctx context.Context, store *storage.Store, log *slog.Logger) {
	for {
		err := store.IndexWords(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		log.Warn("older texts could not be made ready for searching: trying again in a minute", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(indexAgain):
		}
	}
}
