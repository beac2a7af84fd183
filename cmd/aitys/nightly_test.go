package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aitys/handlers"
	"aitys/phrases"
	"aitys/storage"
)

// bell is an alarm that writes down what it is told.
type bell struct{ rung []string }

func (b *bell) Alert(_ context.Context, trouble handlers.Trouble, args phrases.Args) {
	b.rung = append(b.rung, fmt.Sprint(trouble, " in ", args["Folder"]))
}

func (b *bell) Clear(_ context.Context, trouble handlers.Trouble) {
	b.rung = append(b.rung, fmt.Sprint(trouble, " over"))
}

// nights is a newsroom of which only the backups are looked at, on a clock that the test moves.
type nights struct {
	*nightly
	t    *testing.T
	bell *bell
	tick chan time.Time

	clock sync.Mutex
	at    time.Time
}

func (n *nights) time() time.Time {
	n.clock.Lock()
	defer n.clock.Unlock()
	return n.at
}

func (n *nights) advance(d time.Duration) {
	n.clock.Lock()
	defer n.clock.Unlock()
	n.at = n.at.Add(d)
}

func newNights(t *testing.T, folder string) *nights {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		t.Fatal(err)
	}
	n := &nights{t: t, bell: &bell{}, at: time.Date(2026, 1, 31, 12, 0, 0, 0, zone), tick: make(chan time.Time)}
	n.nightly = &nightly{
		config: config{BackupDir: folder, BackupKeep: 3, Zone: zone}, store: newStore(t), alarm: n.bell,
		log: slog.New(slog.DiscardHandler), now: n.time,
	}
	return n
}

// newStore opens a new database, for the test's time.
func newStore(t *testing.T) *storage.Store {
	t.Helper()
	store, err := storage.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// pass lets time go by in steps of an hour, looking at the clock after each, with the program started at the beginning of it.
func (n *nights) pass(d time.Duration) {
	n.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.follow(ctx, n.tick)
	}()
	n.look()
	for range int(d / time.Hour) {
		n.look() // taken only when the look before is over
		n.advance(time.Hour)
		n.look()
	}
	n.look()
	stop()
	<-ended
}

func (n *nights) look() {
	select {
	case n.tick <- time.Time{}:
	case <-time.After(time.Minute):
		n.t.Fatal("nobody looks at the clock")
	}
}

func (n *nights) files() (names []string) {
	entries, _ := os.ReadDir(n.config.BackupDir)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func (n *nights) holds(want ...string) {
	n.t.Helper()
	if got := n.files(); !slices.Equal(got, want) {
		n.t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestNightlyBackups(t *testing.T) {
	n := newNights(t, filepath.Join(t.TempDir(), "backups"))
	n.pass(time.Hour)
	n.holds("aitys-2026-01-31T1300.db") // soon after a start without any
	n.pass(14 * time.Hour)              // until three
	n.holds("aitys-2026-01-31T1300.db")
	n.pass(2 * time.Hour)
	n.holds("aitys-2026-01-31T1300.db", "aitys-2026-02-01T0400.db")
	n.pass(4 * 24 * time.Hour)
	n.holds("aitys-2026-02-03T0400.db", "aitys-2026-02-04T0400.db", "aitys-2026-02-05T0400.db")
	for _, name := range n.files() {
		if _, err := storage.Inspect(context.Background(), filepath.Join(n.config.BackupDir, name), true); err != nil {
			t.Error(err)
		}
	}
	n.advance(48 * time.Hour) // the bot stood still
	n.pass(time.Hour)
	n.holds("aitys-2026-02-04T0400.db", "aitys-2026-02-05T0400.db", "aitys-2026-02-07T0600.db")
	if slices.ContainsFunc(n.bell.rung, func(said string) bool { return said != "backup over" }) {
		t.Errorf("the alarm was raised: %q", n.bell.rung)
	}
}

func TestOnlyOwnBackupsAreRemoved(t *testing.T) {
	folder := t.TempDir()
	other := newStore(t)
	theirs := filepath.Join(folder, "aitys-2026-01-01T0400.db")
	if _, err := other.Backup(context.Background(), theirs, false); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"aitys-2026-01-02T0400.db": "not a database", "notes.txt": "", "aitys-latest.db": "", ".aitys-2026-01-03T0400.db.123.part": "cut off",
		".other.db.123.part": "",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Unix(0, 0), time.Unix(0, 0)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "aitys-2026-01-04T0400.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	n := newNights(t, folder)
	n.config.BackupKeep = 1
	n.pass(3 * 24 * time.Hour)
	n.holds(".other.db.123.part", "aitys-2026-01-01T0400.db", "aitys-2026-01-02T0400.db", "aitys-2026-01-04T0400.db", "aitys-2026-02-03T0400.db",
		"aitys-latest.db", "notes.txt")
}

func TestABackupThatFailsIsTriedAgainAndTold(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "backups")
	n := newNights(t, folder)
	n.pass(time.Hour)
	if err := os.WriteFile(folder+".aside", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	good := n.files()
	if err := os.Rename(folder, folder+".there"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, []byte("a file where the folder was"), 0o600); err != nil {
		t.Fatal(err)
	}
	n.bell.rung = nil
	n.pass(18 * time.Hour)
	if len(n.bell.rung) < 2 || n.bell.rung[0] != "backup in "+folder {
		t.Errorf("the alarm heard %q", n.bell.rung)
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(folder+".there", folder); err != nil {
		t.Fatal(err)
	}
	n.bell.rung = nil
	n.pass(24 * time.Hour)
	if len(n.files()) != len(good)+1 || !slices.Equal(n.bell.rung, []string{"backup over"}) {
		t.Errorf("the folder holds %q, the alarm heard %q", n.files(), n.bell.rung)
	}
}

func TestNoNightlyBackupsWhereNoneAreWanted(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "backups")
	n := newNights(t, folder)
	n.config.BackupKeep = 0
	n.follow(context.Background(), n.tick) // returns at once
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the folder: %v", err)
	}
}

// TestADamagedDatabaseNamesTheNewestGoodBackup drives the commands as an operator does, on a machine with nothing else.
func TestADamagedDatabaseNamesTheNewestGoodBackup(t *testing.T) {
	n := newNights(t, filepath.Join(t.TempDir(), "backups"))
	n.config.Database = "sqlite:" + filepath.Join(t.TempDir(), "aitys.db")
	if err := os.WriteFile(strings.TrimPrefix(n.config.Database, "sqlite:"), []byte(strings.Repeat("overwritten ", 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	start := func() error { return run(context.Background(), n.config, n.log) }
	if err := start(); err == nil || !strings.Contains(err.Error(), "no good backup in "+n.config.BackupDir) {
		t.Errorf("without a backup run says %v", err)
	}
	n.pass(24 * time.Hour)
	files := n.files()
	newest := filepath.Join(n.config.BackupDir, files[len(files)-1])
	if err := os.Truncate(newest, 8192); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(n.config.BackupDir, files[len(files)-2])
	if err := start(); err == nil || !strings.Contains(err.Error(), "aitys restore "+good) {
		t.Errorf("run says %v", err)
	}
}
