package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// neighbour is a server in the same network that counts the connections made to it.
type neighbour struct {
	*httptest.Server
	made atomic.Int64
}

func newNeighbour(t *testing.T, answer http.HandlerFunc) *neighbour {
	n := &neighbour{Server: httptest.NewUnstartedServer(answer)}
	n.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			n.made.Add(1)
		}
	}
	n.Start()
	t.Cleanup(n.Close)
	return n
}

func newNearby() *nearby {
	far := roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("not for here") })
	return &nearby{far: far, dial: new(net.Dialer).DialContext, most: width}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

// post sends a body and returns the answer's.
func (n *nearby) post(ctx context.Context, url string, body io.Reader) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body)
	if err != nil {
		return "", err
	}
	response, err := n.RoundTrip(request)
	if err != nil {
		return "", err
	}
	answer, err := io.ReadAll(response.Body)
	return string(answer), errors.Join(err, response.Body.Close())
}

func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err == nil {
		_, err = w.Write(body)
	}
	if err != nil {
		panic(http.ErrAbortHandler)
	}
}

func TestAConnectionNearbyServesManyRequests(t *testing.T) {
	server := newNeighbour(t, echo)
	n := newNearby()
	for i := range 50 {
		sent := strings.Repeat(fmt.Sprint(i), 10_000) // more than a buffer, so that the answer comes in chunks
		var body io.Reader = strings.NewReader(sent)
		if i%2 == 0 {
			body = io.MultiReader(body) // of unknown length, as an upload is
		}
		got, err := n.post(t.Context(), server.URL, body)
		if err != nil || got != sent {
			t.Fatalf("%d: %d bytes of %d, %v", i, len(got), len(sent), err)
		}
	}
	if made := server.made.Load(); made != 1 {
		t.Errorf("%d connections were made", made)
	}
}

func TestAConnectionThatTheServerEndedIsNotUsed(t *testing.T) {
	server := newNeighbour(t, echo)
	n := newNearby()
	if _, err := n.post(t.Context(), server.URL, strings.NewReader("first")); err != nil {
		t.Fatal(err)
	}
	server.CloseClientConnections()
	for resting := n.idle[server.Listener.Addr().String()]; quiet(resting[0].Conn); {
		runtime.Gosched() // until the end has arrived here
	}
	if got, err := n.post(t.Context(), server.URL, strings.NewReader("second")); err != nil || got != "second" {
		t.Errorf("%q, %v", got, err)
	}
	if made := server.made.Load(); made != 2 {
		t.Errorf("%d connections were made", made)
	}
}

func TestAnAnswerThatIsNotReadWholeEndsItsConnection(t *testing.T) {
	server := newNeighbour(t, echo)
	n := newNearby()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, strings.NewReader(strings.Repeat("x", 1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	response, err := n.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	if got, err := n.post(t.Context(), server.URL, strings.NewReader("next")); err != nil || got != "next" {
		t.Errorf("the next request got %.20q, %v", got, err)
	}
}

func TestARequestNearbyEndsWithItsContext(t *testing.T) {
	arrived, leave := make(chan struct{}), make(chan struct{})
	server := newNeighbour(t, func(http.ResponseWriter, *http.Request) {
		close(arrived)
		<-leave
	})
	defer close(leave)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	n := newNearby()
	if _, err := n.post(ctx, server.URL, strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if len(n.idle) != 0 {
		t.Error("the connection is kept")
	}
}

func TestAServerNearbyThatSpeaksNonsense(t *testing.T) {
	for name, answer := range map[string]string{
		"nothing":      "",
		"garbage":      "\x00\xff\x00\xff nonsense\r\n\r\n",
		"half a head":  "HTTP/1.1 200 OK\r\nContent-Le",
		"half a body":  "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
		"endless note": strings.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 1000),
	} {
		t.Run(name, func(t *testing.T) {
			server := newNeighbour(t, func(w http.ResponseWriter, _ *http.Request) {
				conn, _, err := w.(http.Hijacker).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = io.WriteString(conn, answer)
				_ = conn.Close()
			})
			n := newNearby()
			if got, err := n.post(t.Context(), server.URL, strings.NewReader("x")); err == nil {
				t.Errorf("the answer is %q", got)
			}
			if len(n.idle) != 0 {
				t.Error("the connection is kept")
			}
		})
	}
}

func TestANoteOnTheWayIsPassedOver(t *testing.T) {
	server := newNeighbour(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusProcessing)
		echo(w, r)
	})
	if got, err := newNearby().post(t.Context(), server.URL, strings.NewReader("x")); err != nil || got != "x" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestNobodyNearbyIsAFaultBeforeSending(t *testing.T) {
	server := newNeighbour(t, echo)
	server.Close()
	body := &closing{Reader: bytes.NewReader([]byte("x"))}
	if _, err := newNearby().post(t.Context(), server.URL, body); !neverLeft(err) {
		t.Errorf("%v counts as sent", err)
	}
	if !body.closed {
		t.Error("the request's body stays open")
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

func TestEncryptedRequestsGoAnotherWay(t *testing.T) {
	n := newNearby()
	if _, err := n.post(t.Context(), "https://example.org/", nil); err == nil || err.Error() != "not for here" {
		t.Errorf("it ended with %v", err)
	}
}
