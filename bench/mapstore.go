package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"syscall"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// mapOf names the database whose map a bench draws that was started by another one, in a process of its own, so that its memory is known. It is no flag, since
// a database's address may hold a password.
const mapOf = "AITYS_BENCH_MAP_OF"

// moreVotes is how many votes come at a time after the first map.
var moreVotes = []int{1, 1_000}

// drawn is what drawing maps out of a database took.
type drawn struct {
	Cold time.Duration   `json:"cold"`
	More []time.Duration `json:"more"` // after so many votes more, as moreVotes has them
	CPU  time.Duration   `json:"cpu"`  // of the first
}

// storedMaps measures the map of a crowd's votes as the bot draws it in the background: read from the database, computed, looked through for who votes alike, stored.
func (b *bench) storedMaps(ctx context.Context) (fmt.Stringer, error) {
	t := &table{heading: fmt.Sprintf("Opinion maps out of the database: %d readers, %d opinions, votes as drawn", crowdReaders, crowdOpinions)}
	t.add("", "votes", "cold s", "CPU s", "one vote more s", "a thousand more s", "memory", "to hold")
	for _, e := range b.engines {
		if err := b.storedMap(ctx, e, t); err != nil {
			return nil, fmt.Errorf("with %s: %w", e.name, err)
		}
	}
	t.notes = append(t.notes, "All votes are read and looked through each time, also after one more: computing alone is measured by go test ./deliberation -run '^$' -bench Draw.")
	return t, nil
}

func (b *bench) storedMap(ctx context.Context, e engine, t *table) (err error) {
	folder, err := b.workplace()
	if err != nil {
		return err
	}
	d, err := e.make(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.drop(context.WithoutCancel(ctx))) }()
	votes, err := d.crowd(ctx)
	if err != nil {
		return err
	}
	run, memory, err := drawElsewhere(ctx, d.url)
	if err != nil {
		return err
	}
	held := run.Cold < 10*time.Second && memory < 1<<30
	t.add(e.name, fmt.Sprint(votes), seconds(run.Cold), seconds(run.CPU), seconds(run.More[0]), seconds(run.More[1]), fmt.Sprintf("%d MB", memory/1e6),
		verdict(held, "under 10 s and 1 GB"))
	return nil
}

// crowdVote draws votes as crowd does: of four minds, each reader mostly voting as one of them leans.
const crowdVote = `INSERT INTO stance (opinion, reader, said, at)
	SELECT opinion, reader, CASE WHEN chance %% 3 = 0 THEN chance / 3 %% 3 - 1 ELSE lean %% 2 * 2 - 1 END, %d + chance %% 2592000 * 1000000
	FROM (SELECT o.id AS opinion, r.id AS reader, (o.id * 40503 + r.id %% 4 * 10007) / 64 AS lean,
		((o.id * 7919 + r.id * 104729) * 1103515245 + 12345) %% 2147483647 AS chance
		FROM opinion o CROSS JOIN reader r WHERE o.state = 'approved') drawn
	WHERE chance / 9 %% 1000 < 77 ORDER BY opinion, reader`

// crowd puts readers, opinions and their votes into an empty database, and tells how many votes there are.
func (d *database) crowd(ctx context.Context) (votes int, err error) {
	now := time.Now()
	c := &clock{now: now.AddDate(0, -2, 0)}
	if err := d.openAt(ctx, c, func(s *storage.Store) error { return crowdOf(ctx, s) }); err != nil {
		return 0, err
	}
	db, err := openRaw(d.url)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, fmt.Sprintf(crowdVote, now.AddDate(0, -1, 0).UnixMicro())); err != nil {
		return 0, err
	}
	if isPostgres(d.url) { // as autovacuum would do soon
		if _, err := db.ExecContext(ctx, `VACUUM ANALYZE`); err != nil {
			return 0, err
		}
	}
	return votes, db.QueryRowContext(ctx, `SELECT COUNT(*) FROM stance`).Scan(&votes)
}

// crowdOf stores the sample article, the readers, and approved opinions of somebody who is none of them.
func crowdOf(ctx context.Context, s *storage.Store) error {
	room := handlers.New(s, handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English})
	if err := errors.Join(s.IndexWords(ctx), room.PublishSample(ctx, content.Sample())); err != nil {
		return err
	}
	for from := 0; from < crowdReaders; from += fillAtOnce {
		err := s.Update(ctx, func(tx *storage.Tx) error {
			var persons []content.Person
			for i := from; i < min(from+fillAtOnce, crowdReaders); i++ {
				persons = append(persons, content.Person{ID: content.TelegramID(firstKnown + i), LanguageCode: languages[i%len(languages)]})
			}
			return tx.Meet(persons)
		})
		if err != nil {
			return err
		}
	}
	return s.Update(ctx, crowdSaid)
}

func crowdSaid(tx *storage.Tx) error {
	published, err := tx.NewestArticle()
	if err != nil {
		return err
	}
	const nobody = 1 << 40
	for i := range crowdOpinions {
		o, err := tx.AddOpinion(content.Opinion{Article: published.ID, Author: nobody, Text: fmt.Sprintf("Opinion %d of somebody", i), Lang: content.English})
		if err != nil {
			return err
		}
		if _, err := tx.DecideOpinion(o.ID, o.Version, true, nobody); err != nil {
			return err
		}
	}
	return nil
}

// drawElsewhere lets a process of its own draw maps, and tells what it said and how much memory it took at most, in bytes.
func drawElsewhere(ctx context.Context, url string) (run drawn, memory int64, err error) {
	self, err := os.Executable()
	if err != nil {
		return drawn{}, 0, err
	}
	command := exec.CommandContext(ctx, self) // #nosec G204 -- this program
	command.Env, command.Stderr = append(os.Environ(), mapOf+"="+url), os.Stderr
	said, err := command.Output()
	if err != nil {
		return drawn{}, 0, fmt.Errorf("drawing a map: %w", err)
	}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = usage.Maxrss << 10
	}
	return run, memory, json.Unmarshal(said, &run)
}

// drawHere draws a map of the votes in a database, and others after some votes more, and prints what each took.
func drawHere(ctx context.Context, url string) (err error) {
	d := &database{url: url}
	if err := d.open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.store.Close()) }()
	room := handlers.New(d.store, handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English})
	var run drawn
	if run.Cold, err = d.draw(ctx, room, 0); err != nil {
		return err
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	run.CPU = time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	for _, votes := range moreVotes {
		took, err := d.draw(ctx, room, votes)
		if err != nil {
			return err
		}
		run.More = append(run.More, took)
	}
	return json.NewEncoder(os.Stdout).Encode(run)
}

// draw lets readers who are new vote, and draws the map.
func (d *database) draw(ctx context.Context, room *handlers.Newsroom, votes int) (time.Duration, error) {
	err := d.store.Update(ctx, func(tx *storage.Tx) error {
		published, err := tx.NewestArticle()
		if err != nil {
			return err
		}
		opinions, err := tx.Opinions(published.ID, "", content.Newest, 0, false, crowdOpinions)
		if err != nil {
			return err
		}
		for i := range votes {
			o := opinions[i%len(opinions)]
			if _, err := tx.SetStance(o.ID, content.ReaderID(1<<41+i/10), content.Agree); err != nil {
				return err
			}
		}
		return tx.WantMap(published.ID)
	})
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	err = room.DrawMaps(ctx)
	return time.Since(begun), err
}
