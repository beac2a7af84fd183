package emulator

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Trouble is what a fault does to a call.
type Trouble string

// The troubles. Those named After let the call take effect first: the answer
// alone is lost or spoilt.
const (
	// Refuse answers with Fault.Refusal, without effect.
	Refuse Trouble = "refuse"
	// GatewayPage answers with an HTML page of a gateway and Fault.Status
	// (502 unless set), without effect.
	GatewayPage Trouble = "gateway page"
	// GatewayPageAfter is GatewayPage once the call has taken effect.
	GatewayPageAfter Trouble = "gateway page after"
	// HalfJSONAfter cuts the answer off in the middle.
	HalfJSONAfter Trouble = "half JSON after"
	// NoResult answers {"ok":true} alone, without effect.
	NoResult Trouble = "no result"
	// NoResultAfter answers {"ok":true} alone once the call has taken effect.
	NoResultAfter Trouble = "no result after"
	// CloseBefore closes the connection without effect.
	CloseBefore Trouble = "close before"
	// CloseAfter closes the connection once the call has taken effect: the
	// answer is lost.
	CloseAfter Trouble = "close after"
	// SlowAfter sends the answer a byte at a time, a Fault.Delay between two
	// (a second unless set).
	SlowAfter Trouble = "slow after"
	// EndlessAfter sends an answer that never ends.
	EndlessAfter Trouble = "endless after"
	// Delay waits for Fault.Delay, then does what was asked.
	Delay Trouble = "delay"
	// DelayAfter does what was asked and holds the answer for Fault.Delay.
	DelayAfter Trouble = "delay after"
	// Hang never answers, without effect, until the caller goes away.
	Hang Trouble = "hang"
	// Replay puts up to Fault.Count updates that were confirmed before in
	// front of the answer to a getUpdates.
	Replay Trouble = "replay"
	// Shuffle puts the updates of an answer to a getUpdates in another order.
	Shuffle Trouble = "shuffle"
)

// Fault is trouble that a test switches on. The first fault that fits strikes.
type Fault struct {
	Trouble Trouble
	// Method is the method that it strikes; "" is every method but getUpdates,
	// "*" every one.
	Method string
	// Chat is the chat that it strikes; 0 is every one.
	Chat int64
	// Match, when set, has the last word. It must not call the server.
	Match func(Call) bool
	// Times is how often it strikes; 0 is always, until it is taken away.
	Times int
	// Skip lets so many fitting calls pass before the first strike.
	Skip int
	// Chance is how likely it strikes, from the server's seed; 0 is for sure.
	Chance float64

	Refusal *Error
	Status  int
	Delay   time.Duration
	Count   int

	struck int
}

// Refused is a refusal with any code and text, for Fault.Refusal.
func Refused(code int, description string) *Error {
	return &Error{Code: code, Description: description}
}

// TooMany is a 429 with retry_after, for Fault.Refusal.
func TooMany(seconds int) *Error { return tooMany(seconds) }

// Inflict switches a fault on and returns what takes it away and says how often
// it struck.
func (s *Server) Inflict(f Fault) (end func() (struck int)) {
	if f.Trouble == "" {
		f.Trouble = Refuse
	}
	mine := &f
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, mine)
	return func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		for i := range s.faults {
			if s.faults[i] == mine {
				s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
				break
			}
		}
		return mine.struck
	}
}

// strike is the fault that hits a call, if any. The caller holds mu.
func (s *Server) strike(c *call) *Fault {
	if len(s.faults) == 0 {
		return nil
	}
	if chat, err := strconv.ParseInt(c.params["chat_id"], 10, 64); err == nil {
		c.record.Chat = chat
	}
	for _, f := range s.faults {
		if !f.fits(c.record) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Chance > 0 && s.rnd.Float64() >= f.Chance {
			continue
		}
		f.struck++
		hit := *f // the call goes on outside of the lock
		if f.Refusal != nil && f.Refusal.Parameters != nil && f.Refusal.Parameters.RetryAfter > 0 {
			s.pause(c, f.Refusal.Parameters.RetryAfter)
		}
		return &hit
	}
	return nil
}

// pause makes the chat of a call wait after a 429 that a fault gave.
func (s *Server) pause(c *call, seconds int) {
	if !c.method.counts || s.opts.NoLimits {
		return
	}
	in := c.bot.flood.chat(c.record.Chat)
	now := s.now()
	c.record.Early = now.Before(in.until)
	in.until = now.Add(time.Duration(seconds) * time.Second)
}

