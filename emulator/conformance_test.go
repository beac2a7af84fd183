package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// botAPI is a machine-readable description of the Bot API.
type botAPI struct {
	Version string               `json:"version"`
	Methods map[string]apiMethod `json:"methods"`
	Types   map[string]apiType   `json:"types"`
	legacy  map[string][]string  // members that the server still sends, though the reference dropped them
}

type apiMethod struct {
	Returns []string   `json:"returns"`
	Fields  []apiField `json:"fields"`
}

type apiType struct {
	Fields   []apiField `json:"fields"`
	Subtypes []string   `json:"subtypes"`
}

type apiField struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
}

func loadBotAPI(t *testing.T) *botAPI {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "botapi", "api.json")
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no description of the Bot API at ../shared/botapi/api.json beside the repository: nothing to compare with")
	}
	if err != nil {
		t.Fatal(err)
	}
	var api botAPI
	if err := json.Unmarshal(body, &api); err != nil {
		t.Fatal(err)
	}
	api.legacy = map[string][]string{
		"Message": {"forward_from", "forward_from_chat", "forward_from_message_id", "forward_sender_name", "forward_date"},
	}
	return &api
}

func TestMethodsAgreeWithTheReference(t *testing.T) {
	api := loadBotAPI(t)
	for _, m := range methods {
		known, ok := api.Methods[m.name]
		if !ok {
			t.Errorf("%s is no method of Bot API %s", m.name, api.Version)
			continue
		}
		required := map[string]bool{}
		for _, f := range known.Fields {
			required[f.Name] = f.Required
		}
		for param := range strings.FieldsSeq(m.params) {
			name, must := strings.CutSuffix(param, "!")
			want, ok := required[name]
			if !ok {
				t.Errorf("%s has no parameter %s", m.name, name)
			} else if want != must {
				t.Errorf("%s: %s is required: %v, the emulator says %v", m.name, name, want, must)
			}
			delete(required, name)
		}
		for name, must := range required {
			if must {
				t.Errorf("%s: the emulator does not know the required %s", m.name, name)
			}
		}
	}
	for kind := range updateKinds {
		if !slices.ContainsFunc(api.Types["Update"].Fields, func(f apiField) bool { return f.Name == kind }) {
			t.Errorf("%s is no kind of update", kind)
		}
	}
	if want := len(api.Types["Update"].Fields) - 1; len(updateKinds) != want {
		t.Errorf("%d kinds of updates, the reference has %d", len(updateKinds), want)
	}
}

// check says what is wrong with a value of one of the types; "" for nothing.
func (api *botAPI) check(value any, types []string) string {
	var first string
	for _, kind := range types {
		wrong := api.checkOne(value, kind)
		if wrong == "" {
			return ""
		}
		if first == "" {
			first = wrong
		}
	}
	return first
}

func (api *botAPI) checkOne(value any, kind string) string {
	if of, ok := strings.CutPrefix(kind, "Array of "); ok {
		list, ok := value.([]any)
		if !ok {
			return fmt.Sprintf("%v is no array", value)
		}
		for i, v := range list {
			if wrong := api.check(v, []string{of}); wrong != "" {
				return fmt.Sprintf("[%d]%s", i, wrong)
			}
		}
		return ""
	}
	var ok bool
	switch kind {
	case "Integer":
		var f float64
		f, ok = value.(float64)
		ok = ok && f == float64(int64(f))
	case "Float":
		_, ok = value.(float64)
	case "String":
		_, ok = value.(string)
	case "Boolean":
		_, ok = value.(bool)
	case "True":
		ok = value == true
	default:
		return api.checkObject(value, kind)
	}
	if !ok {
		return fmt.Sprintf(" %v is no %s", value, kind)
	}
	return ""
}

func (api *botAPI) checkObject(value any, kind string) string {
	described, known := api.Types[kind]
	object, is := value.(map[string]any)
	switch {
	case !known:
		return " no such type: " + kind
	case len(described.Subtypes) > 0:
		return api.check(value, described.Subtypes)
	case !is:
		return fmt.Sprintf(" %v is no %s", value, kind)
	}
	left := map[string]bool{}
	for name := range object {
		left[name] = !slices.Contains(api.legacy[kind], name)
	}
	for _, f := range described.Fields {
		v, there := object[f.Name]
		if !there && f.Required {
			return fmt.Sprintf(" %s lacks %s", kind, f.Name)
		}
		if wrong := ""; there {
			if wrong = api.check(v, f.Types); wrong != "" {
				return "." + f.Name + wrong
			}
		}
		delete(left, f.Name)
	}
	for name, unknown := range left {
		if unknown {
			return fmt.Sprintf(" %s has no %s", kind, name)
		}
	}
	return ""
}

