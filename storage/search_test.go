package storage_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/content/text"
	"aitys/storage"
)

// found returns the numbers of the opinions with all words, over all pages of two.
func found(t testing.TB, store *storage.Store, words string) (all []content.OpinionID) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		for before := content.OpinionID(0); ; {
			page := must(tx.SearchOpinions(text.Asked(words), before, 2))
			all = append(all, numbers(page.Opinions)...)
			if before = page.Next; before == 0 {
				return
			}
			if len(page.Opinions) != 2 && !page.Tired {
				t.Errorf("%q: a page of %d opinions has another behind it", words, len(page.Opinions))
			}
		}
	})
	return all
}

func expectFound(t testing.TB, store *storage.Store, words string, want ...content.OpinionID) {
	t.Helper()
	if diff := cmp.Diff(want, found(t, store, words)); diff != "" {
		t.Errorf("%q (-want +got):\n%s", words, diff)
	}
}

func TestOpinionsAreFoundByAllWords(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var ids []content.OpinionID
		for _, words := range []string{
			"Пәтер бағасы өсті, жалақы өспеді.", "Цены на квартиры выросли.", "Rents in Almaty doubled.", "Алматыда пәтер жоқ.", "Квартиры дорогие, и цены растут: 80 000 в месяц.",
		} {
			ids = append(ids, approved(t, store, opinion(words)).ID)
		}
		waits := add(t, store, opinion("Пәтер туралы тағы бір пікір."))
		expectFound(t, store, "пәтер", ids[3], ids[0])
		expectFound(t, store, "квартира цена", ids[4], ids[1])
		expectFound(t, store, "Алматы", ids[3], ids[2])
		expectFound(t, store, "80000", ids[4])
		expectFound(t, store, "пәтер квартира")
		expectFound(t, store, "the")
		decide(t, store, waits.ID, true)
		expectFound(t, store, "пәтер", waits.ID, ids[3], ids[0])
	})
}

// TestWordsFollowWhatIsShown takes one opinion through everything that changes what readers see of it.
func TestWordsFollowWhatIsShown(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Mountains are high."))
		expectFound(t, store, "mountains")
		decide(t, store, o.ID, true)
		expectFound(t, store, "mountains", o.ID)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Rivers are high.")) })
		expectFound(t, store, "mountains", o.ID)
		expectFound(t, store, "rivers")
		decide(t, store, o.ID, true)
		expectFound(t, store, "mountains")
		expectFound(t, store, "rivers high", o.ID)
		update(t, store, func(tx *storage.Tx) { must2(tx.ReportOpinion(o.ID, other, storage.PlainReport)) })
		expectFound(t, store, "rivers", o.ID)
		decide(t, store, o.ID, false)
		expectFound(t, store, "rivers")
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Lakes are high.")) })
		decide(t, store, o.ID, true)
		expectFound(t, store, "lakes", o.ID)
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(o.ID)) })
		expectFound(t, store, "lakes")
		if left := count(t, db, "SELECT (SELECT COUNT(*) FROM opinion_word) + (SELECT COUNT(*) FROM fresh_word)"); left != 0 {
			t.Errorf("%d words are left of an opinion that was taken back", left)
		}
	})
}

// count runs a query that returns a number.
func count(t testing.TB, db *database, query string) (number int) {
	t.Helper()
	ok(t, db.raw().QueryRowContext(context.Background(), query).Scan(&number))
	return number
}

// TestSearchAgreesWithLookingAtEach searches among opinions in which words are frequent, rare, together and apart.
func TestSearchAgreesWithLookingAtEach(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var all []content.Opinion
		update(t, store, func(tx *storage.Tx) {
			for i := range 400 {
				var words []string
				for word, each := range map[string]int{"bread": 2, "cheese": 3, "honey": 7, "quince": 97, "salt": 400} {
					if i%each == each-1 {
						words = append(words, word)
					}
				}
				slices.Sort(words)
				o := must(tx.AddOpinion(opinion(fmt.Sprintf("Number %d: %s", i, strings.Join(words, " ")))))
				all = append(all, must(tx.DecideOpinion(o.ID, 1, true, moderator)))
			}
		})
		slices.Reverse(all)
		for _, query := range []string{"bread", "bread cheese", "honey bread", "honey cheese bread", "quince cheese", "bread quince", "salt bread", "salt honey", "quince salt", "pepper bread"} {
			var want []content.OpinionID
			for _, o := range all {
				if !slices.ContainsFunc(strings.Fields(query), func(word string) bool { return !strings.Contains(o.Text, word) }) {
					want = append(want, o.ID)
				}
			}
			expectFound(t, store, query, want...)
		}
	})
}

