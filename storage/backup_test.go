package storage_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// backup makes a backup of a store in a folder of its own.
func backup(t *testing.T, store *storage.Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aitys-copy.db")
	_ = must(store.Backup(context.Background(), path, false))
	return path
}

// everything reads all rows of all tables of a file, as text, but for what tells of the file itself.
func everything(t *testing.T, path string) (all []string) {
	t.Helper()
	db := open(t, "sqlite3", "file:"+path+"?mode=ro")
	var tables []string
	each(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migration', 'sqlite_stat1') ORDER BY name`, func(row []any) {
		tables = append(tables, fmt.Sprint(row[0]))
	})
	for _, table := range tables {
		each(t, db, "SELECT * FROM "+table+" ORDER BY 1", func(row []any) {
			if table != "meta" || row[0] != "open" && row[0] != "backup" {
				all = append(all, fmt.Sprintf("%s: %q", table, row))
			}
		})
	}
	slices.Sort(all)
	return all
}

func each(t *testing.T, db *sql.DB, query string, take func([]any)) {
	t.Helper()
	rows := must(db.QueryContext(context.Background(), query))
	defer rows.Close()
	width := len(must(rows.Columns()))
	for rows.Next() {
		row, into := make([]any, width), make([]any, width)
		for i := range row {
			into[i] = &row[i]
		}
		ok(t, rows.Scan(into...))
		take(row)
	}
	ok(t, rows.Err())
}

// alone fails the test for anything in the backup's folder but the backup.
func alone(t *testing.T, path string) {
	t.Helper()
	for _, entry := range must(os.ReadDir(filepath.Dir(path))) {
		if entry.Name() != filepath.Base(path) {
			t.Errorf("%s was left beside the backup", entry.Name())
		}
	}
}

func TestABackupHoldsEverything(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		fillVoices(t, store)
		path := filepath.Join(t.TempDir(), "aitys-copy.db")
		summary := must(store.Backup(context.Background(), path, false))
		alone(t, path)
		if mode := must(os.Stat(path)).Mode(); mode != 0o600 {
			t.Errorf("the backup has the mode %v", mode)
		}
		if summary != must(storage.Inspect(context.Background(), path, true)) {
			t.Error("Inspect finds something else than Backup")
		}
		if summary.Readers != 2 || summary.Opinions != 2 || summary.Votes != 1 || summary.Articles != 2 || !summary.Made.Equal(start) ||
			summary.Schema != storage.KnownSchema() {
			t.Errorf("it holds %+v", summary)
		}
		copied := &database{TB: t, engine: onSQLite, url: "sqlite:" + path, path: path, clock: db.clock}
		again := copied.open()
		keptPromises(t, again)
		keptVoices(t, again, 2)
	})
}

// TestBothEnginesMakeTheSameBackup: what is copied row by row is what SQLite copies by itself.
func TestBothEnginesMakeTheSameBackup(t *testing.T) {
	var found [2][]string
	for i, db := range []*database{newSQLite(t), newPostgres(t)} {
		store := db.open()
		fill(t, store)
		fillVoices(t, store)
		for _, row := range everything(t, backup(t, store)) {
			unused := strings.HasPrefix(row, "sqlite_sequence:") && strings.HasSuffix(row, `'\x00']`) // of a table that never held a row
			if !strings.HasPrefix(row, `meta: ["lineage"`) && !unused {
				found[i] = append(found[i], strings.Replace(row, "fresh_word:", "opinion_word:", 1)) // SQLite gathers new words first
			}
		}
		slices.Sort(found[i])
	}
	if len(found[0]) < 30 || strings.Join(found[0], "\n") != strings.Join(found[1], "\n") {
		t.Errorf("of SQLite:\n%s\nof PostgreSQL:\n%s", strings.Join(found[0], "\n"), strings.Join(found[1], "\n"))
	}
}

// TestNumbersGoOnInABackup: an opinion that is gone has a number that no other may get.
func TestNumbersGoOnInABackup(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var last content.OpinionID
		for i := range 3 {
			last = add(t, store, opinion(fmt.Sprint("Open it at night, number ", i))).ID
		}
		run(t, db.raw(), "DELETE FROM opinion")
		path := backup(t, store)
		copied := &database{TB: t, engine: onSQLite, url: "sqlite:" + path, path: path, clock: db.clock}
		if next := add(t, copied.open(), opinion("Open it at noon.")).ID; next != last+1 {
			t.Errorf("the next opinion has the number %d, behind %d", next, last)
		}
	})
}

