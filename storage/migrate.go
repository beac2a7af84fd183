package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// migrations holds a folder for each engine; the numbers in both mean the same state.
//
//go:embed migrations/*/*.sql
var migrations embed.FS

// migrate brings the schema up to date. It refuses one that is newer than this program knows.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, folder string, options ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	options = append(options, goose.WithDisableGlobalRegistry(true), goose.WithTableName("migration"))
	provider, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return err
	}
	present, known, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case present > known:
		return fmt.Errorf("a newer Aitys wrote it (its schema is %d, this program knows %d): run that one, or restore a backup from before", present, known)
	case present == known:
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}
