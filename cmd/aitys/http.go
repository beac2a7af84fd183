package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"aitys/bot"
	"aitys/storage"
)

// How long parts of the bot may be still before it counts as dead or as not ready.
const (
	deadAfter    = 5 * time.Minute // a poll takes up to 65 seconds, and waits half a minute after one that failed
	unpolledMost = 2 * time.Minute
)

// health tells whether the program lives and whether it does its work.
type health struct {
	store    *storage.Store
	telegram atomic.Pointer[bot.Bot] // nil until the bot is connected
	intake   atomic.Pointer[intake]  // as telegram
	standby  atomic.Bool             // it is connected, and another process works
}

// standbyWords say that this process could take over at any moment, and does nothing until then.
const standbyWords = "standby: another process polls and sends; this one takes over when it ends"

// alive returns why the program should be started anew; "": it need not.
func (h *health) alive() string {
	telegram := h.telegram.Load()
	if telegram == nil {
		return "" // it is connecting, which takes as long as Telegram is away
	}
	pulse := telegram.Pulse()
	for part, still := range map[string]time.Duration{"polling": pulse.Polling, "sending": pulse.Sending, "the clock": pulse.Ticking} {
		if still > deadAfter {
			return fmt.Sprintf("%s has not moved for %s", part, still.Round(time.Second))
		}
	}
	return ""
}

// ready returns why people get no answers now; "": they do.
func (h *health) ready(ctx context.Context) string {
	telegram := h.telegram.Load()
	if telegram == nil && !h.standby.Load() {
		return "the bot is not connected to Telegram yet"
	}
	if telegram != nil && telegram.Pulse().Polled > unpolledMost {
		return fmt.Sprintf("Telegram has given no updates for %s: the log tells why", telegram.Pulse().Polled.Round(time.Second))
	}
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	err := h.store.View(ctx, func(tx *storage.Tx) error {
		_, err := tx.AnyDue()
		return err
	})
	if err != nil {
		return "the database does not answer: the log tells why"
	}
	if in := h.intake.Load(); in != nil {
		if still, _ := in.failing(); still > 0 {
			return fmt.Sprintf("the database has taken nothing for %s: the log tells why", still.Round(time.Second))
		}
	}
	return ""
}

// door is the HTTP server for those who watch the bot.
type door struct {
	address string
	server  *http.Server
	ended   chan struct{}
}

// openDoor listens at an address; nil where there is none. The error tells the operator what to do.
func openDoor(address string, routes http.Handler, log *slog.Logger) (*door, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // no door is no error, and it can be closed
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		var network *net.OpError
		if errors.As(err, &network) {
			err = network.Err
		}
		return nil, usagef("aitys: HTTP_ADDR: nothing can listen at %s: name an address of this machine and a free port, such as 127.0.0.1:9090 (%w)", address, err)
	}
	d := &door{address: listener.Addr().String(), ended: make(chan struct{}), server: &http.Server{
		Handler: routes, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}}
	log.Info("health and metrics are served", "address", d.address)
	go func() {
		defer close(d.ended)
		if err := d.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("health and metrics are served no longer", "error", err)
		}
	}()
	return d, nil
}

// close ends the server, and lets a scrape that is under way finish for a moment.
func (d *door) close() {
	if d == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if d.server.Shutdown(ctx) != nil {
		_ = d.server.Close() // nothing more can be done
	}
	<-d.ended
}

func routesOf(h *health, f *figures) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", verdict(func(context.Context) string { return h.alive() }, nothingWrong))
	mux.HandleFunc("GET /readyz", verdict(h.ready, h.readiness))
	mux.Handle("GET /metrics", promhttp.HandlerFor(f.registry, promhttp.HandlerOpts{}))
	return mux
}

// readiness is what a process says of which nothing is wrong.
func (h *health) readiness() string {
	if h.standby.Load() {
		return standbyWords
	}
	return wellSaid
}

func nothingWrong() string { return wellSaid }

// verdict answers 200 and what is said when nothing is wrong, or 503 and what is wrong.
func verdict(wrong func(context.Context) string, fine func() string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer(w, wrong(r.Context()), fine(), "")
	}
}

// answer says what is wrong, or 200 and what is fine where nothing is, with more below it.
func answer(w http.ResponseWriter, wrong, fine, more string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if wrong != "" {
		w.WriteHeader(http.StatusServiceUnavailable)
	} else {
		wrong = fine
	}
	_, _ = io.WriteString(w, wrong+"\n"+more) // whoever asked may be gone
}
