package main

import (
	"bytes"
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

// TestThePowerIsCutWhileABackupIsRestored cuts the power while a backup is put in the place of a database that is whole, or damaged with a log beside it that is not;
// most often at the end, where files change places. Then the database is whole, and is the one before or the restored one; the latter where the program said so.
func TestThePowerIsCutWhileABackupIsRestored(t *testing.T) {
	k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
	from := filepath.Dir(k.database[len("sqlite:"):])
	k.runsFor(5)
	if out, err := k.command("backup", filepath.Join(from, "backup.db")).CombinedOutput(); err != nil {
		t.Fatalf("aitys backup: %v\n%s", err, out)
	}
	k.runsFor(20)
	r := restored{killing: k, from: from, backup: readersIn(t, filepath.Join(from, "backup.db"))}
	r.isCut(*cuts, readersIn(t, filepath.Join(from, "aitys.db")))
	if err := os.WriteFile(filepath.Join(from, "aitys.db"), bytes.Repeat([]byte("noise"), 20_000), 0o600); err != nil {
		t.Fatal(err)
	}
	r.isCut(*cuts*2, unreadable)
}

// unreadable stands for the number of readers in a damaged database.
const unreadable = -1

// restored is a backup that is restored again and again, each time over a copy of the same folder.
type restored struct {
	*killing
	from   string
	backup int64 // readers in it
}

// isCut cuts the power so many times, before a database with so many readers is replaced or after.
func (r *restored) isCut(n int, before int64) {
	r.t.Helper()
	if before == r.backup {
		r.t.Fatal("the backup is what stands there: this shows nothing")
	}
	_, _, changes := r.restores(1 << 30)
	said, was := 0, 0
	for i := range n {
		at := changes // what comes last brings names onto the disk: here most is open
		switch i % 8 {
		case 0:
			at = changes + 1
		case 1:
			at = 1 + r.rnd.IntN(changes)
		case 2:
			at = max(1, changes-r.rnd.IntN(8))
		}
		done, readers, _ := r.restores(at)
		if readers != r.backup && (done || readers != before) {
			r.t.Errorf("there were %d readers, the backup has %d; cut at change %d of a restoring (done: %v, seed %d) there are %d", before, r.backup, at, done, *seed, readers)
		}
		if done {
			said++
		}
		if readers == r.backup {
			was++
		}
	}
	r.t.Logf("%d restorings of %d changes: %d were said to be done, %d were", n, changes, said, was)
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

// restores restores the backup on a disk whose power is cut at a change, or at the end, and tells whether the program said that it was done, how many readers there
// are then, and how many changes it made.
func (r *restored) restores(at int) (done bool, readers int64, changes int) {
	r.t.Helper()
	folder := r.t.TempDir()
	*seed++
	disk, err := brittle.Mount(folder, *seed)
	if err != nil {
		r.t.Skip(err)
	}
	defer func() { _ = disk.Close() }()
	if err := os.CopyFS(folder, os.DirFS(r.from)); err != nil {
		r.t.Fatal(err)
	}
	disk.Sync()
	if r.rnd.IntN(2) == 0 {
		disk.Odds(0.5, 0.5)
	}
	dead, made := disk.Dead(), disk.Changes()
	command := r.command("restore", "--yes", filepath.Join(folder, "backup.db"))
	command.Env = append(command.Env, "DATABASE_URL=sqlite:"+filepath.Join(folder, "aitys.db"), "BACKUP_DIR="+r.t.TempDir())
	disk.CutAfter(at)
	if err := command.Start(); err != nil {
		r.t.Fatal(err)
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
			r.t.Errorf("aitys restore: %v", err)
		}
	}
	if err := disk.PowerOn(); err != nil {
		r.t.Fatal(err)
	}
	beside := r.t.TempDir()
	if err := disk.CopyTo(beside); err != nil {
		r.t.Fatal(err)
	}
	return done, readersThere(r.t, filepath.Join(beside, "aitys.db")), disk.Changes() - made
}

// readersThere counts the readers of a database that is whole, unless it is the damaged one.
func readersThere(t *testing.T, path string) int64 {
	t.Helper()
	if held, err := os.ReadFile(path); err == nil && bytes.HasPrefix(held, []byte("noise")) { //nolint:gosec // of this test
		return unreadable
	}
	return readersIn(t, path)
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
