package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	latencyRate = 500 // updates a second
	latencyMost = 50 * time.Millisecond
)

// latency gives each program updates at a fixed rate and tells how long replies take.
func (b *bench) latency(ctx context.Context) (fmt.Stringer, error) {
	t := &table{
		heading: fmt.Sprintf("Delivery to reply at %d updates a second for %.0f s, commands and presses mixed, in milliseconds", latencyRate, b.drip.Seconds()),
		notes:   []string{"Since ready: since the update stood in the server's queue, which counts the wait for a late poll too."},
	}
	t.add("", "p50", "p99", "max", "since ready: p50", "p99", "max", "to hold")
	p, err := b.startBare(ctx)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(b.latencyOf(ctx, t, "bare loop", p), p.kill()); err != nil {
		return nil, err
	}
	for _, engine := range b.engines {
		if err := b.latencyWith(ctx, t, engine); err != nil {
			return nil, fmt.Errorf("with %s: %w", engine.name, err)
		}
	}
	return t, nil
}

func (b *bench) latencyWith(ctx context.Context, t *table, e engine) (err error) {
	folder, err := b.workplace()
	if err != nil {
		return err
	}
	d, err := e.make(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.drop(context.WithoutCancel(ctx))) }()
	p, err := b.startAitys(ctx, folder, d)
	if err != nil {
		return err
	}
	return errors.Join(b.latencyOf(ctx, t, "aitys, "+e.name, p), p.stop())
}

func (b *bench) latencyOf(ctx context.Context, t *table, name string, p *process) error {
	presses, err := b.acquaint(ctx, p)
	if err != nil {
		return err
	}
	units := int(b.drip.Seconds() * latencyRate)
	l, err := b.load(crowd(units), append(presses[:1:1], commands...), units) // each person once, so that a reply names its update
	if err != nil {
		return err
	}
	handed, ready, err := drip(ctx, p, l, latencyRate)
	if err != nil {
		return err
	}
	handed, ready = ordered(handed), ordered(ready)
	hold := ""
	if p.database != nil {
		hold = verdict(percentile(handed, 99) < latencyMost, fmt.Sprintf("p99 under %d ms", latencyMost.Milliseconds()))
	}
	cells := []string{name}
	for _, times := range [][]time.Duration{handed, ready} {
		for _, p := range []float64{50, 99, 100} {
			cells = append(cells, fmt.Sprintf("%.1f", float64(percentile(times, p).Microseconds())/1000))
		}
	}
	t.add(append(cells, hold)...)
	return nil
}
