package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"strconv"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // the driver "sqlite3"

	"aitys/content"
	"aitys/storage"
)

// database is an empty database for one bot.
type database struct {
	url  string  // as DATABASE_URL has it
	look *sql.DB // to look into it beside the bot
	drop func() error
}

// engine makes databases.
type engine struct {
	name string
	make func(ctx context.Context, folder string) (*database, error)
}

// engineNamed returns the engine that the flag -engines names. server is the address of a PostgreSQL where databases may be made.
func engineNamed(name, server string) (engine, error) {
	switch {
	case name == "sqlite":
		return engine{"SQLite", makeSQLite}, nil
	case name == "postgres" && server == "":
		return engine{}, errors.New("AITYS_TEST_POSTGRES is not set: make bench starts a PostgreSQL, or leave it out with -engines sqlite")
	case name == "postgres":
		return engine{"PostgreSQL", func(ctx context.Context, _ string) (*database, error) { return makePostgres(ctx, server) }}, nil
	}
	return engine{}, fmt.Errorf("there is no engine %q: -engines takes sqlite and postgres", name)
}

func makeSQLite(_ context.Context, folder string) (*database, error) {
	path := filepath.Join(folder, "aitys.db")
	look, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&_busy_timeout=5000")
	if err != nil {
		return nil, err
	}
	return &database{url: "sqlite:" + path, look: look, drop: look.Close}, nil
}

func makePostgres(ctx context.Context, server string) (*database, error) {
	admin, err := sql.Open("pgx", server)
	if err != nil {
		return nil, err
	}
	name := "aitys_bench_" + strconv.FormatInt(time.Now().UnixNano(), 36)
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return nil, errors.Join(err, admin.Close())
	}
	drop := func() error {
		// The context of the bench may have ended, and the database must go all the same.
		_, err := admin.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name+" WITH (FORCE)")
		return errors.Join(err, admin.Close())
	}
	address, err := url.Parse(server)
	if err != nil {
		return nil, errors.Join(err, drop())
	}
	address.Path = "/" + name
	look, err := sql.Open("pgx", address.String())
	if err != nil {
		return nil, errors.Join(err, drop())
	}
	return &database{url: address.String(), look: look, drop: func() error { return errors.Join(look.Close(), drop()) }}, nil
}

// lookEvery is how often the outbox is looked at once all replies have arrived; it is part of what is measured.
const lookEvery = 2 * time.Millisecond

// sent returns when nothing in the outbox waits to be sent or to be marked sent.
func (d *database) sent(ctx context.Context) error {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		waiting := false
		err := d.look.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 0)").Scan(&waiting)
		if err != nil || !waiting {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const fillAtOnce = 1000

// fill makes people known to the database and updates seen, the ids of which begin at first; rows of each.
func (d *database) fill(ctx context.Context, p people, first int64) (err error) {
	store, err := storage.Open(ctx, d.url, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	for from := 0; from < p.count; from += fillAtOnce {
		err := store.Update(ctx, func(tx *storage.Tx) error {
			var persons []content.Person
			var ids []content.UpdateID
			for i := from; i < min(from+fillAtOnce, p.count); i++ {
				persons = append(persons, content.Person{ID: content.TelegramID(p.id(i)), LanguageCode: p.language(i)})
				ids = append(ids, content.UpdateID(first+int64(i)))
			}
			_, fresh := tx.Fresh(ids)
			return errors.Join(fresh, tx.Meet(persons))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
