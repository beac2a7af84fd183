package text_test

import (
	"strings"
	"testing"

	"aitys/content/text"
)

// marked writes a comparison as a line: [-gone-] and {+new+}.
func marked(pieces []text.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.Kind {
		case text.Gone:
			b.WriteString("[-" + p.Text + "-]")
		case text.New:
			b.WriteString("{+" + p.Text + "+}")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestTextsAreComparedByWords(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", ""},
		{"a b c", "a b c", "a b c"},
		{"", "new words", "{+new words+}"},
		{"old words", "", "[-old words-]"},
		{"about 80,000 people came", "about 90,000 people came", "about [-80,000 -]{+90,000 +}people came"},
		{"one two three four", "one four", "one [-two three -]four"},
		{"one four", "one two three four", "one {+two three +}four"},
		{"Тариф вырос до 150 тенге.", "Тариф вырастет до 160 тенге.", "Тариф [-вырос -]{+вырастет +}до [-150 -]{+160 +}тенге."},
	} {
		if got := marked(text.Diff(c[0], c[1])); got != c[2] {
			t.Errorf("%q and %q: got %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestLongTextsAreComparedToo(t *testing.T) {
	long := strings.Repeat("The same sentence stands here again. ", 800)
	before := "First words. " + long + "A middle with 5 buses in it. " + long + "Last words."
	after := "Other first words. " + long + "A middle with 6 buses in it. " + long + "The very last words."
	got := marked(text.Diff(before, after))
	for _, wanted := range []string{"[-First -]{+Other first +}words.", "A middle with [-5 -]{+6 +}buses", "[-Last -]{+The very last +}words."} {
		if !strings.Contains(got, wanted) {
			t.Errorf("%q is missing", wanted)
		}
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("a b c", "a c d")
	f.Add("  ", "\n\n.")
	f.Fuzz(func(t *testing.T, before, after string) {
		var was, is strings.Builder
		for _, p := range text.Diff(before, after) {
			if p.Kind != text.New {
				was.WriteString(p.Text)
			}
			if p.Kind != text.Gone {
				is.WriteString(p.Text)
			}
		}
		if was.String() != before && strings.ToValidUTF8(was.String(), "") != strings.ToValidUTF8(before, "") || is.String() != after && strings.ToValidUTF8(is.String(), "") != strings.ToValidUTF8(after, "") {
			t.Errorf("%q and %q: got %q and %q", before, after, was.String(), is.String())
		}
	})
}
