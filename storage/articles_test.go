package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// library returns an article as an editor might write it; its translations have the same structure.
func library(slug content.Slug, lang content.Lang) *content.Article {
	a := &content.Article{
		Slug: slug, Lang: lang, Title: fmt.Sprintf("%s in %s", slug, lang), Date: content.Date{Year: 2026, Month: 1, Day: 31},
		Section: content.Section{
			Summary: "The library is open longer.",
			Figures: []content.Figure{{ID: "hours", Label: "Hours a week", Value: "70"}},
			Poll:    &content.Poll{Question: "Will you come?", Options: []string{"Yes", "No"}},
		},
		Sections: []content.Section{{ID: "sundays", Heading: "Sundays", Summary: "For the first time."}},
	}
	if lang != content.English {
		a.TranslationOf = content.English
	}
	return a
}

// titled changes the text and keeps the structure.
func titled(a *content.Article, title string) *content.Article {
	a.Title = title
	return a
}

func save(t testing.TB, store *storage.Store, article *content.Article, publish bool) (saved storage.Saved) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { saved = must(tx.SaveArticle(article, publish)) })
	return saved
}

const publish = true

func published(t testing.TB, store *storage.Store, slug content.Slug) (p *content.Published) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { p = must(tx.ArticleBySlug(slug)) })
	return p
}

func TestAPublishedArticleIsFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		saved := save(t, store, library("hours", content.English), publish)
		if saved.Article == 0 || saved != (storage.Saved{Article: saved.Article, Number: 1, Published: true}) {
			t.Errorf("saved as %+v", saved)
		}
		db.clock.Advance(time.Hour)
		save(t, store, library("hours", content.Kazakh), publish)
		want := &content.Published{
			ID: saved.Article, Slug: "hours", At: start, Original: content.English,
			In: map[content.Lang]*content.Article{
				content.English: library("hours", content.English), content.Kazakh: library("hours", content.Kazakh),
			},
		}
		view(t, store, func(tx *storage.Tx) {
			for how, got := range map[string]*content.Published{
				"by number": must(tx.Article(saved.Article)), "by slug": must(tx.ArticleBySlug("hours")), "as the newest": must(tx.NewestArticle()),
			} {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", how, diff)
				}
			}
		})
	})
}

func TestADraftIsNotSeen(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		saved := save(t, store, library("hours", content.English), !publish)
		if saved.Published || saved.Number != 1 {
			t.Errorf("saved as %+v", saved)
		}
		view(t, store, func(tx *storage.Tx) {
			_, err := tx.Article(saved.Article)
			coded(t, err, content.NotFound)
			_, err = tx.ArticleBySlug("hours")
			coded(t, err, content.NotFound)
			_, err = tx.NewestArticle()
			coded(t, err, content.NotFound)
			page, next, err := tx.Articles(storage.ArticleCursor{}, 10)
			if len(page) > 0 || next != (storage.ArticleCursor{}) || err != nil {
				t.Errorf("listed: %v, %v, %v", page, next, err)
			}
		})
		if again := save(t, store, library("hours", content.English), publish); again.Number != 1 || !again.Published || again.Unchanged {
			t.Errorf("published as %+v", again)
		}
		published(t, store, "hours")
	})
}

func TestRevisions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		text := func(title string) *content.Article { return titled(library("hours", content.English), title) }
		for i, step := range []struct {
			title   string
			publish bool
			want    storage.Saved
			seen    string
		}{
			{"A", publish, storage.Saved{Number: 1, Published: true}, "A"},
			{"A", publish, storage.Saved{Number: 1, Published: true, Unchanged: true}, "A"},
			{"A", !publish, storage.Saved{Number: 1, Published: true, Unchanged: true}, "A"},
			{"B", !publish, storage.Saved{Number: 2}, "A"},
			{"B", !publish, storage.Saved{Number: 2, Unchanged: true}, "A"},
			{"A", publish, storage.Saved{Number: 1, Published: true, Unchanged: true}, "A"}, // a folder read again keeps the draft
			{"B", publish, storage.Saved{Number: 2, Published: true}, "B"},
			{"A", publish, storage.Saved{Number: 3, Published: true}, "A"},
			{"C", !publish, storage.Saved{Number: 4}, "A"},
			{"D", publish, storage.Saved{Number: 5, Published: true}, "D"},
		} {
			got := save(t, store, text(step.title), step.publish)
			got.Article = 0
			if diff := cmp.Diff(step.want, got); diff != "" {
				t.Errorf("step %d (-want +got):\n%s", i, diff)
			}
			if seen := published(t, store, "hours").In[content.English].Title; seen != step.seen {
				t.Errorf("step %d: readers see %q, not %q", i, seen, step.seen)
			}
		}
		if at := published(t, store, "hours").At; !at.Equal(start) {
			t.Errorf("the first publication is told as %v", at)
		}
	})
}

