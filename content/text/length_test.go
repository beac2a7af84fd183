package text

import (
	"testing"
	"unicode/utf16"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"Almaty", 6, "Almaty"},
		{"Almaty", 5, "Alma…"},
		{"Almaty", 1, "…"},
		{"Almaty", 0, ""},
		{"Almaty", -1, ""},
		{"", 3, ""},
		{"one two", 5, "one…"},
		{"👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧"},
		{"👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2, "👨‍👩‍👧…"},
		{"🇰🇿🇰🇿🇰🇿", 2, "🇰🇿…"},
	} {
		if got := Truncate(c.in, c.n); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestLength(t *testing.T) {
	for in, want := range map[string]int{
		"":                     0,
		"Almaty":               6,
		"қаңтар":               6,
		"и\u0306":              1, // a letter and its breve, apart
		"Z\u0351\u0343\u036bZ": 2,
		"👨‍👩‍👧🇰🇿":              2,
		"a\r\nb":               3,
		"שלום":                 4,
	} {
		if got := Length(in); got != want {
			t.Errorf("Length(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestLengthAgreesWithTruncate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if n := Length(s); n > 0 && (Truncate(s, n) != s || n > 1 && Truncate(s, n-1) == s) {
			t.Fatalf("%q has %d graphemes, but is cut to %q and %q", s, n, Truncate(s, n), Truncate(s, n-1))
		}
	})
}

func TestTruncateNeverExceeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "s"), rapid.IntRange(1, 20).Draw(t, "n")
		if got := uniseg.GraphemeClusterCount(Truncate(s, n)); got > n {
			t.Fatalf("Truncate(%q, %d) has %d graphemes", s, n, got)
		}
	})
}

func TestUTF16Len(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if got, want := UTF16Len(s), len(utf16.Encode([]rune(s))); got != want {
			t.Fatalf("UTF16Len(%q) = %d, want %d", s, got, want)
		}
	})
}
