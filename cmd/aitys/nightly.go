package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aitys/handlers"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// nightHour is when the nightly backup is made, in TIME_ZONE: few people write then.
	nightHour = 4
	// staleBackup is how old the newest backup may be at a start; an older one is followed soon.
	staleBackup = 24 * time.Hour
	// backupSoon is how long after a start a backup may begin: the start itself has enough to do.
	backupSoon = time.Minute
	// backupAgain is when a backup that failed is tried again.
	backupAgain = time.Hour
	// backupEvery is how often it is looked whether the time has come.
	backupEvery = 30 * time.Second

	backupName = "aitys-2006-01-02T1504.db"
)

// keptBackup is a backup in the folder of nightly ones.
type keptBackup struct {
	path string
	made time.Time // as its name says
}

// of tells whether it is a backup of the database of that lineage. What cannot be read is nobody's.
func (b keptBackup) of(ctx context.Context, lineage int64) bool {
	found, err := storage.LineageOf(ctx, b.path)
	return err == nil && found == lineage
}

// backups returns the nightly backups in BACKUP_DIR, of whichever database, the newest first. A folder that cannot be read has none.
func (c *config) backups(ctx context.Context) []keptBackup {
	entries, err := os.ReadDir(c.BackupDir)
	if c.BackupDir == "" || err != nil {
		return nil
	}
	var all []keptBackup
	for _, entry := range entries {
		made, err := time.ParseInLocation(backupName, entry.Name(), c.Zone)
		if err == nil && entry.Type().IsRegular() {
			all = append(all, keptBackup{filepath.Join(c.BackupDir, entry.Name()), made})
		}
	}
	slices.SortFunc(all, func(a, b keptBackup) int { return b.made.Compare(a.made) })
	return all
}

// alarm is told of a trouble that begins or is over: *alerts.
type alarm interface {
	Alert(ctx context.Context, trouble handlers.Trouble, args phrases.Args)
	Clear(ctx context.Context, trouble handlers.Trouble)
}

// nightly makes a backup each night, and keeps as many as are wanted.
type nightly struct {
	config config
	store  *storage.Store
	alarm  alarm
	log    *slog.Logger
	now    func() time.Time
	gate   gate // among the newsrooms of the process

	next    time.Time
	lineage int64 // of the database: a folder may hold backups of several
}

// backUp makes nightly backups while the bot works.
func backUp(ctx context.Context, c config, store *storage.Store, gate gate, alarm alarm, log *slog.Logger) {
	ticker := time.NewTicker(backupEvery)
	defer ticker.Stop()
	n := nightly{config: c, store: store, alarm: alarm, log: log, now: time.Now, gate: gate}
	n.follow(ctx, ticker.C)
}

// follow makes backups until ctx ends. Each tick is an occasion to look at the clock: a timer would not notice that it was set, or that the machine slept.
func (n *nightly) follow(ctx context.Context, ticks <-chan time.Time) {
	if n.config.BackupKeep == 0 || n.config.BackupDir == "" {
		return
	}
	n.plan(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if n.now().Before(n.next) {
			continue
		}
		n.night(ctx)
	}
}

// plan sets the time of the first backup after a start.
func (n *nightly) plan(ctx context.Context) {
	now := n.now()
	n.next = now.Add(backupSoon)
	if own, err := n.own(ctx); err == nil && len(own) > 0 && now.Sub(own[0].made) < staleBackup {
		n.next = nextAt(nightHour, now, n.config.Zone)
	}
}

// nextAt is the next time at which that hour begins.
func nextAt(hour int, now time.Time, zone *time.Location) time.Time {
	now = now.In(zone)
	next := time.Date(now.Year(), now.Month(), now.Day(), hour, 0, 0, 0, zone)
	if !next.After(now) {
		next = time.Date(now.Year(), now.Month(), now.Day()+1, hour, 0, 0, 0, zone)
	}
	return next
}

// night makes a backup and plans the next one. Only then are older ones removed.
func (n *nightly) night(ctx context.Context) {
	path, err := n.make(ctx)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		n.log.Error("the nightly backup failed: it is tried again in an hour", "error", err)
		n.alarm.Alert(ctx, handlers.TroubleBackup, phrases.Args{"Folder": n.config.BackupDir})
		n.next = n.now().Add(backupAgain)
		return
	}
	n.log.Info("a backup was made and checked", "file", path)
	n.alarm.Clear(ctx, handlers.TroubleBackup)
	n.next = nextAt(nightHour, n.now(), n.config.Zone)
	if err := n.thin(ctx); err != nil {
		n.log.Warn("older backups could not be removed", "error", err)
	}
}

func (n *nightly) make(ctx context.Context) (path string, err error) {
	if err := makeFolder(n.config.BackupDir); err != nil {
		return "", err
	}
	defer n.gate.pass(ctx)()
	path = filepath.Join(n.config.BackupDir, n.now().In(n.config.Zone).Format(backupName))
	_, err = n.store.Backup(ctx, path, false)
	return path, err
}

// own returns the backups of this database, the newest first. What cannot be read is nobody's, and stays.
func (n *nightly) own(ctx context.Context) ([]keptBackup, error) {
	if n.lineage == 0 {
		var err error
		if n.lineage, err = lineageOf(ctx, n.store); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(n.config.backups(ctx), func(b keptBackup) bool { return !b.of(ctx, n.lineage) }), nil
}

// lineageOf reads which database a store is.
func lineageOf(ctx context.Context, store *storage.Store) (lineage int64, err error) {
	err = store.View(ctx, func(tx *storage.Tx) (err error) {
		lineage, err = tx.Lineage()
		return err
	})
	return lineage, err
}

// thin removes the oldest of this database's backups, and what is left of backups that were cut off.
func (n *nightly) thin(ctx context.Context) error {
	own, err := n.own(ctx)
	if err != nil {
		return err
	}
	for _, b := range own[min(len(own), n.config.BackupKeep):] {
		err = errors.Join(err, os.Remove(b.path))
	}
	return errors.Join(err, n.sweep())
}

// sweep removes unfinished backups of earlier nights.
func (n *nightly) sweep() error {
	entries, err := os.ReadDir(n.config.BackupDir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !unfinished(entry.Name()) {
			continue
		}
		if info, there := entry.Info(); there == nil && n.now().Sub(info.ModTime()) > staleBackup {
			err = errors.Join(err, os.Remove(filepath.Join(n.config.BackupDir, entry.Name())))
		}
	}
	return err
}

// unfinished tells the name of what is left of a nightly backup that was cut off.
func unfinished(name string) bool {
	of, is := storage.Unfinished(name)
	_, err := time.Parse(backupName, of)
	return is && err == nil
}
