package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// street is several newsrooms in one process, each with a Bot API server of its own.
type street struct {
	t      *testing.T
	folder string
	log    *logged
	stop   func() error
}

// stage is what a newsroom of the street works with.
type stage struct {
	*emulator.Play
	server *emulator.Server
	bot    emulator.Bot
	name   string
}

func newStreet(t *testing.T) *street {
	t.Helper()
	for _, name := range knownNames() {
		t.Setenv(name, "")
	}
	s := &street{t: t, folder: t.TempDir(), log: &logged{}}
	t.Setenv("BOTS_FILE", filepath.Join(s.folder, "bots.txt"))
	t.Setenv("LOG_LEVEL", "debug")
	return s
}

// stage opens a server for one newsroom, and writes its file.
func (s *street) stage(name string, more ...string) *stage {
	s.t.Helper()
	server := emulator.New(emulator.Options{NoLimits: true, Seed: drawn(s.t)})
	s.t.Cleanup(server.Close)
	st := &stage{server: server, bot: server.AddBot("Aitys "+name, name+"_bot"), name: name}
	st.Play = emulator.Script(s.t, server, st.bot)
	st.Patience = time.Minute // a start of several is part of the wait
	s.settings(name, append([]string{"BOT_TOKEN=" + st.bot.Token, "BOT_API_URL=" + server.URL(), "SEND_RATE=0"}, more...)...)
	return st
}

// settings writes a newsroom's file, with a database of its own in the same folder.
func (s *street) settings(name string, lines ...string) {
	s.t.Helper()
	lines = append(lines, "DATABASE_URL=sqlite:"+name+".db", "")
	s.write(name+".env", strings.Join(lines, "\n"))
}

func (s *street) write(file, text string) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.folder, file), []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// start lets the newsrooms of these names work until stop, which also the test's end calls.
func (s *street) start(names ...string) {
	s.t.Helper()
	all := s.load(names...)
	s.begin(func(ctx context.Context) error { return runAll(ctx, all, "", s.log) })
}

// load lists the newsrooms of these names, and reads their settings.
func (s *street) load(names ...string) settings {
	s.t.Helper()
	s.write("bots.txt", strings.Join(names, ".env\n")+".env\n")
	all, err := loadSettings()
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// begin lets something work until stop.
func (s *street) begin(work func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	s.stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(20 * time.Second):
			return errors.New("the program did not stop within 20 s")
		}
	})
	stop := s.stop
	s.t.Cleanup(func() {
		if err := stop(); err != nil {
			s.t.Error(err)
		}
		if s.t.Failed() {
			s.t.Logf("the program's log:\n%s", s.log)
		}
	})
}

// logs waits until a line of the log has all these words.
func (s *street) logs(words ...string) {
	s.t.Helper()
	if err := eventually(patience(s.t), func() bool { return s.line(words...) != "" }); err != nil {
		s.t.Fatalf("the log has no line with %q:\n%s", words, s.log)
	}
}

// line is the first line of the log with all these words.
func (s *street) line(words ...string) string {
	for line := range strings.Lines(s.log.String()) {
		all := true
		for _, word := range words {
			all = all && strings.Contains(line, word)
		}
		if all {
			return line
		}
	}
	return ""
}

// shown is where the process shows itself.
func (s *street) shown() string {
	s.t.Helper()
	s.logs("health and metrics are served")
	_, address, _ := strings.Cut(s.line("health and metrics are served"), "address=")
	return strings.TrimSpace(address)
}

// serves sees a reader answered.
func (st *stage) serves(language, sees string) {
	user := st.server.AddUser(emulator.User{FirstName: "Reader", LanguageCode: language})
	r := st.Person(user)
	r.Says("/start")
	r.Sees(sees)
}

// polls waits until the newsroom asks for updates.
func (s *street) polls(st *stage) {
	s.t.Helper()
	if err := st.server.Await(patience(s.t), func() bool { return st.server.CallCount("getUpdates") > 0 }); err != nil {
		s.t.Fatalf("%s does not poll:\n%s", st.name, s.log)
	}
}

