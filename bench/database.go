package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"aitys/content"
	"aitys/storage"
)

// database is an empty database for one bot.
type database struct {
	url   string         // as DATABASE_URL has it
	store *storage.Store // to look into it beside the bot, while that is running
	drop  func(ctx context.Context) error
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
	drop := func(context.Context) error { return nil } // it goes with its folder
	return &database{url: "sqlite:" + filepath.Join(folder, "aitys.db"), drop: drop}, nil
}

func makePostgres(ctx context.Context, server string) (*database, error) {
	address, err := url.Parse(server)
	if err != nil {
		return nil, errors.New("AITYS_TEST_POSTGRES is no address of a PostgreSQL")
	}
	name := "aitys_bench_" + strconv.FormatInt(time.Now().UnixNano(), 36)
	address.Path = "/" + name
	if err := client(ctx, "createdb", "--maintenance-db="+server, name); err != nil {
		return nil, err
	}
	return &database{url: address.String(), drop: func(ctx context.Context) error {
		return client(ctx, "dropdb", "--force", "--maintenance-db="+server, name)
	}}, nil
}

// client runs one of PostgreSQL's own programs, which spares the bench a way of its own to speak SQL.
func client(ctx context.Context, program string, args ...string) error {
	output, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w %s", program, err, output) // not the arguments: they hold the password
	}
	return nil
}

// open opens the database beside the bot that made its tables, or before any bot runs.
func (d *database) open(ctx context.Context) (err error) {
	d.store, err = storage.Open(ctx, d.url, storage.Options{Log: slog.New(slog.DiscardHandler)})
	return err
}

// lookEvery is how often the outbox is looked at once all replies have arrived; it is part of what is measured.
const lookEvery = 2 * time.Millisecond

// sent returns when nothing in the outbox waits to be sent or to be marked sent.
func (d *database) sent(ctx context.Context) error {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		var waiting []content.Outgoing
		err := d.store.View(ctx, func(tx *storage.Tx) (err error) {
			waiting, err = tx.Pending(0, 1)
			return err
		})
		if err != nil || len(waiting) == 0 {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
