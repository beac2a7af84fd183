package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aitys/brittle"
	"aitys/storage"
)

// TestThePowerIsCutWhileABackupIsRestored cuts the power at each point of a restoring in turn, and after its end. Then the database is whole, and it is the one before or
// the restored one; the latter where the program said that it is restored.
func TestThePowerIsCutWhileABackupIsRestored(t *testing.T) {
	k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
	from := filepath.Dir(k.database[len("sqlite:"):])
	k.runsFor(5)
	if out, err := k.command("backup", filepath.Join(from, "backup.db")).CombinedOutput(); err != nil {
		t.Fatalf("aitys backup: %v\n%s", err, out)
	}
	k.runsFor(20)
	before, backup := readersIn(t, filepath.Join(from, "aitys.db")), readersIn(t, filepath.Join(from, "backup.db"))
	if before == backup {
		t.Fatal("the backup is what stands there: this shows nothing")
	}
	said, restored := 0, 0
	for range *cuts {
		done, readers := k.restoresInTheDark(from)
		if readers != backup && (done || readers != before) {
			t.Errorf("there were %d readers, the backup has %d; after a restoring (done: %v) there are %d", before, backup, done, readers)
		}
		if done {
			said++
		}
		if readers == backup {
			restored++
		}
	}
	t.Logf("%d restorings: %d were said to be done, %d were", *cuts, said, restored)
}

// runsFor lets the program run while people ask, and kills it: it leaves a log that is not in the file yet.
func (k *killing) runsFor(questions int) {
	k.t.Helper()
	program := k.start()
	k.write(questions)
	k.rests()
	if err := program.Process.Kill(); err != nil {
		k.t.Fatal(err)
	}
	_ = program.Wait() // it was killed, and says so
}

// restoresInTheDark restores the backup on a disk whose power is cut, and tells whether the program said that it was done, and how many readers there are then.
func (k *killing) restoresInTheDark(from string) (done bool, readers int64) {
	k.t.Helper()
	folder := k.t.TempDir()
	*seed++
	disk, err := brittle.Mount(folder, *seed)
	if err != nil {
		k.t.Skip(err)
	}
	defer func() { _ = disk.Close() }()
	if err := os.CopyFS(folder, os.DirFS(from)); err != nil {
		k.t.Fatal(err)
	}
	disk.Sync()
	dead := disk.Dead()
	command := k.command("restore", "--yes", filepath.Join(folder, "backup.db"))
	command.Env = append(command.Env, "DATABASE_URL=sqlite:"+filepath.Join(folder, "aitys.db"), "BACKUP_DIR="+k.t.TempDir())
	disk.CutAfter(1 + k.rnd.IntN(60))
	if err := command.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case <-dead:
		_ = command.Process.Kill() // it may have ended
		disk.Release()
		done = <-ended == nil
	case err := <-ended:
		disk.Cut()
		if done = err == nil; !done {
			k.t.Errorf("aitys restore: %v", err)
		}
	}
	if err := disk.PowerOn(); err != nil {
		k.t.Fatal(err)
	}
	beside := k.t.TempDir()
	if err := disk.CopyTo(beside); err != nil {
		k.t.Fatal(err)
	}
	return done, readersIn(k.t, filepath.Join(beside, "aitys.db"))
}

// readersIn counts the readers of a database that must be whole.
func readersIn(t *testing.T, path string) int64 {
	t.Helper()
	found, err := storage.Inspect(context.Background(), path, true)
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(path), err)
	}
	return found.Readers
}

// TestABackupOutlivesACutWithItsFolder makes a nightly backup in a folder that the program has to make, and cuts the power.
func TestABackupOutlivesACutWithItsFolder(t *testing.T) {
	drawn(t)
	store, err := storage.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i := range uint64(10) {
		folder := t.TempDir()
		disk, err := brittle.Mount(folder, *seed+i)
		if err != nil {
			t.Skip(err)
		}
		n := nightly{config: config{BackupDir: filepath.Join(folder, "kept", fmt.Sprint(i)), Zone: time.UTC}, store: store, now: time.Now}
		path, err := n.make(t.Context())
		disk.Cut()
		if err != nil {
			t.Fatal(err)
		}
		if err := disk.PowerOn(); err != nil {
			t.Fatal(err)
		}
		beside := t.TempDir()
		if err := disk.CopyTo(beside); err != nil {
			t.Fatal(err)
		}
		within, _ := filepath.Rel(folder, path)
		if _, err := storage.Inspect(context.Background(), filepath.Join(beside, within), true); err != nil {
			t.Errorf("seed %d: a backup that was made is lost: %v", *seed+i, err)
		}
		if err := disk.Close(); err != nil {
			t.Error(err)
		}
	}
}
