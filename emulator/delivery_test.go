package emulator

import (
	"slices"
	"testing"
)

// kinds are the texts of the messages in updates, for comparing what arrived.
func texts(updates []got) []string {
	var out []string
	for _, u := range updates {
		for _, m := range []*Message{u.Message, u.EditedMessage, u.ChannelPost} {
			if m != nil {
				out = append(out, m.Words())
			}
		}
	}
	return out
}

func expect(t *testing.T, updates []got, want ...string) {
	t.Helper()
	if got := texts(updates); !slices.Equal(got, want) {
		t.Errorf("arrived %q, want %q", got, want)
	}
}

func TestPrivacyModeHidesWhatIsNotMeantForTheBot(t *testing.T) {
	k := newKit(t, Options{})
	k.Demote(k.group, k.bot.User)
	other := k.AddBot("Other", "other_bot")
	k.Join(k.group, other.User)
	seat := k.In(k.anna, k.group)
	mine := k.send(k.group.ID, "from the bot")
	k.updates()

	k.say(seat, "chatter")
	k.say(seat, "/help")
	k.say(seat, "/help@herald_bot")
	k.say(seat, "/help@HERALD_bot now")
	k.say(seat, "/help@other_bot")
	k.say(seat, "see @herald_bot")
	if _, err := seat.Send(Draft{Text: "an answer", ReplyTo: mine.MessageID}); err != nil {
		t.Fatal(err)
	}
	expect(t, k.updates(), "/help", "/help@herald_bot", "/help@HERALD_bot now", "see @herald_bot", "an answer")

	k.SetPrivacy(k.bot, false)
	k.say(seat, "chatter")
	expect(t, k.updates(), "chatter")
	k.SetPrivacy(k.bot, true)
	k.Promote(k.group, k.bot.User, Rights{})
	k.updates()
	k.say(seat, "more chatter")
	expect(t, k.updates(), "more chatter")
}

func TestACommandForNobodyGoesToTheBotThatSpokeLast(t *testing.T) {
	k := newKit(t, Options{})
	k.Demote(k.group, k.bot.User)
	other := k.AddBot("Other", "other_bot")
	k.Join(k.group, other.User)
	k.send(k.group.ID, "mine is the last word")
	k.updates()
	k.updatesOf(other)
	k.say(k.In(k.anna, k.group), "/help")
	expect(t, k.updates(), "/help")
	expect(t, k.updatesOf(other))
}

func TestBotsNeverSeeOtherBots(t *testing.T) {
	k := newKit(t, Options{})
	other := k.AddBot("Other", "other_bot")
	k.Promote(k.group, other.User, AllRights())
	k.updatesOf(other)
	k.send(k.group.ID, "hello, bots")
	expect(t, k.updatesOf(other))
	if n := len(k.updates()); n != 1 { // its promotion's service message
		t.Errorf("%d updates, want the other bot's arrival only", n)
	}
}

func TestDeletionIsSilent(t *testing.T) {
	k := newKit(t, Options{})
	seat := k.In(k.anna, k.group)
	m := k.say(seat, "soon gone")
	k.updates()
	if err := seat.Delete(m.MessageID); err != nil {
		t.Fatal(err)
	}
	if got := k.updates(); len(got) != 0 {
		t.Errorf("updates about a deletion: %+v", got)
	}
}

