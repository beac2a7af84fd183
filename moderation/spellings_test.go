package moderation

import (
	"slices"
	"strings"
	"testing"
)

// TestKazakhIsNoDisguise writes fair Kazakh texts as people do whose keyboard lacks its letters, and in Latin ones.
func TestKazakhIsNoDisguise(t *testing.T) {
	latin := strings.NewReplacer("i", "i", "і", "i", "һ", "h", "ә", "ə")
	c := NewChain(DefaultLimits, nil, NewCounts())
	held := 0
	texts := startTexts("fair", "kk")
	for _, text := range texts {
		lower := strings.ToLower(text)
		for _, spelled := range []string{lower, eachWord(lower, plain), latin.Replace(lower), eachWord(lower, func(w string) string { return inLatin(plain(w)) })} {
			j := c.Judge(Post{Text: spelled})
			for _, f := range j.Findings {
				if slices.Contains([]Reason{LookAlike, Spaced, Slur}, f.Reason) {
					t.Errorf("%q: %+v", spelled, f)
				}
			}
			if j.Verdict != Pass {
				held++
			}
		}
	}
	if held*10 > len(texts)*4 {
		t.Errorf("%d of %d spellings are held", held, len(texts)*4)
	}
}

// eachWord rewrites the Cyrillic words of a text; others stay.
func eachWord(s string, as func(string) string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !inWord(r) })
	for i, w := range words {
		if !strings.ContainsFunc(w, func(r rune) bool { return r < 'а' }) {
			words[i] = as(w)
		}
	}
	return strings.Join(words, " ")
}

// TestTheLexiconIsWhole sees that each file is there, and that no entry is of a kind that nobody asks for.
func TestTheLexiconIsWhole(t *testing.T) {
	kinds := []string{"obscene", "insult", "slur", "threat", "advert", "pitch", "call", "rough", "harm", "aim", "must", fine}
	files, err := lexiconFiles.ReadDir(".")
	if err != nil || len(files) != 5 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		raw, err := lexiconFiles.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(raw), "\n") {
			kind, entries, is := strings.Cut(line, ":")
			if strings.HasPrefix(line, "#") || line == "" {
				continue
			}
			if !is || !slices.Contains(kinds, kind) || strings.Contains(entries, ",,") {
				t.Errorf("%s: %.60q", file.Name(), line)
			}
		}
	}
}

func FuzzSpellings(f *testing.F) {
	for _, seed := range []string{"", "тілсіз", "aqymaqsyñ", "идиоооот", "\xff", "п\u0301", "хуй"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, w string) {
		if once := plain(w); plain(once) != once {
			t.Errorf("%q: %q is not plain", w, once)
		}
		if once := single(w); single(once) != once {
			t.Errorf("%q: %q", w, once)
		}
		builtIn().kindOf(strings.ToLower(w), true)
	})
}
