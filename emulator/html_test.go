package emulator

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestParseHTML(t *testing.T) {
	e := func(kind string, offset, length int) MessageEntity {
		return MessageEntity{Type: kind, Offset: offset, Length: length}
	}
	for _, c := range []struct {
		src, text string
		marks     []MessageEntity
	}{
		{"plain & simple", "plain & simple", nil},
		{"&lt;b&gt; &amp; &quot;&#33;&#x1F600; &nbsp; &apos;", `<b> & "!😀 &nbsp; &apos;`, nil},
		{"&ltb", "&ltb", nil}, // the name goes on with letters, so it is another name
		{"&lt b", "< b", nil}, // the semicolon may be missing
		{"&#0; &#1234567890; &#x;", "&#0; &#1234567890; &#x;", nil},
		{"<b>bold</b> <strong>too</strong>", "bold too", []MessageEntity{e("bold", 0, 4), e("bold", 5, 3)}},
		{"<i>a</i><em>b</em>", "ab", []MessageEntity{e("italic", 0, 1), e("italic", 1, 1)}},
		{"<u>a</u><ins>b</ins>", "ab", []MessageEntity{e("underline", 0, 1), e("underline", 1, 1)}},
		{"<s>a</s><strike>b</strike><del>c</del>", "abc", []MessageEntity{e("strikethrough", 0, 1), e("strikethrough", 1, 1), e("strikethrough", 2, 1)}},
		{`<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>`, "ab", []MessageEntity{e("spoiler", 0, 1), e("spoiler", 1, 1)}},
		{"😀<b>қазақ</b>", "😀қазақ", []MessageEntity{e("bold", 2, 5)}},
		{"<b>👨‍👩‍👧</b>!", "👨‍👩‍👧!", []MessageEntity{e("bold", 0, 8)}},
		{"<b>a<i>b</i></b>", "ab", []MessageEntity{e("bold", 0, 2), e("italic", 1, 1)}},
		{"<b><i>a</i></b>", "a", []MessageEntity{e("bold", 0, 1), e("italic", 0, 1)}}, // by their kinds, not by
		{"<i><b>a</b></i>", "a", []MessageEntity{e("bold", 0, 1), e("italic", 0, 1)}}, // which is inside
		{"<B>a</b>", "a", []MessageEntity{e("bold", 0, 1)}},
		{"<b>a</>", "a", []MessageEntity{e("bold", 0, 1)}}, // an end tag needs no name
		{"<b>a</b >", "a", []MessageEntity{e("bold", 0, 1)}},
		{"<b></b>nothing", "nothing", nil},
		{"<blockquote>a</blockquote>", "a", []MessageEntity{e("blockquote", 0, 1)}},
		{"<blockquote expandable>a\nb</blockquote>", "a\nb", []MessageEntity{e("expandable_blockquote", 0, 3)}},
		{"<code>a <b>b</b></code>", "a b", []MessageEntity{e("code", 0, 3)}},
		{"<code class=\"language-go\">a</code>", "a", []MessageEntity{e("code", 0, 1)}},
		{
			`<pre><code class="language-go">x</code></pre>`, "x",
			[]MessageEntity{{Type: "pre", Offset: 0, Length: 1, Language: "go"}},
		},
		{
			`<a href="https://a.kz/?x=1&amp;y=2">here</a>`, "here",
			[]MessageEntity{{Type: "text_link", Offset: 0, Length: 4, URL: "https://a.kz/?x=1&y=2"}},
		},
		{`<a href='a.kz'>here</a>`, "here", []MessageEntity{{Type: "text_link", Length: 4, URL: "http://a.kz/"}}},
		{`<a>a.kz</a>`, "a.kz", []MessageEntity{{Type: "text_link", Length: 4, URL: "http://a.kz/"}}},
		{`<a href="nowhere">here</a>`, "here", nil},
		{`<a href="tg://user?id=42">you</a>`, "you", []MessageEntity{{Type: "text_mention", Length: 3, User: &User{ID: 42}}}},
		{
			`<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>`, "👍",
			[]MessageEntity{{Type: "custom_emoji", Length: 2, CustomEmojiID: "5368324170671202286"}},
		},
	} {
		text, marks, refusal := ParseHTML(c.src)
		if refusal != "" || text != c.text {
			t.Errorf("%q: %q %q, want %q", c.src, text, refusal, c.text)
		}
		if diff := cmp.Diff(c.marks, marks); diff != "" {
			t.Errorf("%q: %s", c.src, diff)
		}
	}
}

func TestFoundEntities(t *testing.T) {
	for text, want := range map[string]string{
		"/start":                             "bot_command /start",
		"say /help@some_bot now":             "bot_command /help@some_bot",
		"and/or":                             "",
		"/help/me":                           "",
		"see https://a.kz/x?y=1.":            "url https://a.kz/x?y=1",
		"see a.kz/x, or b.com!":              "url a.kz/x|url b.com",
		"write to me@example.org":            "email me@example.org",
		"hello @anna_k and #қазақ #1":        "mention @anna_k|hashtag #қазақ",
		"😀 /go 😀 /on":                        "bot_command /go|bot_command /on",
		"version 1.2.3 of a thing, 80,000.5": "",
	} {
		var got []string
		for _, e := range findEntities(text, nil) {
			got = append(got, e.Type+" "+slice16(text, e.Offset, e.Length))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	inCode := findEntities("/start", []MessageEntity{{Type: "code", Length: 6}})
	if len(inCode) != 1 {
		t.Errorf("a command inside code: %+v", inCode)
	}
}

func TestTextIsTrimmedBeforeItIsCounted(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{
		"chat_id": k.anna.ID, "parse_mode": "HTML",
		"text": " \n <b> " + strings.Repeat("x", 4096) + " </b>\r\n",
	})
	want := []MessageEntity{{Type: "bold", Offset: 0, Length: 4096}}
	if diff := cmp.Diff(want, m.Entities); diff != "" || len(m.Text) != 4096 {
		t.Errorf("%d characters, %s", len(m.Text), diff)
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{
		"<b>a</b>", `<a href="x&amp;y">😀</a>`, "<pre><code class=language-go>x</code></pre>", "&#x1F600;&lt", "<blockquote expandable>a",
		"<a href=", "<span class='tg-spoiler'>\x00</span>", "</b", "<", "&#xD800;", "\xff<i>\xff</i>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, marks, refusal := ParseHTML(src)
		if refusal != "" {
			return
		}
		if !utf8.ValidString(text) {
			t.Errorf("%q gives %q, which is not UTF-8", src, text)
		}
		check := func(text string, marks []MessageEntity) {
			last := 0
			for _, e := range marks {
				if e.Offset < last || e.Length <= 0 || e.Offset+e.Length > units(text) {
					t.Errorf("%q: %+v does not lie within %q in order", src, e, text)
				}
				last = e.Offset
			}
		}
		check(text, marks)
		trimmed, left := trimText(cleaned(text), marks)
		check(trimmed, findEntities(trimmed, left))
	})
}
