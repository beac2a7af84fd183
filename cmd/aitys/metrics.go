package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"aitys/bot"
	"aitys/content"
	"aitys/storage"
)

const (
	// readEvery is how often the store is asked for figures at most, however many programs scrape.
	readEvery = 5 * time.Second
	// readWithin bounds how long it may take to answer.
	readWithin = 3 * time.Second
)

// figures are the metrics that grow as the bot works. docs/operating.md explains each. A *figures is a bot.Watcher.
type figures struct {
	registry   *prometheus.Registry  // of the whole process
	registerer prometheus.Registerer // of the newsroom

	updates  *prometheus.CounterVec
	lag      prometheus.Histogram
	reply    prometheus.Histogram
	sends    *prometheus.CounterVec
	requests *prometheus.HistogramVec

	transactions *prometheus.HistogramVec
	waits        *prometheus.HistogramVec
	failures     *prometheus.CounterVec
}

// spread are the limits of a histogram's buckets, in seconds: from half a millisecond to a long poll.
var spread = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// newFiguresIf returns the figures of a newsroom that is alone; nil where nobody can ask for them.
func newFiguresIf(shown bool) *figures {
	if !shown {
		return nil
	}
	return newFigures()
}

// newFigures returns the figures of a newsroom that is alone.
func newFigures() *figures {
	registry := newRegistry()
	return newFiguresIn(registry, registry)
}

// newRegistry holds the figures of the process itself.
func newRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(built(), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return registry
}

// newFiguresIn returns the figures of a newsroom, which its own registerer brings into a registry.
func newFiguresIn(registry *prometheus.Registry, registerer prometheus.Registerer) *figures {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: spread}, labels)
	}
	f := &figures{
		registry: registry, registerer: registerer,
		updates: counter("aitys_updates_total", "Updates that Telegram gave.", "kind"),
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "aitys_update_lag_seconds", Help: "How long messages waited at Telegram before the bot received them, to the second.",
			Buckets: []float64{0, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400},
		}),
		reply: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "aitys_reply_seconds", Help: "From receiving an update until the first message that it caused was delivered.", Buckets: spread,
		}),
		sends:        counter("aitys_sends_total", "What became of what was to be sent.", "action", "outcome"),
		requests:     histogram("aitys_telegram_request_seconds", "Requests to Telegram, polls included.", "method", "ended"),
		transactions: histogram("aitys_database_transaction_seconds", "Transactions, waiting included.", "kind"),
		waits:        histogram("aitys_database_wait_seconds", "How long transactions waited for a connection, and writing ones for their turn.", "kind"),
		failures:     counter("aitys_database_failures_total", "Transactions that the store failed.", "kind"),
	}
	f.registerer.MustRegister(f.updates, f.lag, f.reply, f.sends, f.requests, f.transactions, f.waits, f.failures)
	return f
}

// upOf tells whether a newsroom among several works.
func upOf(b *bureau) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "aitys_newsroom_up", Help: "1 while the newsroom works, 0 while it is started or waits to be tried again. Only where there are several.",
	}, func() float64 {
		if b.up() {
			return 1
		}
		return 0
	})
}

// built tells what was built.
func built() prometheus.Collector {
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "aitys_build_info", Help: "Always 1; the labels tell the release.", ConstLabels: prometheus.Labels{"version": release(), "go": runtime.Version()},
	})
	info.Set(1)
	return info
}

// Received counts an update.
func (f *figures) Received(kind content.Kind, lag time.Duration) {
	f.updates.WithLabelValues(string(kind)).Inc()
	if kind == content.KindMessage {
		f.lag.Observe(lag.Seconds())
	}
}

// Called counts a request.
func (f *figures) Called(method string, ended bot.Ended, took time.Duration) {
	f.requests.WithLabelValues(method, string(ended)).Observe(took.Seconds())
}

// Sent counts a row of the outbox.
func (f *figures) Sent(action content.Action, outcome content.Outcome) {
	f.sends.WithLabelValues(string(action), string(outcome)).Inc()
}

// Replied counts a reply.
func (f *figures) Replied(after time.Duration) { f.reply.Observe(after.Seconds()) }

// spent counts a transaction.
func (f *figures) spent(s storage.Spent) {
	kind := "read"
	if s.Writes {
		kind = "write"
	}
	f.transactions.WithLabelValues(kind).Observe(s.Took.Seconds())
	f.waits.WithLabelValues(kind).Observe(s.Waited.Seconds())
	if s.Failed {
		f.failures.WithLabelValues(kind).Inc()
	}
}

// reading is what is read when somebody scrapes.
type reading struct {
	at    time.Time
	err   error
	stats storage.Stats
	size  storage.Size
	lease storage.Holding
}

