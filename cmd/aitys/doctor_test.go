package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
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

// practice is a healthy newsroom, in which tests break one thing each.
type practice struct {
	*doctor
	t       *testing.T
	server  *emulator.Server
	bot     emulator.Bot
	channel emulator.Chat
	group   emulator.Chat
	said    bytes.Buffer
}

func newPractice(t *testing.T) *practice {
	t.Helper()
	p := &practice{t: t, server: emulator.New(emulator.Options{})}
	t.Cleanup(p.server.Close)
	p.bot = p.server.AddBot("Aitys", "aitys_bot")
	p.channel, p.group = p.server.AddChannel("The News"), p.server.AddGroup("The News: discussion")
	p.server.Link(p.channel, p.group)
	for _, chat := range []emulator.Chat{p.channel, p.group} {
		p.server.Promote(chat, p.bot.User, emulator.AllRights())
	}
	keys, err := storage.ParseKeys(storage.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	p.doctor = &doctor{out: &p.said, now: time.Now, watch: time.Millisecond}
	p.config = config{
		Token: p.bot.Token, APIURL: p.server.URL(), Database: "sqlite:" + filepath.Join(folder, "aitys.db"), Channel: content.TelegramID(p.channel.ID),
		Owners: accounts{7}, Zone: time.UTC, BackupDir: filepath.Join(folder, "backups"), BackupKeep: 3, Keys: keys,
	}
	if err := os.Mkdir(p.BackupDir, 0o700); err != nil {
		t.Fatal(err)
	}
	store := p.open()
	if _, err := store.Backup(context.Background(), p.nightlyPath(time.Hour), false); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *practice) open() *storage.Store {
	p.t.Helper()
	store, err := storage.Open(context.Background(), p.Database, p.options(quiet))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = store.Close() })
	return store
}

// nightlyPath is where a backup of that age stands.
func (p *practice) nightlyPath(age time.Duration) string {
	return filepath.Join(p.BackupDir, time.Now().Add(-age).In(p.Zone).Format(backupName))
}

func (p *practice) file() string { return strings.TrimPrefix(p.Database, "sqlite:") }

