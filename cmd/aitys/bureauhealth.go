package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// wellSaid is the answer where nothing is wrong.
const wellSaid = "ok"

// routes are what the process shows of all newsrooms.
func (s *bureaus) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.about(s.alive, (*bureau).alive, func(*bureau) string { return wellSaid }))
	mux.HandleFunc("GET /readyz", s.about(s.ready, (*bureau).ready, (*bureau).readiness))
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}))
	return mux
}

// about answers for the whole process, with a line about each newsroom, or with ?newsroom=NAME for that one.
func (s *bureaus) about(whole func([]report) string, one func(*bureau, context.Context) string, fine func(*bureau) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("newsroom")
		if name == "" {
			reports := s.reports(r.Context(), one, fine)
			answer(w, whole(reports), wellSaid, linesOf(reports))
			return
		}
		at := slices.IndexFunc(s.all, func(b *bureau) bool { return b.name == name })
		if at < 0 {
			http.Error(w, "there is no newsroom of that name", http.StatusNotFound)
			return
		}
		answer(w, one(s.all[at], r.Context()), fine(s.all[at]), "")
	}
}

// report is what is wrong with a newsroom; "": nothing.
type report struct {
	name, wrong string
	fine        string // what is said where nothing is wrong
	works       bool   // it has its bot, and is not waiting to be tried again
}

// reports asks all newsrooms at once.
func (s *bureaus) reports(ctx context.Context, one func(*bureau, context.Context) string, fine func(*bureau) string) []report {
	reports := make([]report, len(s.all))
	var asking sync.WaitGroup
	for i, b := range s.all {
		asking.Go(func() { reports[i] = report{name: b.name, wrong: one(b, ctx), fine: fine(b), works: b.up()} })
	}
	asking.Wait()
	return reports
}

func linesOf(reports []report) string {
	var lines strings.Builder
	for _, r := range reports {
		said := r.wrong
		if said == "" {
			said = r.fine
		}
		fmt.Fprintf(&lines, "%s: %s\n", r.name, said)
	}
	return lines.String()
}

// alive returns why the process should be started anew: that helps where all newsrooms that work have stopped moving. One alone is started anew by itself, without the others.
func (s *bureaus) alive(reports []report) string {
	working := slices.DeleteFunc(slices.Clone(reports), func(r report) bool { return !r.works })
	if len(working) == 0 || slices.ContainsFunc(working, func(r report) bool { return r.wrong == "" }) {
		return ""
	}
	return "no newsroom moves"
}

// ready returns why nobody gets answers: one newsroom that has trouble does not keep the others from their readers.
func (s *bureaus) ready(reports []report) string {
	if slices.ContainsFunc(reports, func(r report) bool { return r.wrong == "" }) {
		return ""
	}
	return "no newsroom is ready"
}

// alive returns what has stopped moving; "": nothing has.
func (b *bureau) alive(context.Context) string {
	if seen := b.seen.Load(); seen != nil {
		return b.still(seen)
	}
	return ""
}

// ready returns why the newsroom's readers get no answers now; "": they do.
func (b *bureau) ready(ctx context.Context) string {
	if left, waits := b.waits(); waits {
		return fmt.Sprintf("it does not work, and is tried again in %s: the log tells why", max(left, 0).Round(time.Second))
	}
	seen := b.seen.Load()
	if seen == nil || !seen.opened.Load() {
		return "it is starting"
	}
	return seen.health.ready(ctx)
}

// readiness is what is said of a newsroom of which nothing is wrong.
func (b *bureau) readiness() string {
	if seen := b.seen.Load(); seen != nil {
		return seen.health.readiness()
	}
	return wellSaid
}

// up tells that the newsroom has its bot, or is ready to have it as soon as another process ends.
func (b *bureau) up() bool {
	_, waits := b.waits()
	seen := b.seen.Load()
	return !waits && seen != nil && (seen.health.telegram.Load() != nil || seen.health.standby.Load())
}
