package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// path is the SQLite file of the program.
func (th *theatre) path() string { return strings.TrimPrefix(th.config.Database, "sqlite:") }

// raw opens the program's database beside it.
func (th *theatre) raw(params string) *sql.DB {
	th.t.Helper()
	driver, address := "pgx", th.config.Database
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, address = "sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+params
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		th.t.Fatal(err)
	}
	th.t.Cleanup(func() { _ = db.Close() })
	return db
}

func do(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// speaks lets readers write opinions while trouble lasts, until the log says that nothing can be stored.
func (th *theatre) speakUntilRefused(readers []reader) (n int) {
	th.t.Helper()
	for ; th.said("Updates cannot be stored") == 0; n++ {
		if n == 2000 {
			th.t.Fatal("the trouble never shows")
		}
		r := readers[n%len(readers)]
		r.Says(fmt.Sprintf("/opinion 1 In my view this is opinion %d, %s.", n, strings.Repeat("at length ", 300)))
		if n%50 == 49 { // a full disk still has room in pages that were taken before
			delivered := th.server.CallCount("getUpdates")
			if err := eventually(patience(th.t), func() bool {
				return th.server.CallCount("getUpdates") > delivered || th.server.Pending(th.bot) == 0 || th.said("Updates cannot be stored") > 0
			}); err != nil {
				th.t.Fatal(err)
			}
		}
	}
	return n
}

// received counts how often readers were told that their opinion is stored.
func received(readers []reader) (n int) {
	for _, r := range readers {
		n += botSaid(r.Seat(), "Received.")
	}
	return n
}

// TestADatabaseThatIsLocked: another program holds the lock for longer than the bot waits. It says so, confirms nothing, and answers once when the lock is
// free.
func TestADatabaseThatIsLocked(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := perform(t, change)
			reader := th.reader("Anna", "en")
			reader.Says("/start")
			reader.Sees("Hello")
			th.settle()
			lock, err := th.raw("_txlock=immediate&_busy_timeout=60000").Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = lock.Rollback() }()
			if engine == "postgres" {
				if _, err := lock.Exec("SELECT number FROM meta FOR UPDATE"); err != nil {
					t.Fatal(err)
				}
			}
			reader.Says("/figures")
			th.logs("Updates cannot be stored")
			if got := th.server.Pending(th.bot); got != 1 || botSaid(reader.Seat(), "80,000") > 0 {
				t.Errorf("%d updates wait with Telegram while nothing can be stored, want 1", got)
			}
			if err := lock.Rollback(); err != nil {
				t.Fatal(err)
			}
			reader.Sees("80,000")
			th.settle()
			if got := botSaid(reader.Seat(), "80,000"); got != 1 {
				t.Errorf("answered %d times", got)
			}
			th.logs("Updates are stored again")
		})
	}
}

// TestADatabaseThatBecameReadOnly, as when a server becomes a standby: nothing is confirmed or answered until it can be written again.
func TestADatabaseThatBecameReadOnly(t *testing.T) {
	th := perform(t, onPostgres)
	reader := th.reader("Anna", "en")
	reader.Says("/start")
	reader.Sees("Hello")
	th.settle()
	admin := th.raw("")
	admin.SetMaxOpenConns(1)
	becomes := func(readOnly string) {
		do(t, admin, "SET default_transaction_read_only = off")
		do(t, admin, "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET default_transaction_read_only = "+readOnly+"'; END $$")
		do(t, admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	}
	becomes("on")
	reader.Says("/opinion 1 In my view nobody should be told that this is stored.")
	th.logs("Updates cannot be stored")
	if got := th.server.Pending(th.bot); got != 1 || botSaid(reader.Seat(), "Received.") > 0 {
		t.Errorf("%d updates wait with Telegram while nothing can be stored, want 1", got)
	}
	becomes("off")
	reader.Sees("Received.")
	th.settle()
	if got := th.opinionsBy(reader); got != 1 || botSaid(reader.Seat(), "Received.") != 1 {
		t.Errorf("%d opinions are stored", got)
	}
}

// overwrite puts noise in the place of a page in the middle of a file.
func overwrite(t *testing.T, path string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	const page = 8192
	noise := make([]byte, page)
	_, _ = rand.Read(noise)
	if _, err := file.WriteAt(noise, info.Size()/2/page*page); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestADamagedDatabase: after an unclean stop the program refuses to run on it; after a clean one it says so as soon as it has looked through the file.
func TestADamagedDatabase(t *testing.T) {
	th := perform(t)
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	store, err := storage.Open(t.Context(), th.config.Database, storage.Options{Log: newLog(th.log, 0, "text")})
	if err != nil {
		t.Fatal(err)
	}
	var crowd []content.Person
	for i := range 5000 {
		crowd = append(crowd, content.Person{ID: content.TelegramID(1000 + i), First: "Reader", LanguageCode: "en"})
	}
	if err := store.Update(t.Context(), func(tx *storage.Tx) error { return tx.Meet(crowd) }); err != nil {
		t.Fatal(err)
	}
	do(t, th.raw(""), "PRAGMA wal_checkpoint(TRUNCATE)")
	unclean, err := os.ReadFile(th.path()) // as a power cut leaves it
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	overwrite(t, th.path())
	th.start()
	th.logs("the database is damaged: stop the bot and put a backup in its place")
	if err := th.stop(); err != nil {
		t.Logf("stopped: %v", err)
	}

	th.config.Database = "sqlite:" + filepath.Join(t.TempDir(), "unclean.db")
	if err := os.WriteFile(th.path(), unclean, 0o600); err != nil {
		t.Fatal(err)
	}
	overwrite(t, th.path())
	before := th.server.CallCount("getUpdates")
	err = run(patience(t), th.config, newLog(th.log, 0, "text"))
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), th.path()) {
		t.Errorf("run on a damaged database: %v", err)
	}
	if polls := th.server.CallCount("getUpdates"); polls != before {
		t.Error("it took updates all the same")
	}
}
