package page

import (
	"mime"
	"net"
	"net/http"
	"net/netip"
)

// policy lets the page load from its own server alone, run no script that
// stands in its text, and stand in nobody else's frame.
const policy = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'none'"

// guard keeps other sites out: a name that was made to point here (DNS
// rebinding) by the Host, a form or a script on another page by the Origin.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		switch {
		case !servedHere(r):
			refuse(w, http.StatusForbidden, "this address is not the one that is served; open the page by the address that was printed")
		case r.Method == http.MethodPost && r.Header.Get("Origin") != "http://"+r.Host:
			refuse(w, http.StatusForbidden, "the request does not come from this page")
		case r.Method == http.MethodPost && !isJSON(r):
			refuse(w, http.StatusUnsupportedMediaType, "the request has to be application/json")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// servedHere says whether the Host is the address at which the request came in,
// by number, or localhost for one of the loopback interface.
func servedHere(r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	if err != nil {
		return false
	}
	ip := at.Addr().Unmap().WithZone("")
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil { // port 80 is left out
		host, port = r.Host, "80"
	}
	if number, err := net.LookupPort("tcp", port); err != nil || number != int(at.Port()) {
		return false
	}
	if host == "localhost" {
		return ip.IsLoopback()
	}
	named, err := netip.ParseAddr(host)
	return err == nil && named.Unmap() == ip
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}
