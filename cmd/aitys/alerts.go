package main

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/phrases"
)

// tellWithin bounds how long an alert that goes out directly may take.
const tellWithin = 30 * time.Second

// teller sends a message to an account at once: *bot.Bot.
type teller interface {
	Tell(ctx context.Context, to content.TelegramID, said content.HTML) error
}

// alerts tells the owners of troubles, each once until it is over, also over restarts. It is safe for concurrent use.
type alerts struct {
	newsroom *handlers.Newsroom
	telegram teller
	log      *slog.Logger

	mu      sync.Mutex                // guards what follows, and lets one trouble be told after the other
	read    bool                      // lasting holds what the store knew at the start
	lasting map[handlers.Trouble]bool // whether the owners know of it
	owners  []handlers.Owner          // as the store last told them: it may fail when they are needed
}

func newAlerts(newsroom *handlers.Newsroom, telegram teller, log *slog.Logger) *alerts {
	return &alerts{newsroom: newsroom, telegram: telegram, log: log, lasting: map[handlers.Trouble]bool{}}
}

// Alert says that a trouble lasts, with the arguments of its sentence. It may be called as often as the trouble is seen: the owners are told once, and
// where there is none whom the bot may write to, the log is.
func (a *alerts) Alert(ctx context.Context, trouble handlers.Trouble, args phrases.Args) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.recall(ctx)
	told, lasts := a.lasting[trouble]
	if told {
		return
	}
	known := a.begin(ctx, trouble, args)
	a.lasting[trouble] = known
	if !lasts {
		a.log.Error("there is a trouble that the owners have to know of", "trouble", trouble, "details", details(args), "told", known)
	}
}

// Clear says that a trouble does not last. Where the owners were told of it, they are told that it is over.
func (a *alerts) Clear(ctx context.Context, trouble handlers.Trouble) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, lasts := a.lasting[trouble]; a.read && !lasts {
		return // as nearly always: it costs nothing
	}
	a.recall(ctx)
	told, lasts := a.lasting[trouble]
	if !lasts {
		return
	}
	if err := a.end(ctx, trouble, told); err != nil {
		a.log.Debug("the end of a trouble is told later", "trouble", trouble, "cause", err)
		return
	}
	delete(a.lasting, trouble)
	a.log.Info("a trouble is over", "trouble", trouble)
}

// Lasting returns the troubles that last.
func (a *alerts) Lasting() []handlers.Trouble {
	a.mu.Lock()
	defer a.mu.Unlock()
	var lasting []handlers.Trouble
	for trouble := range a.lasting {
		lasting = append(lasting, trouble)
	}
	return lasting
}

// recall asks the store what lasted when the bot was stopped, and who the owners are now. mu is held.
func (a *alerts) recall(ctx context.Context) {
	if owners, err := a.newsroom.Owners(ctx); err == nil {
		a.owners = owners
	}
	if a.read {
		return
	}
	lasting, err := a.newsroom.Troubles(ctx)
	if err != nil {
		return
	}
	a.read = true
	seen := maps.Clone(a.lasting)
	maps.Copy(a.lasting, lasting)
	maps.Copy(a.lasting, seen)
}

// inStore tells that a trouble is the store's own, which can then neither remember nor send it.
func inStore(trouble handlers.Trouble) bool {
	return trouble == handlers.TroubleStore || trouble == handlers.TroubleDamage
}

// begin tells the owners, and whether they know. mu is held.
func (a *alerts) begin(ctx context.Context, trouble handlers.Trouble, args phrases.Args) (known bool) {
	if inStore(trouble) {
		return a.tellDirectly(ctx, trouble, false, args)
	}
	if trouble != handlers.TroubleOutbox {
		known, err := a.newsroom.Raise(ctx, trouble, args)
		return known || err != nil && a.tellDirectly(ctx, trouble, false, args)
	}
	if known, err := a.newsroom.Note(ctx, trouble, false); err == nil && known {
		return true
	}
	if !a.tellDirectly(ctx, trouble, false, args) {
		return false
	}
	if _, err := a.newsroom.Note(ctx, trouble, true); err != nil {
		a.log.Debug("that the owners know of a trouble could not be stored", "trouble", trouble, "cause", err)
	}
	return true
}

// end tells the owners that a trouble is over. mu is held.
func (a *alerts) end(ctx context.Context, trouble handlers.Trouble, told bool) error {
	if !inStore(trouble) {
		return a.newsroom.Over(ctx, trouble)
	}
	if told {
		a.tellDirectly(ctx, trouble, true, nil)
	}
	return nil
}

// tellDirectly writes to the owners beside the outbox, and tells whether one of them was reached. mu is held.
func (a *alerts) tellDirectly(ctx context.Context, trouble handlers.Trouble, over bool, args phrases.Args) (reached bool) {
	ctx, cancel := context.WithTimeout(ctx, tellWithin)
	defer cancel()
	for _, owner := range a.owners {
		err := a.telegram.Tell(ctx, owner.Account, a.newsroom.Words(trouble, over, owner.Lang, args))
		if err != nil {
			a.log.Warn("an owner could not be told of a trouble", "trouble", trouble, "cause", err)
			continue
		}
		reached = true
	}
	return reached
}

// details are a sentence's arguments for the log.
func details(args phrases.Args) slog.Value {
	var attrs []slog.Attr
	for name, value := range args {
		attrs = append(attrs, slog.Any(name, value))
	}
	return slog.GroupValue(attrs...)
}
