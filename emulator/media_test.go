package emulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sendsFile sends a file as a kind of message and returns what was sent.
func (k *kit) sendsFile(method, field, name string, more map[string]string) Message {
	k.t.Helper()
	fields := map[string]string{"chat_id": fmt.Sprint(k.anna.ID)}
	for name, value := range more {
		fields[name] = value
	}
	r := k.upload(method, fields, field, name, []byte("data"))
	var m Message
	if err := json.Unmarshal(r.Result, &m); err != nil || !r.OK {
		k.t.Fatalf("%s: %v %s", method, err, r.Description)
	}
	return m
}

// TestEveryKindOfFile sends each kind twice: as a file, and again by its id.
func TestEveryKindOfFile(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	for method, c := range map[string]struct {
		field, name string
		id          func(Message) string
	}{
		"sendVideo":     {"video", "a.mp4", func(m Message) string { return m.Video.FileID }},
		"sendAnimation": {"animation", "a.gif", func(m Message) string { return m.Animation.FileID }},
		"sendAudio":     {"audio", "a.mp3", func(m Message) string { return m.Audio.FileID }},
		"sendVoice":     {"voice", "a.ogg", func(m Message) string { return m.Voice.FileID }},
		"sendVideoNote": {"video_note", "a.mp4", func(m Message) string { return m.VideoNote.FileID }},
		"sendSticker":   {"sticker", "a.webp", func(m Message) string { return m.Sticker.FileID }},
	} {
		sent := k.sendsFile(method, c.field, c.name, map[string]string{"duration": "7", "width": "320", "height": "240", "emoji": "🙂", "title": "Song"})
		again := must[Message](k, method, with{
			"chat_id": k.anna.ID, c.field: c.id(sent), "duration": 7, "width": 320, "height": 240, "emoji": "🙂", "title": "Song",
		})
		if diff := cmp.Diff(sent.Media, again.Media); diff != "" {
			t.Errorf("%s by id is another:\n%s", method, diff)
		}
		copied := must[messageID](k, "copyMessage", with{"chat_id": k.anna.ID, "from_chat_id": k.anna.ID, "message_id": sent.MessageID})
		if m, _ := k.private.Message(copied.MessageID); cmp.Diff(m.Media, sent.Media) != "" {
			t.Errorf("%s copied is %+v", method, m.Media)
		}
		file := must[file](k, "getFile", with{"file_id": c.id(sent)})
		if file.FileSize != 4 {
			t.Errorf("%s is fetched as %+v", method, file)
		}
	}
}

// TestWhatPeopleSendIsSentOn: a bot repeats a sticker and a voice note by their ids.
func TestWhatPeopleSendIsSentOn(t *testing.T) {
	k := newKit(t, Options{})
	for _, d := range []Draft{{Sticker: "👍"}, {Voice: 3}} {
		if _, err := k.private.Send(d); err != nil {
			t.Fatal(err)
		}
	}
	got := k.updates()
	must[Message](k, "sendSticker", with{"chat_id": k.anna.ID, "sticker": got[0].Message.Sticker.FileID})
	must[Message](k, "sendVoice", with{"chat_id": k.anna.ID, "voice": got[1].Message.Voice.FileID})
}

func TestFilesAreOfTheKindThatTheirNameSays(t *testing.T) {
	k := newKit(t, Options{})
	for name, want := range map[string]string{"a.pdf": "application/pdf", "a.TXT": "text/plain", "a.strange": "application/octet-stream"} {
		if m := k.sendsFile("sendDocument", "document", name, nil); m.Document.MimeType != want { // a part of a form says octet-stream
			t.Errorf("%s is %s, want %s", name, m.Document.MimeType, want)
		}
	}
}

func TestPlacesAndContacts(t *testing.T) {
	k := newKit(t, Options{})
	at := with{"chat_id": k.anna.ID, "latitude": "43.238", "longitude": 76.945, "title": "Square", "address": "Centre"}
	if m := must[Message](k, "sendLocation", at); m.Location == nil || m.Location.Latitude != 43.238 || m.Location.Longitude != 76.945 {
		t.Errorf("the place is %+v", m.Location)
	}
	if m := must[Message](k, "sendVenue", at); m.Venue == nil || m.Venue.Title != "Square" || m.Location == nil {
		t.Errorf("the venue is %+v", m)
	}
	if m := must[Message](k, "sendContact", with{"chat_id": k.anna.ID, "phone_number": "+77010000000", "first_name": "Bert"}); m.Contact.FirstName != "Bert" {
		t.Errorf("the contact is %+v", m.Contact)
	}
}

// TestDiceFallBySeed: the same seed, the same throws, and none out of range.
func TestDiceFallBySeed(t *testing.T) {
	throw := func(seed int64) (all []int) {
		k := newKit(t, Options{Seed: seed, NoLimits: true})
		for range 20 {
			for emoji, most := range highest {
				d := must[Message](k, "sendDice", with{"chat_id": k.anna.ID, "emoji": emoji}).Dice
				if d.Emoji != emoji || d.Value < 1 || d.Value > most {
					t.Errorf("the dice is %+v", d)
				}
			}
			all = append(all, must[Message](k, "sendDice", with{"chat_id": k.anna.ID}).Dice.Value)
		}
		return all
	}
	if one, same := throw(1), throw(1); !slices.Equal(one, same) || slices.Max(one) == slices.Min(one) {
		t.Errorf("thrown are %v and %v", one, same)
	}
}

