package storage_test

import (
	"testing"

	"aitys/content"
	"aitys/storage"
)

func TestDraftsAreWhatReadersDoNotSeeYet(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		drafts := func(slug content.Slug) (langs []content.Lang) {
			view(t, store, func(tx *storage.Tx) {
				for _, draft := range must(tx.Drafts(slug)) {
					langs = append(langs, draft.Lang)
				}
			})
			return langs
		}
		if langs := drafts("hours"); len(langs) != 0 {
			t.Errorf("of a published article: %v", langs)
		}
		save(t, store, library("hours", content.Kazakh), !publish)
		if langs := drafts("hours"); len(langs) != 1 || langs[0] != content.Kazakh {
			t.Errorf("with a translation that waits: %v", langs)
		}
		save(t, store, library("hours", content.Kazakh), publish)
		if langs := drafts("hours"); len(langs) != 0 {
			t.Errorf("once it is published: %v", langs)
		}
		view(t, store, func(tx *storage.Tx) {
			_, err := tx.Drafts("nowhere")
			coded(t, err, content.NotFound)
		})
	})
}

func TestNamedWorkCanBeTakenBack(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.ScheduleOnce(content.Due{Work: "publish:hours", At: start, Note: "7"}))
			if due := must(tx.Scheduled("publish:hours")); due.Note != "7" || !due.At.Equal(start) {
				t.Errorf("it is %+v", due)
			}
			if !must(tx.Unschedule("publish:hours")) || must(tx.Unschedule("publish:hours")) {
				t.Error("it is taken back once")
			}
			_, err := tx.Scheduled("publish:hours")
			coded(t, err, content.NotFound)
		})
	})
}