// overwrite damages a file behind its header.
func (p *practice) overwrite(path string) {
	p.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	for i := 8192; i < len(data); i++ {
		data[i] = 0xA5
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// call asks the emulator something in the bot's name.
func (p *practice) call(method string, params string) {
	response, err := http.Post(p.server.URL()+"/bot"+p.bot.Token+"/"+method, "application/json", strings.NewReader(params))
	if err == nil {
		_ = response.Body.Close()
	}
}

// line finds what is said of something.
func (p *practice) line(level level, about string) string {
	p.t.Helper()
	match := regexp.MustCompile(`(?m)^` + string(level) + ` +` + regexp.QuoteMeta(about) + `: .*(\n +→ .+)?$`).FindString(p.said.String())
	if match == "" {
		p.t.Errorf("there is no %s about the %s:\n%s", level, about, p.said.String())
	}
	if level != fine && !strings.Contains(match, "→") {
		p.t.Errorf("nothing is to be done about %q", match)
	}
	return match
}

func TestDoctorFindsNothingWrong(t *testing.T) {
	p := newPractice(t)
	if err := p.check(context.Background()); err != nil {
		t.Errorf("%v:\n%s", err, p.said.String())
	}
	for _, about := range []string{
		"settings", "database", "schema", "identities", "token", "clock", "webhook", "polling", "channel", "group", "privacy mode", "disk of the database", "disk of backups",
		"backups", "articles",
	} {
		p.line(fine, about)
	}
	if strings.Contains(p.said.String(), p.bot.Token) {
		t.Error("the token shows")
	}
}

// TestDoctor breaks one thing at a time; each must be found, and nothing else be called a fault.
func TestDoctor(t *testing.T) {
	for name, c := range map[string]struct {
		level level
		about string
		says  string
		spoil func(p *practice)
	}{
		"no token":        {fault, "token", "@BotFather", func(p *practice) { p.Token = "" }},
		"unknown token":   {fault, "token", "BOT_TOKEN", func(p *practice) { p.Token = "123:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }},
		"no network":      {fault, "token", "cannot be reached", func(p *practice) { p.APIURL = "http://127.0.0.1:1" }},
		"clock wrong":     {fault, "clock", "10m0s ahead", func(p *practice) { p.now = func() time.Time { return time.Now().Add(10 * time.Minute) } }},
		"clock slow":      {warning, "clock", "20s behind", func(p *practice) { p.now = func() time.Time { return time.Now().Add(-20 * time.Second) } }},
		"webhook":         {fault, "webhook", "stop that program", func(p *practice) { p.call("setWebhook", `{"url":"https://example.org/hook"}`) }},
		"no owner":        {warning, "owners", "OWNER_IDS", func(p *practice) { p.Owners = nil }},
		"setting unknown": {warning, "settings", "BOT_TOKN", func(p *practice) { p.warnings = []string{"there is no setting BOT_TOKN"} }},
		"no channel":      {fault, "channel", "no such channel", func(p *practice) { p.Channel = -1001 }},
		"not in channel":  {fault, "channel", "administrator", func(p *practice) { p.server.Leave(p.channel, p.bot.User) }},
		"may not post":    {fault, "channel", "right to post", func(p *practice) { p.server.Promote(p.channel, p.bot.User, emulator.Rights{}) }},
		"other group":     {fault, "group", "another group", func(p *practice) { p.Discussion = p.otherGroup() }},
		"not in group":    {fault, "group", "not in the discussion group", func(p *practice) { p.server.Leave(p.group, p.bot.User) }},
		"silenced":        {fault, "group", "may not write", func(p *practice) { p.silence() }},
		"no linked group": {warning, "group", "no discussion group is linked", func(p *practice) { p.Channel = p.lonelyChannel() }},
		"privacy mode":    {warning, "privacy mode", "/setprivacy", func(p *practice) { p.server.Demote(p.group, p.bot.User) }},
		"may not delete":  {warning, "group", "right to delete messages", func(p *practice) { p.server.Promote(p.group, p.bot.User, emulator.Rights{CanRestrictMembers: true}) }},
		"may not ban":     {warning, "group", "right to ban users", func(p *practice) { p.server.Promote(p.group, p.bot.User, emulator.Rights{CanDeleteMessages: true}) }},
		"no desk":         {fault, "moderators", "not in their group", func(p *practice) { p.Moderation = -1002 }},
		"desk as member":  {fault, "moderators", "no administrator", func(p *practice) { p.deskWith(nil) }},
		"desk unpinned":   {warning, "moderators", "right to pin", func(p *practice) { p.deskWith(&emulator.Rights{CanDeleteMessages: true}) }},
		"desk undeleting": {warning, "moderators", "right to delete", func(p *practice) { p.deskWith(&emulator.Rights{CanPinMessages: true}) }},
		"desk in order": {fine, "moderators", "may pin and delete", func(p *practice) {
			p.deskWith(&emulator.Rights{CanPinMessages: true, CanDeleteMessages: true})
		}},
		"damaged":   {fault, "database", "aitys restore", func(p *practice) { p.overwrite(p.file()) }},
		"newer":     {fault, "database", "newer Aitys", func(p *practice) { p.sql("INSERT INTO migration (version_id, is_applied) VALUES (999, 1)") }},
		"foreign":   {fault, "database", "another program", func(p *practice) { p.sql("DROP TABLE meta") }},
		"no folder": {fault, "database", "create it", func(p *practice) { p.Database = "sqlite:/nonexistent/aitys.db" }},
		"no server": {fault, "database", "cannot be reached", func(p *practice) { p.Database = "postgres://u:s3cret@127.0.0.1:1/aitys" }},
		"older schema": {warning, "schema", "up to date by itself", func(p *practice) {
			p.sql("DELETE FROM migration WHERE version_id = (SELECT MAX(version_id) FROM migration)")
		}},
		"other key":        {fault, "identities", "another IDENTITY_KEY", func(p *practice) { p.Keys, _ = storage.ParseKeys(storage.NewKey()) }},
		"no key":           {fault, "identities", "IDENTITY_KEY is empty", func(p *practice) { p.Keys = storage.Keys{} }},
		"never a key":      {warning, "identities", "aitys keygen", func(p *practice) { p.unsealed() }},
		"no backups":       {warning, "backups", "aitys backup", func(p *practice) { p.without() }},
		"backups off":      {warning, "backups", "none are made", func(p *practice) { p.BackupKeep = 0 }},
		"old backup":       {fault, "backups", "hours old", func(p *practice) { p.age(72 * time.Hour) }},
		"late backup":      {warning, "backups", "hours old", func(p *practice) { p.age(30 * time.Hour) }},
		"damaged backup":   {fault, "backups", "of no use", func(p *practice) { p.overwrite(p.backups(context.Background())[0].path) }},
		"faulty article":   {fault, "articles", "aitys check", func(p *practice) { p.ContentDir = p.articleFolder("no article") }},
		"no article":       {warning, "articles", "holds none", func(p *practice) { p.ContentDir = p.t.TempDir() }},
		"two who poll":     {fault, "polling", "another program", func(p *practice) { p.anotherPoller() }},
		"bot at work here": {fine, "polling", "at work here", func(p *practice) { p.open() }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPractice(t)
			c.spoil(p)
			err := p.check(context.Background())
			if got := p.line(c.level, c.about); !strings.Contains(got, c.says) {
				t.Errorf("%q does not say %q", got, c.says)
			}
			if faults := strings.Count("\n"+p.said.String(), "\nfault "); (faults > 0) != errors.Is(err, errSaid) || faults > 0 != (c.level == fault) || faults > 1 {
				t.Errorf("%d faults, and %v:\n%s", faults, err, p.said.String())
			}
			if strings.Contains(p.said.String(), "s3cret") {
				t.Error("a password shows")
			}
		})
	}
}

func (p *practice) otherGroup() content.TelegramID {
	group := p.server.AddGroup("Somewhere else")
	p.server.Promote(group, p.bot.User, emulator.AllRights())
	return content.TelegramID(group.ID)
}

func (p *practice) lonelyChannel() content.TelegramID {
	channel := p.server.AddChannel("Alone")
	p.server.Promote(channel, p.bot.User, emulator.AllRights())
	p.server.SetPrivacy(p.bot, false)
	return content.TelegramID(channel.ID)
}

func (p *practice) silence() {
	p.server.SetPrivacy(p.bot, false)
	p.server.Demote(p.group, p.bot.User)
	p.server.SetPermissions(p.group, emulator.ChatPermissions{})
}

// sql changes the database as its own program would not.
func (p *practice) sql(statement string) {
	p.t.Helper()
	db, err := sql.Open("sqlite3", p.file())
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		p.t.Fatal(err)
	}
}

func (p *practice) unsealed() {
	p.t.Helper()
	p.Keys = storage.Keys{}
	p.without()
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(p.file() + suffix)
	}
	store := p.open()
	if _, err := store.Backup(context.Background(), p.nightlyPath(time.Hour), false); err != nil {
		p.t.Fatal(err)
	}
	_ = store.Close()
}

func (p *practice) without() {
	for _, b := range p.backups(context.Background()) {
		_ = os.Remove(b.path)
	}
}

func (p *practice) age(age time.Duration) {
	p.t.Helper()
	if err := os.Rename(p.backups(context.Background())[0].path, p.nightlyPath(age)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *practice) articleFolder(text string) string {
	folder := p.t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.md"), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return folder
}

// anotherPoller polls without end, as a forgotten program does.
func (p *practice) anotherPoller() {
	p.watch = time.Minute // it ends as soon as the other one is noticed
	ctx, stop := context.WithCancel(context.Background())
	p.t.Cleanup(stop)
	took := make(chan struct{}) // what waited: then it waits for more
	go func() {
		for offset := int64(0); ctx.Err() == nil; {
			body, _ := json.Marshal(map[string]int64{"timeout": 20, "offset": offset})
			request, _ := http.NewRequestWithContext(ctx, http.MethodPost, p.server.URL()+"/bot"+p.bot.Token+"/getUpdates", bytes.NewReader(body))
			request.Header.Set("Content-Type", "application/json")
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				continue
			}
			var answer struct {
				Result []struct {
					ID int64 `json:"update_id"`
				} `json:"result"`
			}
			_ = json.NewDecoder(response.Body).Decode(&answer)
			_ = response.Body.Close()
			for _, update := range answer.Result {
				if offset == 0 {
					close(took)
				}
				offset = update.ID + 1
			}
		}
	}()
	<-took
}

func TestDoctorReadsTheSettings(t *testing.T) {
	t.Setenv("BOT_API_URL", "ftp://example.org")
	t.Chdir(t.TempDir())
	var said bytes.Buffer
	if err := doctorOf(&said).examine(context.Background(), ""); !errors.Is(err, errSaid) {
		t.Errorf("%v", err)
	}
	if !strings.Contains(said.String(), "fault    settings: BOT_API_URL: it is an address") {
		t.Errorf("it says %q", said.String())
	}
}

// deskWith makes a moderators' group in which the bot has rights; nil: it is an ordinary member.
func (p *practice) deskWith(rights *emulator.Rights) {
	desk := p.server.AddGroup("Moderators")
	p.Moderation = content.TelegramID(desk.ID)
	p.server.Join(desk, p.bot.User)
	if rights != nil {
		p.server.Promote(desk, p.bot.User, *rights)
	}
}
