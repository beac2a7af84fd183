package storage_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// restored puts a backup in a database's place.
func restored(t *testing.T, db *database, path string, others ...string) storage.Restored {
	t.Helper()
	done, err := storage.Restore(context.Background(), path, db.url, db.options(storage.Options{}), others...)
	ok(t, err)
	return done
}

// unrestorable puts a backup in a database's place, which must fail, and returns the sentence.
func unrestorable(t *testing.T, db *database, path string) string {
	t.Helper()
	_, err := storage.Restore(context.Background(), path, db.url, db.options(storage.Options{}))
	if err == nil {
		t.Fatalf("%s was restored", path)
	}
	return err.Error()
}

// onePerEngine is a database of each engine.
func onePerEngine(t *testing.T) []*database { return []*database{newSQLite(t), newPostgres(t)} }

// asideOf returns the database that was put aside.
func asideOf(t *testing.T, db *database, done storage.Restored) *database {
	t.Helper()
	if done.Aside == "" {
		t.Fatal("nothing was put aside")
	}
	if db.engine == onSQLite {
		return &database{TB: t, engine: onSQLite, url: "sqlite:" + done.Aside, path: done.Aside, clock: db.clock}
	}
	was := strings.TrimSuffix(done.Aside, done.Aside[strings.Index(done.Aside, "_before_"):])
	t.Cleanup(func() { run(t, server.db, "DROP SCHEMA "+done.Aside+" CASCADE") })
	return &database{TB: t, engine: onPostgres, url: strings.Replace(db.url, "search_path="+was, "search_path="+done.Aside, 1), clock: db.clock}
}

// facts are all rows of a backup but for what restoring changes: what is to be sent, and how numbers go on.
func facts(t *testing.T, path string) (kept []string) {
	t.Helper()
	for _, row := range everything(t, path) {
		if !slices.ContainsFunc([]string{"outbox:", "sqlite_sequence:", "lease:", `meta: ["articles"`, `meta: ["outbox"`}, func(changed string) bool {
			return strings.HasPrefix(row, changed)
		}) {
			kept = append(kept, row)
		}
	}
	return kept
}

// TestABackupIsRestoredOnEitherEngine goes from each engine to each.
func TestABackupIsRestoredOnEitherEngine(t *testing.T) {
	t.Parallel()
	for _, from := range onePerEngine(t) {
		for _, to := range onePerEngine(t) {
			t.Run(from.engine+" to "+to.engine, func(t *testing.T) {
				source := from.another(t)
				store := source.open()
				fill(t, store)
				fillVoices(t, store)
				fillRecord(t, store)
				path := backup(t, store)
				target := to.another(t)
				present := target.open()
				meet(t, present, content.Person{ID: 4711})
				ok(t, present.Close())

				done := restored(t, target, path)
				if !done.Lost || done.Opinions != 2 {
					t.Errorf("restored: %+v", done)
				}
				again := target.open()
				if diff := cmp.Diff(facts(t, path), facts(t, backup(t, again))); diff != "" {
					t.Errorf("(-backup +restored):\n%s", diff)
				}
				keptVoices(t, again, 2)
				keptRecord(t, again)
				if _, err := target.raw().ExecContext(context.Background(), "UPDATE record SET actor = 1"); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("the restored record can be changed: %v", err)
				}
				head := deed(t, again, content.Entry{What: content.DeedHide})
				sound(t, again, 4, head.Hash)
				reader(t, asideOf(t, target, done).open(), 4711)
				alone(t, path)
			})
		}
	}
}

func TestABackupIsRestoredWhereNothingIs(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		source := db.another(t).open()
		fill(t, source)
		fillVoices(t, source)
		if done := restored(t, db, backup(t, source)); done.Aside != "" {
			t.Errorf("put aside: %s", done.Aside)
		}
		keptVoices(t, db.open(), 2)
		if db.engine == onSQLite {
			if mode := must(os.Stat(db.path)).Mode(); mode != 0o600 {
				t.Errorf("the database has the mode %v", mode)
			}
		}
	})
}

