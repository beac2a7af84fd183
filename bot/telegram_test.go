package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const testToken = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"

// telegramServer is a Bot API server in memory, as strict with the limits as Telegram's documents allow. It is the bot's Transport, so that
// tests run in the fake time of testing/synctest.
type telegramServer struct {
	// Latency returns how long a request takes until the server counts it, and from then until the answer is there.
	Latency   func() (there, back time.Duration)
	Unlimited bool // nothing is refused for flooding
	// Fault, unless nil, may answer a request in the server's stead: with nil it is answered as usual.
	Fault func(r request) *reply

	mu      sync.Mutex
	updates []json.RawMessage
	ids     []int64
	arrived chan struct{} // closed and replaced when updates arrive
	lastID  int64
	message int64
	polls   int
	ledger  []request
	open    map[string]bool // the polls by chat and message: whether they take votes
	chats   map[string]*bucket
	groups  map[string][]time.Time
	all     []time.Time
}

// request is one request as the server saw it.
type request struct {
	Method  string
	Params  url.Values
	At      time.Time // when it was counted
	Outcome int       // the HTTP status of the answer; 0 where there was none
	ctx     context.Context
}

func (r request) chat() string { return r.Params.Get("chat_id") }

// reply is an answer that a test wants.
type reply struct {
	status int
	body   string
	stream io.Reader // instead of body
	err    error     // instead of an answer
	effect bool      // the request takes effect all the same
}

type bucket struct {
	tokens float64
	at     time.Time
}

func newTelegramServer() *telegramServer {
	return &telegramServer{
		open: map[string]bool{}, arrived: make(chan struct{}), chats: map[string]*bucket{}, groups: map[string][]time.Time{}, lastID: 1000,
		Latency: func() (time.Duration, time.Duration) { return time.Millisecond, time.Millisecond },
	}
}

// RoundTrip is http.RoundTripper's.
func (s *telegramServer) RoundTrip(req *http.Request) (*http.Response, error) {
	params, err := paramsOf(req)
	if err != nil {
		return nil, err
	}
	path, isFile := strings.CutPrefix(req.URL.Path, "/file")
	bot, method, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if isFile {
		method = "file " + method
	}
	there, back := s.Latency()
	if err := sleep(req.Context(), there); err != nil {
		return nil, err
	}
	r := request{Method: method, Params: params, At: time.Now(), ctx: req.Context()}
	if bot != "bot"+testToken {
		return answer(req, failure(401, "Unauthorized", "")), nil
	}
	out := s.answer(&r)
	s.record(r, out)
	if out.err != nil {
		return nil, out.err
	}
	if err := sleep(req.Context(), back); err != nil {
		return nil, err
	}
	return answer(req, out), nil
}

// paramsOf reads a form of either kind; a file is read as its content. It closes the request's body, as a transport has to.
func paramsOf(req *http.Request) (url.Values, error) {
	defer func() { _ = req.Body.Close() }()
	if !strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/") {
		raw, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		return url.ParseQuery(string(raw))
	}
	parts, err := req.MultipartReader()
	if err != nil {
		return nil, err
	}
	params := url.Values{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return params, nil
		}
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		params.Add(part.FormName(), string(raw))
	}
}

func (s *telegramServer) record(r request, out *reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Outcome = out.status
	s.ledger = append(s.ledger, r)
}

func (s *telegramServer) answer(r *request) *reply {
	if s.Fault != nil {
		if out := s.Fault(*r); out != nil {
			if out.effect {
				s.act(r)
			}
			return out
		}
	}
	return s.act(r)
}

// act does what a request asks for.
func (s *telegramServer) act(r *request) *reply {
	switch r.Method {
	case "getMe":
		return result(`{"id":42,"is_bot":true,"first_name":"Aitys","username":"Aitys_bot"}`)
	case "getUpdates":
		return s.getUpdates(r)
	case "sendMessage", "editMessageText", "sendPhoto":
		return s.send(r)
	case "sendPoll":
		return s.sendPoll(r)
	case "stopPoll":
		return s.stopPoll(r)
	}
	return result("true")
}

// getUpdates confirms what lies below the offset and gives the rest, waiting for it as long as it is told to.
func (s *telegramServer) getUpdates(r *request) *reply {
	offset, _ := strconv.ParseInt(r.Params.Get("offset"), 10, 64)
	seconds, _ := strconv.Atoi(r.Params.Get("timeout"))
	end := time.NewTimer(time.Duration(seconds) * time.Second)
	defer end.Stop()
	s.mu.Lock()
	s.polls++
	for len(s.updates) > 0 && s.ids[0] < offset {
		s.updates, s.ids = s.updates[1:], s.ids[1:]
	}
	s.mu.Unlock()
	for {
		s.mu.Lock()
		batch := slices.Clone(s.updates[:min(len(s.updates), 100)])
		arrived := s.arrived
		s.mu.Unlock()
		if len(batch) > 0 {
			return result("[" + joined(batch) + "]")
		}
		select {
		case <-arrived:
		case <-end.C:
			return result("[]")
		case <-r.ctx.Done():
			return &reply{err: r.ctx.Err()}
		}
	}
}

