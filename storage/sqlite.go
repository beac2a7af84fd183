package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

const (
	// Versions of SQLite before 3.51.3 can damage a database when the WAL is reset, https://www.sqlite.org/wal.html.
	oldestSQLite     = 3_051_003
	oldestSQLiteName = "3.51.3"

	sqliteReaders = 4
	// The caches of the writer and of each reader, in KiB with a minus. The writer's takes what a busy minute touches; readers look at little.
	writerCache = "-4000"
	readerCache = "-1000"

	// Twice SQLite's own: a long message fits on a page together with others, and a commit writes half as many.
	setPageSize = `PRAGMA page_size = 8192; VACUUM`
	sqlOpen     = `SELECT number FROM meta WHERE name = 'open'`
	sqlSetOpen  = `UPDATE meta SET number = $1 WHERE name = 'open'`
	// The two indexes are read as one. An opinion whose word stands in both comes twice.
	sqlWithFreshWord = `SELECT opinion FROM opinion_word WHERE word = CAST($1 AS BIGINT) AND opinion <= $2
		UNION ALL SELECT opinion FROM fresh_word WHERE word = CAST($1 AS BIGINT) AND opinion <= $2 ORDER BY opinion DESC LIMIT CAST($3 AS BIGINT)`
	// A process that was killed during its first start leaves the table of migrations alone.
	sqlTables = `SELECT COUNT(*) FILTER (WHERE name NOT IN ('migration', 'sqlite_sequence')), COUNT(*) FILTER (WHERE name = 'meta')
		FROM sqlite_master WHERE type = 'table'`
)

var (
	errDamaged = errors.New("it is damaged")
	errForeign = errors.New("it belongs to another program")
)

// sqliteFile is a database in a file.
type sqliteFile struct {
	path     string
	patience time.Duration
	write    *sql.DB
	read     *sql.DB
	marked   bool // this process set the mark that tells an unclean stop
	lease    *fileLease
	moving   bool // it is opened to be carried over, or was
}

func openSQLite(ctx context.Context, path string, o Options) (engine, error) {
	if name, number, _ := sqlite3.Version(); number < oldestSQLite {
		return engine{}, fmt.Errorf("this program was built with SQLite %s, which can damage a database: build it with %s or later", name, oldestSQLiteName)
	}
	if err := prepareFile(path); err != nil {
		return engine{}, err
	}
	f := &sqliteFile{path: path, patience: o.Patience, moving: o.moving}
	f.lease = &fileLease{f: f}
	if err := f.open(ctx, o); err != nil {
		_ = f.close() // the first error is the one to tell
		return engine{}, err
	}
	return engine{
		write: f.write, read: f.read, begin: "BEGIN IMMEDIATE", beginView: "BEGIN", lock: sqlLeaseHere,
		rolledBack: sqliteRolledBack, check: f.check, close: f.close, copyTo: f.copyTo,
		gathers: true, size: f.size, emptyLog: f.emptyLog, rewrite: vacuum, small: f.small,
		alone: func(context.Context) (bool, error) { return f.marked, nil }, leases: f.lease,
	}, nil
}

// emptyLog brings the write-ahead log into the file, where deleted text is overwritten, and empties it. While somebody reads from it, it stays.
func (f *sqliteFile) emptyLog(ctx context.Context, conn *sql.Conn) bool {
	patience := func(time time.Duration) error {
		_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", time.Milliseconds()))
		return err
	}
	if patience(0) != nil { // whoever reads is not waited for: all writers would wait with us
		return false
	}
	var busy, pages, moved int
	err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	return patience(f.patience) == nil && err == nil && busy == 0
}

// Each update has a savepoint, before which SQLite notes every page that is changed after it: in a temporary file, which was nine tenths of all that was written,
// unless it is told to keep that in memory, a few pages at a time. What sorts or copies a whole table is given files again.
const (
	tempInMemory = "PRAGMA temp_store = MEMORY"
	tempInFiles  = "PRAGMA temp_store = FILE"
)

// vacuum writes the file anew.
func vacuum(ctx context.Context, conn *sql.Conn) (err error) {
	if _, err := conn.ExecContext(ctx, tempInFiles); err != nil {
		return err
	}
	defer func() {
		_, back := conn.ExecContext(context.WithoutCancel(ctx), tempInMemory)
		err = errors.Join(err, back)
	}()
	_, err = conn.ExecContext(ctx, "VACUUM")
	return err
}

// small tells that the file is written anew in less than half a second, for which nobody minds waiting.
func (f *sqliteFile) small() bool {
	const most = 32 << 20
	info, err := os.Stat(f.path)
	return err == nil && info.Size() <= most
}

func sqliteRolledBack(driverConn any) bool {
	conn, ok := driverConn.(*sqlite3.SQLiteConn)
	return ok && conn.AutoCommit()
}

