package storage_test

import (
	"fmt"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// BenchmarkVoices measures what readers do most, a hundred in a transaction, as updates come: ns/op is for one of them.
func BenchmarkVoices(b *testing.B) {
	for _, make := range []func(testing.TB) *database{newSQLite, newPostgres} {
		for name, do := range voicesMade {
			db := make(b)
			b.Run(db.engine+"/"+name, func(b *testing.B) { benchVoices(b, db.open(), do) })
		}
	}
}

// voicesMade is what is measured, by name, for the nth time.
var voicesMade = map[string]func(tx *storage.Tx, id content.OpinionID, copy content.CopyID, n int) error{
	"opinion": func(tx *storage.Tx, _ content.OpinionID, _ content.CopyID, n int) error {
		o := opinion(fmt.Sprint("Open it at night, and on Sundays too, for those who work until late: ", n))
		o.Author = content.ReaderID(n % 1000)
		return second(tx.AddOpinion(o))
	},
	"stance": func(tx *storage.Tx, id content.OpinionID, _ content.CopyID, n int) error {
		return second(tx.SetStance(id, content.ReaderID(1000+n), content.Agree))
	},
	"vote": func(tx *storage.Tx, _ content.OpinionID, copy content.CopyID, n int) error {
		return second(tx.VoteButton(copy, content.ReaderID(1000+n), []int{n % 3}))
	},
	"page": func(tx *storage.Tx, id content.OpinionID, _ content.CopyID, _ int) error {
		return second(tx.Opinions(article, "", content.MostAgreed, id, false, 2))
	},
}

func benchVoices(b *testing.B, store *storage.Store, do func(*storage.Tx, content.OpinionID, content.CopyID, int) error) {
	o := approved(b, store, opinion("Open it at night."))
	held := buttons(b, store, poll(b, store, false), "post")
	n := 0
	for b.Loop() {
		if n++; n%100 != 0 {
			continue
		}
		update(b, store, func(tx *storage.Tx) {
			for i := range 100 {
				ok(b, do(tx, o.ID, held, n+i))
			}
		})
	}
}
