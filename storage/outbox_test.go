package storage_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"aitys/content"
	"aitys/storage"
)

func pending(t testing.TB, store *storage.Store) (rows []content.Outgoing) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { rows = must(tx.Pending(0, 1000)) })
	return rows
}

func texts(rows []content.Outgoing) (texts []string) {
	for _, row := range rows {
		texts = append(texts, string(row.Text))
	}
	return texts
}

func send(t testing.TB, store *storage.Store, out ...content.Outgoing) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		for _, o := range out {
			tx.Send(o)
		}
	})
}

func settleAll(t testing.TB, store *storage.Store, results ...content.Result) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { ok(t, tx.SettleAll(results)) })
}

// someone makes a reader and returns their chat.
func someone(t testing.TB, store *storage.Store, id content.TelegramID) content.ChatID {
	t.Helper()
	meet(t, store, content.Person{ID: id})
	return reader(t, store, id).Chat()
}

func TestWhatIsSentWaitsAsItWasMade(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		made := []content.Outgoing{
			{
				Chat: chat, Action: content.ActionSend, Key: "card:1", Text: "<b>80 000</b> &amp; \"ә\" \x00 \u2028 🙂", ReplyTo: 5, Silent: true,
				Preview: true, Once: true, Buttons: [][]content.Button{
					{{Text: "<A>", Press: "a.1"}, {Text: "B", URL: "https://a.example/?a=1&b=2"}}, {{Text: "C", Start: "a_b"}},
				},
			},
			{Chat: chat, Action: content.ActionEdit, Edit: 12, Text: "changed", Keyboard: [][]string{{"Read", "Figures"}}},
		}
		send(t, store, made...)
		got := pending(t, store)
		for i := range made {
			made[i].To, made[i].MadeAt = 7, start
		}
		if diff := cmp.Diff(made, got, cmpopts.IgnoreFields(content.Outgoing{}, "ID")); diff != "" {
			t.Errorf("(-sent +waiting):\n%s", diff)
		}
		ok(t, store.Close()) // which remembered what it wrote
		if diff := cmp.Diff(got, pending(t, db.open())); diff != "" {
			t.Errorf("after a restart (-before +after):\n%s", diff)
		}
		if got[0].ID == 0 || got[1].ID <= got[0].ID {
			t.Errorf("the numbers do not rise: %d, %d", got[0].ID, got[1].ID)
		}
	})
}

func TestAnyTextIsReadAsItWasWritten(t *testing.T) {
	db := newSQLite(t)
	writer, reader := db.open(), db.open()
	chat := someone(t, writer, 7)
	last := content.OutgoingID(0)
	rapid.Check(t, func(t *rapid.T) {
		text := content.HTML(rapid.String().Draw(t, "text"))
		if err := writer.Update(context.Background(), func(tx *storage.Tx) error {
			tx.Send(content.Outgoing{Chat: chat, Action: content.ActionSend, Text: text})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		var rows []content.Outgoing
		if err := reader.View(context.Background(), func(tx *storage.Tx) (err error) {
			rows, err = tx.Pending(last, 2)
			return err
		}); err != nil || len(rows) != 1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		if last = rows[0].ID; rows[0].Text != text {
			t.Fatalf("%q became %q", text, rows[0].Text)
		}
	})
}

func TestTheOutboxKeepsItsOrder(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		first, second := someone(t, store, 7), someone(t, store, 8)
		var want, wantSecond []string
		for batch := range 3 {
			update(t, store, func(tx *storage.Tx) {
				for i := range 150 {
					to := []content.ChatID{first, second}[i%2]
					text := fmt.Sprint(batch, ".", i)
					tx.Send(content.Outgoing{Chat: to, Text: content.HTML(text)})
					want = append(want, text)
					if to == second {
						wantSecond = append(wantSecond, text)
					}
				}
			})
		}
		view(t, store, func(tx *storage.Tx) {
			page := func(after content.OutgoingID) []content.Outgoing { return must(tx.Pending(after, 70)) }
			if diff := cmp.Diff(want, paged(page)); diff != "" {
				t.Errorf("over all chats (-want +got):\n%s", diff)
			}
			page = func(after content.OutgoingID) []content.Outgoing { return must(tx.PendingIn(second, after, 7)) }
			if diff := cmp.Diff(wantSecond, paged(page)); diff != "" {
				t.Errorf("in one chat (-want +got):\n%s", diff)
			}
		})
	})
}

