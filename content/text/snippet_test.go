package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

func TestSnippet(t *testing.T) {
	long := strings.Repeat("бұл туралы көп айтылды, ", 20) + "Алматыда пәтер қымбаттады, " + strings.Repeat("енді не істеу керек, ", 20)
	for _, c := range []struct {
		name, in, query string
		most            int
		want            string
	}{
		{"whole", "Rents in <Almaty> rose & rose.", "алматы", 40, "Rents in &lt;<b>Almaty</b>&gt; rose &amp; rose."},
		{"several", "Цена растёт.\nЦены высоки: 80 000!", "цена 80000", 60, "<b>Цена</b> растёт. <b>Цены</b> высоки: <b>80 000</b>!"},
		{"from the middle", long, "пәтерлер", 40, "…Алматыда <b>пәтер</b> қымбаттады, енді не…"},
		{"no such word", "One two three four.", "five", 9, "One two t…"},
		{"at the end", "One two three four.", "four", 12, "…three <b>four</b>."},
		{"empty", "", "five", 9, ""},
		{"nothing asked", "One two.", "", 9, "One two."},
	} {
		if got := Snippet(c.in, Asked(c.query), c.most); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("Пәтер 👨‍👩‍👧 <b>80 000</b> қала", "қала 80000", 12)
	f.Add("a\u0316\u0316b a", "a", 3)
	f.Add(strings.Repeat("👨‍👩‍👧", 40)+"қала", "қала", 10)
	f.Fuzz(func(t *testing.T, s, query string, most int) {
		most = max(1, min(most, 300))
		html := Snippet(s, Asked(query), most)
		plain := StripTags(html)
		if !utf8.ValidString(html) || strings.Contains(html, "\n") {
			t.Fatalf("%q in %q: %q", query, s, html)
		}
		if n := uniseg.GraphemeClusterCount(plain); n > most+2 {
			t.Errorf("%q in %q: %d graphemes of at most %d: %q", query, s, n, most, html)
		}
		if n := UTF16Len(plain); n > mostUnits*most+2 {
			t.Errorf("%q in %q: %d units: %q", query, s, n, html)
		}
		if rest := strings.TrimSuffix(strings.TrimPrefix(plain, "…"), "…"); !strings.Contains(NormaliseLine(s), strings.TrimRight(rest, " ")) {
			t.Errorf("%q in %q: %q is not part of it", query, s, rest)
		}
	})
}
