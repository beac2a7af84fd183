package main

import (
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

// withDesk gives the newsroom a moderation chat with members.
func withDesk(group *emulator.Chat, members ...*emulator.User) func(*theatre) {
	return func(th *theatre) {
		*group = th.server.AddGroup("The News: moderators")
		th.server.Promote(*group, th.bot.User, emulator.AllRights())
		for _, m := range members {
			*m = th.server.AddUser(emulator.User{FirstName: m.FirstName, LanguageCode: "en"})
			th.server.Join(*group, *m)
		}
		th.config.Moderation, th.config.OpenCards = content.TelegramID(group.ID), 10
		th.config.Undo = 1
	}
}

// TestTheModerationChatEndToEnd decides on a card as a member of the chat, whom no setting names; a stranger's press and that of somebody who was put out change nothing.
func TestTheModerationChatEndToEnd(t *testing.T) {
	const words = "Prices went up before the cafés did, and nobody asked us."
	var group emulator.Chat
	marat, out := emulator.User{FirstName: "Marat"}, emulator.User{FirstName: "Olga"}
	th := perform(t, withDesk(&group, &marat, &out))
	aigul := th.reader("Айгүл", "en")
	aigul.Says("/opinion labour " + words)
	aigul.Sees("Received.")
	moderator, stranger, former := th.Person(marat).InGroup(group), aigul.InGroup(group), th.Person(out).InGroup(group)
	card := moderator.SeesWhere("a card", func(m emulator.Message) bool { return strings.Contains(m.Text, words) })
	if strings.Contains(card.Text, "Айгүл") || !strings.Contains(card.Text, "Opinion 1 · Reader ") {
		t.Errorf("the card: %q", card.Text)
	}
	approve := card.ReplyMarkup.Rows[0][0].CallbackData
	stranger.TapsData(approve, card)
	stranger.SeesAnswer("for moderators")
	th.server.Expel(group, out)
	former.TapsData(approve, card)
	former.SeesAnswer("for moderators")
	moderator.TapsData(approve, card)
	moderator.SeesAnswer("will be published in 1 s")
	aigul.Sees("Your opinion 1 is published.")
	moderator.SeesWhere("the decided card", func(m emulator.Message) bool {
		return m.MessageID == card.MessageID && strings.Contains(m.Text, "Approved by Marat") && m.ReplyMarkup == nil
	})
	th.isClean()
}