// send counts a message against the limits and delivers it.
func (s *telegramServer) send(r *request) *reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.Unlimited && !s.within(r) {
		return flood(1)
	}
	id, err := strconv.ParseInt(r.Params.Get("message_id"), 10, 64) // of an edit
	if err != nil {
		s.message++
		id = s.message
	}
	text, _ := json.Marshal(r.Params.Get("text"))
	return result(fmt.Sprintf(`{"message_id":%d,"date":1760000000,"chat":{"id":%s,"type":"private"},"text":%s}`, id, r.chat(), text))
}

// within counts a message by every reading of Telegram's limits at once: the strictest decides.
func (s *telegramServer) within(r *request) bool {
	now := r.At
	s.all = recent(s.all, now, time.Second)
	b := s.chats[r.chat()]
	if b == nil {
		b = &bucket{chatBurst, now}
		s.chats[r.chat()] = b
	}
	b.tokens, b.at = min(chatBurst, b.tokens+now.Sub(b.at).Seconds()), now
	group := recent(s.groups[r.chat()], now, time.Minute)
	ok := len(s.all) < 30 && b.tokens >= 1 && (!strings.HasPrefix(r.chat(), "-") || len(group) < 20)
	if ok {
		b.tokens--
		s.all = append(s.all, now)
		group = append(group, now)
	}
	s.groups[r.chat()] = group
	return ok
}

// recent keeps the times that lie within a window before now, its far edge included.
func recent(times []time.Time, now time.Time, window time.Duration) []time.Time {
	for len(times) > 0 && now.Sub(times[0]) > window {
		times = times[1:]
	}
	return times
}

// arrive puts an update into the queue; fields is what stands beside its number.
func (s *telegramServer) arrive(fields string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	s.queue(s.lastID, fmt.Sprintf(`{"update_id":%d,%s}`, s.lastID, fields))
	return s.lastID
}

func (s *telegramServer) queue(id int64, raw string) {
	s.updates, s.ids = append(s.updates, json.RawMessage(raw)), append(s.ids, id)
	close(s.arrived)
	s.arrived = make(chan struct{})
}

// said is the update in which someone writes in their private chat.
func said(chat int, text string) string {
	quoted, _ := json.Marshal(text)
	return fmt.Sprintf(`"message":{"message_id":7,"date":1760000000,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"A"},"text":%s}`,
		chat, chat, quoted)
}

// requests returns the requests of some methods so far.
func (s *telegramServer) requests(methods ...string) []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []request
	for _, r := range s.ledger {
		if slices.Contains(methods, r.Method) {
			found = append(found, r)
		}
	}
	return found
}

// sent returns the texts of all messages that were delivered, by chat, in order.
func (s *telegramServer) sent() map[string][]string {
	texts := map[string][]string{}
	for _, r := range s.requests("sendMessage", "editMessageText") {
		if r.Outcome == 200 {
			texts[r.chat()] = append(texts[r.chat()], r.Params.Get("text"))
		}
	}
	return texts
}

func result(value string) *reply {
	return &reply{status: 200, body: `{"ok":true,"result":` + value + `}`}
}

func failure(code int, words, parameters string) *reply {
	body := fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q`, code, words)
	if parameters != "" {
		body += `,"parameters":` + parameters
	}
	return &reply{status: code, body: body + "}"}
}

func flood(seconds int) *reply {
	return failure(429, fmt.Sprintf("Too Many Requests: retry after %d", seconds), fmt.Sprintf(`{"retry_after":%d}`, seconds))
}

var errReset = errors.New("connection reset by peer")

func broken(effect bool) *reply { return &reply{err: errReset, effect: effect} }

func answer(req *http.Request, out *reply) *http.Response {
	var body io.Reader = strings.NewReader(out.body)
	if out.stream != nil {
		body = out.stream
	}
	return &http.Response{StatusCode: out.status, Header: http.Header{}, Body: io.NopCloser(body), Request: req}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func joined(batch []json.RawMessage) string {
	parts := make([]string, len(batch))
	for i, raw := range batch {
		parts[i] = string(raw)
	}
	return strings.Join(parts, ",")
}

// seeded returns chance that can be had again.
func seeded(seed, use uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, use)) //nolint:gosec // nothing is to be kept from anybody
}

// jitter is a latency that varies a lot.
func jitter(r *rand.Rand) func() (time.Duration, time.Duration) {
	var mu sync.Mutex
	return func() (time.Duration, time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		return time.Duration(r.Int64N(int64(300 * time.Millisecond))), time.Duration(r.Int64N(int64(300 * time.Millisecond)))
	}
}