// prepareFile makes the file where there is none, for its owner alone: what SQLite puts beside it gets the same rights.
func prepareFile(path string) error {
	if path == "" || strings.HasPrefix(path, ":") {
		return errors.New("the database's address names no file: write sqlite:PATH, for example sqlite:aitys.db")
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s for the database: create it, or name another in the database's address", folder)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: name a file in the database's address", path)
	}
	if err := writable(folder); err != nil {
		return fmt.Errorf("the database %s cannot be written: see to the rights of its folder, and to the disk (%w)", path, err)
	}
	if err := writableFile(path); err != nil {
		return err
	}
	// A file that exists is left to SQLite: to open and close it here would give up the locks that this process may hold on it.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the operator names it
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the database %s cannot be created: see to the rights of its folder, and to the disk (%w)", path, err)
	}
	return file.Close()
}

// writableFile fails for a database of which a part may not be written.
func writableFile(path string) error {
	for _, part := range []string{path, path + "-wal", path + "-shm"} {
		if readOnly(part) {
			return fmt.Errorf("the database %s cannot be written: see to the rights of the file %s", path, part)
		}
	}
	return nil
}

// writable tells whether files can be made in a folder, as SQLite makes them beside the database.
func writable(folder string) error {
	file, err := os.CreateTemp(folder, ".aitys-*")
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// open opens the file's connections, checks it after an unclean stop, and brings its schema up to date.
func (f *sqliteFile) open(ctx context.Context, o Options) error {
	alone, err := f.inspect(ctx)
	if err != nil {
		return f.explain(err)
	}
	f.write = f.pool(1, "_txlock=immediate&_journal=WAL&_sync=FULL&_secure_delete=on&_cache_size="+writerCache, f.patience)
	f.read = f.pool(sqliteReaders, "mode=ro&_query_only=1&_cache_size="+readerCache, f.patience)
	if err := f.keepFirst(ctx, o); errors.Is(err, errNotKept) {
		return fmt.Errorf("the database %s: %w", f.path, err)
	} else if err != nil {
		return f.explain(err)
	}
	if err := migrate(ctx, f.write, goose.DialectSQLite3, "sqlite"); err != nil {
		return f.explain(err)
	}
	if !f.moving {
		if err := f.stays(ctx); err != nil {
			return err
		}
	}
	if _, err := f.write.ExecContext(ctx, tempInMemory); err != nil { // a later connection would do without, more slowly
		return f.explain(err)
	}
	if alone {
		if _, err := f.write.ExecContext(ctx, sqlSetOpen, 1); err != nil {
			return f.explain(err)
		}
		f.marked = true
	}
	return f.explain(f.read.PingContext(ctx))
}

// pool opens connections to the file. Everything stands in the address, since a PRAGMA reaches only the connection that it is run on.
//
// SQLite prepares a kept statement anew at each use, for several times its cost, when it has planned by a parameter's value: by that of LIMIT $1, and by
// that of a column = $1 where it had several ways to choose from. CAST($1 AS BIGINT) hides the value from it; statements that are used often have it.
func (f *sqliteFile) pool(size int, params string, patience time.Duration) *sql.DB {
	address := fmt.Sprintf("file:%s?_foreign_keys=on&_busy_timeout=%d&_stmt_cache_size=128&%s",
		(&url.URL{Path: f.path}).EscapedPath(), patience.Milliseconds(), params)
	db, _ := sql.Open("sqlite3", address) // fails only for a driver that is not registered
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

// close clears the mark of an unclean stop, where this process set it, and closes the connections.
func (f *sqliteFile) close() error {
	defer f.lease.unlock()
	var err error
	if f.read != nil {
		err = f.read.Close()
	}
	if f.marked {
		_, unmarked := f.write.Exec(sqlSetOpen, 0)
		err = errors.Join(err, unmarked)
	}
	if f.write != nil {
		err = errors.Join(err, f.write.Close())
	}
	return err
}

// check reads the whole file beside other work.
func (f *sqliteFile) check(ctx context.Context) error {
	return f.explain(quickCheck(ctx, f.read))
}

// inspect looks at the file before anything is done with it: whether it is ours, and after an unclean stop, whether it is whole. alone tells that
// no other process has it open; where one has, it was inspected then.
func (f *sqliteFile) inspect(ctx context.Context) (alone bool, err error) {
	db := f.pool(1, "_locking_mode=EXCLUSIVE", 0) // waits for nobody, and gets its lock only when nobody else has the file open
	defer func() { err = errors.Join(err, db.Close()) }()
	var tables, ours int
	err = db.QueryRowContext(ctx, sqlTables).Scan(&tables, &ours)
	var lite sqlite3.Error
	switch {
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy:
		return false, nil
	case err != nil:
		return false, err
	case tables == 0:
		_, err = db.ExecContext(ctx, setPageSize)
		if errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy {
			err = nil // another process is about to fill it: smaller pages will do too
		}
		return true, err
	case ours == 0:
		return false, errForeign
	}
	var open int
	if err := db.QueryRowContext(ctx, sqlOpen).Scan(&open); err != nil {
		return false, err
	}
	if open == 0 {
		return true, nil
	}
	return true, quickCheck(ctx, db)
}

// quickCheck reads all pages and tells what is wrong with them.
func quickCheck(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, strings.TrimSpace(strings.ReplaceAll(found, "\n", " ")))
	}
	return nil
}