func (f *Fault) fits(r *Call) bool {
	if f.Times > 0 && f.struck >= f.Times {
		return false
	}
	polling := r.Method == "getUpdates"
	switch {
	case f.Trouble == Replay || f.Trouble == Shuffle:
		if !polling {
			return false
		}
	case f.Method == "" && polling:
		return false
	case f.Method != "" && f.Method != "*" && !strings.EqualFold(f.Method, r.Method):
		return false
	}
	return (f.Chat == 0 || f.Chat == r.Chat) && (f.Match == nil || f.Match(*r))
}

// name is what the ledger calls a fault; "" for none.
func (f *Fault) name() string {
	if f == nil {
		return ""
	}
	return string(f.Trouble)
}

// before does what a fault does before the effect and says whether the call
// ends with that.
func (f *Fault) before(w http.ResponseWriter, r *http.Request, gone <-chan struct{}) bool {
	if f == nil {
		return false
	}
	switch f.Trouble {
	case GatewayPage:
		f.gatewayPage(w)
	case NoResult:
		spoilt(w, http.StatusOK, []byte(`{"ok":true}`))
	case CloseBefore:
		hangUp(w)
	case Hang:
		select {
		case <-r.Context().Done():
		case <-gone:
		}
	case Delay:
		rest(r, gone, f.Delay)
		return false
	default:
		return false
	}
	return true
}

// after does what a fault does in place of the plain answer, and says whether
// it did anything.
func (f *Fault) after(w http.ResponseWriter, r *http.Request, gone <-chan struct{}, result any, e *Error) bool {
	if f == nil {
		return false
	}
	status, body := encode(result, e)
	switch f.Trouble {
	case GatewayPageAfter:
		f.gatewayPage(w)
	case NoResultAfter:
		spoilt(w, http.StatusOK, []byte(`{"ok":true}`))
	case HalfJSONAfter:
		spoilt(w, status, body[:len(body)/2])
	case CloseAfter:
		hangUp(w)
	case SlowAfter:
		f.trickle(w, r, gone, status, body)
	case EndlessAfter:
		endless(w, r, gone)
	case DelayAfter:
		rest(r, gone, f.Delay)
		return false
	default:
		return false
	}
	return true
}

func (f *Fault) gatewayPage(w http.ResponseWriter) {
	status := f.Status
	if status == 0 {
		status = http.StatusBadGateway
	}
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	w.Header().Set("Content-Type", "text/html")
	spoilt(w, status, []byte("<html>\r\n<head><title>"+title+"</title></head>\r\n<body>\r\n<center><h1>"+title+
		"</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"))
}

// spoilt writes a body as it is.
func spoilt(w http.ResponseWriter, status int, body []byte) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // who asked may have gone away
}

// hangUp closes the connection without a word.
func hangUp(http.ResponseWriter) { panic(http.ErrAbortHandler) }

// rest waits, unless the caller goes away or the server closes.
func rest(r *http.Request, gone <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-gone:
	}
	return false
}

// trickle writes the answer a byte at a time.
func (f *Fault) trickle(w http.ResponseWriter, r *http.Request, gone <-chan struct{}, status int, body []byte) {
	pause := f.Delay
	if pause == 0 {
		pause = time.Second
	}
	spoilt(w, status, nil)
	for i := range body {
		if _, err := w.Write(body[i : i+1]); err != nil {
			return
		}
		if http.NewResponseController(w).Flush() != nil || !rest(r, gone, pause) {
			return
		}
	}
}

// endless writes until the caller has had enough.
func endless(w http.ResponseWriter, r *http.Request, gone <-chan struct{}) {
	spoilt(w, http.StatusOK, []byte(`{"ok":true,"result":[`))
	chunk := bytes.Repeat([]byte(" "), 64<<10)
	for r.Context().Err() == nil {
		select {
		case <-gone:
			return
		default:
		}
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// disturb replays and shuffles the updates of an answer, when a fault says so.
// The caller holds mu.
func (s *Server) disturb(c *call, updates []update) []update {
	f := c.fault
	if f == nil {
		return updates
	}
	switch f.Trouble {
	case Replay:
		past := c.bot.queue.past
		n := min(max(f.Count, 1), len(past), 100)
		return append(append([]update(nil), past[len(past)-n:]...), updates...)
	case Shuffle:
		mixed := append([]update(nil), updates...)
		s.rnd.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		return mixed
	}
	return updates
}
