package bot

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// strictServer counts arrivals as strictly as the limits can be read, at any configured rate.
type strictServer struct {
	rates  *rates
	tokens map[int]*bucket
	groups map[int][]time.Time
	all    []time.Time
}

func (s *strictServer) accepts(chat int, at time.Time) string {
	s.all = append(recent(s.all, at, s.rates.window), at)
	if len(s.all) > s.rates.count {
		return "more than its share in all"
	}
	if chat < 0 {
		s.groups[chat] = append(recent(s.groups[chat], at, s.rates.group), at)
		if len(s.groups[chat]) > groupCount {
			return "more than 20 in a group"
		}
	}
	b := s.tokens[chat]
	if b == nil {
		b = &bucket{chatBurst, at}
		s.tokens[chat] = b
	}
	b.tokens, b.at = min(chatBurst, b.tokens+at.Sub(b.at).Seconds()/s.rates.every.Seconds()), at
	if b.tokens--; b.tokens < 0 {
		return "more than one a second and a burst of five in a chat"
	}
	return ""
}

// TestLimitsHoldWheneverTheServerCounts lets chats send as fast as chatLimit and window allow. The server counts each message at any moment
// of its request, and requests take their time.
func TestLimitsHoldWheneverTheServerCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.SampledFrom([]float64{0.5, 1, 3, 12.5, 30, 30.5, 90}).Draw(t, "rate")
		limits := newRates(rate)
		server := &strictServer{rates: limits, tokens: map[int]*bucket{}, groups: map[int][]time.Time{}}
		all := window{rates: limits}
		type flight struct {
			chat      int
			count, at time.Time // when the server counts it, and when it is over
		}
		chats := rapid.IntRange(1, 12).Draw(t, "chats")
		limit := make([]chatLimit, chats)
		busy := make([]*flight, chats)
		slowest := rapid.IntRange(1, 2000).Draw(t, "slowest")
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		sent := 0
		for range rapid.IntRange(50, 400).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 80).Draw(t, "step")) * time.Millisecond)
			for i := range busy { // in order of time, as far as a step tells: counts first, then ends
				if f := busy[i]; f != nil && !f.count.IsZero() && !f.count.After(now) {
					if complaint := server.accepts(f.chat, now); complaint != "" {
						t.Fatalf("message %d at rate %v: %s", sent, rate, complaint)
					}
					f.count = time.Time{}
				}
			}
			for i := range busy {
				if f := busy[i]; f != nil && f.count.IsZero() && !f.at.After(now) {
					all.over(now)
					limit[i].over(limits, f.chat < 0, now)
					busy[i] = nil
				}
			}
			for i := range busy {
				if busy[i] != nil || limit[i].earliest(limits).After(now) || !all.take(now) {
					continue
				}
				sent++
				there, back := rapid.IntRange(0, slowest).Draw(t, "there"), rapid.IntRange(0, slowest).Draw(t, "back")
				f := &flight{chat: i + 1, count: now.Add(time.Duration(there) * time.Millisecond)}
				if i%2 == 0 {
					f.chat = -f.chat
				}
				f.at = f.count.Add(time.Duration(back) * time.Millisecond)
				busy[i] = f
			}
		}
	})
}

// TestLimitsAreNoStricterThanNeeded: with a server that answers at once, the limits are used to the full.
func TestLimitsAreNoStricterThanNeeded(t *testing.T) {
	count := func(group bool, rate float64, lasts time.Duration) (sent int) {
		limits := newRates(rate)
		var chat chatLimit
		all := window{rates: limits}
		start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for now := start; now.Before(start.Add(lasts)); now = now.Add(time.Millisecond) {
			if !chat.earliest(limits).After(now) && all.take(now) {
				chat.over(limits, group, now)
				all.over(now)
				sent++
			}
		}
		return sent
	}
	for name, test := range map[string]struct{ got, least int }{
		"a chat's burst and its seconds":   {count(false, 30, 20*time.Second), 24},
		"a group's minute":                 {count(true, 30, 59*time.Second), 20},
		"a group's two minutes":            {count(true, 30, 119*time.Second), 40},
		"a chat at half the rate":          {count(false, 15, 20*time.Second), 14},
		"a chat at three times the rate":   {count(false, 90, 20*time.Second), 63},
		"a chat at less than one a second": {count(false, 0.5, 100*time.Minute), 104},
	} {
		if test.got < test.least || test.got > test.least+2 {
			t.Errorf("%s: %d messages, want %d", name, test.got, test.least)
		}
	}
	if got := count(false, 0, time.Second); got != 1000 {
		t.Errorf("without limits: %d", got)
	}
}

func TestRestfulLimitsAllowWhatNewOnesDo(t *testing.T) {
	limits := newRates(30)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var l chatLimit
	if !l.restful(limits, now) {
		t.Error("a new limit is not at rest")
	}
	l.over(limits, true, now)
	for seconds, want := range map[int]bool{1: false, 30: false, 60: false, 61: true} {
		if got := l.restful(limits, now.Add(time.Duration(seconds)*time.Second)); got != want {
			t.Errorf("at rest after %d s: %v", seconds, got)
		}
	}
	if (&chatLimit{}).earliest(nil) != (time.Time{}) {
		t.Error("no limits, and yet a wait")
	}
}
