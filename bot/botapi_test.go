package bot

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// botAPI is the machine-readable description of the Bot API, as far as tests ask it.
type botAPI struct {
	Methods map[string]apiThing
	Types   map[string]apiThing
}

type apiThing struct {
	Fields   []apiField
	Subtypes []string
}

type apiField struct {
	Name        string
	Types       []string
	Required    bool
	Description string
}

func readBotAPI(t *testing.T) botAPI {
	t.Helper()
	raw, err := os.ReadFile("../../shared/botapi/api.json")
	if os.IsNotExist(err) {
		t.Skip("the machine-readable Bot API is not there: ../shared/botapi/api.json")
	}
	if err != nil {
		t.Fatal(err)
	}
	var api botAPI
	if err := json.Unmarshal(raw, &api); err != nil {
		t.Fatal(err)
	}
	return api
}

// sample makes a value of a type: with all its fields down to a depth, and only the required ones below.
func (api botAPI) sample(kind string, depth int) any {
	if element, ok := strings.CutPrefix(kind, "Array of "); ok {
		return []any{api.sample(element, depth)}
	}
	switch kind {
	case "Integer":
		return 1764720000
	case "Float":
		return 1.5
	case "String":
		return "text"
	case "Boolean", "True":
		return true
	}
	thing := api.Types[kind]
	if len(thing.Subtypes) > 0 {
		return api.sample(thing.Subtypes[0], depth)
	}
	object := map[string]any{}
	for _, field := range thing.Fields {
		if field.Required || depth > 0 {
			object[field.Name] = api.sample(field.Types[0], depth-1)
		}
	}
	if kind == "Chat" {
		object["type"], object["id"] = "supergroup", -1001764720000
	}
	for _, name := range []string{"migrate_to_chat_id", "migrate_from_chat_id"} {
		if object[name] != nil {
			object[name] = -1001764720001 // the ids of groups are negative
		}
	}
	return object
}

func TestEveryKindOfUpdateCanBeRead(t *testing.T) {
	api := readBotAPI(t)
	kinds := map[string]content.Kind{
		"message": content.KindMigration, "edited_message": content.KindMigration, // a sample of all fields has moved, too
		"callback_query": content.KindPress, "my_chat_member": content.KindMembership, "chat_member": content.KindMember,
	}
	for _, field := range api.Types["Update"].Fields {
		if field.Name == "update_id" {
			continue
		}
		for depth := range 3 {
			raw, err := json.Marshal(map[string]any{"update_id": 7, field.Name: api.sample(field.Types[0], depth)})
			if err != nil {
				t.Fatal(err)
			}
			in := testDecoder().update(raw)
			want := kinds[field.Name]
			switch {
			case want == "":
				want = content.KindOther
			case depth == 0 && field.Name == "message":
				want = content.KindMessage
			case depth == 0 && field.Name == "edited_message":
				want = content.KindEdited
			}
			if in.Kind != want || in.Update != 7 {
				t.Errorf("%s, depth %d: %s, want %s: %s\n%.300s", field.Name, depth, in.Kind, want, in.Fault, raw)
			}
		}
	}
}

// notices are kinds of content whose description says nothing that tells them from service messages, or service messages that do not say so.
var notices = []string{
	"new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "pinned_message", "successful_payment", "refunded_payment",
	"connected_website", "giveaway_completed",
}

func TestContentAndNoticesAreToldApart(t *testing.T) {
	api := readBotAPI(t)
	contents := 0
	for _, field := range api.Types["Message"].Fields {
		service := strings.Contains(field.Description, "Service message") || slices.Contains(notices, field.Name)
		carries := strings.Contains(field.Description, "Message is a") || strings.Contains(field.Description, "Message contains") ||
			strings.Contains(field.Description, "message is a scheduled giveaway")
		if !service && !carries || field.Name == "successful_payment" {
			continue
		}
		message := map[string]any{"message_id": 1, "date": 1764720000, "chat": map[string]any{"id": 5, "type": "private"}}
		message[field.Name] = api.sample(field.Types[0], 1)
		raw, err := json.Marshal(map[string]any{"update_id": 7, "message": message})
		if err != nil {
			t.Fatal(err)
		}
		in := testDecoder().update(raw)
		if in.Message == nil {
			t.Errorf("%s: %s %s", field.Name, in.Kind, in.Fault)
			continue
		}
		isService := in.Message.Media == content.MediaService
		if service != isService && !strings.Contains(field.Description, "service message") {
			t.Errorf("%s is %q: %s", field.Name, in.Message.Media, field.Description)
		}
		if !service {
			contents++
		}
	}
	if contents < 15 {
		t.Errorf("only %d kinds of content were found in the description", contents)
	}
}

// deprecated are parameters that still work and are not to be used.
var deprecated = []string{"reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview"}

func TestOnlyKnownParametersAreSent(t *testing.T) {
	api := readBotAPI(t)
	b := testBot()
	for _, out := range encodings {
		method, params, err := b.encode(&out.out, false)
		if err != nil {
			t.Fatal(err)
		}
		if method == "sendPhoto" {
			params["photo"] = "goes beside the form"
		}
		checkParams(t, api, method, params)
	}
}

func checkParams(t *testing.T, api botAPI, method string, params tgbotapi.Params) {
	t.Helper()
	known, ok := api.Methods[method]
	if !ok {
		t.Fatalf("there is no method %s", method)
	}
	for name := range params {
		found := slices.ContainsFunc(known.Fields, func(f apiField) bool { return f.Name == name })
		if !found || slices.Contains(deprecated, name) {
			t.Errorf("%s has no parameter %s, or an outdated one", method, name)
		}
	}
	for _, field := range known.Fields {
		if field.Required && params[field.Name] == "" {
			t.Errorf("%s needs %s", method, field.Name)
		}
	}
}
