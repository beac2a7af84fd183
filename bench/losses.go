package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"
)

const (
	killedUnits = readers
	wave        = 500 // opinions come at once each second while the bot is being killed
	kills       = 20
	quiet       = 2 * time.Second // without a reply, after all updates were taken: nothing more will come
)

// losses tells what became of opinions whose bot was killed again and again while they came.
type losses struct{ unstored, doubled, unanswered, repeated int }

// burstUnits is how many commands come at once, as after an hour without a connection.
const burstUnits = 20_000

// losses kills each peer at the same moments of the same load.
func (c *contest) losses(ctx context.Context) (*table, error) {
	t := &table{heading: fmt.Sprintf("Killed %d times while %d people told an opinion each, %d of them each second", kills, killedUnits, wave)}
	t.add("", "not stored", "stored twice", "not answered", "answered twice", fmt.Sprintf("of %d commands at once not answered", burstUnits), "")
	for _, p := range peersInTurn {
		if p.fragile {
			continue
		}
		lost, err := c.lossesOf(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		ignored, err := c.burst(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		t.add(p.name, fmt.Sprint(lost.unstored), fmt.Sprint(lost.doubled), fmt.Sprint(lost.unanswered), fmt.Sprint(lost.repeated), fmt.Sprint(ignored), "")
	}
	return t, nil
}

func (c *contest) lossesOf(ctx context.Context, p peer) (lost losses, err error) {
	running, err := c.launch(ctx, p)
	if err != nil {
		return losses{}, err
	}
	defer func() { err = errors.Join(err, running.kill()) }()
	if _, err := c.acquaint(ctx, running); err != nil {
		return losses{}, err
	}
	before, _, err := running.opinions(ctx)
	if err != nil {
		return losses{}, err
	}
	l, err := c.told(c.opinion, killedUnits)
	if err != nil {
		return losses{}, err
	}
	t, err := torment(ctx, running, l)
	if err != nil {
		return losses{}, err
	}
	all, distinct, err := running.opinions(ctx)
	lost = losses{unstored: before + killedUnits - distinct, doubled: all - distinct}
	lost.unanswered, lost.repeated = t.faults(l.due)
	return lost, err
}

// burst gives a bot many commands at once and tells how many of them it did not answer.
func (c *contest) burst(ctx context.Context, p peer) (unanswered int, err error) {
	running, err := c.launch(ctx, p)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, running.kill()) }()
	if _, err := c.acquaint(ctx, running); err != nil {
		return 0, err
	}
	l, err := c.told(inTurn(commands), burstUnits)
	if err != nil {
		return 0, err
	}
	t := newTally(l, 0)
	running.server.tally.Store(t)
	running.server.queue.load(l)
	running.server.queue.release(l.units())
	if err := settled(ctx, running, t); err != nil {
		return 0, err
	}
	unanswered, _ = t.faults(l.due)
	return unanswered, nil
}

// torment gives a bot a load in waves, kills and starts it at moments drawn by chance, the same ones for all, and waits until it has done what it will do.
func torment(ctx context.Context, p *process, l load) (*tally, error) {
	t := newTally(l, 0)
	p.server.tally.Store(t)
	p.server.queue.load(l)
	chance := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same for each bot
	length := time.Duration(l.units()) * time.Second / wave
	next := func() time.Duration { return time.Duration(chance.Float64() * 2 * float64(length) / kills) }
	began := time.Now()
	killAt, left := next(), kills
	for n := 0; n < l.units() && ctx.Err() == nil; {
		time.Sleep(time.Millisecond)
		n = min((int(time.Since(began).Seconds())+1)*wave, l.units())
		p.server.queue.release(n)
		if left > 0 && time.Since(began) > killAt {
			if err := p.again(ctx); err != nil {
				return nil, err
			}
			killAt, left = killAt+next(), left-1
		}
	}
	return t, settled(ctx, p, t)
}

// settled returns when a bot has taken all updates and sends no more.
func settled(ctx context.Context, p *process, t *tally) error {
	ctx, cancel := context.WithTimeout(ctx, runLimit)
	defer cancel()
	return p.within(ctx, func(ctx context.Context) error { return errors.Join(p.server.queue.wait(ctx), t.calm(ctx)) })
}

// calm returns when no reply has arrived for a while.
func (t *tally) calm(ctx context.Context) error {
	ticker := time.NewTicker(quiet)
	defer ticker.Stop()
	for before := int64(-1); before != t.arrived.Load(); {
		before = t.arrived.Load()
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// opinions counts what is stored: all, and those that differ. Aitys and the peers have a table of the same name.
func (p *process) opinions(ctx context.Context) (all, distinct int, err error) {
	file := "opinions.db"
	if p.database != nil {
		file = "aitys.db"
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(p.cmd.Dir, file))
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.QueryRowContext(ctx, `SELECT COUNT(*), COUNT(DISTINCT text) FROM opinion`).Scan(&all, &distinct)
	return all, distinct, err
}
