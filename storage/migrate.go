package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"

	"github.com/pressly/goose/v3"
)

// migrations holds a folder for each engine; the numbers in both mean the same state.
//
//go:embed migrations/*/*.sql
var migrations embed.FS

// errNewer refuses a database that a later version of this program wrote.
var errNewer = errors.New("a newer Aitys wrote it")

// migrate brings the schema up to date. It refuses one that is newer than this program knows. Where another process does the same at the
// same moment, a step of it fails here, for it is done already: then it goes on from there.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, folder string, options ...goose.ProviderOption) error {
	return migrateTo(ctx, math.MaxInt64, db, dialect, folder, options...)
}

// migrateTo is migrate as far as the migration of that number.
func migrateTo(ctx context.Context, last int64, db *sql.DB, dialect goose.Dialect, folder string, options ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	options = append(options, goose.WithDisableGlobalRegistry(true), goose.WithTableName("migration"))
	provider, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return err
	}
	const attempts = 5
	for range attempts {
		if err = advance(ctx, provider, last); err == nil || errors.Is(err, errNewer) || ctx.Err() != nil {
			break
		}
	}
	return err
}

// advance runs the migrations that are missing, up to the last one that is wanted.
func advance(ctx context.Context, provider *goose.Provider, last int64) error {
	present, known, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case present > known:
		return fmt.Errorf("%w (its schema is %d, this program knows %d): run that one, or restore a backup from before", errNewer, present, known)
	case present >= min(known, last):
		return nil
	}
	_, err = provider.UpTo(ctx, min(known, last))
	return err
}
