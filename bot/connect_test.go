package bot

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// connect connects to a server in fake time and returns what was logged, too.
func connect(ctx context.Context, server *telegramServer, token string) (*Bot, string, error) {
	var out bytes.Buffer
	bot, err := Connect(ctx, Config{Token: token, Transport: server, Log: slog.New(slog.NewTextHandler(&out, nil))})
	return bot, out.String(), err
}

func TestConnect(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegramServer()
		bot, logged, err := connect(t.Context(), server, testToken)
		if err != nil || bot.Username() != "Aitys_bot" || bot.ID() != 42 || logged != "" {
			t.Fatalf("%v %v %s", bot, err, logged)
		}
		unhooked := server.requests("deleteWebhook")
		if len(unhooked) != 1 || unhooked[0].Params.Get("drop_pending_updates") != "false" {
			t.Errorf("deleteWebhook: %v", unhooked)
		}
	})
}

func TestAWrongTokenIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegramServer()
		began := time.Now()
		for token, want := range map[string]error{
			"123456789:AAEwrongwrongwrongwrongwrongwrongwron": errToken,
			"": errNoToken, "two words:AAE": errNoToken, "12:A/../x": errNoToken, "12:A\n": errNoToken, "12:%41": errNoToken, "жетон": errNoToken,
		} {
			if _, _, err := connect(t.Context(), server, token); !errors.Is(err, want) {
				t.Errorf("%q: %v", token, err)
			}
		}
		server.Fault = func(request) *reply { return failure(404, "Not Found", "") }
		if _, _, err := connect(t.Context(), server, testToken); !errors.Is(err, errTokenOrAddress) {
			t.Errorf("404: %v", err)
		}
		server.Fault = func(request) *reply { return failure(403, "Forbidden: somehow", "") }
		if _, _, err := connect(t.Context(), server, testToken); err == nil || !strings.Contains(err.Error(), "somehow") {
			t.Errorf("403: %v", err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("that took %v", took)
		}
	})
}

func TestAWrongAddressIsTold(t *testing.T) {
	for _, address := range []string{"api.telegram.org", "ftp://example.org", "http://", "http://exa mple.org", "https://example.org/?x=1", "https://example.org/#x", "::"} {
		if _, err := Connect(t.Context(), Config{Token: testToken, URL: address, Transport: newTelegramServer()}); !errors.Is(err, errAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
	for address, want := range map[string]string{
		"": Telegram + "/bot%s/%s", "http://127.0.0.1:8081/": "http://127.0.0.1:8081/bot%s/%s", "https://example.org/a%20b": "https://example.org/a%%20b/bot%s/%s",
	} {
		if got, err := endpointOf(address); err != nil || got != want {
			t.Errorf("%q: %q %v", address, got, err)
		}
	}
}

// TestAnUnreachableServerIsWaitedFor holds that the bot neither exits nor hammers nor repeats itself while Telegram is away.
func TestAnUnreachableServerIsWaitedFor(t *testing.T) {
	for name, away := range map[string]*reply{
		"broken":  broken(false),
		"gateway": {status: 502, body: "<html><h1>502 Bad Gateway</h1>"},
		"500":     failure(500, "Internal Server Error", ""),
		"half":    {status: 200, body: `{"ok":true,"resu`},
		"empty":   {status: 200, body: ""},
		"nothing": {status: 200, body: `{"ok":true}`},
		"nobody":  result(`{}`),
		"flood":   flood(3),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := newTelegramServer()
				began := time.Now()
				server.Fault = func(request) *reply {
					if time.Since(began) < 10*time.Minute {
						return away
					}
					return nil
				}
				_, logged, err := connect(t.Context(), server, testToken)
				if err != nil {
					t.Fatal(err)
				}
				if tries := len(server.requests("getMe")); tries < 15 || tries > 250 || name != "flood" && tries > 35 {
					t.Errorf("%d tries in ten minutes", tries)
				}
				if strings.Count(logged, "\n") != 2 || !strings.Contains(logged, "cannot be reached") || !strings.Contains(logged, "answers again") {
					t.Errorf("logged\n%s", logged)
				}
			})
		})
	}
}

func TestConnectEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegramServer()
		server.Fault = func(request) *reply { return broken(false) }
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		if _, _, err := connect(ctx, server, testToken); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
	})
}
