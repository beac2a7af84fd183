package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"aitys/emulator"
)

// talkative is a server in front of another that often answers with the whole address of the request, which holds the token.
func talkative(next http.Handler, quiet *atomic.Bool) http.Handler {
	var n, polls atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		polling := strings.HasSuffix(path, "/getUpdates")
		if quiet.Load() || polling && polls.Add(1) > 6 { // the pauses between polls that fail grow
			next.ServeHTTP(w, r)
			return
		}
		switch n.Add(1) % 7 {
		case 1:
			w.WriteHeader(http.StatusBadGateway)
			_, _ = fmt.Fprintf(w, "<html><h1>502 for %s</h1>", path)
		case 2:
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"ok":false,"error_code":400,"description":"Bad Request: %s"}`, path)
		case 3:
			http.Redirect(w, r, path+"?again", http.StatusFound)
		case 4:
			_, _ = fmt.Fprintf(w, `{"ok":true,"result":"%s`, path)
		case 5:
			panic(http.ErrAbortHandler)
		case 6:
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = fmt.Fprintf(w, `{"ok":false,"error_code":500,"description":"Internal Server Error: %s"}`, path)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// TestTheTokenIsNowhere runs the program, with the most talkative log, against a server that repeats the token in every kind of failure, lets it write down what
// all its goroutines do, and looks for the token in everything that it wrote: its output, its database, the answers to readers.
func TestTheTokenIsNowhere(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			server := emulator.New(emulator.Options{NoLimits: true, Seed: drawn(t)})
			defer server.Close()
			bot := server.AddBot("Aitys", "aitys_bot")
			var quiet atomic.Bool
			quiet.Store(true)
			front := httptest.NewServer(talkative(server, &quiet))
			defer front.Close()
			folder := t.TempDir()
			out := &logged{}
			program := exec.Command(build(t), "run")
			program.Dir, program.Stdout, program.Stderr = folder, out, out
			program.Env = append(os.Environ(), "BOT_TOKEN="+bot.Token, "BOT_API_URL="+front.URL, "DATABASE_URL=sqlite:aitys.db", "LOG_LEVEL=debug",
				"LOG_FORMAT="+format, "SEND_RATE=0")
			if err := program.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = program.Process.Kill() }()
			if err := server.Await(patience(t), func() bool { return server.CallCount("getUpdates") > 0 }); err != nil {
				t.Fatalf("the program does not poll:\n%s", out)
			}
			quiet.Store(false)
			var seats []*emulator.Seat
			for i := range 20 {
				user := server.AddUser(emulator.User{FirstName: fmt.Sprintf("Reader %d", i), LanguageCode: "en"})
				seat := server.Private(user, bot)
				seats = append(seats, seat)
				if _, err := seat.Say("/figures"); err != nil {
					t.Fatal(err)
				}
			}
			if err := eventually(patience(t), func() bool { return strings.Count(out.String(), "Telegram refuses a message") >= 2 }); err != nil {
				t.Fatalf("the failures do not show in the log:\n%s", out)
			}
			quiet.Store(true)
			if err := server.WaitIdle(patience(t), bot, nil); err != nil {
				t.Fatal(err)
			}
			if err := program.Process.Signal(syscall.SIGQUIT); err != nil { // Go's runtime then tells of every goroutine, as in a panic
				t.Fatal(err)
			}
			if err := program.Wait(); err == nil {
				t.Error("the program was to end with a trace")
			}
			if !strings.Contains(out.String(), "goroutine 1") {
				t.Error("there is no trace")
			}
			_, secret, _ := strings.Cut(bot.Token, ":")
			found := func(where string, text []byte) {
				if at := bytes.Index(text, []byte(secret)); at >= 0 {
					t.Errorf("the token stands in %s: %q", where, text[max(0, at-200):at])
				}
			}
			found("the output", []byte(out.String()))
			for _, seat := range seats {
				for _, m := range seat.Messages() {
					found("a message", []byte(m.Words()))
				}
			}
			err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				data, err := os.ReadFile(path)
				found(filepath.Base(path), data)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}
