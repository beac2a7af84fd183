package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

const (
	sqlLookAtLease = `SELECT holder, epoch FROM lease WHERE id = 1`
	sqlTakeLease   = `UPDATE lease SET holder = $1, epoch = epoch + 1 WHERE id = 1 RETURNING epoch`
	sqlLeaveLease  = `UPDATE lease SET holder = '' WHERE id = 1`
	// That aitys migrate-to asks for the lease, and that it has carried the database over.
	sqlWanted    = `SELECT COALESCE((SELECT number FROM meta WHERE name = 'wanted'), 0)`
	sqlSetWanted = `INSERT INTO meta (name, number) VALUES ('wanted', $1) ON CONFLICT (name) DO UPDATE SET number = excluded.number`
	sqlLeaseHere = `SELECT number, epoch FROM meta WHERE name = 'articles'`
	sqlMoved     = `SELECT COALESCE((SELECT number FROM meta WHERE name = 'moved'), 0)`
	sqlSetMoved  = `INSERT INTO meta (name, number) VALUES ('moved', $1) ON CONFLICT (name) DO UPDATE SET number = excluded.number`
)

// leaseEnd ends the name of the file beside a SQLite database whose lock is the lease.
const leaseEnd = "-lease"

// fileLease keeps the lease of a SQLite database: a lock that the system frees when the process ends, however it does. So nothing has to be renewed or asked in
// transactions.
type fileLease struct {
	f *sqliteFile

	mu   sync.Mutex
	held *os.File // with the lock; nil: this process does not have it
}

func (l *fileLease) lasts() time.Duration { return 0 }

// look does not tell whether the lease is over: who has it shows when one tries to take it.
func (l *fileLease) look(ctx context.Context) (seen Holding, err error) {
	seen.over = true
	err = l.f.read.QueryRowContext(ctx, sqlLookAtLease).Scan(&seen.Holder, &seen.Epoch)
	return seen, err
}

func (l *fileLease) take(ctx context.Context, _ Holding, _ bool, holder string) (epoch int64, err error) {
	locked, err := l.lock()
	if err != nil || !locked {
		return 0, err
	}
	defer func() {
		if err != nil {
			l.unlock()
		}
	}()
	if err := l.f.stays(ctx); err != nil && !l.f.moving { // it may have been carried over while we waited
		return 0, err
	}
	if _, err := l.f.write.ExecContext(ctx, sqlSetWanted, 0); err != nil { // whoever asked had the lock, and is gone
		return 0, err
	}
	if _, err := l.f.write.ExecContext(ctx, sqlSetOpen, 1); err != nil { // who waited for the lease did not have the file to itself when it opened it
		return 0, err
	}
	l.f.marked = true
	if err := l.f.write.QueryRowContext(ctx, sqlTakeLease, holder).Scan(&epoch); err != nil {
		return 0, err
	}
	_, err = l.f.write.ExecContext(ctx, tellEpoch, epoch)
	return epoch, err
}

// lock tries to get the lock; false when another process has it.
func (l *fileLease) lock() (locked bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != nil {
		return false, nil
	}
	path := l.f.path + leaseEnd
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // beside the database
	if err != nil {
		return false, fmt.Errorf("the file %s, by which one process knows of another, cannot be opened: see to the rights of it and of its folder (%w)", path, err)
	}
	if locked, err = lockFile(file); !locked {
		return false, errors.Join(err, file.Close())
	}
	l.held = file
	return true, nil
}

func (l *fileLease) unlock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != nil {
		_ = l.held.Close() // that frees the lock
		l.held = nil
	}
}

// renew looks whether somebody asks for the lease. That cannot be read is no reason to give it up.
func (l *fileLease) renew(ctx context.Context, _ int64) (held, wanted bool, err error) {
	var asked int64
	err = l.f.read.QueryRowContext(ctx, sqlWanted).Scan(&asked)
	return true, asked != 0, err
}

func (l *fileLease) giveUp(ctx context.Context, epoch int64) error {
	defer l.unlock()
	if epoch == 0 {
		return nil
	}
	// The next one sets the mark of an unclean stop for itself: it must not be cleared when this process closes the file.
	_, err := l.f.write.ExecContext(ctx, sqlSetOpen, 0)
	l.f.marked = l.f.marked && err != nil
	_, left := l.f.write.ExecContext(ctx, sqlLeaveLease)
	return errors.Join(err, left)
}

// movedEpoch stands in the place of the lease's epoch in a database that was carried over to another one: nobody writes there any more, also not a command that had opened
// it before.
const movedEpoch = -1

// errMoved refuses to write there.
var errMoved = errors.New("the database was carried over to PostgreSQL meanwhile, and the newsroom goes on there: put that one's address into DATABASE_URL and try again")

// stays fails for a database that was carried over to another one.
func (f *sqliteFile) stays(ctx context.Context) error {
	moved, err := numberOf(ctx, f.read, sqlMoved)
	if err == nil && moved != 0 {
		err = fmt.Errorf("the database %s was carried over to PostgreSQL on %s, and the newsroom goes on there: put that one's address into DATABASE_URL. "+
			"To go back to this file, without what has happened since: aitys migrate-to --undo", f.path, fromMicro(moved).Format(time.DateTime))
	}
	return err
}
