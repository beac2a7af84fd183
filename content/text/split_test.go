package text

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
)

func TestEscapeAndStripTags(t *testing.T) {
	hostile := `<b>"Tom" & Jerry</b> &amp; <script>`
	if got, want := Escape(hostile), "&lt;b&gt;&quot;Tom&quot; &amp; Jerry&lt;/b&gt; &amp;amp; &lt;script&gt;"; got != want {
		t.Errorf("Escape gives %s, want %s", got, want)
	}
	if got := StripTags("<i>" + Escape(hostile) + "</i>"); got != hostile {
		t.Errorf("StripTags gives back %s", got)
	}
	for _, c := range []struct{ html, want string }{
		{"a < b > c & d", "a < b > c & d"},
		{"<3 <hello> </b", "<3 <hello> </b"},
		{`<a href="https://x.kz/?a=1&amp;b=>">link</a>`, "link"},
		{`<blockquote expandable>q</blockquote><tg-emoji emoji-id="1">👍</tg-emoji>`, "q👍"},
		{"&#65;&#x42;&#X43;&#0;&#xD800;&#1114112;&nbsp;&lt", "ABC&#0;&#xD800;&#1114112;&nbsp;&lt"},
		{"<B>x</B >", "x"},
	} {
		if got := StripTags(c.html); got != c.want {
			t.Errorf("StripTags(%s) = %s, want %s", c.html, got, c.want)
		}
	}
}

func TestVisibleLen(t *testing.T) {
	if got := VisibleLen(`<b>a&amp;b</b>👍<a href="https://example.org">x</a>`); got != 6 {
		t.Errorf("got %d, want 6", got)
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, html string
		limit      int
		want       []string
	}{
		{"fits", " <b>as it is</b> ", 40, []string{" <b>as it is</b> "}},
		{"nothing to see", " <b> \n</b>", 40, nil},
		{"paragraph before line, sentence and space", "One.\n\nTwo\nthree. Four five", 20, []string{"One.", "Two\nthree. Four five"}},
		{"a blank line may hold spaces", "One\n \t\nTwo. Three four", 14, []string{"One", "Two.", "Three four"}},
		{"line before sentence and space", "One\ntwo. Three four", 15, []string{"One", "two. Three four"}},
		{"sentence before space", "One two. Three four", 15, []string{"One two.", "Three four"}},
		{"sentence in quotes", "He said «no.» Then he", 18, []string{"He said «no.»", "Then he"}},
		{"space", "One two three", 9, []string{"One two", "three"}},
		{"a space right behind the limit", "seven77 more", 7, []string{"seven77", "more"}},
		{"grapheme", "ab👨‍👩‍👧cd", 9, []string{"ab", "👨‍👩‍👧c", "d"}},
		{"one grapheme beyond the limit", "👨‍👩‍👧", 4, []string{"👨‍", "👩‍", "👧"}},
		{"tags are closed and opened again", `<b>one <i>two three</i></b>`, 8, []string{"<b>one <i>two</i></b>", "<b><i>three</i></b>"}},
		{"attributes are kept", `<a href="https://x.kz/?a=1&amp;b=2">one two</a>`, 4,
			[]string{`<a href="https://x.kz/?a=1&amp;b=2">one</a>`, `<a href="https://x.kz/?a=1&amp;b=2">two</a>`}},
		{"no empty tags", "<b>one </b><i> two</i>", 4, []string{"<b>one</b>", "<i>two</i>"}},
		{"entities are whole", "&lt;&lt;&lt;&amp;&amp;", 2, []string{"&lt;&lt;", "&lt;&amp;", "&amp;"}},
		{"ends that fit no tag are left out", "</i><b>one <i>two</b> three</i>", 8, []string{"<b>one <i>two</i></b>", "<b><i>three</i></b>"}},
		{"expandable quote", "<blockquote expandable>a\n\nb</blockquote>", 2,
			[]string{"<blockquote expandable>a</blockquote>", "<blockquote expandable>b</blockquote>"}},
		{"white space behind everything", "aaaa   ", 4, []string{"aaaa"}},
		{"white space before everything", "     aaaa bb", 4, []string{"aaaa", "bb"}},
		{"a limit of nothing", "👍ab", 0, []string{"👍", "a", "b"}},
	} {
		got := Split(c.html, c.limit)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: Split(%q, %d) = %q, want %q", c.name, c.html, c.limit, got, c.want)
		}
	}
}

