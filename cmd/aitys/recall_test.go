package main

import (
	"strconv"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

// TestForgettingTakesCommentsOutOfTheGroup: whoever has everything erased finds their messages in the group gone, and is told of those that the bot may not delete.
func TestForgettingTakesCommentsOutOfTheGroup(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := performHastily(t, change, keyed, func(th *theatre) {
				account = th.server.AddUser(emulator.User{FirstName: "Editor", LanguageCode: "en"})
				th.config.Editors = accounts{content.TelegramID(account.ID)}
			})
			publishesSample(th.Person(account))
			aigul, ben := th.reader("Айгүл", "en"), th.reader("Ben", "en")
			th.server.Join(th.group, aigul.user, ben.user)
			root := aigul.InGroup(th.group).SeesWhere("the article's copy", func(m emulator.Message) bool {
				return m.IsAutomaticForward && strings.Contains(m.Words(), "Relocation Wave")
			})
			aigul.InGroup(th.group).Replies(root, "Qumyrsqa is what I think of it.")
			ben.InGroup(th.group).Replies(root, "Shegirtke is what I think of it.")
			th.settles()
			th.forgetsAll(aigul, "1 comment in the group is being deleted")
			th.settles()
			aigul.SeesNot("still in the group")
			deleted := th.server.Calls(func(c emulator.Call) bool { return c.Method == "deleteMessages" && c.Code == 200 })
			if len(deleted) != 1 {
				t.Errorf("asked for %d times", len(deleted))
			}
			rights := emulator.AllRights()
			rights.CanDeleteMessages = false
			th.server.Promote(th.group, th.bot.User, rights)
			th.forgetsAll(ben, "1 comment in the group is being deleted")
			ben.Sees("1 comment of yours is still in the group")
			th.settles()
			if err := th.stop(); err != nil {
				t.Fatal(err)
			}
			th.leftNothing("Qumyrsqa", "Shegirtke", strconv.FormatInt(aigul.user.ID, 10), strconv.FormatInt(ben.user.ID, 10))
			th.start()
		})
	}
}

// forgetsAll lets somebody have everything erased.
func (th *theatre) forgetsAll(who reader, told string) {
	th.t.Helper()
	who.Says("/forget")
	who.Sees("Erase everything about you?")
	who.Taps("Yes, erase everything")
	who.Sees(told)
}
