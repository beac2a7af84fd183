package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func meet(t testing.TB, store *storage.Store, people ...content.Person) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { ok(t, tx.Meet(people)) })
}

// reader returns a reader as another transaction finds them.
func reader(t testing.TB, store *storage.Store, id content.TelegramID) (r content.Reader) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { r = must(tx.Reader(id)) })
	return r
}

func TestMeetingReaders(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Meet([]content.Person{{ID: 7, LanguageCode: "ru-RU"}, {}, {ID: 8, LanguageCode: "fr"}, {ID: 7, LanguageCode: "ru"}}))
			seven, eight := must(tx.Reader(7)), must(tx.Reader(8))
			if seven.ID == 0 || seven.ID == eight.ID {
				t.Errorf("numbers %d and %d", seven.ID, eight.ID)
			}
			if diff := cmp.Diff(content.Reader{ID: seven.ID, Telegram: content.Russian, Since: start}, seven); diff != "" {
				t.Errorf("a new reader (-want +got):\n%s", diff)
			}
			if eight.Telegram != "" {
				t.Errorf("a Telegram in French is taken as %q", eight.Telegram)
			}
		})
		before := reader(t, store, 7)
		db.clock.Advance(time.Hour)
		meet(t, store, content.Person{ID: 7, LanguageCode: "kk"})
		want := before
		want.Telegram = content.Kazakh
		if diff := cmp.Diff(want, reader(t, store, 7)); diff != "" {
			t.Errorf("a reader whose Telegram changed its language (-want +got):\n%s", diff)
		}
		meet(t, store, content.Person{ID: 7})
		if got := reader(t, store, 7).Telegram; got != content.Kazakh {
			t.Errorf("an unknown language replaced the known one by %q", got)
		}
		meet(t, store, content.Person{ID: 7, LanguageCode: "de"})
		if got := reader(t, store, 7).Telegram; got != "" {
			t.Errorf("a Telegram in German is taken as %q", got)
		}
	})
}

func TestMeetingCrowds(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		people := crowd(300)
		meet(t, store, people[:150]...)
		meet(t, store, people...)
		numbers := map[content.ReaderID]bool{}
		view(t, store, func(tx *storage.Tx) {
			for _, person := range people {
				numbers[must(tx.Reader(person.ID)).ID] = true
			}
		})
		if len(numbers) != len(people) {
			t.Errorf("%d people have %d numbers", len(people), len(numbers))
		}
	})
}

func TestWhoWasNeverMetIsNotFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		update(t, store, func(tx *storage.Tx) {
			_, err := tx.Reader(8)
			coded(t, err, content.NotFound)
			_, err = tx.ReaderByID(4711)
			coded(t, err, content.NotFound)
			coded(t, tx.SetLanguage(4711, content.Kazakh), content.NotFound)
			coded(t, tx.SetUnreachable(4711, true), content.NotFound)
		})
	})
}

func TestWhatIsNotedOfAReaderStays(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7, LanguageCode: "ru"})
		want := reader(t, store, 7)
		want.Chosen, want.Article, want.Unreachable = content.Kazakh, 12, true
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Meet([]content.Person{{ID: 7}}))
			ok(t, tx.SetLanguage(want.ID, content.Kazakh))
			ok(t, tx.SetArticle(want.ID, 12))
			ok(t, tx.SetUnreachable(want.ID, true))
			if diff := cmp.Diff(want, must(tx.Reader(7))); diff != "" {
				t.Errorf("within the transaction (-want +got):\n%s", diff)
			}
		})
		if diff := cmp.Diff(want, reader(t, store, 7)); diff != "" {
			t.Errorf("in the next one (-want +got):\n%s", diff)
		}
		view(t, store, func(tx *storage.Tx) {
			if diff := cmp.Diff(want, must(tx.ReaderByID(want.ID))); diff != "" {
				t.Errorf("by number (-want +got):\n%s", diff)
			}
		})
		meet(t, store, content.Person{ID: 8})
		if !reader(t, store, 7).Unreachable {
			t.Error("a reader is reachable again because another one wrote")
		}
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Meet([]content.Person{{ID: 7}}))
			if must(tx.Reader(7)).Unreachable {
				t.Error("to the batch in which they write, a reader is still unreachable")
			}
		})
		if reader(t, store, 7).Unreachable {
			t.Error("a reader who wrote is still unreachable")
		}
	})
}

func TestAReaderIsTheSameInAllStores(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		first, second := db.open(), db.open()
		meet(t, first, content.Person{ID: 7, LanguageCode: "kk"})
		meet(t, second, content.Person{ID: 7, LanguageCode: "kk"}, content.Person{ID: 9})
		if diff := cmp.Diff(reader(t, first, 7), reader(t, second, 7)); diff != "" {
			t.Errorf("(-first +second):\n%s", diff)
		}
	})
}

func TestTheLastArticleThatAReaderTurnedToCounts(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7}, content.Person{ID: 8})
		first, second := reader(t, store, 7), reader(t, store, 8)
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Meet([]content.Person{{ID: 7}, {ID: 8}}))
			ok(t, tx.Guard(false, func() error { return tx.SetArticle(first.ID, 11) }))
			ok(t, tx.SetArticle(first.ID, 12))
			ok(t, tx.SetArticle(second.ID, 13))
			ok(t, tx.SetArticle(4711, 1)) // nobody
			failure := errors.New("undone")
			if err := tx.Guard(false, func() error {
				ok(t, tx.SetArticle(first.ID, 14))
				ok(t, tx.SetArticle(second.ID, 15))
				return failure
			}); !errors.Is(err, failure) {
				t.Errorf("Guard returned %v", err)
			}
			for id, article := range map[content.TelegramID]content.ArticleID{7: 12, 8: 13} { // as it is to be, though not written yet
				if got := must(tx.Reader(id)).Article; got != article {
					t.Errorf("in the transaction reader %d reads article %d, want %d", id, got, article)
				}
			}
			if got := must(tx.ReaderByID(first.ID)).Article; got != 12 {
				t.Errorf("by number: article %d, want 12", got)
			}
		})
		for id, article := range map[content.TelegramID]content.ArticleID{7: 12, 8: 13} {
			if got := reader(t, store, id).Article; got != article {
				t.Errorf("reader %d reads article %d, want %d", id, got, article)
			}
		}
	})
}
