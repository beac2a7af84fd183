package storage

import (
	"context"
	"database/sql"
	"errors"

	"github.com/pressly/goose/v3"
)

// How each engine writes a copy of a live database into an empty file.

// copyTo lets SQLite write what readers see at one moment into the file, packed: what was deleted is not in it. Writers go on beside it.
func (f *sqliteFile) copyTo(ctx context.Context, file string) (err error) {
	db := f.pool(1, "mode=ro", f.patience) // the pool of readers may write nothing, not even another file
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", file)
	return err
}

// copyPostgres returns what copies a PostgreSQL database of a schema, seen from one snapshot, into the file.
func copyPostgres(read *sql.DB, schema int64) func(ctx context.Context, file string) error {
	return func(ctx context.Context, file string) (err error) {
		to, err := newFile(ctx, file, schema)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, to.Close()) }()
		from, err := read.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { _ = from.Rollback() }() // it only reads
		return copyToFile(ctx, from, to)
	}
}

// newFile gives a schema of ours to an empty file, which is synced when it is full.
func newFile(ctx context.Context, file string, schema int64) (*sql.DB, error) {
	db := fileAt(file, "_journal=MEMORY&_sync=OFF&_cache_size="+writerCache)
	if _, err := db.ExecContext(ctx, setPageSize); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := migrateTo(ctx, schema, db, goose.DialectSQLite3, "sqlite"); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
