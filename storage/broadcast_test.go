package storage_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// subscribed makes readers, each subscribed to some topics.
func subscribed(t *testing.T, store *storage.Store, topics ...[]content.Topic) (ids []content.ReaderID) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		for i, all := range topics {
			account := content.TelegramID(7000 + i)
			ok(t, tx.Meet([]content.Person{{ID: account, First: "Reader", LanguageCode: "ru"}}))
			reader := must(tx.Reader(account))
			ids = append(ids, reader.ID)
			for _, topic := range all {
				ok(t, tx.Subscribe(reader.ID, topic, true))
			}
		}
	})
	return ids
}

func TestSubscribersAreThoseWhoWantItAndCanBeReached(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		ids := subscribed(t, store, []content.Topic{content.News}, nil, []content.Topic{content.News, content.Digest}, []content.Topic{content.News}, []content.Topic{content.Answers})
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.SetLanguage(ids[2], content.Kazakh))
			ok(t, tx.SetUnreachable(ids[3], true))
			coded(t, tx.Subscribe(9999, content.News, true), content.NotFound)
		})
		view(t, store, func(tx *storage.Tx) {
			news := must(tx.Subscribers(content.News, 0, 10))
			if len(news) != 2 || news[0].Reader != ids[0] || news[1].Reader != ids[2] || news[0].Language(content.English) != content.Russian || news[1].Language(content.English) != content.Kazakh {
				t.Errorf("news: %+v", news)
			}
			if page := must(tx.Subscribers(content.News, ids[0], 10)); len(page) != 1 || page[0].Reader != ids[2] {
				t.Errorf("behind the first: %+v", page)
			}
			if n, m := must(tx.CountSubscribers(content.News)), must(tx.CountSubscribers(content.Digest)); n != 2 || m != 1 {
				t.Errorf("%d and %d", n, m)
			}
			if s := must(tx.Subscriptions(ids[2])); !s.News || s.Answers || !s.Digest || !s.Any() {
				t.Errorf("%+v", s)
			}
			if s := must(tx.Subscriptions(ids[1])); s.Any() {
				t.Errorf("off at first, and yet %+v", s)
			}
		})
		coded(t, store.View(context.Background(), func(tx *storage.Tx) error { return second(tx.Subscriptions(9999)) }), content.NotFound)
	})
}

func TestNewsIsToldOnceAndRemindersAreApart(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		again := func(told, reminded bool) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				if got := must(tx.FirstNews(5)); got != told {
					t.Errorf("told: %v", got)
				}
				if got := must(tx.Remind(5)); got != reminded {
					t.Errorf("reminded: %v", got)
				}
			})
		}
		again(true, true)
		again(false, false)
		db.clock.Advance(59 * time.Minute)
		again(false, false)
		db.clock.Advance(2 * time.Minute)
		again(false, true)
		again(false, false)
	})
}