func TestChannelPostIsForwardedIntoTheGroup(t *testing.T) {
	k := newKit(t, Options{})
	post := must[Message](k, "sendMessage", with{
		"chat_id": k.channel.ID, "text": "news", "reply_markup": buttons(with{"text": "B", "callback_data": "b"}),
	})
	if post.From != nil || post.SenderChat == nil || post.SenderChat.ID != k.channel.ID {
		t.Errorf("a post is sent by its channel: %+v", post)
	}
	root := k.one().Message
	origin := root.ForwardOrigin
	switch {
	case !root.IsAutomaticForward, root.Chat.ID != k.group.ID, root.From.ID != ServiceID,
		root.SenderChat.ID != k.channel.ID, root.ReplyMarkup != nil:
		t.Errorf("the automatic forward: %+v", root)
	case origin.Type != "channel" || origin.Chat.ID != k.channel.ID || origin.MessageID != post.MessageID:
		t.Errorf("its origin: %+v", origin)
	case root.ForwardFromChat.ID != k.channel.ID || root.ForwardFromMessage != post.MessageID:
		t.Errorf("its origin in the old fields: %+v", root)
	}

	seat := k.In(k.AddUser(User{FirstName: "Passer-by"}), k.group) // comments are open to all
	comment, err := seat.Send(Draft{Text: "a comment", ReplyTo: root.MessageID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seat.Send(Draft{Text: "an answer", ReplyTo: comment.MessageID}); err != nil {
		t.Fatal(err)
	}
	updates := k.updates()
	expect(t, updates, "a comment", "an answer")
	answer := updates[1].Message
	if answer.MessageThreadID != root.MessageID {
		t.Errorf("thread %d, want the root %d", answer.MessageThreadID, root.MessageID)
	}
	if p := answer.ReplyToMessage; p.MessageID != comment.MessageID || p.ReplyToMessage != nil {
		t.Errorf("reply_to_message is the direct parent alone, got %+v", p)
	}

	must[Message](k, "editMessageText", with{"chat_id": k.channel.ID, "message_id": post.MessageID, "text": "better news"})
	expect(t, k.updates(), "better news")
}

func TestForwardAfterTheAnswer(t *testing.T) {
	k := newKit(t, Options{Forwards: AfterAnswer})
	k.send(k.channel.ID, "news")
	if err := k.Await(t.Context(), func() bool { return k.Pending(k.bot) > 0 }); err != nil {
		t.Fatal(err)
	}
	if m := k.one().Message; !m.IsAutomaticForward {
		t.Errorf("%+v", m)
	}
}

func TestForwardIsDeliveredBeforeTheAnswer(t *testing.T) {
	k := newKit(t, Options{Forwards: DeliveredBeforeAnswer})
	arrived := make(chan reply, 1)
	go func() {
		r, _ := post(t.Context(), k.URL()+"/bot"+k.bot.Token+"/getUpdates", with{"timeout": 20})
		arrived <- r
	}()
	k.send(k.channel.ID, "news")
	calls := k.Calls(func(c Call) bool { return c.Method == "getUpdates" && c.Code == 0 })
	if len(calls) > 0 {
		t.Error("the answer came before the update had been handed out")
	}
	if r := <-arrived; !r.OK {
		t.Error(r.Description)
	}
}

func TestMaskedSenders(t *testing.T) {
	k := newKit(t, Options{})
	boss := k.AddUser(User{FirstName: "Boss"})
	k.Promote(k.group, boss, Rights{Anonymous: true, Title: "chief"})
	own := k.AddChannel("Anna's")
	k.updates()

	k.say(k.In(boss, k.group), "as the group")
	m := k.one().Message
	if m.From.ID != GroupAnonymousID || m.SenderChat.ID != k.group.ID || m.AuthorSignature != "chief" {
		t.Errorf("an anonymous administrator: %+v", m)
	}
	if r := k.call("sendMessage", with{"chat_id": boss.ID, "text": "?"}); r.Description != cannotInitiate.err().Description {
		t.Errorf("got %q: the group's members are known to the bot", r.Description)
	}

	if _, err := k.In(k.anna, k.group).Send(Draft{Text: "as a channel", As: &own}); err != nil {
		t.Fatal(err)
	}
	m = k.one().Message
	if m.From.ID != ChannelBotID || m.SenderChat.ID != own.ID {
		t.Errorf("somebody who speaks as a channel: %+v", m)
	}
	p, err := k.In(boss, k.group).Press(k.sendButtons(k.group.ID), "x")
	if err != nil || p == "" {
		t.Fatal(err)
	}
	if q := k.one().CallbackQuery; q.From.ID != boss.ID {
		t.Errorf("a press carries the real account, got %d", q.From.ID)
	}
}

// sendButtons sends a message with a button and is its id.
func (k *kit) sendButtons(chat int64) int {
	k.t.Helper()
	return must[Message](k, "sendMessage", with{
		"chat_id": chat, "text": "x", "reply_markup": buttons(with{"text": "Press", "callback_data": "p"}),
	}).MessageID
}

func TestMembershipUpdates(t *testing.T) {
	k := newKit(t, Options{})
	must[[]got](k, "getUpdates", with{"allowed_updates": []string{"message", "my_chat_member", "chat_member"}})
	bert := k.AddUser(User{FirstName: "Bert"})
	k.Join(k.group, bert)
	updates := k.updates()
	if len(updates) != 2 || updates[0].ChatMember == nil || updates[0].ChatMember.New.Status != "member" ||
		len(updates[1].Message.NewChatMembers) != 1 {
		t.Errorf("joining: %+v", updates)
	}
	k.Promote(k.group, k.bot.User, Rights{})
	if u := k.one().MyChatMember; u.Old.Status != "administrator" || u.New.Status != "administrator" || u.New.User.ID != k.bot.ID {
		t.Errorf("other rights: %+v", u)
	}
	k.Expel(k.group, k.bot.User)
	if u := k.one().MyChatMember; u.New.Status != "kicked" {
		t.Errorf("expelled: %+v", u)
	}
	k.say(k.In(bert, k.group), "is it gone?")
	expect(t, k.updates())

	k.private.Block()
	if u := k.one().MyChatMember; u.Old.Status != "member" || u.New.Status != "kicked" || u.Chat.ID != k.anna.ID {
		t.Errorf("blocked: %+v", u)
	}
	if _, err := k.private.Say("hello?"); err == nil {
		t.Error("somebody who blocked the bot wrote to it")
	}
	k.private.Unblock()
	if u := k.one().MyChatMember; u.New.Status != "member" {
		t.Errorf("unblocked: %+v", u)
	}
	k.send(k.anna.ID, "welcome back")
}

func TestReactions(t *testing.T) {
	k := newKit(t, Options{})
	must[[]got](k, "getUpdates", with{"allowed_updates": []string{"message_reaction"}})
	m := k.send(k.group.ID, "react!")
	if err := k.In(k.anna, k.group).React(m.MessageID, "👍"); err != nil {
		t.Fatal(err)
	}
	if r := k.one().MessageReaction; r.User.ID != k.anna.ID || len(r.OldReaction) != 0 || r.NewReaction[0].Emoji != "👍" {
		t.Errorf("%+v", r)
	}
	if err := k.In(k.anna, k.group).React(m.MessageID); err != nil {
		t.Fatal(err)
	}
	if r := k.one().MessageReaction; len(r.OldReaction) != 1 || len(r.NewReaction) != 0 {
		t.Errorf("%+v", r)
	}
	must[bool](k, "setMessageReaction", with{"chat_id": k.group.ID, "message_id": m.MessageID, "reaction": []any{with{"type": "emoji", "emoji": "🔥"}}})
	if got := k.updates(); len(got) != 0 {
		t.Errorf("a bot's own reaction came back: %+v", got)
	}
}

func TestMigration(t *testing.T) {
	k := newKit(t, Options{})
	g := k.small()
	k.updates()
	big := k.Upgrade(g)
	r := k.call("sendMessage", with{"chat_id": g.ID, "text": "x"})
	if r.Parameters.MigrateToChatID != big.ID || big.Type != "supergroup" {
		t.Errorf("refused with %+v, want the new id %d", r, big.ID)
	}
	if got := k.updates(); len(got) != 0 {
		t.Errorf("a quiet upgrade was announced: %+v", got)
	}
	k.AnnounceUpgrade(g)
	updates := k.updates()
	if len(updates) != 2 || updates[0].Message.Chat.ID != g.ID || updates[0].Message.MigrateToChatID != big.ID ||
		updates[1].Message.Chat.ID != big.ID || updates[1].Message.MigrateFromChatID != g.ID {
		t.Errorf("the service messages: %+v", updates)
	}
	k.send(big.ID, "here we are")
	k.say(k.In(k.anna, big), "so are we")
	expect(t, k.updates(), "so are we")
	if _, err := k.In(k.anna, g).Say("anybody?"); err == nil {
		t.Error("somebody wrote into the group that moved away")
	}
}

func TestPolls(t *testing.T) {
	k := newKit(t, Options{})
	m := k.poll(with{"chat_id": k.group.ID, "is_anonymous": false, "description": "<b>Above</b>", "description_parse_mode": "HTML"})
	if m.Poll.Description != "Above" || len(m.Poll.DescriptionEntities) != 1 {
		t.Errorf("the poll's description is %+v", m.Poll)
	}
	seat := k.In(k.anna, k.group)
	if err := seat.Vote(m.MessageID, 1); err != nil {
		t.Fatal(err)
	}
	updates := k.updates()
	if len(updates) != 2 || updates[0].Poll.Description != "" || updates[0].Poll.TotalVoterCount != 1 || updates[0].Poll.Options[1].VoterCount != 1 ||
		!slices.Equal(updates[1].PollAnswer.OptionIDs, []int{1}) || updates[1].PollAnswer.User.ID != k.anna.ID {
		t.Errorf("a vote: %+v", updates)
	}
	if seat.Vote(m.MessageID, 0, 1) == nil {
		t.Error("two options where one is allowed")
	}
	if err := seat.Vote(m.MessageID); err != nil {
		t.Fatal(err)
	}
	updates = k.updates()
	if len(updates) != 2 || updates[0].Poll.TotalVoterCount != 0 || len(updates[1].PollAnswer.OptionIDs) != 0 {
		t.Errorf("a vote taken back: %+v", updates)
	}
	f := must[Message](k, "forwardMessage", with{"chat_id": k.anna.ID, "from_chat_id": k.group.ID, "message_id": m.MessageID})
	if f.Poll.ID != m.Poll.ID {
		t.Error("a forwarded poll is the same poll")
	}
	if err := k.private.Vote(f.MessageID, 2); err != nil {
		t.Fatal(err)
	}
	k.updates()
	stopped := must[Poll](k, "stopPoll", with{"chat_id": k.group.ID, "message_id": m.MessageID})
	if !stopped.IsClosed || stopped.Options[2].VoterCount != 1 {
		t.Errorf("stopped: %+v", stopped)
	}
	if u := k.one(); u.Poll == nil || !u.Poll.IsClosed {
		t.Errorf("a stopped poll is told: %+v", u)
	}
	if k.private.Vote(f.MessageID, 0) == nil {
		t.Error("a vote in a closed poll")
	}
}

func TestAnonymousPollsTellTotalsOnly(t *testing.T) {
	k := newKit(t, Options{})
	m := k.poll(with{"chat_id": k.channel.ID, "allows_multiple_answers": true})
	k.updates()
	if err := k.In(k.anna, k.channel).Vote(m.MessageID, 0, 2); err != nil {
		t.Fatal(err)
	}
	if u := k.one(); u.Poll == nil || u.Poll.TotalVoterCount != 1 {
		t.Errorf("%+v", u)
	}
}

func TestPollClosesInTime(t *testing.T) {
	k := newKit(t, Options{})
	m := k.poll(with{"chat_id": k.anna.ID, "open_period": 600})
	k.clock.move(600e9)
	if u := k.one(); u.Poll == nil || !u.Poll.IsClosed {
		t.Errorf("%+v", u)
	}
	if k.private.Vote(m.MessageID, 0) == nil {
		t.Error("a vote after the poll's time")
	}
}
