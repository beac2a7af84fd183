package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// maxBody is as much of an answer as is read; a hundred updates with the longest texts stay far below it.
	maxBody = 16 << 20
	// requestTime is the deadline of a request that is no poll, its answer's body included.
	requestTime = 30 * time.Second
	// width is how many requests go out at once, and so how many idle connections are worth keeping.
	width = 64
)

var errEndless = fmt.Errorf("the answer is longer than %d bytes", maxBody)

// The library logs requests, and with them the token, through a logger that all its users share. What there is to say is said here.
func init() { _ = tgbotapi.SetLogger(silence{}) }

type silence struct{}

// Println says nothing.
func (silence) Println(...any) {}

// Printf says nothing.
func (silence) Printf(string, ...any) {}

// NewTransport returns what takes the requests of so many bots to their servers, over connections that they share: HTTP/1.1 with a connection for each request under way: over HTTP/2 one stalled connection would stall every chat.
// A server in one's own network has a lighter way.
func NewTransport(bots int) http.RoundTripper { return newTransport(bots, nil) }

// newTransport is NewTransport where each connection goes through wrap; nil: as it is.
func newTransport(bots int, wrap func(net.Conn) net.Conn) http.RoundTripper {
	idle := width + bots - 1 // each further bot has a poll under way
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	dial := dialer.DialContext
	if wrap != nil {
		dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return wrap(conn), nil
		}
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &nearby{dial: dial, most: idle, far: &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dial,
		Protocols:           protocols,
		TLSHandshakeTimeout: 10 * time.Second,
		MaxIdleConnsPerHost: idle,
		IdleConnTimeout:     90 * time.Second,
		DisableCompression:  true,
		WriteBufferSize:     16 << 10, // a long message and its header in one write
		ReadBufferSize:      16 << 10,
	}}
}

// call is the library's HTTP client for one request: the library's own takes no context and reads without end.
type call struct {
	ctx       context.Context
	transport http.RoundTripper
	text      string // of a message, beside what the library writes into the form
	// array, unless nil, takes the array that the answer's result is; the library then gets to see an empty one. It reads everything
	// several times, and one element that it cannot read would spoil all.
	array *[]byte
	// status, unless nil, takes the answer's status.
	status *int
}

// Do sends the request and reads the whole answer, so that the connection can serve the next one whatever the reader leaves unread.
func (c call) Do(request *http.Request) (*http.Response, error) {
	request = request.WithContext(c.ctx)
	var written *form
	if c.text != "" {
		written = forms.Get().(*form)
		if err := written.addText(request, c.text); err != nil {
			return nil, err
		}
	}
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	if c.status != nil {
		*c.status = response.StatusCode
	}
	answer := bodies.Get().(*body)
	answer.whole.Reset()
	read, err := answer.whole.ReadFrom(io.LimitReader(response.Body, maxBody+1))
	if closing := response.Body.Close(); err == nil {
		err = closing
	}
	if err == nil && read > maxBody {
		err = errEndless
	}
	if err == nil && written != nil {
		written.release()
	}
	if err != nil {
		return nil, err
	}
	answer.Reader.Reset(c.taken(answer.whole.Bytes()))
	response.Body = answer
	return response, nil
}

// taken takes the array out of an answer, if it is to be, and returns what remains for the library.
func (c call) taken(answer []byte) []byte {
	if c.array == nil {
		return answer
	}
	array, ok := resultArray(answer)
	if !ok {
		return answer
	}
	*c.array = bytes.Clone(array)
	return emptyAnswer
}

// emptyAnswer is what the library sees of an answer whose array was taken.
var emptyAnswer = []byte(`{"ok":true,"result":[]}`)

// body is an answer that was read whole. The library copies what it keeps of it, so its memory serves the next answer after Close.
type body struct {
	bytes.Reader
	whole bytes.Buffer
}

var bodies = sync.Pool{New: func() any { return new(body) }}

// Close gives the memory back, unless it is an unusual amount.
func (b *body) Close() error {
	if b.whole.Cap() <= 1<<20 {
		bodies.Put(b)
	}
	return nil
}

// request calls a method of the Bot API and returns its result. Every error is a *fault.
func (b *Bot) request(ctx context.Context, deadline time.Duration, method string, params tgbotapi.Params) (json.RawMessage, error) {
	by := call{ctx: ctx, transport: b.transport}
	if text, long := params[textField]; long {
		by.text = text
		params = maps.Clone(params) // the caller may try again
		delete(params, textField)
	}
	return b.make(by, deadline, method, params)
}

// requestArray is request for a method whose result is an array, which is not read at all: no more is sure than that its brackets match.
func (b *Bot) requestArray(ctx context.Context, deadline time.Duration, method string, params tgbotapi.Params) ([]byte, error) {
	var array []byte
	result, err := b.make(call{ctx: ctx, transport: b.transport, array: &array}, deadline, method, params)
	if err != nil || array == nil {
		return result, err
	}
	return array, nil
}

// make lets the library make a request by a client of its own.
func (b *Bot) make(by call, deadline time.Duration, method string, params tgbotapi.Params) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(by.ctx, deadline)
	defer cancel()
	by.ctx = ctx
	api := *b.api
	api.Client = by
	began := time.Now()
	answer, err := api.MakeRequest(method, params)
	return b.result(method, answer, err, time.Since(began))
}

// result takes the result out of an answer that took so long, and tells whoever watches. Every error is a *fault.
func (b *Bot) result(method string, answer *tgbotapi.APIResponse, err error, took time.Duration) (json.RawMessage, error) {
	raw, err := b.resultOf(method, answer, err)
	b.called(method, err, took)
	return raw, err
}

func (b *Bot) resultOf(method string, answer *tgbotapi.APIResponse, err error) (json.RawMessage, error) {
	if err != nil {
		return nil, b.fault(method, err)
	}
	if len(answer.Result) == 0 || string(answer.Result) == "null" {
		return nil, b.fault(method, errors.New("the answer has no result"))
	}
	return answer.Result, nil
}

// ask is request with the usual deadline and the result decoded into result, which must be a pointer.
func (b *Bot) ask(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	raw, err := b.request(ctx, requestTime, method, params)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, result); err != nil {
		return b.fault(method, err)
	}
	return nil
}
