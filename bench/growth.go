package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	growthRuns = 3
	growthMost = 0.2 // how much dearer a unit may be among many opinions
)

// grown is a bot on a database with a past, running.
type grown struct {
	*process
	filled
	presses []deed
	start   time.Duration  // to the first poll
	atRest  int64          // bytes of memory once it had looked through its database
	made    map[string]int // updates by kind, so that no two are alike
}

// measured is what a kind of work showed on one database.
type measured struct {
	costs  []outcome
	delays []time.Duration
}

// growth measures each kind of work among few and among many opinions, people and updates seen, in turn, beside the bare loop.
func (b *bench) growth(ctx context.Context) (fmt.Stringer, error) {
	var all reports
	weights := &table{heading: "A database and its bot, by the number of opinions; memory under load is the most there was in all the work above"}
	weights.add("", "opinions", "bytes for each", "start to first poll", "memory at rest", "under load", "to hold")
	for _, engine := range b.engines {
		report, err := b.growthWith(ctx, engine, weights)
		if err != nil {
			return nil, fmt.Errorf("with %s: %w", engine.name, err)
		}
		all = append(all, report)
	}
	return append(all, weights), nil
}

func (b *bench) growthWith(ctx context.Context, e engine, weights *table) (_ *table, err error) {
	bare, err := b.startBare(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, bare.kill()) }()
	barePresses, err := b.acquaint(ctx, bare)
	if err != nil {
		return nil, err
	}
	var sizes []*grown
	defer func() {
		for _, g := range sizes {
			err = errors.Join(err, g.stop(), g.database.drop(context.WithoutCancel(ctx)))
		}
	}()
	for _, rows := range []int{blockRows, b.rows} {
		g, err := b.grow(ctx, e, pastOf(rows, b.rows))
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, g)
	}
	t := &table{heading: fmt.Sprintf("Kinds of work with %s among %d and among %d opinions, people and updates seen, by the same people; %d updates in a run, %d runs in turn; "+
		"p50 and p99 from delivery to reply, in milliseconds, at %d updates a second (searches: %d)", e.name, blockRows, b.rows, b.growthUnits(), b.growthTurns(), latencyRate, searchRate),
		notes: []string{"Dearer: by the program's time for a unit, and in brackets by its processor time."}}
	t.add("", "bare loop", "units/s", "CPU µs", "p50", "p99", fmt.Sprintf("units/s of %d", b.rows), "CPU µs", "p50", "p99", "of the bare loop", "dearer by", "", "to hold")
	for _, k := range kindsOf(pastOf(b.rows, b.rows)) {
		if err := b.growthOf(ctx, t, k, bare, barePresses, sizes); err != nil {
			return nil, fmt.Errorf("%s: %w", k.name, err)
		}
	}
	for _, g := range sizes {
		under, err := g.most()
		if err != nil {
			return nil, err
		}
		weights.add("aitys, "+e.name, fmt.Sprint(g.rows()), fmt.Sprint(g.bytes/int64(g.rows())), fmt.Sprintf("%d ms", g.start.Milliseconds()),
			fmt.Sprintf("%d MB", g.atRest/1e6), fmt.Sprintf("%d MB", under/1e6), verdict(g.start.Milliseconds() < startMost && g.atRest/1e6 < memoryMost,
				fmt.Sprintf("under %d ms, at rest under %d MB", startMost, memoryMost)))
	}
	return t, nil
}

// growthUnits is a multiple of the people who act: each begins and ends a load with the same of them.
func (b *bench) growthUnits() int { return max(1, b.units/4/actors) * actors }

func (b *bench) growthTurns() int { return min(growthRuns, b.runs) }

