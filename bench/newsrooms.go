package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// firstBot is the number of the first newsroom's bot; the others follow.
const firstBot = 1_000_000

// estate is a program that serves several newsrooms, each with a queue of its own at one server.
type estate struct {
	*process
	rooms []*process // the same program as each newsroom has it
}

// open starts the program for n newsrooms in a folder, where their databases may stand already.
func (b *bench) openEstate(ctx context.Context, folder string, n int) (*estate, error) {
	front := newServer()
	byToken := map[string]*server{}
	var queues []*queue
	var rooms []*process
	for i := range n {
		room := newServer()
		byToken[tokenOf(i)] = room
		queues, rooms = append(queues, room.queue), append(rooms, &process{name: fmt.Sprintf("newsroom %d", i), server: room})
	}
	err := front.listen(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
		if room := byToken[token]; room != nil {
			room.ServeHTTP(w, r)
			return
		}
		http.Error(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`, http.StatusUnauthorized)
	}))
	if err != nil {
		return nil, err
	}
	if err := writeEstate(folder, front.address, n); err != nil {
		return nil, errors.Join(err, front.close())
	}
	p, err := startOn(ctx, front, queues, "aitys", folder, []string{b.aitys, "run"}, "BOTS_FILE=bots.txt", "SEND_RATE=0", "UNDO_SECONDS=0")
	if err != nil {
		return nil, err
	}
	for _, room := range rooms {
		room.cmd, room.gone = p.cmd, p.gone
	}
	return &estate{p, rooms}, nil
}

func tokenOf(i int) string { return fmt.Sprintf("%d:bench-bench-bench-bench-bench-bench", firstBot+i) }

// writeEstate writes the newsrooms' files, and the list of them.
func writeEstate(folder, address string, n int) error {
	var list strings.Builder
	for i := range n {
		name := fmt.Sprintf("n%d.env", i)
		list.WriteString(name + "\n")
		lines := fmt.Sprintf("BOT_TOKEN=%s\nBOT_API_URL=%s\nDATABASE_URL=sqlite:n%d.db\n", tokenOf(i), address, i)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(lines), 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "bots.txt"), []byte(list.String()), 0o600)
}

// end stops the program, and tells of what the servers did not know.
func (e *estate) end() error {
	err := e.stop()
	for _, room := range e.rooms {
		err = errors.Join(err, room.server.strange())
	}
	return err
}

// all does something with each newsroom at the same time.
func (e *estate) all(do func(i int, room *process) error) error {
	var group errgroup.Group
	for i, room := range e.rooms {
		group.Go(func() error { return do(i, room) })
	}
	return group.Wait()
}

// newsrooms measures many in one process beside one: what each further one costs, and whether they leave each other alone.
func (b *bench) newsrooms(ctx context.Context) (fmt.Stringer, error) {
	costs := &table{
		heading: "Newsrooms in one process, SQLite, a database each",
		notes: []string{
			"Start: from exec until all ask for updates, at first making the databases, then with them. Idle: share of one processor at rest. Throughput: all at once, until the last reply arrived.",
		},
	}
	costs.add("newsrooms", "first start, s", "later, s", "at rest, MB", "each further, MB", "idle", "updates/s", "µs of a processor each", "stop, s", "")
	held := &table{heading: fmt.Sprintf("Delivery to reply over all newsrooms, %d updates a second in all for %.0f s, in milliseconds", latencyRate, b.drip.Seconds())}
	held.add("newsrooms", "p50", "p99", "max", "µs of a processor each", "")
	alone := 0.0
	for _, n := range []int{1, b.rooms} {
		m, err := b.estateOf(ctx, n, held)
		if err != nil {
			return nil, fmt.Errorf("%d newsrooms: %w", n, err)
		}
		further := "–"
		if n == 1 {
			alone = m.memory
		} else {
			further = fmt.Sprintf("%.1f", (m.memory-alone)/float64(n-1))
		}
		costs.add(strconv.Itoa(n), fmt.Sprintf("%.2f", m.first.Seconds()), fmt.Sprintf("%.2f", m.later.Seconds()), fmt.Sprintf("%.0f", m.memory), further,
			percent(m.idle), fmt.Sprintf("%.0f", m.throughput), fmt.Sprintf("%.0f", m.each), fmt.Sprintf("%.1f", m.stop.Seconds()), "")
	}
	return reports{costs, held}, nil
}

// estateCost is what newsrooms in one process cost.
type estateCost struct {
	first, later, stop time.Duration
	memory             float64 // megabytes
	idle               float64 // of one processor
	throughput, each   float64
}

// estateOf measures n newsrooms.
func (b *bench) estateOf(ctx context.Context, n int, held *table) (m estateCost, err error) {
	folder, err := b.workplace()
	if err != nil {
		return m, err
	}
	fresh, err := b.openEstate(ctx, folder, n)
	if err != nil {
		return m, err
	}
	m.first = fresh.started
	if err := errors.Join(fresh.idle(ctx), fresh.end()); err != nil {
		return m, err
	}
	e, err := b.openEstate(ctx, folder, n)
	if err != nil {
		return m, err
	}
	m.later = e.started
	if err := errors.Join(b.restOf(ctx, e, &m), b.workOf(ctx, e, &m), b.timesOf(ctx, e, held)); err != nil {
		return m, errors.Join(err, e.kill())
	}
	began := time.Now()
	err = e.end()
	m.stop = time.Since(began)
	return m, err
}

// restOf reads what the newsrooms take while nobody asks anything.
func (b *bench) restOf(ctx context.Context, e *estate, m *estateCost) error {
	if err := e.idle(ctx); err != nil {
		return err
	}
	before, err := e.cpu()
	if err != nil {
		return err
	}
	const watched = 10 * time.Second
	select {
	case <-time.After(watched):
	case <-ctx.Done():
		return ctx.Err()
	}
	after, err := e.cpu()
	if err != nil {
		return err
	}
	m.idle = (after - before).Seconds() / watched.Seconds()
	memory, err := e.memory()
	m.memory = float64(memory) / (1 << 20)
	return err
}

// workOf gives all newsrooms at once what they can take.
func (b *bench) workOf(ctx context.Context, e *estate, m *estateCost) error {
	loads := make([]load, len(e.rooms))
	for i := range loads {
		var err error
		units := max(b.units/len(e.rooms), 10)
		if loads[i], err = b.load(crowd(min(units, readers)), commands, units); err != nil {
			return err
		}
	}
	units := 0
	for i := range loads {
		units += loads[i].units()
	}
	before, err := e.cpu()
	if err != nil {
		return err
	}
	began := time.Now()
	err = e.all(func(i int, room *process) error {
		_, _, err := drive(ctx, room, loads[i])
		return err
	})
	m.throughput = float64(units) / time.Since(began).Seconds()
	after, again := e.cpu()
	m.each = float64((after - before).Microseconds()) / float64(units)
	return errors.Join(err, again)
}

// timesOf gives all newsrooms updates at a rate, then all but the first while that one is flooded.
func (b *bench) timesOf(ctx context.Context, e *estate, held *table) error {
	before, err := e.cpu()
	if err != nil {
		return err
	}
	times, err := b.dripAll(ctx, e.rooms)
	if err != nil {
		return err
	}
	after, err := e.cpu()
	if err != nil {
		return err
	}
	addTimes(held, fmt.Sprintf("%d", len(e.rooms)), times, fmt.Sprintf("%.0f", float64((after-before).Microseconds())/float64(len(times))))
	if len(e.rooms) == 1 {
		return nil
	}
	flooding, stop := context.WithCancel(ctx)
	defer stop()
	var flood errgroup.Group
	flooded := 0
	flood.Go(func() error {
		for flooding.Err() == nil {
			l, err := b.load(crowd(readers), commands, readers)
			if err != nil {
				return err
			}
			if _, _, err := drive(ctx, e.rooms[0], l); err != nil {
				return err
			}
			flooded += readers
		}
		return nil
	})
	began := time.Now()
	times, err = b.dripAll(ctx, e.rooms[1:])
	stop()
	if err := errors.Join(err, flood.Wait()); err != nil {
		return err
	}
	rate := float64(flooded) / time.Since(began).Seconds()
	addTimes(held, fmt.Sprintf("%d, while another is flooded and takes %.0f a second", len(e.rooms)-1, rate), times, "")
	return nil
}

// dripAll gives the newsrooms together updates at latencyRate, and returns how long the replies took, in order.
func (b *bench) dripAll(ctx context.Context, rooms []*process) ([]time.Duration, error) {
	rate := float64(latencyRate) / float64(len(rooms))
	units := max(int(b.drip.Seconds()*rate), 1)
	loads, took := make([]load, len(rooms)), make([][]time.Duration, len(rooms))
	for i := range rooms {
		var err error
		if loads[i], err = b.load(crowd(units), commands, units); err != nil {
			return nil, err
		}
	}
	var group errgroup.Group
	for i, room := range rooms {
		group.Go(func() (err error) {
			took[i], _, err = drip(ctx, room, loads[i], rate)
			return err
		})
	}
	err := group.Wait()
	var all []time.Duration
	for _, times := range took {
		all = append(all, times...)
	}
	return ordered(all), err
}

func addTimes(t *table, name string, times []time.Duration, each string) {
	cells := []string{name}
	for _, p := range []float64{50, 99, 100} {
		cells = append(cells, fmt.Sprintf("%.1f", float64(percentile(times, p).Microseconds())/1000))
	}
	t.add(append(cells, each, verdict(percentile(times, 99) < latencyMost, fmt.Sprintf("p99 under %d ms", latencyMost.Milliseconds())))...)
}
