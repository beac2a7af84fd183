package content_test

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aitys/content"
)

// sampleIn reads the sample article in one language.
func sampleIn(t *testing.T, lang content.Lang) *content.Article {
	t.Helper()
	name := "relocation-kazakhstan." + string(lang) + ".md"
	data, err := fs.ReadFile(content.Sample(), name)
	if err != nil {
		t.Fatal(err)
	}
	article, faults := content.ParseArticle(name, data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return article
}

// parts are the whole article and its sections, in their order.
func parts(article *content.Article) []content.Section {
	return append([]content.Section{article.Section}, article.Sections...)
}

func TestSampleIsWhatTheInterfacePromises(t *testing.T) {
	for _, lang := range content.Langs {
		article := sampleIn(t, lang)
		if article.Slug != "relocation-kazakhstan" || article.Lang != lang {
			t.Errorf("%s: the article is %s in %s", lang, article.Slug, article.Lang)
		}
		if article.Publisher == "" || article.Date.IsZero() {
			t.Errorf("%s: want a publisher and a date, have %q and %q", lang, article.Publisher, article.Date)
		}
		var ids []content.SectionID
		for _, part := range parts(article) {
			ids = append(ids, part.ID)
			if part.Poll == nil {
				t.Errorf("%s: section %q has no poll", lang, part.ID)
			}
		}
		if want := []content.SectionID{"", "diaspora", "cappuccino", "labour", "ahead"}; !slices.Equal(ids, want) {
			t.Errorf("%s: the sections are %q, want %q", lang, ids, want)
		}
		if n := len(allFigures(article)); n < 12 {
			t.Errorf("%s: %d figures, want at least 12", lang, n)
		}
		for _, figure := range allFigures(article) {
			if figure.Period == "" || figure.Source == "" {
				t.Errorf("%s: figure %s lacks its period or its source", lang, figure.ID)
			}
		}
	}
}

// seed is the text that the sample's facts come from; the test is skipped where it is not at hand.
func seed(t *testing.T) string {
	t.Helper()
	const path = "../../shared/seed/000_8ab9e82182eeb0cb.txt"
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the text that the sample's facts come from is not here: " + path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wordsOf returns a text's words and numbers in lower case.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(text), "’", "'")
	return regexp.MustCompile(`[\p{L}\p{N}']+`).FindAllString(text, -1)
}

// runs returns every run of n words in a text.
func runs(text string, n int) map[string]bool {
	words, all := wordsOf(text), map[string]bool{}
	for i := 0; i+n <= len(words); i++ {
		all[strings.Join(words[i:i+n], " ")] = true
	}
	return all
}

// told is all that the article says in its own words: everything but its title.
func told(article *content.Article) []string {
	var texts []string
	for _, part := range parts(article) {
		texts = append(texts, part.Heading, string(part.Summary))
		for _, figure := range part.Figures {
			texts = append(texts, figure.Label, figure.Period, figure.Source)
		}
		if part.Poll != nil {
			texts = append(append(texts, part.Poll.Question), part.Poll.Options...)
		}
	}
	return texts
}

func TestSampleIsToldInItsOwnWords(t *testing.T) {
	const tooLong = 6
	theirs := runs(seed(t), tooLong)
	for _, text := range told(sampleIn(t, content.English)) {
		for run := range runs(text, tooLong) {
			if theirs[run] {
				t.Errorf("these %d words in a row are the source's: %q", tooLong, run)
			}
		}
	}
}

// sourced lists how the source writes the numbers of each figure.
var sourced = map[content.FigureID][]string{
	"years":           {"Two years on"},
	"crossings":       {"more than 400,000"},
	"permits":         {"more than 80,000"},
	"settled":         {"100,000–120,000"},
	"age":             {"aged", "25 to 40"},
	"entities-2023":   {"exceeded 18,000"},
	"entities-growth": {"70% increase"},
	"entities-2024":   {"more than 23,000"},
	"house-prices":    {"40% higher", "2021"},
	"it-exports":      {"surpassed $500 million"},
	"hub-exports":     {"over $280 million"},
	"export-target":   {"$1 billion", "target by 2026"},
	"companies":       {"inDrive, Playrix, and MyTona"},
}

// spelled are the numbers that the source writes otherwise than in digits.
var spelled = map[content.Number]string{
	"2": "Two", "3": "inDrive, Playrix, and MyTona", "500000000": "500 million", "280000000": "280 million", "1000000000": "1 billion",
}

func TestSampleFiguresStandInTheSource(t *testing.T) {
	source := strings.Join(strings.Fields(seed(t)), " ")
	for _, figure := range allFigures(sampleIn(t, content.English)) {
		passages := sourced[figure.ID]
		if len(passages) == 0 {
			t.Errorf("%s: nobody says how the source writes this figure", figure.ID)
		}
		for _, passage := range passages {
			if !strings.Contains(source, passage) {
				t.Errorf("%s: the source does not say %q", figure.ID, passage)
			}
		}
		for _, number := range []content.Number{figure.Value, figure.Low, figure.High} {
			written, ok := spelled[number]
			if !ok {
				written = grouped(number)
			}
			if !strings.Contains(strings.Join(passages, " "), written) {
				t.Errorf("%s: %s is not in %q", figure.ID, written, passages)
			}
		}
	}
}

// grouped writes a whole number as English does: 80,000.
func grouped(number content.Number) string {
	digits := string(number)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func TestSampleTranslationsHoldTheSameNumbers(t *testing.T) {
	original := sampleIn(t, content.English)
	for _, lang := range []content.Lang{content.Russian, content.Kazakh} {
		article := sampleIn(t, lang)
		if article.TranslationOf != content.English {
			t.Errorf("%s: translation_of is %q, want %q", lang, article.TranslationOf, content.English)
		}
		for i, part := range parts(article) {
			of := parts(original)[i]
			if got, want := numbers(part), numbers(of); !slices.Equal(got, want) {
				t.Errorf("%s: the figures of section %q are\n%v, want\n%v", lang, part.ID, got, want)
			}
			if got, want := len(part.Poll.Options), len(of.Poll.Options); got != want {
				t.Errorf("%s: the poll of section %q has %d options, want %d", lang, part.ID, got, want)
			}
		}
	}
}

// numbers are the figures of a section without their words. Units that are no words (a percent sign, a currency's code) count as numbers.
func numbers(section content.Section) []content.Figure {
	var bare []content.Figure
	for _, figure := range section.Figures {
		figure.Label, figure.Period, figure.Source = "", "", ""
		if figure.Unit != "%" && figure.Unit != "USD" {
			figure.Unit = ""
		}
		bare = append(bare, figure)
	}
	return bare
}

// allFigures returns the figures of the whole article and then of its sections.
func allFigures(article *content.Article) []content.Figure {
	all := slices.Clone(article.Figures)
	for i := range article.Sections {
		all = append(all, article.Sections[i].Figures...)
	}
	return all
}