// growthOf measures one kind of work: by the bare loop and on each database in turn, and then its delay on each.
func (b *bench) growthOf(ctx context.Context, t *table, k kind, bare *process, barePresses []deed, sizes []*grown) error {
	var yardstick []outcome
	results := make([]measured, len(sizes))
	for range b.growthTurns() {
		if k.like != noYardstick {
			deeds := commands
			if k.like == ofPresses {
				deeds = barePresses
			}
			l, err := b.load(k.who, deeds, b.growthUnits())
			if err != nil {
				return err
			}
			_, o, err := drive(ctx, bare, l)
			if err != nil {
				return err
			}
			yardstick = append(yardstick, o)
		}
		for i, g := range sizes {
			l, err := b.loadKind(g, k, b.growthUnits())
			if err != nil {
				return err
			}
			_, o, err := drive(ctx, g.process, l)
			if err != nil {
				return err
			}
			results[i].costs = append(results[i].costs, o)
		}
	}
	for i, g := range sizes {
		l, err := b.loadKind(g, k, max(100, int(b.drip.Seconds()/3*k.rate)))
		if err != nil {
			return err
		}
		if results[i].delays, _, err = drip(ctx, g.process, l, k.rate); err != nil {
			return err
		}
	}
	growthRow(t, k, yardstick, results[0], results[1])
	return nil
}

// loadKind makes updates of a kind that differ from all that were made before.
func (b *bench) loadKind(g *grown, k kind, units int) (load, error) {
	from := g.made[k.name]
	from += (k.who.count - from%k.who.count) % k.who.count // each load begins with the same person, and so does the count of what each does
	l, err := loadOf(k.who, b.numbers(units), units, func(i int) deed { return k.deeds(g, from+i) })
	g.made[k.name] = from + units
	l.beside, l.silent = k.beside, k.silent
	return l, err
}

func growthRow(t *table, k kind, yardstick []outcome, few, many measured) {
	wall := func(o outcome) float64 { wall, _ := o.each(); return wall }
	cpu := func(o outcome) float64 { _, cpu := o.each(); return cpu }
	cells := []string{k.name, ""}
	if len(yardstick) > 0 {
		cells[1] = fmt.Sprintf("%.0f", median(each(yardstick, outcome.perSecond)))
	}
	for _, m := range []measured{few, many} {
		delays := ordered(m.delays)
		ms := func(p float64) string { return fmt.Sprintf("%.1f", float64(percentile(delays, p).Microseconds())/1000) }
		cells = append(cells, fmt.Sprintf("%.0f", median(each(m.costs, outcome.perSecond))), fmt.Sprintf("%.0f", median(each(m.costs, cpu))), ms(50), ms(99))
	}
	share, hold := "", "apart"
	if len(yardstick) > 0 {
		share = percent(median(ratios(each(many.costs, outcome.perSecond), each(yardstick, outcome.perSecond))))
	}
	dearer := func(of func(outcome) float64) float64 {
		return median(ratios(each(many.costs, of), each(few.costs, of))) - 1
	}
	if !k.apart {
		hold = verdict(dearer(wall) <= growthMost, fmt.Sprintf("at most %.0f %%", growthMost*100))
	}
	t.add(append(cells, share, fmt.Sprintf("%+.0f %%", dearer(wall)*100), fmt.Sprintf("(%+.0f %%)", dearer(cpu)*100), hold)...)
}

// grow makes a database with a past and starts a bot on it.
func (b *bench) grow(ctx context.Context, e engine, p past) (_ *grown, err error) {
	folder, err := b.workplace()
	if err != nil {
		return nil, err
	}
	d, err := e.make(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.drop(context.WithoutCancel(ctx)))
		}
	}()
	g := &grown{made: map[string]int{}}
	if g.filled, err = d.fill(ctx, p); err != nil {
		return nil, err
	}
	if g.process, err = b.startAitys(ctx, folder, d, "MODERATOR_IDS="+list(deciders())); err != nil {
		return nil, err
	}
	g.start = g.started
	if g.presses, err = b.ready(ctx, g); err != nil {
		return nil, errors.Join(err, g.stop())
	}
	return g, nil
}

// ready waits until a bot has looked through its database, and acquaints it with those who act.
func (b *bench) ready(ctx context.Context, g *grown) (presses []deed, err error) {
	if err := g.idle(ctx); err != nil {
		return nil, err
	}
	if g.atRest, err = g.process.rest(ctx); err != nil {
		return nil, err
	}
	return b.acquaint(ctx, g.process)
}

// list is ids as a setting has them.
func list(p people) string {
	var ids []byte
	for i := range p.count {
		ids = fmt.Appendf(ids, "%d,", p.id(i))
	}
	return string(ids)
}
