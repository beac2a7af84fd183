package main

import (
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

// moderated gives the newsroom a moderator.
func moderated(moderator *emulator.User) func(*theatre) {
	return func(th *theatre) {
		*moderator = th.server.AddUser(emulator.User{FirstName: "Marat", LanguageCode: "en"})
		th.config.Moderators = accounts{content.TelegramID(moderator.ID)}
	}
}

// edited gives the newsroom an editor.
func edited(editor *emulator.User) func(*theatre) {
	return func(th *theatre) {
		*editor = th.server.AddUser(emulator.User{FirstName: "Editor", LanguageCode: "en"})
		th.config.Editors = accounts{content.TelegramID(editor.ID)}
	}
}

func TestOpinionsEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := perform(t, change, moderated(&account))
			speakAndDecide(th, th.Person(account))
			th.isClean()
		})
	}
}

// speakAndDecide lets somebody leave an opinion, change it and take it back, and a moderator publish it in between.
func speakAndDecide(th *theatre, moderator *emulator.Actor) {
	th.t.Helper()
	const first, second = "Prices went up before the cafés did, and nobody asked us.", "<b>Prices</b> went up & nobody asked us."
	aigul := th.reader("Айгүл", "en")
	aigul.Says("/start w_relocation-kazakhstan__labour")
	aigul.Sees("Your opinion on 3. ")
	aigul.Says(first)
	aigul.Sees("Received.")
	aigul.Says("/queue")
	aigul.Sees("for moderators")
	moderator.Says("/queue")
	moderator.Sees(first)
	moderator.SeesNot("Айгүл")
	aigul.Taps("Edit")
	aigul.Sees("Write opinion 1 anew")
	aigul.Says(second)
	aigul.Sees("Received. A moderator reads the new text")
	moderator.Taps("Approve")
	moderator.SeesAnswer("has changed since")
	moderator.Sees(second)
	moderator.Taps("Approve")
	moderator.Sees("The queue is empty")
	told := aigul.Sees("Your opinion 1 is published.")
	if told.ReplyToMessage == nil || !strings.Contains(told.ReplyToMessage.Text, "Your opinion 1") {
		th.t.Errorf("the news is no reply to the receipt: %+v", told.ReplyToMessage)
	}
	john := th.reader("John", "en")
	john.Says("/opinions labour")
	john.Sees(second)
	aigul.Says("/mine")
	aigul.Taps("Take back")
	aigul.Sees("Take back opinion 1?")
	aigul.Taps("Yes, take it back")
	aigul.Sees("You took back opinion 1")
	john.Says("/opinions labour")
	john.SeesNot(second)
}

func TestDialogueOutlivesARestart(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	reader.Says("/opinion 2")
	reader.Sees("Your opinion on 2. ")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	th.start()
	reader.Says("It was never about the coffee.")
	reader.Sees("Your opinion 1")
}

func TestModeratorsMenu(t *testing.T) {
	var account emulator.User
	th := perform(t, moderated(&account))
	moderator := th.Person(account)
	moderator.Says("/start")
	moderator.Sees("Hello")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	th.start()
	shows := func(user emulator.User, chat emulator.Chat) bool {
		return slices.ContainsFunc(th.server.Menu(th.bot, user, chat), func(c emulator.BotCommand) bool { return c.Command == "queue" })
	}
	if err := th.server.Await(patience(t), func() bool { return shows(account, moderator.Seat().Chat()) }); err != nil {
		t.Fatalf("the moderator's menu does not show /queue: %v", err)
	}
	reader := th.reader("Anna", "en")
	reader.Says("/start")
	reader.Sees("Hello")
	if shows(reader.user, reader.Seat().Chat()) {
		t.Error("a reader's menu shows /queue")
	}
}

func TestRolesOfTheConfiguration(t *testing.T) {
	c := config{Owners: accounts{1}, Editors: accounts{1, 2}, Moderators: accounts{3, 2, 1}}
	for id, want := range map[content.TelegramID]content.Role{
		0: content.RoleReader, 1: content.RoleOwner, 2: content.RoleEditor, 3: content.RoleModerator, 4: content.RoleReader,
	} {
		if got := c.roles()[id]; got != want {
			t.Errorf("%d has the role %d, want %d", id, got, want)
		}
	}
}

func TestParseAccounts(t *testing.T) {
	for list, want := range map[string]accounts{"1": {1}, " 1 , 2,": {1, 2}, "": nil, "9007199254740993": {9007199254740993}} {
		if got, err := parseAccounts(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("parseAccounts(%q) = %v, %v", list, got, err)
		}
	}
	for _, list := range []string{"0", "-1001234567890", "@somebody", "1;2", "1.5", "99999999999999999999"} {
		if got, err := parseAccounts(list); err == nil {
			t.Errorf("parseAccounts(%q) = %v", list, got)
		}
	}
}
