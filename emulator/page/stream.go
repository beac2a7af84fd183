package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// heartbeat is how often a silent stream shows that it lives, so that a broken
// connection is noticed on both sides.
const heartbeat = 15 * time.Second

// stream writes Server-Sent Events.
type stream struct {
	w      http.ResponseWriter
	out    *http.ResponseController
	marked string // the newest mark that the reader has
	err    error
}

func newStream(w http.ResponseWriter) *stream {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	s := &stream{w: w, out: http.NewResponseController(w)}
	s.raw("retry: 1000\n\n")
	return s
}

// send writes one event. JSON has no line breaks, so that it is one line.
func (s *stream) send(event string, data any) {
	body, err := json.Marshal(data)
	if err != nil {
		s.err = fmt.Errorf("encoding %s: %w", event, err)
		return
	}
	s.raw(fmt.Sprintf("event: %s\ndata: %s\n\n", event, body))
}

// mark says how far the reader is: a browser that comes back tells the newest
// mark as Last-Event-ID. It is an event too, since a page cannot ask for that id.
func (s *stream) mark(id string) {
	if id != s.marked {
		s.marked = id
		s.raw("id: " + id + "\n")
		s.send("mark", map[string]string{"id": id})
	}
}

func (s *stream) raw(text string) {
	if s.err == nil {
		_, s.err = fmt.Fprint(s.w, text)
	}
}

// follow calls look now and whenever one of the channels that signals returns
// is closed, until the reader goes away.
func (s *stream) follow(r *http.Request, signals func() [3]<-chan struct{}, look func()) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		on := signals() // before looking: nothing is missed
		look()
		if s.err == nil {
			s.err = s.out.Flush()
		}
		if s.err != nil {
			return
		}
		select {
		case <-on[0]:
		case <-on[1]:
		case <-on[2]:
		case <-beat.C:
			s.raw(": still here\n\n")
		case <-r.Context().Done():
			return
		}
	}
}
