package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// order is a statement that writes, with what it is run on.
type order struct {
	query string
	args  []any
}

// together runs statements one after the other, none of which needs what another returns. On PostgreSQL they go to the server at once: it is the way there and back that
// costs, not what is done there.
func (tx *Tx) together(all []order) error {
	if tx.store.pipeline == nil || len(all) == 0 {
		for _, one := range all {
			if _, err := tx.exec(one.query, one.args...); err != nil {
				return err
			}
		}
		return nil
	}
	if err := tx.ready(true); err != nil {
		return err
	}
	if query, err := tx.store.pipeline(tx.ctx, tx.conn, all); err != nil {
		return tx.fault(query, err)
	}
	return nil
}

// postgresPipeline sends statements at once. It returns the one that failed.
func postgresPipeline(ctx context.Context, conn *sql.Conn, all []order) (failed string, err error) {
	err = conn.Raw(func(driverConn any) error {
		direct, is := driverConn.(*stdlib.Conn)
		if !is {
			return fmt.Errorf("storage: %T is no connection to PostgreSQL", driverConn)
		}
		if direct.Conn().IsClosed() {
			return driver.ErrBadConn
		}
		batch := &pgx.Batch{}
		for _, one := range all {
			batch.Queue(one.query, one.args...)
		}
		results := direct.Conn().SendBatch(ctx, batch)
		for _, one := range all {
			if _, err := results.Exec(); err != nil {
				failed = one.query
				_ = results.Close() // tells the same
				return err
			}
		}
		return results.Close()
	})
	return failed, err
}
