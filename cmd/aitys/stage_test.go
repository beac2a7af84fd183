package main

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// theatre is the real program at work against the emulator: a channel, its discussion group and readers.
type theatre struct {
	*emulator.Play
	t       *testing.T
	server  *emulator.Server
	bot     emulator.Bot
	channel emulator.Chat
	group   emulator.Chat
	config  config
	log     *logged
	stop    func() error // ends the program and returns what run returned
}

// perform starts the program; change may set what differs from a usual newsroom.
func perform(t *testing.T, change ...func(*theatre)) *theatre {
	t.Helper()
	return performOn(t, emulator.Options{}, change...)
}

// performHastily is perform without limits on what is sent, for scenes in which people say more than people can.
func performHastily(t *testing.T, change ...func(*theatre)) *theatre {
	t.Helper()
	return performOn(t, emulator.Options{NoLimits: true}, append(change, func(th *theatre) { th.config.SendRate = 0 })...)
}

func performOn(t *testing.T, options emulator.Options, change ...func(*theatre)) *theatre {
	t.Helper()
	options.Seed = drawn(t)
	server := emulator.New(options)
	t.Cleanup(server.Close)
	th := &theatre{t: t, server: server, bot: server.AddBot("Aitys", "aitys_bot"), log: &logged{}}
	th.channel, th.group = server.AddChannel("The News"), server.AddGroup("The News: discussion")
	server.Link(th.channel, th.group)
	for _, chat := range []emulator.Chat{th.channel, th.group} {
		server.Promote(chat, th.bot.User, emulator.AllRights())
	}
	zone, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		t.Fatal(err)
	}
	th.config = config{
		Token: th.bot.Token, APIURL: server.URL(), Database: "sqlite:" + filepath.Join(t.TempDir(), "aitys.db"),
		Channel: content.TelegramID(th.channel.ID), Language: content.English, Zone: zone, SendRate: 30, LogFormat: "text",
	}
	for _, c := range change {
		c(th)
	}
	th.Play = emulator.Script(t, server, th.bot)
	th.Settled = th.sent
	th.start()
	return th
}

// onPostgres lets the program work on a PostgreSQL database of its own.
func onPostgres(th *theatre) { th.config.Database = newPostgres(th.t) }

// newPostgres makes a database on the server that AITYS_TEST_POSTGRES names, as the test set-up starts one.
func newPostgres(t *testing.T) string {
	t.Helper()
	server := os.Getenv("AITYS_TEST_POSTGRES")
	if server == "" {
		t.Skip("AITYS_TEST_POSTGRES is not set: make test starts a PostgreSQL for this")
	}
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	name := "aitys_" + strings.ToLower(strings.NewReplacer("/", "_", "#", "_").Replace(t.Name()))
	createDatabase(t, server, name)
	address.Path = "/" + name
	return address.String()
}

// start lets the program run until stop, which also the test's end calls.
func (th *theatre) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, th.config, newLog(th.log, slog.LevelDebug, "text")) }()
	var once sync.Once
	var result error
	th.stop = func() error {
		once.Do(func() {
			cancel()
			select {
			case result = <-done:
			case <-time.After(20 * time.Second):
				th.t.Error("the program did not stop within 20 s")
			}
		})
		return result
	}
	stop := th.stop
	th.t.Cleanup(func() {
		if err := stop(); err != nil {
			th.t.Logf("run: %v", err)
		}
		if th.t.Failed() {
			th.t.Logf("the program's log:\n%s", th.log)
		}
	})
}

// sent tells that nothing waits in the outbox.
func (th *theatre) sent() bool {
	store, err := storage.Open(context.Background(), th.config.Database, th.config.options(slog.New(slog.DiscardHandler)))
	if err != nil {
		return false
	}
	defer store.Close()
	empty := false
	err = store.View(context.Background(), func(tx *storage.Tx) error {
		rows, err := tx.Pending(0, 1)
		empty = len(rows) == 0
		return err
	})
	return err == nil && empty
}

// reader is a person of the script, with their account.
type reader struct {
	*emulator.Actor
	user emulator.User
}

// reader brings a new person into the private chat with the bot.
func (th *theatre) reader(name, language string) reader {
	user := th.server.AddUser(emulator.User{FirstName: name, LanguageCode: language})
	return reader{th.Person(user), user}
}

// logged is a log that can be read while it is written.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
