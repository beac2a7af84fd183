package storage

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"
)

const sqlSetScrub = `UPDATE meta SET number = $1 WHERE name = 'scrub'`

// remains tells where bytes of what was erased may still be. A page of SQLite's keeps stale copies of rows that once moved to another page, between its
// rows, where no deletion overwrites them: only a file that is written anew has none.
type remains struct {
	log, file atomic.Bool
	rest      time.Time // before it nothing is written anew again; whoever holds the writing connection may touch it
}

// restAfter is how many times as long as a rewriting took it is not done again: no erasures, however many, may hold up everything else.
const restAfter = 20

// erases notes that what the transaction deletes must not stay on the disk. The mark in the database is for the case that the process ends before it is gone.
func (tx *Tx) erases() error {
	err := tx.write(sqlSetScrub, 1)
	tx.store.left.log.Store(true)
	tx.store.left.file.Store(true)
	return err
}

// scrubErased makes sure that what was erased is gone from the disk too: of a small database at once, of a large one in the night (see Tidy). What does not
// succeed now does after a later commit.
func (s *Store) scrubErased(ctx context.Context, conn *sql.Conn) {
	if s.left.log.Load() || s.left.file.Load() {
		ctx = context.WithoutCancel(ctx)
		_ = s.scrubAway(ctx, conn, time.Now().After(s.left.rest) && s.small()) // the mark stays
	}
}

// scrubAway removes what remains, and takes away the mark when nothing does. Without anew the file is not written anew.
func (s *Store) scrubAway(ctx context.Context, conn *sql.Conn, anew bool) error {
	if anew && s.left.file.Load() {
		begun := time.Now()
		err := s.rewrite(ctx, conn)
		s.left.rest = time.Now().Add(restAfter * time.Since(begun))
		if err != nil {
			return err
		}
		s.left.file.Store(false)
		s.left.log.Store(true)
	}
	if s.left.log.Load() && s.emptyLog(ctx, conn) {
		s.left.log.Store(false)
	}
	if s.left.log.Load() || s.left.file.Load() {
		return nil
	}
	_, err := conn.ExecContext(ctx, sqlSetScrub, 0)
	return err
}

// Tidy removes what was erased from wherever the disk still holds it, by writing the database anew: it takes as long as a copy of it, and all writers wait.
// Where nothing was erased since the last time, it does nothing.
func (s *Store) Tidy(ctx context.Context) error { return s.tidy(ctx, func() bool { return true }) }

// TidySmall is Tidy for a database so small that nobody notices; of a large one only the log of writes is emptied. What comes after an erasure does the same:
// this is for when nothing comes.
func (s *Store) TidySmall(ctx context.Context) error { return s.tidy(ctx, s.small) }

func (s *Store) tidy(ctx context.Context, anew func() bool) error {
	if !s.left.log.Load() && !s.left.file.Load() {
		return nil
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("storage.Tidy: %w", unavailable("storage.Tidy", err))
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	if err := s.scrubAway(ctx, conn, anew()); err != nil {
		return fmt.Errorf("the database could not be written anew, to remove what was erased: %w", err)
	}
	return nil
}
