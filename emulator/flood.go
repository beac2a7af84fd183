package emulator

import "time"

// Flood limits. Source: Bot API FAQ, "My bot is hitting limits": about 30
// messages a second over all chats, one a second in a chat with short bursts,
// 20 a minute in a group. Telegram does not publish its exact rule; this is the
// strict reading.
const (
	overallLimit  = 30
	overallWindow = time.Second
	chatBurst     = 5
	chatEvery     = time.Second
	groupLimit    = 20
	groupWindow   = time.Minute
)

// floodState is what a bot has sent lately.
type floodState struct {
	overall window
	chats   map[int64]*chatFlood
}

// chatFlood is what a bot has sent to one chat lately.
type chatFlood struct {
	group window
	// full is when the burst would be whole again, if nothing more were sent.
	full time.Time
	// until is the end of the pause that the last 429 asked for.
	until time.Time
}

func (f *floodState) init() {
	f.overall.limit, f.overall.span = overallLimit, overallWindow
	f.chats = map[int64]*chatFlood{}
}

func (f *floodState) chat(id int64) *chatFlood {
	c := f.chats[id]
	if c == nil {
		c = &chatFlood{group: window{limit: groupLimit, span: groupWindow}}
		f.chats[id] = c
	}
	return c
}

// window lets limit events pass in every span of time, wherever it begins.
type window struct {
	limit int
	span  time.Duration
	past  []time.Time // the newest, at most limit
}

// wait is how long until another event may pass.
func (w *window) wait(now time.Time) time.Duration {
	if len(w.past) < w.limit {
		return 0
	}
	return w.past[len(w.past)-w.limit].Add(w.span).Sub(now)
}

func (w *window) note(now time.Time) {
	w.past = append(w.past, now)
	if len(w.past) >= 4*w.limit {
		w.past = append(w.past[:0], w.past[len(w.past)-w.limit:]...)
	}
}

// allowed counts a send or an edit and refuses it beyond the limits. A refused
// one counts nothing and extends nothing, but until its pause is over the chat
// takes nothing.
func (c *call) allowed(ch *chat) error {
	if c.srv.opts.NoLimits {
		return nil
	}
	now, f := c.srv.now(), &c.bot.flood
	in := f.chat(ch.wire.ID)
	wait := max(in.until.Sub(now), f.overall.wait(now), in.wait(now, ch.wire.ID < 0))
	c.record.Early = now.Before(in.until)
	if wait > 0 {
		seconds := int((wait + time.Second - 1) / time.Second)
		if !now.Before(in.until) {
			in.until = now.Add(time.Duration(seconds) * time.Second)
		}
		return tooMany(seconds)
	}
	f.overall.note(now)
	in.note(now, ch.wire.ID < 0)
	return nil
}

// wait is how long until a chat takes another message.
func (f *chatFlood) wait(now time.Time, group bool) time.Duration {
	wait := max(0, f.full.Sub(now)) - (chatBurst-1)*chatEvery
	if group {
		wait = max(wait, f.group.wait(now))
	}
	return wait
}

func (f *chatFlood) note(now time.Time, group bool) {
	if f.full.Before(now) {
		f.full = now
	}
	f.full = f.full.Add(chatEvery)
	if group {
		f.group.note(now)
	}
}
