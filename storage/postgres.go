package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// sqlLease is what every writer asks first: whoever has the row locked is the only one, in all processes. The number is the articles' version, the epoch that of the
// process that has the lease.
const sqlLease = `SELECT number, epoch FROM meta WHERE name = 'articles' FOR UPDATE`

const postgresReaders = 8

// frozenWriter is after how many milliseconds the server ends a writer that does nothing within its transaction: a process that was stopped there would keep the others
// from taking over.
const frozenWriter = "2500"

func openPostgres(ctx context.Context, url string, o Options) (engine, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return engine{}, errors.New("the database's address cannot be read: write postgres://USER:PASSWORD@HOST:PORT/NAME")
	}
	steady(config, o.Patience)
	reading := config.Copy()
	config.RuntimeParams["idle_in_transaction_session_timeout"] = frozenWriter
	reading.RuntimeParams["default_transaction_read_only"] = "on"
	write, read := postgresPool(config, 1), postgresPool(reading, postgresReaders)
	lease := newServerLease(config)
	closeAll := func() error { return errors.Join(lease.db.Close(), read.Close(), write.Close()) }
	if err := preparePostgres(ctx, write, config, reading, o); err != nil {
		_ = closeAll() // the first error is the one to tell
		return engine{}, err
	}
	return engine{
		write: write, read: read,
		begin: "BEGIN", beginView: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", lock: sqlLease, leases: lease,
		strict: true, rolledBack: postgresRolledBack, check: func(context.Context) error { return nil }, close: closeAll,
		ask:      askPostgres,
		emptyLog: func(context.Context, *sql.Conn) bool { return true }, // its log is the server's and its administrator's
		rewrite:  vacuumFull,
		small:    func() bool { return false }, // nobody may read meanwhile either
		alone:    func(ctx context.Context) (bool, error) { return aloneOnServer(ctx, write) },
		copyTo:   copyPostgres(read, KnownSchema()),
		size: func(ctx context.Context) (size Size, err error) {
			err = read.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&size.Data)
			return size, err
		},
	}, nil
}

// steady makes a lost or hanging connection an error within seconds: a dead peer is noticed, a lock is not waited for without end, and a process that
// stops within a transaction does not hold the others for ever.
func steady(config *pgx.ConnConfig, patience time.Duration) {
	const idle, probe, probes = 15 * time.Second, 5 * time.Second, 3
	dialer := net.Dialer{
		Timeout:         10 * time.Second,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: idle, Interval: probe, Count: probes},
	}
	config.DialFunc = dialer.DialContext
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "aitys"
	}
	config.RuntimeParams["synchronous_commit"] = "on" // we confirm to Telegram right after the commit
	// Each query has its index. The planner would pass it over while a table is small, and keep to that plan when the table has grown, since
	// statements stay prepared; and the statistics of a table that fills and empties, like the outbox, are never right.
	config.RuntimeParams["enable_seqscan"] = "off"
	config.RuntimeParams["enable_bitmapscan"] = "off"
	config.RuntimeParams["jit"] = "off" // what is left of a plan that is switched off looks so dear that it would be compiled, for 200 ms
	config.RuntimeParams["lock_timeout"] = strconv.FormatInt(patience.Milliseconds(), 10)
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "60000"
}

// vacuumFull writes the tables anew in which words and accounts of people stand, and what the server has noted of their commonest values.
func vacuumFull(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "VACUUM (FULL, ANALYZE) identity, commenter, reader, opinion, outbox, parked, underway, due, message, poll_copy, opinion_word, fresh_word, shown, comment, comment_revision, commentband, judgement, band, token, record_text")
	return err
}

// listOthers counts who else under our name uses the database.
const listOthers = `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
	AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()`

// aloneOnServer tells that nobody else under our name uses the database. It asks again for a while: the server goes on listing a process that has just ended.
func aloneOnServer(ctx context.Context, db *sql.DB) (bool, error) {
	const ending, pause = 2 * time.Second, 50 * time.Millisecond
	for end := time.Now().Add(ending); ; {
		others, err := numberOf(ctx, db, listOthers)
		if err != nil || others == 0 || time.Now().After(end) {
			return others == 0, err
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-time.After(pause):
		}
	}
}

func postgresPool(config *pgx.ConnConfig, size int) *sql.DB {
	db := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(_ context.Context, conn *pgx.Conn) error {
		types := conn.TypeMap()
		types.TryWrapScanPlanFuncs = append(types.TryWrapScanPlanFuncs, planTruth)
		return nil
	}))
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

func postgresRolledBack(driverConn any) bool {
	conn, ok := driverConn.(*stdlib.Conn)
	const outside = 'I' // https://www.postgresql.org/docs/current/protocol-message-formats.html, ReadyForQuery
	return ok && !conn.Conn().IsClosed() && conn.Conn().PgConn().TxStatus() == outside
}

// preparePostgres connects and brings the schema up to date, one process at a time.
func preparePostgres(ctx context.Context, db *sql.DB, config, reading *pgx.ConnConfig, o Options) error {
	where := fmt.Sprintf("%s on %s:%d", config.Database, config.Host, config.Port)
	if err := db.PingContext(ctx); err != nil {
		return explainConnect(where, err)
	}
	if err := keepServerFirst(ctx, db, reading, o); err != nil {
		return fmt.Errorf("the database %s: %w", where, err)
	}
	const everySecond, aMinute = 1, 60
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(everySecond, aMinute))
	if err != nil {
		return err
	}
	if err := migrate(ctx, db, goose.DialectPostgres, "postgres", goose.WithSessionLocker(locker)); err != nil {
		return fmt.Errorf("the database %s: %w", where, err)
	}
	return nil
}

// explainConnect makes one sentence of why there is no connection. pgx's own error names each address that it tried on a line of its own.
func explainConnect(where string, err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return fmt.Errorf("the database %s refuses the connection (%s): see to the name, the user and the password in the database's address",
			where, pg.Message)
	}
	var network *net.OpError
	if errors.As(err, &network) {
		err = network.Err
	}
	return fmt.Errorf("the database %s cannot be reached: start the server, or name another in the database's address (%w)", where, err)
}
