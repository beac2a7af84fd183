package storage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// syllables is a word for a number: another one for each.
func syllables(number int) string {
	var word strings.Builder
	for _, digit := range fmt.Sprint(number) {
		word.WriteString([]string{"ba", "do", "gu", "ke", "mi", "po", "ra", "tu", "ve", "zo"}[digit-'0'])
	}
	return word.String()
}

// wordy is an opinion of words that no other one has, besides one that all of them have.
func wordy(number, words int) content.Opinion {
	var text strings.Builder
	text.WriteString("Mountains")
	for i := range words {
		fmt.Fprint(&text, " ", syllables(1000*(number+1)+i))
	}
	return opinion(text.String())
}

// TestWordsMoveOnAndAreFound approves more words than stay together, and looks for them where they are: in either table, and in both.
func TestWordsMoveOnAndAreFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		first := approved(t, store, wordy(0, 5)).ID
		const strangers = 33_000
		run(t, db.raw(), fmt.Sprintf(`INSERT INTO fresh_word (word, opinion) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			SELECT CAST(i AS BIGINT) * 100000000000000, 1000000 + i FROM n`, strangers))
		all := []content.OpinionID{first}
		for i := range 12 {
			all = append(all, approved(t, store, wordy(1+i, 400)).ID)
		}
		slices.Reverse(all)
		const each = `SELECT COUNT(*) FROM `
		fresh, moved := count(t, db, each+"fresh_word"), count(t, db, each+"opinion_word")
		if moved < 2_000 || db.engine == onSQLite && (fresh < 25_000 || fresh > 36_000) {
			t.Errorf("%d words moved on, and %d stayed", moved, fresh)
		}
		if both := count(t, db, each+"fresh_word f JOIN opinion_word w ON w.word = f.word AND w.opinion = f.opinion"); both != 0 {
			t.Errorf("%d words stayed and moved on", both)
		}
		if left := count(t, db, each+"(SELECT opinion FROM fresh_word UNION ALL SELECT opinion FROM opinion_word) w WHERE opinion > 1000000"); left != strangers {
			t.Errorf("%d words of the others are left", left)
		}
		expectFound(t, store, "mountains", all...)
		for i, id := range slices.Backward(all) {
			expectFound(t, store, "mountains "+syllables(1000*(len(all)-i)+3), id)
		}
		run(t, db.raw(), `INSERT INTO opinion_word (word, opinion) SELECT word, opinion FROM fresh_word WHERE opinion < 1000000 ON CONFLICT DO NOTHING`)
		expectFound(t, store, "mountains", all...)
		run(t, db.raw(), `DELETE FROM fresh_word WHERE opinion % 2 = 0`)
		expectFound(t, store, "mountains", all...)
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(first)) })
		expectFound(t, store, "mountains", all[:len(all)-1]...)
	})
}

// TestWordsThatWereCarriedOverAreFound lets words lie as a file has them when its database is carried over to an engine that does not gather them.
func TestWordsThatWereCarriedOverAreFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		ok(t, store.IndexWords(t.Context()))
		o := approved(t, store, wordy(0, 300))
		run(t, db.raw(), `INSERT INTO fresh_word (word, opinion) SELECT word, opinion FROM opinion_word WHERE word >= 0 ON CONFLICT DO NOTHING`)
		run(t, db.raw(), `DELETE FROM opinion_word`)
		ok(t, store.IndexWords(t.Context()))
		expectFound(t, store, "mountains "+syllables(1003), o.ID)
		if left := count(t, db, "SELECT COUNT(*) FROM fresh_word"); db.engine != onSQLite && left != 0 {
			t.Errorf("%d words are where this engine does not look", left)
		}
	})
}
