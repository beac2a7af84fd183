package emulator

import "time"

// Call is one request that reached the server.
type Call struct {
	Time   time.Time
	BotID  int64
	Method string
	// Chat is the chat_id that was named, 0 when none was.
	Chat int64
	// Params are the parameters as they came; they are not to be changed.
	Params map[string]string
	// Message is the id of the message that a send made.
	Message int
	// Code and Description are the answer: 200 and "", or the refusal. Code is 0
	// while the call is under way, and when a fault left it without an answer.
	Code        int
	Description string
	RetryAfter  int
	// Early says that the call came before the pause was over that a 429 had
	// asked for in this chat.
	Early bool
	// Fault is the name of the fault that struck, "" for none.
	Fault string
	// Took is how long the answer took, in real time; 0 while the call is under way.
	Took time.Duration
}

// ledger keeps the newest calls and counts all of them.
type ledger struct {
	keep   int
	calls  []*Call
	total  int
	counts map[string]int
	flood  int
	open   int // calls under way, long polls not counted
	// concluded are the newest calls that ended.
	concluded tail[*Call]
}

// open begins the record of a call. The caller holds mu.
func (s *Server) open(c *call) {
	l := &s.ledger
	c.began = time.Now()
	c.record = &Call{Time: s.now(), BotID: c.bot.user.ID, Method: c.method.name, Params: c.params}
	if l.counts == nil {
		l.counts = map[string]int{}
	}
	l.total++
	l.counts[c.method.name]++
	if c.method.name != "getUpdates" {
		l.open++
	}
	if len(l.calls) >= 2*l.keep {
		l.calls = append([]*Call(nil), l.calls[len(l.calls)-l.keep:]...)
	}
	l.calls = append(l.calls, c.record)
	s.touch()
}

// conclude ends the record of a call with its answer; lost says that a fault
// kept the answer from the caller.
func (s *Server) conclude(c *call, answer *Error, lost bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := c.record
	r.Code, r.Fault, r.Took = 200, c.fault.name(), max(time.Since(c.began), 1)
	if lost {
		r.Code = 0
	} else if answer != nil {
		r.Code, r.Description = answer.Code, answer.Description
		if answer.Parameters != nil {
			r.RetryAfter = answer.Parameters.RetryAfter
		}
	}
	if r.Code == 429 {
		s.ledger.flood++
	}
	if c.method.name != "getUpdates" || r.Code != 200 {
		s.ledger.concluded.add(r)
	}
	if c.method.name != "getUpdates" {
		s.ledger.open--
		s.touch()
	}
}

// Calls are the newest calls, oldest first, as far as they are kept. A filter
// that is not nil chooses among them.
func (s *Server) Calls(filter func(Call) bool) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.ledger.calls {
		if filter == nil || filter(*c) {
			out = append(out, *c)
		}
	}
	return out
}

// CallCount is how often a method was called; "" counts all.
func (s *Server) CallCount(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if method == "" {
		return s.ledger.total
	}
	return s.ledger.counts[method]
}

// FloodCount is how many calls were answered with 429.
func (s *Server) FloodCount() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ledger.flood
}

// Sends chooses the calls that count against flood limits.
func Sends(c Call) bool {
	m := methods[foldMethod(c.Method)]
	return m != nil && m.counts
}
