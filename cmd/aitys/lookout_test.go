package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aitys/bot"
	"aitys/content"
	"aitys/emulator"
	"aitys/handlers"
	"aitys/phrases"
	"aitys/storage"
)

// withOwner gives the newsroom an owner, who has not started the bot yet.
func withOwner(owner *emulator.User) func(*theatre) {
	return func(th *theatre) {
		*owner = th.server.AddUser(emulator.User{FirstName: "Gulnara", LanguageCode: "ru"})
		th.config.Owners = accounts{content.TelegramID(owner.ID)}
	}
}

// TestOwnersAreToldOfLostRights takes the bot's rights and gives them back, with a stop of the program between: everything is told once.
func TestOwnersAreToldOfLostRights(t *testing.T) {
	var owner emulator.User
	th := perform(t, withOwner(&owner))
	gulnara := th.Person(owner)
	gulnara.Says("/start")
	gulnara.Sees("Здравствуйте")
	th.server.Leave(th.group, th.bot.User)
	gulnara.Sees("больше не могу писать в группе")
	th.server.Promote(th.channel, th.bot.User, emulator.Rights{})
	gulnara.Sees("У меня нет прав в канале")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	th.start()
	gulnara.Says("/help")
	gulnara.Sees("/start")
	th.server.Promote(th.group, th.bot.User, emulator.AllRights())
	gulnara.Sees("снова могу писать в группе")
	told := 0
	for _, m := range gulnara.Seat().Messages() {
		if strings.Contains(m.Text, "больше не могу писать в группе") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the loss was told %d times", told)
	}
}

// sentry is a lookout whose disk and whose clock a test moves.
type sentry struct {
	*lookout
	t      *testing.T
	server *emulator.Server
	owner  *emulator.Actor
	free   uint64
	now    time.Time
}