func TestATextThatDoesNotFitIsRefused(t *testing.T) {
	foreign := func(lang, of content.Lang) *content.Article {
		a := library("hours", lang)
		a.TranslationOf = of
		return a
	}
	const en, ru, kk = content.English, content.Russian, content.Kazakh
	original := []*content.Article{library("hours", en)}
	for _, c := range []struct {
		name      string
		published []*content.Article
		drafts    []*content.Article
		article   *content.Article
		publish   bool
		words     string
	}{
		{"a translation before its original", nil, nil, foreign(kk, en), publish, "publish its original (en) first"},
		{"a translation before its original is published", nil, original, foreign(kk, en), publish, "publish its original (en) first"},
		{"a second original", original, nil, foreign(kk, ""), publish, "write translation_of: en"},
		{"a translation of another original", original, nil, foreign(kk, ru), !publish, "write translation_of: en"},
		{"the original as a translation", original, nil, foreign(en, ru), !publish, "leave translation_of out"},
		{"the original as its own translation", original, nil, foreign(en, content.Undetermined), !publish, "leave translation_of out"},
		{"a translation of who knows what", nil, nil, foreign(kk, content.Undetermined), !publish, "store its original first"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				store := db.open()
				for _, article := range c.published {
					save(t, store, article, publish)
				}
				for _, article := range c.drafts {
					save(t, store, article, !publish)
				}
				err := store.Update(context.Background(), func(tx *storage.Tx) error {
					_, err := tx.SaveArticle(c.article, c.publish)
					return err
				})
				coded(t, err, content.Invalid)
				var refusal *content.Error
				if !errors.As(err, &refusal) {
					t.Fatal(err)
				}
				says(t, refusal.Err.Error(), "hours in "+string(c.article.Lang), c.words)
			})
		})
	}
}

func TestATranslationMayWaitForItsOriginal(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.Kazakh), !publish)
		save(t, store, library("hours", content.English), publish)
		undetermined := library("hours", content.Kazakh)
		undetermined.TranslationOf = content.Undetermined
		if saved := save(t, store, undetermined, publish); saved.Number != 1 || saved.Unchanged {
			t.Errorf("the draft was published as %+v", saved)
		}
		if diff := cmp.Diff(library("hours", content.Kazakh), published(t, store, "hours").In[content.Kazakh]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestATranslationThatNoLongerMatchesIsLeftOut(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		save(t, store, library("hours", content.Kazakh), publish)
		revised := func(lang content.Lang) *content.Article {
			a := library("hours", lang)
			a.Figures[0].Value = "72"
			return a
		}
		langs := func() string {
			p := published(t, store, "hours")
			return fmt.Sprintf("%d %s", len(p.In), p.For(content.Kazakh).Lang)
		}
		for _, step := range []struct {
			saved content.Lang
			want  string
		}{{content.English, "1 en"}, {content.Kazakh, "2 kk"}} {
			save(t, store, revised(step.saved), publish)
			if got := langs(); got != step.want {
				t.Errorf("after the revision in %s: %s, not %s", step.saved, got, step.want)
			}
		}
	})
}

func TestAnArticleThatCannotBeReadIsLeftOut(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		var log bytes.Buffer
		db.log = slog.NewTextHandler(&log, nil)
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		save(t, store, library("rooms", content.English), publish)
		run(t, db.raw(), "UPDATE revision SET source = $1 WHERE article = 1", []byte("---\nslug: hours\n"))
		other := db.open() // has read nothing yet
		view(t, other, func(tx *storage.Tx) {
			page, _, err := tx.Articles(storage.ArticleCursor{}, 10)
			if err != nil || len(page) != 1 || page[0].Slug != "rooms" {
				t.Errorf("listed: %v, %v", page, err)
			}
			_, err = tx.ArticleBySlug("hours")
			coded(t, err, content.NotFound)
		})
		if !strings.Contains(log.String(), "slug=hours") {
			t.Errorf("the log does not name the article: %s", log.String())
		}
	})
}

func TestPagesOfArticles(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var want []string
		for i := range 7 {
			slug := content.Slug(fmt.Sprint("article-", i))
			save(t, store, library(slug, content.English), publish)
			want = append([]string{string(slug)}, want...)
			if i%2 == 1 { // some are published at the same moment
				db.clock.Advance(time.Minute)
			}
		}
		save(t, store, library("draft", content.English), !publish)
		for _, limit := range []int{1, 3, 7, 10} {
			var got []string
			cursor, pages := storage.ArticleCursor{}, 0
			for pages == 0 || cursor != (storage.ArticleCursor{}) {
				pages++
				read, valid := storage.ParseArticleCursor(cursor.String())
				if !valid || read != cursor || len(cursor.String()) > 27 {
					t.Fatalf("the cursor %q is read as %+v, %t", cursor, read, valid)
				}
				view(t, store, func(tx *storage.Tx) {
					page, next, err := tx.Articles(read, limit)
					ok(t, err)
					for _, p := range page {
						got = append(got, string(p.Slug))
					}
					cursor = next
				})
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("in pages of %d (-want +got):\n%s", limit, diff)
			}
			if least := (len(want) + limit - 1) / limit; pages != least {
				t.Errorf("in pages of %d there were %d pages, not %d", limit, pages, least)
			}
		}
	})
}

