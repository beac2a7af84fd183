package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRedact(t *testing.T) {
	escaped := strings.Replace(testToken, ":", "%3A", 1)
	for s, want := range map[string]string{ //nolint:gosec // the token is made up
		"": "",
		"no secret, 12:30, https://example.org:80/": "no secret, 12:30, https://example.org:80/",
		testToken: "[token]",
		"https://api.telegram.org/bot" + testToken + "/getMe": "https://api.telegram.org/bot[token]/getMe",
		"a " + testToken + " b " + testToken + ".":            "a [token] b [token].",
		"/bot" + escaped + "/x":                               "/bot[token]/x",
	} {
		if got := Redact(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

type talkative struct{ Secret string }

type secretive struct{}

func (secretive) LogValue() slog.Value { return slog.StringValue("lazy " + testToken) }

func TestNoAttributeCarriesTheTokenIntoTheLog(t *testing.T) {
	address := &url.Error{Op: "Post", URL: "https://api.telegram.org/bot" + testToken + "/getMe", Err: errors.New("EOF")}
	for _, form := range []func(*bytes.Buffer) slog.Handler{
		func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var out bytes.Buffer
		log := slog.New(RedactHandler(form(&out)))
		log.Info("message "+testToken, "text", testToken, "error", address, "wrapped", fmt.Errorf("it: %w", address),
			slog.Group("group", "inner", testToken, slog.Group("deeper", "error", address)), "struct", talkative{testToken}, "pointer", &talkative{testToken},
			"bytes", []byte(testToken), "list", []string{testToken}, "url", must(url.Parse(address.URL)), "lazy", secretive{}, testToken, "as a key")
		log.With("kept", testToken, "any", talkative{testToken}).WithGroup("g").Warn("x", "e", address)
		log.Info("harmless", "n", 5, "d", time.Second, "struct", talkative{"open"})
		if secret := testToken[strings.Index(testToken, ":")+1:]; strings.Contains(out.String(), secret) {
			t.Errorf("the token shows:\n%s", &out)
		}
		for _, kept := range []string{"[token]", "EOF", "open", "as a key"} {
			if !strings.Contains(out.String(), kept) {
				t.Errorf("%q is lost:\n%s", kept, &out)
			}
		}
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// TestNoErrorCarriesTheToken lets real requests over the network fail in every way, with tokens of the usual form and of none.
func TestNoErrorCarriesTheToken(t *testing.T) {
	for _, token := range []string{testToken, "1:short", "42:TEST-not-of-the-usual-length"} {
		secret := token[strings.Index(token, ":")+1:]
		for name, handler := range map[string]http.HandlerFunc{
			"refused by words": page(http.StatusForbidden, `{"ok":false,"error_code":403,"description":"Forbidden: PATH"}`),
			"web page":         page(http.StatusOK, "<html>PATH"),
			"half an answer":   page(http.StatusOK, `{"ok":tr`),
			"redirect":         page(http.StatusFound, "PATH"),
			"cut off": func(w http.ResponseWriter, _ *http.Request) {
				conn, _, err := w.(http.Hijacker).Hijack()
				if err == nil {
					_ = conn.Close()
				}
			},
		} {
			server := httptest.NewServer(handler)
			words := failureOf(t, token, server.URL)
			server.Close()
			if strings.Contains(words, secret) || words == "" {
				t.Errorf("%s: %s", name, words)
			}
		}
		if words := failureOf(t, token, "http://"+closedAddress(t)); strings.Contains(words, secret) || words == "" {
			t.Errorf("unreachable: %s", words)
		}
	}
}

// page answers every request with a page in which PATH stands for the request's path, which holds the token.
func page(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Path+"/x")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, strings.ReplaceAll(body, "PATH", r.URL.Path)) //nolint:gosec // no browser reads it
	}
}

// failureOf returns everything that is said about a Connect that fails.
func failureOf(t *testing.T, token, address string) string {
	t.Helper()
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	log := slog.New(firstWord{slog.NewTextHandler(&out, nil), cancel})
	_, err := Connect(ctx, Config{Token: token, URL: address, Log: log})
	if err == nil {
		t.Errorf("connected to %s", address)
		return ""
	}
	return out.String() + err.Error()
}

// firstWord ends what is under way as soon as something was logged.
type firstWord struct {
	slog.Handler
	end context.CancelFunc
}

func (h firstWord) Handle(ctx context.Context, record slog.Record) error {
	defer h.end()
	return h.Handler.Handle(ctx, record)
}

// closedAddress is an address where nothing listens.
func closedAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}