// TestADrill is what an operator does when a database is damaged: the bot refuses, a backup is restored, the bot starts.
func TestADrill(t *testing.T) {
	source := full(t)
	path := backup(t, source.open())
	db := crash(t, source)
	damage(t, db.path)
	refusal(t, db)
	done := restored(t, db, path)
	reader(t, db.open(), crowd(5000)[4999].ID)
	says(t, refusal(t, asideOf(t, db, done)), "damaged")
	if files := must(filepath.Glob(db.path + ".before-*")); len(files) == 0 {
		t.Error("nothing was kept")
	}
}

// TestAHeaderThatIsOverwritten is damage that leaves nothing of which SQLite could say whose it is.
func TestAHeaderThatIsOverwritten(t *testing.T) {
	source := full(t)
	path := backup(t, source.open())
	db := crash(t, source)
	damageAt(t, db.path, 0)
	restored(t, db, path)
	reader(t, db.open(), crowd(5000)[0].ID)
}

func TestNothingIsRestoredUnderABot(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		path := backup(t, store)
		meet(t, store, content.Person{ID: 8})
		says(t, unrestorable(t, db, path), "stop it first")
		reader(t, store, 8)
		ok(t, store.Close())
		restored(t, db, path)
	})
}

func TestABackupThatCannotBeUsedChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, crowd(3000)...)
		broken, newer := backup(t, store), backup(t, store)
		ok(t, store.Close())
		damage(t, broken)
		run(t, open(t, "sqlite3", newer), "INSERT INTO migration (version_id, is_applied) VALUES (999, 1)")
		text := filepath.Join(t.TempDir(), "notes.txt")
		ok(t, os.WriteFile(text, []byte(strings.Repeat("no database at all. ", 100)), 0o600))
		for path, words := range map[string]string{
			broken: "damaged", newer: "newer Aitys", text: "no backup of Aitys", filepath.Join(t.TempDir(), "none"): "there is no file",
		} {
			says(t, unrestorable(t, db, path), path, words)
		}
		if db.engine == onSQLite {
			says(t, unrestorable(t, db, db.path), "the database itself")
			alone(t, db.path)
		} else {
			each(t, db.raw(), "SELECT nspname FROM pg_namespace WHERE nspname LIKE current_schema() || '\\_%'", func(row []any) {
				t.Errorf("the schema %s is left over", row[0])
			})
		}
		reader(t, db.open(), crowd(1)[0].ID)
	})
}

func TestANewerDatabaseGivesWayToAnOlderBackup(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		path := backup(t, store)
		ok(t, store.Close())
		raw := db.raw()
		run(t, raw, "CREATE TABLE of_tomorrow (id BIGINT)")
		run(t, raw, "INSERT INTO migration (version_id, is_applied) VALUES (999, $1)", true)
		ok(t, raw.Close())
		refusal(t, db)
		done := restored(t, db, path)
		reader(t, db.open(), 7)
		if _, err := db.raw().Exec("SELECT * FROM of_tomorrow"); err == nil {
			t.Error("a table of the newer version is left in the restored database")
		}
		says(t, refusal(t, asideOf(t, db, done)), "999")
	})
}

// TestWhoWasErasedStaysErased: the backup is from before, and knows nothing of it.
func TestWhoWasErasedStaysErased(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7}, content.Person{ID: 8}, content.Person{ID: 9})
		gone, stays, later := reader(t, store, 7), reader(t, store, 8), reader(t, store, 9)
		o := opinion("Open it at midnight.")
		o.Author = gone.ID
		shown := approved(t, store, o)
		o.Author = stays.ID
		approved(t, store, o)
		old := backup(t, store)

		forget := func(id content.ReaderID) {
			update(t, store, func(tx *storage.Tx) { must(tx.Forget(id)) })
		}
		forget(gone.ID)
		next := backup(t, store) // knows of the first one alone
		forget(later.ID)
		ok(t, store.Close())

		if done := restored(t, db, old); done.Erased != 2 || done.Lost {
			t.Errorf("restored: %+v", done)
		}
		again := db.open()
		view(t, again, func(tx *storage.Tx) {
			_, err := tx.Reader(7)
			coded(t, err, content.NotFound)
			_, err = tx.Reader(9)
			coded(t, err, content.NotFound)
			if must(tx.Reader(8)) != stays || must(tx.Opinion(shown.ID)).State != content.Withdrawn {
				t.Error("the wrong reader was erased")
			}
		})
		ok(t, again.Close())

		fresh := db.another(t) // a new server: only the other backups know
		if done := restored(t, fresh, old, next, filepath.Join(t.TempDir(), "none")); done.Erased != 1 || !done.Lost {
			t.Errorf("restored: %+v", done)
		}
	})
}

