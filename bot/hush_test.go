package bot

import (
	"slices"
	"testing"
	"time"

	"aitys/content"
)

// quietFor are quiet hours that begin a while after a time and last so long.
func quietFor(begin, last time.Duration) func(time.Time) (time.Time, bool) {
	from := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(begin) // synctest's clock begins there
	return func(at time.Time) (time.Time, bool) {
		until := from.Add(last)
		return until, !at.Before(from) && at.Before(until)
	}
}

// TestWhatYieldsWaitsForTheEndOfQuietHours: of a broadcast that stands in the outbox when they begin nothing more goes out, while answers do, also where there
// is more of it than the sender holds in memory; afterwards all of it does.
func TestWhatYieldsWaitsForTheEndOfQuietHours(t *testing.T) {
	const many = 1500
	inWorld(t, Config{SendRate: 30, Quiet: quietFor(2*time.Second, 10*time.Hour)}, nil, func(w *world) {
		begun := time.Now()
		for i := range many {
			w.store.add(yielding(1000+i, "news"))
		}
		w.bot.Wake()
		w.after(2 * time.Minute)
		for i := range 50 {
			w.store.add(to(1+i, "answer"))
		}
		w.bot.Wake()
		w.until(5*time.Second, "the answers are sent", func() bool { return w.store.left() <= many-30 && w.store.outcome(many+50) == content.Delivered })
		w.after(9 * time.Hour)
		for _, r := range w.server.requests("sendMessage") {
			if r.Params.Get("text") == "news" && r.At.Sub(begun) > 3*time.Second {
				t.Fatalf("one goes out %v after the start", r.At.Sub(begun))
			}
		}
		w.until(3*time.Hour, "all is sent", func() bool { return w.store.left() == 0 })
	})
}

// TestAnAnswerBehindWhatYieldsComesAtNight: the order stays, and only the answer makes a sound.
func TestAnAnswerBehindWhatYieldsComesAtNight(t *testing.T) {
	inWorld(t, Config{SendRate: 30, Quiet: quietFor(0, 10*time.Hour)}, nil, func(w *world) {
		w.store.add(yielding(5, "news"), yielding(6, "news"))
		w.bot.Wake()
		w.after(time.Minute / 2)
		w.store.add(to(5, "answer"))
		w.bot.Wake()
		w.until(5*time.Second, "the answer is sent", func() bool { return w.store.left() == 1 })
		if got := w.server.sent()["5"]; !slices.Equal(got, []string{"news", "answer"}) {
			t.Errorf("sent %q", got)
		}
		for _, r := range w.server.requests("sendMessage") {
			if silent := r.Params.Get("disable_notification") == "true"; silent != (r.Params.Get("text") == "news") {
				t.Errorf("%q is sent with silent %v", r.Params.Get("text"), silent)
			}
		}
	})
}
