// Command bench measures the bot as it runs in earnest: the real program as a process of its own, on a database on the disk, beside a bare loop
// that only polls and answers. Server and readers live in the bench's own process, so that all share the machine's processors.
//
//	go run ./bench -h
//
// The bench asserts nothing: it prints what it measured beside the numbers to hold, with the machine, and exits 1 only when it could not
// measure. It knows the bot by its outer face (environment, Bot API, the outbox in the database) and calls its rooms only to fill a database before the bot
// starts.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// options are the bench's flags.
type options struct {
	units   int
	runs    int
	engines []engine
	dir     string        // where the bench makes its folder; empty: the system's temporary one
	drip    time.Duration // how long updates come at a fixed rate
	rows    int           // opinions, people and updates seen in the larger of the databases with a past
	maps    bool          // the opinion map alone
	rooms   int           // newsrooms in one process, and nothing else; 0: all else
	peers   bool          // the bots written with other libraries alone
	written bool          // what the store writes alone
	plot    string        // where a picture of these is put; empty: nowhere
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if url := os.Getenv(mapOf); url != "" {
		if err := drawHere(ctx, url); err != nil {
			log.Fatal("bench: ", err)
		}
		return
	}
	o, err := readOptions(os.Args[1:], os.Getenv("AITYS_TEST_POSTGRES"))
	if err == nil {
		err = measure(ctx, o, os.Stdout)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		log.Fatal("bench: ", err)
	}
}

// readOptions reads the flags. server is the address of a PostgreSQL where databases may be made, or empty.
func readOptions(args []string, server string) (options, error) {
	o := options{drip: 12 * time.Second, rows: 1_000_000}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.IntVar(&o.units, "units", 20_000, "updates in each run")
	flags.IntVar(&o.runs, "runs", 4, "how often each throughput is measured")
	flags.StringVar(&o.dir, "dir", "", "folder for databases, on a disk (default: the system's temporary folder)")
	engines := flags.String("engines", "sqlite,postgres", "which databases; the second needs AITYS_TEST_POSTGRES")
	flags.BoolVar(&o.maps, "maps", false, "only the opinion map")
	flags.IntVar(&o.rooms, "newsrooms", 0, "only so many newsrooms in one process, beside one")
	flags.BoolVar(&o.peers, "peers", false, "only beside bots that do the same work in the plain way of other libraries")
	flags.BoolVar(&o.written, "written", false, "only what the store writes for each vote, opinion and decision, on SQLite")
	flags.StringVar(&o.plot, "plot", "", "a PNG to be written of these")
	flags.IntVar(&o.rows, "rows", o.rows, "opinions in the larger of the databases with a past")
	quick := flags.Bool("quick", false, "a short look: fewer updates, runs and rows; its figures are rough")
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	if *quick {
		o.drip = 3 * time.Second
		given := map[string]bool{}
		flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
		if !given["rows"] {
			o.rows = 100_000
		}
		if !given["units"] {
			o.units = 5_000
		}
		if !given["runs"] {
			o.runs = 1
		}
	}
	for name := range strings.SplitSeq(*engines, ",") {
		engine, err := engineNamed(name, server)
		if err != nil {
			return options{}, err
		}
		o.engines = append(o.engines, engine)
	}
	if o.rooms == 1 || o.rooms < 0 {
		return options{}, errors.New("-newsrooms takes two or more")
	}
	if o.units < 100 || o.runs < 1 || o.rows < blockRows {
		return options{}, fmt.Errorf("at least 100 -units, one of -runs and %d -rows are needed", blockRows)
	}
	return o, nil
}

// measure takes every measurement and prints each as it is done.
func measure(ctx context.Context, o options, out io.Writer) (err error) {
	b, err := build(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.clear()) }()
	began := time.Now()
	measurements := []func(context.Context) (fmt.Stringer, error){b.machine, b.maps, b.storedMaps, b.throughput, b.latency, b.growth, b.bytesWritten, b.peersOf}
	switch {
	case o.maps:
		measurements = measurements[:3]
	case o.rooms > 0:
		measurements = []func(context.Context) (fmt.Stringer, error){b.machine, b.newsrooms}
	case o.written:
		measurements = []func(context.Context) (fmt.Stringer, error){b.machine, b.bytesWritten}
	case o.peers:
		measurements = []func(context.Context) (fmt.Stringer, error){b.machine, b.peersOf}
	}
	for _, measurement := range measurements {
		report, err := measurement(ctx)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, report); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(out, "Measured in %.0f s.\n", time.Since(began).Seconds())
	return err
}
