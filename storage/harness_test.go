package storage_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // the driver "sqlite3"

	"aitys/content"
	"aitys/storage"
)

// The engines, by the names of their subtests.
const (
	onSQLite   = "SQLite"
	onPostgres = "PostgreSQL"
)

// database is an empty database of one engine, for one test.
type database struct {
	testing.TB
	engine string
	url    string // as DATABASE_URL has it
	path   string // of SQLite: the file
	clock  *clock
	log    slog.Handler // where the store's log goes; nil: nowhere
}

// clock is the stores' clock: it stands until a test moves it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// another returns an empty database of the same engine.
func (d *database) another(t testing.TB) *database {
	if d.engine == onSQLite {
		return newSQLite(t)
	}
	return newPostgres(t)
}

var start = time.Date(2026, 1, 31, 9, 0, 0, 123456000, time.UTC)

// onEach runs a test on both engines, beside others: most of their time they wait for the disk.
func onEach(t *testing.T, test func(t *testing.T, db *database)) {
	t.Helper()
	t.Parallel()
	t.Run(onSQLite, func(t *testing.T) {
		t.Parallel()
		test(t, newSQLite(t))
	})
	t.Run(onPostgres, func(t *testing.T) {
		t.Parallel()
		test(t, newPostgres(t))
	})
}

func newSQLite(t testing.TB) *database {
	path := filepath.Join(t.TempDir(), "aitys.db")
	return &database{TB: t, engine: onSQLite, url: "sqlite:" + path, path: path, clock: &clock{now: start}}
}

// newPostgres makes a schema on the server that AITYS_TEST_POSTGRES names, and drops it when the test ends. All are in one database of this
// process, since making a database takes long.
func newPostgres(t testing.TB) *database {
	t.Helper()
	if server.address == nil {
		t.Skip("AITYS_TEST_POSTGRES names no PostgreSQL server: make test starts one")
	}
	name := fmt.Sprintf("test_%d", server.schemas.Add(1))
	run(t, server.db, "CREATE SCHEMA "+name)
	t.Cleanup(func() { run(t, server.db, "DROP SCHEMA "+name+" CASCADE") })
	address := *server.address
	query := address.Query()
	query.Set("search_path", name)
	query.Set("application_name", name)
	address.RawQuery = query.Encode()
	return &database{TB: t, engine: onPostgres, url: address.String(), clock: &clock{now: start}}
}

// server is this process's database on the PostgreSQL server of the tests; address is nil where there is none.
var server struct {
	address *url.URL
	db      *sql.DB
	schemas atomic.Int64
}

func TestMain(m *testing.M) {
	os.Exit(withServer(os.Getenv("AITYS_TEST_POSTGRES"), m.Run))
}

// withServer runs the tests with a database on the server, which it drops in the end.
func withServer(address string, tests func() int) int {
	if address == "" {
		return tests()
	}
	parsed := must(url.Parse(address))
	admin := must(sql.Open("pgx", address))
	name := fmt.Sprintf("aitys_test_%d", os.Getpid())
	_ = must(admin.Exec("CREATE DATABASE " + name))
	parsed.Path = "/" + name
	server.address, server.db = parsed, must(sql.Open("pgx", parsed.String()))
	defer func() {
		_ = server.db.Close()
		_ = must(admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"))
		_ = admin.Close()
	}()
	return tests()
}

func open(t testing.TB, driver, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func run(t testing.TB, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// raw opens the database beside the store, as another program would.
func (d *database) raw() *sql.DB {
	d.Helper()
	if d.engine == onSQLite {
		return open(d, "sqlite3", "file:"+d.path+"?_busy_timeout=5000&_txlock=immediate")
	}
	return open(d, "pgx", d.url)
}

// open opens a store, which is closed when the test ends.
func (d *database) open() *storage.Store { return d.openWith(storage.Options{}) }

func (d *database) openWith(o storage.Options) *storage.Store {
	d.Helper()
	store, err := storage.Open(context.Background(), d.url, d.options(o))
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { _ = store.Close() })
	return store
}

func (d *database) options(o storage.Options) storage.Options {
	if d.log == nil {
		d.log = slog.DiscardHandler
	}
	o.Log, o.Now = slog.New(d.log), d.clock.Now
	return o
}

// update runs fn in an Update that has to succeed.
func update(t testing.TB, store *storage.Store, fn func(tx *storage.Tx)) {
	t.Helper()
	err := store.Update(context.Background(), func(tx *storage.Tx) error {
		fn(tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// view runs fn in a View that has to succeed.
func view(t testing.TB, store *storage.Store, fn func(tx *storage.Tx)) {
	t.Helper()
	err := store.View(context.Background(), func(tx *storage.Tx) error {
		fn(tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ok fails the test at an error.
func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must returns the value of a call that has to succeed. It panics, since it stands within expressions; the stack names the line.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// coded fails the test unless err has the code.
func coded(t testing.TB, err error, want content.Code) {
	t.Helper()
	if got := content.CodeOf(err); got != want {
		t.Fatalf("error %v has the code %q, want %q", err, got, want)
	}
}
