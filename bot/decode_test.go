package bot

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

var update = flag.Bool("update", false, "write the golden files anew")

var testNow = time.Date(2026, time.March, 4, 5, 6, 7, 0, time.UTC)

func testDecoder() decoder {
	return decoder{username: "aitys_bot", now: func() time.Time { return testNow }}
}

// TestDecodeGolden decodes updates of every kind and compares with what was found right by eye.
func TestDecodeGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/updates/*.json")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d updates found: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			raw, err := os.ReadFile(file) //nolint:gosec // one of ours
			if err != nil {
				t.Fatal(err)
			}
			in := testDecoder().update(raw)
			if string(in.Raw) != string(raw) {
				t.Error("the raw update is not kept as it came")
			}
			if unreadable := strings.HasPrefix(filepath.Base(file), "unreadable-"); unreadable != (in.Kind == content.KindUnreadable) {
				t.Errorf("kind %s: %s", in.Kind, in.Fault)
			}
			compareGolden(t, strings.TrimSuffix(file, ".json")+".golden", in)
		})
	}
}

// compareGolden compares what is set in an incoming, besides the raw update, with a file.
func compareGolden(t *testing.T, file string, in content.Incoming) {
	t.Helper()
	in.Raw = nil
	raw, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var fields any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	var pretty strings.Builder
	encoder := json.NewEncoder(&pretty)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(filled(fields)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, []byte(pretty.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file) //nolint:gosec // one of ours
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), pretty.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// filled leaves out what is empty.
func filled(value any) any {
	object, ok := value.(map[string]any)
	if !ok {
		return value
	}
	for key, field := range object {
		switch field := filled(field).(type) {
		case map[string]any:
			if len(field) == 0 {
				delete(object, key)
			}
		case nil:
			delete(object, key)
		default:
			if field == "" || field == false || field == 0.0 || field == "0001-01-01T00:00:00Z" {
				delete(object, key)
			}
		}
	}
	return object
}

func TestABrokenUpdateSpoilsOnlyItself(t *testing.T) {
	good := func(id string) string {
		return `{"update_id":` + id + `,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"from":{"id":5,"first_name":"A"},"text":"[\"]}"}}`
	}
	deep := `{"update_id":2,"message":` + strings.Repeat(`{"a":[`, 20_000) + strings.Repeat(`]}`, 20_000) + `}`
	raw := "[ " + strings.Join([]string{good("1"), deep, `nonsense`, `{"update_id":3,"message":"\\"}`, good("4")}, " ,\n") + " ]"
	batch, err := testDecoder().batch([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	var got []content.Kind
	var ids []content.UpdateID
	for _, in := range batch {
		got, ids = append(got, in.Kind), append(ids, in.Update)
	}
	u := content.KindUnreadable
	if diff := cmp.Diff([]content.Kind{content.KindMessage, u, u, u, content.KindMessage}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]content.UpdateID{1, 2, 0, 3, 4}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestWhoSpeaksForAChatIsNobody(t *testing.T) {
	raw := `{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":-9,"type":"supergroup"},"from":{"id":5,"first_name":"A"},"sender_chat":{"id":-8,"type":"channel"},"text":"x"}}`
	in := testDecoder().update([]byte(raw))
	if in.From != (content.Person{}) || in.Message.OnBehalf != -8 {
		t.Errorf("%+v on behalf of %d", in.From, in.Message.OnBehalf)
	}
}

func TestElements(t *testing.T) {
	for raw, want := range map[string][]string{
		`[]`:                        nil,
		` [ ] `:                     nil,
		`[1, "a,]" ,{"b":[1,2]}]`:   {`1`, `"a,]"`, `{"b":[1,2]}`},
		`["\\\"]",2]`:               {`"\\\"]"`, `2`},
		`[{"a":"\\"},{"b":"\\\""}]`: {`{"a":"\\"}`, `{"b":"\\\""}`},
	} {
		got, err := elements([]byte(raw))
		var words []string
		for _, element := range got {
			words = append(words, string(element))
		}
		if diff := cmp.Diff(want, words); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", raw, err, diff)
		}
	}
	for _, raw := range []string{``, `{}`, `[`, `[1`, `["a]`, `[1]]`, `[1}`, `[1]x`, `[{]}`, `"[]"`, "[" + strings.Repeat("1,", maxUpdates) + "1]"} {
		if got, err := elements([]byte(raw)); err == nil && raw != `[{]}` {
			t.Errorf("%.20s: cut into %d", raw, len(got))
		}
	}
}

func TestParseCommand(t *testing.T) {
	for s, want := range map[string]command{
		"/help":                 {name: "help"},
		"/Help@Aitys_Bot":       {name: "help", bot: "aitys_bot"},
		"/section  2 ":          {name: "section", argument: "2"},
		"/section\n2":           {name: "section", argument: "2"},
		"/start a_b__c":         {name: "start", argument: "a_b__c"},
		"/opinion, I think":     {name: "opinion", argument: ", I think"},
		"/a1_":                  {name: "a1_"},
		"/help@Aitys_bot extra": {name: "help", bot: "aitys_bot", argument: "extra"},
	} {
		if got, ok := parseCommand(s); !ok || got != want {
			t.Errorf("%q: %+v %v", s, got, ok)
		}
	}
	for _, s := range []string{
		"", "/", "help", " /help", "//help", "/help/me", "/помощь", "/helpме", "/help@", "/help@@x", "/help<b>", "/" + strings.Repeat("a", 33), "/help\u0301",
	} {
		if got, ok := parseCommand(s); ok {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
}

// FuzzDecode holds whatever Telegram could send against what the rest of the program relies on.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("testdata/updates/*.json")
	for _, file := range files {
		raw, err := os.ReadFile(file) //nolint:gosec // one of ours
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in := testDecoder().update(raw)
		if in.Kind == "" || in.At.IsZero() || in.Update < 0 || (in.Kind == content.KindUnreadable) != (in.Fault != "") {
			t.Fatalf("%+v", in)
		}
		if in.At.Unix() < 0 || in.At.Unix() > maxDate {
			t.Errorf("at %v", in.At)
		}
		if (in.Message != nil) != (in.Kind == content.KindMessage || in.Kind == content.KindEdited) {
			t.Errorf("a message with kind %s", in.Kind)
		}
		texts := []string{in.From.First, in.From.Last, in.From.Username, in.From.LanguageCode}
		if in.Message != nil {
			texts = append(texts, in.Message.Text, in.Message.Command, in.Message.Argument)
		}
		for _, s := range texts {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\u202e") {
				t.Errorf("hostile text passes: %q", s)
			}
		}
		if shared(int64(in.From.ID)) || in.From.ID < 0 {
			t.Errorf("a shared account is a person: %d", in.From.ID)
		}
		if _, err := testDecoder().batch(raw); err == nil && raw[0] != '[' && strings.TrimSpace(string(raw))[0] != '[' {
			t.Error("no array, yet cut")
		}
	})
}
