package text

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// finds tells whether a query of one word finds another word in a text of its own.
func finds(query, in string) bool {
	asked := Asked(query)
	for _, keys := range asked {
		if !slices.ContainsFunc(Words(in), func(w Word) bool {
			return slices.ContainsFunc(keys, func(k Key) bool { return slices.Contains(w.Keys, k) })
		}) {
			return false
		}
	}
	return len(asked) > 0
}

// TestWordsThatFindEachOther has in each line words of which every one finds all others.
func TestWordsThatFindEachOther(t *testing.T) {
	for _, line := range []string{
		// Forms.
		"price prices", "salary salaries", "renting rented rents", "Kazakhstan Kazakhstan's Kazakhstan’s",
		"квартира квартиры квартир квартирами КВАРТИРУ", "ёлка елка ёлки", "рынок рынка рынке", "казахстанец казахстанцы", "новый новая новых",
		"қала қалалар қаладағы қалаларында қаламыз қалаға", "пәтер пәтерлер пәтерін пәтердің пәтеріміз", "баға бағалар бағаның бағасы бағаны",
		"жұмыс жұмыста жұмыстан жұмысын", "халық халқы халқына халыққа", "кітап кітабы кітаптар кітабында", "министрлік министрлігі министрлігінің",
		"жалдау жалдайды", "үй үйде үйлер үйлеріміз үйлерінде", "сөз сөздер сөзі", "теңге теңгеге теңгенің", "жер жері жерде жеріне жерінде", "жыл жылы жылдың жылдан",
		"ресейлік ресейліктер", "көшу көшкен көшеді", "келу келді келген келеді келіп келмейді",
		// Letters and alphabets.
		"Алматы Almaty алматыда Алматыдан almatıda", "теңге тенге tenge teńge teñge", "Қазақстан Казакстан Қазақстанда Казахстан Казахстана Казахстане Qazaqstan Kazakhstan Qazaqstanda",
		"қала кала qala кала qalada калада", "өмір омир омыр ómir ömir omir", "жұмыс жумыс jumys jumıs zhumys zhumysta", "мәселе маселе мяселе mäsele másele masele", "үкімет укимет úkimet ükimet",
		"Қарағанды Караганда Qaraǵandy Qarağandı", "шығыс шыгыс shyǵys şığıs s'yg'ys", "ғылым гылым ǵylym ğılım gylym", "Шымкент Shymkent Şımkent",
		"квартира kvartira kvartiry", "Россия rossiya rossia", "Ерлан Yerlan Erlan", "қазақша казахша: казакша",
		// Numbers.
		"80000 80,000 80.000 80’000", "3.5 3,5", "2024",
	} {
		words := strings.Fields(line)
		for _, query := range words {
			for _, in := range words {
				if !finds(query, in) {
					t.Errorf("%q does not find %q: %s and %s", query, in, skeletons(query), skeletons(in))
				}
			}
		}
	}
}

// skeletons tells to what a word comes, for a test that failed.
func skeletons(word string) string {
	word = lowered(word)
	bones := skeleton(unowned(word))
	return strings.Join([]string{bones, kazakhStem(bones), russianStem(word), russianStem(cyrillic.Replace(bones)), englishStem(word)}, " ")
}

func TestNumbersWithSpaces(t *testing.T) {
	for _, in := range []string{"over 80 000 permits", "свыше 80\u00a0000 разрешений", "80\u202f000", "1: 80 000.", "80000,"} {
		if !finds("80000", in) || !finds("80 000", in) {
			t.Errorf("80000 is not found in %q", in)
		}
	}
	for _, in := range []string{"180 000", "80 0001", "80 000 000", "2080 000", "80.0001"} {
		if finds("80 000", in) {
			t.Errorf("80 000 is found in %q", in)
		}
	}
}

func TestWordsThatDoNotFindEachOther(t *testing.T) {
	for _, line := range []string{
		"роса Россия", "Путин путь", "теңге тең", "тенге тень", "пайда пай", "сауда сау", "Қарағанды қара", "Караганда кара", "бөлім бол", "организация орган", "рейс Ресей",
		"баға бала", "қала қалу", "бизнес без", "price prize", "карта кара", "неделя дело",
	} {
		a, b, _ := strings.Cut(line, " ")
		if finds(a, b) || finds(b, a) {
			t.Errorf("%q and %q find each other: %s and %s", a, b, skeletons(a), skeletons(b))
		}
	}
}

func TestNothingIsAsked(t *testing.T) {
	for _, query := range []string{"", "?! …", "и в не", "the of", "және бірақ", "a", "\xff\xc0"} {
		if asked := Asked(query); len(asked) != 0 {
			t.Errorf("%q asks for %v", query, asked)
		}
	}
}

// TestKeysStay fails when a change gives words other keys: raise KeysVersion then, so that databases are indexed anew, and correct the numbers here.
func TestKeysStay(t *testing.T) {
	var got []Key
	for _, w := range Words("Prices of үйлер, ağash; квартиры: 80 000") {
		got = append(got, w.Keys...)
	}
	want := []Key{
		6698611268801902863, 8840844601120653977, 697276739898078973, // prices, as a word of each language
		1966451717405379201,                                           // үйлер
		2953125149586445158, 8750640094973074190, 5866817758779478112, // ağash
		6648078102638405615, 8699938013915135196, // квартиры
		8731612865336160895, // 80000
	}
	if KeysVersion != 1 || !slices.Equal(got, want) {
		t.Errorf("version %d has the keys %d, want %d", KeysVersion, got, want)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"80 000 пәтерлер", "s'yg'ys don't", "И\u0306 İstanbul", "\xff80.\xc0", "дж dzh йе shch", strings.Repeat("и", 300), "ⅷ ²", "水は"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, w := range Words(s) {
			if w.Start < end || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("%q: a word from %d to %d behind %d", s, w.Start, w.End, end)
			}
			end = w.End
			for _, key := range w.Keys {
				if key < 0 {
					t.Errorf("%q: a negative key", s)
				}
			}
		}
		_ = Asked(s)
	})
}

func TestEveryWordFindsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[а-яёәғқңөұүһіa-z']{2,12}`).Draw(t, "word")
		around := rapid.SampledFrom([]string{"", "the price of", "и не в на", "және бұл", "ұқсас"}).Draw(t, "around")
		if len(Asked(word)) > 0 && !finds(word, around+" "+word+" "+around) {
			t.Fatalf("%q does not find itself among %q", word, around)
		}
	})
}