// TestABroadcastCountsWhatBecameOfItsMessages, and knows which of them may have been sent.
func TestABroadcastCountsWhatBecameOfItsMessages(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		news := []content.Topic{content.News}
		ids := subscribed(t, store, news, news, news, news, news)
		var b content.Broadcast
		update(t, store, func(tx *storage.Tx) {
			b = must(tx.AddBroadcast(content.NewArticle, 3, ids[0]))
			for _, id := range ids {
				tx.Send(content.Outgoing{Chat: content.ChatID(id), Action: content.ActionSend, Text: "news", Once: true, Low: true, Broadcast: b.ID})
			}
			tx.Send(content.Outgoing{Chat: content.ChatID(ids[0]), Action: content.ActionSend, Text: "an answer"})
		})
		var rows []content.Outgoing
		view(t, store, func(tx *storage.Tx) { rows = must(tx.Pending(0, 10)) })
		if len(rows) != 6 || !rows[0].Low || rows[5].Low || b.Total != 5 {
			t.Fatalf("of %d: %+v", b.Total, rows)
		}
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.MarkAttempted(rows[2].ID, 41))
			ok(t, tx.MarkAttempted(rows[3].ID, 0))
			ok(t, tx.SettleAll([]content.Result{
				{Outgoing: rows[0].ID, Outcome: content.Delivered, Message: 40}, {Outgoing: rows[1].ID, Outcome: content.Unreachable},
				{Outgoing: rows[2].ID, Outcome: content.Unsure}, {Outgoing: rows[3].ID, Outcome: content.Unsure}, {Outgoing: rows[5].ID, Outcome: content.Delivered, Message: 42},
			}))
		})
		update(t, store, func(tx *storage.Tx) {
			waiting, unsure, err := tx.BroadcastRows(b.ID)
			ok(t, err)
			doubtful := must(tx.Doubtful(b.ID))
			if waiting != 1 || unsure != 2 || len(doubtful) != 1 || doubtful[0] != (content.Doubtful{Outgoing: rows[2].ID, Chat: rows[2].Chat, After: 41}) {
				t.Errorf("%d wait, %d are unsure, in doubt: %+v", waiting, unsure, doubtful)
			}
			if !must(tx.BeginDoubt(rows[2].ID)) || must(tx.BeginDoubt(rows[2].ID)) || must(tx.BeginDoubt(rows[3].ID)) {
				t.Error("Telegram is asked twice, or about what cannot be asked")
			}
			if d := must(tx.Doubted(rows[2].ID)); d.After != 41 || d.Chat != rows[2].Chat || !must(tx.AnyDoubted(b.ID)) || len(must(tx.Doubtful(b.ID))) != 0 {
				t.Errorf("doubted: %+v", d)
			}
			coded(t, second(tx.Doubted(rows[3].ID)), content.NotFound)
			ok(t, tx.SendAgain(rows[2].ID))
		})
		update(t, store, func(tx *storage.Tx) {
			again := must(tx.Pending(0, 10))
			if must(tx.AnyDoubted(b.ID)) || len(again) != 2 || again[1].ID <= rows[5].ID || again[1].Chat != rows[2].Chat || again[1].Text != "news" || again[1].Attempted || !again[1].Once {
				t.Errorf("to be sent: %+v", again)
			}
			b.Cursor, b.Note, b.Unsure = ids[4], "note", 1
			ok(t, tx.KeepBroadcast(b))
			if kept := must(tx.Broadcast(b.ID)); kept.Sent != 1 || kept.Refused != 1 || kept.Cursor != ids[4] || kept.Note != "note" || kept.AskedBy != ids[0] || kept.Done {
				t.Errorf("kept: %+v", kept)
			}
			b.Done = true
			ok(t, tx.KeepBroadcast(b))
			if !must(tx.Broadcast(b.ID)).Done {
				t.Error("it is done, and yet open")
			}
		})
		update(t, store, func(tx *storage.Tx) { must(tx.Forget(ids[3])) })
		view(t, store, func(tx *storage.Tx) {
			if _, unsure, err := tx.BroadcastRows(b.ID); err != nil || unsure != 0 {
				t.Errorf("%d of somebody who was erased are left", unsure)
			}
			if page := must(tx.Subscribers(content.News, 0, 10)); slices.ContainsFunc(page, func(s content.Subscriber) bool { return s.Reader == ids[3] }) {
				t.Error("somebody who was erased is subscribed")
			}
		})
	})
}

func TestWorkIsGathered(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		for _, note := range []string{"1", "2", "1"} {
			update(t, store, func(tx *storage.Tx) {
				ok(t, tx.ScheduleGathering(content.Due{Work: "answers:1", At: tx.Now().Add(time.Hour), Note: note}))
			})
			db.clock.Advance(10 * time.Minute)
		}
		db.clock.Advance(31 * time.Minute)
		update(t, store, func(tx *storage.Tx) {
			if due := must(tx.TakeDue(10)); len(due) != 1 || due[0].Note != "1 2 1" {
				t.Errorf("due: %+v", due)
			}
		})
	})
}
