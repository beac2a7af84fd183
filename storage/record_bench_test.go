package storage_test

import (
	"context"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// BenchmarkRecord appends decisions, a hundred in a transaction, as they come with a batch of updates.
func BenchmarkRecord(b *testing.B) {
	store := newSQLite(b).open()
	id := add(b, store, opinion("What is decided about")).ID
	e := content.Entry{What: content.DeedReject, By: 7, Opinion: id, Waited: time.Minute, Code: "insult", Words: "What is decided about"}
	b.ResetTimer()
	for done := 0; done < b.N; {
		update(b, store, func(tx *storage.Tx) {
			for n := 0; n < 100 && done < b.N; n, done = n+1, done+1 {
				ok(b, tx.Record(e))
			}
		})
	}
}

// BenchmarkVerifyRecord walks a record of b.N entries.
func BenchmarkVerifyRecord(b *testing.B) {
	store := newSQLite(b).open()
	for done := 0; done < b.N; done += 1000 {
		update(b, store, func(tx *storage.Tx) {
			for range min(1000, b.N-done) {
				ok(b, tx.Record(content.Entry{What: content.DeedClaim, By: 7, Code: "insult", Reason: "in some words"}))
			}
		})
	}
	b.ResetTimer()
	b.ReportAllocs()
	if head, err := store.VerifyRecord(context.Background(), nil); err != nil || head.Seq != int64(b.N) {
		b.Error(head.Seq, err)
	}
}

// BenchmarkFigures reads a month's figures of a busy desk: ten moderators, every waiting time there is.
func BenchmarkFigures(b *testing.B) {
	db := newSQLite(b)
	store := db.open()
	id := add(b, store, opinion("What is decided about")).ID
	for range 30 {
		db.clock.Advance(24 * time.Hour)
		update(b, store, func(tx *storage.Tx) {
			for i := range 200 {
				e := content.Entry{What: content.DeedReject, By: content.ReaderID(i % 10), Opinion: id, Waited: time.Second << (i % 17), Code: "insult"}
				e.Waited += e.Waited * time.Duration(i) / 200
				ok(b, tx.Record(e))
			}
		})
	}
	b.ResetTimer()
	for range b.N {
		figures(b, store, 30)
	}
}
