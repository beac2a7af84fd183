package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"aitys/content"
)

// Tx is one transaction. It is for one goroutine, and only within the call that handed it out.
type Tx struct {
	store  *Store
	conn   *sql.Conn
	ctx    context.Context // a Tx lives within one call
	now    time.Time
	writes bool

	waiting []order // what the server is told together with the next statement that is answered: see write
	told    int     // how many times it was told something

	failed  error // the store failed: nothing more can be done in this transaction
	spoiled error // a statement failed in a strict engine: nothing more can be done until a Guard undoes it
	guards  []guard
	ended   string // the savepoint of a guard that has ended, which is to be released

	cause   content.UpdateID // see Because
	sends   []content.Outgoing
	toMany  bool                 // some of sends are of a broadcast
	settled []content.OutgoingID // rows that left the outbox
	turned  []turn               // readers who turned to an article, written at the end
	people  people
	learned learned
	born    map[content.OpinionID]bool // opinions of this transaction, about which nobody has ruled, asked or appealed yet
	chats   map[content.TelegramID]content.ChatID

	erased  []erasedWords    // whom and what this transaction has erased
	leaving []content.ChatID // see Farewell

	articles articleView
	polls    []content.PollID    // see PollsChanged
	changed  []content.OpinionID // see OpinionsChanged
	stirred  []content.OpinionID // see QueueStirred
}

// Errors of misuse.
var (
	errReadOnly = errors.New("storage: a View cannot write")
	errSpoiled  = errors.New("storage: an earlier statement of the transaction failed")
)

// Now is the transaction's one reading of the clock, in UTC, to the microsecond.
func (tx *Tx) Now() time.Time { return tx.now }

// Because tells which update causes what is sent from now on; 0: none does.
func (tx *Tx) Because(update content.UpdateID) { tx.cause = update }

func (tx *Tx) begin(text string) error {
	if err := tx.steer(text); err != nil {
		return err
	}
	if !tx.writes {
		return nil
	}
	var epoch int64
	found, err := tx.row(tx.store.lock, nil, &tx.articles.version, &epoch)
	if err == nil && !found {
		err = errors.New("storage: the row that writers lock is missing")
	}
	if err == nil {
		err = tx.store.fenced(epoch)
	}
	tx.articles.known = err == nil
	return err
}

func (tx *Tx) commit() error {
	if err := tx.writeTurned(); err != nil {
		return tx.blame(err)
	}
	if err := tx.flush(); err != nil {
		return tx.blame(err)
	}
	if err := tx.trouble(); err != nil {
		return err
	}
	if tx.told == 0 && tx.store.ask != nil && len(tx.waiting) == 1 {
		return nil // nothing was asked, and the server has not even been told to begin
	}
	tx.store.recent.add(tx.sends, tx.now)
	if _, err := tx.ask("COMMIT", nil, nil); err != nil {
		tx.store.recent.drop(numbers(tx.sends))
		return err
	}
	return nil
}

// rollback undoes the transaction and makes sure that the connection is fit for the next one, or is thrown away.
func (tx *Tx) rollback() {
	tx.waiting = nil
	_, _ = tx.conn.ExecContext(tx.ctx, "ROLLBACK") // fails where the engine rolled back by itself, or the connection is gone
	_ = tx.conn.Raw(func(driverConn any) error {
		if !tx.store.rolledBack(driverConn) {
			return driver.ErrBadConn
		}
		return nil
	})
}

// trouble tells why the transaction cannot go on; nil when it can.
func (tx *Tx) trouble() error {
	if tx.failed != nil {
		return tx.failed
	}
	if tx.spoiled != nil {
		return fmt.Errorf("%w: %w", errSpoiled, tx.spoiled)
	}
	return nil
}

// blame makes sure that a failure of the store is not hidden behind the error that fn made of it.
func (tx *Tx) blame(err error) error {
	if tx.failed != nil && !Failing(err) {
		return fmt.Errorf("%w (%w)", tx.failed, err)
	}
	return err
}

// fault judges a statement's error. After a failure of the store nothing more is done in the transaction: SQLite may have rolled it back by itself,
// and what followed would be committed one by one.
func (tx *Tx) fault(query string, err error) error {
	err = unavailable("storage", err)
	if Failing(err) {
		tx.failed = err
		return err
	}
	err = fmt.Errorf("storage: %s: %w", opening(query), err)
	if tx.store.strict {
		tx.spoiled = err
	}
	return err
}

// opening returns the first words of a statement, for the log.
func opening(query string) string {
	const long = 60
	query = strings.Join(strings.Fields(query), " ")
	if len(query) > long {
		return query[:long] + "…"
	}
	return query
}

// exec runs a statement that writes, and returns how many rows it changed.
func (tx *Tx) exec(query string, args ...any) (int64, error) {
	if err := tx.ready(true); err != nil {
		return 0, err
	}
	tx.touch(query)
	return tx.ask(query, args, nil)
}

// row is one row of what a query found.
type row interface{ Scan(into ...any) error }

// read runs a query and gives each of its rows to scan.
func (tx *Tx) read(query string, args []any, scan func(row) error) error {
	return tx.rows(false, query, args, scan)
}

// writeRows runs a statement that writes and gives each row that it returns to scan.
func (tx *Tx) writeRows(query string, args []any, scan func(row) error) error {
	return tx.rows(true, query, args, scan)
}

func (tx *Tx) rows(writes bool, query string, args []any, scan func(row) error) error {
	if err := tx.ready(writes); err != nil {
		return err
	}
	if writes {
		tx.touch(query)
	}
	_, err := tx.ask(query, args, scan)
	return err
}

// row reads the one row of a query; false when there is none.
func (tx *Tx) row(query string, args []any, into ...any) (found bool, err error) {
	err = tx.read(query, args, func(rows row) error {
		found = true
		return rows.Scan(into...)
	})
	return found && err == nil, err
}

// writeRow runs a statement that writes and returns one row.
func (tx *Tx) writeRow(query string, args []any, into ...any) error {
	return tx.writeRows(query, args, func(rows row) error { return rows.Scan(into...) })
}

// ready prepares for a statement: the transaction must be able to go on, and the guards' savepoints must stand before anything is done
// that they may have to undo.
func (tx *Tx) ready(writes bool) error {
	if err := tx.trouble(); err != nil {
		return err
	}
	if writes && !tx.writes {
		return errReadOnly
	}
	if (writes || tx.store.strict) && len(tx.guards) > 0 {
		return tx.openGuards()
	}
	return nil
}

// notFound is the error for something that is not there.
func notFound(op, format string, args ...any) error {
	return &content.Error{Code: content.NotFound, Op: "storage." + op, Err: fmt.Errorf(format, args...)}
}

// only returns the one thing that a query found; NotFound when it found none.
func only[T any](found []T, err error, op, format string, args ...any) (one T, _ error) {
	switch {
	case err != nil:
		return one, err
	case len(found) == 0:
		return one, notFound(op, format, args...)
	}
	return found[0], nil
}

// micro writes a time as it is stored.
func micro(t time.Time) int64 { return t.UnixMicro() }

// fromMicro reads a stored time.
func fromMicro(us int64) time.Time { return time.UnixMicro(us).UTC() }

// flag writes a truth as it is stored.
func flag(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// storable makes any string one that both engines keep as it is: PostgreSQL takes neither NUL nor broken UTF-8.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}
