package storage_test

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// refusal opens a database that must be refused, and returns the sentence.
func refusal(t *testing.T, db *database) string {
	t.Helper()
	store, err := storage.Open(context.Background(), db.url, db.options(storage.Options{}))
	if err == nil {
		_ = store.Close()
		t.Fatalf("%s was opened", db.url)
	}
	if strings.ContainsAny(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	return err.Error()
}

func says(t *testing.T, sentence string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(sentence, word) {
			t.Errorf("%q does not say %q", sentence, word)
		}
	}
}

func TestAnAddressThatCannotBeOpened(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("no database at all. ", 100)), 0o600))
	for _, c := range []struct {
		url   string
		words []string
	}{
		{"", []string{"sqlite:PATH", "postgres://"}},
		{"mysql://root:s3cret@localhost/aitys", []string{"sqlite:PATH", "postgres://"}},
		{"aitys.db", []string{"sqlite:PATH"}},
		{"sqlite:", []string{"sqlite:PATH"}},
		{"sqlite::memory:", []string{"sqlite:PATH"}},
		{"sqlite:" + folder, []string{folder, "is a folder"}},
		{"sqlite:" + filepath.Join(folder, "missing", "aitys.db"), []string{filepath.Join(folder, "missing"), "create it"}},
		{"sqlite:" + text, []string{text, "not a SQLite database"}},
		{"postgres://u:s3cret@127.0.0.1:notaport/aitys", []string{"postgres://USER"}},
		{"postgres://u:s3cret@127.0.0.1:1/aitys?connect_timeout=5", []string{"aitys on 127.0.0.1:1", "cannot be reached", "start the server"}},
	} {
		sentence := refusal(t, &database{TB: t, url: c.url, clock: &clock{}})
		says(t, sentence, c.words...)
		if strings.Contains(sentence, "s3cret") {
			t.Errorf("the password shows in %q", sentence)
		}
	}
}

func TestADatabaseThatDoesNotExistOnTheServer(t *testing.T) {
	db := newPostgres(t)
	db.url = strings.Replace(db.url, "?", "_of_nobody?", 1)
	says(t, refusal(t, db), "of_nobody", "refuses the connection", "does not exist")
}

func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ok(t, db.open().Close())
		run(t, db.raw(), "INSERT INTO migration (version_id, is_applied) VALUES (999, $1)", true)
		says(t, refusal(t, db), "newer Aitys", "999")
	})
}

func TestAnotherProgramsFileIsLeftAlone(t *testing.T) {
	db := newSQLite(t)
	run(t, db.raw(), "CREATE TABLE recipes (name TEXT)")
	says(t, refusal(t, db), db.path, "another program")
	if _, err := db.raw().Exec("SELECT * FROM reader"); err == nil {
		t.Error("tables were made in it")
	}
}

func TestAFirstStartThatWasKilledIsGoneOnWith(t *testing.T) {
	db := newSQLite(t)
	raw := db.raw()
	run(t, raw, "CREATE TABLE migration (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))")
	run(t, raw, "INSERT INTO migration (version_id, is_applied) VALUES (0, 1)")
	ok(t, raw.Close())
	ok(t, db.open().Close())
}

func TestAPathWithAnythingInIt(t *testing.T) {
	db := newSQLite(t)
	db.path = filepath.Join(t.TempDir(), "a b?mode=memory&x=%41#ә.db")
	db.url = "sqlite:" + db.path
	ok(t, seeing(db.open(), 1))
	if _, err := os.Stat(db.path); err != nil {
		t.Error(err)
	}
}

func TestTheFileIsItsOwnersAlone(t *testing.T) {
	db := newSQLite(t)
	ok(t, seeing(db.open(), 1))
	files := must(filepath.Glob(db.path + "*"))
	if len(files) != 3 {
		t.Errorf("expected the file, its WAL and its index, found %v", files)
	}
	for _, file := range files {
		if mode := must(os.Stat(file)).Mode(); mode != 0o600 {
			t.Errorf("%s has the mode %v", file, mode)
		}
	}
}

// crash copies a live SQLite database as a power cut would leave it, and damages it where that is asked.
func crash(t *testing.T, db *database) *database {
	t.Helper()
	crashed := newSQLite(t)
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(db.path + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		ok(t, os.WriteFile(crashed.path+suffix, data, 0o600))
	}
	return crashed
}

// pageSize is that of a new database.
const pageSize = 8192

// damage overwrites a page in the middle of a file.
func damage(t *testing.T, path string) {
	t.Helper()
	file := must(os.OpenFile(path, os.O_RDWR, 0))
	page := make([]byte, pageSize)
	_, _ = rand.Read(page)
	size := must(file.Stat()).Size()
	_ = must(file.WriteAt(page, size/2/pageSize*pageSize))
	ok(t, file.Close())
}

// full is a database of some size, all of it in the file itself.
func full(t *testing.T) *database {
	t.Helper()
	db := newSQLite(t)
	store := db.open()
	meet(t, store, crowd(5000)...)
	run(t, db.raw(), "PRAGMA wal_checkpoint(TRUNCATE)")
	return db
}

func TestAnUncleanStopLosesNothing(t *testing.T) {
	db := newSQLite(t)
	store := db.open()
	meet(t, store, content.Person{ID: 7})
	crashed := crash(t, db).open()
	reader(t, crashed, 7)
	ok(t, crashed.Check(context.Background()))
}

func TestADamagedDatabaseIsRefusedAfterAnUncleanStop(t *testing.T) {
	crashed := crash(t, full(t))
	damage(t, crashed.path)
	says(t, refusal(t, crashed), crashed.path, "damaged", "backup")
}

func TestDamageIsFoundByTheCheck(t *testing.T) {
	db := full(t)
	crashed := crash(t, db)
	ok(t, crashed.open().Close()) // now it was stopped cleanly
	damage(t, crashed.path)
	store := crashed.open()
	err := store.Check(context.Background())
	if err == nil {
		t.Fatal("the damage is not found")
	}
	says(t, err.Error(), crashed.path, "damaged", "backup")
	ok(t, db.open().Check(context.Background()))
}

func TestASecondProcessNeitherChecksNorClearsTheMark(t *testing.T) {
	db := newSQLite(t)
	first := db.open()
	ok(t, db.open().Close()) // as `aitys push` does beside `aitys run`
	mark := func() (open int) {
		raw := db.raw()
		ok(t, raw.QueryRow("SELECT number FROM meta WHERE name = 'open'").Scan(&open))
		ok(t, raw.Close()) // the last one to close the file clears its WAL away
		return open
	}
	if mark() != 1 {
		t.Error("the second process cleared the mark of the first")
	}
	ok(t, first.Close())
	if mark() != 0 {
		t.Error("the mark stays after a clean stop")
	}
	if _, err := os.Stat(db.path + "-wal"); !os.IsNotExist(err) {
		t.Errorf("a WAL is left after a clean stop: %v", err)
	}
}

func TestManyOpenOneNewDatabase(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const processes = 4
		errs := make(chan error)
		for range processes {
			go func() {
				store, err := storage.Open(context.Background(), db.url, storage.Options{})
				if err == nil {
					err = store.Close()
				}
				errs <- err
			}()
		}
		for range processes {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
	})
}
