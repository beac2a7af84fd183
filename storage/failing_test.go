package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// seeing records one update, and returns the error.
func seeing(store *storage.Store, id content.UpdateID) error {
	return store.Update(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.Fresh(ids{id})
		return err
	})
}

// failed checks that err is a failure of the store.
func failed(t testing.TB, err error) {
	t.Helper()
	if !storage.Failing(err) {
		t.Fatalf("%v is not told as a failure of the store", err)
	}
	coded(t, err, content.Unavailable)
}

func TestOnlyTheStoresOwnFailuresCount(t *testing.T) {
	failure := &content.Error{Code: content.Unavailable, Op: "storage", Err: errors.New("full")}
	for _, c := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{errors.New("a bug"), false},
		{io.EOF, false}, // of a handler that reads something
		{context.DeadlineExceeded, false},
		{&content.Error{Code: content.NotFound}, false},
		{failure, true},
		{fmt.Errorf("saving: %w", failure), true},
		{errors.Join(errors.New("a bug"), failure), true},
		{&content.Error{Code: content.Invalid, Err: failure}, true},
		{errors.Join(&content.Error{Code: content.Invalid}, failure), true},
		{fmt.Errorf("%w (%w)", &content.Error{Code: content.NotFound, Err: io.EOF}, failure), true},
	} {
		if got := storage.Failing(c.err); got != c.want {
			t.Errorf("Failing(%v) is %t", c.err, got)
		}
	}
}

// hold takes the writer's lock as another process would; the function that it returns lets go.
func hold(t testing.TB, db *database) (letGo func()) {
	t.Helper()
	tx := must(db.raw().BeginTx(context.Background(), nil))
	if db.engine == onPostgres {
		_ = must(tx.Exec("SELECT number FROM meta FOR UPDATE"))
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	return func() { ok(t, tx.Rollback()) }
}

func TestAWriterWaitsForAnotherProcess(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		patient, hasty := db.openWith(storage.Options{Patience: time.Minute}), db.openWith(storage.Options{Patience: 30 * time.Millisecond})
		letGo := hold(t, db)
		waited := make(chan error)
		go func() { waited <- seeing(patient, 1) }()
		for range 3 {
			failed(t, seeing(hasty, 2))
		}
		view(t, hasty, func(tx *storage.Tx) { must(tx.Pending(0, 1)) }) // readers do not wait
		letGo()
		if err := <-waited; err != nil {
			t.Errorf("the patient writer got %v", err)
		}
		if got := fresh(t, hasty, ids{1, 2}); !got[2] || got[1] {
			t.Errorf("of updates 1, written, and 2, refused, these are fresh: %v", got)
		}
	})
}

// kill ends all other connections of a test to PostgreSQL, as a restart of the server does.
func kill(t testing.TB, raw *sql.DB) {
	t.Helper()
	run(t, raw, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = current_schema() AND pid <> pg_backend_pid()")
}

func TestALostConnectionIsMade(t *testing.T) {
	db := newPostgres(t)
	store, raw := db.open(), db.raw()
	meet(t, store, content.Person{ID: 7})
	reader(t, store, 7)
	err := store.Update(context.Background(), func(tx *storage.Tx) error {
		must(tx.Fresh(ids{1}))
		kill(t, raw)
		_, err := tx.Fresh(ids{2})
		return err
	})
	failed(t, err)
	err = store.Update(context.Background(), func(tx *storage.Tx) error {
		must(tx.Fresh(ids{3}))
		kill(t, raw)
		return nil
	})
	failed(t, err)
	if got := fresh(t, store, ids{1, 2, 3}); len(got) != 3 {
		t.Errorf("of what was lost only %v is fresh", got)
	}
	reader(t, store, 7)
}

// TestAnIdleConnectionThatWasLost: the first to notice may fail, those after it succeed.
func TestAnIdleConnectionThatWasLost(t *testing.T) {
	db := newPostgres(t)
	store, raw := db.open(), db.raw()
	ok(t, seeing(store, 1))
	kill(t, raw)
	if err := seeing(store, 2); err != nil {
		failed(t, err)
		ok(t, seeing(store, 2))
	}
}
