package main

import (
	"io/fs"
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

// TestNoNewsroomsTokenIsAnywhere provokes failures of three newsrooms in one process, of which one has a token that is refused, and looks for all their secrets
// in what the process wrote and shows.
func TestNoNewsroomsTokenIsAnywhere(t *testing.T) {
	s := newStreet(t)
	var quiet atomic.Bool
	quiet.Store(true)
	secrets := map[string]string{}
	var stages []*stage
	for _, name := range []string{"kk", "ru", "en"} {
		st := s.stage(name)
		front := httptest.NewServer(talkative(st.server, &quiet))
		defer front.Close()
		token := st.bot.Token
		if name == "en" {
			token = "88:refused-refused-refused-refused-refused"
		}
		secrets[name] = token[strings.Index(token, ":")+1:]
		s.settings(name, "BOT_TOKEN="+token, "BOT_API_URL="+front.URL, "SEND_RATE=0", "SUMMARIZER_URL=http://127.0.0.1:1/v1", "SUMMARIZER_MODEL=m", "SUMMARIZER_KEY=key-of-"+name)
		secrets[name+"'s key"] = "key-of-" + name
		stages = append(stages, st)
	}
	s.write("bots.txt", "kk.env\nru.env\nen.env\n")
	program := exec.Command(build(t), "run")
	program.Dir, program.Stdout, program.Stderr = t.TempDir(), s.log, s.log
	program.Env = append(os.Environ(), "HTTP_ADDR=127.0.0.1:0")
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = program.Process.Kill() }()
	s.polls(stages[0])
	s.polls(stages[1])
	quiet.Store(false)
	for _, st := range stages[:2] {
		for range 20 {
			if _, err := st.server.Private(st.server.AddUser(emulator.User{FirstName: "Reader", LanguageCode: "en"}), st.bot).Say("/figures"); err != nil {
				t.Fatal(err)
			}
		}
		s.logs("Telegram refuses a message", "newsroom="+st.name)
	}
	s.logs("does not work", "newsroom=en")
	address := s.shown()
	written := map[string]string{}
	for _, path := range []string{"/metrics", "/readyz", "/healthz"} {
		_, written[path] = get(t, address, path)
	}
	if err := program.Process.Signal(syscall.SIGQUIT); err != nil { // Go's runtime then tells of every goroutine, as in a panic
		t.Fatal(err)
	}
	if err := program.Wait(); err == nil {
		t.Error("the program was to end with a trace")
	}
	written["the output"] = s.log.String()
	s.databases(written)
	for where, text := range written {
		for whose, secret := range secrets {
			if at := strings.Index(text, secret); at >= 0 {
				t.Errorf("the secret of %s stands in %s: %q", whose, where, text[max(0, at-200):at])
			}
		}
	}
}

// databases reads all files of the newsrooms but their settings.
func (s *street) databases(written map[string]string) {
	s.t.Helper()
	err := filepath.WalkDir(s.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == dotenv {
			return err
		}
		data, err := os.ReadFile(path)
		written[filepath.Base(path)] = string(data)
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	if len(written["kk.db"]) == 0 {
		s.t.Error("there is no database")
	}
}
