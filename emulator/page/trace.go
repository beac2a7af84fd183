package page

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"aitys/emulator"
)

// tracedFirst is how much of what there was a new panel gets.
const tracedFirst = 100

// traced is one line of the panel.
type traced struct {
	at    time.Time
	event string
	data  any
}

// shownUpdate is an update in JSON, as the bot got it.
type shownUpdate struct {
	At  time.Time       `json:"at"`
	Raw json.RawMessage `json:"raw"`
}

// shownCall is a call in JSON.
type shownCall struct {
	At          time.Time         `json:"at"`
	Method      string            `json:"method"`
	Params      map[string]string `json:"params"`
	Chat        int64             `json:"chat"`
	Code        int               `json:"code"`
	Description string            `json:"description"`
	MS          float64           `json:"ms"`
	Fault       string            `json:"fault"`
}

// status is how the machinery stands.
type status struct {
	Running bool     `json:"running"`
	Faults  []string `json:"faults"`
}

// tracer is what one panel has been shown so far.
type tracer struct {
	page           *page
	out            *stream
	updates, calls int
	last           []byte // the status in JSON
}

func (t *tracer) signals() [3]<-chan struct{} {
	p := t.page
	p.mu.Lock()
	on := [3]<-chan struct{}{p.server.Changed(), p.changed}
	p.mu.Unlock()
	if p.Control != nil {
		on[2] = p.Control.Changed()
	}
	return on
}

// look sends what is new: updates and calls in the order of time, and the
// status when it has changed.
func (t *tracer) look() {
	first := t.last == nil
	lines := t.lines()
	if first && len(lines) > tracedFirst {
		lines = lines[len(lines)-tracedFirst:]
	}
	for _, l := range lines {
		t.out.send(l.event, l.data)
	}
	now := t.page.status()
	if body, err := json.Marshal(now); err == nil && !bytes.Equal(t.last, body) {
		t.last = body
		t.out.send("status", now)
	}
}

// lines are the updates and calls since the last look, the oldest first.
func (t *tracer) lines() []traced {
	var updates []emulator.Delivery
	var calls []emulator.Call
	updates, t.updates = t.page.server.Deliveries(t.updates)
	calls, t.calls = t.page.server.Concluded(t.calls)
	out := make([]traced, 0, len(updates)+len(calls))
	for _, u := range updates {
		raw := u.Raw
		if !json.Valid(raw) { // a test may inject anything
			raw, _ = json.Marshal(string(raw))
		}
		out = append(out, traced{u.Time, "update", shownUpdate{At: u.Time.UTC(), Raw: raw}})
	}
	for _, c := range calls {
		out = append(out, traced{c.Time, "call", shownCall{
			At: c.Time.UTC(), Method: c.Method, Params: c.Params, Chat: c.Chat, Code: c.Code, Description: c.Description,
			MS: float64(c.Took.Microseconds()) / 1000, Fault: c.Fault,
		}})
	}
	slices.SortStableFunc(out, func(a, b traced) int { return a.at.Compare(b.at) })
	return out
}

func (p *page) status() status {
	s := status{Running: p.Control == nil || p.Control.Running(), Faults: []string{}}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.Faults { // in their order
		if p.faults[f.ID] != nil {
			s.Faults = append(s.Faults, f.ID)
		}
	}
	return s
}
