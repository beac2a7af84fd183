package handlers

import (
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

func TestWordsFit(t *testing.T) {
	for _, c := range []struct {
		words string
		want  phrases.Key
	}{
		{"", phrases.OpinionTooShort},
		{"Too dear.", phrases.OpinionTooShort},
		{"Too dear!!", ""},
		{"Қымбаттап барады.", ""},
		{"Цены выросли", ""},
		{"物価が上がって困っています", ""},
		{"الأسعار مرتفعة جدا", ""},
		{strings.Repeat("👨‍👩‍👧", 9), phrases.OpinionTooShort},
		{strings.Repeat("👨‍👩‍👧", 10), phrases.OpinionNoWords},
		{"!!!??? ... !!!", phrases.OpinionNoWords},
		{"1234567890 1234567890", phrases.OpinionNoWords},
		{"aaaaaaaaaaaaaaaaaaaa", phrases.OpinionNoWords},
		{"ха ха ха ха ха ха ха", phrases.OpinionNoWords},
		{"+77 👍👍👍👍👍👍 да да", phrases.OpinionNoWords},
		{"👍👍👍👍👍 I agree", ""},
		{strings.Repeat("слово ", 583) + "да", ""},
		{strings.Repeat("слово ", 583) + "даа", phrases.OpinionTooLong},
		{strings.Repeat("abcdefgh", 512), phrases.OpinionTooLong},
		{"Ц" + strings.Repeat("\u0301", 4) + "ены растут", ""},
	} {
		got := phrases.Key("")
		if refusal := wordsFit(c.words); refusal != nil {
			got = phrases.Key(refusal.Key)
		}
		if got != c.want {
			t.Errorf("wordsFit(%.40q), %d graphemes: %q, want %q", c.words, text.Length(c.words), got, c.want)
		}
	}
}

func FuzzWordsFit(f *testing.F) {
	for _, seed := range []string{"", "Prices went up", "👨‍👩‍👧", "Z\u0351\u0343algo here", "\u202eright to left", strings.Repeat("ab ", 2000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		length, refusal := text.Length(words), wordsFit(words)
		if fits := length >= content.MinOpinion && length <= content.MaxOpinion && saysAnything(words); fits != (refusal == nil) {
			t.Errorf("%d graphemes are answered with %v", length, refusal)
		}
		if refusal != nil && strings.TrimSpace(string(phrases.In(content.English, nil).Say(phrases.Key(refusal.Key), refusal.Args))) == refusal.Key {
			t.Errorf("the refusal %q has no words", refusal.Key)
		}
	})
}

func TestShortenedKeepsBothLimits(t *testing.T) {
	for _, words := range []string{
		"short", strings.Repeat("слово ", 700), strings.Repeat("👨‍👩‍👧", 700), "👩" + strings.Repeat("\u200d👩", 1300), "a" + strings.Repeat("\u0301", 4000),
	} {
		got := shortened(words, 600, 2000)
		if text.Length(got) > 600 || text.UTF16Len(got) > 2001 || got == "" {
			t.Errorf("%.20q… is shortened to %d graphemes of %d units", words, text.Length(got), text.UTF16Len(got))
		}
	}
	if got := shortened("as it is", 600, 2000); got != "as it is" {
		t.Errorf("a short text becomes %q", got)
	}
}

func TestNamesSomebody(t *testing.T) {
	for name, want := range map[string]bool{
		"":                      false,
		"Айдана":                true,
		"A. B.":                 true,
		"Дж.":                   true,
		"О'Коннор-младший":      true,
		"12345":                 false,
		"👍":                     false,
		"@aidana":               false,
		"t.me/aidana":           false,
		"example.org":           false,
		"сайт.рф":               false,
		strings.Repeat("ә", 32): true,
		strings.Repeat("ә", 33): false,
		"a👩" + strings.Repeat("\u200d👩", 100): false,
	} {
		if got := namesSomebody(name); got != want {
			t.Errorf("namesSomebody(%q) = %t", name, got)
		}
	}
}
