package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// The copier takes everything that one database holds into another, which has our tables and nothing of worth in them: from PostgreSQL into the file of a
// backup, and back. Which tables and columns there are it reads from the file, so that a later migration needs no word here.

const (
	// The tables in the order in which they were made: what a row refers to comes before it. The table of migrations is each engine's own.
	listTables = `SELECT m.name, c.name, instr(m.sql, 'AUTOINCREMENT') > 0 FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name <> 'migration' AND substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.rowid, c.cid`
	// What tells of the file itself stays behind: that a process has it open, when it was written as a backup, and that it was carried over.
	onlyShared = ` WHERE name NOT IN ('open', 'backup', 'wanted', 'moved')`

	lastOfFile     = `SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = $1), 0)`
	lastOfServer   = `SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence($1, 'id')::regclass), 0)`
	forgetLast     = `DELETE FROM sqlite_sequence WHERE name = $1`
	setLastOfFile  = `INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)`
	setLastOfTable = `SELECT setval(pg_get_serial_sequence($1, 'id')::regclass, $2, true)`
)

// errIncomplete ends a copy that does not hold what it was made of.
var errIncomplete = errors.New("the copy is not complete")

// table is one of our tables.
type table struct {
	name     string
	columns  []string
	numbered bool // gives its numbers itself, none of them twice
}

// rows returns the query for all that a table holds.
func (t table) rows() string {
	query := "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.name //nolint:gosec // the names are our migrations'
	if t.name == "meta" {
		query += onlyShared
	}
	return query
}

// insert returns the statement that puts one row into a table.
func (t table) insert() string {
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES " + placeholders(len(t.columns), 1, "(", ")") //nolint:gosec // as above
}

// tablesIn returns the tables of a file with our schema.
func tablesIn(ctx context.Context, file *sql.DB) (all []table, err error) {
	rows, err := file.QueryContext(ctx, listTables)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name, column string
		var numbered bool
		if err := rows.Scan(&name, &column, &numbered); err != nil {
			return nil, err
		}
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, table{name: name, numbered: numbered})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, column)
	}
	return all, rows.Err()
}

// asker is what a query can be asked of: a pool, a connection, a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// numberOf asks for one number.
func numberOf(ctx context.Context, from asker, query string, args ...any) (number int64, err error) {
	err = from.QueryRowContext(ctx, query, args...).Scan(&number)
	return number, err
}

// copyToFile fills a file that has our schema with what a PostgreSQL database holds, which is seen as it was at one moment.
func copyToFile(ctx context.Context, from asker, file *sql.DB) (err error) {
	tables, err := tablesIn(ctx, file)
	if err != nil {
		return err
	}
	to, err := file.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = to.Rollback() }() // nothing, once it is committed
	for _, t := range tables {
		if err := copyTable(ctx, from, to, t); err != nil {
			return fmt.Errorf("the table %s: %w", t.name, err)
		}
	}
	if _, err := to.ExecContext(ctx, "INSERT INTO meta (name, number) VALUES ('open', 0)"); err != nil {
		return err
	}
	return to.Commit()
}

// copyTable copies a table from PostgreSQL into a file, and counts what arrived.
func copyTable(ctx context.Context, from asker, to *sql.Tx, t table) error {
	if _, err := to.ExecContext(ctx, "DELETE FROM "+t.name); err != nil { //nolint:gosec // what our migrations put there, under their name
		return err
	}
	put, err := to.PrepareContext(ctx, t.insert())
	if err != nil {
		return err
	}
	defer func() { _ = put.Close() }() // it only read and wrote
	copied := int64(0)
	err = eachRow(ctx, from, t, func(values []any) error {
		copied++
		_, err := put.ExecContext(ctx, values...)
		return err
	})
	if err != nil {
		return err
	}
	if there, err := numberOf(ctx, to, "SELECT COUNT(*) FROM "+t.name); err != nil || there != copied {
		return errors.Join(err, fmt.Errorf("%w: %d rows of %d", errIncomplete, there, copied))
	}
	if !t.numbered {
		return nil
	}
	last, err := numberOf(ctx, from, lastOfServer, t.name)
	if err != nil {
		return err
	}
	return setFileNumber(ctx, to, t.name, last)
}

// eachRow gives the rows of a table to take, one after the other.
func eachRow(ctx context.Context, from asker, t table, take func([]any) error) (err error) {
	rows, err := from.QueryContext(ctx, t.rows())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for next := (source{rows: rows, width: len(t.columns)}); next.Next(); {
		values, err := next.Values()
		if err == nil {
			err = take(values)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// source reads rows in the form in which pgx copies them.
type source struct {
	rows  *sql.Rows
	width int
}

// Next is pgx's.
func (s source) Next() bool { return s.rows.Next() }

// Err is pgx's.
func (s source) Err() error { return s.rows.Err() }

// Values is pgx's.
func (s source) Values() ([]any, error) {
	values, into := make([]any, s.width), make([]any, s.width)
	for i := range values {
		into[i] = &values[i]
	}
	err := s.rows.Scan(into...)
	return values, err
}

// setFileNumber makes a file's table go on behind a number.
func setFileNumber(ctx context.Context, to asker, name string, last int64) error {
	if _, err := to.ExecContext(ctx, forgetLast, name); err != nil {
		return err
	}
	_, err := to.ExecContext(ctx, setLastOfFile, name, last)
	return err
}

// copyToServer fills a PostgreSQL database that has our schema with what a file holds, in one transaction.
func copyToServer(ctx context.Context, file *sql.DB, server *sql.DB) error {
	tables, err := tablesIn(ctx, file)
	if err != nil {
		return err
	}
	conn, err := server.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	return conn.Raw(func(driverConn any) error {
		pg := driverConn.(*stdlib.Conn).Conn() // the pool is pgx's
		to, err := pg.Begin(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = to.Rollback(context.WithoutCancel(ctx)) }() // nothing, once it is committed
		for i := len(tables) - 1; i >= 0; i-- {                        // what refers goes before what it refers to
			if _, err := to.Exec(ctx, "DELETE FROM "+tables[i].name); err != nil {
				return err
			}
		}
		for _, t := range tables {
			if err := sendTable(ctx, file, to, t); err != nil {
				return fmt.Errorf("the table %s: %w", t.name, err)
			}
		}
		return to.Commit(ctx)
	})
}

// sendTable copies a table from a file to PostgreSQL, and counts what arrived.
func sendTable(ctx context.Context, file *sql.DB, to pgx.Tx, t table) (err error) {
	rows, err := file.QueryContext(ctx, t.rows())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if _, err := to.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, source{rows: rows, width: len(t.columns)}); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var sent, there int64
	where := ""
	if t.name == "meta" {
		where = onlyShared
	}
	if sent, err = numberOf(ctx, file, "SELECT COUNT(*) FROM "+t.name+where); err != nil {
		return err
	}
	if err := to.QueryRow(ctx, "SELECT COUNT(*) FROM "+t.name).Scan(&there); err != nil || there != sent {
		return errors.Join(err, fmt.Errorf("%w: %d rows of %d", errIncomplete, there, sent))
	}
	if !t.numbered {
		return nil
	}
	last, err := numberOf(ctx, file, lastOfFile, t.name)
	if err != nil || last == 0 {
		return err
	}
	_, err = to.Exec(ctx, setLastOfTable, t.name, last)
	return err
}
