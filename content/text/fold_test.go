package text_test

import (
	"testing"

	"aitys/content/text"
)

func TestFolded(t *testing.T) {
	for given, want := range map[string]string{
		"":                      "",
		"?! …":                  "",
		"Open  it, at NIGHT! 🌷": "openitatnight",
		"Баға\n\nөсті: 3 есе":   "бағаөсті3есе",
		"БАҒА ӨСТІ — 3 есе.":    "бағаөсті3есе",
		"Straße":                "strasse",
		"\u13c5 \uab95":         "\u13c5\u13c5", // Cherokee, whose capitals came first
	} {
		if got := text.Folded(given); got != want {
			t.Errorf("Folded(%q) = %q, want %q", given, got, want)
		}
	}
}

func FuzzFolded(f *testing.F) {
	for _, s := range []string{"Straße", "Баға өсті", "İstanbul", "a\u0301 b", "\u13c5", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := text.Folded(s)
		if again := text.Folded(once); again != once {
			t.Errorf("Folded(%q) = %q, and folded again %q", s, once, again)
		}
	})
}
