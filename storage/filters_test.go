package storage_test

import (
	"context"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

func TestWordsAreListedOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.AddWord(storage.Word{Kind: "blocked", Text: "Тыквенники", Stem: "tikvennik", By: 7}))
			ok(t, tx.AddWord(storage.Word{Kind: "suspect", Text: "ставка", Stem: "stavk", By: 7}))
		})
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			return tx.AddWord(storage.Word{Kind: "suspect", Text: "тыквенник", Stem: "tikvennik"})
		})
		coded(t, err, content.Conflict)
		update(t, store, func(tx *storage.Tx) {
			if all := must(tx.Words()); len(all) != 2 || all[0].Text != "Тыквенники" || all[0].By != 7 || all[0].At.IsZero() {
				t.Errorf("%+v", all)
			}
			ok(t, tx.RemoveWord("tikvennik"))
			coded(t, tx.RemoveWord("tikvennik"), content.NotFound)
			if all := must(tx.Words()); len(all) != 1 {
				t.Errorf("%+v", all)
			}
		})
	})
}

func TestWhatWasTaughtCanBeTakenBack(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		many := make([]uint32, 2500)
		for i := range many {
			many[i] = uint32(i) << 20 //nolint:gosec // small, or the highest bits
		}
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Teach([]uint32{1, 4294967295}, 1, 1))
			ok(t, tx.Teach([]uint32{1}, 1, 1))
			ok(t, tx.Teach([]uint32{1}, 0, 1))
			ok(t, tx.Teach([]uint32{1}, 1, -1))
		})
		taught := func() (tokens map[[2]int64]int, texts map[int]int) {
			tokens, texts = map[[2]int64]int{}, map[int]int{}
			view(t, store, func(tx *storage.Tx) {
				ok(t, tx.Taught(func(token uint32, all bool, label, number int) {
					if all {
						texts[label] = number
						return
					}
					tokens[[2]int64{int64(token), int64(label)}] = number
				}))
			})
			return tokens, texts
		}
		tokens, texts := taught()
		if len(tokens) != 3 || tokens[[2]int64{1, 1}] != 1 || tokens[[2]int64{4294967295, 1}] != 1 || tokens[[2]int64{1, 0}] != 1 || texts[1] != 1 || texts[0] != 1 {
			t.Errorf("%v %v", tokens, texts)
		}
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Teach(many[:1500], 2, 1)) })
		if tokens, _ = taught(); len(tokens) != 1503 {
			t.Errorf("%d tokens", len(tokens))
		}
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Teach(many[:1500], 2, -1)) })
		if tokens, texts = taught(); len(tokens) != 3 || texts[2] != 0 {
			t.Errorf("%d tokens", len(tokens))
		}
	})
}

func TestJudgementsGoWithTheWords(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("What the filters look at"))
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Judge(o, storage.Judged{Verdict: "hold", Score: 0.625, Findings: `[{"what":"rare"}]`}, storage.Likeness{Bands: []int64{5, 6, 7}, Sketch: -9}))
			ok(t, tx.SetLabel(o.ID, 1))
			ok(t, tx.Judge(o, storage.Judged{Verdict: "pass", Score: 0.125, Findings: `[]`}, storage.Likeness{}))
			if j := must(tx.Judgement(o.ID)); j != (storage.Judged{Verdict: "pass", Score: 0.125, Findings: "[]", Label: 1}) {
				t.Errorf("%+v", j)
			}
			if like := must(tx.InBands([]int64{4, 6, 7})); len(like) != 1 || like[0].Opinion != o.ID || like[0].Author != o.Author || like[0].Sketch != -9 {
				t.Errorf("%+v", like)
			}
			if n := must(tx.SaidSince(o.Author, tx.Now().Add(-time.Hour))); n != 1 {
				t.Errorf("%d opinions lately", n)
			}
			if n := must(tx.SaidSince(o.Author, tx.Now().Add(time.Hour))); n != 0 {
				t.Errorf("%d opinions to come", n)
			}
			must(tx.WithdrawOpinion(o.ID))
			_, err := tx.Judgement(o.ID)
			coded(t, err, content.NotFound)
			if like := must(tx.InBands([]int64{5, 6, 7})); len(like) != 0 {
				t.Errorf("%+v", like)
			}
		})
	})
}

// fillFilters goes on with what keptFilters looks for, of the fifth migration.
func fillFilters(t *testing.T, store *storage.Store) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.AddWord(storage.Word{Kind: "blocked", Text: "тыквенник", Stem: "tikvennik", By: 1}))
		ok(t, tx.Teach([]uint32{5, 4294967295}, 2, 1))
		ok(t, tx.Judge(must(tx.Opinion(1)), storage.Judged{Verdict: "hold", Score: 0.5, Findings: "[]"}, storage.Likeness{Bands: []int64{11, 12}, Sketch: -3}))
	})
}

// keptFilters checks that all is there that the fixtures since the fifth one hold.
func keptFilters(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		if words := must(tx.Words()); len(words) != 1 || words[0].Text != "тыквенник" {
			t.Errorf("words: %+v", words)
		}
		if j := must(tx.Judgement(1)); j.Verdict != "hold" || j.Score != 0.5 || j.Label != storage.NoLabel {
			t.Errorf("judged: %+v", j)
		}
		if like := must(tx.InBands([]int64{12})); len(like) != 1 || like[0].Sketch != -3 {
			t.Errorf("alike: %+v", like)
		}
		taught := 0
		ok(t, tx.Taught(func(uint32, bool, int, int) { taught++ }))
		if taught != 3 {
			t.Errorf("%d rows were taught", taught)
		}
	})
}
