package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"
)

// A SQLite database is carried over to PostgreSQL while no bot works on it: the one that runs is asked for the lease and stands back, for as long as the copy takes. What
// comes meanwhile waits with Telegram. Of the copy nothing counts until it was compared with the source row by row; then the source is marked, and the copy takes its place
// in one transaction.

const (
	// leaseWaits is how long a bot may take to finish what it began and give the lease up.
	leaseWaits  = 30 * time.Second
	moveStaging = "_moving"
	unfence     = `UPDATE meta SET epoch = (SELECT epoch FROM lease) WHERE name = 'articles'`
)

// Moved says what Move has done.
type Moved struct {
	Summary
	Tables  int
	Rows    int64
	Stood   time.Duration // how long no bot worked
	Already bool          // it had been done before
}

// Move carries the SQLite database at from over to the PostgreSQL database at to, which must be empty, and compares all that arrived with what there was. From then on the
// source is refused to whoever opens it, until UndoMove. A bot that runs on the source is asked to stand back; it works on when this fails or is broken off, and ends when it
// succeeds. It can be begun again after whatever broke it off. The error is one sentence that tells the operator what to do.
func Move(ctx context.Context, from, to string, o Options) (Moved, error) {
	m, err := newMove(ctx, from, to, o)
	if err != nil {
		return Moved{}, err
	}
	defer m.close()
	if done, err := m.vacant(ctx); err != nil || done {
		return Moved{Already: done}, err
	}
	if err := m.takeOver(ctx); err != nil {
		return Moved{}, err
	}
	return m.run(ctx)
}

// RehearseMove does what Move does with a copy of the database as it is at one moment, while a bot works on it, and removes in the end what it put on the server. What it
// returns as Stood is how long the bot would have to stand back, or somewhat less.
func RehearseMove(ctx context.Context, from, to string, o Options) (Moved, error) {
	m, err := newMove(ctx, from, to, o)
	if err != nil {
		return Moved{}, err
	}
	defer m.close()
	if done, err := m.vacant(ctx); err != nil || done {
		return Moved{Already: done}, err
	}
	return m.rehearse(ctx)
}

// UndoMove lets the SQLite database at from be used again that was carried over. What has happened on the other one since is not in it. It returns false where it was not
// carried over.
func UndoMove(ctx context.Context, from string, o Options) (was bool, err error) {
	store, err := openSource(ctx, from, o)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	moved, err := numberOf(ctx, store.write, sqlMoved)
	if err != nil || moved == 0 {
		return false, err
	}
	return true, mark(ctx, store.write, 0, unfence)
}

// openSource opens a SQLite database that is there, though it may have been carried over.
func openSource(ctx context.Context, from string, o Options) (*Store, error) {
	path, is := strings.CutPrefix(from, "sqlite:")
	if !is {
		return nil, errors.New("DATABASE_URL is no SQLite database, and only one is carried over: between PostgreSQL servers use pg_dump, or aitys backup and aitys restore")
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no database %s to be carried over: see DATABASE_URL", path)
	}
	o.moving = true
	return Open(ctx, from, o)
}

// move is a database on its way to a server.
type move struct {
	path   string // of the file
	url    string // of the server
	source *Store
	where  *serverSite
	o      Options
	begun  time.Time // when the bot stood back
}

func newMove(ctx context.Context, from, to string, o Options) (*move, error) {
	if Engine(to) != "PostgreSQL" {
		return nil, errors.New("the address is no PostgreSQL database's: write postgres://USER:PASSWORD@HOST:PORT/NAME")
	}
	o = o.completed()
	source, err := openSource(ctx, from, o)
	if err != nil {
		return nil, err
	}
	where, err := serverSiteOf(ctx, to, o)
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	return &move{path: strings.TrimPrefix(from, "sqlite:"), url: to, source: source, where: where, o: o}, nil
}

func (m *move) close() {
	_ = m.where.close()  // what was to be stored there is, or the error was told
	_ = m.source.Close() // as above
}

// vacant fails unless the server's database is empty; done tells that this one was carried over there before.
func (m *move) vacant(ctx context.Context) (done bool, err error) {
	tables, err := namesOf(ctx, m.where.db, tablesOf, m.where.schema)
	if err != nil || len(tables) == 0 {
		return false, err
	}
	if ours, err := m.where.ours(ctx); err != nil {
		return false, err
	} else if ours {
		there, err := summarise(ctx, m.where.db)
		if err != nil {
			return false, err
		}
		moved, err := numberOf(ctx, m.source.read, sqlMoved)
		if err != nil {
			return false, err
		}
		here, err := summarise(ctx, m.source.read)
		if err == nil && moved != 0 && here.Lineage == there.Lineage {
			return true, nil
		}
	}
	return false, fmt.Errorf("the database %s is not empty (%d tables stand in its schema %s), and nothing there is overwritten: make an empty one, and name that", m.where.where,
		len(tables), m.where.schema)
}

// takeOver asks the bot that works, if there is one, to stand back, and waits until it has.
func (m *move) takeOver(ctx context.Context) error {
	m.begun = time.Now()
	waiting, cancel := context.WithTimeout(ctx, leaseWaits)
	defer cancel()
	for asked := false; ; asked = true {
		lease, _, err := m.source.TakeLease(waiting)
		if err != nil && ctx.Err() == nil && waiting.Err() == nil {
			return err
		}
		if lease != nil {
			return nil
		}
		if !asked {
			if _, err := m.source.write.ExecContext(ctx, sqlSetWanted, 1); err != nil {
				return err
			}
			m.o.Log.Info("a bot works on the database: it is asked to finish what it began and to stand back")
		}
		if err := pauseOf(waiting, 50*time.Millisecond); err != nil {
			_, unasked := m.source.write.ExecContext(context.WithoutCancel(ctx), sqlSetWanted, 0)
			return errors.Join(fmt.Errorf("the bot that works on %s does not stand back: stop it, and begin again", m.path), ctx.Err(), unasked)
		}
	}
}

