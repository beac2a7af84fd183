package page_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// A page elsewhere can send a form or a script's request here, or have a name of
// its own point here: none of these is taken.
func TestOnlyThePageItselfIsServed(t *testing.T) {
	s := newStage(t)
	say := object{"as": s.anna.ID, "do": "say", "text": "hello"}
	at, err := url.Parse(s.page.URL)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"as it should be":      {func(*http.Request) {}, 200},
		"by localhost":         {func(r *http.Request) { r.Host = "localhost:" + at.Port(); r.Header.Set("Origin", "http://"+r.Host) }, 200},
		"another site":         {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		"no origin":            {func(r *http.Request) { r.Header.Del("Origin") }, 403},
		"a hidden origin":      {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"another port":         {func(r *http.Request) { r.Header.Set("Origin", "http://"+at.Hostname()+":1") }, 403},
		"a rebound name":       {func(r *http.Request) { r.Host = "evil.example:" + at.Port(); r.Header.Set("Origin", "http://"+r.Host) }, 403},
		"another address":      {func(r *http.Request) { r.Host = "10.1.2.3:" + at.Port(); r.Header.Set("Origin", "http://"+r.Host) }, 403},
		"a host's other port":  {func(r *http.Request) { r.Host = at.Hostname() + ":1"; r.Header.Set("Origin", "http://"+r.Host) }, 403},
		"a form":               {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		"another form":         {func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, 415},
		"nothing said of form": {func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
	} {
		for _, path := range []string{"/api/act", "/api/control"} {
			body := say
			if path == "/api/control" {
				body = object{"do": "start"}
			}
			if status, out := s.post(path, body, c.change); status != c.want {
				t.Errorf("%s at %s: %d %v, want %d", name, path, status, out, c.want)
			}
		}
	}
}

func TestReadingIsGuardedByHostToo(t *testing.T) {
	s := newStage(t)
	for _, path := range []string{"/", "/api/setup", "/api/watch?as=1", "/file/x"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.page.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "evil.example"
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("%s for another host: %d", path, res.StatusCode)
		}
	}
	// Outside of a server nobody knows the address: nothing is served.
	w := httptest.NewRecorder()
	s.page.Config.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusForbidden {
		t.Errorf("without an address: %d", w.Code)
	}
}

func TestThePageLoadsFromHereAlone(t *testing.T) {
	s := newStage(t)
	res, body := s.get("/")
	h := res.Header
	if res.StatusCode != 200 || !strings.Contains(strings.ToLower(body), "<!doctype html>") || !strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		t.Fatalf("the page: %d %s", res.StatusCode, h.Get("Content-Type"))
	}
	if policy := h.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'self';") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("headers: %v", h)
	}
	if res, _ := s.get("/assets/index.html.."); res.StatusCode != 404 {
		t.Errorf("a file that is none: %d", res.StatusCode)
	}
	if res, _ := s.get("/api/act"); res.StatusCode != 405 {
		t.Errorf("an act by GET: %d", res.StatusCode)
	}
}
