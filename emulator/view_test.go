package emulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestASightShowsWhatOnlyPeopleSee(t *testing.T) {
	k := newKit(t, Options{})
	bert := k.AddUser(User{FirstName: "Bert"})
	anna, other := k.In(k.anna, k.group), k.In(bert, k.group)
	poll := k.poll(with{"chat_id": k.group.ID})
	for seat, option := range map[*Seat]int{anna: 0, other: 1} {
		if err := errors.Join(seat.Vote(poll.MessageID, option), seat.React(poll.MessageID, "🔥")); err != nil {
			t.Fatal(err)
		}
	}
	if err := other.React(poll.MessageID, "👍"); err != nil {
		t.Fatal(err)
	}
	seen, _ := anna.Sights(1)
	if m := seen[0]; m.Own || !slices.Equal(m.Voted, []int{0}) || !slices.Equal(m.Reactions, []Tally{{"👍", 1, false}, {"🔥", 1, true}}) {
		t.Errorf("Anna sees %+v", m)
	}
	if mine := k.say(anna, "mine"); mine.MessageID == 0 {
		t.Fatal("nothing was sent")
	}
	if seen, _ := anna.Sights(1); !seen[0].Own {
		t.Error("one's own message is not")
	}
	if seen, _ := other.Sights(1); seen[0].Own {
		t.Error("somebody else's message is one's own")
	}
}

func TestSinceTellsWhatIsNewChangedOrGone(t *testing.T) {
	k := newKit(t, Options{})
	anna := k.In(k.anna, k.group)
	first, second := k.send(k.group.ID, "first"), k.send(k.group.ID, "second")
	_, at := anna.Sights(10)
	if news, _ := anna.Since(at); len(news) != 0 {
		t.Errorf("news without any: %+v", news)
	}
	must[Message](k, "editMessageText", with{"chat_id": k.group.ID, "message_id": first.MessageID, "text": "changed"})
	must[bool](k, "deleteMessage", with{"chat_id": k.group.ID, "message_id": second.MessageID})
	third := k.send(k.group.ID, "third")
	news, at := anna.Since(at)
	if len(news) != 3 || news[0].Text != "changed" || !news[1].Deleted || news[1].MessageID != second.MessageID || news[2].MessageID != third.MessageID {
		t.Errorf("the news are %+v", news)
	}
	if news, _ := anna.Since(at); len(news) != 0 {
		t.Errorf("the same news again: %+v", news)
	}
}

func TestCommentsAreCountedUnderThePost(t *testing.T) {
	k := newKit(t, Options{})
	post := k.send(k.channel.ID, "post")
	channel, group := k.In(k.anna, k.channel), k.In(k.anna, k.group)
	seen, at := channel.Sights(1)
	comments := seen[0].Comments
	if comments == nil || comments.Count != 0 || comments.Chat != k.group.ID {
		t.Fatalf("a post's comments are %+v", comments)
	}
	posted := k.world.chats[k.channel.ID].messages[post.MessageID].touched
	if news, _ := channel.Since(posted); len(news) != 1 || news[0].Comments == nil {
		t.Errorf("whoever saw the post before its thread began is told %+v", news)
	}
	comment, err := group.Send(Draft{Text: "first", ReplyTo: comments.Thread})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := group.Send(Draft{Text: "an answer", ReplyTo: comment.MessageID}); err != nil {
		t.Fatal(err)
	}
	k.say(group, "beside it")
	news, at := channel.Since(at)
	if len(news) != 1 || news[0].MessageID != post.MessageID || news[0].Comments.Count != 2 {
		t.Errorf("the channel shows %+v", news)
	}
	if err := group.Delete(comment.MessageID); err != nil {
		t.Fatal(err)
	}
	if news, _ := channel.Since(at); len(news) != 1 || news[0].Comments.Count != 1 {
		t.Errorf("after a comment was deleted the channel shows %+v", news)
	}
}

