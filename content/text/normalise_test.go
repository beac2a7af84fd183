package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Salaries rose. Rents rose more!", "Salaries rose. Rents rose more!"},
		{"Kazakh", "Әуеғқңөұүһі ӘҒҚҢӨҰҮҺІ — «ия»", "Әуеғқңөұүһі ӘҒҚҢӨҰҮҺІ — «ия»"},
		{"Cyrillic in NFD", "и\u0306 е\u0308 И\u0306", "й ё Й"},
		{"Latin in NFD", "cafe\u0301", "café"},
		{"NUL and controls", "a\x00b\x07c\u0085d\x1b[31m", "abcd[31m"},
		{"not UTF-8", "a\xff\xfeb", "a\uFFFDb"},
		{"half a surrogate pair in UTF-8", "a\xed\xa0\x80b", "a\uFFFDb"},
		{"line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"tabs", "a\tb", "a b"},
		{"blank lines", "\n\n a \n \n\t\n\n b\nc \n\n", "a\n\n b\nc"},
		{"direction overrides", "\u202Eevil\u202C \u2066x\u2069\u200F\u200E\u061C", "evil x"},
		{"zero-width space, soft hyphen, word joiner, mark of byte order", "\uFEFFca\u200Bsi\u00ADno\u2060", "casino"},
		{"tags", "hi\U000E0041\U000E0042", "hi"},
		{"private use and noncharacters", "a\uE000\uFFFE\uFDD0\U0010FFFFb", "ab"},
		{"invisible letters", "\u3164\u115F\u2800x\uFFA0", "x"},
		{"zalgo", "a" + strings.Repeat("\u0316", 50) + "b", "a" + strings.Repeat("\u0316", 4) + "b"},
		{"marks on nothing", "\u0301a \u0301b\n\u0301c", "a b\nc"},
		{"Vietnamese", "ê\u0301 ti\u1EBFng Vi\u1EC7t", "ế tiếng Việt"},
		{"family", "👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧"},
		{"heart on fire", "❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥"},
		{"rainbow flag and skin", "🏳\uFE0F\u200D🌈 👩🏽\u200D💻", "🏳\uFE0F\u200D🌈 👩🏽\u200D💻"},
		{"flag and keycap", "🇰🇿 1\uFE0F\u20E3", "🇰🇿 1\uFE0F\u20E3"},
		{"joiners in words", "ca\u200Dsi\u200Cno \u200D", "casino"},
		{"Persian", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"Persian with two non-joiners", "می\u200C\u200Cخواهم", "می\u200Cخواهم"},
		{"Hindi", "क्\u200Dष", "क्\u200Dष"},
		{"Arabic with vowels", "مُحَمَّد", "مُحَمَّد"},
		{"only invisible", "\u200B \u202E\n\u2060", ""},
		{"empty", "", ""},
	} {
		if got := Normalise(c.in); got != c.want {
			t.Errorf("%s: Normalise(%+q) = %+q, want %+q", c.name, c.in, got, c.want)
		}
	}
}

func TestNormaliseLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Aidana", "Aidana"},
		{"  Aidana \t\n  Serik  ", "Aidana Serik"},
		{"a\u2028b", "a b"},
		{"80\u00A0000 permits", "80\u00A0000 permits"},
		{"80 \u00A0 000", "80 000"},
		{"a\tb", "a b"},
		{"\u3164\u2800", ""},
	} {
		if got := NormaliseLine(c.in); got != c.want {
			t.Errorf("NormaliseLine(%+q) = %+q, want %+q", c.in, got, c.want)
		}
	}
}

// A run of more than thirty marks makes norm insert joiners of its own; some such marks are not of the kind that is limited.
func TestNormaliseTwiceWithLongRunsOfMarks(t *testing.T) {
	for _, mark := range []string{"\u0301", "\u1B44", "\u302E", "\u0316\u1B44\u0301", "\U0001D165", "\u0F71\u0F72", "\u0344"} {
		once := Normalise("a" + strings.Repeat(mark, 70) + "b")
		if twice := Normalise(once); twice != once {
			t.Errorf("with %+q: once %+q, twice %+q", mark, once, twice)
		}
	}
}

func TestOrdinaryTextIsNotCopied(t *testing.T) {
	s := strings.Repeat("Қазақстан — «жаңа» жұмыс орны, 1 500 ₸.\n\nIt's fine: № 5 & more…\nЁлка и йод. ", 3) + "end"
	if n := testing.AllocsPerRun(100, func() { _ = Normalise(s) }); n != 0 {
		t.Errorf("Normalise allocates %v times", n)
	}
	line := "Айгүл Сәрсенқызы, Almaty"
	if n := testing.AllocsPerRun(100, func() { _ = NormaliseLine(line) }); n != 0 {
		t.Errorf("NormaliseLine allocates %v times", n)
	}
}

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"plain", "и\u0306", "a\x00\xff", "\u202E", "👨\u200D👩", "می\u200Cخواهم", "a\u0301\u0316\u0301", "\n \n\n", "\u2329\u200D🔥", "ᄀ\u1160ᆨ",
		" \u0301", "\u1B44\u034F", "\r\n\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, normalise := range []func(string) string{Normalise, NormaliseLine} {
			once := normalise(s)
			if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
				t.Errorf("%+q becomes %+q, which is not UTF-8 in NFC", s, once)
			}
			if strings.ContainsAny(once, "\x00\r\t\u202E\u2066\u200B\u034F") || strings.Contains(once, "\n\n\n") {
				t.Errorf("%+q becomes %+q", s, once)
			}
			if twice := normalise(once); twice != once {
				t.Errorf("%+q becomes %+q, and that %+q", s, once, twice)
			}
		}
		if strings.ContainsRune(NormaliseLine(s), '\n') {
			t.Errorf("NormaliseLine(%+q) has several lines", s)
		}
	})
}

func BenchmarkNormalise(b *testing.B) {
	for name, s := range map[string]string{
		"plain":   strings.Repeat("Пікірім: жалақы өсті, бірақ пәтер де қымбаттады. ", 20) + "иә",
		"unusual": strings.Repeat("Пікірім 👍 и\u0306 жалақы өсті\u200B, бірақ пәтер де қымбаттады. ", 20) + "иә",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				_ = Normalise(s)
			}
		})
	}
}
