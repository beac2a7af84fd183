package pictures

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"

	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"
)

func TestEveryFontHasEveryLetter(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyz" + "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "әғқңөұүһі"
	for face, f := range fontsOf(t) {
		drawn := map[sfnt.GlyphIndex]rune{}
		for _, r := range letters + strings.ToUpper(letters) + "0123456789 \u00a0" + `.,:;!?…–—-−+×·•/()[]%‰°№&@#*"'“”‘’«»„‹›$€£¥₽₸₴§©` {
			glyph, err := f.GlyphIndex(nil, r)
			if err != nil || glyph == 0 {
				t.Errorf("font %d has no %q", face, r)
			}
			// Latin and Cyrillic letters that look the same may share a glyph.
			if other, taken := drawn[glyph]; taken && unicode.Is(unicode.Cyrillic, r) == unicode.Is(unicode.Cyrillic, other) && !unicode.IsSpace(r) {
				t.Errorf("font %d draws %q like %q", face, r, other)
			}
			drawn[glyph] = r
		}
	}
}

func TestLegible(t *testing.T) {
	d := newDesk(fontsOf(t))
	for _, c := range []struct{ given, want string }{
		{"Әлемге қызық ой – «жаңа» үй, һәм “ұя” 40%", "Әлемге қызық ой – «жаңа» үй, һәм “ұя” 40%"},
		{"  two \t lines\n here ", "two lines here"},
		{"80\u00a0000 and 80\u202f000", "80\u00a0000 and 80\u00a0000"},
		{"500 ₸", "500 ₸"},
		{"Yes 👍🏽 of course", "Yes of course"},
		{"👨‍👩‍👧 🇰🇿", ""},
		{"1️⃣ first", "1 first"},
		{"Ｘ⒈", "X1."},
		{"سلام عليكم мир", "… мир"},
		{"он сказал «שלום» и ушёл", "он сказал «…» и ушёл"},
		{"中文", "…"},
		{"за́мок", "за́мок"},
		{"\u202eabc\u202c\u200b\u2066d\u2069", "abcd"},
		{"שׁ", "…"}, // the mark of a letter that is lost goes with it
		{"a\x00b\xffc\ufffd", "abc"},
		{"\u00a0\u00a0", ""},
		{"", ""},
	} {
		if got := d.legible(c.given); got != c.want {
			t.Errorf("%q: got %q, want %q", c.given, got, c.want)
		}
	}
	zalgo := d.legible("z" + strings.Repeat("\u0338\u0321\u031b", 30))
	if marks := len([]rune(zalgo)) - 1; marks > 4 {
		t.Errorf("%d marks are left on one letter", marks)
	}
}

func TestDissect(t *testing.T) {
	for _, c := range []struct{ given, before, digits, after string }{
		{"over 80,000 permits", "over", "80,000", " permits"},
		{"80\u00a0000-нан астам рұқсат", "", "80\u00a0000", "-нан астам рұқсат"},
		{"100\u00a0000–120\u00a0000 адам", "", "100\u00a0000–120\u00a0000", " адам"},
		{"более 500\u00a0млн долларов США", "более", "500", "\u00a0млн долларов США"},
		{"over $500 million", "over", "$500", " million"},
		{"$1.5–$2 billion", "", "$1.5–$2", " billion"},
		{"−5,25%", "", "−5,25%", ""},
		{"до 70\u00a0%", "до", "70\u00a0%", ""},
		{"10\u00a0€ each", "", "10\u00a0€", " each"},
		{"2022/23", "", "2022/23", ""},
		{"3.", "", "3", "."},
		{"half of them", "", "half of them", ""},
		{"", "", "", ""},
	} {
		if got, want := dissect(c.given), (amount{c.before, c.digits, c.after}); got != want {
			t.Errorf("%q: got %q, want %q", c.given, got, want)
		}
	}
}

// What phrases writes for an article's figure is taken apart at its digits, in each language.
func TestDissectKnowsHowPhrasesWriteFigures(t *testing.T) {
	figures := []content.Figure{
		{Value: "80000", Qualifier: content.Over, Unit: "u"}, {Value: "500000000", Qualifier: content.AtLeast, Unit: "USD"},
		{Value: "1000000000", Qualifier: content.Target, Unit: "EUR"}, {Low: "100000", High: "120000", Unit: "u"},
		{Value: "70", Unit: "%"}, {Value: "-2.5", Qualifier: content.About, Unit: "KZT"}, {Low: "1.5", High: "2.0", Qualifier: content.UpTo},
	}
	for _, lang := range []content.Lang{content.English, content.Russian, content.Kazakh} {
		for _, f := range figures {
			shown := text.StripTags(string(phrases.In(lang, time.UTC).Figure(f)))
			a := dissect(shown)
			if !strings.ContainsFunc(a.digits, unicode.IsDigit) || strings.ContainsFunc(a.digits, unicode.IsLetter) ||
				strings.ContainsFunc(a.before+a.after, unicode.IsDigit) {
				t.Errorf("%s: %q is taken apart as %q", lang, shown, a)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	l := newDesk(fontsOf(t)).letters(labelStyle)
	for _, c := range []struct {
		name, given string
		width, most int
		want        string
	}{
		{"one line", "any short label", 900, 3, "any short label"},
		{"lines of one length", "Russian citizens with a residence permit for work", 452, 4, "Russian citizens|with a\u00a0residence|permit for work"},
		{"no-break space", "more than 80\u00a0000\u00a0000\u00a0000 people", 330, 9, "more than|80\u00a0000\u00a0000\u00a0000|people"},
		{"no dash begins a line", "aaaaaaaa aaaaaaaa – bbbb", 240, 3, "aaaaaaaa|aaaaaaaa\u00a0–|bbbb"},
		{"a preposition stays with its word", "Аренда дорожает в Казахстане", 360, 3, "Аренда дорожает|в\u00a0Казахстане"},
		{"long word", "қанағаттандырылмағандықтарыңыздан", 452, 3, "қанағаттандырылмаға-|ндықтарыңыздан"},
		{"cut", "one two three four five six seven eight nine ten", 225, 2, "one two|three four…"},
		{"cut without a comma", "one, two, three", 195, 1, "one, two…"},
		{"nothing", "", 452, 3, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(l.wrap(c.given, c.width, c.most), "|"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWrapKeepsWidthAndText(t *testing.T) {
	d := newDesk(fontsOf(t))
	rapid.Check(t, func(t *rapid.T) {
		given := d.legible(rapid.StringOf(rapid.RuneFrom([]rune("abШщқү,–-· \u00a0\u0301👍"))).Draw(t, "text"))
		width, most := rapid.IntRange(60, 1000).Draw(t, "width"), rapid.IntRange(1, 40).Draw(t, "most")
		l := d.letters(labelStyle)
		lines := l.wrap(given, width, most)
		if len(lines) > most {
			t.Fatalf("%d lines, at most %d are wanted", len(lines), most)
		}
		for _, line := range lines {
			if l.width(line) > width {
				t.Fatalf("%q takes %d, there are %d", line, l.width(line), width)
			}
		}
		bare := strings.NewReplacer(" ", "", "\u00a0", "", "-", "")
		if got := strings.Join(lines, ""); !strings.ContainsRune(got, lost) && bare.Replace(got) != bare.Replace(given) {
			t.Fatalf("%q became %q", given, lines)
		}
	})
}
