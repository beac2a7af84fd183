package main

import (
	"context"
	"errors"
	"time"
)

// outcome is what one load cost.
type outcome struct {
	units int
	took  time.Duration // from the first update's readiness until every reply was marked sent
	cpu   time.Duration // of the program alone
}

func (o outcome) perSecond() float64 { return float64(o.units) / o.took.Seconds() }

// each is the wall time for a unit and its processor time, in microseconds.
func (o outcome) each() (wall, cpu float64) {
	units := float64(o.units)
	return float64(o.took.Microseconds()) / units, float64(o.cpu.Microseconds()) / units
}

// keep is how many replies of a load are returned.
const keep = 2

// drive gives a program a whole load at once and waits until each reply has arrived and, where there is a database, is marked sent. It returns the
// bodies of the first replies too. Missing and repeated replies are an error.
func drive(ctx context.Context, p *process, l load) (bodies [][]byte, o outcome, err error) {
	return driveKeeping(ctx, p, l, keep)
}

// driveKeeping is drive that returns more of the first replies.
func driveKeeping(ctx context.Context, p *process, l load, keep int) (bodies [][]byte, o outcome, err error) {
	t := newTally(l, keep)
	p.server.tally.Store(t)
	p.server.queue.load(l)
	before, err := p.cpu()
	if err != nil {
		return nil, outcome{}, err
	}
	began := time.Now()
	if l.window > 0 {
		t.more = func(arrived int) { p.server.queue.release(min(arrived+l.window, l.units())) }
		t.more(0)
	} else {
		p.server.queue.release(l.units())
	}
	if err := finish(ctx, p, l, t); err != nil {
		return nil, outcome{}, err
	}
	o = outcome{units: l.units(), took: time.Since(began)}
	after, err := p.cpu()
	if err != nil {
		return nil, outcome{}, err
	}
	o.cpu = after - before
	return t.bodies, o, t.check(l.due)
}

// drip gives a program a load at a fixed rate, whether or not it keeps up, and returns how long each reply took, or of a silent load the storing: since its
// update was handed out, and since it was ready to be.
func drip(ctx context.Context, p *process, l load, rate float64) (handed, ready []time.Duration, err error) {
	t := newTally(l, 0)
	p.server.tally.Store(t)
	p.server.queue.load(l)
	began := time.Now()
	due := func(i int) time.Time { return began.Add(time.Duration(float64(i) / rate * float64(time.Second))) }
	for n := 0; n < l.units() && ctx.Err() == nil; {
		time.Sleep(time.Until(due(n)))
		n = min(int(time.Since(began).Seconds()*rate)+1, l.units())
		p.server.queue.release(n)
	}
	if err := finish(ctx, p, l, t); err != nil {
		return nil, nil, err
	}
	for i := range l.units() {
		arrived := t.at(l.person(i), i/l.people.count)
		if l.silent {
			arrived = p.server.queue.stored[i]
		}
		handed = append(handed, arrived.Sub(p.server.queue.delivered[i]))
		ready = append(ready, arrived.Sub(due(i)))
	}
	return handed, ready, t.check(l.due)
}

// finish waits until every reply has arrived and is marked sent.
func finish(ctx context.Context, p *process, l load, t *tally) error {
	ctx, cancel := context.WithTimeout(ctx, runLimit)
	defer cancel()
	return p.within(ctx, func(ctx context.Context) error {
		wait := t.wait
		if l.silent {
			wait = p.server.queue.wait
		}
		if err := wait(ctx); err != nil {
			return errors.Join(err, p.server.strange())
		}
		return p.sent(ctx)
	})
}