// pauseOf waits; the error is ctx's.
func pauseOf(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

// run copies, compares, and lets the copy take the source's place. Meanwhile nobody writes into the source.
func (m *move) run(ctx context.Context) (done Moved, err error) {
	guard := (&sqliteFile{path: m.path}).pool(1, "_txlock=immediate&_journal=WAL&_sync=FULL", m.o.Patience)
	defer func() { err = errors.Join(err, guard.Close()) }()
	still, err := guard.BeginTx(ctx, nil)
	if err != nil {
		return done, err
	}
	defer func() { _ = still.Rollback() }() // nothing, once it is committed
	staging := m.where.schema + moveStaging
	if done, err = m.stage(ctx, m.path, staging); err != nil {
		return done, errors.Join(err, m.drop(ctx, staging))
	}
	if err := setMark(ctx, still, micro(m.o.Now()), fmt.Sprintf(`UPDATE meta SET epoch = %d WHERE name = 'articles'`, movedEpoch)); err != nil {
		return done, err
	}
	if err := still.Commit(); err != nil {
		return done, err
	}
	if err := m.where.exchange(ctx, staging, ""); err != nil {
		return done, errors.Join(err, mark(context.WithoutCancel(ctx), guard, 0, unfence), m.drop(ctx, staging))
	}
	done.Stood = time.Since(m.begun)
	return done, nil
}

func (m *move) rehearse(ctx context.Context) (done Moved, err error) {
	file, err := partBeside(m.path)
	if err != nil {
		return done, err
	}
	defer removeDatabase(file)
	if err := m.source.copyTo(ctx, file); err != nil {
		return done, err
	}
	m.begun = time.Now()
	staging := m.where.schema + moveStaging
	done, err = m.stage(ctx, file, staging)
	done.Stood = time.Since(m.begun)
	return done, errors.Join(err, m.drop(ctx, staging))
}

func (m *move) drop(ctx context.Context, staging string) error {
	_, err := m.where.db.ExecContext(context.WithoutCancel(ctx), "DROP SCHEMA IF EXISTS "+quoted(staging)+" CASCADE")
	return err
}

// stage puts what a file holds into a schema beside the one that is to hold it, and compares the two.
func (m *move) stage(ctx context.Context, file, staging string) (done Moved, err error) {
	if err := m.drop(ctx, staging); err != nil { // of a try that was broken off
		return done, err
	}
	if _, err := m.where.db.ExecContext(ctx, "CREATE SCHEMA "+quoted(staging)); err != nil {
		return done, fmt.Errorf("a schema could not be created in the database %s: let its owner GRANT CREATE ON DATABASE to this user (%w)", m.where.where, err)
	}
	if err := m.where.fill(ctx, file, staging); err != nil {
		return done, err
	}
	from := fileAt(file, "mode=ro&_query_only=1")
	defer func() { err = errors.Join(err, from.Close()) }()
	config := m.where.config.Copy()
	config.RuntimeParams["search_path"] = quoted(staging)
	to := postgresPool(config, 1)
	defer func() { err = errors.Join(err, to.Close()) }()
	if done.Tables, done.Rows, err = compare(ctx, from, to); err != nil {
		return done, err
	}
	if _, err := to.ExecContext(ctx, `UPDATE lease SET holder = '', until = 0`); err != nil {
		return done, err
	}
	if done.Summary, err = summarise(ctx, from); err != nil {
		return done, err
	}
	return done, m.opens(ctx, staging)
}

// opens checks that the copy can be used as the source can: with the same key, and with a record that hangs together up to the same end.
func (m *move) opens(ctx context.Context, staging string) error {
	address, err := url.Parse(m.url)
	if err != nil {
		return errors.New("the address cannot be read: write postgres://USER:PASSWORD@HOST:PORT/NAME")
	}
	query := address.Query()
	query.Set("search_path", quoted(staging))
	address.RawQuery = query.Encode()
	o := m.o
	o.Keep, o.moving = nil, false
	copied, err := Open(ctx, address.String(), o)
	if err != nil {
		return err
	}
	defer func() { _ = copied.Close() }() // it was only read
	there, err := copied.VerifyRecord(ctx, nil)
	if err != nil {
		return fmt.Errorf("the copy is not used: %w", err)
	}
	here, err := m.source.VerifyRecord(ctx, nil)
	if err == nil && m.source.HoldsLease() && (there.Seq != here.Seq || !bytes.Equal(there.Hash[:], here.Hash[:])) {
		err = fmt.Errorf("%w: the record ends at entry %d, and at %d in the source", errIncomplete, there.Seq, here.Seq)
	}
	return err
}

// mark notes in a SQLite database when it was carried over, 0: it was not, and lets writers in or keeps them out.
func mark(ctx context.Context, db *sql.DB, at int64, fence string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing, once it is committed
	if err := setMark(ctx, tx, at, fence); err != nil {
		return err
	}
	return tx.Commit()
}

func setMark(ctx context.Context, db asker, at int64, fence string) error {
	if _, err := db.ExecContext(ctx, sqlSetMoved, at); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, fence)
	return err
}