// newSentry lets somebody start a bot that does not run: what it would send through the outbox stays there, and what it tells directly goes out.
func newSentry(t *testing.T) *sentry {
	t.Helper()
	ctx := context.Background()
	s := &sentry{t: t, server: emulator.New(emulator.Options{}), now: time.Now()}
	t.Cleanup(s.server.Close)
	account := s.server.AddBot("Aitys", "aitys_bot")
	user := s.server.AddUser(emulator.User{FirstName: "Gulnara", LanguageCode: "kk"})
	s.owner = emulator.Script(t, s.server, account).Person(user)
	if _, err := s.server.Private(user, account).Send(emulator.Draft{Text: "/start"}); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	telegram, err := bot.Connect(ctx, bot.Config{Token: account.Token, URL: s.server.URL(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	c := config{Database: "sqlite:" + filepath.Join(t.TempDir(), "aitys.db"), Owners: accounts{content.TelegramID(user.ID)}, Language: content.English}
	store, err := storage.Open(ctx, c.Database, storage.Options{Log: log, Now: func() time.Time { return s.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	newsroom := handlers.New(store, handlers.Options{Log: log, Language: c.Language, Roles: c.roles()})
	err = store.Update(ctx, func(tx *storage.Tx) error {
		return tx.Meet([]content.Person{{ID: content.TelegramID(user.ID), LanguageCode: "kk"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	s.free = 100 << 30
	s.lookout = &lookout{
		config: c, store: store, newsroom: newsroom, telegram: telegram, intake: &intake{newsroom: newsroom}, alarm: newAlerts(newsroom, telegram, log), log: log,
		room: func(string) (uint64, uint64, error) { return s.free, 1000 << 30, nil },
	}
	return s
}

// queued is what waits in the outbox.
func (s *sentry) queued() (texts []string) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) error {
		rows, err := tx.Pending(0, 100)
		for _, row := range rows {
			texts = append(texts, string(row.Text))
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return texts
}

func (s *sentry) queues(number int, last string) {
	s.t.Helper()
	texts := s.queued()
	if len(texts) != number || number > 0 && !strings.Contains(texts[number-1], last) {
		s.t.Errorf("%d messages wait, the last is to hold %q: %q", len(texts), last, texts)
	}
}

// told checks how many messages went out directly.
func (s *sentry) told(number int) {
	s.t.Helper()
	if n := s.server.CallCount("sendMessage"); n != number {
		s.t.Errorf("%d messages went out directly, not %d", n, number)
	}
}

func TestAFullDiskIsToldOnce(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	s.glance(ctx)
	s.queues(0, "")
	s.free = 150 << 20
	s.glance(ctx)
	s.glance(ctx)
	s.queues(1, "150 МБ қалды")
	s.free = 220 << 20 // hardly more
	s.glance(ctx)
	s.queues(1, "150 МБ қалды")
	s.free = 100 << 30
	s.glance(ctx)
	s.glance(ctx)
	s.queues(2, "Дискіде қайтадан орын бар")
}

// TestAnAlertThatCannotBeStoredIsToldDirectly lets the commit fail, as on a disk that is full: what stood in the outbox until then is not there.
func TestAnAlertThatCannotBeStoredIsToldDirectly(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	raw, err := sql.Open("sqlite3", storage.File(s.config.Database))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	for _, statement := range []string{
		"CREATE TABLE unmet (article REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED)",
		"CREATE TRIGGER unmet AFTER INSERT ON alert BEGIN INSERT INTO unmet VALUES (-1); END",
	} {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	s.alarm.Alert(ctx, handlers.TroubleBackup, phrases.Args{"Folder": "backups"})
	s.alarm.Alert(ctx, handlers.TroubleBackup, phrases.Args{"Folder": "backups"})
	s.queues(0, "")
	s.told(1)
}

func TestNearlyFull(t *testing.T) {
	const mega, giga = 1 << 20, 1 << 30
	for _, c := range []struct {
		free, all uint64
		want      bool
	}{
		{100 * mega, 300 * mega, true}, {250 * mega, 1 * giga, false}, {250 * mega, 20 * giga, true}, {1500 * mega, 20 * giga, false},
		{1500 * mega, 100 * giga, true}, {3 * giga, 1000 * giga, false},
	} {
		if got := nearlyFull(c.free, c.all); got != c.want {
			t.Errorf("%d MB of %d MB free: %t", c.free/mega, c.all/mega, got)
		}
	}
}

// TestStuckMessagesAreToldDirectly lets a message wait too long: that is told beside the outbox, and its end through it.
func TestStuckMessagesAreToldDirectly(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	send := func() {
		t.Helper()
		if err := s.store.Update(ctx, func(tx *storage.Tx) error {
			tx.Send(content.Outgoing{Chat: 1, Action: content.ActionSend, Text: "stuck"})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	s.now = time.Now().Add(-10 * time.Minute)
	send()
	s.glance(ctx)
	s.told(0)
	s.now = time.Now().Add(-20 * time.Minute)
	send()
	s.deleteFirst()
	s.glance(ctx)
	s.glance(ctx)
	s.owner.Sees("Хабарламалар тұрып қалды")
	s.told(1)
	s.alarm = newAlerts(s.newsroom, s.telegram, s.log) // as after a restart
	s.glance(ctx)
	s.told(1)
	s.deleteFirst()
	s.now = time.Now()
	s.glance(ctx)
	s.queues(1, "уақытында кетіп жатыр")
}

// deleteFirst lets the first message leave the outbox.
func (s *sentry) deleteFirst() {
	s.t.Helper()
	err := s.store.Update(context.Background(), func(tx *storage.Tx) error {
		rows, err := tx.Pending(0, 1)
		if err != nil || len(rows) == 0 {
			return err
		}
		return tx.SettleAll([]content.Result{{Outgoing: rows[0].ID, Chat: rows[0].Chat, Outcome: content.Refused}})
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestAStoreThatFailsIsToldDirectly lets the store take nothing: neither the outbox nor the table of alerts can be used.
func TestAStoreThatFailsIsToldDirectly(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	s.glance(ctx) // the owners are known from now on
	full := &content.Error{Code: content.Unavailable, Err: errors.New("database or disk is full")}
	s.intake.note(full, false)
	s.glance(ctx)
	s.told(0)
	s.intake.since = time.Now().Add(-2 * time.Minute)
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.glance(ctx)
	s.glance(ctx)
	s.owner.Sees("Дерекқор ештеңе қабылдамай тұр")
	s.told(1)
	s.intake.note(nil, false)
	s.glance(ctx)
	s.owner.Sees("Дерекқор қайтадан бәрін қабылдайды")
}

func TestDamageIsToldDirectly(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	s.alarm.Alert(ctx, handlers.TroubleDamage, nil)
	s.alarm.Alert(ctx, handlers.TroubleDamage, nil)
	s.owner.Sees("Дерекқор бүлінген")
	s.queues(0, "")
	s.told(1)
}

// TestATroubleWaitsForAnOwner raises an alert while no owner has started the bot: it is told as soon as one has.
func TestATroubleWaitsForAnOwner(t *testing.T) {
	ctx, log := context.Background(), &logged{}
	store, err := storage.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	newsroom := handlers.New(store, handlers.Options{
		Log: slog.New(slog.DiscardHandler), Language: content.English, Roles: map[content.TelegramID]content.Role{7: content.RoleOwner},
	})
	alarm := newAlerts(newsroom, nil, newLog(log, slog.LevelInfo, "text"))
	raise := func() { alarm.Alert(ctx, handlers.TroubleBackup, phrases.Args{"Folder": "backups"}) }
	raise()
	raise()
	if n := strings.Count(log.String(), "trouble=backup"); n != 1 {
		t.Errorf("the log says it %d times:\n%s", n, log)
	}
	if err := store.Update(ctx, func(tx *storage.Tx) error { return tx.Meet([]content.Person{{ID: 7}}) }); err != nil {
		t.Fatal(err)
	}
	raise()
	raise()
	s := &sentry{t: t, lookout: &lookout{store: store}}
	s.queues(1, "<code>backups</code>")
}

// TestMissingRightsAreToldOnce takes rights from the bot in the moderation chat and in the discussion group, and gives them back.
func TestMissingRightsAreToldOnce(t *testing.T) {
	s, ctx := newSentry(t), context.Background()
	desk, group := s.server.AddGroup("Moderators"), s.server.AddGroup("Discussion")
	me := emulator.User{ID: int64(s.telegram.ID())}
	for _, chat := range []emulator.Chat{desk, group} {
		s.server.Promote(chat, me, emulator.AllRights())
	}
	s.newsroom = handlers.New(s.store, handlers.Options{
		Log: s.log, Language: content.English, Roles: s.config.roles(), Moderation: content.TelegramID(desk.ID), Discussion: content.TelegramID(group.ID),
	})
	s.alarm = newAlerts(s.newsroom, s.telegram, s.log)
	s.rights(ctx)
	s.queues(0, "")
	s.server.Promote(desk, me, emulator.Rights{CanDeleteMessages: true})
	s.rights(ctx)
	s.rights(ctx)
	s.queues(1, "Модераторлар тобында құқықтарым жетпейді")
	s.server.Promote(group, me, emulator.Rights{CanDeleteMessages: true})
	s.rights(ctx)
	s.queues(2, "Талқылау тобында құқықтарым жетпейді")
	s.server.Promote(desk, me, emulator.AllRights())
	s.rights(ctx)
	s.queues(3, "Модераторлар тобындағы құқықтарым қайтып келді")
	s.server.Leave(desk, me)
	s.rights(ctx)
	s.queues(4, "Модераторлар тобында құқықтарым жетпейді")
}
