package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// Examined is what Examine finds.
type Examined struct {
	Summary
	There bool // a database of ours is there
	InUse bool // a process has it open
	// Key is what is wrong with the key to the identities, a sentence; nil when they can be read.
	Key error
}

// Examine looks at a database, without opening it for work, creating it, or bringing its schema up to date. It reads all of a SQLite file. The error is one
// sentence that tells the operator what to do.
func Examine(ctx context.Context, url string, o Options) (Examined, error) {
	o = o.completed()
	switch Engine(url) {
	case "SQLite":
		return examineFile(ctx, strings.TrimPrefix(url, "sqlite:"), o.IdentityKey)
	case "PostgreSQL":
		return examineServer(ctx, url, o)
	}
	_, err := siteOf(ctx, url, o)
	return Examined{}, err
}

func examineFile(ctx context.Context, path string, keys Keys) (found Examined, err error) {
	where := fileSite(path)
	if err := where.free(ctx); errors.Is(err, errOccupied) {
		found.InUse = true
	} else if err != nil {
		return found, err
	}
	if err := writable(where.folder()); err != nil {
		return found, fmt.Errorf("the database %s cannot be written: see to the rights of its folder, and to the disk (%w)", path, err)
	}
	if err := writableFile(path); err != nil {
		return found, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	db := fileAt(path, "mode=ro&_query_only=1")
	defer func() { err = errors.Join(err, db.Close()) }()
	f := &sqliteFile{path: path}
	if tables, err := numberOf(ctx, db, countTables); err != nil || tables == 0 {
		return found, f.explain(err)
	}
	if err := recognise(ctx, db); err != nil {
		return found, f.explain(err)
	}
	if err := quickCheck(ctx, db); err != nil {
		return found, f.explain(err)
	}
	return found.of(ctx, db, keys)
}

func examineServer(ctx context.Context, url string, o Options) (found Examined, err error) {
	where, err := serverSiteOf(ctx, url, o)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, where.close()) }()
	if err := where.free(ctx); errors.Is(err, errOccupied) {
		found.InUse = true
	} else if err != nil {
		return found, err
	}
	if ours, err := where.ours(ctx); err != nil || !ours {
		return found, err
	}
	schema, err := numberOf(ctx, where.db, readSchema)
	if err == nil && schema > KnownSchema() {
		err = fmt.Errorf("the database %s: %w (its schema is %d, this program knows %d): run that one, or restore a backup from before", where.where, errNewer, schema, KnownSchema())
	}
	if err != nil {
		return found, err
	}
	return found.of(ctx, where.db, o.IdentityKey)
}

// of completes what was found with what the database says of itself.
func (e Examined) of(ctx context.Context, db asker, keys Keys) (Examined, error) {
	e.There = true
	var err error
	if e.Summary, err = summarise(ctx, db); err != nil {
		return e, err
	}
	e.Made = time.Time{}
	if e.Schema < sealedSince {
		return e, nil
	}
	var mark []byte
	if err := db.QueryRowContext(ctx, "SELECT fingerprint FROM sealing").Scan(&mark); err != nil {
		return e, err
	}
	seals, err := newSeals(keys)
	if err == nil {
		_, e.Key = sealedBy(mark, seals)
	}
	return e, err
}
