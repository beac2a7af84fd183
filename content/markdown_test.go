package content

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarkdownHTML(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "One\ntwo.\n\nThree.", "One two.\n\nThree."},
		{"line break", "One  \ntwo\\\nthree", "One\ntwo\nthree"},
		{"emphasis", "*a* **b** _c_ __d__ ~~e~~", "<i>a</i> <b>b</b> <i>c</i> <b>d</b> <s>e</s>"},
		{"emphasis within itself", "**a **b** c** *a **b** c*", "<b>a b c</b> <i>a <b>b</b> c</i>"},
		{"code", "`a < b && *c*`", "<code>a &lt; b &amp;&amp; *c*</code>"},
		{"links", "[a *b*](https://x.kz/?q=1&r=2) <https://y.kz/ж>", `<a href="https://x.kz/?q=1&amp;r=2">a <i>b</i></a> <a href="https://y.kz/%D0%B6">https://y.kz/ж</a>`},
		{"link into Telegram", "[a](tg://resolve?domain=b)", `<a href="tg://resolve?domain=b">a</a>`},
		{"links that Telegram does not follow", "[a](javascript:alert(1)) [b](/c) [d](https://) <ftp://e.kz> <f@g.kz>", "a b d ftp://e.kz f@g.kz"},
		{"list", "- a\n- b *c*\n\n  d\n- e", "• a\n• b <i>c</i>\n  d\n• e"},
		{"ordered list", "3. a\n4. b\n   - c\n     - d", "3. a\n4. b\n  • c\n    • d"},
		{"quote", "> a\n>\n> > b\n\nc", "<blockquote>a\n\nb</blockquote>\n\nc"},
		{"image", "a ![b *c*](https://x.kz/d.png) e", "a b <i>c</i> e"},
		{"raw HTML", "<b>a</b> <script>alert(1)</script>\n\n<div>\nx\n</div>", "&lt;b&gt;a&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;\n\n&lt;div&gt;\nx\n&lt;/div&gt;"},
		{"entities", "&lt;b&gt; &amp;amp; &copy; &#x202E;a &#0; \\&lt;", "&lt;b&gt; &amp;amp; © a \uFFFD &amp;lt;"},
		{"escapes", `\*a\* \<b> \\`, `*a* &lt;b&gt; \`},
		{"marks behind a tag do not eat it", "*a*\u0338 \u0338<\u0338", "<i>a</i> ≮"},
		{"heading, rule and code that no file has", "# a *b*\n\n***\n\n    c < d", "<b>a <i>b</i></b>\n\n<pre>c &lt; d</pre>"},
		{"numbers are no lists", "2024 was good. 5 * 3 * 2 = 30", "2024 was good. 5 * 3 * 2 = 30"},
		{"nothing", " \n ", ""},
		{"too deep", strings.Repeat("> ", 20) + "*a*", strings.TrimSpace(strings.Repeat("&gt; ", 20) + "*a*")},
	} {
		if got := Markdown(c.in).HTML(); got != HTML(c.want) {
			t.Errorf("%s: %q becomes\n%q, want\n%q", c.name, c.in, got, c.want)
		}
	}
}

func TestMarkdownPlain(t *testing.T) {
	if got, want := Markdown("**a** [b](https://c.kz) &lt; `d`\n\n- e").Plain(), "a b < d\n\n• e"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// tags are what HTML may make of Markdown: exactly these, and nothing else with a "<".
var tags = regexp.MustCompile(`<(/?)(?:(b|i|s|code|pre|blockquote)|(a)(?: href="(?i:https?|tg)://[^"<>]+")?)>`)

// checkTags returns what Telegram would refuse in html.
func checkTags(html string) error {
	var open []string
	rest := html
	for {
		at := strings.IndexAny(rest, "<>")
		if at < 0 {
			break
		}
		m := tags.FindStringSubmatchIndex(rest)
		if m == nil || m[0] != at {
			return fmt.Errorf("a %q that is no tag of ours, at %q", rest[at], rest[at:])
		}
		name := strings.Trim(strings.Fields(rest[m[0]:m[1]])[0], "</>")
		if m[2] < m[3] {
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("</%s> ends %q", name, open)
			}
			open = open[:len(open)-1]
		} else {
			for _, o := range open {
				if o == name || o == "code" || o == "pre" {
					return fmt.Errorf("<%s> within %q", name, open)
				}
			}
			open = append(open, name)
		}
		rest = rest[m[1]:]
	}
	if len(open) > 0 {
		return fmt.Errorf("%q stay open", open)
	}
	return nil
}

func TestCheckTagsIsStrict(t *testing.T) {
	for _, bad := range []string{"<b>", "</b>", "<b><i></b></i>", "<u>x</u>", "a < b", "a > b", `<a href="javascript:x">y</a>`, "<code><b>x</b></code>", "<b><b>x</b></b>", `<b class="x">y</b>`} {
		if checkTags(bad) == nil {
			t.Errorf("%s passes", bad)
		}
	}
}

func FuzzMarkdownHTML(f *testing.F) {
	for _, s := range oddMarkdown {
		f.Add(s)
	}
	for _, s := range []string{"<b>", "*a*\u0338", "[a](tg://b \"c\")", "[a](<https://b.c/\"><b>>)", "> - 1. *a **b `c` d** e*", "[![a](b)](https://c.d)", "<https://a.b/\">", "[a\n\nb](https://c.d)", "- a\n\n\n      b\n> c",
		"***a** b*", "~~*a~~*", "\x00\xff", "&lt;\u0338", "`\u0338`"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		html := string(Markdown(s).HTML())
		if err := checkTags(html); err != nil {
			t.Errorf("%q becomes %q: %v", s, html, err)
		}
		if !utf8.ValidString(html) || strings.ContainsAny(html, "\x00\u202E") {
			t.Errorf("%q becomes %q", s, html)
		}
	})
}
