package main

import (
	"context"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

func TestReadingEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := perform(t, change)
			readEverything(th)
			th.isClean()
		})
	}
}

// readEverything walks through all that a reader can do, in private and in the group.
func readEverything(th *theatre) {
	th.t.Helper()
	aigul := th.reader("Айгүл", "kk")
	aigul.Says("/start")
	aigul.Sees("Сәлеметсіз бе, Айгүл")
	aigul.Sees("2025 жылғы 3 желтоқсан")
	aigul.Taps("English")
	aigul.Sees("December 3, 2025")
	aigul.Taps("1. A new diaspora")
	aigul.Sees("Interior Ministry")
	aigul.Taps("Figures: 7")
	aigul.Sees("over 80,000 permits")
	aigul.Taps("All figures")
	aigul.Sees("100,000–120,000 people")
	aigul.TapsData("a.forged")
	aigul.SeesAnswer("no longer applies")
	aigul.Says("/summry")
	aigul.Sees("/summary")

	john := th.reader("<b>John</b>", "en")
	john.Says("/start a_relocation-kazakhstan__cappuccino")
	john.Sees("Hello, <b>John</b>!")
	john.Sees("2. The “cappuccino effect”")
	john.Says("/chart labour")
	john.SeesWhere("a picture", func(m emulator.Message) bool { return len(m.Photo) > 0 && strings.Contains(m.Caption, "$280 million") })
	john.Sends(emulator.Draft{Sticker: "🐎"})
	john.Sees("sticker")

	th.server.Join(th.group, john.user)
	inGroup := john.InGroup(th.group)
	asked := inGroup.Says("/figures@aitys_bot labour")
	answer := inGroup.Sees("$280 million")
	if answer.ReplyToMessage == nil || answer.ReplyToMessage.MessageID != asked.MessageID {
		th.t.Errorf("the answer in the group is no reply: %+v", answer.ReplyToMessage)
	}
	inGroup.Says("nothing but talk")
	inGroup.SeesNot("")
	inGroup.Says("/summary@aitys_bot")
	inGroup.Sees("The Times of Central Asia")
	inGroup.Taps("1. A new diaspora") // a link into the private chat
	john.Sees("Interior Ministry")
}

// isClean fails when the bot did what Telegram tolerates but a careful bot avoids, was told to slow down, or let its token out.
func (th *theatre) isClean() {
	th.t.Helper()
	if misuses := th.server.Misuses(); len(misuses) > 0 {
		th.t.Errorf("misuses: %+v", misuses)
	}
	if n := th.server.FloodCount(); n > 0 {
		th.t.Errorf("the bot was told %d times to slow down", n)
	}
	if strings.Contains(th.log.String(), th.bot.Token) {
		th.t.Error("the token stands in the log")
	}
}

func TestMenuIsSetOnceAndOnlyWhereItDiffers(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "ru")
	reader.Says("/help")
	reader.Sees("/figures")
	th.awaitCalls("setMyCommands", 8) // two menus in three languages and for everybody else
	th.settle()
	menu := th.server.Menu(th.bot, reader.user, reader.Seat().Chat())
	if len(menu) == 0 || len(menu) > 8 || !slices.ContainsFunc(menu, func(c emulator.BotCommand) bool {
		return c.Command == "summary" && c.Description == "главное в статье"
	}) {
		t.Errorf("the command menu of a Russian reader: %+v", menu)
	}
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	sets := th.sets()
	if sets == 0 {
		t.Fatal("nothing was set at the first start")
	}
	th.start()
	th.awaitCalls("getMyCommands", 16)
	th.settle()
	if again := th.sets() - sets; again != 0 {
		t.Errorf("%d things were set again although nothing changed", again)
	}
}

// settle waits until the program has nothing left to do.
func (th *theatre) settle() {
	th.t.Helper()
	if err := th.server.WaitIdle(patience(th.t), th.bot, th.sent); err != nil {
		th.t.Fatal(err)
	}
}

func (th *theatre) awaitCalls(method string, n int) {
	th.t.Helper()
	if err := th.server.Await(patience(th.t), func() bool { return th.server.CallCount(method) >= n }); err != nil {
		th.t.Fatalf("%d calls of %s did not come: %v\n%s", n, method, err, th.log)
	}
}

// sets counts the calls that set how the bot shows itself.
func (th *theatre) sets() int {
	return len(th.server.Calls(func(c emulator.Call) bool { return strings.HasPrefix(c.Method, "setMy") }))
}

func TestPushIsSeenAtOnceAndDraftsNever(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	reader.Says("/articles")
	reader.Sees("How the Russian Relocation Wave")
	path := filepath.Join(t.TempDir(), "a.md")
	th.push(path, "---\nslug: library-hours\nlang: en\ntitle: The library opens on Sundays\n---\nFrom May on.\n")
	reader.Says("/summary library-hours")
	reader.Sees("library-hours")
	th.push(path, "---\nslug: library-hours\nlang: en\ntitle: The library opens on Sundays\n---\nFrom May on.\n", "--publish")
	reader.Says("/summary library-hours")
	reader.Sees("From May on.")
	th.push(path, "---\nslug: library-hours\nlang: en\ntitle: The library opens on Sundays\n---\nFrom June on.\n", "--publish")
	reader.Says("/summary library-hours")
	reader.Sees("From June on.")
}

func TestWhatIsPushedOverTheSampleStays(t *testing.T) {
	th := perform(t)
	sample, err := fs.ReadFile(content.Sample(), "relocation-kazakhstan.en.md")
	if err != nil {
		t.Fatal(err)
	}
	th.push(filepath.Join(t.TempDir(), "a.md"), strings.Replace(string(sample), "title: How the", "title: CORRECTED How the", 1), "--publish")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	th.start()
	reader := th.reader("Anna", "en")
	reader.Says("/summary")
	reader.Sees("CORRECTED")
}

func (th *theatre) push(path, file string, flags ...string) {
	th.t.Helper()
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		th.t.Fatal(err)
	}
	th.t.Setenv("DATABASE_URL", th.config.Database)
	if code := execute(context.Background(), append([]string{"push", path}, flags...)); code != exitDone {
		th.t.Fatalf("aitys push %s exits %d", path, code)
	}
}

func TestDeepLinksOfTheGroupFitTelegram(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	th.server.Join(th.group, reader.user)
	group := reader.InGroup(th.group)
	group.Says("/summary")
	for _, row := range group.Sees("The Times of Central Asia").ReplyMarkup.Rows {
		for _, b := range row {
			if b.URL == "" {
				t.Errorf("the button %q is no link", b.Text)
				continue
			}
			link, err := url.Parse(b.URL)
			if err != nil || link.Host != "t.me" {
				t.Errorf("the button %q leads to %q", b.Text, b.URL)
			}
		}
	}
}

func TestGroupIsFollowedToItsSupergroup(t *testing.T) {
	th := perform(t, func(th *theatre) {
		group := th.server.AddBasicGroup("Talk")
		th.server.Join(group, th.bot.User)
		th.group = group
		th.config.Discussion, th.config.Channel = content.TelegramID(group.ID), 0
	})
	reader := th.reader("Anna", "en")
	th.server.Join(th.group, reader.user)
	reader.InGroup(th.group).Says("/summary@aitys_bot")
	reader.InGroup(th.group).Sees("The Times of Central Asia")
	moved := th.server.Migrate(th.group)
	after := reader.InGroup(moved)
	after.Says("/figures@aitys_bot")
	after.Sees("80,000")
}
