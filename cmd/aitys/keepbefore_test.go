package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aitys/storage"
)

// TestACopyFromBeforeIsAmongTheNightlyOnes asks where the copy is put: once an hour for each schema, never over another file, nowhere when no backups are wanted.
func TestACopyFromBeforeIsAmongTheNightlyOnes(t *testing.T) {
	ctx, store := context.Background(), newStore(t)
	c := config{BackupDir: filepath.Join(t.TempDir(), "deep", "backups"), BackupKeep: 3, Zone: time.UTC}
	lineage, err := lineageOf(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(s storage.Summary) string {
		t.Helper()
		path, err := c.keepBefore(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	present := storage.Summary{Lineage: lineage, Schema: storage.KnownSchema()}
	first := ask(present)
	if _, err := store.Backup(ctx, first, false); err != nil {
		t.Fatal(err)
	}
	if own := c.backups(ctx); len(own) != 1 || own[0].path != first {
		t.Errorf("%s is not among the nightly backups: %v", first, own)
	}
	if again := ask(present); again != "" {
		t.Errorf("the copy is made twice: %s", again)
	}
	other := present
	other.Lineage++
	if second := ask(other); second == "" || second == first {
		t.Errorf("another newsroom's copy is to be %q", second)
	}
	if err := os.Truncate(first, 8192); err != nil {
		t.Fatal(err)
	}
	if again := ask(present); again == "" || again == first {
		t.Errorf("in place of one that is damaged %q is made", again)
	}
	c.BackupKeep = 0
	if path := ask(other); path != "" {
		t.Errorf("no backups are wanted, but %s is made", path)
	}
	c.BackupKeep, c.BackupDir = 3, "/dev/null/backups"
	if _, err := c.keepBefore(ctx, present); err == nil {
		t.Error("a folder that cannot be made is no error")
	}
}
