package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"aitys/content"
)

// Watcher is told what the bot does, for whoever keeps the figures. Its methods are called by several goroutines at once, and must not wait.
type Watcher interface {
	// Received is told of each update. Lag is how long it waited for the bot, to the second; 0 where Telegram does not tell.
	Received(kind content.Kind, lag time.Duration)
	// Called is told of each request to Telegram that has ended.
	Called(method string, ended Ended, took time.Duration)
	// Sent is told what became of each row of the outbox.
	Sent(action content.Action, outcome content.Outcome)
	// Replied is told how long after an update was received the first message that it caused was delivered.
	Replied(after time.Duration)
}

// Ended is how a request to Telegram ended.
type Ended string

// The ends of a request.
const (
	EndedWell    Ended = "ok"
	EndedRefused Ended = "refused" // Telegram says no
	EndedFlooded Ended = "flooded" // Telegram asks to slow down
	EndedFailed  Ended = "failed"  // no answer, or none of Telegram's
)

func endOf(err error) Ended {
	if err == nil {
		return EndedWell
	}
	switch f := asFault(err); {
	case f.flooded():
		return EndedFlooded
	case f.certainty == definite:
		return EndedRefused
	}
	return EndedFailed
}

// nobody watches.
type nobody struct{}

// Received does nothing.
func (nobody) Received(content.Kind, time.Duration) {}

// Called does nothing.
func (nobody) Called(string, Ended, time.Duration) {}

// Sent does nothing.
func (nobody) Sent(content.Action, content.Outcome) {}

// Replied does nothing.
func (nobody) Replied(time.Duration) {}

// Pulse is how long ago each part of the bot last showed that it lives. Polling, Sending and Ticking do so whatever comes of it.
type Pulse struct {
	Polling, Sending, Ticking time.Duration
	Polled                    time.Duration // since Telegram last gave updates, or said that there are none
	Answered                  time.Duration // since Telegram last answered anything
}

// Pulse tells whether the bot lives. Before Run everything counts from when the bot was connected.
func (b *Bot) Pulse() Pulse {
	return Pulse{b.beats.polling.ago(), b.beats.sending.ago(), b.beats.ticking.ago(), b.beats.polled.ago(), b.beats.answered.ago()}
}

// beats are the parts of a Pulse.
type beats struct{ polling, sending, ticking, polled, answered beat }

// start lets all parts beat once.
func (b *beats) start() {
	for _, one := range []*beat{&b.polling, &b.sending, &b.ticking, &b.polled, &b.answered} {
		one.now()
	}
}

// beat is a time by the monotonic clock.
type beat struct{ at atomic.Int64 } // nanoseconds after origin

// origin is what beats are counted from.
var origin = time.Now()

func (b *beat) now()               { b.at.Store(int64(time.Since(origin))) }
func (b *beat) ago() time.Duration { return time.Since(origin) - time.Duration(b.at.Load()) }

// arrivals remember when the latest updates were received, until the first message that each caused is delivered.
type arrivals struct {
	mu   sync.Mutex
	ring [4096]arrival // an update's place is its number modulo the size: later updates push out those that caused nothing
}

type arrival struct {
	update content.UpdateID
	at     time.Time
}

func (a *arrivals) place(update content.UpdateID) *arrival {
	return &a.ring[uint64(update)%uint64(len(a.ring))] //nolint:gosec // numbers of updates are positive
}

// came remembers that a batch was received.
func (a *arrivals) came(batch []content.Incoming, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i := range batch {
		*a.place(batch[i].Update) = arrival{batch[i].Update, at}
	}
}

// take returns when an update was received, once; false where that is not known.
func (a *arrivals) take(update content.UpdateID) (time.Time, bool) {
	if update <= 0 {
		return time.Time{}, false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	place := a.place(update)
	if place.update != update {
		return time.Time{}, false
	}
	place.update = 0
	return place.at, true
}

// received tells of a batch that came.
func (b *Bot) received(batch []content.Incoming) {
	b.arrivals.came(batch, time.Now())
	now, loud := b.stamp(), b.log.Enabled(context.Background(), slog.LevelDebug)
	for i := range batch {
		in := &batch[i]
		var lag time.Duration
		if in.Kind == content.KindMessage || in.Kind == content.KindEdited || in.Kind == content.KindMembership {
			lag = max(now.Sub(in.At), 0)
		}
		b.watcher.Received(in.Kind, lag)
		if loud {
			b.log.Debug("An update came.", "update", in.Update, "kind", in.Kind, "lag", lag)
		}
	}
}

// called tells of a request that has ended.
func (b *Bot) called(method string, err error, took time.Duration) {
	ended := endOf(err)
	if ended != EndedFailed {
		b.beats.answered.now()
	}
	b.watcher.Called(method, ended, took)
}

// finished tells what became of a row.
func (b *Bot) finished(row *row, result *content.Result) {
	b.watcher.Sent(row.Action, result.Outcome)
	if at, known := b.arrivals.take(row.Update); known && result.Outcome == content.Delivered {
		b.watcher.Replied(time.Since(at))
	}
}
