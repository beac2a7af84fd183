package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"time"

	"aitys/bot"
	"aitys/content"
	"aitys/handlers"
	"aitys/phrases"
	"aitys/storage"
)

// How often the lookout looks, and from when on something is a trouble.
const (
	glanceEvery = 15 * time.Second // at the store, the outbox and the disks
	rightsEvery = time.Hour        // at the bot's rights, besides when Telegram says that they changed

	storeFailsFor = time.Minute      // what lasts less is a backup or another program that holds the lock
	stuckAfter    = 15 * time.Minute // a message that waits longer, while Telegram answers, will not go out by itself
	movingAfter   = 5 * time.Minute  // the oldest waits less: it is over

	fullBytes  = 200 << 20 // less is nearly full on any disk
	fullShare  = 20        // a twentieth is nearly full on a disk, unless it is
	amplyBytes = 2 << 30   // as much as this
)

// lookout looks after what nobody would notice until it is too late, and lets the owners be told.
type lookout struct {
	config   config
	store    *storage.Store
	newsroom *handlers.Newsroom
	telegram *bot.Bot
	intake   *intake
	alarm    *alerts
	log      *slog.Logger
	room     func(path string) (free, all uint64, err error)
	moved    <-chan struct{} // told when the bot's standing in a chat may have changed
}

// watch looks until ctx ends.
func (l *lookout) watch(ctx context.Context) {
	glance, rights := time.NewTicker(glanceEvery), time.NewTicker(rightsEvery)
	defer glance.Stop()
	defer rights.Stop()
	l.rights(ctx)
	for {
		l.glance(ctx)
		select {
		case <-ctx.Done():
			return
		case <-glance.C:
		case <-rights.C:
			l.rights(ctx)
		case <-l.moved:
			l.rights(ctx)
		}
	}
}

// glance looks at what can change at any moment.
func (l *lookout) glance(ctx context.Context) {
	l.atStore(ctx)
	l.atOutbox(ctx)
	l.atDisk(ctx, handlers.TroubleDisk, filepath.Dir(storage.File(l.config.Database)), storage.File(l.config.Database) != "")
	l.atDisk(ctx, handlers.TroubleBackupDisk, l.config.BackupDir, l.config.BackupKeep > 0 && l.config.BackupDir != "")
}

// judge says that a trouble lasts, or that it does not.
func (l *lookout) judge(ctx context.Context, lasts bool, trouble handlers.Trouble, args phrases.Args) {
	switch {
	case ctx.Err() != nil: // whatever failed may have failed for that
	case lasts:
		l.alarm.Alert(ctx, trouble, args)
	default:
		l.alarm.Clear(ctx, trouble)
	}
}

// atStore looks whether the store takes what comes in.
func (l *lookout) atStore(ctx context.Context) {
	failing, damaged := l.intake.failing()
	if damaged {
		l.alarm.Alert(ctx, handlers.TroubleDamage, nil)
	}
	l.judge(ctx, failing > storeFailsFor, handlers.TroubleStore, nil)
}

// atOutbox looks whether messages wait that should have gone out: while Telegram cannot be reached, all do, and no owner could be told.
func (l *lookout) atOutbox(ctx context.Context) {
	r := readStore(l.store)
	if r.err != nil {
		return
	}
	var waited time.Duration
	if !r.stats.OldestSend.IsZero() {
		waited = time.Since(r.stats.OldestSend)
	}
	switch {
	case waited > stuckAfter && l.telegram.Pulse().Answered < time.Minute:
		l.judge(ctx, true, handlers.TroubleOutbox, phrases.Args{"Waiting": r.stats.Outbox, "Minutes": int(waited.Minutes())})
	case waited < movingAfter:
		l.judge(ctx, false, handlers.TroubleOutbox, nil)
	}
}

// atDisk looks how much room is left on the disk of a folder. What cannot be looked at is no trouble of the disk's.
func (l *lookout) atDisk(ctx context.Context, trouble handlers.Trouble, folder string, matters bool) {
	if !matters {
		return
	}
	free, all, err := l.room(folder)
	if err != nil {
		return
	}
	const megabyte = 1 << 20
	switch {
	case nearlyFull(free, all):
		l.judge(ctx, true, trouble, phrases.Args{"Folder": folder, "Free": int(free / megabyte)}) //nolint:gosec // no disk has so many megabytes
	case !nearlyFull(free-free/5, all): // a fifth more than the limit, so that it does not come and go
		l.judge(ctx, false, trouble, nil)
	}
}

// nearlyFull tells whether so little is free that the operator has to act.
func nearlyFull(free, all uint64) bool {
	return free < fullBytes || free < amplyBytes && free < all/fullShare
}

// rights looks whether the bot may do in its channel and group what it has to. While Telegram cannot be asked, what was known stays.
func (l *lookout) rights(ctx context.Context) {
	chats, err := l.newsroom.Places(ctx, l.config.Channel)
	if err != nil {
		return
	}
	for trouble, chat := range map[handlers.Trouble]content.TelegramID{handlers.TroubleChannel: chats.Channel, handlers.TroubleGroup: chats.Group} {
		if chat == 0 {
			continue
		}
		standing, err := l.telegram.Standing(ctx, chat)
		if err != nil {
			l.log.Debug("the bot's rights could not be looked at", "cause", err)
			continue
		}
		l.judge(ctx, !standing.Write, trouble, nil)
		if trouble == handlers.TroubleGroup { // who cannot even write has nothing else to be told
			l.judge(ctx, standing.Write && !(standing.Delete && standing.Restrict), handlers.TroublePowers, nil)
		}
	}
	l.deskRights(ctx, chats.Desk)
}

// deskRights looks whether the bot may do in the moderation chat what it has to.
func (l *lookout) deskRights(ctx context.Context, desk content.TelegramID) {
	if desk == 0 {
		return
	}
	standing, err := l.telegram.Standing(ctx, desk)
	if err != nil {
		l.log.Debug("the bot's rights could not be looked at", "cause", err)
		return
	}
	l.judge(ctx, !(standing.Admin && standing.Pin && standing.Delete), handlers.TroubleDesk, nil)
}
