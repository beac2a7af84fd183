package storage_test

import (
	"fmt"
	"testing"

	"aitys/content/text"
	"aitys/storage"
)

// BenchmarkSearch measures searches among a thousand and a million opinions: by a word that every second one has, by two of them, by a rare one beside it, and by
// two frequent ones that never stand together, of which the first part is measured.
func BenchmarkSearch(b *testing.B) {
	for _, engine := range []func(testing.TB) *database{newSQLite, newPostgres} {
		for _, opinions := range []int{1_000, 1_000_000} {
			db := engine(b)
			store := db.open()
			manyOpinions(b, db, opinions)
			for _, query := range []string{"bread", "bread cheese", "bread quince", "bread salt"} {
				b.Run(fmt.Sprintf("%s/%d/%s", db.engine, opinions, query), func(b *testing.B) {
					asked := text.Asked(query)
					for b.Loop() {
						view(b, store, func(tx *storage.Tx) { must(tx.SearchOpinions(asked, 0, 5)) })
					}
				})
			}
		}
	}
}

// manyOpinions fills a database with approved opinions and their words: bread in the even ones, salt in the odd ones, cheese in each third and quince in each thousandth.
func manyOpinions(b *testing.B, db *database, n int) {
	b.Helper()
	raw := db.raw()
	numbers := fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)`, n)
	run(b, raw, `INSERT INTO opinion (article, section, parent, author, state, text, signed, lang, made_at) `+numbers+`
		SELECT 1, '', 0, i, 'approved', 'Bread and cheese, or salt and quinces, whatever they are for: nobody asked.', '', 'en', 0 FROM n`)
	for word, which := range map[string]string{"bread": "i % 2 = 0", "salt": "i % 2 = 1", "cheese": "i % 3 = 0", "quince": "i % 1000 = 0"} {
		for _, key := range text.Asked(word)[0] {
			run(b, raw, fmt.Sprintf(`INSERT INTO opinion_word (word, opinion) %s SELECT %d, i FROM n WHERE %s`, numbers, key, which))
		}
	}
	run(b, raw, "ANALYZE")
}
