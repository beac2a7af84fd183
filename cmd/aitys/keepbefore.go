package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"aitys/storage"
)

// keptAlready is for how long a copy from before a change of the schema is not made again: a program that is started again and again, since the change fails,
// must not fill the disk with copies.
const keptAlready = time.Hour

// keepBefore names the copy of a database that is made before its schema is brought up to date: it stands among the nightly backups, and is removed as they
// are. "": none is wanted, or there is one.
func (c *config) keepBefore(ctx context.Context, present storage.Summary) (string, error) {
	if c.BackupKeep == 0 || c.BackupDir == "" {
		return "", nil
	}
	if err := makeFolder(c.BackupDir); err != nil {
		return "", err
	}
	now := time.Now()
	for _, b := range c.backups(ctx) {
		found, err := storage.Inspect(ctx, b.path, false)
		if err != nil || found.Lineage != present.Lineage || found.Schema != present.Schema || now.Sub(found.Made) >= keptAlready {
			continue
		}
		if _, err := storage.Inspect(ctx, b.path, true); err == nil {
			return "", nil
		}
	}
	for at := now; ; at = at.Add(time.Minute) { // the name of this minute may be another newsroom's
		path := filepath.Join(c.BackupDir, at.In(c.Zone).Format(backupName))
		if _, err := os.Lstat(path); err != nil {
			return path, nil
		}
	}
}

// makeFolder makes the folder for backups, so that a power cut does not take it away again with all that is in it. The error tells the operator what to do.
func makeFolder(folder string) error {
	if err := makeLasting(filepath.Clean(folder)); err != nil {
		return fmt.Errorf("the folder %s for backups cannot be made: name another in BACKUP_DIR, or see to the rights (%w)", folder, err)
	}
	return nil
}

// makeLasting makes a folder, and those above it that are not there. The name of each is on the disk only when the one above it is synced.
func makeLasting(folder string) error {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(folder)
	if above != folder {
		if err := makeLasting(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return errors.Join(err, &fs.PathError{Op: "mkdir", Path: folder, Err: syscall.ENOTDIR})
	}
	return storage.SyncPath(above)
}
