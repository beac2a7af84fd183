package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	botID    = 1234567890
	botName  = "bench_bot"
	botToken = "1234567890:bench-bench-bench-bench-bench-bench" // opens nothing but the server in this file
)

// server is a Bot API server that does the least that a bot needs, as fast as it can: it believes everything and remembers nothing but
// the bot's settings. The processor time that it takes comes out of the bot's share, as Telegram's would not.
type server struct {
	queue   *queue
	tally   atomic.Pointer[tally]
	message atomic.Int64 // the number of the last message
	http    *http.Server
	address string

	mu       sync.Mutex
	settings map[string]string // by method, without "set", and whom the setting is for
	polls    map[int64]int64   // by chat: the last poll that was sent there
	unknown  []string          // methods that were called and are not known here
}

func newServer() *server {
	return &server{queue: newQueue(), settings: map[string]string{}, polls: map[int64]int64{}}
}

func startServer() (*server, error) {
	s := newServer()
	return s, s.listen(s)
}

// listen lets a handler answer at the server's own address.
func (s *server) listen(handler http.Handler) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.address = "http://" + listener.Addr().String()
	s.http = &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	go func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(fmt.Sprintf("the local server ended: %v", err)) // nothing that is measured from here on would mean anything
		}
	}()
	return nil
}

func (s *server) close() error { return s.http.Close() }

// strange returns an error when the bot called what this server does not know.
func (s *server) strange() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.unknown) > 0 {
		slices.Sort(s.unknown)
		return fmt.Errorf("the bot called methods that the local server does not know: %s", strings.Join(slices.Compact(s.unknown), ", "))
	}
	return nil
}

var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// ServeHTTP answers one call of a method.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	buffer, ok := bodies.Get().(*bytes.Buffer)
	if !ok {
		buffer = new(bytes.Buffer)
	}
	defer bodies.Put(buffer)
	buffer.Reset()
	if _, err := io.Copy(buffer, r.Body); err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	body := buffer.Bytes()
	switch method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; method {
	case "sendMessage", "editMessageText", "sendPhoto", "sendPoll":
		s.reply(w, body, method == "sendPoll")
	case "answerCallbackQuery", "deleteWebhook":
		answer(w, []byte("true"))
	case "getUpdates":
		s.updates(r.Context(), w, body)
	case "getMe":
		answer(w, []byte(`{"id":1234567890,"is_bot":true,"first_name":"Bench","username":"`+botName+`"}`))
	default:
		s.setting(w, method, string(body))
	}
}

// reply takes a message that the bot sends or changes; a poll has an id besides.
func (s *server) reply(w http.ResponseWriter, body []byte, poll bool) {
	chat, _ := strconv.ParseInt(string(field(body, "chat_id")), 10, 64) // 0 where it is missing: nobody's
	if t := s.tally.Load(); t != nil {
		t.add(chat, body)
	}
	result := make([]byte, 0, 256)
	result = append(result, `{"message_id":`...)
	message := s.message.Add(1)
	result = strconv.AppendInt(result, message, 10)
	result = append(result, `,"from":{"id":1234567890,"is_bot":true,"first_name":"Bench","username":"bench_bot"},"chat":{"id":`...)
	result = strconv.AppendInt(result, chat, 10)
	result = append(result, `,"first_name":"Reader","type":"private"},"date":1764720000,"text":"Taken."`...)
	if poll {
		s.mu.Lock()
		s.polls[chat] = message
		s.mu.Unlock()
		result = append(result, `,"poll":{"id":"`...)
		result = strconv.AppendInt(result, message, 10)
		result = append(result, `"}`...)
	}
	result = append(result, '}')
	answer(w, result)
}

// poll returns the id of the last poll that was sent to a chat; "0" where none was.
func (s *server) poll(chat int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strconv.FormatInt(s.polls[chat], 10)
}

func (s *server) updates(ctx context.Context, w http.ResponseWriter, body []byte) {
	offset, _ := strconv.ParseInt(string(field(body, "offset")), 10, 64) // 0 where it is missing, as Telegram reads it
	limit, err := strconv.Atoi(string(field(body, "limit")))
	if err != nil || limit < 1 || limit > 100 {
		limit = 100
	}
	timeout, _ := strconv.Atoi(string(field(body, "timeout")))
	piece := s.queue.take(ctx, offset, limit, time.Duration(min(timeout, 50))*time.Second)
	answer(w, []byte("["), piece, []byte("]"))
}

// setting answers setMyName, getMyName and their like: what was set is what is got.
func (s *server) setting(w http.ResponseWriter, method, body string) {
	values, err := url.ParseQuery(body)
	what, set := strings.CutPrefix(method, "set")
	what, get := strings.CutPrefix(what, "get")
	key, known := settings[what]
	if err != nil || !known || set == get {
		s.mu.Lock()
		s.unknown = append(s.unknown, method)
		s.mu.Unlock()
		http.Error(w, `{"ok":false,"error_code":404,"description":"Not Found"}`, http.StatusNotFound)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	name := what + "\n" + values.Get("scope") + "\n" + values.Get("language_code")
	if set {
		s.settings[name] = values.Get(key)
		answer(w, []byte("true"))
		return
	}
	answer(w, got(key, s.settings[name]))
}

// got is the result of getting a setting: a list of commands as it was set, or a text under its name.
func got(key, value string) []byte {
	if key != "commands" {
		result, err := json.Marshal(map[string]string{key: value})
		if err != nil {
			panic(err) // strings have a form in JSON
		}
		return result
	}
	if value == "" {
		return []byte("[]")
	}
	return []byte(value)
}

// settings names the parameter of each setting.
var settings = map[string]string{
	"MyCommands": "commands", "MyName": "name", "MyDescription": "description", "MyShortDescription": "short_description",
}

// answer writes the result of a call, which is given in pieces.
func answer(w http.ResponseWriter, result ...[]byte) {
	head, tail := []byte(`{"ok":true,"result":`), []byte("}")
	length := len(head) + len(tail)
	for _, piece := range result {
		length += len(piece)
	}
	header := w.Header()
	header["Content-Type"] = contentType
	header["Content-Length"] = []string{strconv.Itoa(length)}
	_, _ = w.Write(head) // whoever hung up gets nothing; the bot asks again
	for _, piece := range result {
		_, _ = w.Write(piece)
	}
	_, _ = w.Write(tail)
}

var contentType = []string{"application/json"}

// field finds the value of a parameter that is a number, in a form of either kind or in JSON, without decoding the rest.
func field(body []byte, name string) []byte {
	for rest := body; ; {
		at := bytes.Index(rest, []byte(name))
		if at < 0 {
			return nil
		}
		before, after := rest[:at], rest[at+len(name):]
		rest = after
		switch {
		case bytes.HasPrefix(after, []byte("=")) && (len(before) == 0 || before[len(before)-1] == '&'):
			return number(after[1:])
		case bytes.HasPrefix(after, []byte(`":`)):
			return number(bytes.TrimLeft(after[2:], ` "`))
		case bytes.HasPrefix(after, []byte("\"\r\n\r\n")):
			return number(after[5:])
		}
	}
}

func number(text []byte) []byte {
	for i, c := range text {
		if c != '-' && (c < '0' || c > '9') {
			return text[:i]
		}
	}
	return text
}
