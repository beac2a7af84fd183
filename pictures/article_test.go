package pictures

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// The figures of every section of the built-in article, and all of them together, fit in each language.
func TestArticleFits(t *testing.T) {
	articles, faults := content.LoadFolder(content.Sample())
	if len(faults) > 0 || len(articles) != 3 {
		t.Fatalf("%d articles: %v", len(articles), faults)
	}
	for _, article := range articles {
		for n := range len(article.Sections) + 1 {
			part, _ := article.Part(n)
			check(t, article, part.Heading, part.Figures)
		}
		all := slices.Clone(article.Figures)
		for _, section := range article.Sections {
			all = append(all, section.Figures...)
		}
		check(t, article, "", all)
	}
}

func check(t *testing.T, article *content.Article, heading string, figures []content.Figure) {
	t.Helper()
	got := strings.ReplaceAll(written(sheetOf(t, charted(article, heading, figures))), "\n", " ")
	for _, f := range figures {
		for _, words := range []string{f.Label, f.Period} {
			if words = strings.Join(strings.Fields(words), " "); !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), words) {
				t.Errorf("%s: %q is not written in full", article.Lang, words)
			}
		}
	}
}

// charted is a picture with a card for each figure.
func charted(article *content.Article, heading string, figures []content.Figure) content.Picture {
	voice := phrases.In(article.Lang, time.UTC)
	p := content.Picture{Title: heading, Subtitle: article.Title, Footer: article.Publisher + " · " + voice.Date(article.Date)}
	if heading == "" {
		p.Title, p.Subtitle = article.Title, ""
	}
	for _, f := range figures {
		p.Cards = append(p.Cards, content.Card{Number: text.StripTags(string(voice.Figure(f))), Label: f.Label, Note: f.Period})
	}
	return p
}
