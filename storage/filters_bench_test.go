package storage_test

import (
	"fmt"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// BenchmarkJudged measures what the filters cost inside the transaction, beside a hundred thousand opinions of which each hundredth shares a band with the text: ns/op is for one opinion.
func BenchmarkJudged(b *testing.B) {
	for _, make := range []func(testing.TB) *database{newSQLite, newPostgres} {
		db := make(b)
		b.Run(db.engine, func(b *testing.B) { benchJudged(b, db, db.open()) })
	}
}

func benchJudged(b *testing.B, db *database, store *storage.Store) {
	const others = 100_000
	run(b, db.raw(), fmt.Sprintf(`INSERT INTO band (band, opinion, author, sketch, at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		SELECT b.column1 * 1000 + i %% 100, 1000000 + i, i, i, i FROM n, (VALUES (1), (2), (3), (4)) b`, others))
	o := add(b, store, opinion("What the filters look at"))
	n := 0
	for b.Loop() {
		if n++; n%100 != 0 {
			continue
		}
		update(b, store, func(tx *storage.Tx) {
			for i := range 100 {
				o.ID = content.OpinionID(n + i)
				bands := []int64{1007, 2007, 3007, 4007}
				must2(tx.Around(o.Author, tx.Now().Add(-time.Hour), bands))
				ok(b, tx.Judge(o, storage.Judged{Verdict: "hold", Score: 0.6, Findings: `[{"reason":"link","risk":0.25}]`}, storage.Likeness{Bands: bands, Sketch: 5}))
			}
		})
	}
}
