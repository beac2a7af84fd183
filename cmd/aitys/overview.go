package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"aitys/bot"
	"aitys/storage"
)

// overview is what the program shows of itself over HTTP. The zero overview shows nothing, and costs nothing.
type overview struct {
	figures *figures // nil where nobody can ask for them
	health  health
	alarm   atomic.Pointer[alerts]
	gauges  *gauges // read from the store, while it is open
	opened  atomic.Bool
	door    *door
}

// newOverview returns an overview that can be filled; figures are nil where nobody can see them.
func newOverview(figures *figures) *overview { return &overview{figures: figures} }

// spent is who is told of transactions; nil: nobody.
func (o *overview) spent() func(storage.Spent) {
	if o.figures == nil {
		return nil
	}
	return o.figures.spent
}

// watcher is who is told what the bot does; nil: nobody.
func (o *overview) watcher() bot.Watcher {
	if o.figures == nil {
		return nil // not a figures that is nil
	}
	return o.figures
}

// open lets the overview be seen at an address, where there is one, from before the bot is connected. The error tells the operator what to do.
func (o *overview) open(address string, store *storage.Store, backup func() (time.Time, bool), log *slog.Logger) error {
	o.health.store = store
	o.opened.Store(true)
	if o.figures == nil {
		return nil
	}
	o.gauges = &gauges{store: store, alarm: o.alarm.Load, backup: backup, now: time.Now}
	o.figures.registerer.MustRegister(o.gauges)
	var err error
	o.door, err = openDoor(address, routesOf(&o.health, o.figures), log)
	return err
}

// connected adds what is known once the bot is connected.
func (o *overview) connected(telegram *bot.Bot, in *intake, alarm *alerts) {
	o.alarm.Store(alarm)
	o.health.intake.Store(in)
	o.health.telegram.Store(telegram)
}

// disconnected takes back what connected added: another process may work now.
func (o *overview) disconnected() {
	o.alarm.Store(nil)
	o.health.intake.Store(nil)
	o.health.telegram.Store(nil)
}

// standby notes whether this process waits, ready to take over from another one.
func (o *overview) standby(waits bool) { o.health.standby.Store(waits) }

// close ends what was opened.
func (o *overview) close() {
	o.door.close()
	if o.gauges != nil {
		o.figures.registerer.Unregister(o.gauges)
	}
}

// newestBackup returns when the newest nightly backup of a database was made; false when there is none.
func (c *config) newestBackup(lineage int64) (time.Time, bool) {
	ctx := context.Background()
	for _, b := range c.backups(ctx) {
		if b.of(ctx, lineage) {
			return b.made, true
		}
	}
	return time.Time{}, false
}
