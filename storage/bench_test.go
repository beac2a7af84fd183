package storage_test

import (
	"context"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// BenchmarkUnits measures units of work: an update that was not seen, of a reader who is known, with a reply that is put into the outbox, read from
// it and settled; in batches as the poller brings them.
func BenchmarkUnits(b *testing.B) {
	for name, make := range map[string]func(testing.TB) *database{onSQLite: newSQLite, onPostgres: newPostgres} {
		b.Run(name, func(b *testing.B) {
			for _, size := range []int{1, 10, 100} {
				b.Run(map[int]string{1: "by1", 10: "by10", 100: "by100"}[size], func(b *testing.B) { benchUnits(b, make(b), size) })
			}
		})
	}
}

func benchUnits(b *testing.B, db *database, size int) {
	store := db.open()
	people := crowd(1000)
	update(b, store, func(tx *storage.Tx) { ok(b, tx.Meet(people)) })
	b.ReportAllocs()
	b.ResetTimer()
	var after content.OutgoingID
	for from := 0; from < b.N; from += size {
		unit(b, store, people, from, min(size, b.N-from))
		after = settle(b, store, after, size)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "units/s")
}

func unit(b *testing.B, store *storage.Store, people []content.Person, from, size int) {
	update(b, store, func(tx *storage.Tx) {
		ids := make([]content.UpdateID, size)
		writers := make([]content.Person, size)
		for i := range ids {
			ids[i] = content.UpdateID(from + i + 1)
			writers[i] = people[(from+i)%len(people)]
		}
		fresh := must(tx.Fresh(ids))
		ok(b, tx.Meet(writers))
		for i := range ids {
			ok(b, tx.Guard(false, func() error {
				reader, err := tx.Reader(writers[i].ID)
				if err != nil || !fresh[ids[i]] {
					return err
				}
				tx.Send(reply(reader))
				return nil
			}))
		}
	})
}

func settle(b *testing.B, store *storage.Store, after content.OutgoingID, size int) content.OutgoingID {
	var rows []content.Outgoing
	ok(b, store.View(context.Background(), func(tx *storage.Tx) (err error) {
		rows, err = tx.Pending(after, size)
		return err
	}))
	results := make([]content.Result, len(rows))
	for i, row := range rows {
		results[i] = content.Result{Outgoing: row.ID, Chat: row.Chat, Outcome: content.Delivered, Message: content.MessageID(i + 1)}
	}
	update(b, store, func(tx *storage.Tx) { ok(b, tx.SettleAll(results)) })
	return rows[len(rows)-1].ID
}

func crowd(n int) []content.Person {
	people := make([]content.Person, n)
	for i := range people {
		people[i] = content.Person{ID: content.TelegramID(1000 + i), First: "Reader", LanguageCode: "kk"}
	}
	return people
}

func reply(reader content.Reader) content.Outgoing {
	return content.Outgoing{
		Chat: reader.Chat(), Action: content.ActionSend,
		Text: "<b>How the city library changed its hours</b>\n\nThe library on the square is open until ten in the evening from Monday on, " +
			"and on Sundays for the first time in its history. Readers had asked for it in a poll.",
		Buttons: [][]content.Button{{{Text: "Read", Press: "a.1"}, {Text: "Figures", Press: "f.1"}}, {{Text: "Next section", Press: "s.1.hours"}}},
	}
}