// TestObjectsAgreeWithTheReference plays through everything that the emulator
// can answer or deliver, and holds each object against its type.
func TestObjectsAgreeWithTheReference(t *testing.T) {
	api := loadBotAPI(t)
	answered := map[string]bool{}
	delivered := map[string]bool{}
	k := newKit(t, Options{NoLimits: true})
	k.heard = func(method string, result json.RawMessage) {
		answered[method] = true
		var value any
		if err := json.Unmarshal(result, &value); err != nil {
			t.Fatal(err)
		}
		if wrong := api.check(value, api.Methods[method].Returns); wrong != "" {
			t.Errorf("%s: %s\n%s", method, wrong, result)
		}
		if method == "getUpdates" {
			for _, u := range value.([]any) {
				for kind := range u.(map[string]any) {
					delivered[kind] = true
				}
			}
		}
	}
	playEverything(t, k)
	k.updates()
	for _, m := range methods {
		if !answered[m.name] && m.name != "answerInlineQuery" { // nobody asks inline here
			t.Errorf("%s was not answered", m.name)
		}
	}
	for _, kind := range []string{
		"message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "poll", "poll_answer",
		"my_chat_member", "chat_member", "message_reaction",
	} {
		if !delivered[kind] {
			t.Errorf("no %s was delivered", kind)
		}
	}
}

// playEverything has every method answer and every kind of update delivered.
func playEverything(t *testing.T, k *kit) {
	must[[]got](k, "getUpdates", with{"allowed_updates": slices.Sorted(maps.Keys(updateKinds))})
	playPeople(t, k)
	playMessages(t, k)
	playMedia(k)
	playMembers(k)
	playSettings(k)
	playSession(k)
}

func playPeople(t *testing.T, k *kit) {
	boss := k.AddUser(User{FirstName: "Boss", LastName: "B", Username: "boss", LanguageCode: "ru", IsPremium: true})
	k.Own(k.channel, boss)
	k.Promote(k.group, boss, Rights{Anonymous: true, Title: "chief"})
	own := k.AddChannel("Own")
	m := k.say(k.private, "see /help at https://a.kz #now @anna")
	for _, seat := range []*Seat{k.private, k.In(k.anna, k.group), k.In(boss, k.group), k.In(boss, k.channel)} {
		for _, d := range []Draft{
			{Text: "text"}, {Sticker: "👍"}, {Voice: 3}, {Document: &FileDraft{Name: "a.txt", Data: []byte("a")}, Text: "caption"},
			{Photo: &FileDraft{Name: "a.png", Data: picture(t, 4, 3)}},
		} {
			sent, err := seat.Send(d)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := seat.Send(Draft{Text: "an answer", ReplyTo: sent.MessageID}); err != nil {
				t.Fatal(err)
			}
		}
		last := k.say(seat, "edit me")
		if _, err := seat.Edit(last.MessageID, "edited"); err != nil {
			t.Fatal(err)
		}
		if err := seat.React(last.MessageID, "👍"); err != nil {
			t.Fatal(err)
		}
	}
	group := k.In(k.anna, k.group)
	if _, err := group.Send(Draft{Text: "as a channel", As: &own}); err != nil {
		t.Fatal(err)
	}
	if _, err := k.private.Forward(k.private.Chat(), m.MessageID); err != nil {
		t.Fatal(err)
	}
	k.private.Block()
	k.private.Unblock()
	k.Migrate(k.small())
}

