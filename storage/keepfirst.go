package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Before a schema is brought up to date a copy of the database is kept: there is no other way back to the version that it was.

// drawFirst gives a lineage to a database from before there were any, so that the copy has the same one: it is looked after like the database's other backups.
const drawFirst = `INSERT INTO meta (name, number) VALUES ('lineage', $1) ON CONFLICT (name) DO UPDATE SET number = excluded.number WHERE meta.number = 0`

// errNotKept refuses to change a schema to which there would be no way back.
var errNotKept = errors.New("its schema is not brought up to date before a copy of it is kept")

// keepFirst keeps a copy where the schema is older than this program's.
func (f *sqliteFile) keepFirst(ctx context.Context, o Options) error {
	if o.Keep == nil {
		return nil
	}
	if ours, err := numberOf(ctx, f.write, findTable, "meta"); err != nil || ours == 0 {
		return err
	}
	return keepFirst(ctx, f.write, o, func(int64) func(context.Context, string) error { return f.copyTo })
}

// keepServerFirst is the same on PostgreSQL. It reads by a connection of its own: one that stayed open would look like another process to whoever has to be
// alone.
func keepServerFirst(ctx context.Context, write *sql.DB, reading *pgx.ConnConfig, o Options) error {
	if o.Keep == nil {
		return nil
	}
	if ours, err := oursOn(ctx, write); err != nil || !ours {
		return err
	}
	read := postgresPool(reading, 1)
	err := keepFirst(ctx, write, o, func(schema int64) func(context.Context, string) error { return copyPostgres(read, schema) })
	return errors.Join(err, read.Close())
}

// keepFirst has a copy made, checked and put where o wants it, by what copies a database of that schema.
func keepFirst(ctx context.Context, write *sql.DB, o Options, copier func(schema int64) func(context.Context, string) error) error {
	schema, err := numberOf(ctx, write, readSchema)
	if err != nil || schema == 0 || schema >= KnownSchema() {
		return err
	}
	if _, err := write.ExecContext(ctx, drawFirst, newLineage()); err != nil {
		return err
	}
	present, err := summarise(ctx, write)
	if err != nil {
		return err
	}
	path, err := o.Keep(ctx, present)
	if err == nil && path == "" {
		return nil
	}
	if err == nil {
		_, err = original{write, copier(schema)}.write(ctx, path, false, o.Now())
		err = explainBackup(path, err)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNotKept, err)
	}
	o.Log.Info("the schema is brought up to date; a copy from before was made and checked", "file", path, "schema", schema)
	return nil
}
