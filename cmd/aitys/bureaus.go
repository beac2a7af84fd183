package main

import (
	"context"
	"io"
	"log/slog"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// unsealed is what an operator hears whose database tells who readers are.
const unsealed = "IDENTITY_KEY is empty: the database and its backups hold the Telegram ids and names of readers in the open (aitys keygen makes a key)"

// runAll runs the newsroom that is wanted, or that is alone, or all that BOTS_FILE names, and logs to w.
func runAll(ctx context.Context, all settings, wanted string, w io.Writer) error {
	log := newLog(w, all.process.LogLevel, all.process.LogFormat)
	if all.several() && wanted == "" && len(all.newsrooms) == 1 {
		wanted = all.newsrooms[0].Name
	}
	if wanted != "" || !all.several() {
		c, warnings, err := all.pick(wanted)
		if err != nil {
			return err
		}
		warn(log, warnings)
		if c.Token == "" {
			return usagef("%s", tokenWanted)
		}
		c.warnUnsealed(log)
		return run(ctx, c, log)
	}
	if err := flawed(append(all.flaws, all.tokenless()...)); err != nil {
		return err
	}
	warn(log, all.warnings)
	return runSeveral(ctx, all, log)
}

// warn logs what is odd about settings.
func warn(log *slog.Logger, warnings []string) {
	for _, warning := range warnings {
		log.Warn(warning)
	}
}

// warnUnsealed logs that nothing hides who readers are.
func (c *config) warnUnsealed(log *slog.Logger) {
	if !c.Keys.Any() {
		log.Warn(unsealed)
	}
}

// tokenless are the newsrooms that have no bot.
func (s *settings) tokenless() (flaws []flaw) {
	for i := range s.newsrooms {
		if room := &s.newsrooms[i]; room.read && room.Token == "" {
			flaws = append(flaws, room.flaw("BOT_TOKEN", "BOT_TOKEN is empty: each newsroom needs a bot of its own, from @BotFather"))
		}
	}
	return flaws
}

// runSeveral lets the newsrooms work until ctx ends. The error says why none could begin; what befalls one of them is in the log.
func runSeveral(ctx context.Context, all settings, log *slog.Logger) error {
	h, err := newHouse(len(all.newsrooms))
	if err != nil {
		return err
	}
	bureaus := all.bureaus(h, log)
	if address := all.process.HTTPAddr; address != "" {
		d, err := openDoor(address, bureaus.routes(), log)
		if err != nil {
			return err
		}
		defer d.close()
	}
	log.Info("several newsrooms work here", "newsrooms", len(bureaus.all))
	bureaus.keep(ctx)
	return nil
}

// bureaus are the newsrooms of a process.
type bureaus struct {
	all      []*bureau
	registry *prometheus.Registry // nil where nobody can see it
}

// bureaus makes a place for each newsroom.
func (s *settings) bureaus(h *house, log *slog.Logger) *bureaus {
	some := &bureaus{}
	if s.process.HTTPAddr != "" {
		some.registry = newRegistry()
	}
	for i := range s.newsrooms {
		room := &s.newsrooms[i]
		about := log.With("newsroom", room.Name)
		warn(about, room.warnings)
		room.warnUnsealed(about)
		some.add(newBureau(h, room.config, nil, log))
	}
	return some
}

// add takes in a newsroom, and keeps its figures apart from those of the others.
func (s *bureaus) add(b *bureau) {
	s.all = append(s.all, b)
	if s.registry == nil {
		return
	}
	registerer := prometheus.WrapRegistererWith(prometheus.Labels{"newsroom": b.name}, s.registry)
	b.figures = newFiguresIn(s.registry, registerer)
	registerer.MustRegister(upOf(b))
}

// keep lets all work until ctx ends, and each end by itself.
func (s *bureaus) keep(ctx context.Context) {
	var all sync.WaitGroup
	for _, b := range s.all {
		all.Go(func() { b.keep(ctx) })
	}
	all.Wait()
}