func TestAForgedCursorDoesNoHarm(t *testing.T) {
	for _, forged := range []string{"x", ".", "1.", ".1", "1.1.1", "zzzzzzzzzzzzzzzzzzzz.1", "1.' OR 1=1", "-", "\x00"} {
		if _, valid := storage.ParseArticleCursor(forged); valid {
			t.Errorf("%q is taken as a cursor", forged)
		}
	}
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		for forged, want := range map[string]int{"-1.-1": 0, "1y2p0ij32e8e7.1y2p0ij32e8e7": 1, "0.0": 1} {
			cursor, valid := storage.ParseArticleCursor(forged)
			view(t, store, func(tx *storage.Tx) {
				page, _, err := tx.Articles(cursor, 5)
				if !valid || err != nil || len(page) != want {
					t.Errorf("%q leads to %d articles, %v, %t", forged, len(page), err, valid)
				}
			})
		}
	})
}

func TestAnotherProcessSeesAPublicationAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		bot, push := db.open(), db.open()
		for _, title := range []string{"A", "B", "C"} {
			save(t, push, titled(library("hours", content.English), title), publish)
			if got := published(t, bot, "hours").In[content.English].Title; got != title {
				t.Errorf("%q was published and %q is seen", title, got)
			}
		}
	})
}

func TestAViewSeesTheArticlesOfItsMoment(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		title := func(tx *storage.Tx) string { return must(tx.ArticleBySlug("hours")).In[content.English].Title }
		save(t, store, titled(library("hours", content.English), "A"), publish)
		view(t, store, func(early *storage.Tx) {
			must(early.Pending(0, 1)) // the moment begins with the first query
			save(t, store, titled(library("hours", content.English), "B"), publish)
			view(t, store, func(late *storage.Tx) {
				if got := title(late); got != "B" {
					t.Errorf("after the publication of B %q is seen", got)
				}
			})
			if got := title(early); got != "A" {
				t.Errorf("a View from before sees %q", got)
			}
		})
		view(t, store, func(tx *storage.Tx) {
			if got := title(tx); got != "B" {
				t.Errorf("the View from before left %q behind", got)
			}
		})
	})
}

func TestAnArticleIsParsedOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		first := published(t, store, "hours")
		view(t, store, func(tx *storage.Tx) {
			if must(tx.NewestArticle()) != first || must(tx.Article(first.ID)) != first {
				t.Error("an article that was read is read again")
			}
		})
		save(t, store, titled(library("other", content.English), "draft"), !publish)
		if published(t, store, "hours") != first {
			t.Error("a draft makes the articles be read again")
		}
	})
}

func TestWhoPublishesSeesItAndOthersDoNotYet(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, titled(library("hours", content.English), "A"), publish)
		title := func(tx *storage.Tx) string { return must(tx.ArticleBySlug("hours")).In[content.English].Title }
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			must(tx.SaveArticle(titled(library("hours", content.English), "B"), publish))
			if got := title(tx); got != "B" {
				t.Errorf("who published B sees %q", got)
			}
			view(t, store, func(tx *storage.Tx) {
				if got := title(tx); got != "A" {
					t.Errorf("before the commit others see %q", got)
				}
			})
			return errRefused
		})
		if !errors.Is(err, errRefused) {
			t.Fatal(err)
		}
		if got := published(t, store, "hours").In[content.English].Title; got != "A" {
			t.Errorf("after the rollback %q is seen", got)
		}
		update(t, store, func(tx *storage.Tx) {
			_ = tx.Guard(false, func() error {
				must(tx.SaveArticle(titled(library("hours", content.English), "C"), publish))
				_ = title(tx)
				return errRefused
			})
			if got := title(tx); got != "A" {
				t.Errorf("after the guard failed %q is seen", got)
			}
		})
	})
}

func FuzzParseArticleCursor(f *testing.F) {
	f.Add("")
	f.Add("1y2p0ij32e8e7.z")
	f.Add("-1.-1")
	f.Fuzz(func(t *testing.T, s string) {
		cursor, valid := storage.ParseArticleCursor(s)
		if !valid {
			return
		}
		if again, valid := storage.ParseArticleCursor(cursor.String()); !valid || again != cursor {
			t.Errorf("%q is read as %+v, and that as %+v", s, cursor, again)
		}
	})
}
