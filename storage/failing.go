package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"aitys/content"
)

// Failing tells whether err means that the store itself fails: full, busy, read-only, damaged, out of reach, interrupted, or that two
// transactions collided. Nothing was stored, and the whole batch is worth trying again. A wrong statement, a broken rule of the schema and
// an error of the domain are not failures of the store; nor is an error that merely resembles one, such as an io.EOF met by a handler.
func Failing(err error) bool {
	switch e := err.(type) { //nolint:errorlint // it walks through all that err wraps: errors.As would stop at the first content.Error
	case *content.Error:
		return e.Code == content.Unavailable || Failing(e.Err)
	case interface{ Unwrap() error }:
		return Failing(e.Unwrap())
	case interface{ Unwrap() []error }:
		return slices.ContainsFunc(e.Unwrap(), Failing)
	}
	return false
}

// unavailable marks what an engine answered as a failure of the store, where it is one.
func unavailable(op string, err error) error {
	if err == nil || !failing(err) {
		return err
	}
	return &content.Error{Code: content.Unavailable, Op: op, Err: err}
}

// failing judges what an engine answered.
func failing(err error) bool {
	var lite sqlite3.Error
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &lite):
		return failingSQLite(lite)
	case errors.As(err, &pg):
		return failingPostgres(pg.Code)
	}
	return failingConnection(err)
}

func failingSQLite(err sqlite3.Error) bool {
	switch err.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrReadonly, sqlite3.ErrCorrupt, sqlite3.ErrNotADB,
		sqlite3.ErrCantOpen, sqlite3.ErrInterrupt, sqlite3.ErrNomem, sqlite3.ErrProtocol, sqlite3.ErrPerm, sqlite3.ErrAbort:
		return true
	}
	return false
}

// failingPostgres judges by the SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html.
func failingPostgres(state string) bool {
	if len(state) != 5 {
		return true // the server did not finish its sentence
	}
	switch state[:2] {
	case "08", // connection
		"40", // rolled back: serialisation, deadlock
		"53", // full: disk, memory, connections
		"57", // shut down, cancelled
		"58", // the system under it
		"XX": // damaged
		return true
	}
	switch state {
	case "55P03", // the lock was not to be had in time
		"25006",                   // read-only server
		"25P03",                   // idle for too long within the transaction
		"28000", "28P01", "3D000": // may no longer log in, no such database: the operator's to mend
		return true
	}
	return false
}

func failingConnection(err error) bool {
	var network net.Error
	var connect *pgconn.ConnectError
	switch {
	case errors.As(err, &connect), errors.As(err, &network), pgconn.Timeout(err), pgconn.SafeToRetry(err):
		return true
	}
	for _, known := range []error{
		driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed,
		context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
