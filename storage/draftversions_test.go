package storage_test

import (
	"context"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// draftText is an article file of a slug that is nobody else's.
func draftText(t *testing.T, lang, title string) *content.Article {
	t.Helper()
	front := "---\nslug: harvest\nlang: " + lang + "\ntitle: " + title + "\n"
	if lang != "en" {
		front += "translation_of: en\n"
	}
	article, faults := content.ParseArticle("harvest.md", []byte(front+"---\nWheat was sown early.\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return article
}

func TestTwoEditorsDoNotOverwriteEachOther(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var first content.Draft
		update(t, store, func(tx *storage.Tx) {
			first = must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, draftText(t, "en", "One")))
		})
		if first.Version != 1 || first.ChangedBy != 5 || first.Slug != "harvest" {
			t.Fatalf("the draft is %+v", first)
		}
		update(t, store, func(tx *storage.Tx) {
			second := must(tx.SaveDraft(storage.DraftEdit{By: 6, What: content.PartTitle, Version: 1}, draftText(t, "en", "Two")))
			if second.Version != 2 || second.What != content.PartTitle {
				t.Errorf("the draft is %+v", second)
			}
			if seen := must(tx.SeenDraft(5, first.Article)); seen != 1 {
				t.Errorf("the first editor has seen version %d", seen)
			}
		})
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			return second(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartTitle, Version: 1}, draftText(t, "en", "Three")))
		})
		coded(t, err, content.Conflict)
		view(t, store, func(tx *storage.Tx) {
			drafts := must(tx.Drafts("harvest"))
			if len(drafts) != 1 || drafts[0].Title != "Two" {
				t.Errorf("the draft says %+v", drafts)
			}
		})
	})
}

func TestADiscardedDraftIsGoneAndPublishedTextsStay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var draft content.Draft
		update(t, store, func(tx *storage.Tx) {
			must(tx.SaveArticle(draftText(t, "en", "Published"), true))
			draft = must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, draftText(t, "en", "Newer"), draftText(t, "ru", "Новее")))
		})
		update(t, store, func(tx *storage.Tx) {
			if !must(tx.DiscardDraft(draft.Article, false)) || len(must(tx.NewestDrafts(5))) != 0 {
				t.Error("a discarded draft is listed")
			}
			if !must(tx.DiscardDraft(draft.Article, true)) || len(must(tx.NewestDrafts(5))) != 1 {
				t.Error("an undone discard is not listed")
			}
			ok(t, tx.DropDraft(draft.Article))
		})
		view(t, store, func(tx *storage.Tx) {
			if drafts := must(tx.Drafts("harvest")); len(drafts) != 0 {
				t.Errorf("what is left of the draft: %+v", drafts)
			}
			if title := must(tx.ArticleBySlug("harvest")).For("en").Title; title != "Published" {
				t.Errorf("readers see %q", title)
			}
		})
	})
}

func TestWhatIsPublishedIsNoDraft(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, draftText(t, "en", "One"), draftText(t, "ru", "Раз")))
			must(tx.SaveArticle(draftText(t, "en", "One"), true))
			if len(must(tx.NewestDrafts(5))) != 1 {
				t.Error("a translation waits, and no draft is listed")
			}
			must(tx.SaveArticle(draftText(t, "ru", "Раз"), true))
			if len(must(tx.NewestDrafts(5))) != 0 {
				t.Error("all is published, and a draft is listed")
			}
		})
	})
}

func TestADiscardedSlugTakesAnotherOriginal(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			draft := must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, draftText(t, "en", "One")))
			ok(t, tx.DropDraft(draft.Article))
			russian := draftText(t, "ru", "Раз")
			russian.TranslationOf = ""
			must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, russian))
			if lang := must(tx.Original(draft.Article)); lang != content.Russian {
				t.Errorf("the original is in %q", lang)
			}
		})
	})
}
