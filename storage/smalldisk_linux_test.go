package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// smallDisk mounts a disk of a megabyte, which only root can.
func smallDisk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("aitys", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a small disk cannot be mounted here (%v): TestTroubleAbortsTheWholeBatchAndPasses makes the same trouble without one", err)
	}
	t.Cleanup(func() { ok(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

// onSmallDisk is a database on a small disk, with one reader in it.
func onSmallDisk(t *testing.T) (*database, *storage.Store) {
	t.Helper()
	db := newSQLite(t)
	db.path = filepath.Join(smallDisk(t), "aitys.db")
	db.url = "sqlite:" + db.path
	store := db.open()
	meet(t, store, content.Person{ID: 7})
	return db, store
}

func TestAFullDisk(t *testing.T) {
	db, store := onSmallDisk(t)
	ballast := filepath.Join(filepath.Dir(db.path), "ballast")
	_ = os.WriteFile(ballast, make([]byte, 8<<20), 0o600) // as much as fits
	next := content.UpdateID(1)
	for ; seeing(store, next) == nil; next++ { // what is left of the WAL's last page
		if next > 10_000 {
			t.Fatal("the disk never fills")
		}
	}
	failed(t, seeing(store, next))
	reader(t, store, 7) // can still be read
	ok(t, os.Remove(ballast))
	if got := fresh(t, store, ids{next - 1, next}); !got[next] {
		t.Errorf("update %d was refused, and is stored all the same", next)
	}
}

func TestADiskThatBecameReadOnly(t *testing.T) {
	db, store := onSmallDisk(t)
	remount := func(flags uintptr) {
		err := syscall.Mount("aitys", filepath.Dir(db.path), "tmpfs", syscall.MS_REMOUNT|flags, "")
		if errors.Is(err, syscall.EBUSY) {
			t.Skip("a disk with open files cannot be made read-only here")
		}
		ok(t, err)
	}
	ok(t, store.Close())
	remount(syscall.MS_RDONLY)
	says(t, refusal(t, db), db.path, "cannot be written", "rights")
	remount(0)
	reader(t, db.open(), 7)
}
