package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// run is what one life of a program showed.
type run struct {
	commands, presses outcome
	start, restart    time.Duration // from exec to the first poll: with an empty database, and once all is as it should be
	fresh, worked     int64         // bytes of memory in use, at rest before the work and after it
}

// throughput gives each program the same loads, run by run in turn.
func (b *bench) throughput(ctx context.Context) (fmt.Stringer, error) {
	var bare []run
	engines := make([][]run, len(b.engines))
	for range b.runs {
		one, err := b.bareRun(ctx)
		if err != nil {
			return nil, err
		}
		bare = append(bare, one)
		for i, engine := range b.engines {
			one, err := b.aitysRun(ctx, engine)
			if err != nil {
				return nil, fmt.Errorf("with %s: %w", engine.name, err)
			}
			engines[i] = append(engines[i], one)
		}
	}
	return b.throughputReport(bare, engines), nil
}

func (b *bench) bareRun(ctx context.Context) (run, error) {
	p, err := b.startBare(ctx)
	if err != nil {
		return run{}, err
	}
	one, err := b.work(ctx, p)
	return one, errors.Join(err, p.kill())
}

func (b *bench) aitysRun(ctx context.Context, e engine) (one run, err error) {
	folder, err := b.workplace()
	if err != nil {
		return run{}, err
	}
	d, err := e.make(ctx, folder)
	if err != nil {
		return run{}, err
	}
	defer func() { err = errors.Join(err, d.drop(context.WithoutCancel(ctx))) }()
	p, err := b.startAitys(ctx, folder, d)
	if err != nil {
		return run{}, err
	}
	one, err = b.work(ctx, p)
	if err := errors.Join(err, p.stop()); err != nil {
		return run{}, err
	}
	again, err := b.startAitys(ctx, folder, d)
	if err != nil {
		return run{}, err
	}
	one.restart = again.started
	return one, again.stop()
}

// work puts a program that was just started through the loads of a run.
func (b *bench) work(ctx context.Context, p *process) (one run, err error) {
	one.start = p.started
	if one.fresh, err = p.rest(ctx); err != nil {
		return run{}, err
	}
	presses, err := b.acquaint(ctx, p)
	if err != nil {
		return run{}, err
	}
	if one.commands, err = b.drive(ctx, p, commands); err != nil {
		return run{}, err
	}
	if one.presses, err = b.drive(ctx, p, presses); err != nil {
		return run{}, err
	}
	one.worked, err = p.rest(ctx)
	return one, err
}

func (b *bench) drive(ctx context.Context, p *process, deeds []deed) (outcome, error) {
	l, err := b.load(crowd(readers), deeds, b.units)
	if err != nil {
		return outcome{}, err
	}
	_, o, err := drive(ctx, p, l)
	return o, err
}

// The numbers to hold.
const (
	bareLeast, bareMost = 9_000, 16_000 // units a second of the bare loop; outside, nothing can be said
	shareLeast          = 0.5           // of the bare loop's throughput, with SQLite
	shareAim            = 0.8
	postgresLeast       = 0.5 // of SQLite's throughput
	memoryMost          = 60  // MB
	startMost           = 300 // ms
)

func (b *bench) throughputReport(bare []run, engines [][]run) fmt.Stringer {
	return reports{
		b.loadTable("Commands typed: a reply each", bare, engines, func(r run) outcome { return r.commands }, true),
		b.loadTable("Buttons pressed: an answer to the press and an edited message each", bare, engines, func(r run) outcome { return r.presses }, false),
		b.restTable(engines),
	}
}

// loadTable compares the runs of one load. The bare loop's range is known for commands only.
func (b *bench) loadTable(heading string, bare []run, engines [][]run, of func(run) outcome, ranged bool) *table {
	t := &table{heading: fmt.Sprintf("%s. %d updates from %d people at once, %d runs in turn; medians (lowest–highest)", heading, b.units, readers, b.runs)}
	t.add("", "units/s", "", "program's CPU", "of the bare loop", "of SQLite", "to hold")
	rate := func(r run) float64 { return of(r).perSecond() }
	processor := func(r run) float64 { _, cpu := of(r).each(); return cpu }
	row := func(name string, runs []run, share, sqlite, hold string) {
		rates := ordered(each(runs, rate))
		t.add(name, fmt.Sprintf("%.0f", median(rates)), fmt.Sprintf("(%.0f–%.0f)", rates[0], rates[len(rates)-1]),
			fmt.Sprintf("%.0f µs/unit", median(each(runs, processor))), share, sqlite, hold)
	}
	yardstick := each(bare, rate)
	row("bare loop", bare, "", "", bareVerdict(median(yardstick), ranged))
	var sqlite []float64
	for i, engine := range b.engines {
		rates := each(engines[i], rate)
		share := median(ratios(rates, yardstick))
		hold, ofSQLite := "", ""
		switch {
		case engine.name == "SQLite":
			sqlite = rates
			hold = verdict(share >= shareLeast, fmt.Sprintf("at least %.0f %% of the bare loop, aim %.0f %%", shareLeast*100, shareAim*100))
		case sqlite != nil:
			part := median(ratios(rates, sqlite))
			ofSQLite, hold = percent(part), verdict(part >= postgresLeast, fmt.Sprintf("at least %.0f %% of SQLite", postgresLeast*100))
		}
		row("aitys, "+engine.name, engines[i], percent(share), ofSQLite, hold)
	}
	return t
}

func bareVerdict(rate float64, ranged bool) string {
	switch {
	case !ranged:
		return ""
	case rate < bareLeast || rate > bareMost:
		return fmt.Sprintf("%d to %d: VOID, the shares below say nothing", bareLeast, bareMost)
	}
	return verdict(true, fmt.Sprintf("%d to %d", bareLeast, bareMost))
}

func (b *bench) restTable(engines [][]run) *table {
	t := &table{heading: "At rest, medians of the same runs"}
	t.add("", "start to first poll", "restart", "memory after start", "right after the work", "to hold at rest")
	for i, engine := range b.engines {
		runs := engines[i]
		start := median(each(runs, func(r run) float64 { return float64(r.start.Milliseconds()) }))
		restart := median(each(runs, func(r run) float64 { return float64(r.restart.Milliseconds()) }))
		fresh := median(each(runs, func(r run) float64 { return float64(r.fresh) / 1e6 }))
		worked := median(each(runs, func(r run) float64 { return float64(r.worked) / 1e6 }))
		t.add("aitys, "+engine.name, fmt.Sprintf("%.0f ms", start), fmt.Sprintf("%.0f ms", restart),
			fmt.Sprintf("%.0f MB", fresh), fmt.Sprintf("%.0f MB", worked),
			verdict(max(start, restart) < startMost && fresh < memoryMost, fmt.Sprintf("under %d ms, under %d MB", startMost, memoryMost)))
	}
	return t
}
