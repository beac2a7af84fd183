package storage_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"aitys/storage"
)

// filled makes a SQLite database that holds something of everything, sealed by keys.
func filled(t *testing.T, keys storage.Keys) *database {
	t.Helper()
	db := newSQLite(t)
	store := db.openWith(storage.Options{IdentityKey: keys})
	fill(t, store)
	fillVoices(t, store)
	fillChannel(t, store)
	fillRecord(t, store)
	fillDesk(t, store)
	ok(t, store.Close())
	return db
}

func (d *database) move(to *database, keys storage.Keys) (storage.Moved, error) {
	return storage.Move(context.Background(), d.url, to.url, d.options(storage.Options{IdentityKey: keys}))
}

func TestADatabaseIsCarriedOver(t *testing.T) {
	t.Parallel()
	keys := must(storage.ParseKeys(storage.NewKey()))
	from, to := filled(t, keys), newPostgres(t)
	rehearsed, err := storage.RehearseMove(context.Background(), from.url, to.url, from.options(storage.Options{IdentityKey: keys}))
	if err != nil || rehearsed.Rows == 0 {
		t.Fatalf("the rehearsal: %v", err)
	}
	done, err := from.move(to, keys)
	ok(t, err)
	if done.Rows < rehearsed.Rows || done.Tables != rehearsed.Tables || done.Opinions == 0 || !done.Sealed {
		t.Errorf("%+v after a rehearsal with %+v", done, rehearsed)
	}
	store := to.openWith(storage.Options{IdentityKey: keys})
	keptPromises(t, store)
	keptChannel(t, store)
	keptRecord(t, store)
	keptDesk(t, store)
	_ = must(store.VerifyRecord(context.Background(), nil))
	view(t, store, func(tx *storage.Tx) {
		if searchable := must(tx.Searchable()); !searchable {
			t.Log("the words are indexed when the bot starts")
		}
	})
	take(t, store) // nobody has the lease there
	ok(t, meetOne(store, 4711))

	if _, err := storage.Open(context.Background(), from.url, from.options(storage.Options{IdentityKey: keys})); err == nil || !strings.Contains(err.Error(), "--undo") {
		t.Errorf("the source opens: %v", err)
	}
	ok(t, store.Close())
	again, err := from.move(to, keys)
	if err != nil || !again.Already {
		t.Errorf("carried over once more: %+v, %v", again, err)
	}
	if was := must(storage.UndoMove(context.Background(), from.url, from.options(storage.Options{IdentityKey: keys}))); !was {
		t.Error("there was nothing to undo")
	}
	back := from.openWith(storage.Options{IdentityKey: keys})
	take(t, back)
	ok(t, meetOne(back, 7))
	keptPromises(t, back)
}

func TestADatabaseIsCarriedOverOnlyToAnEmptyOne(t *testing.T) {
	t.Parallel()
	from, to := filled(t, storage.Keys{}), newPostgres(t)
	run(t, to.raw(), "CREATE TABLE somebodys (words TEXT)")
	if _, err := from.move(to, storage.Keys{}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a database with another's table: %v", err)
	}
	other := newPostgres(t)
	ok(t, other.open().Close())
	if _, err := from.move(other, storage.Keys{}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into another newsroom's database: %v", err)
	}
	ok(t, from.open().Close()) // nothing has happened to it
}

// TestACopyThatDiffersIsNotUsed: whatever one row or number of the copy is not as in the source.
func TestACopyThatDiffersIsNotUsed(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"a value":       "UPDATE reader SET chosen = 'xx' WHERE id = (SELECT MIN(id) FROM reader)",
		"a row":         "DELETE FROM seen WHERE id = (SELECT MIN(id) FROM seen)",
		"sealed bytes":  "UPDATE identity SET sealed = sealed || 'x'::bytea WHERE id = (SELECT MIN(id) FROM identity)",
		"a next number": "SELECT setval(pg_get_serial_sequence('identity', 'id')::regclass, 1, true)",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := filled(t, storage.Keys{}), newPostgres(t)
			ok(t, storage.CompareWith(from.path, newPostgres(t).url, ""))
			if err := storage.CompareWith(from.path, to.url, change); !storage.Incomplete(err) {
				t.Errorf("it is not noticed: %v", err)
			}
		})
	}
}

// TestAMoveThatIsBrokenOff at its worst moment, after the source was marked: it can be begun again, and until then nobody works on the source.
func TestAMoveThatIsBrokenOff(t *testing.T) {
	t.Parallel()
	from, to := filled(t, storage.Keys{}), newPostgres(t)
	raw := from.raw()
	run(t, raw, "INSERT INTO meta (name, number) VALUES ('moved', 1)")
	run(t, raw, "UPDATE meta SET epoch = -1 WHERE name = 'articles'")
	if _, err := storage.Open(context.Background(), from.url, from.options(storage.Options{})); err == nil {
		t.Error("a marked database opens")
	}
	done, err := from.move(to, storage.Keys{})
	if err != nil || done.Already || done.Rows == 0 {
		t.Errorf("begun again: %+v, %v", done, err)
	}
	keptPromises(t, to.open())
}

// TestNobodyWritesIntoWhatWasCarriedOver, also who had opened it before.
func TestNobodyWritesIntoWhatWasCarriedOver(t *testing.T) {
	t.Parallel()
	from, to := filled(t, storage.Keys{}), newPostgres(t)
	early := from.open()
	_ = must(from.move(to, storage.Keys{}))
	if err := meetOne(early, 7); err == nil || known(t, early, 7) {
		t.Errorf("a command that had opened it writes: %v", err)
	}
	if lease, _, err := early.TakeLease(context.Background()); lease != nil || err == nil || storage.Failing(err) {
		t.Errorf("a bot that waited goes on: %v", err)
	}
}

// TestABotIsAskedToStandBack, and nothing happens before it has.
func TestABotIsAskedToStandBack(t *testing.T) {
	t.Parallel()
	from, to := filled(t, storage.Keys{}), newPostgres(t)
	bot := from.open()
	lease := take(t, bot)
	moved := make(chan error, 1)
	go func() {
		_, err := from.move(to, storage.Keys{})
		moved <- err
	}()
	if err := lease.Keep(context.Background()); !errors.Is(err, storage.ErrLeaseWanted) {
		t.Fatalf("Keep returned %v", err)
	}
	ok(t, meetOne(bot, 4711)) // it finishes what it began
	ok(t, lease.GiveUp(context.Background()))
	ok(t, <-moved)
	if !known(t, to.open(), 4711) {
		t.Error("what was finished is not there")
	}
}
