package fetch_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"aitys/fetch"
)

// web is a server on this machine which the door believes to be a public host.
type web struct {
	*httptest.Server
	hosts  map[string][]string // where hosts are; others stand at a public address
	dialed atomic.Int64
}

func newWeb(t *testing.T, handle http.HandlerFunc) (*web, *fetch.Door) {
	t.Helper()
	w := &web{Server: httptest.NewServer(handle), hosts: map[string][]string{}}
	t.Cleanup(w.Close)
	door := fetch.New(fetch.Options{
		Resolve: func(_ context.Context, host string) (all []netip.Addr, err error) {
			named, known := w.hosts[host]
			if !known {
				named = []string{"93.184.216.34"}
			}
			for _, one := range named {
				all = append(all, netip.MustParseAddr(one))
			}
			return all, nil
		},
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			w.dialed.Add(1)
			return new(net.Dialer).DialContext(ctx, network, strings.TrimPrefix(w.URL, "http://"))
		},
	})
	return w, door
}

// says answers every request in the same way.
func says(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = []string{contentType}
		_, _ = w.Write([]byte(body))
	}
}