func playMessages(t *testing.T, k *kit) {
	at := func(chat int64, m Message, more with) with {
		all := with{"chat_id": chat, "message_id": m.MessageID}
		for name, value := range more {
			all[name] = value
		}
		return all
	}
	for _, chat := range []int64{k.anna.ID, k.group.ID, k.channel.ID} {
		m := must[Message](k, "sendMessage", with{
			"chat_id": chat, "text": "<b>a</b> <a href='tg://user?id=200000001'>b</a>", "parse_mode": "HTML", "protect_content": true,
			"link_preview_options": with{"is_disabled": true}, "reply_markup": buttons(with{"text": "B", "callback_data": "b"}, with{"text": "C", "copy_text": with{"text": "c"}}),
		})
		must[Message](k, "sendMessage", with{"chat_id": chat, "text": "b", "reply_parameters": with{"message_id": m.MessageID, "quote": "a"}})
		must[Message](k, "editMessageText", at(chat, m, with{"text": "c", "reply_markup": buttons(with{"text": "B", "callback_data": "b"})}))
		query, err := k.seat(chat).Press(m.MessageID, "b")
		if err != nil {
			t.Fatal(err)
		}
		must[bool](k, "answerCallbackQuery", with{"callback_query_id": query, "text": "done"})
		must[Message](k, "editMessageReplyMarkup", at(chat, m, nil))
		must[bool](k, "pinChatMessage", at(chat, m, nil))
		if chat != k.anna.ID {
			must[any](k, "getChat", with{"chat_id": chat})
		}
		must[bool](k, "unpinChatMessage", at(chat, m, nil))
		must[bool](k, "setMessageReaction", at(chat, m, with{"reaction": []any{with{"type": "emoji", "emoji": "👍"}}}))

		p := k.photo(chat)
		must[Message](k, "editMessageCaption", at(chat, p, with{"caption": "<i>x</i>", "parse_mode": "HTML"}))
		k.upload("sendDocument", map[string]string{"chat_id": fmt.Sprint(chat)}, "document", "a.txt", []byte("text"))
		must[Message](k, "editMessageMedia", at(chat, p, with{"media": with{"type": "document", "media": p.Photo[0].FileID, "caption": "y"}}))
		must[any](k, "getFile", with{"file_id": p.Photo[0].FileID})
		must[Message](k, "forwardMessage", at(chat, p, with{"from_chat_id": chat}))
		must[any](k, "copyMessage", at(chat, p, with{"from_chat_id": chat, "caption": "z"}))
		album := []any{with{"type": "photo", "media": p.Photo[0].FileID, "caption": "1"}, with{"type": "photo", "media": p.Photo[0].FileID}}
		must[[]Message](k, "sendMediaGroup", with{"chat_id": chat, "media": album})
		for _, method := range []string{"forwardMessages", "copyMessages"} {
			must[[]messageID](k, method, with{"chat_id": chat, "from_chat_id": chat, "message_ids": []int{p.MessageID}})
		}
		must[int](k, "getChatMemberCount", with{"chat_id": chat})
		poll := k.poll(with{"chat_id": chat, "is_anonymous": chat == k.channel.ID, "open_period": 60})
		if err := k.seat(chat).Vote(poll.MessageID, 1); err != nil {
			t.Fatal(err)
		}
		must[Poll](k, "stopPoll", at(chat, poll, nil))
		must[bool](k, "deleteMessage", at(chat, poll, nil))
		must[bool](k, "deleteMessages", with{"chat_id": chat, "message_ids": []int{p.MessageID}})
		must[bool](k, "sendChatAction", with{"chat_id": chat, "action": "typing"})
	}
}

// playMedia sends every kind of thing into every kind of chat.
func playMedia(k *kit) {
	for _, chat := range []int64{k.anna.ID, k.group.ID, k.channel.ID} {
		to := map[string]string{"chat_id": fmt.Sprint(chat), "duration": "3", "emoji": "🙂", "performer": "A"}
		for method, field := range map[string]string{
			"sendVideo": "video", "sendAnimation": "animation", "sendAudio": "audio", "sendVoice": "voice", "sendVideoNote": "video_note", "sendSticker": "sticker",
		} {
			k.upload(method, to, field, "a.bin", []byte("data"))
		}
		place := with{"chat_id": chat, "latitude": 1.5, "longitude": 2.5, "live_period": 60, "heading": 3, "title": "t", "address": "a", "horizontal_accuracy": 4.5}
		must[Message](k, "sendLocation", place)
		must[Message](k, "sendVenue", place)
		must[Message](k, "sendContact", with{"chat_id": chat, "phone_number": "1", "first_name": "f", "last_name": "l", "vcard": "v"})
		must[Message](k, "sendDice", with{"chat_id": chat})
		must[Message](k, "sendMessage", with{"chat_id": chat, "text": "x", "reply_markup": buttons(
			with{"text": "In", "login_url": with{"url": "https://a.kz"}, "style": "primary"})})
		must[bool](k, "unpinAllChatMessages", with{"chat_id": chat})
	}
	must[any](k, "getUserProfilePhotos", with{"user_id": k.anna.ID})
}

