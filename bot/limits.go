package bot

import "time"

// Telegram's limits at the usual rate of thirty messages a second.
const (
	usualRate   = 30.0
	chatEvery   = time.Second
	chatBurst   = 5
	groupCount  = 20
	groupWindow = time.Minute
	// margin keeps a send clear of the edge at which the server's count and ours could round differently.
	margin = 10 * time.Millisecond
)

// rates are Telegram's limits scaled to the configured rate.
type rates struct {
	every  time.Duration // between two messages in one chat, beyond the burst
	group  time.Duration // in which groupCount messages may go to one group
	count  int           // how many messages may go out in all within a window
	window time.Duration
}

// newRates scales the limits to rate messages a second; nil, no limits, for 0.
func newRates(rate float64) *rates {
	if rate <= 0 {
		return nil
	}
	scaled := func(d time.Duration) time.Duration { return time.Duration(float64(d) * usualRate / rate) }
	count := max(1, int(rate))
	return &rates{
		every:  scaled(chatEvery),
		group:  scaled(groupWindow),
		count:  count,
		window: time.Duration(float64(time.Second) * float64(count) / rate),
	}
}

// chatLimit keeps one chat within its limits. The server counts a message when it arrives, which we never learn; so one counts here when
// its request is over, which is later. As a chat has one request under way at most, what passes here passes there.
type chatLimit struct {
	empty time.Time   // when the chat's bucket will have run empty
	ended []time.Time // of a group: when its latest requests were over, oldest first, at most groupCount
}

// earliest returns when the next request may start.
func (l *chatLimit) earliest(r *rates) time.Time {
	if r == nil {
		return time.Time{}
	}
	at := l.empty.Add(-(chatBurst - 1) * r.every)
	if len(l.ended) == groupCount {
		if free := l.ended[0].Add(r.group + margin); free.After(at) {
			at = free
		}
	}
	return at
}

// over counts a request that was over at now.
func (l *chatLimit) over(r *rates, group bool, now time.Time) {
	if r == nil {
		return
	}
	if now := now.Add(margin); now.After(l.empty) {
		l.empty = now
	}
	l.empty = l.empty.Add(r.every)
	if !group {
		return
	}
	if len(l.ended) == groupCount {
		copy(l.ended, l.ended[1:])
		l.ended = l.ended[:groupCount-1]
	}
	l.ended = append(l.ended, now)
}

// restful tells that a new chatLimit would allow no more than this one.
func (l *chatLimit) restful(r *rates, now time.Time) bool {
	if r == nil || l.empty.IsZero() {
		return true
	}
	return now.After(l.empty) && (len(l.ended) == 0 || now.After(l.ended[len(l.ended)-1].Add(r.group+margin)))
}

// window keeps all chats together within the overall limit: a request holds one of its places from its start until a whole window after
// its end, so that no window of the server's holds more arrivals than there are places, whenever within the request it counts. A request that
// lasts longer than slow is taken as counted by then: else the places would all go to chats that hang.
type window struct {
	rates *rates // nil: no limit
	held  int    // places of requests under way
	frees []time.Time
}

// take takes a place; false when none is free.
func (w *window) take(now time.Time) bool {
	if w.rates == nil {
		return true
	}
	for len(w.frees) > 0 && !now.Before(w.frees[0]) {
		w.frees = w.frees[1:]
	}
	if w.held+len(w.frees) >= w.rates.count {
		return false
	}
	w.held++
	return true
}

// over says that a request which holds a place was over at now.
func (w *window) over(now time.Time) {
	if w.rates != nil {
		w.held--
		w.frees = append(w.frees, now.Add(w.rates.window+margin))
	}
}

// giveBack says that no request was made in a place that was taken.
func (w *window) giveBack() {
	if w.rates != nil {
		w.held--
	}
}

// free returns when the next place becomes free by itself; false when that hangs on a request under way, or one is free already.
func (w *window) free() (time.Time, bool) {
	if w.rates == nil || len(w.frees) == 0 || w.held+len(w.frees) < w.rates.count {
		return time.Time{}, false
	}
	return w.frees[0], true
}