func TestUnread(t *testing.T) {
	k := newKit(t, Options{})
	anna := k.In(k.anna, k.group)
	k.say(anna, "hello")
	k.send(k.group.ID, "one")
	two := k.send(k.group.ID, "two")
	if n := anna.View().Unread; n != 2 {
		t.Errorf("%d unread, want 2", n)
	}
	anna.Read(two.MessageID - 1)
	if n := anna.View().Unread; n != 1 {
		t.Errorf("%d unread after the first was read", n)
	}
	anna.Read(1 << 30) // no further than there is
	k.send(k.group.ID, "three")
	if n := anna.View().Unread; n != 1 {
		t.Errorf("%d unread after one more", n)
	}
	k.say(anna, "all read")
	if n := anna.View().Unread; n != 0 {
		t.Errorf("%d unread after an answer", n)
	}
	fresh := k.AddGroup("Fresh")
	k.Join(fresh, k.anna)
	if n := k.In(k.anna, fresh).View().Unread; n != 0 {
		t.Errorf("%d unread: one's own coming is no news", n)
	}
}

func TestKeyboardInView(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	keys := func(more with) with {
		markup := with{"keyboard": [][]any{{"Read", "Vote"}, {"Speak"}}}
		for name, v := range more {
			markup[name] = v
		}
		return markup
	}
	send := func(chat int64, markup with) {
		must[Message](k, "sendMessage", with{"chat_id": chat, "text": "keys", "reply_markup": markup})
	}
	send(k.anna.ID, keys(with{"input_field_placeholder": "Choose"}))
	k.send(k.anna.ID, "later")
	v := k.private.View()
	if fmt.Sprint(v.Keyboard) != "[[Read Vote] [Speak]]" || v.Hint != "Choose" {
		t.Errorf("the keyboard is %v, %q", v.Keyboard, v.Hint)
	}
	k.say(k.private, "Read")
	if k.private.View().Keyboard == nil {
		t.Error("a keyboard that stays went when it was used")
	}
	send(k.anna.ID, keys(with{"one_time_keyboard": true}))
	k.say(k.private, "Speak")
	if got := k.private.View().Keyboard; got != nil {
		t.Errorf("a keyboard for once stayed: %v", got)
	}
	send(k.anna.ID, keys(nil))
	send(k.anna.ID, with{"remove_keyboard": true})
	if got := k.private.View().Keyboard; got != nil {
		t.Errorf("a keyboard that was removed stayed: %v", got)
	}

	anna, bert := k.In(k.anna, k.group), k.In(k.AddUser(User{FirstName: "Bert"}), k.group)
	asked := k.say(anna, "keys, please")
	must[Message](k, "sendMessage", with{
		"chat_id": k.group.ID, "text": "here", "reply_markup": keys(with{"selective": true}), "reply_parameters": with{"message_id": asked.MessageID},
	})
	if anna.View().Keyboard == nil || bert.View().Keyboard != nil {
		t.Errorf("a selective keyboard: %v for Anna, %v for Bert", anna.View().Keyboard, bert.View().Keyboard)
	}
}

func TestViewSaysWhereOneStands(t *testing.T) {
	k := newKit(t, Options{})
	bert := k.AddUser(User{FirstName: "Bert"})
	at := k.In(bert, k.group)
	look := func(what string, status string, joined, canWrite bool) {
		t.Helper()
		if v := at.View(); v.Status != status || v.Joined != joined || v.CanWrite != canWrite || v.Linked != k.channel.ID {
			t.Errorf("%s: %+v", what, v)
		}
	}
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	look("a stranger comments", "", false, true)
	step(at.Join())
	look("inside", "member", true, true)
	must[bool](k, "restrictChatMember", with{
		"chat_id": k.group.ID, "user_id": bert.ID, "permissions": with{}, "until_date": k.clock.Now().Add(time.Hour).Unix(),
	})
	look("muted", "restricted", true, false)
	step(at.Leave())
	step(at.Join())
	look("muted and back", "restricted", true, false)
	k.clock.move(2 * time.Hour)
	look("the mute is over", "member", true, true)
	step(at.Leave())
	if err := at.Leave(); err == nil {
		t.Error("somebody left twice")
	}
	must[bool](k, "banChatMember", with{"chat_id": k.group.ID, "user_id": bert.ID})
	look("banned", "kicked", false, false)
	if at.Join() == nil {
		t.Error("somebody who is banned came in")
	}
	if v := k.In(k.anna, k.channel).View(); v.CanWrite || v.Linked != k.group.ID {
		t.Errorf("a reader in the channel: %+v", v)
	}
	k.private.Block()
	if v := k.private.View(); !v.Blocked || v.CanWrite || !v.Started || !v.Joined {
		t.Errorf("a blocked bot: %+v", v)
	}
}

