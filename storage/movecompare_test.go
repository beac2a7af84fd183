package storage

import (
	"context"
	"database/sql"
	"errors"

	"github.com/pressly/goose/v3"
)

// CompareWith copies a file into an empty database of a server, where that is not done, changes something there, and compares the two.
func CompareWith(path, url, change string) (err error) {
	ctx := context.Background()
	server, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	file := fileAt(path, "mode=ro&_query_only=1")
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := migrate(ctx, server, goose.DialectPostgres, "postgres"); err != nil {
		return err
	}
	if err := copyToServer(ctx, file, server); err != nil {
		return err
	}
	if change != "" {
		if _, err := server.ExecContext(ctx, change); err != nil {
			return err
		}
	}
	_, _, err = compare(ctx, file, server)
	return err
}

// Incomplete tells that an error says that a copy is not what was copied.
func Incomplete(err error) bool { return errors.Is(err, errIncomplete) }
