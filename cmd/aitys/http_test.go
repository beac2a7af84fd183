package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// get asks the program for a page.
func get(t *testing.T, address, path string) (status int, said string) {
	t.Helper()
	response, err := http.Get("http://" + address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(page)
}

// shown is the address at which a program at work shows itself, as its log tells.
func (th *theatre) shown() string {
	th.t.Helper()
	found := regexp.MustCompile(`health and metrics are served" address=(\S+)`).FindStringSubmatch(th.log.String())
	if found == nil {
		th.t.Fatalf("the log names no address:\n%s", th.log)
	}
	return found[1]
}

// TestMetricsOfAWholeProgram lets people use the bot and looks at what a scrape gives: of each kind something, nothing that is anybody's own, and nothing
// that docs/operating.md does not explain.
func TestMetricsOfAWholeProgram(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := perform(t, change, func(th *theatre) { th.config.HTTPAddr = "127.0.0.1:0" })
			anna := th.reader("Hannelore", "en")
			anna.Says("/start")
			anna.Says("/language")
			anna.Taps("Қазақша")
			anna.Sees("қазақша сөйлесеміз")
			anna.Says("/chart")
			anna.SeesWhere("a picture", func(m emulator.Message) bool { return len(m.Photo) > 0 })
			anna.SeesNot("nothing") // all is settled
			address := th.shown()
			for _, path := range []string{"/healthz", "/readyz"} {
				if status, said := get(t, address, path); status != http.StatusOK || said != "ok\n" {
					t.Errorf("%s: %d %s", path, status, said)
				}
			}
			_, page := get(t, address, "/metrics")
			for _, want := range []string{
				`aitys_updates_total{kind="message"} 4`, `aitys_updates_total{kind="press"} 1`, `aitys_update_lag_seconds_count 4`, `aitys_reply_seconds_count 4`,
				`aitys_sends_total{action="show",outcome="delivered"} 1`, `aitys_telegram_request_seconds_count{ended="ok",method="sendPhoto"} 1`,
				`aitys_telegram_request_seconds_count{ended="ok",method="answerCallbackQuery"} 1`, `aitys_database_up 1`, `aitys_outbox_messages 0`,
				`aitys_outbox_oldest_seconds 0`, `aitys_queue_opinions 0`, `aitys_parked_updates 0`, `aitys_build_info{`, `aitys_database_bytes{part="data"}`,
				`aitys_database_transaction_seconds_count{kind="write"}`, `aitys_database_wait_seconds_count{kind="read"}`, `go_goroutines`,
			} {
				if !strings.Contains(page, want) {
					t.Errorf("there is no %s", want)
				}
			}
			for _, secret := range []string{th.bot.Token, "Hannelore", filepath.Dir(th.config.Database)} {
				if strings.Contains(page, secret) {
					t.Errorf("%q stands in the metrics", secret)
				}
			}
			if t.Failed() {
				t.Log(page)
			}
		})
	}
}

// TestEveryMetricIsExplained compares the metrics with the table in docs/operating.md.
func TestEveryMetricIsExplained(t *testing.T) {
	page, err := os.ReadFile("../../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(aitys_\\w+)").FindAllStringSubmatch(string(page), -1) {
		explained[row[1]] = true
	}
	named := map[string]bool{}
	for _, file := range []string{"metrics.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`"(aitys_\w+)"`).FindAllStringSubmatch(string(source), -1) {
			named[name[1]] = true
			if !explained[name[1]] {
				t.Errorf("docs/operating.md does not explain %s", name[1])
			}
		}
	}
	for _, file := range []string{"../../docs/operating.md", "../../deploy/alert-rules.yml", "../../deploy/grafana-dashboard.json"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\baitys_[a-z_]+`).FindAllString(string(text), -1) {
			whole := regexp.MustCompile(`_(bucket|count|sum)$`).ReplaceAllString(name, "")
			if !named[name] && !named[whole] {
				t.Errorf("%s names %s, which there is not", file, name)
			}
		}
	}
}

// TestReadinessTellsWhy takes away what the bot needs, one by one.
func TestReadinessTellsWhy(t *testing.T) {
	store, err := storage.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	h := &health{store: store}
	if said := h.ready(context.Background()); !strings.Contains(said, "not connected") {
		t.Errorf("without Telegram it says %q", said)
	}
	if said := h.alive(); said != "" {
		t.Errorf("a program that is connecting is to be started anew: %q", said)
	}
	s := newSentry(t)
	h.telegram.Store(s.telegram)
	if said := h.ready(context.Background()); said != "" {
		t.Errorf("all is well, but it says %q", said)
	}
	h.intake.Store(s.intake)
	s.intake.note(&content.Error{Code: content.Unavailable}, false)
	if said := h.ready(context.Background()); !strings.Contains(said, "taken nothing") {
		t.Errorf("while nothing can be stored it says %q", said)
	}
	s.intake.note(nil, false)
	if said := h.ready(context.Background()); said != "" {
		t.Errorf("all is well again, but it says %q", said)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if said := h.ready(context.Background()); !strings.Contains(said, "database does not answer") {
		t.Errorf("without a database it says %q", said)
	}
}

// TestFiguresAreReadOnceForMany scrapes twice within a moment, then later, then when the store does not answer.
func TestFiguresAreReadOnceForMany(t *testing.T) {
	s := newSentry(t)
	now := time.Now()
	g := &gauges{store: s.store, alarm: func() *alerts { return nil }, backup: func() (time.Time, bool) { return time.Time{}, false }, now: func() time.Time { return now }}
	first := g.read()
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	if again := g.read(); again != first {
		t.Errorf("within a moment the store was asked twice: %+v, %+v", first, again)
	}
	now = now.Add(readEvery)
	if r := g.read(); r.err == nil {
		t.Error("a store that is closed answers")
	}
}

func TestAnAddressThatIsTaken(t *testing.T) {
	h, f := &health{}, newFigures()
	first, err := openDoor("127.0.0.1:0", routesOf(h, f), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer first.close()
	for _, address := range []string{"256.1.1.1:1", "nowhere", "127.0.0.1:99999"} {
		_, err := openDoor(address, routesOf(h, f), slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), "HTTP_ADDR") || !strings.Contains(err.Error(), address) || strings.Contains(err.Error(), "%!") {
			t.Errorf("%s: %v", address, err)
		}
	}
	none, err := openDoor("", routesOf(h, f), nil)
	none.close()
	if none != nil || err != nil {
		t.Errorf("no address: %v, %v", none, err)
	}
}

func TestProbe(t *testing.T) {
	f := newFigures()
	alive, err := openDoor("127.0.0.1:0", routesOf(&health{}, f), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer alive.close()
	if err := probe(context.Background(), alive.address); err != nil {
		t.Errorf("a program that lives: %v", err)
	}
	if err := probe(context.Background(), ""); err == nil || !strings.Contains(err.Error(), "HTTP_ADDR") {
		t.Errorf("without an address: %v", err)
	}
	if err := probe(context.Background(), "127.0.0.1:1"); err == nil {
		t.Error("nobody answers, and yet it lives")
	}
}
