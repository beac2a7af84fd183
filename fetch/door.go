package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The bounds of what is fetched.
const (
	maxRedirects   = 5
	maxHeader      = 64 << 10 // bytes
	maxPage        = 4 << 20  // bytes, unpacked
	maxAddress     = 2000     // characters
	pageTime       = 20 * time.Second
	dialTime       = 7 * time.Second
	firstByteTime  = 12 * time.Second
	mostHostsTried = 4 // addresses of one host
)

// Resolve looks up where a host is.
type Resolve func(ctx context.Context, host string) ([]netip.Addr, error)

// Dial connects to an address with a port.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Options are for tests: the zero Options ask the system.
type Options struct {
	Resolve Resolve
	Dial    Dial
}

// Door fetches pages. It is safe for concurrent use.
type Door struct {
	client  *http.Client
	resolve Resolve
	dial    Dial
}

// New returns a door through which public hosts are reached, and no others. No proxy is asked, whatever the environment says: it would dial in the door's place.
func New(o Options) *Door {
	d := &Door{resolve: o.Resolve, dial: o.Dial}
	if d.resolve == nil {
		d.resolve = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if d.dial == nil {
		d.dial = (&net.Dialer{Timeout: dialTime}).DialContext
	}
	d.client = &http.Client{Transport: bounded(d.reach), CheckRedirect: follow}
	return d
}

// bounded is how requests are made: one for each connection, which nobody else uses after it.
func bounded(dial Dial) *http.Transport {
	return &http.Transport{
		DialContext: dial, Proxy: nil, DisableKeepAlives: true, ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: firstByteTime,
		MaxResponseHeaderBytes: maxHeader,
	}
}

// follow judges a redirect by its address; where its host is, is judged when it is dialled.
func follow(request *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects {
		return ErrRedirects
	}
	request.Header.Del("Referer")
	return check(request.URL)
}

// check refuses an address that is none of a page in public.
func check(address *url.URL) error {
	switch port := address.Port(); {
	case address.Scheme != "http" && address.Scheme != "https", address.Hostname() == "", address.User != nil, len(address.String()) > maxAddress:
		return ErrAddress
	case port != "" && port != "80" && port != "443", strings.HasSuffix(address.Host, ":"):
		return ErrForbidden
	}
	return nil
}

// reach connects to one of a host's public addresses: to the address that was judged, not to its name, which may lead elsewhere a moment later.
func (d *Door) reach(ctx context.Context, network, hostPort string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil, ErrAddress
	}
	if number, err := strconv.Atoi(port); err != nil || number != 80 && number != 443 {
		return nil, ErrForbidden
	}
	addresses, err := d.lookUp(ctx, host)
	if err != nil {
		return nil, err
	}
	var last error
	for _, address := range addresses[:min(len(addresses), mostHostsTried)] {
		conn, err := d.dial(ctx, network, net.JoinHostPort(address.String(), port))
		if err == nil {
			return conn, nil
		}
		last = err
	}
	return nil, last
}

// lookUp returns the public addresses of a host.
func (d *Door) lookUp(ctx context.Context, host string) (all []netip.Addr, err error) {
	found := []netip.Addr{}
	if literal, err := netip.ParseAddr(host); err == nil {
		found = append(found, literal)
	} else if found, err = d.resolve(ctx, host); err != nil {
		return nil, unknownHost(err)
	}
	for _, address := range found {
		if public(address) {
			all = append(all, address.Unmap())
		}
	}
	switch {
	case len(found) == 0:
		return nil, ErrUnknown
	case len(all) == 0:
		return nil, ErrForbidden
	}
	return all, nil
}

func unknownHost(err error) error {
	var lookup *net.DNSError
	if errors.As(err, &lookup) && lookup.IsNotFound {
		return ErrUnknown
	}
	return err
}