// playSession takes the bot out and in again.
func playSession(k *kit) {
	k.updates() // presses do not wait as long
	must[bool](k, "logOut", nil)
	k.clock.move(pause)
	must[bool](k, "close", nil)
}

// seat is Anna in a chat of the kit.
func (k *kit) seat(chat int64) *Seat {
	if chat == k.anna.ID {
		return k.private
	}
	return k.In(k.anna, Chat{ID: chat})
}

func playMembers(k *kit) {
	bert := k.AddUser(User{FirstName: "Bert"})
	k.Join(k.group, bert)
	member := func(id int64) with { return with{"chat_id": k.group.ID, "user_id": id} }
	must[bool](k, "restrictChatMember", with{"chat_id": k.group.ID, "user_id": bert.ID, "permissions": with{"can_send_messages": true}})
	must[any](k, "getChatMember", member(bert.ID))
	must[bool](k, "banChatMember", member(bert.ID))
	must[any](k, "getChatMember", member(bert.ID))
	must[bool](k, "unbanChatMember", member(bert.ID))
	for _, id := range []int64{bert.ID, k.anna.ID, k.bot.ID} {
		must[any](k, "getChatMember", member(id))
	}
	for _, chat := range []int64{k.channel.ID, k.group.ID} {
		must[any](k, "getChatAdministrators", with{"chat_id": chat, "return_bots": true})
	}
	must[bool](k, "promoteChatMember", with{"chat_id": k.group.ID, "user_id": k.anna.ID, "can_pin_messages": true})
	for _, chat := range []int64{k.channel.ID, k.group.ID} {
		must[bool](k, "setChatTitle", with{"chat_id": chat, "title": "New"})
		must[bool](k, "setChatDescription", with{"chat_id": chat, "description": "About"})
		must[any](k, "exportChatInviteLink", with{"chat_id": chat})
		must[any](k, "createChatInviteLink", with{"chat_id": chat, "name": "n", "expire_date": 1, "member_limit": 2})
		must[any](k, "getChat", with{"chat_id": chat})
	}
	must[bool](k, "setChatPermissions", with{"chat_id": k.group.ID, "permissions": with{"can_send_messages": true}})
	must[any](k, "getChat", with{"chat_id": k.anna.ID})
	must[bool](k, "leaveChat", with{"chat_id": k.small().ID})
}

func playSettings(k *kit) {
	list := []any{with{"command": "start", "description": "begin"}}
	scope := with{"type": "chat_member", "chat_id": k.group.ID, "user_id": k.anna.ID}
	must[bool](k, "setMyCommands", with{"commands": list, "scope": scope, "language_code": "kk"})
	must[any](k, "getMyCommands", with{"scope": scope, "language_code": "kk"})
	must[bool](k, "deleteMyCommands", with{"scope": scope, "language_code": "kk"})
	for _, text := range []string{"Name", "Description", "ShortDescription"} {
		param := map[string]string{"Name": "name", "Description": "description", "ShortDescription": "short_description"}[text]
		must[bool](k, "setMy"+text, with{param: "text", "language_code": "kk"})
		must[any](k, "getMy"+text, with{"language_code": "kk"})
	}
	for _, button := range []with{{"type": "web_app", "text": "t", "web_app": with{"url": "https://a.kz"}}, {"type": "default"}} {
		must[bool](k, "setChatMenuButton", with{"menu_button": button})
		must[any](k, "getChatMenuButton", nil)
	}
	for _, channels := range []bool{true, false} {
		must[bool](k, "setMyDefaultAdministratorRights", with{"rights": with{"can_post_messages": channels}, "for_channels": channels})
		must[any](k, "getMyDefaultAdministratorRights", with{"for_channels": channels})
	}
	must[any](k, "getMe", nil)
	must[bool](k, "setWebhook", with{"url": "https://a.kz"})
	must[any](k, "getWebhookInfo", nil)
	must[bool](k, "deleteWebhook", nil)
}