func TestABackupIsOfOneMomentWhileOthersWrite(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, crowd(2000)...)
		done, wrote := make(chan struct{}), make(chan error, 1)
		began := make(chan struct{})
		go func() {
			var err error
			for id := content.UpdateID(1); err == nil; id++ { // rows in two tables at a time: a copy of two moments would have more in one
				err = store.Update(context.Background(), func(tx *storage.Tx) error {
					return errors.Join(tx.Meet([]content.Person{{ID: content.TelegramID(1_000_000 + id)}}), tx.Park(content.Incoming{Update: id}, "a bug"))
				})
				if id == 1 {
					close(began)
				}
				select {
				case <-done:
					wrote <- err
					return
				default:
				}
			}
			wrote <- err
		}()
		<-began
		for range 3 {
			db := open(t, "sqlite3", "file:"+backup(t, store)+"?mode=ro")
			var met, parked int
			ok(t, db.QueryRow("SELECT (SELECT COUNT(*) FROM identity), (SELECT COUNT(*) FROM parked)").Scan(&met, &parked))
			if parked == 0 || met != parked+2000 {
				t.Errorf("%d were met where %d were parked", met, parked)
			}
		}
		close(done)
		ok(t, <-wrote)
	})
}

func TestABackupThatCannotBeMade(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		folder := t.TempDir()
		there := filepath.Join(folder, "there.db")
		ok(t, os.WriteFile(there, []byte("something else"), 0o600))
		_, err := store.Backup(context.Background(), there, false)
		says(t, err.Error(), there, "already")
		if data := must(os.ReadFile(there)); string(data) != "something else" {
			t.Errorf("the file was changed: %.30q", data)
		}
		_, err = store.Backup(context.Background(), filepath.Join(folder, "none", "a.db"), false)
		says(t, err.Error(), filepath.Join(folder, "none"), "create it")
		stopped, stop := context.WithCancel(context.Background())
		stop()
		if _, err = store.Backup(stopped, filepath.Join(folder, "b.db"), false); !errors.Is(err, context.Canceled) {
			t.Errorf("a backup that was stopped returned %v", err)
		}
		alone(t, there)
		_ = must(store.Backup(context.Background(), there, true))
		_ = must(storage.Inspect(context.Background(), there, true))
		alone(t, there)
	})
}

func TestADamagedDatabaseMakesNoBackup(t *testing.T) {
	db := full(t)
	crashed := crash(t, db)
	ok(t, crashed.open().Close())
	store := crashed.open()
	size := must(os.Stat(crashed.path)).Size()
	for at := size / 4; at < size; at += 4 * pageSize { // not an index alone: a copy makes those anew
		damageAt(t, crashed.path, at)
	}
	folder := t.TempDir()
	_, err := store.Backup(context.Background(), filepath.Join(folder, "a.db"), false)
	if err == nil {
		t.Fatal("the backup was made")
	}
	says(t, err.Error(), "damaged")
	if left := must(os.ReadDir(folder)); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

// damageAt overwrites the page of a file in which a byte is.
func damageAt(t *testing.T, path string, at int64) {
	t.Helper()
	file := must(os.OpenFile(path, os.O_RDWR, 0))
	_ = must(file.WriteAt(bytes.Repeat([]byte{0xA5}, pageSize), at/pageSize*pageSize))
	ok(t, file.Close())
}

func TestADamagedBackupIsFound(t *testing.T) {
	path := backup(t, full(t).open())
	_ = must(storage.Inspect(context.Background(), path, true))
	damage(t, path)
	_, err := storage.Inspect(context.Background(), path, true)
	if !storage.Damaged(err) {
		t.Fatalf("Inspect returned %v", err)
	}
	says(t, err.Error(), path, "damaged", "another backup")
	ok(t, os.Truncate(path, must(os.Stat(path)).Size()/2))
	if _, err := storage.Inspect(context.Background(), path, true); !storage.Damaged(err) {
		t.Errorf("of half a backup Inspect returned %v", err)
	}
}

func TestWhatIsNoBackup(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("no database at all. ", 100)), 0o600))
	recipes := filepath.Join(folder, "recipes.db")
	run(t, open(t, "sqlite3", recipes), "CREATE TABLE recipes (name TEXT)")
	newer := backup(t, newSQLite(t).open())
	run(t, open(t, "sqlite3", newer), "INSERT INTO migration (version_id, is_applied) VALUES (999, 1)")
	for path, words := range map[string][]string{
		filepath.Join(folder, "none.db"): {"there is no file"},
		text:                             {"no backup of Aitys", "no SQLite database"},
		recipes:                          {"no backup of Aitys", "another program"},
		newer:                            {"newer Aitys", "999"},
	} {
		_, err := storage.Inspect(context.Background(), path, true)
		if err == nil {
			t.Fatalf("%s was taken for a backup", path)
		}
		says(t, err.Error(), append(words, path)...)
	}
}

// TestWhatWasDeletedIsNotInABackup: a copy of the pages would bring them along.
func TestWhatWasDeletedIsNotInABackup(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := approved(t, store, opinion("Open it at midnight, says Zhanat."))
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(o.ID)) })
		data := must(os.ReadFile(backup(t, store)))
		if strings.Contains(string(data), "midnight") {
			t.Error("the words are in the backup")
		}
	})
}

func TestABackupKnowsWhenItWasMade(t *testing.T) {
	db := newSQLite(t)
	store := db.open()
	db.clock.Advance(36 * time.Hour)
	summary := must(storage.Inspect(context.Background(), backup(t, store), false))
	if !summary.Made.Equal(start.Add(36 * time.Hour)) {
		t.Errorf("made at %v", summary.Made)
	}
}
