package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"aitys/bot"
	"aitys/handlers"
	"aitys/storage"
)

// shift is the rooms while this process has the lease once. The next time they are made anew: what they remember may be wrong by then.
type shift struct {
	house  *house
	config config
	store  *storage.Store
	seen   *overview
	log    *slog.Logger

	lease    atomic.Pointer[storage.Lease] // nil while it waits
	newsroom *handlers.Newsroom
	telegram *bot.Bot
	group    discussion
	grouped  bool          // the discussion group is known
	moved    chan struct{} // told when the bot's standing in a chat may have changed
}

// connect makes all ready that needs no lease: it writes nothing, and of Telegram it only asks.
func (s *shift) connect(ctx context.Context) (err error) {
	c := s.config
	s.moved = make(chan struct{}, 1)
	s.newsroom = c.newsroom(s.store, s.log, func() { nudge(s.moved) }, s.house.belongs(&s.telegram))
	s.telegram, err = bot.Connect(ctx, bot.Config{
		Token: c.Token, URL: c.APIURL, SendRate: c.SendRate, Log: s.log, Painter: s.house.painter, Scribe: s.newsroom, Clerk: s.newsroom, Watcher: s.seen.watcher(),
		Quiet: func(at time.Time) (time.Time, bool) { return c.Quiet.Until(at, c.Zone) },
		May:   s.may, Transport: s.transport(), Contain: s.house.several, Width: s.house.width,
	})
	if err != nil {
		return err
	}
	s.group = discussion{c, s.telegram, s.newsroom, s.log}
	s.grouped = s.group.find(ctx)
	return nil
}

// may tells whether the bot may speak: it may ask who it is while it waits, and anything while it has the lease.
func (s *shift) may() bool {
	lease := s.lease.Load()
	return lease == nil || lease.Holds()
}

// transport takes the requests to Telegram. With SQLite the lease lasts as long as the process, and newsrooms share their connections; with a server it can be lost, and
// what is under way is cut off then: nil, so that the bot has connections of its own.
func (s *shift) transport() http.RoundTripper {
	if storage.Engine(s.config.Database) == "SQLite" {
		return s.house.transport
	}
	return nil
}

// work lets the bot work until ctx ends.
func (s *shift) work(ctx context.Context) error {
	c := s.config
	started := s.house.starts.pass(ctx)
	defer started()
	if err := errors.Join(prepare(ctx, c, s.newsroom), postAtStart(ctx, c, s.store)); err != nil {
		return unlessStopped(ctx, err)
	}
	started()
	in, alarm := &intake{newsroom: s.newsroom}, newAlerts(s.newsroom, s.telegram, s.log)
	s.seen.connected(s.telegram, in, alarm)
	defer s.seen.disconnected()
	guard := &lookout{c, s.store, s.newsroom, s.telegram, in, alarm, s.log, room, s.moved}
	s.log.Info("reading", "bot", s.telegram.Username(), "database", storage.Engine(c.Database))
	return s.house.work(ctx, s.telegram, outbox{s.store}, in, aside{
		func(ctx context.Context) { present(ctx, c, s.newsroom, s.telegram, s.log) },
		func(ctx context.Context) { checkStore(ctx, c.Zone, s.house.nights.alone(s.store.Check), alarm, s.log) },
		func(ctx context.Context) { indexWords(ctx, s.store, s.log) },
		guard.watch,
		s.newsroom.TryFilters,
		func(ctx context.Context) { tidyUp(ctx, c.Zone, s.store, s.log) },
		func(ctx context.Context) { backUp(ctx, c, s.store, s.house.nights, alarm, s.log) },
		func(ctx context.Context) { followFolder(ctx, c, s.newsroom) },
		func(ctx context.Context) { drawMaps(ctx, s.newsroom) },
		func(ctx context.Context) { followChannel(ctx, c.Channel, s.telegram, s.newsroom, s.log) },
		func(ctx context.Context) {
			if !s.grouped {
				s.group.keepFinding(ctx)
			}
		},
	})
}
