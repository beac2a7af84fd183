package bot

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"aitys/content"
)

// Run takes updates to the inbox and what stands in the outbox to Telegram, and ticks once a second, until ctx ends. Then it finishes
// what was begun, which takes at most about six seconds, and returns nil. An error means that going on is senseless.
func (b *Bot) Run(ctx context.Context, inbox Inbox, outbox Outbox) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return b.tick(ctx, inbox) })
	return group.Wait()
}

// tick tells the inbox the time once a second: something may be due.
func (b *Bot) tick(ctx context.Context, inbox Inbox) error {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if _, err := inbox.Apply(ctx, []content.Incoming{{Kind: content.KindTick, At: b.stamp()}}); err != nil {
			b.log.Debug("A tick was not taken in.", "cause", err)
		}
		b.Wake()
	}
}
