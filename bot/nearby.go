package bot

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// nearby speaks HTTP/1.1 with a Bot API server that asks for no encryption, which is one's own in the same network: it alone takes so many
// messages a second that their price counts. A connection has one request at a time and needs no goroutines of its own, of which net/http's
// has two: that saves a sixth of what a message costs in all. Everything else (encryption, proxies) is net/http's to do.
type nearby struct {
	far  http.RoundTripper // takes what is not for a server nearby
	dial func(ctx context.Context, network, address string) (net.Conn, error)
	most int // idle connections to an address that are kept

	mu   sync.Mutex
	idle map[string][]*line // by address, the one used last at the end
}

// line is a connection.
type line struct {
	net.Conn
	reader *bufio.Reader
	writer *bufio.Writer
	last   time.Time // when it was used last
}

const (
	// lineBuffer holds a usual message with its header.
	lineBuffer = 16 << 10
	// lineRest is how long an unused connection is taken up again.
	lineRest = 90 * time.Second
)

// RoundTrip sends a request and returns the head of its answer; the body must be closed.
func (n *nearby) RoundTrip(request *http.Request) (*http.Response, error) {
	if proxy, err := http.ProxyFromEnvironment(request); err != nil || proxy != nil || request.URL.Scheme != "http" {
		return n.far.RoundTrip(request)
	}
	ctx, address := request.Context(), addressOf(request)
	l, err := n.take(ctx, address)
	if err != nil {
		closeBody(request)
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = l.SetDeadline(time.Unix(1, 0)) }) // long ago: whatever waits ends
	response, err := l.exchange(request)
	if err != nil {
		stop()
		_ = l.Close() // it is of no use any more
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	response.Body = &lineBody{ReadCloser: response.Body, nearby: n, line: l, address: address, stop: stop, last: response.Close}
	return response, nil
}

func closeBody(request *http.Request) {
	if request.Body != nil {
		_ = request.Body.Close() // nothing of it was sent
	}
}

func addressOf(request *http.Request) string {
	if port := request.URL.Port(); port != "" {
		return request.URL.Host
	}
	return net.JoinHostPort(request.URL.Hostname(), "80")
}

// exchange sends a request and reads the head of its answer.
func (l *line) exchange(request *http.Request) (*http.Response, error) {
	if err := request.Write(l.writer); err != nil {
		return nil, err
	}
	if err := l.writer.Flush(); err != nil {
		return nil, err
	}
	for {
		response, err := http.ReadResponse(l.reader, request)
		if err != nil || response.StatusCode >= http.StatusOK {
			return response, err
		}
		// a note on the way, such as 100 Continue: the answer comes behind it
	}
}

// take returns a connection that is at rest, or a new one.
func (n *nearby) take(ctx context.Context, address string) (*line, error) {
	for l := n.pop(address); l != nil; l = n.pop(address) {
		if time.Since(l.last) < lineRest && l.reader.Buffered() == 0 && quiet(l.Conn) {
			return l, nil
		}
		_ = l.Close() // the server gave it up
	}
	conn, err := n.dial(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &line{Conn: conn, reader: bufio.NewReaderSize(conn, lineBuffer), writer: bufio.NewWriterSize(conn, lineBuffer)}, nil
}

func (n *nearby) pop(address string) *line {
	n.mu.Lock()
	defer n.mu.Unlock()
	lines := n.idle[address]
	if len(lines) == 0 {
		return nil
	}
	l := lines[len(lines)-1]
	n.idle[address] = lines[:len(lines)-1]
	return l
}

// rest keeps a connection for later requests; of too many the one that was unused longest goes.
func (n *nearby) rest(address string, l *line) error {
	l.last = time.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.idle == nil {
		n.idle = map[string][]*line{}
	}
	lines := append(n.idle[address], l)
	n.idle[address] = lines
	if len(lines) <= n.most {
		return nil
	}
	oldest := lines[0]
	n.idle[address] = slices.Delete(lines, 0, 1)
	return oldest.Close()
}

// lineBody is an answer's body. Once it was read to its end, the connection serves the next request.
type lineBody struct {
	io.ReadCloser
	nearby  *nearby
	line    *line
	address string
	stop    func() bool // ends the watch over the request's context; false when that has ended before
	last    bool        // the server ends the connection after this answer
	whole   bool        // it was read to its end
}

// Read is io.Reader's.
func (b *lineBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.whole = b.whole || err == io.EOF //nolint:errorlint // readers return it as it is
	return n, err
}

// Close is io.Closer's.
func (b *lineBody) Close() error {
	if !b.stop() || b.last || !b.whole {
		return b.line.Close() // net/http's Close would first read what is left, without end where the answer has none
	}
	_ = b.ReadCloser.Close() // it was read to its end
	return b.nearby.rest(b.address, b.line)
}
