package storage

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// serverNow is the server's clock, in microseconds, at the moment, not at the transaction's beginning.
	serverNow = `CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)`

	lookAtLease = `SELECT holder, epoch, until <= ` + serverNow + ` FROM lease WHERE id = 1`
	takeLease   = `UPDATE lease SET holder = $1, epoch = GREATEST(epoch, $2) + 1, until = ` + serverNow + ` + $3
		WHERE id = 1 AND epoch = $4 AND (until <= ` + serverNow + ` OR $5) RETURNING epoch`
	tellEpoch  = `UPDATE meta SET epoch = $1 WHERE name = 'articles'`
	renewLease = `UPDATE lease SET until = ` + serverNow + ` + $1 WHERE id = 1 AND epoch = $2`
	leaveLease = `UPDATE lease SET holder = '', until = 0 WHERE id = 1 AND epoch = $1`
	durably    = `SET LOCAL synchronous_commit = on`
)

// serverLease keeps the lease on PostgreSQL. It has a connection of its own: a renewal waits for no transaction, however long that takes, since it touches another row
// than the one that writers lock.
type serverLease struct{ db *sql.DB }

func newServerLease(config *pgx.ConnConfig) serverLease {
	config = config.Copy()
	// A renewal that a crash of the server undoes only ends the lease sooner.
	config.RuntimeParams["synchronous_commit"] = "off"
	config.RuntimeParams["statement_timeout"] = strconv.FormatInt(leaseTerm.Milliseconds(), 10)
	config.RuntimeParams["lock_timeout"] = strconv.FormatInt(leaseTerm.Milliseconds(), 10)
	return serverLease{postgresPool(config, 1)}
}

func (s serverLease) lasts() time.Duration { return leaseTerm }

func (s serverLease) look(ctx context.Context) (seen Holding, err error) {
	err = s.db.QueryRowContext(ctx, lookAtLease).Scan(&seen.Holder, &seen.Epoch, &seen.over)
	return seen, err
}

// take waits for the writer that is at work, if one is: what that one commits was written under the epoch before.
func (s serverLease) take(ctx context.Context, seen Holding, dead bool, holder string) (epoch int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // nothing, once it is committed
	if _, err := tx.ExecContext(ctx, durably); err != nil {
		return 0, err
	}
	var version, told int64
	if err := tx.QueryRowContext(ctx, sqlLease).Scan(&version, &told); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, takeLease, holder, told, leaseTerm.Microseconds(), seen.Epoch, dead).Scan(&epoch)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, tellEpoch, epoch); err != nil {
		return 0, err
	}
	return epoch, tx.Commit()
}

func (s serverLease) renew(ctx context.Context, epoch int64) (held, wanted bool, err error) {
	result, err := s.db.ExecContext(ctx, renewLease, leaseTerm.Microseconds(), epoch)
	if err != nil {
		return false, false, err
	}
	rows, err := result.RowsAffected()
	return rows == 1, false, err
}

func (s serverLease) giveUp(ctx context.Context, epoch int64) error {
	_, err := s.db.ExecContext(ctx, leaveLease, epoch)
	return err
}
