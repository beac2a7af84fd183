package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"aitys/content"
)

// traced logs how an incoming was handled, by its number and never by what stands in it. Route names a row of the route table.
func (b *attempt) traced(in *content.Incoming, t *turn, began time.Time, ended string) {
	if in.Kind == content.KindResult || !b.log.Enabled(context.Background(), slog.LevelDebug) { // of results, the sender has told
		return
	}
	route := string(in.Kind)
	if t != nil && t.route != "" {
		route = t.route
	}
	b.log.Debug("handled", "update", in.Update, "route", route, "ended", ended, "took", time.Since(began))
}

// panicked is a panic of a handler.
type panicked struct {
	cause any
	stack []byte
}

// Error returns the panic's words and where it was, for whoever looks at the parked update.
func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.cause, p.stack) }

// loggable are the words of a bug for the log: what a panic says may be what somebody wrote, unless Go itself says it.
func loggable(bug error) string {
	var p *panicked
	if !errors.As(bug, &p) {
		return bug.Error()
	}
	if _, ours := p.cause.(runtime.Error); ours {
		return p.Error()
	}
	return fmt.Sprintf("panic: a %T\n%s", p.cause, p.stack)
}