func TestChatsAreSet(t *testing.T) {
	k := newKit(t, Options{})
	for _, chat := range []Chat{k.group, k.channel} {
		must[bool](k, "setChatTitle", with{"chat_id": chat.ID, "title": " New " + strings.Repeat("ж", 200)})
		must[bool](k, "setChatDescription", with{"chat_id": chat.ID, "description": "About"})
		link := must[string](k, "exportChatInviteLink", with{"chat_id": chat.ID})
		another := must[chatInviteLink](k, "createChatInviteLink", with{"chat_id": chat.ID, "name": "Friends", "member_limit": 3})
		info := must[chatFullInfo](k, "getChat", with{"chat_id": chat.ID})
		if len([]rune(info.Title)) != longestTitle || info.Description != "About" || info.InviteLink != link || another.Link == link || another.MemberLimit != 3 {
			t.Errorf("the chat is %+v, and its other link %+v", info, another)
		}
	}
	m := k.send(k.group.ID, "pin me")
	must[bool](k, "pinChatMessage", with{"chat_id": k.group.ID, "message_id": m.MessageID})
	must[bool](k, "unpinAllChatMessages", with{"chat_id": k.group.ID})
	must[bool](k, "setChatPermissions", with{"chat_id": k.group.ID, "permissions": with{"can_send_messages": false}})
	if v := k.In(k.anna, k.group).View(); v.CanWrite || v.Pinned != 0 || !strings.HasPrefix(v.Chat.Title, "New") {
		t.Errorf("Anna sees %+v", v)
	}
	if n := must[int](k, "getChatMembersCount", with{"chat_id": k.group.ID}); n != 2 {
		t.Errorf("%d members", n)
	}
}

func TestSomebodyIsPromoted(t *testing.T) {
	k := newKit(t, Options{})
	anna := with{"chat_id": k.group.ID, "user_id": k.anna.ID}
	must[bool](k, "promoteChatMember", with{"chat_id": k.group.ID, "user_id": k.anna.ID, "can_pin_messages": true})
	if m := must[memberAdministrator](k, "getChatMember", anna); m.Status != statusAdmin || !*m.CanPinMessages || m.CanChangeInfo {
		t.Errorf("Anna is %+v", m)
	}
	must[bool](k, "promoteChatMember", anna)
	if m := must[memberOnly](k, "getChatMember", anna); m.Status != statusMember {
		t.Errorf("Anna is %+v", m)
	}
}

// TestSettingsAreKept: the menu's button and the rights asked for outlive a restart.
func TestSettingsAreKept(t *testing.T) {
	k := newKit(t, Options{})
	app := with{"type": "web_app", "text": "Open", "web_app": with{"url": "https://a.kz/app"}}
	must[bool](k, "setChatMenuButton", with{"chat_id": k.anna.ID, "menu_button": app})
	must[bool](k, "setMyDefaultAdministratorRights", with{"for_channels": true, "rights": with{"can_post_messages": true}})
	var kept strings.Builder
	if err := k.Save(&kept); err != nil {
		t.Fatal(err)
	}
	again := New(Options{})
	t.Cleanup(again.Close)
	if err := again.Load(strings.NewReader(kept.String())); err != nil {
		t.Fatal(err)
	}
	k.Server = again
	if b := must[menuButton](k, "getChatMenuButton", with{"chat_id": k.anna.ID}); b.Text != "Open" {
		t.Errorf("Anna's button is %+v", b)
	}
	if b := must[menuButton](k, "getChatMenuButton", nil); b.Type != "commands" {
		t.Errorf("everybody's button is %+v", b)
	}
	if r := must[adminRights](k, "getMyDefaultAdministratorRights", with{"for_channels": true}); !r.CanPostMessages {
		t.Errorf("the rights are %+v", r)
	}
}

// TestABotLeavesForAWhile logs out and is let in again after ten minutes; only then it may be closed.
func TestABotLeavesForAWhile(t *testing.T) {
	k := newKit(t, Options{})
	must[bool](k, "logOut", nil)
	if r := k.call("getMe", nil); r.ErrorCode != 400 {
		t.Errorf("a bot that is out hears %+v", r)
	}
	k.clock.move(pause)
	must[any](k, "getMe", nil)
	must[bool](k, "close", nil)
}

// TestNothingOfAButtonIsLostSilently: what Telegram knows is shown, the rest is noted.
func TestNothingOfAButtonIsLostSilently(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "x", "parse_mode": "None", "reply_markup": buttons(
		with{"text": "In", "login_url": with{"url": "https://a.kz/in", "request_write_access": true}},
		with{"text": "Go", "callback_data": "go", "style": "danger"},
		with{"text": "Choose", "switch_inline_query_chosen_chat": with{"query": "q"}},
	)})
	row := m.ReplyMarkup.Rows[0]
	if row[0].LoginURL.URL != "https://a.kz/in" || row[1].Style != "danger" || row[2].SwitchInlineQueryChosenChat == nil {
		t.Errorf("the buttons are %+v", row)
	}
	if all := k.Misuses(); len(all) > 0 {
		t.Errorf("noted is %v", all)
	}
	must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "x", "reply_markup": buttons(with{"text": "a", "callback_data": "a", "colour": 1, "style": "pink"})})
	must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "x", "reply_markup": with{"keyboard": []any{[]any{"b", with{"text": "Number", "request_contact": true}}}}})
	var said []string
	for _, m := range k.Misuses() {
		said = append(said, strings.SplitN(m.What, ":", 2)[0])
	}
	slices.Sort(said)
	if want := []string{"colour", "request_contact", "style"}; !slices.Equal(said, want) {
		t.Errorf("noted are %v", said)
	}
}