// spoil leaves a newsroom a damaged database, as a power cut on a bad disk does.
func (s *street) spoil(name string) (path string) {
	s.t.Helper()
	whole := filepath.Join(s.t.TempDir(), "whole.db")
	store, err := storage.Open(s.t.Context(), "sqlite:"+whole, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		s.t.Fatal(err)
	}
	var crowd []content.Person
	for i := range 2000 {
		crowd = append(crowd, content.Person{ID: content.TelegramID(1000 + i), First: "Reader", LanguageCode: "en"})
	}
	if err := store.Update(s.t.Context(), func(tx *storage.Tx) error { return tx.Meet(crowd) }); err != nil {
		s.t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", whole)
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	do(s.t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	unclean, err := os.ReadFile(whole)
	if err != nil {
		s.t.Fatal(err)
	}
	s.write(name+".db", string(unclean))
	if err := store.Close(); err != nil {
		s.t.Fatal(err)
	}
	path = filepath.Join(s.folder, name+".db")
	overwrite(s.t, path)
	return path
}

// TestOneNewsroomsTroubleIsNotTheOthers serves one newsroom beside one whose token is refused and one whose database is damaged; both are tried again, and
// work once what is wrong was put right, without a new start of the process.
func TestOneNewsroomsTroubleIsNotTheOthers(t *testing.T) {
	s := newStreet(t)
	t.Setenv("HTTP_ADDR", "127.0.0.1:0")
	kk, ru, en := s.stage("kk", "DEFAULT_LANGUAGE=kk"), s.stage("ru"), s.stage("en")
	s.settings("ru", "BOT_TOKEN=77:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "BOT_API_URL="+ru.server.URL())
	damaged := s.spoil("en")
	s.start("ru", "en", "kk")
	kk.serves("de", "Сәлем")
	s.logs("level=ERROR", "newsroom=ru", "does not work", "Telegram does not know this BOT_TOKEN", "in=")
	s.logs("level=ERROR", "newsroom=en", "does not work", "damaged", "in=")
	if s.line("newsroom=kk", "level=ERROR") != "" {
		t.Error("the newsroom that is well has errors")
	}
	if en.server.CallCount("getUpdates") > 0 {
		t.Error("updates are taken for a damaged database")
	}
	s.healthOfThree()
	for _, part := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(damaged + part) // as an operator does who puts another in its place
	}
	en.serves("en", "Hello")
	if err := s.stop(); err != nil {
		t.Errorf("run: %v", err)
	}
}

// healthOfThree looks at what the process shows while kk alone works.
func (s *street) healthOfThree() {
	s.t.Helper()
	address := s.shown()
	for path, want := range map[string]struct {
		status int
		says   []string
	}{
		"/healthz":             {200, []string{"ok\n", "ru: ok\n"}},
		"/readyz":              {200, []string{"ok\n", "kk: ok\n", "ru: it does not work, and is tried again in ", "en: it does not work"}},
		"/readyz?newsroom=kk":  {200, []string{"ok\n"}},
		"/readyz?newsroom=ru":  {503, []string{"it does not work"}},
		"/readyz?newsroom=not": {404, nil},
		"/metrics": {200, []string{
			`aitys_newsroom_up{newsroom="kk"} 1`, `aitys_newsroom_up{newsroom="ru"} 0`, `aitys_newsroom_up{newsroom="en"} 0`, `aitys_database_up{newsroom="kk"} 1`,
			`aitys_updates_total{kind="message",newsroom="kk"} 1`, `aitys_build_info{`, "go_goroutines",
		}},
	} {
		if err := eventually(patience(s.t), func() bool { // a try that is under way has no answer yet
			status, said := get(s.t, address, path)
			fits := status == want.status
			for _, says := range want.says {
				fits = fits && strings.Contains(said, says)
			}
			return fits
		}); err != nil {
			status, said := get(s.t, address, path)
			s.t.Errorf("%s: %d %s", path, status, said)
		}
	}
}

// TestNewsroomsComeAndGoWithARestart adds one and takes one away; who stays keeps what was theirs, and nothing of one shows in another.
func TestNewsroomsComeAndGoWithARestart(t *testing.T) {
	s := newStreet(t)
	kk, ru, en := s.stage("kk", "DEFAULT_LANGUAGE=kk"), s.stage("ru", "DEFAULT_LANGUAGE=ru"), s.stage("en")
	s.start("kk", "ru")
	kk.serves("de", "Сәлем")
	ru.serves("de", "Здравствуйте")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	before := ru.server.CallCount("getUpdates")
	s.start("kk", "en")
	kk.serves("de", "Сәлем")
	en.serves("de", "Hello") // neither's language leaks into one that sets none
	if got := ru.server.CallCount("getUpdates"); got != before {
		t.Error("a newsroom that is listed no longer goes on")
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int64{"kk": 2, "ru": 1, "en": 1} {
		if got := s.readers(name); got != want {
			t.Errorf("%s has %d readers, want %d", name, got, want)
		}
	}
}

// readers counts who stands in a newsroom's database.
func (s *street) readers(name string) int64 {
	s.t.Helper()
	found, err := storage.Inspect(s.t.Context(), filepath.Join(s.folder, name+".db"), false)
	if err != nil {
		s.t.Fatal(err)
	}
	return found.Readers
}

// TestAPanicEndsOneNewsroomAlone lets a newsroom fall where no handler catches it: it is started again, and the other never notices.
func TestAPanicEndsOneNewsroomAlone(t *testing.T) {
	s := newStreet(t)
	well, ill := s.stage("well"), s.stage("ill")
	all := s.load("well", "ill")
	h, err := newHouse(len(all.newsrooms))
	if err != nil {
		t.Fatal(err)
	}
	const falls = 2
	bomb := &bomb{next: h.transport, host: strings.TrimPrefix(ill.server.URL(), "http://"), method: "/getUpdates", most: falls}
	h.transport = bomb
	s.begin(func(ctx context.Context) error {
		all.bureaus(h, newLog(s.log, slog.LevelDebug, "text")).keep(ctx)
		return nil
	})
	well.serves("en", "Hello")
	ill.serves("ru", "Здравствуйте")
	s.logs("level=ERROR", "newsroom=ill", "does not work", "a fault in the program", "stack=")
	if got := bomb.fallen.Load(); got < falls {
		t.Errorf("it fell %d times", got)
	}
	if said := s.line("newsroom=well", "level=ERROR"); said != "" {
		t.Errorf("the other newsroom noticed: %s", said)
	}
	if strings.Contains(s.log.String(), "what somebody wrote") {
		t.Error("the words of a panic stand in the log")
	}
}

// bomb takes requests like another transport, and panics at the first of a method at a host.
type bomb struct {
	next         http.RoundTripper
	host, method string
	most         int64
	fallen       atomic.Int64
}

// RoundTrip sends a request, or panics.
func (b *bomb) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Host == b.host && strings.HasSuffix(request.URL.Path, b.method) && b.fallen.Add(1) <= b.most {
		panic("what somebody wrote")
	}
	return b.next.RoundTrip(request)
}