func FuzzStripTags(f *testing.F) {
	for _, s := range []string{"a <b>c</b>", "&lt;&#x41;", "<a href='>'>", "<", "&", "</b", "<b \"", "<blockquote", "&#;", "&;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var all strings.Builder
		for p := range pieces(s) {
			all.WriteString(p.src)
		}
		if all.String() != s {
			t.Errorf("the pieces of %q make %q", s, all.String())
		}
		if got := StripTags(Escape(s)); got != s {
			t.Errorf("%q comes back from Escape as %q", s, got)
		}
		if len(StripTags(s)) > len(s) {
			t.Errorf("StripTags(%q) = %q", s, StripTags(s))
		}
	})
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"one two three", "<b>one\n\ntwo</b> three", "&lt;a&amp;", "👨‍👩‍👧👨‍👩‍👧", `<a href="x">y z</a>`, "<b><i>x</b></i>", "</b>a b", "<pre><code class=\"language-go\">a b</code></pre>", "e&#769;e"} {
		f.Add(s, 4)
		f.Add(s, 1)
	}
	f.Add("0\u0600 ", 2)
	f.Add(`<a ">0">`, 20)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		s, limit = strings.ToValidUTF8(s, "?"), min(max(limit, 2), 5000)
		parts := Split(s, limit)
		// A "<" that is no tag in the whole may become one where a cut takes away what stands behind it; our own HTML has none.
		if strings.ContainsAny(StripTags(s), "<&") {
			return
		}
		for _, part := range parts {
			if n := VisibleLen(part); n > limit {
				t.Errorf("a part of %q is %d units long, over %d: %q", s, n, limit, part)
			}
			if len(parts) > 1 && !balanced(part) {
				t.Errorf("a part of %q is not balanced: %q", s, part)
			}
			if strings.TrimSpace(StripTags(part)) == "" {
				t.Errorf("a part of %q shows nothing: %q", s, part)
			}
		}
		if got, want := withoutSpace(StripTags(strings.Join(parts, ""))), withoutSpace(StripTags(s)); got != want {
			t.Errorf("%q is split into %q: text is lost or added", s, parts)
		}
		if broken := cutGrapheme(s, parts, limit); len(parts) > 1 && broken != "" {
			t.Errorf("%q is split into %q: that cuts %q", s, parts, broken)
		}
	})
}

var tagPattern = regexp.MustCompile(`<(/?)([a-z-]+)(?:\s(?:"[^"]*"|'[^']*'|[^>"'])*)?>`)

// balanced tells whether each tag is ended in order. It knows tags by a pattern of its own.
func balanced(html string) bool {
	var open []string
	for _, m := range tagPattern.FindAllStringSubmatch(strings.ToLower(html), -1) {
		switch {
		case !isTag(m[2]):
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return false
		default:
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// cutGrapheme returns a grapheme of html that is shared by two of the parts although it is not longer than the limit.
func cutGrapheme(html string, parts []string, limit int) string {
	plain, from := strings.TrimRightFunc(StripTags(html), unicode.IsSpace), 0 // white space at the end is dropped, even out of a grapheme
	edges := map[int]bool{}
	for _, part := range parts {
		shown := StripTags(part)
		at := strings.Index(plain[from:], shown)
		if at < 0 {
			return shown
		}
		edges[from+at] = true
		from += at + len(shown)
		edges[from] = true
	}
	g := uniseg.NewGraphemes(plain)
	for g.Next() {
		start, end := g.Positions()
		for i := start + 1; i < end; i++ {
			if edges[i] && UTF16Len(g.Str()) <= limit {
				return g.Str()
			}
		}
	}
	return ""
}

func BenchmarkSplit(b *testing.B) {
	html := strings.Repeat("<b>Қала</b> өсті &amp; пәтер қымбаттады. Бұл — жай сөйлем.\n\n", 400)
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		_ = Split(html, 4096)
	}
}
