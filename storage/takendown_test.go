package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestAnArticleThatIsTakenDownIsFoundByNobody(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		var id content.ArticleID
		update(t, store, func(tx *storage.Tx) {
			id = must(tx.ArticleBySlug("hours")).ID
			coded(t, second(tx.DownArticle("hours")), content.NotFound)
			coded(t, tx.PublishAgain(id), content.NotFound)
			ok(t, tx.TakeDownArticle(id))
			coded(t, tx.TakeDownArticle(id), content.NotFound)
		})
		view(t, store, func(tx *storage.Tx) {
			coded(t, second(tx.Article(id)), content.NotFound)
			coded(t, second(tx.ArticleBySlug("hours")), content.NotFound)
			coded(t, second(tx.NewestArticle()), content.NotFound)
			if page, _, err := tx.Articles(storage.ArticleCursor{}, 10); err != nil || len(page) != 0 {
				t.Errorf("listed: %v, %v", page, err)
			}
			if known := must(tx.ArticleEver(id)); known.Slug != "hours" || known.For(content.English) == nil {
				t.Errorf("whoever saw it knows %+v", known)
			}
			coded(t, second(tx.Article(id)), content.NotFound) // nor does it stand on a shelf since
			coded(t, second(tx.ArticleEver(id+1)), content.NotFound)
		})
		update(t, store, func(tx *storage.Tx) {
			revised := library("hours", content.English)
			revised.Title += ", revised"
			coded(t, second(tx.SaveArticle(revised, true)), content.Invalid)
			if saved := must(tx.SaveArticle(revised, false)); saved.Published {
				t.Error("a draft is published")
			}
			ok(t, tx.PublishAgain(id))
		})
		view(t, store, func(tx *storage.Tx) {
			if back := must(tx.Article(id)); back.At.IsZero() || len(must(tx.Drafts("hours"))) != 1 {
				t.Errorf("brought back: %+v", back)
			}
			coded(t, second(tx.DownArticle("hours")), content.NotFound)
		})
	})
}

// TestCommentsAreFoundByWhatTheySay, until they are withdrawn, edited, too old or too many.
func TestCommentsAreFoundByWhatTheySay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		found := storage.Likeness{Bands: []int64{1, 2, 3, 4}, Sketch: -7}
		one, other := w.says(7001, 101, 81, "a"), w.says(7002, 102, 81, "b")
		around := func(want ...content.CommentID) {
			t.Helper()
			view(t, w.store, func(tx *storage.Tx) {
				said, alike, err := tx.AroundComment(one.Author, start.Add(-1), []int64{4, 3, 9, 9})
				ok(t, err)
				got := map[content.CommentID]bool{}
				for _, like := range alike {
					got[like.Comment] = like.Sketch == -7
				}
				if len(got) != len(want) || len(alike) != len(want) || said != 1 {
					t.Errorf("found %v, %d said; want %v", alike, said, want)
				}
				for _, id := range want {
					if !got[id] {
						t.Errorf("%d is not found", id)
					}
				}
			})
		}
		update(t, w.store, func(tx *storage.Tx) {
			ok(t, tx.SetCommentBands(one, found))
			ok(t, tx.SetCommentBands(one, found))
			ok(t, tx.SetCommentBands(other, found))
			ok(t, tx.SetCommentBands(other, storage.Likeness{}))
		})
		around(one.ID, other.ID)
		update(t, w.store, func(tx *storage.Tx) {
			must(tx.WithdrawComment(one.ID))
			if said, alike, err := tx.AroundComment(one.Author, start, nil); err != nil || len(alike) != 0 || said != 1 {
				t.Errorf("without bands: %v, %v, %v", said, alike, err)
			}
		})
		around(other.ID)
		db.clock.Advance(8 * 24 * 3600e9)
		update(t, w.store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		around()
	})
}

// fillComments goes on with what keptComments looks for, of the ninth migration.
func fillComments(t *testing.T, store *storage.Store) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.SetCommentBands(content.Comment{ID: 43, Author: 9}, storage.Likeness{Bands: []int64{21, 22, 23, 24}, Sketch: -5}))
	})
}

// keptComments checks that all is there that the fixtures since the ninth one hold.
func keptComments(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		_, alike, err := tx.AroundComment(9, start, []int64{1, 2, 3, 24})
		ok(t, err)
		want := []storage.LikeComment{{Comment: 43, Author: 9, Sketch: -5, At: start}}
		if diff := cmp.Diff(want, alike); diff != "" {
			t.Errorf("alike (-want +got):\n%s", diff)
		}
	})
}