// TestASearchEndsInTime looks for two words that many opinions have, and none has both: such a search ends before it is through, and goes on when asked to.
func TestASearchEndsInTime(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		oldest := approved(t, store, opinion("Sun and rain."))
		const many = 40_000
		bread, cheese := text.Asked("sun")[0][0], text.Asked("rain")[0][0]
		raw := db.raw()
		run(t, raw, fmt.Sprintf(`INSERT INTO opinion_word (word, opinion) WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			SELECT CASE WHEN i %% 2 = 0 THEN CAST(%d AS BIGINT) ELSE %d END, i FROM n`, many, bread, cheese))
		view(t, store, func(tx *storage.Tx) {
			first := must(tx.SearchOpinions(text.Asked("sun rain"), 0, 5))
			if !first.Tired || first.Next == 0 || first.Next >= many || len(first.Opinions) > 0 {
				t.Fatalf("the first part is %+v", first)
			}
			pages, page := 1, first
			for page.Tired {
				pages++
				page = must(tx.SearchOpinions(text.Asked("sun rain"), page.Next, 5))
			}
			if diff := cmp.Diff([]content.OpinionID{oldest.ID}, numbers(page.Opinions)); diff != "" || page.Next != 0 {
				t.Errorf("at the end of %d parts (-want +got):\n%s", pages, diff)
			}
		})
	})
}

func TestArticlesAreFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		files, faults := content.LoadFolder(content.Sample())
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		for _, file := range content.OriginalsFirst(files) {
			save(t, store, file, publish)
		}
		for query, want := range map[string]string{
			"permits 80,000":        "section diaspora, figure diaspora/permits",
			"шекарадан өткен адам":  "figure diaspora/crossings",
			"разрешение на работу":  "section diaspora, figure diaspora/permits",
			"Қазақстан экономикасы": "whole",
			"Kazakhstan economy":    "whole",
			"Казахстан экономика":   "whole",
			"диаспора":              "section diaspora",
			"cappuccino":            "section cappuccino",
			"zeppelin":              "",
		} {
			view(t, store, func(tx *storage.Tx) {
				got := must(tx.SearchArticles(text.Asked(query), 3))
				if first := describe(got); first != want {
					t.Errorf("%q finds %q first, want %q; all: %d and %d", query, first, want, len(got.Parts), len(got.Figures))
				}
			})
		}
	})
}

// describe names the best of what was found: of articles, and of figures.
func describe(found storage.FoundArticles) string {
	var all []string
	if parts := found.Parts; len(parts) > 0 && parts[0].Section == "" {
		all = append(all, "whole")
	} else if len(parts) > 0 {
		all = append(all, "section "+string(parts[0].Section))
	}
	if figures := found.Figures; len(figures) > 0 {
		all = append(all, "figure "+string(figures[0].Section)+"/"+string(figures[0].Figure))
	}
	return strings.Join(all, ", ")
}

// TestARevisionIsFoundByItsOwnWords publishes a text in which other words stand.
func TestARevisionIsFoundByItsOwnWords(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		article := library("hours", content.English)
		parts := func(words string) (n int) {
			view(t, store, func(tx *storage.Tx) { n = len(must(tx.SearchArticles(text.Asked(words), 3)).Parts) })
			return n
		}
		article.Title = "Zebras at night"
		save(t, store, article, !publish)
		if parts("zebra") != 0 {
			t.Error("a draft is found")
		}
		save(t, store, article, publish)
		if parts("zebra") != 1 {
			t.Error("a published article is not found")
		}
		article.Title = "Giraffes at night"
		save(t, store, article, publish)
		if parts("zebra") != 0 || parts("giraffe") != 1 {
			t.Error("a revised article is found by its earlier words, or not by its present ones")
		}
	})
}

// TestIndexingAnEarlierDatabase indexes what was there before, and where the words have other keys.
func TestIndexingAnEarlierDatabase(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for _, version := range []int{0, text.KeysVersion + 98} {
			db := db.another(t)
			store := db.open()
			save(t, store, library("hours", content.English), publish)
			var want []content.OpinionID
			for i := range 120 {
				want = append(want, approved(t, store, opinion(fmt.Sprint("Mountains, ", i))).ID)
			}
			slices.Reverse(want)
			hidden := add(t, store, opinion("Mountains that nobody approved."))
			raw := db.raw()
			run(t, raw, "DELETE FROM fresh_word")
			run(t, raw, "DELETE FROM article_word")
			if version != 0 {
				run(t, raw, "INSERT INTO opinion_word (word, opinion) VALUES (7, 1), (8, 1)")
				run(t, raw, "INSERT INTO fresh_word (word, opinion) VALUES (7, 2), (9, 2)")
			}
			run(t, raw, "UPDATE meta SET number = $1 WHERE name = 'words'", version)
			view(t, store, func(tx *storage.Tx) {
				if must(tx.Searchable()) {
					t.Error("it is said to be searchable before it is indexed")
				}
			})
			ok(t, store.IndexWords(context.Background()))
			expectFound(t, store, "mountains", want...)
			decide(t, store, hidden.ID, true)
			expectFound(t, store, "mountains nobody", hidden.ID)
			view(t, store, func(tx *storage.Tx) {
				if !must(tx.Searchable()) || len(must(tx.SearchArticles(text.Asked("hours"), 3)).Parts) == 0 {
					t.Error("it is indexed, but not searchable, or the article is not found")
				}
			})
			if stale := count(t, db, "SELECT COUNT(*) FROM (SELECT word FROM opinion_word UNION ALL SELECT word FROM fresh_word) all_words WHERE word IN (7, 8, 9)"); stale > 0 {
				t.Errorf("%d words by other keys are left", stale)
			}
			ok(t, store.IndexWords(context.Background()))
		}
	})
}

func TestIndexingStopsWhenTold(t *testing.T) {
	store := newSQLite(t).open()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := store.IndexWords(ctx); err == nil {
		t.Error("it went on")
	}
}