// gauges read figures that stand in the store, and what lasts. It is a prometheus.Collector.
type gauges struct {
	store  *storage.Store
	alarm  func() *alerts           // nil until there is one
	backup func() (time.Time, bool) // when the newest backup was made
	now    func() time.Time

	mu   sync.Mutex
	last reading
}

var (
	describe = func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(name, help, labels, nil)
	}

	databaseUp    = describe("aitys_database_up", "1 when the database answers.")
	databaseBytes = describe("aitys_database_bytes", "Room that the database takes.", "part")
	outboxWaiting = describe("aitys_outbox_messages", "Messages that wait to be sent; not counted above 10,000.")
	outboxOldest  = describe("aitys_outbox_oldest_seconds", "Age of the oldest message that waits to be sent, those of broadcasts apart, which quiet hours hold back; 0 when none does.")
	unsureSends   = describe("aitys_outbox_unsure", "Messages of which it is not known whether they were sent.")
	parkedUpdates = describe("aitys_parked_updates", "Updates that could not be handled, kept for thirty days.")
	queueWaiting  = describe("aitys_queue_opinions", "Opinions that wait for a moderator.")
	queueOldest   = describe("aitys_queue_oldest_seconds", "Age of the oldest opinion that waits for a moderator; 0 when none does.")
	leaseHeld     = describe("aitys_lease_held", "1 while this process polls and sends, 0 while it waits to take over.")
	leaseEpoch    = describe("aitys_lease_epoch", "How often a process began to poll and send on this database.")
	leaseHolder   = describe("aitys_lease_holder", "Always 1; the label tells which process polls and sends, as machine and number.", "holder")
	backupAge     = describe("aitys_backup_age_seconds", "Age of the newest backup; absent when there is none.")
	alertLasting  = describe("aitys_alert", "1 for each trouble that lasts and that the owners are told of.", "trouble")
)

// Describe names the metrics.
func (g *gauges) Describe(all chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{
		databaseUp, databaseBytes, outboxWaiting, outboxOldest, unsureSends, parkedUpdates, queueWaiting, queueOldest, backupAge, alertLasting,
		leaseHeld, leaseEpoch, leaseHolder,
	} {
		all <- one
	}
}

// Collect reads the metrics.
func (g *gauges) Collect(all chan<- prometheus.Metric) {
	value := func(of *prometheus.Desc, is float64, labels ...string) {
		all <- prometheus.MustNewConstMetric(of, prometheus.GaugeValue, is, labels...)
	}
	if made, ok := g.backup(); ok {
		value(backupAge, g.now().Sub(made).Seconds())
	}
	if alarm := g.alarm(); alarm != nil {
		for _, trouble := range alarm.Lasting() {
			value(alertLasting, 1, string(trouble))
		}
	}
	held := 0.0
	if g.store.HoldsLease() {
		held = 1
	}
	value(leaseHeld, held)
	r := g.read()
	if r.err != nil {
		value(databaseUp, 0)
		return
	}
	value(databaseUp, 1)
	value(databaseBytes, float64(r.size.Data), "data")
	value(databaseBytes, float64(r.size.Log), "log")
	value(outboxWaiting, float64(r.stats.Outbox))
	value(outboxOldest, age(r.stats.OldestSend, g.now()))
	value(unsureSends, float64(r.stats.Unsure))
	value(parkedUpdates, float64(r.stats.Parked))
	value(queueWaiting, float64(r.stats.Queue))
	value(queueOldest, age(r.stats.OldestQueued, g.now()))
	value(leaseEpoch, float64(r.lease.Epoch))
	if holder := r.lease.Name(); holder != "" {
		value(leaseHolder, 1, holder)
	}
}

// age is how many seconds ago a time was; 0 for the zero time.
func age(of, now time.Time) float64 {
	if of.IsZero() {
		return 0
	}
	return max(now.Sub(of).Seconds(), 0)
}

// read asks the store, unless it was asked a moment ago.
func (g *gauges) read() reading {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := g.now(); g.last.at.IsZero() || now.Sub(g.last.at) >= readEvery {
		g.last = readStore(g.store)
		g.last.at = now
	}
	return g.last
}

func readStore(store *storage.Store) (r reading) {
	ctx, cancel := context.WithTimeout(context.Background(), readWithin)
	defer cancel()
	r.err = store.View(ctx, func(tx *storage.Tx) (err error) {
		if r.stats, err = tx.Stats(); err != nil {
			return err
		}
		r.lease, err = tx.Holding()
		return err
	})
	if r.err == nil {
		r.size, r.err = store.Size(ctx)
	}
	return r
}
