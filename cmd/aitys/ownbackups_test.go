package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aitys/storage"
)

// TestOnlyOwnBackupsAreNamed lets two newsrooms share a folder, where the other one's backup is the newer.
func TestOnlyOwnBackupsAreNamed(t *testing.T) {
	ctx := context.Background()
	c := config{Database: "sqlite:" + filepath.Join(t.TempDir(), "aitys.db"), BackupDir: t.TempDir(), Zone: time.UTC}
	own, err := storage.Open(ctx, c.Database, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = own.Close() }()
	lineage, err := lineageOf(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	made := time.Date(2026, 1, 30, 4, 0, 0, 0, time.UTC)
	for night, store := range []*storage.Store{own, newStore(t)} {
		path := filepath.Join(c.BackupDir, made.AddDate(0, 0, night).Format(backupName))
		if _, err := store.Backup(ctx, path, false); err != nil {
			t.Fatal(err)
		}
	}
	if newest, there := c.newestBackup(lineage); !there || !newest.Equal(made) {
		t.Errorf("the newest backup is of %s (%t)", newest, there)
	}
	if newest, _, there := c.newestGood(ctx); !there || !newest.made.Equal(made) {
		t.Errorf("the newest good backup is %+v (%t)", newest, there)
	}
	if err := os.Truncate(storage.File(c.Database), 0); err != nil {
		t.Fatal(err)
	}
	if newest, _, there := c.newestGood(ctx); !there || newest.made.Equal(made) {
		t.Errorf("of a database that tells nothing it is %+v (%t)", newest, there)
	}
}
