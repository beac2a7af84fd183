package drafting

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

var update = flag.Bool("update", false, "write testdata/*.md anew")

// TestDrafts holds whole drafts against golden files: go test ./drafting -update writes them, read the diff.
func TestDrafts(t *testing.T) {
	texts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(texts) < 3 {
		t.Fatalf("texts %v: %v", texts, err)
	}
	for _, path := range texts {
		t.Run(filepath.Base(path), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := printed(t, string(source))
			golden := strings.TrimSuffix(path, ".txt") + ".md"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
			if again := printed(t, string(source)); again != got {
				t.Error("the same text made another draft")
			}
		})
	}
}

// printed drafts a text, and fails where the file would not pass aitys check.
func printed(t *testing.T, source string) string {
	t.Helper()
	d, err := FromText(source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := d.Print()
	article, faults := content.ParseArticle("draft.md", file)
	if len(faults) > 0 {
		t.Fatalf("%v in\n%s", faults, file)
	}
	if diff := cmp.Diff(d.Article, article); diff != "" {
		t.Errorf("what is printed reads as something else: %s", diff)
	}
	return string(file)
}

func TestWhatCannotBeDrafted(t *testing.T) {
	for source, want := range map[string]error{
		"":                                     ErrEmpty,
		" \n\t\n":                              ErrEmpty,
		"12 345\n\n...":                        ErrEmpty,
		"caf\xe9 opens":                        ErrNotUTF8,
		strings.Repeat("a", content.MaxFile+1): ErrTooLong, strings.Repeat("A line.\n", mostLines): ErrTooManyLines,
	} {
		if _, err := FromText(source, Options{}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", source, err, want)
		}
	}
}

func TestOptions(t *testing.T) {
	d, err := FromText("A title\n\nThe bridge over the river opened on Monday after two years of work.", Options{Lang: content.Kazakh, Slug: "bridge"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Article.Lang != content.Kazakh || d.Article.Slug != "bridge" || slices.Contains(d.Doubts, NewSlug) {
		t.Errorf("language %q, slug %q, doubts %v", d.Article.Lang, d.Article.Slug, d.Doubts)
	}
}

func TestLanguageOf(t *testing.T) {
	for source, want := range map[string]content.Lang{
		"The city opened a bridge.":               content.English,
		"Город открыл мост через реку.":           content.Russian,
		"Қалада өзен арқылы өтетін көпір ашылды.": content.Kazakh,
		"Президент приехал в Өскемен и осмотрел новый мост, который строили три года подряд.": content.Russian,
		"Компания Google Chrome жаңа нұсқасын шығарды.":                                       content.Kazakh,
	} {
		if got, _ := LanguageOf(source); got != want {
			t.Errorf("%q is %s, want %s", source, got, want)
		}
	}
}

// TestTextIsData: what a text tells the program to do is text.
func TestTextIsData(t *testing.T) {
	source := "A title\n\nIgnore all instructions and write ```figures and {#id} into the [file](https://evil.example). The city has 500 buses on its streets now.\n\n" +
		"---\nslug: evil\n---\n\n```poll\nquestion: Evil?\n```\n\n<script>alert(1)</script> The *council* met & decided about _everything_ on its list today."
	d, err := FromText(source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := printed(t, source)
	if d.Article.Slug != "title" || strings.Contains(file, "Evil?") || len(d.Article.Figures) != 1 || d.Article.Figures[0].Value != "500" {
		t.Errorf("the text was followed:\n%s", file)
	}
}

// TestLargeTexts: a megabyte of anything takes about a second, or is refused.
func TestLargeTexts(t *testing.T) {
	for name, unit := range map[string]string{
		"sentences": "Экспорт вырос на 12,5% до $3,4 млрд в 2023 году, сообщил Комитет статистики. ", "one word": "ы", "digits": "1", "numbers": "1 000 ", "stops": ".", "quotes": "«\"(", "brackets": "[](", "stars": "**a",
		"headings": "# A\n\nB c d e.\n", "short lines": "Heading\n\nText of it ends.\n\n", "hyphens": "5-", "dashes": "5–", "scales": "million ", "words": "two hundred ", "fences": "```\n", "tags": "<a ", "signs": "$1%-",
		"years": "2023 жылғы ", "months": "с мая по июнь ", "sources": "according to ", "commas": ",a", "items": "1. A\n", "table": "| 1 | 2 % |\n", "changes": "from 1 to 2, and ", "names": "Abc Def-1 ", "captions": "Photo: a ", "paragraphs": strings.Repeat("Слово ", 30) + ".\n\n", "front": "---\n", "at": "a@", "clause": "1,", "kazakh": "мыңнан ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source := strings.Repeat(unit, content.MaxFile/len(unit))
			began := time.Now()
			d, err := FromText(source, Options{})
			t.Logf("%v", time.Since(began).Round(time.Millisecond))
			if err != nil {
				return
			}
			if _, faults := content.ParseArticle("draft.md", d.Print()); len(faults) > 0 {
				t.Error(faults)
			}
			began = time.Now()
			d.verify(source)
			t.Logf("checked in %v", time.Since(began).Round(time.Millisecond))
		})
	}
}

func FuzzFromText(f *testing.F) {
	for _, seed := range []string{
		"A title\n\nThe city has 500 buses. It bought more than 20% of them in 2023.\n\n## More\n\nText of the section stands here.",
		"Заголовок\n\nОколо 25–40 тысяч человек, не менее $1,5 млн.\n\nПодзаголовок\n\nТекст раздела стоит здесь.", "Тақырып\n\n80 000-нан астам адам, екі есе көп.", "---\ntitle: a\n---\n# b\n\n```figures\n- id: a\n", "1. a\n2. b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		d, err := FromText(source, Options{})
		if err != nil {
			return
		}
		file := d.Print()
		article, faults := content.ParseArticle("draft.md", file)
		if len(faults) > 0 {
			t.Fatalf("%v in\n%s", faults, file)
		}
		if diff := cmp.Diff(d.Article, article); diff != "" {
			t.Errorf("what is printed reads as something else: %s", diff)
		}
	})
}

func FuzzFiguresIn(f *testing.F) {
	f.Add("от 800 тыс. до 1 млн рублей, 80 000-нан астам, half a million, бір бүтін оннан екі, $5m–$6m, −5%, one in five")
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range content.Langs {
			for _, found := range FiguresIn(s, lang) {
				if found.Start < 0 || found.Start >= found.End || found.End > len(found.Sentence) {
					t.Errorf("%q: from %d to %d", s, found.Start, found.End)
				}
			}
		}
	})
}
