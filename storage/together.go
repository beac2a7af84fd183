package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// order is a statement, with what it is run on.
type order struct {
	query string
	args  []any
}

// steers tells that a statement begins or ends a transaction, or a part of one.
func (o order) steers() bool {
	first, _, _ := strings.Cut(o.query, " ")
	return slices.Contains([]string{"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}, first)
}

// mostWaiting is how many statements may wait to be told to the server.
const mostWaiting = 500

// write runs a statement that writes and of which nothing is asked. PostgreSQL hears of it together with the next one that is answered, the commit at the latest: what
// costs there is the way to the server and back, not what is done there. Hence an error of such a statement may be that of a later one. When its guard
// has ended meanwhile, the whole transaction has failed; an eager Guard waits for all that is its own.
func (tx *Tx) write(query string, args ...any) error {
	if err := tx.ready(true); err != nil {
		return err
	}
	tx.touch(query)
	if tx.store.ask == nil {
		_, err := tx.ask(query, args, nil)
		return err
	}
	tx.waiting = append(tx.waiting, order{query, slices.Clone(args)})
	if len(tx.waiting) < mostWaiting {
		return nil
	}
	return tx.tell()
}

// together is write for several statements.
func (tx *Tx) together(all []order) error {
	for _, one := range all {
		if err := tx.write(one.query, one.args...); err != nil {
			return err
		}
	}
	return nil
}

// steer runs statements that only steer the transaction: what they return is nothing. An error of one of them cannot be undone: the transaction is over.
func (tx *Tx) steer(commands ...string) error {
	for _, command := range commands {
		if tx.store.ask != nil {
			tx.waiting = append(tx.waiting, order{query: command})
			continue
		}
		if _, err := tx.conn.ExecContext(tx.ctx, command); err != nil {
			tx.failed = tx.fault(command, err)
			return tx.failed
		}
	}
	return nil
}

// tell lets the server know all that waits.
func (tx *Tx) tell() error {
	if len(tx.waiting) == 0 || tx.trouble() != nil {
		return tx.trouble()
	}
	last := tx.waiting[len(tx.waiting)-1]
	tx.waiting = tx.waiting[:len(tx.waiting)-1]
	_, err := tx.askOrder(last, nil)
	return err
}

// ask runs a statement after all that waits, gives each row that it returns to scan, and tells how many rows it changed or found.
func (tx *Tx) ask(query string, args []any, scan func(row) error) (int64, error) {
	return tx.askOrder(order{query, args}, scan)
}

func (tx *Tx) askOrder(one order, scan func(row) error) (int64, error) {
	tx.told++
	if tx.store.ask == nil {
		return tx.askSQL(one, scan)
	}
	all := append(tx.waiting, one)
	tx.waiting = tx.waiting[:0]
	changed, failed, err := tx.store.ask(tx.ctx, tx.conn, all, scan)
	if err == nil {
		return changed, nil
	}
	var own scanError
	if errors.As(err, &own) {
		return 0, fmt.Errorf("storage: %s: %w", opening(one.query), own.error)
	}
	err = tx.fault(all[failed].query, err)
	if tx.failed == nil && slices.ContainsFunc(all[failed:], order.steers) {
		tx.failed = err // what was to be undone by itself has no savepoint, or has lost it
	}
	return 0, err
}

// askSQL is ask by way of database/sql.
func (tx *Tx) askSQL(one order, scan func(row) error) (int64, error) {
	if scan == nil {
		result, err := tx.conn.ExecContext(tx.ctx, one.query, one.args...)
		if err != nil {
			return 0, tx.fault(one.query, err)
		}
		changed, err := result.RowsAffected()
		if err != nil {
			return 0, tx.fault(one.query, err)
		}
		return changed, nil
	}
	rows, err := tx.conn.QueryContext(tx.ctx, one.query, one.args...)
	if err != nil {
		return 0, tx.fault(one.query, err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	found := int64(0)
	for ; rows.Next(); found++ {
		if err := scan(rows); err != nil {
			return found, fmt.Errorf("storage: %s: %w", opening(one.query), err)
		}
	}
	if err := rows.Err(); err != nil {
		return found, tx.fault(one.query, err)
	}
	return found, nil
}

// scanError is what a scan made of a row: no fault of the server's.
type scanError struct{ error }

// Unwrap returns what the scan said.
func (e scanError) Unwrap() error { return e.error }

// askPostgres sends statements at once and reads their answers.
func askPostgres(ctx context.Context, conn *sql.Conn, all []order, scan func(row) error) (changed int64, failed int, err error) {
	var direct *pgx.Conn
	err = conn.Raw(func(driverConn any) error {
		held, is := driverConn.(*stdlib.Conn)
		if !is {
			return fmt.Errorf("storage: %T is no connection to PostgreSQL", driverConn)
		}
		if direct = held.Conn(); direct.IsClosed() {
			return driver.ErrBadConn
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return askDirectly(ctx, direct, all, scan) // outside Raw, where a panic of scan would cost the connection: until it is given back it is ours
}

func askDirectly(ctx context.Context, conn *pgx.Conn, all []order, scan func(row) error) (changed int64, failed int, err error) {
	batch := &pgx.Batch{QueuedQueries: make([]*pgx.QueuedQuery, 0, len(all))}
	for _, one := range all {
		batch.Queue(one.query, one.args...)
	}
	answers := conn.SendBatch(ctx, batch)
	defer func() {
		if end := answers.Close(); err == nil {
			err = end
		}
	}()
	last := len(all) - 1
	for failed = range all[:last] {
		if _, err := answers.Exec(); err != nil {
			return 0, failed, err
		}
	}
	if scan == nil {
		tag, err := answers.Exec()
		return tag.RowsAffected(), last, err
	}
	rows, err := answers.Query()
	if err != nil {
		return 0, last, err
	}
	defer rows.Close()
	for ; rows.Next(); changed++ {
		if err := scan(rows); err != nil {
			return changed, last, scanError{err}
		}
	}
	return changed, last, rows.Err()
}