// TestNumbersThatWereGivenAreNotGivenAgain: a button under an old message names an opinion by its number.
func TestNumbersThatWereGivenAreNotGivenAgain(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		add(t, store, opinion("Open it at night."))
		path := backup(t, store)
		last := add(t, store, opinion("Close it at noon.")).ID
		meet(t, store, content.Person{ID: 7}, content.Person{ID: 8})
		person := reader(t, store, 8).ID
		ok(t, store.Close())
		done := restored(t, db, path)
		again := db.open()
		if next := add(t, again, opinion("Open it on Sundays.")).ID; next != last+1 || done.Lost {
			t.Errorf("the next opinion has the number %d, behind %d; %+v", next, last, done)
		}
		meet(t, again, content.Person{ID: 9})
		if next := reader(t, again, 9).ID; next != person+1 {
			t.Errorf("the next reader has the number %d, behind %d", next, person)
		}
		fresh := db.another(t)
		restored(t, fresh, path)
		if next := add(t, fresh.open(), opinion("Open it on Sundays.")).ID; next < 10_000 {
			t.Errorf("on a new server the next opinion has the number %d", next)
		}
	})
}

func TestARestoredOutboxSendsOnlyWhatMakesSense(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		to := chat(t, store, group(-100))
		send(t, store, content.Outgoing{Chat: to, Text: "days old"})
		db.clock.Advance(48 * time.Hour)
		send(t, store, content.Outgoing{Chat: to, Text: "reply"}, content.Outgoing{Chat: to, Text: "post", Once: true})
		_ = fresh(t, store, ids{77})
		path := backup(t, store)
		ok(t, store.Close())
		db.clock.Advance(10 * time.Minute)
		if done := restored(t, db, path); done.Unsent != 2 {
			t.Errorf("restored: %+v", done)
		}
		again := db.open()
		if rows := pending(t, again); len(rows) != 1 || rows[0].Text != "reply" {
			t.Errorf("to be sent: %+v", rows)
		}
		if got := fresh(t, again, ids{77, 78}); got[77] || !got[78] {
			t.Errorf("fresh: %v", got)
		}
		ok(t, again.Close())
		db.clock.Advance(80 * time.Hour)
		restored(t, db, path)
		again = db.open()
		if rows := pending(t, again); len(rows) != 0 {
			t.Errorf("days later are sent: %+v", rows)
		}
		if got := fresh(t, again, ids{77}); !got[77] {
			t.Error("an update's number from long ago keeps a new update away")
		}
	})
}

func TestARestoredDatabaseIsNoBackup(t *testing.T) {
	db := newSQLite(t)
	store := db.open()
	path := backup(t, store)
	ok(t, store.Close())
	restored(t, db, path)
	if made := must(storage.Inspect(context.Background(), db.path, true)).Made; !made.IsZero() {
		t.Errorf("it says that it is a backup of %v", made)
	}
}

func TestABackupWithALogBesideIsRestoredWhole(t *testing.T) {
	db := newSQLite(t)
	store := db.open()
	meet(t, store, content.Person{ID: 7})
	copied := crash(t, db) // somebody copied the files of a live database
	target := newSQLite(t)
	restored(t, target, copied.path)
	reader(t, target.open(), 7)
	if log := must(os.Stat(copied.path + "-wal")); log.Size() == 0 {
		t.Error("the backup's own log was emptied")
	}
}
