package main

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// TestAGroupThatBecameASupergroup: the bot learns of it by the refusal of a message or by what Telegram says of it, whichever comes first. The message
// stands in the supergroup once, and both ids are one chat.
func TestAGroupThatBecameASupergroup(t *testing.T) {
	for _, first := range []string{"refusal", "announcement"} {
		t.Run(first+" first", func(t *testing.T) {
			th := perform(t, func(th *theatre) {
				th.group = th.server.AddBasicGroup("Talk")
				th.server.Join(th.group, th.bot.User)
				th.config.Discussion, th.config.Channel = content.TelegramID(th.group.ID), 0
			})
			_, group := th.inGroup("Anna")
			// The answer waits while the group moves.
			strikes := th.inflict(emulator.Fault{Method: "sendMessage", Chat: th.group.ID, Refusal: emulator.TooMany(2), Times: 1})
			group.Says("/summary@aitys_bot")
			if err := th.server.Await(patience(t), func() bool { return th.server.FloodCount() == 1 }); err != nil {
				t.Fatal(err)
			}
			strikes()
			moved := th.server.Upgrade(th.group)
			if first == "announcement" {
				th.server.AnnounceUpgrade(th.group)
			}
			after := group.InGroup(moved)
			after.Sees("The Times of Central Asia")
			if first == "refusal" {
				th.server.AnnounceUpgrade(th.group)
			}
			th.settle()
			if old, now := botSaid(group.Seat(), "The Times"), botSaid(after.Seat(), "The Times"); old != 0 || now != 1 {
				t.Errorf("the answer stands %d times in the old group and %d times in the new one", old, now)
			}
			after.Says("/figures@aitys_bot")
			after.Sees("80,000")
			th.settle()
			refused := th.server.Calls(func(c emulator.Call) bool { return c.Method == "sendMessage" && c.Chat == th.group.ID && c.Code == 400 })
			if len(refused) > 1 {
				t.Errorf("%d calls named the old group after it had moved", len(refused))
			}
			th.look(func(tx *storage.Tx) error {
				before, err := tx.ChatOf(content.TelegramID(th.group.ID))
				if err != nil {
					return err
				}
				if now, err := tx.ChatOf(content.TelegramID(moved.ID)); err != nil || now != before {
					t.Errorf("the group is chat %d, the supergroup chat %d (%v)", before, now, err)
				}
				return nil
			})
		})
	}
}

// TestLatePresses: the button of a poll that is closed and of a message that was deleted. Nothing changes, and the person is told, or gets what they asked
// for in a new message.
func TestLatePresses(t *testing.T) {
	th := perform(t)
	reader, group := th.inGroup("Anna")
	group.Says("/poll@aitys_bot 3")
	poll := group.Sees("Nobody has voted yet")
	sample, err := fs.ReadFile(content.Sample(), "relocation-kazakhstan.en.md")
	if err != nil {
		t.Fatal(err)
	}
	th.push(filepath.Join(t.TempDir(), "a.md"), strings.Replace(string(sample), "for your own work?", "for your work?", 1), "--publish")
	group.SeesWhere("the closed poll", func(m emulator.Message) bool { return strings.Contains(m.Text, "closed") })
	group.TapsData(poll.ReplyMarkup.Rows[0][0].CallbackData, poll)
	group.SeesAnswer("closed")
	th.settle()
	for _, m := range group.Seat().Messages() {
		if m.MessageID == poll.MessageID && !strings.Contains(m.Text, "Nobody") {
			t.Errorf("a late vote changed the poll: %s", m.Text)
		}
	}

	reader.Says("/figures")
	gone := reader.Sees("80,000")
	reader.Deletes(gone)
	reader.TapsData("a.1", gone)
	if again := reader.Sees("The Times of Central Asia"); again.MessageID == gone.MessageID {
		t.Error("a message that was deleted came back")
	}
}

// TestTwoProgramsWithOneToken: both go on, the log says what is wrong, and when one of them is stopped the other recovers by itself.
func TestTwoProgramsWithOneToken(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	reader.Says("/start")
	reader.Sees("Hello")
	rival := &theatre{Play: th.Play, t: t, server: th.server, bot: th.bot, config: th.config, log: &logged{}}
	rival.config.Database = "sqlite:" + filepath.Join(t.TempDir(), "rival.db")
	rival.start()
	th.logs("Another program polls with this bot's token")
	if err := rival.stop(); err != nil {
		t.Errorf("the second program ended with %v", err)
	}
	reader.Says("/figures")
	reader.Sees("80,000")
	th.logs("Telegram gives updates again.")
	th.settle()
	if got := botSaid(reader.Seat(), "80,000"); got != 1 {
		t.Errorf("answered %d times", got)
	}
}
