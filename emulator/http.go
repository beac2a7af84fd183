package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// ServeHTTP answers /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, rest)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, cut := strings.Cut(rest, "/")
	if !ok || !cut || !wellFormed(token) {
		write(w, nil, tokenMalformed.err())
		return
	}
	s.mu.Lock()
	b := s.world.bots[token]
	out := b != nil && s.now().Before(b.outUntil)
	s.mu.Unlock()
	if b == nil {
		write(w, nil, unauthorized.err())
		return
	}
	if out {
		write(w, nil, loggedOut.err())
		return
	}
	m := methods[foldMethod(name)]
	if m == nil {
		write(w, nil, methodUnknown.err())
		return
	}
	c := &call{srv: s, bot: b, method: m, req: r}
	s.serve(w, r, c)
}

// wellFormed says whether a token has the form of one: digits, a colon, and the
// secret. Telegram answers 404 to any other.
func wellFormed(token string) bool {
	id, secret, ok := strings.Cut(token, ":")
	if !ok || len(secret) < 30 || len(token) > 80 {
		return false
	}
	n, err := strconv.ParseInt(id, 10, 64)
	return err == nil && n > 0
}

// serve takes one call through reading, faults, limits and the method itself.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, c *call) {
	err := c.read(r, s.opts.MaxBody)
	if err != nil && !errors.As(err, new(*Error)) {
		return // the sender went away in the middle of the request
	}
	s.mu.Lock()
	s.open(c)
	c.fault = s.strike(c)
	s.mu.Unlock()
	var result any
	var answer *Error
	concluded := false
	defer func() {
		if !concluded { // a fault closed the connection
			s.conclude(c, answer, true)
		}
	}()
	if c.fault.before(w, r, s.ctx.Done()) {
		return
	}
	if err == nil {
		result, err = s.perform(c)
	}
	answer = asError(err)
	c.hold()
	if c.fault.after(w, r, s.ctx.Done(), result, answer) {
		return
	}
	concluded = true
	s.conclude(c, answer, false)
	write(w, result, answer)
	for _, f := range c.afterwards {
		f()
	}
}

// perform runs the method. Long polling locks by itself.
func (s *Server) perform(c *call) (any, error) {
	if c.fault != nil && c.fault.Refusal != nil {
		return nil, c.fault.Refusal
	}
	if c.method.name == "getUpdates" {
		return s.getUpdates(c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := c.check(); err != nil {
		return nil, err
	}
	return c.method.run(s, c)
}

// asError is the refusal inside an error.
func asError(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: 500, Description: "Internal Server Error: " + err.Error()}
}

// response is the envelope of every answer.
// Source: Bot API reference, "Making requests".
type response struct {
	OK          bool                `json:"ok"`
	Result      any                 `json:"result,omitempty"`
	ErrorCode   int                 `json:"error_code,omitempty"`
	Description string              `json:"description,omitempty"`
	Parameters  *ResponseParameters `json:"parameters,omitempty"`
}

// encode is an answer's body with its HTTP status.
func encode(result any, e *Error) (int, []byte) {
	if updates, ok := result.([]json.RawMessage); ok && e == nil {
		return http.StatusOK, encodeUpdates(updates)
	}
	status, r := http.StatusOK, response{OK: true, Result: result}
	if e != nil {
		status = e.Code
		r = response{ErrorCode: e.Code, Description: e.Description, Parameters: e.Parameters}
	}
	body, err := json.Marshal(r)
	if err != nil {
		panic(fmt.Sprintf("emulator: an answer that cannot be encoded: %v", err))
	}
	return status, body
}

// encodeUpdates is the answer to getUpdates. The updates go out as they stand in
// the queue, what a test injected too, be it JSON or not.
func encodeUpdates(updates []json.RawMessage) []byte {
	var body bytes.Buffer
	body.WriteString(`{"ok":true,"result":[`)
	for i, raw := range updates {
		if i > 0 {
			body.WriteByte(',')
		}
		body.Write(raw)
	}
	body.WriteString(`]}`)
	return body.Bytes()
}

func write(w http.ResponseWriter, result any, e *Error) {
	status, body := encode(result, e)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if e != nil && e.Parameters != nil && e.Parameters.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.Parameters.RetryAfter))
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // who asked may have gone away
}
