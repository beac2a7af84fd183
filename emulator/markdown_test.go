package emulator

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// marks writes entities as "kind offset+length", with what they carry.
func marks(entities []MessageEntity) string {
	var all []string
	for _, e := range entities {
		all = append(all, strings.TrimSpace(strings.Join([]string{e.Type, strconv.Itoa(e.Offset) + "+" + strconv.Itoa(e.Length), e.URL + e.Language + e.CustomEmojiID}, " ")))
	}
	return strings.Join(all, "|")
}

type parsed struct{ src, text, marks, refusal string }

func checkParser(t *testing.T, parse func(string) (string, []MessageEntity, string), cases []parsed) {
	t.Helper()
	for _, c := range cases {
		text, entities, refusal := parse(c.src)
		if diff := cmp.Diff(c, parsed{c.src, text, marks(entities), refusal}, cmp.AllowUnexported(parsed{})); diff != "" {
			t.Errorf("%q: %s", c.src, diff)
		}
	}
}

func TestParseMarkdownV2(t *testing.T) {
	checkParser(t, ParseMarkdownV2, []parsed{
		{src: "plain, қазақ / 😀", text: "plain, қазақ / 😀"},
		{src: `1\. a\-b \\ \a \`, text: `1. a-b \ a \`},
		{src: "*b* _i_ __u__ ~s~ ||p|| `c`", text: "b i u s p c", marks: "bold 0+1|italic 2+1|underline 4+1|strikethrough 6+1|spoiler 8+1|code 10+1"},
		{src: "😀*қ*", text: "😀қ", marks: "bold 2+1"},
		{src: "*a _b __c___ d*", text: "a b c d", marks: "bold 0+7|italic 2+3|underline 4+1"},
		{src: "_a __b___", text: "a b", marks: "italic 0+3|underline 2+1"},
		{src: "**____``````", text: ""},
		{src: "`_*[.!`", text: "_*[.!", marks: "code 0+5"},
		{src: "`a\\`\\\\`", text: "a`\\", marks: "code 0+3"},
		{src: "```\na.b\n```", text: "a.b\n", marks: "pre 0+4"},
		{src: "```go\nx := 1```", text: "x := 1", marks: "pre 0+6 go"},
		{src: "```go```", text: "go", marks: "pre 0+2"},
		{src: "[a](https://a.kz/?x=\\(1\\))", text: "a", marks: "text_link 0+1 https://a.kz/?x=(1)"},
		{src: `[a\.kz]`, text: "a.kz", marks: "text_link 0+4 http://a.kz/"},
		{src: `[a\.kz]()[b](nowhere)`, text: "a.kzb"},
		{src: "![👍](tg://emoji?id=25)", text: "👍", marks: "custom_emoji 0+2 25"},
		{src: ">a\n>b\nc", text: "a\nb\nc", marks: "blockquote 0+4"},
		{src: "x\n>*a*", text: "x\na", marks: "blockquote 2+1|bold 2+1"},
		{src: ">a\n**>b", text: "a\nb", marks: "blockquote 0+2|blockquote 2+1"},
		{src: ">a\n>b||\nc", text: "a\nb\nc", marks: "expandable_blockquote 0+4"},
		{src: ">a||\r\n", text: "a\r\n", marks: "expandable_blockquote 0+3"},
		{src: ">||a||", text: "a", marks: "blockquote 0+1|spoiler 0+1"},
		{src: ">||", text: ""},
		{src: ">`a\nb`\n>c", text: "a\nb\nc", marks: "blockquote 0+5|code 0+3"},

		{src: "version 1.0", refusal: `Character '.' is reserved and must be escaped with the preceding '\'`},
		{src: "a|b", refusal: `Character '|' is reserved and must be escaped with the preceding '\'`},
		{src: "wow!", refusal: `Character '!' is reserved and must be escaped with the preceding '\'`},
		{src: "a > b", refusal: `Character '>' is reserved and must be escaped with the preceding '\'`},
		{src: ">a\n>>b", refusal: `Character '>' is reserved and must be escaped with the preceding '\'`},
		{src: "😀*a", refusal: "Can't find end of Bold entity at byte offset 4"},
		{src: "_a *b_", refusal: "Can't find end of Italic entity at byte offset 5"},
		{src: "```go a", refusal: "Can't find end of PreCode entity at byte offset 0"},
		{src: "```", refusal: "Can't find end of Pre entity at byte offset 0"},
		{src: ">*a\nb*", refusal: "Can't find end of Bold entity at byte offset 1"},
		{src: "[a](b", refusal: "Can't find end of a URL at byte offset 4"},
		{src: "![👍", refusal: "Can't find end of CustomEmoji entity at byte offset 0"},
		{src: "![👍]", refusal: "Custom emoji entity must contain a tg://emoji URL"},
		{src: "![👍](tg://emoji?id=1", refusal: "Can't find end of a custom emoji URL at byte offset 8"},
		{src: "![👍](https://emoji?id=1)", refusal: "Custom emoji URL must have scheme tg"},
		{src: "![👍](tg://emojis?id=1)", refusal: `Custom emoji URL must have host "emoji"`},
		{src: "![👍](tg://emoji?x=1)", refusal: "Custom emoji URL must have an emoji identifier"},
		{src: "![👍](tg://emoji?id=01)", refusal: "Invalid custom emoji identifier specified"},
	})
}

func TestParseMarkdown(t *testing.T) {
	checkParser(t, ParseMarkdown, []parsed{
		{src: "1.0 - plain (really)!", text: "1.0 - plain (really)!"},
		{src: "*b* _i_ `c` \\_ \\a", text: "b i c _ \\a", marks: "bold 0+1|italic 2+1|code 4+1"},
		{src: "*a_b*", text: "a_b", marks: "bold 0+3"},
		{src: "```go\nx```", text: "x", marks: "pre 0+1 go"},
		{src: "[a](a.kz)[b](nowhere)", text: "ab", marks: "text_link 0+1 http://a.kz/"},
		{src: "[a.kz]", text: "a.kz", marks: "text_link 0+4 http://a.kz/"},
		{src: "[a](a.kz", text: "a", marks: "text_link 0+1 http://a.kz/"},
		{src: "**", text: ""},
		{src: "😀 snake_case", refusal: "Can't find end of the entity starting at byte offset 10"},
		{src: "```a", refusal: "Can't find end of the entity starting at byte offset 0"},
	})
}

func TestMessagesInMarkdown(t *testing.T) {
	k := newKit(t, Options{})
	for mode, src := range map[string]string{"MarkdownV2": `*b* a\.b`, "markdown": "*b* a.b"} {
		m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": src, "parse_mode": mode})
		if m.Text != "b a.b" || marks(m.Entities) != "bold 0+1" {
			t.Errorf("%s: %q %s", mode, m.Text, marks(m.Entities))
		}
	}
	r := k.call("sendMessage", with{"chat_id": k.anna.ID, "text": "a.b", "parse_mode": "MarkdownV2"})
	if want := `Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\'`; r.Description != want {
		t.Errorf("%d %q", r.Status, r.Description)
	}
	for _, misuse := range k.Misuses() {
		if !strings.Contains(misuse.What, "legacy") {
			t.Errorf("MarkdownV2 is noted: %s", misuse)
		}
	}
}

func TestGivenEntities(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "see here, @anna", "entities": []any{
		with{"type": "text_link", "offset": 4, "length": 4, "url": "a.kz"}, with{"type": "bold", "offset": 0, "length": 3},
		with{"type": "bold", "offset": 9, "length": 99}, with{"type": "hashtag", "offset": 0, "length": 3},
		with{"type": "text_mention", "offset": 0, "length": 3},
	}})
	if want := "bold 0+3|text_link 4+4 http://a.kz/|mention 10+5"; marks(m.Entities) != want {
		t.Errorf("%s, want %s", marks(m.Entities), want)
	}
}

func FuzzParseMarkdown(f *testing.F) {
	for _, seed := range []string{
		"*b* _i_ __u__ ~s~ ||p|| `c`", ">a\n**>b||\r\n", "```go\nx```", "[a](b)", "![👍](tg://emoji?id=25)", "\\", "\xff*\xff*", ">`\n", "`\x00`",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, parse := range []func(string) (string, []MessageEntity, string){ParseMarkdown, ParseMarkdownV2} {
			text, entities, refusal := parse(src)
			if refusal == "" && !utf8.ValidString(text) {
				t.Errorf("%q gives %q, which is not UTF-8", src, text)
			}
			last := 0
			for _, e := range entities {
				if e.Offset < last || e.Length <= 0 || e.Offset+e.Length > units(text) {
					t.Errorf("%q: %+v does not lie within %q in order", src, e, text)
				}
				last = e.Offset
			}
		}
	})
}
