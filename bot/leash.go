package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// ErrCut is the cause with which Run's context ends when the bot may not speak any more, since another process may have begun to: nothing is finished, requests under
// way are broken off, and what became of them is unknown.
var ErrCut = errors.New("the bot may not speak any more")

// errLeash is why a request did not go out. To whoever made it, it looks like one that was broken off at the end.
var errLeash = fmt.Errorf("%w: %w", ErrCut, context.Canceled)

// leash keeps the bot from speaking when it may not. It holds back whole requests, and each part of one that is written: a process that was stopped for a while may
// have been about to write.
type leash struct {
	may  func() bool
	next http.RoundTripper

	mu    sync.Mutex
	lines map[*leashed]struct{}
}

// newLeash returns a leash around a transport, or around one of its own over the network.
func newLeash(may func() bool, over http.RoundTripper) *leash {
	l := &leash{may: may, next: over, lines: map[*leashed]struct{}{}}
	if over == nil {
		l.next = newTransport(1, l.wrap)
	}
	return l
}

// RoundTrip sends a request if it may.
func (l *leash) RoundTrip(request *http.Request) (*http.Response, error) {
	if !l.may() {
		closeBody(request)
		return nil, errLeash
	}
	response, err := l.next.RoundTrip(request)
	if err != nil && !l.may() {
		return nil, errLeash // whatever it looks like from within
	}
	return response, err
}

// wrap puts a connection on the leash.
func (l *leash) wrap(conn net.Conn) net.Conn {
	line := &leashed{Conn: conn, leash: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines[line] = struct{}{}
	return line
}

// cut breaks off all that is under way. What the system has not sent yet is never sent, as it would else be when a network that was cut is whole again.
func (l *leash) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range l.lines {
		line.drop()
	}
	clear(l.lines)
}

// leashed is a connection on which nothing is written when the bot may not speak.
type leashed struct {
	net.Conn
	leash *leash
}

// Write writes if it may.
func (c *leashed) Write(p []byte) (int, error) {
	if !c.leash.may() {
		return 0, errLeash
	}
	return c.Conn.Write(p)
}

// Close closes the connection.
func (c *leashed) Close() error {
	c.leash.mu.Lock()
	delete(c.leash.lines, c)
	c.leash.mu.Unlock()
	if !c.leash.may() {
		c.drop()
		return nil
	}
	return c.Conn.Close()
}

// drop ends the connection with all that was written to it and is not sent yet.
func (c *leashed) drop() {
	if tcp, is := c.Conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0) // it may be closed already
	}
	_ = c.Conn.Close() // as above
}

// SyscallConn is the connection's own.
func (c *leashed) SyscallConn() (syscall.RawConn, error) {
	raw, is := c.Conn.(syscall.Conn)
	if !is {
		return nil, errors.ErrUnsupported
	}
	return raw.SyscallConn()
}

// cutOff tells that a context ended because the bot may not speak any more.
func cutOff(ctx context.Context) bool { return errors.Is(context.Cause(ctx), ErrCut) }
