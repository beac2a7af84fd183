package main

import (
	"context"
	"errors"
	"fmt"
)

const (
	fewRows     = 1_000 // so many people write in the measurement of growth, however many are known
	growthRuns  = 3
	growthMost  = 0.2      // how much dearer a unit may be
	oldUpdates  = 1_000    // below every id that the bench delivers
	growthUnits = 10_000   // in each run
	firstKnown  = 10 << 30 // the id of the first of them
)

// grown is a bot on a database of a certain size, running.
type grown struct {
	*process
	costs []outcome
}

// growth compares what a unit costs with few and with many rows in the tables that grow: readers and updates seen.
func (b *bench) growth(ctx context.Context) (fmt.Stringer, error) {
	t := &table{heading: fmt.Sprintf("A command's cost as tables grow (people known, updates seen), by the same %d people", fewRows)}
	t.add("", fmt.Sprintf("%d rows each", fewRows), fmt.Sprintf("%d rows each", b.rows), "dearer by", "to hold")
	for _, engine := range b.engines {
		if err := b.growthWith(ctx, t, engine); err != nil {
			return nil, fmt.Errorf("with %s: %w", engine.name, err)
		}
	}
	return t, nil
}

func (b *bench) growthWith(ctx context.Context, t *table, e engine) (err error) {
	var sizes []*grown
	defer func() {
		for _, g := range sizes {
			err = errors.Join(err, g.stop(), g.database.drop(context.WithoutCancel(ctx)))
		}
	}()
	for _, rows := range []int{fewRows, b.rows} {
		g, err := b.grow(ctx, e, rows)
		if err != nil {
			return err
		}
		sizes = append(sizes, g)
	}
	for range growthRuns {
		for _, g := range sizes {
			l, err := b.load(b.regulars(), commands, growthUnits)
			if err != nil {
				return err
			}
			_, o, err := drive(ctx, g.process, l)
			if err != nil {
				return err
			}
			g.costs = append(g.costs, o)
		}
	}
	wall := func(o outcome) float64 { wall, _ := o.each(); return wall }
	few, many := each(sizes[0].costs, wall), each(sizes[1].costs, wall)
	dearer := median(ratios(many, few)) - 1
	cost := func(g *grown) string {
		return fmt.Sprintf("%.0f µs/unit, CPU %.0f", median(each(g.costs, wall)),
			median(each(g.costs, func(o outcome) float64 { _, cpu := o.each(); return cpu })))
	}
	t.add("aitys, "+e.name, cost(sizes[0]), cost(sizes[1]), fmt.Sprintf("%+.0f %%", dearer*100),
		verdict(dearer <= growthMost, fmt.Sprintf("at most %.0f %%", growthMost*100)))
	return nil
}

// regulars are the people who write: the same in both databases, and in the larger one spread evenly among all.
func (b *bench) regulars() people {
	return people{first: firstKnown, step: int64(b.rows / fewRows), count: fewRows}
}

// grow fills a database up to a number of rows and starts a bot on it.
func (b *bench) grow(ctx context.Context, e engine, rows int) (*grown, error) {
	folder, err := b.workplace()
	if err != nil {
		return nil, err
	}
	d, err := e.make(ctx, folder)
	if err != nil {
		return nil, err
	}
	known := b.regulars()
	if rows > fewRows {
		known = people{first: firstKnown, step: 1, count: rows}
	}
	if err := d.fill(ctx, known, oldUpdates); err != nil {
		return nil, errors.Join(err, d.drop(context.WithoutCancel(ctx)))
	}
	p, err := b.startAitys(ctx, folder, d)
	if err != nil {
		return nil, errors.Join(err, d.drop(context.WithoutCancel(ctx)))
	}
	if _, err := b.acquaint(ctx, p); err != nil {
		return nil, errors.Join(err, p.stop(), d.drop(context.WithoutCancel(ctx)))
	}
	return &grown{process: p}, nil
}
