package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// upload is a file that came inside a request.
type upload struct {
	name string
	mime string
	data []byte
}

// call is one request to a method.
type call struct {
	srv    *Server
	bot    *bot
	method *method
	params map[string]string
	files  map[string]upload
	req    *http.Request
	record *Call
	began  time.Time
	fault  *Fault
	// chat is the chat that the request named, once it has been found.
	chat *chat
	// afterwards runs once the answer has been written.
	afterwards []func()
	// await holds the answer back until this update was delivered.
	await int64
}

// Misuse is a request that Telegram accepts but that a careful bot does not
// send: a parameter that does not exist, one that is deprecated, a number that
// is none.
type Misuse struct {
	Time   time.Time
	Method string
	Param  string
	What   string
}

// mostMisuses is how many are noted; a bot that goes on and on tells no more.
const mostMisuses = 1000

// String is the misuse in one line.
func (m Misuse) String() string { return m.Method + ": " + m.Param + ": " + m.What }

// Misuses are all that were noted so far.
func (s *Server) Misuses() []Misuse {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Misuse(nil), s.misuses...)
}

// misuse notes what is wrong with a parameter. The caller holds mu.
func (c *call) misuse(param, what string) {
	if len(c.srv.misuses) >= mostMisuses {
		return
	}
	c.srv.misuses = append(c.srv.misuses, Misuse{Time: c.srv.now(), Method: c.method.name, Param: param, What: what})
}

// read takes the parameters from the query and the body, in the four forms that
// the Bot API documents under "Making requests".
func (c *call) read(r *http.Request, limit int64) error {
	c.params = map[string]string{}
	if r.URL.RawQuery != "" {
		query, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return badQuery.err()
		}
		c.take(query)
	}
	if r.Method != http.MethodPost {
		return nil
	}
	kind, options, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	if kind == "multipart/form-data" {
		return c.readParts(r, options["boundary"], limit)
	}
	body, err := readBody(r.Body, limit)
	if err != nil {
		return err
	}
	switch kind {
	case "application/json":
		return c.readJSON(body)
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return badForm.err()
		}
		c.take(form)
		return nil
	default:
		if len(bytes.TrimSpace(body)) > 0 {
			return unsupportedContent.err()
		}
		return nil
	}
}

func readBody(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading the request: %w", err)
	}
	if int64(len(body)) > limit {
		return nil, tooLarge.err()
	}
	return body, nil
}

func (c *call) take(values url.Values) {
	for name, v := range values {
		c.params[strings.ToLower(name)] = strings.ToValidUTF8(v[0], "\uFFFD")
	}
}

// readJSON takes the members of an object: strings as they are, everything else
// as the JSON text that the other forms would have carried.
func (c *call) readJSON(body []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return badJSONBody.err()
	}
	for name, raw := range members {
		if bytes.Equal(raw, []byte("null")) {
			continue
		}
		value := string(raw)
		if raw[0] == '"' {
			if err := json.Unmarshal(raw, &value); err != nil {
				return badJSONBody.err()
			}
		}
		c.params[strings.ToLower(name)] = value
	}
	return nil
}

// readParts takes the fields and files of a form.
func (c *call) readParts(r *http.Request, boundary string, limit int64) error {
	if boundary == "" {
		return noBoundary.err()
	}
	form, err := r.MultipartReader()
	if err != nil {
		return badMultipart.err()
	}
	left := limit
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badMultipart.err()
		}
		data, err := readBody(part, left)
		if err != nil {
			if !errors.As(err, new(*Error)) {
				err = badMultipart.err()
			}
			return err
		}
		left -= int64(len(data))
		if part.FileName() == "" {
			c.params[strings.ToLower(part.FormName())] = strings.ToValidUTF8(string(data), "\uFFFD")
			continue
		}
		if c.files == nil {
			c.files = map[string]upload{}
		}
		c.files[part.FormName()] = upload{name: part.FileName(), mime: part.Header.Get("Content-Type"), data: data}
	}
}

// check compares the parameters with the method's own and notes what a careful
// bot would not have sent.
func (c *call) check() error {
	for name, value := range c.params {
		what := ""
		switch hint, old := deprecated[name]; {
		case old:
			what = hint
		case !c.method.knows(name):
			what = "no such parameter"
		case strings.HasSuffix(name, "parse_mode") && strings.EqualFold(value, "markdown"):
			what = "Markdown is a legacy mode, use MarkdownV2 or HTML"
		default:
			continue
		}
		c.misuse(name, what)
		if c.srv.opts.Strict {
			return strictRefusal.err(name, what)
		}
	}
	return nil
}

// deprecated parameters and what replaced them.
// Source: Bot API changelog, 7.0 (29 December 2023).
var deprecated = map[string]string{
	"reply_to_message_id":         "deprecated, use reply_parameters",
	"allow_sending_without_reply": "deprecated, use reply_parameters",
	"disable_web_page_preview":    "deprecated, use link_preview_options",
	"correct_option_id":           "deprecated, use correct_option_ids",
	"thumb":                       "deprecated, use thumbnail",
}

// str is a parameter's text, "" when it was not sent.
func (c *call) str(name string) string { return c.params[name] }

// flag reads a boolean the way Telegram does.
// Source: td utils, to_bool; telegram-bot-api Client.cpp reads arguments with it.
func (c *call) flag(name string) bool {
	switch strings.ToLower(c.params[name]) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// num reads a whole number; one that is missing or no number counts as 0, as it
// does with Telegram, and the latter is noted.
func (c *call) num(name string) int64 {
	v, ok := c.params[name]
	if !ok || v == "" {
		return 0
	}
	n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
	if err != nil {
		c.misuse(name, "not a whole number")
	}
	return n
}

// has says whether a parameter was sent and is not empty.
func (c *call) has(name string) bool { return c.params[name] != "" }

// rawMessage is JSON that is looked at later.
type rawMessage = json.RawMessage

// unmarshal reads a JSON parameter.
func unmarshal(value string, into any) error {
	return json.Unmarshal([]byte(value), into) //nolint:wrapcheck // the caller refuses in Telegram's words
}

// array reads a JSON array; unreadable is the refusal of what is no JSON, of
// names what the array is expected to hold.
func (c *call) array(param string, into any, unreadable refusal, of string) error {
	raw := c.str(param)
	if raw == "" || !json.Valid([]byte(raw)) {
		return unreadable.err()
	}
	if unmarshal(raw, into) != nil {
		return arrayExpected.err(of)
	}
	return nil
}
