package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Store is an open database. It is safe for concurrent use.
type Store struct {
	engine
	moving bool // see Options
	log    *slog.Logger
	watch  func(Spent)
	now    func() time.Time
	seal   seal
	cache  articleCache
	recent recent
	left   remains
	fresh  fresh
	// farewells are the numbers of accounts that are written to for the last time.
	farewells farewells
	lease     atomic.Pointer[Lease] // the one that this process took last; nil: none
	draw      func() int64          // a commenter's number, to be tried
	texts     sync.Map              // of shape: a statement's text for so many rows
}

// Options are what a Store may be told besides its address.
type Options struct {
	Log *slog.Logger     // where failures that nobody else hears of are told; nil: slog.Default()
	Now func() time.Time // nil: time.Now
	// Draw returns a number for somebody who comments, nine digits, another one each time; nil: any number.
	Draw func() int64
	// Patience is how long a writer waits for another process that is writing; 0: five seconds.
	Patience time.Duration
	// Watch is told of each transaction that has ended, for whoever keeps the figures. It is called by several goroutines at once, and must not wait.
	Watch func(Spent)
	// IdentityKey are the keys that seal the identities. A database that is sealed by none, or by one of the older ones, is sealed anew by the first.
	IdentityKey Keys
	// Keep says where a copy of a database is put before its schema is brought up to date; "": nowhere. It is asked only then. nil: no copy is made.
	Keep func(ctx context.Context, present Summary) (path string, err error)

	moving bool // the database is opened to be carried over to another one, or was
}

// Spent is what one transaction took.
type Spent struct {
	Writes bool
	Waited time.Duration // for a connection, and to be the only writer
	Took   time.Duration // in all
	Failed bool          // the store failed: nothing was stored, or nothing read
}

// defaultPatience is Options.Patience where none is given.
const defaultPatience = 5 * time.Second

// engine is what differs between SQLite and PostgreSQL once the database is open.
type engine struct {
	write, read *sql.DB // the one writing connection; a pool of reading ones
	begin       string  // begins a writing transaction
	beginView   string  // begins a reading one, with one snapshot for all that it reads
	lock        string  // what a writer asks first: the articles' version and the lease's epoch, and on PostgreSQL to be the only one among all processes
	leases      leaser
	// strict tells that a failed statement spoils its transaction unless it is undone up to a savepoint.
	strict bool
	// rolledBack tells whether a connection is outside any transaction, hence fit for use.
	rolledBack func(driverConn any) bool
	// gathers tells that words for searching gather in a table of their own first: a file is written by whole pages, and twice.
	gathers bool
	check   func(ctx context.Context) error
	size    func(ctx context.Context) (Size, error)
	close   func() error
	// alone tells that no other process has the database open.
	alone func(ctx context.Context) (bool, error)
	// ask runs statements at once, and gives the rows of the last one to scan. failed is the first one that could not be run, counted from 0. nil where
	// nothing is won by not doing one after the other.
	ask func(ctx context.Context, conn *sql.Conn, all []order, scan func(row) error) (changed int64, failed int, err error)
	// emptyLog removes what was deleted from the log of writes; false: it is to be tried again.
	emptyLog func(ctx context.Context, conn *sql.Conn) bool
	// rewrite writes anew what may hold bytes of what was deleted; small tells that this takes no time worth mentioning.
	rewrite func(ctx context.Context, conn *sql.Conn) error
	small   func() bool
	// copyTo writes a copy of the database as it is at one moment into an empty SQLite file.
	copyTo func(ctx context.Context, file string) error
}

// Open opens the database at url, sqlite:PATH or postgres://…, creates what is missing and brings an older schema up to date. Its
// error is one sentence that tells the operator what to do; it never holds a password.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	if o.Patience == 0 {
		o.Patience = defaultPatience
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Draw == nil {
		o.Draw = drawCommenter
	}
	engine, err := openEngine(ctx, url, o)
	if err != nil {
		return nil, err
	}
	store := &Store{engine: engine, moving: o.moving, log: o.Log, now: o.Now, draw: o.Draw}
	if err := store.unlock(ctx, o.IdentityKey); err != nil {
		_ = store.Close() // the first error is the one to tell
		return nil, err
	}
	store.watch = o.Watch
	return store, nil
}

func openEngine(ctx context.Context, url string, o Options) (engine, error) {
	switch Engine(url) {
	case "SQLite":
		return openSQLite(ctx, strings.TrimPrefix(url, "sqlite:"), o)
	case "PostgreSQL":
		return openPostgres(ctx, url, o)
	}
	return engine{}, errors.New("the database's address begins with neither sqlite: nor postgres: – write sqlite:PATH or postgres://USER@HOST/NAME")
}

// Engine names the engine behind a database's address, for the log: "SQLite" or "PostgreSQL", "" for an address that Open refuses.
func Engine(url string) string {
	scheme, _, _ := strings.Cut(url, ":")
	switch scheme {
	case "sqlite":
		return "SQLite"
	case "postgres", "postgresql":
		return "PostgreSQL"
	}
	return ""
}

// Close closes the database. No transaction may be under way.
func (s *Store) Close() error {
	_ = s.TidySmall(context.Background()) // the mark stays where it does not succeed
	return s.close()
}

// Check reads the whole database and tells whether it is damaged; on PostgreSQL, which checks its pages itself, it does nothing. It takes seconds on
// a large database, beside other work.
func (s *Store) Check(ctx context.Context) error { return s.check(ctx) }

// Update runs fn in a writing transaction, alone among all writers, and commits. When it returns nil, what fn wrote is on the disk; otherwise
// nothing of it is, save that a connection lost during the commit may leave it done. The error is fn's own, or the
// store's, for which Failing tells whether to try again; ErrLeaseLost is one of those. A panic in fn undoes everything and goes on. An Update within an Update waits for itself
// for ever.
func (s *Store) Update(ctx context.Context, fn func(*Tx) error) error {
	return s.transact(ctx, s.write, s.begin, true, fn)
}

// View runs fn in a reading transaction, which sees the database as it was at one moment. A Tx method that writes returns an error there.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error {
	return s.transact(ctx, s.read, s.beginView, false, fn)
}

func (s *Store) transact(ctx context.Context, db *sql.DB, begin string, writes bool, fn func(*Tx) error) (err error) {
	begun, spent := time.Now(), Spent{Writes: writes}
	if s.watch != nil {
		defer func() {
			spent.Took, spent.Failed = time.Since(begun), Failing(err)
			s.watch(spent)
		}()
	}
	if writes {
		if err := s.fencedHere(); err != nil {
			return err
		}
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("storage: no connection: %w", unavailable("storage.Open", err))
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	// go-sqlite3 and pgx both watch a context that can end with a goroutine for each statement. A transaction is short: once begun, it ends by itself.
	tx := &Tx{store: s, conn: conn, ctx: context.WithoutCancel(ctx), now: s.now().Truncate(time.Microsecond).UTC(), writes: writes}
	if err := tx.begin(begin); err != nil {
		tx.rollback()
		return err
	}
	spent.Waited = time.Since(begun)
	committed := false
	defer func() {
		if !committed {
			tx.rollback()
		}
	}()
	if err := fn(tx); err != nil {
		return tx.blame(err)
	}
	if err := tx.commit(); err != nil {
		return err
	}
	committed = true
	if writes {
		s.scrubErased(ctx, conn)
	}
	s.recent.drop(tx.settled)
	return nil
}