func TestTailsOfWhatTheBotGotAndDid(t *testing.T) {
	k := newKit(t, Options{})
	_, got := k.Deliveries(0)
	_, done := k.Concluded(0)
	k.say(k.private, "a question")
	k.updates()
	k.send(k.anna.ID, "an answer")
	k.call("sendMessage", with{"chat_id": 5, "text": "to nobody"})
	updates, _ := k.Deliveries(got)
	if len(updates) != 1 || updates[0].BotID != k.bot.ID {
		t.Errorf("deliveries: %+v", updates)
	}
	calls, _ := k.Concluded(done)
	if len(calls) != 2 || calls[0].Code != 200 || calls[1].Description != "Bad Request: chat not found" || calls[0].Took <= 0 {
		t.Errorf("calls: %+v", calls)
	}
	for range 3 * tailKept {
		k.deliveries.add(Delivery{})
	}
	if updates, total := k.Deliveries(0); len(updates) < tailKept || len(updates) > 2*tailKept || total < 3*tailKept {
		t.Errorf("%d deliveries of %d are kept", len(updates), total)
	}
}

func TestChangedMissesNothing(t *testing.T) {
	k := newKit(t, Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for i := range 20 {
		changed := k.Changed()
		go k.say(k.private, fmt.Sprint(i))
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatal("nobody was woken")
		}
	}
}

func TestReactionsInAChannelAreCountedOnly(t *testing.T) {
	k := newKit(t, Options{})
	must[[]got](k, "getUpdates", with{"allowed_updates": []string{"message_reaction", "message_reaction_count"}})
	post := k.send(k.channel.ID, "post")
	if err := k.In(k.anna, k.channel).React(post.MessageID, "👍"); err != nil {
		t.Fatal(err)
	}
	updates, _ := k.Deliveries(0)
	k.updates()
	updates, _ = k.Deliveries(len(updates))
	want := fmt.Sprintf(`"message_reaction_count":{"chat":{"id":%d,"type":"channel","title":"News"},"message_id":%d,"date":%d,`+
		`"reactions":[{"type":{"type":"emoji","emoji":"👍"},"total_count":1}]}`, k.channel.ID, post.MessageID, k.clock.Now().Unix())
	if len(updates) != 1 || string(updates[0].Raw[len(`{"update_id":810000001,`):len(updates[0].Raw)-1]) != want {
		t.Errorf("the bot got %s, want %s", deliveriesText(updates), want)
	}
	k.Promote(k.group, k.anna, Rights{Anonymous: true})
	m := k.send(k.group.ID, "react!")
	if err := k.In(k.anna, k.group).React(m.MessageID, "🔥"); err != nil {
		t.Fatal(err)
	}
	if r := k.one().MessageReaction; r.User != nil || r.ActorChat == nil || r.ActorChat.ID != k.group.ID {
		t.Errorf("an anonymous administrator's reaction: %+v", r)
	}
}

func TestReactionsThatAreRefused(t *testing.T) {
	k := newKit(t, Options{})
	m := k.send(k.group.ID, "react!")
	anna := k.In(k.anna, k.group)
	for name, emoji := range map[string][]string{"no reaction": {"<b>"}, "two": {"👍", "🔥"}} {
		if anna.React(m.MessageID, emoji...) == nil {
			t.Errorf("%s: was taken", name)
		}
	}
	k.SetPermissions(k.group, ChatPermissions{CanSendMessages: true})
	if anna.React(m.MessageID, "👍") == nil {
		t.Error("a reaction was taken where members may not react")
	}
}

func TestElapse(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC))
	k := newKit(t, Options{Now: clock.Now})
	poll := k.poll(with{"chat_id": k.group.ID, "open_period": 60})
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "x", "reply_markup": buttons(with{"text": "B", "callback_data": "b"})})
	query, err := k.private.Press(m.MessageID, "b")
	if err != nil {
		t.Fatal(err)
	}
	changed := k.Changed()
	clock.Move(3 * time.Minute)
	k.Elapse()
	select {
	case <-changed:
	default:
		t.Error("nobody is told that time has passed")
	}
	if got := k.one(); got.Poll == nil || got.Poll.ID != poll.Poll.ID || !got.Poll.IsClosed {
		t.Errorf("after three minutes the bot is told %+v", got)
	}
	if r := k.call("answerCallbackQuery", with{"callback_query_id": query}); r.OK {
		t.Error("a press of three minutes ago was answered")
	}
}

func deliveriesText(updates []Delivery) (out []string) {
	for _, u := range updates {
		out = append(out, string(u.Raw))
	}
	return out
}
