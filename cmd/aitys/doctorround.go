package main

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"golang.org/x/sync/errgroup"
)

// visitsAtOnce is how many newsrooms are examined at a time: most of it is waiting for Telegram.
const visitsAtOnce = 8

// round examines each newsroom of BOTS_FILE, and tells of them in its order, each under its name.
func (d *doctor) round(ctx context.Context, all settings) error {
	for _, w := range all.warnings {
		d.say(finding{warning, "settings: " + w, "correct or remove the line"})
	}
	if err := flawed(all.flaws); err != nil {
		d.misset(err, "correct the file; .env.example explains each setting")
	}
	said, faults := make([]bytes.Buffer, len(all.newsrooms)), make([]int, len(all.newsrooms))
	var visits errgroup.Group
	visits.SetLimit(visitsAtOnce)
	for i := range all.newsrooms {
		visits.Go(func() error {
			faults[i] = d.visit(ctx, all, all.newsrooms[i], &said[i])
			return nil
		})
	}
	if err := visits.Wait(); err != nil {
		return err
	}
	for i := range said {
		d.faults += faults[i]
		if _, err := said[i].WriteTo(d.out); err != nil && d.unwritten == nil {
			d.unwritten = err
		}
	}
	return d.end(ctx)
}

// visit examines one newsroom, unless its settings are wrong, which has been said. It returns how many faults it has.
func (d *doctor) visit(ctx context.Context, all settings, room listed, out io.Writer) int {
	one := &doctor{warnings: room.warnings, out: out, now: d.now, watch: d.watch}
	if _, err := fmt.Fprintf(out, "\n%s (%s)\n", room.Name, room.path); err != nil {
		one.unwritten = err
	}
	var err error
	if one.config, _, err = all.pick(room.Name); err != nil {
		one.say(finding{fault, "settings: they are wrong, as told above", "correct them, and ask again"})
	} else {
		_ = one.check(ctx) // its faults are counted
	}
	return one.faults
}