// paged reads the outbox page after page.
func paged(page func(after content.OutgoingID) []content.Outgoing) (all []string) {
	after := content.OutgoingID(0)
	for rows := page(after); len(rows) > 0; rows = page(after) {
		all = append(all, texts(rows)...)
		after = rows[len(rows)-1].ID
	}
	return all
}

func TestNumbersAreNeverGivenTwice(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		send(t, store, content.Outgoing{Chat: chat, Text: "first"})
		first := pending(t, store)[0].ID
		settleAll(t, store, content.Result{Outgoing: first, Outcome: content.Delivered, Message: 1})
		send(t, store, content.Outgoing{Chat: chat, Text: "second"})
		if second := pending(t, store)[0].ID; second <= first {
			t.Errorf("after %d was settled, the next number is %d", first, second)
		}
	})
}

func TestABatchThatFailsSendsNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			tx.Send(content.Outgoing{Chat: chat, Text: "lost"})
			return errors.New("broken")
		})
		if err == nil || len(pending(t, store)) != 0 {
			t.Errorf("error %v, waiting: %v", err, texts(pending(t, store)))
		}
	})
}

func TestAMessageToNobodyIsDropped(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		send(t, store, content.Outgoing{Text: "to nobody"}, content.Outgoing{Chat: someone(t, store, 7), Text: "to someone"})
		if diff := cmp.Diff([]string{"to someone"}, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestWhatBecomesOfARow(t *testing.T) {
	cases := []struct {
		outcome     content.Outcome
		waits       bool
		unreachable bool
		bound       bool
	}{
		{outcome: content.Delivered, bound: true},
		{outcome: content.Refused},
		{outcome: content.Unreachable, unreachable: true},
		{outcome: content.Unsure},
	}
	for _, c := range cases {
		t.Run(string(c.outcome), func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				store := db.open()
				chat := someone(t, store, 7)
				send(t, store, content.Outgoing{Chat: chat, Text: "x", Key: "k", Once: true}, content.Outgoing{Chat: chat, Text: "y"})
				result := content.Result{Outgoing: pending(t, store)[0].ID, Outcome: c.outcome, Message: 31}
				for _, twice := range []string{"", " a second time"} {
					settleAll(t, store, result)
					if diff := cmp.Diff([]string{"y"}, texts(pending(t, store))); diff != "" {
						t.Errorf("settled%s (-want +waiting):\n%s", twice, diff)
					}
					if got := reader(t, store, 7).Unreachable; got != c.unreachable {
						t.Errorf("settled%s: unreachable is %t", twice, got)
					}
					bound(t, store, c.bound)
				}
			})
		})
	}
}

// bound checks whether the key "k" is bound to message 31.
func bound(t *testing.T, store *storage.Store, want bool) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		_, message, err := tx.MessageOf("k")
		if !want {
			coded(t, err, content.NotFound)
			return
		}
		if err != nil || message != 31 {
			t.Errorf("the key names message %d, %v", message, err)
		}
	})
}

func TestALateRepeatDoesNotUnbindAKey(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		sent := func(message content.MessageID) content.Result {
			send(t, store, content.Outgoing{Chat: chat, Key: "k"})
			result := content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Delivered, Message: message}
			settleAll(t, store, result)
			return result
		}
		first := sent(30)
		sent(31)
		settleAll(t, store, first)
		bound(t, store, true)
	})
}

func TestManyResultsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		update(t, store, func(tx *storage.Tx) {
			for range 300 {
				tx.Send(content.Outgoing{Chat: chat, Text: "x"})
			}
		})
		var results []content.Result
		for i, row := range pending(t, store) {
			outcome := []content.Outcome{content.Delivered, content.Refused, content.Unsure}[i%3]
			results = append(results, content.Result{Outgoing: row.ID, Outcome: outcome})
		}
		settleAll(t, store, append(results, content.Result{Outgoing: 4711, Outcome: content.Delivered})...)
		if left := pending(t, store); len(left) != 0 {
			t.Errorf("%d rows wait after all were settled", len(left))
		}
	})
}

func TestAnUnknownOutcomeIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		err := db.open().Update(context.Background(), func(tx *storage.Tx) error {
			return tx.Settle(content.Result{Outgoing: 1, Outcome: "lost"})
		})
		coded(t, err, content.Invalid)
	})
}

func TestAMovedRowWaitsForItsNewPlace(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		number := chat(t, store, group(oldGroup))
		send(t, store, content.Outgoing{Chat: number, Text: "x", Once: true})
		row := pending(t, store)[0]
		update(t, store, func(tx *storage.Tx) { ok(t, tx.MarkAttempted(row.ID, 0)) })
		for range 2 {
			settleAll(t, store, content.Result{Outgoing: row.ID, Outcome: content.Moved, MovedTo: newGroup})
			want := row
			want.To = newGroup
			if diff := cmp.Diff([]content.Outgoing{want}, pending(t, store)); diff != "" {
				t.Errorf("(-want +waiting):\n%s", diff)
			}
		}
	})
}

func TestAnAttemptIsRemembered(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		send(t, store, content.Outgoing{Chat: someone(t, store, 7), Text: "x", Once: true})
		id := pending(t, store)[0].ID
		update(t, store, func(tx *storage.Tx) { ok(t, tx.MarkAttempted(id, 0)) })
		if !pending(t, store)[0].Attempted {
			t.Error("the attempt is forgotten")
		}
		update(t, store, func(tx *storage.Tx) { ok(t, tx.MarkUnattempted(id)) })
		if pending(t, store)[0].Attempted {
			t.Error("the attempt was taken back and is remembered")
		}
		settleAll(t, store, content.Result{Outgoing: id, Outcome: content.Unsure})
		update(t, store, func(tx *storage.Tx) {
			coded(t, tx.MarkAttempted(id, 0), content.NotFound)
			ok(t, tx.MarkUnattempted(id))
		})
	})
}

func TestAnEditFindsItsMessage(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat, other := someone(t, store, 7), someone(t, store, 8)
		send(t, store,
			content.Outgoing{Chat: chat, Action: content.ActionSend, Key: "card", Text: "card"},
			content.Outgoing{Chat: chat, Action: content.ActionEdit, EditKey: "card", Text: "edit"},
			content.Outgoing{Chat: other, Action: content.ActionEdit, EditKey: "card", Text: "edit elsewhere"})
		rows := pending(t, store)
		if rows[1].Edit != 0 {
			t.Errorf("the edit names message %d before any was sent", rows[1].Edit)
		}
		settleAll(t, store, content.Result{Outgoing: rows[0].ID, Outcome: content.Delivered, Message: 31})
		rows = pending(t, store)
		if rows[0].Edit != 31 || rows[0].EditKey != "card" {
			t.Errorf("the edit names message %d, key %q", rows[0].Edit, rows[0].EditKey)
		}
		if rows[1].Edit != 0 {
			t.Error("an edit in one chat names another chat's message")
		}
		view(t, store, func(tx *storage.Tx) {
			if in := must(tx.PendingIn(chat, 0, 10)); len(in) != 1 || in[0].Edit != 31 {
				t.Errorf("in the chat: %+v", in)
			}
		})
	})
}

func TestUnsureRowsGoAfterAMonth(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		chat := someone(t, store, 7)
		send(t, store, content.Outgoing{Chat: chat, Text: "unsure"}, content.Outgoing{Chat: chat, Text: "waits"})
		settleAll(t, store, content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Unsure})
		raw := db.raw()
		for _, step := range []struct {
			after time.Duration
			rows  int
		}{{30 * 24 * time.Hour, 2}, {time.Second, 1}} {
			db.clock.Advance(step.after)
			update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
			var rows int
			ok(t, raw.QueryRowContext(context.Background(), "SELECT COUNT(*) FROM outbox").Scan(&rows))
			if rows != step.rows {
				t.Errorf("%v later %d rows are left, not %d", step.after, rows, step.rows)
			}
		}
		if diff := cmp.Diff([]string{"waits"}, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +waiting):\n%s", diff)
		}
	})
}
