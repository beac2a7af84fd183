package storage

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"aitys/content"
)

// These tests reach into the Store: to make its one writing connection fail, and to see what it remembers.

func openFile(t *testing.T) *Store {
	t.Helper()
	store, err := Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func pragma(t *testing.T, store *Store, text string) {
	t.Helper()
	if _, err := store.write.ExecContext(context.Background(), "PRAGMA "+text); err != nil {
		t.Fatal(err)
	}
}

// park writes enough to need new pages.
func park(tx *Tx) error {
	return tx.Park(content.Incoming{Raw: make([]byte, 1<<20)}, "a bug")
}

// standing returns how many updates are parked and how many messages wait.
func standing(t *testing.T, store *Store) (parked, waiting int) {
	t.Helper()
	err := store.View(context.Background(), func(tx *Tx) error {
		rows, err := tx.Parked(0, 100)
		if err != nil {
			return err
		}
		out, err := tx.Pending(0, 100)
		parked, waiting = len(rows), len(out)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return parked, waiting
}

// troubles are ways to make writing fail, and to mend it.
var troubles = map[string][2]string{
	"full":      {"max_page_count = 60", "max_page_count = 1073741823"},
	"read-only": {"query_only = 1", "query_only = 0"},
}

func TestTroubleAbortsTheWholeBatchAndPasses(t *testing.T) {
	for name, trouble := range troubles {
		t.Run(name, func(t *testing.T) {
			store := openFile(t)
			if err := store.Update(context.Background(), func(tx *Tx) error { return tx.Meet([]content.Person{{ID: 7}}) }); err != nil {
				t.Fatal(err)
			}
			pragma(t, store, trouble[0])
			for range 3 {
				err := store.Update(context.Background(), batchWithBugs)
				if !Failing(err) {
					t.Fatalf("Update returned %v", err)
				}
				if parked, waiting := standing(t, store); parked+waiting > 0 {
					t.Fatalf("%d parked and %d waiting after a batch that failed", parked, waiting)
				}
			}
			pragma(t, store, trouble[1])
			if err := store.Update(context.Background(), batchWithBugs); err != nil {
				t.Fatal(err)
			}
			if parked, waiting := standing(t, store); parked != 2 || waiting != 1 {
				t.Errorf("%d parked and %d waiting after the trouble passed", parked, waiting)
			}
		})
	}
}

// batchWithBugs keeps every failure to itself and goes on, as no handler should.
func batchWithBugs(tx *Tx) error {
	_ = tx.Guard(false, func() error { return park(tx) })
	_ = park(tx)
	tx.Send(content.Outgoing{Chat: 1, Text: "stored"})
	return nil
}

// TestNothingFollowsAFailure: SQLite rolls a transaction back by itself when the disk is full; what is written after that would be committed on
// its own.
func TestNothingFollowsAFailure(t *testing.T) {
	store := openFile(t)
	pragma(t, store, troubles["full"][0])
	err := store.Update(context.Background(), func(tx *Tx) error {
		if err := park(tx); !Failing(err) {
			t.Errorf("writing to a full disk returned %v", err)
		}
		ran := false
		if err := tx.Guard(true, func() error { ran = true; return nil }); !Failing(err) || ran {
			t.Errorf("after the failure a Guard returned %v, ran: %t", err, ran)
		}
		if err := tx.ScheduleOnce(content.Due{Work: "late"}); !Failing(err) {
			t.Errorf("after the failure a small write returned %v", err)
		}
		return nil
	})
	if !Failing(err) {
		t.Errorf("Update returned %v", err)
	}
}

func TestWhatIsRememberedOfTheOutboxIsBounded(t *testing.T) {
	store := openFile(t)
	send := func(messages int) {
		err := store.Update(context.Background(), func(tx *Tx) error {
			chat, err := tx.Chat(content.Chat{ID: 7, Kind: content.ChatPrivate})
			for range messages {
				tx.Send(content.Outgoing{Chat: chat, Text: "x"})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	send(3)
	settle := func(tx *Tx) error {
		rows, err := tx.Pending(0, 2)
		for _, row := range rows {
			err = errors.Join(err, tx.Settle(content.Result{Outgoing: row.ID, Outcome: content.Delivered}))
		}
		return err
	}
	if err := store.Update(context.Background(), settle); err != nil {
		t.Fatal(err)
	}
	if got := len(store.recent.rows); got != 1 {
		t.Errorf("%d rows are remembered, one of which waits", got)
	}
	for range 3 {
		send(recentRows / 2)
	}
	if got := len(store.recent.rows); got > recentRows {
		t.Errorf("%d rows are remembered", got)
	}
	err := store.View(context.Background(), func(tx *Tx) error {
		rows, err := tx.Pending(0, 2*recentRows)
		if len(rows) != 1+3*recentRows/2 {
			t.Errorf("%d rows wait", len(rows))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestWhatWasNotCommittedIsNotRemembered: its number is given again, to another message.
func TestWhatWasNotCommittedIsNotRemembered(t *testing.T) {
	store := openFile(t)
	send := func() error {
		return store.Update(context.Background(), func(tx *Tx) error {
			chat, err := tx.Chat(content.Chat{ID: 7, Kind: content.ChatPrivate})
			tx.Send(content.Outgoing{Chat: chat, Text: "x"})
			return err
		})
	}
	atCommit(t, store, func() int { return 1 })
	if err := send(); err == nil {
		t.Fatal("the commit succeeded")
	}
	if got := len(store.recent.rows); got != 0 {
		t.Errorf("%d rows are remembered that nobody stored", got)
	}
	atCommit(t, store, nil)
	if err := send(); err != nil {
		t.Fatal(err)
	}
	if _, waiting := standing(t, store); waiting != 1 || len(store.recent.rows) != 1 {
		t.Errorf("%d rows wait, %d are remembered", waiting, len(store.recent.rows))
	}
}

// atCommit lets SQLite call hook before each commit of the writer; unless it returns 0 the commit fails.
func atCommit(t *testing.T, store *Store, hook func() int) {
	t.Helper()
	conn, err := store.write.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = conn.Raw(func(driverConn any) error {
		driverConn.(*sqlite3.SQLiteConn).RegisterCommitHook(hook)
		return nil
	})
	if err := errors.Join(err, conn.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestAFullDiskIsNamed lets SQLite find no room for the memory that its processes share, which it calls a failure of the disk.
func TestAFullDiskIsNamed(t *testing.T) {
	f := &sqliteFile{path: "aitys.db"}
	for errno, want := range map[syscall.Errno]string{syscall.ENOSPC: "there is no space", syscall.EIO: "the disk under the database aitys.db fails"} {
		err := f.explain(sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: errno})
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", errno, err)
		}
	}
}
