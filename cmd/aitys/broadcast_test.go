package main

import (
	"context"
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// reminder is how the broadcast's message begins.
const reminder = "Have you seen this one?"

// wantNews subscribes people to news, as /subscribe does.
func wantNews(t *testing.T, database string, people []emulator.User) {
	t.Helper()
	store, err := storage.Open(context.Background(), database, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.Update(context.Background(), func(tx *storage.Tx) error {
		for _, person := range people {
			account := content.Person{ID: content.TelegramID(person.ID), First: person.FirstName, LanguageCode: "en"}
			if err := tx.Meet([]content.Person{account}); err != nil {
				return err
			}
			reader, err := tx.Reader(account.ID)
			if err != nil {
				return err
			}
			if err := tx.Subscribe(reader.ID, content.News, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reminders counts the broadcast's messages in a chat.
func reminders(seat *emulator.Seat) (n int) {
	for _, m := range seat.Messages() {
		if strings.HasPrefix(m.Text, reminder) {
			n++
		}
	}
	return n
}

// progressOf is the editor's message about the broadcast, and how many of them stand.
func progressOf(seat *emulator.Seat) (words string, n int) {
	for _, m := range seat.Messages() {
		if strings.HasPrefix(m.Text, "Subscribers are told of") {
			words = m.Text
			n++
		}
	}
	return words, n
}

// TestABroadcastAgainstTelegramsLimits tells 240 subscribers, of whom 30 % have blocked the bot, at the real rate, while somebody reads an article. The server
// refuses nothing for flooding, everybody who can be reached has one message, and the answers do not wait for the end of the broadcast.
func TestABroadcastAgainstTelegramsLimits(t *testing.T) {
	const many = 240
	var editor emulator.User
	th := perform(t, func(th *theatre) {
		editor = th.server.AddUser(emulator.User{FirstName: "Editor", LanguageCode: "en"})
		th.config.Editors = accounts{content.TelegramID(editor.ID)}
	})
	th.broadcastTo(th.Person(editor), many)
}

func (th *theatre) broadcastTo(editor *emulator.Actor, many int) {
	th.t.Helper()
	editor.Says("/start")
	reader := th.reader("Reader", "en")
	reader.Says("/figures")
	reader.Sees("80,000")
	people := make([]emulator.User, many)
	seats := make([]*emulator.Seat, many)
	for i := range people {
		people[i] = th.server.AddUser(emulator.User{FirstName: fmt.Sprint("Subscriber ", i), LanguageCode: "en"})
		seats[i] = th.server.Private(people[i], th.bot)
		seats[i].Known()
		if i%10 < 3 {
			th.server.Inflict(emulator.Fault{Trouble: emulator.Refuse, Chat: people[i].ID, Refusal: emulator.Refused(403, "Forbidden: bot was blocked by the user")})
		}
	}
	wantNews(th.t, th.config.Database, people)
	editor.Says("/announce")
	editor.Taps("Remind them")
	told := func() (n int) {
		for _, seat := range seats {
			n += reminders(seat)
		}
		return n
	}
	answered := 0
	for section := 0; section <= 3; section++ {
		if _, err := reader.Seat().Say("/section " + strconv.Itoa(section+1)); err != nil {
			th.t.Fatal(err)
		}
		before := len(reader.Seat().Messages())
		if err := th.server.Await(patience(th.t), func() bool { return len(reader.Seat().Messages()) > before }); err != nil {
			th.t.Fatal(err)
		}
		if told() < many*7/10 {
			answered++
		}
	}
	if answered == 0 {
		th.t.Error("every answer came behind the whole broadcast")
	}
	done := fmt.Sprintf("Sent to %d of %d", many*7/10, many)
	if err := th.server.Await(patience(th.t), func() bool {
		words, _ := progressOf(editor.Seat())
		return strings.Contains(words, done) && strings.Contains(words, "Done at")
	}); err != nil {
		words, _ := progressOf(editor.Seat())
		th.t.Fatalf("the broadcast does not end: %q", words)
	}
	for i, seat := range seats {
		want := 1
		if i%10 < 3 {
			want = 0
		}
		if got := reminders(seat); got != want {
			th.t.Errorf("subscriber %d has it %d times", i, got)
		}
	}
	for _, call := range th.server.Calls(func(c emulator.Call) bool { return c.Code == 429 }) {
		th.t.Errorf("refused for flooding: %s at %v", call.Method, call.Time)
	}
	if words, n := progressOf(editor.Seat()); n != 1 || !strings.Contains(words, fmt.Sprint(many*3/10, " could not be reached")) {
		th.t.Errorf("the editor sees %d messages: %q", n, words)
	}
	// Those who blocked the bot are remembered: the next broadcast does not try them.
	store, err := storage.Open(context.Background(), th.config.Database, th.config.options(slog.New(slog.DiscardHandler)))
	if err != nil {
		th.t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(context.Background(), func(tx *storage.Tx) error {
		n, err := tx.CountSubscribers(content.News)
		if n != many*7/10 {
			th.t.Errorf("%d can be reached", n)
		}
		return err
	}); err != nil {
		th.t.Fatal(err)
	}
}

// TestABroadcastIsKilled kills the real program in the middle of a broadcast to 2,000, again and again: nobody has its message twice, and everybody has it once, but
// those of whom the progress says that it is not known.
func TestABroadcastIsKilled(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killBroadcast(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), 12) })
	t.Run("postgres", func(t *testing.T) { killBroadcast(t, newPostgres(t), 6) })
}

func killBroadcast(t *testing.T, database string, kills int) {
	t.Helper()
	const many = 2000
	k := newKilling(t, database)
	k.settings = []string{"EDITOR_IDS=" + strconv.FormatInt(k.people[0].ID, 10), "QUIET_HOURS=none", "SEND_RATE=300"}
	editor := k.private[0]
	program := k.start()
	k.say(editor, "/start")
	k.awaits("the program answers", func() bool { return len(editor.Messages()) > 2 })
	k.end(program)
	people := make([]emulator.User, many)
	seats := make([]*emulator.Seat, many)
	for i := range people {
		people[i] = k.server.AddUser(emulator.User{FirstName: fmt.Sprint("Subscriber ", i), LanguageCode: "en"})
		seats[i] = k.server.Private(people[i], k.bot)
		seats[i].Known()
	}
	wantNews(t, database, people)
	sends := func() int { return k.server.CallCount("sendMessage") }
	finished := func() bool {
		words, _ := progressOf(editor)
		return strings.Contains(words, "Done at")
	}
	program = k.start()
	k.say(editor, "/announce")
	k.awaits("the question", func() bool { return pressable(editor, "yes") != nil })
	if _, err := editor.Press(pressable(editor, "yes").MessageID, "an.1.yes"); err != nil {
		t.Fatal(err)
	}
	for range kills {
		already := sends()
		wanted := already + 20 + k.rnd.IntN(many/kills)
		k.awaits("the broadcast goes on", func() bool { return sends() >= wanted || finished() })
		if err := program.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = program.Wait() // it was killed, and says so
		program = k.start()
		k.say(k.private[1], "/figures")
	}
	for !finished() { // one question a second in a chat: a slow machine leaves many numbers to ask for
		asked := k.server.CallCount("editMessageReplyMarkup")
		k.awaits("the broadcast goes on and ends", func() bool { return finished() || k.server.CallCount("editMessageReplyMarkup") > asked })
	}
	k.end(program)
	missing := 0
	for i, seat := range seats {
		switch n := reminders(seat); {
		case n > 1:
			t.Errorf("subscriber %d has it %d times", i, n)
		case n == 0:
			missing++
		}
	}
	words, n := progressOf(editor)
	t.Logf("%d missing of %d: %q", missing, many, words)
	if missing > 0 && !strings.Contains(words, "not known") {
		t.Errorf("%d do not have it, and the progress says %q", missing, words)
	}
	if missing > kills {
		t.Errorf("%d do not have it", missing)
	}
	if n == 0 || n > 1+kills { // an ordinary message, which a kill may repeat
		t.Errorf("the progress stands %d times", n)
	}
	k.look(func(tx *storage.Tx) error {
		parked, err := tx.Parked(0, 10)
		if len(parked) > 0 {
			t.Errorf("parked: %+v", parked)
		}
		return err
	})
}

// awaits waits for what the program does.
func (k *killing) awaits(what string, holds func() bool) {
	k.t.Helper()
	if err := k.server.Await(patience(k.t), holds); err != nil {
		words, _ := progressOf(k.private[0])
		k.t.Fatalf("%s: %v\nthe progress: %q\n%s", what, err, words, k.log.String())
	}
}

// end stops the program as an operator does.
func (k *killing) end(program *exec.Cmd) {
	k.t.Helper()
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		k.t.Fatal(err)
	}
	if err := program.Wait(); err != nil {
		k.t.Fatal(err)
	}
}

// pressable is the newest message in a chat with a button whose data ends so; nil: there is none.
func pressable(seat *emulator.Seat, end string) *emulator.Message {
	messages := seat.Messages()
	for i := len(messages) - 1; i >= 0; i-- {
		if messages[i].ReplyMarkup == nil {
			continue
		}
		for _, row := range messages[i].ReplyMarkup.Rows {
			for _, b := range row {
				if strings.HasSuffix(b.CallbackData, end) {
					return &messages[i]
				}
			}
		}
	}
	return nil
}
