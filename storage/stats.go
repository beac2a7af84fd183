package storage

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

const (
	// The outbox is short unless something is wrong, and then its exact length matters little: the count is bounded.
	sqlWaitingSends = `SELECT COUNT(*) FROM (SELECT id FROM outbox WHERE id > $1 AND state = 0 ORDER BY id LIMIT CAST($2 AS BIGINT)) AS waiting`
	sqlOldestSend   = `SELECT made_at FROM outbox WHERE id > $1 AND state = 0 AND broadcast = 0 ORDER BY id LIMIT 1`
	sqlUnsureSends  = `SELECT COUNT(*) FROM outbox WHERE state = 1 AND made_at > $1`
	sqlParkedCount  = `SELECT COUNT(*) FROM parked WHERE at > $1`
	sqlOldestWaits  = `SELECT waits_at FROM opinion WHERE waits_at IS NOT NULL AND ruled = 0 AND waits_at > $1 ORDER BY waits_at, id LIMIT 1`
	sqlOldestDoubt  = `SELECT reported_at FROM opinion WHERE reported_at IS NOT NULL AND waits_at IS NULL AND ruled = 0 AND reported_at > $1
		ORDER BY reported_at, id LIMIT 1`

	// MostCounted is as far as Stats counts what waits to be sent.
	MostCounted = 10_000
)

// Stats are the figures by which an operator sees how a newsroom does.
type Stats struct {
	Outbox       int       // messages that wait to be sent, at most MostCounted
	OldestSend   time.Time // when the oldest of them was made; zero when none waits
	Unsure       int       // messages of which it is not known whether they were sent
	Parked       int       // updates that a fault of ours kept from being applied
	Queue        int       // opinions that wait for a moderator
	OldestQueued time.Time // since when the oldest of them waits; zero when none does
}

// Stats reads the figures. Its cost does not depend on how much is stored.
func (tx *Tx) Stats() (Stats, error) {
	var s Stats
	var send int64
	for _, one := range []struct {
		query string
		args  []any
		into  any
	}{
		{sqlWaitingSends, []any{0, MostCounted}, &s.Outbox},
		{sqlOldestSend, []any{0}, &send},
		{sqlUnsureSends, []any{0}, &s.Unsure},
		{sqlParkedCount, []any{0}, &s.Parked},
		{sqlWaiting, nil, &s.Queue},
	} {
		if _, err := tx.row(one.query, one.args, one.into); err != nil {
			return Stats{}, err
		}
	}
	s.OldestSend = orZero(send)
	var err error
	s.OldestQueued, err = tx.OldestQueued()
	return s, err
}

// OldestWaiting returns since when the oldest opinion waits whose text nobody has decided about; zero when none does.
func (tx *Tx) OldestWaiting() (time.Time, error) {
	var waits int64
	_, err := tx.row(sqlOldestWaits, []any{0}, &waits)
	return orZero(waits), err
}

// OldestQueued returns since when the oldest opinion of the queue waits; zero when none does.
func (tx *Tx) OldestQueued() (time.Time, error) {
	var waits, doubt int64
	for query, into := range map[string]*int64{sqlOldestWaits: &waits, sqlOldestDoubt: &doubt} {
		if _, err := tx.row(query, []any{0}, into); err != nil {
			return time.Time{}, err
		}
	}
	if doubt != 0 && (waits == 0 || doubt < waits) {
		waits = doubt
	}
	return orZero(waits), nil
}

// orZero reads a stored time, where 0 is none.
func orZero(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return fromMicro(us)
}

// Size is how much room a database takes, in bytes.
type Size struct {
	Data int64
	Log  int64 // SQLite's write-ahead log; 0 on PostgreSQL, whose log is its server's
}

// Size tells how much room the database takes. Error: the engine's.
func (s *Store) Size(ctx context.Context) (Size, error) {
	size, err := s.size(ctx)
	if err != nil {
		err = fmt.Errorf("storage.Size: %w", unavailable("storage.Size", err))
	}
	return size, err
}

// size reads the sizes of the file and of its log.
func (f *sqliteFile) size(context.Context) (Size, error) {
	data, err := os.Stat(f.path)
	if err != nil {
		return Size{}, err
	}
	size := Size{Data: data.Size()}
	if log, err := os.Stat(f.path + "-wal"); err == nil {
		size.Log = log.Size()
	}
	return size, nil
}

// File returns the path of the file behind a database's address; "" where the address names no file.
func File(url string) string {
	if Engine(url) != "SQLite" {
		return ""
	}
	return strings.TrimPrefix(url, "sqlite:")
}
