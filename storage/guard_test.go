package storage_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

var errRefused = errors.New("refused")

// onBoth runs a test with guards that set their savepoint lazily and at once.
func onBoth(t *testing.T, test func(t *testing.T, db *database, eager bool)) {
	t.Helper()
	for name, eager := range map[string]bool{"lazy": false, "eager": true} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) { test(t, db, eager) })
		})
	}
}

func TestAGuardUndoesWhatFailed(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database, eager bool) {
		store := db.open()
		chat := someone(t, store, 7)
		update(t, store, func(tx *storage.Tx) {
			must(tx.Fresh(ids{1}))
			ok(t, tx.Meet([]content.Person{{ID: 7}}))
			who := must(tx.Reader(7)).ID
			tx.Send(content.Outgoing{Chat: chat, Text: "before"})
			err := tx.Guard(eager, func() error {
				tx.Send(content.Outgoing{Chat: chat, Text: "within"})
				ok(t, tx.SetLanguage(who, content.Kazakh))
				must(tx.Chat(group(oldGroup)))
				return errRefused
			})
			if !errors.Is(err, errRefused) {
				t.Errorf("Guard returned %v", err)
			}
			if got := must(tx.Reader(7)).Chosen; got != "" {
				t.Errorf("within the transaction the language is still %q", got)
			}
			_, err = tx.ChatOf(oldGroup)
			coded(t, err, content.NotFound)
			tx.Send(content.Outgoing{Chat: chat, Text: "after"})
		})
		if got := reader(t, store, 7).Chosen; got != "" {
			t.Errorf("the language %q was kept", got)
		}
		if diff := cmp.Diff([]string{"before", "after"}, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +sent):\n%s", diff)
		}
		if got := fresh(t, store, ids{1}); len(got) != 0 {
			t.Error("what came before the guard was undone as well")
		}
	})
}

func TestAGuardKeepsWhatSucceeded(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database, eager bool) {
		store := db.open()
		chat := someone(t, store, 7)
		update(t, store, func(tx *storage.Tx) {
			for _, lang := range []content.Lang{content.Russian, content.Kazakh} {
				ok(t, tx.Guard(eager, func() error {
					tx.Send(content.Outgoing{Chat: chat, Text: content.HTML(lang)})
					return tx.SetLanguage(content.ReaderID(chat), lang)
				}))
			}
		})
		if got := reader(t, store, 7).Chosen; got != content.Kazakh {
			t.Errorf("the language is %q", got)
		}
		if diff := cmp.Diff([]string{"ru", "kk"}, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +sent):\n%s", diff)
		}
	})
}

func TestGuardsWithinGuards(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database, eager bool) {
		store := db.open()
		chat := someone(t, store, 7)
		say := func(tx *storage.Tx, text content.HTML, fails error) func() error {
			return func() error {
				tx.Send(content.Outgoing{Chat: chat, Text: text})
				return errors.Join(tx.ScheduleOnce(content.Due{Work: string(text), At: start}), fails)
			}
		}
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Guard(eager, func() error { // keeps itself and its first, loses its second
				ok(t, tx.Guard(eager, say(tx, "1.1", nil)))
				if err := tx.Guard(eager, say(tx, "1.2", errRefused)); !errors.Is(err, errRefused) {
					t.Errorf("the inner guard returned %v", err)
				}
				return say(tx, "1", nil)()
			}))
			err := tx.Guard(eager, func() error { // loses all
				ok(t, tx.Guard(eager, say(tx, "2.1", nil)))
				return say(tx, "2", errRefused)()
			})
			if !errors.Is(err, errRefused) {
				t.Errorf("the outer guard returned %v", err)
			}
		})
		want := []string{"1.1", "1"}
		if diff := cmp.Diff(want, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +sent):\n%s", diff)
		}
		var works []string
		update(t, store, func(tx *storage.Tx) {
			for _, due := range must(tx.TakeDue(10)) {
				works = append(works, due.Work)
			}
		})
		if diff := cmp.Diff(want, works); diff != "" {
			t.Errorf("(-want +scheduled):\n%s", diff)
		}
	})
}

func TestAPanicInAGuardUndoesAndGoesOn(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database, eager bool) {
		store := db.open()
		chat := someone(t, store, 7)
		update(t, store, func(tx *storage.Tx) {
			func() {
				defer func() {
					if cause := recover(); cause != "a bug" {
						t.Errorf("the panic became %v", cause)
					}
				}()
				_ = tx.Guard(eager, func() error {
					tx.Send(content.Outgoing{Chat: chat, Text: "lost"})
					ok(t, tx.SetLanguage(content.ReaderID(chat), content.Kazakh))
					panic("a bug")
				})
			}()
			tx.Send(content.Outgoing{Chat: chat, Text: "kept"})
		})
		if diff := cmp.Diff([]string{"kept"}, texts(pending(t, store))); diff != "" {
			t.Errorf("(-want +sent):\n%s", diff)
		}
		if got := reader(t, store, 7).Chosen; got != "" {
			t.Errorf("the language %q was kept", got)
		}
	})
}

// TestAWrongStatementStaysInItsGuard: on PostgreSQL a failed statement, even a query, spoils all that follows unless it is undone.
func TestAWrongStatementStaysInItsGuard(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const eager = true
		store := db.open()
		chat := someone(t, store, 7)
		run(t, db.raw(), "DROP TABLE due")
		update(t, store, func(tx *storage.Tx) {
			must(tx.Fresh(ids{1}))
			for _, wrong := range []func() error{
				func() error { _, err := tx.AnyDue(); return err },
				func() error { return tx.Schedule(content.Due{}) },
				func() error { _, _ = tx.AnyDue(); return errRefused },
			} {
				if err := tx.Guard(eager, wrong); err == nil || storage.Failing(err) {
					t.Errorf("Guard returned %v", err)
				}
			}
			ok(t, tx.SetLanguage(content.ReaderID(chat), content.Kazakh))
		})
		if got := reader(t, store, 7).Chosen; got != content.Kazakh {
			t.Errorf("what followed was lost: the language is %q", got)
		}
		if got := fresh(t, store, ids{1}); len(got) != 0 {
			t.Error("what came before was lost")
		}
	})
}

// TestAWriteThatFailsAfterItsGuardUndoesAll: PostgreSQL hears of a guard's writes together with what follows, which they take with them; the same
// work in an eager guard fails by itself.
func TestAWriteThatFailsAfterItsGuardUndoesAll(t *testing.T) {
	db := newPostgres(t)
	store := db.open()
	chat := someone(t, store, 7)
	run(t, db.raw(), "DROP TABLE due")
	for _, eager := range []bool{false, true} {
		refused := false
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			must(tx.Fresh(ids{1}))
			refused = tx.Guard(eager, func() error {
				must(tx.Setting(0, "asked")) // so that the server has its savepoint
				return tx.Schedule(content.Due{})
			}) != nil
			for _, lang := range []content.Lang{content.Kazakh, content.Russian} { // whoever keeps a failure to himself goes on
				_ = tx.Guard(eager, func() error { return tx.SetLanguage(content.ReaderID(chat), lang) })
			}
			return nil
		})
		if storage.Failing(err) || refused != eager || (err == nil) != eager {
			t.Errorf("eager %v: the guard was refused: %v, Update returned %v", eager, refused, err)
		}
		if got := reader(t, store, 7).Chosen; (got == content.Russian) != eager || !eager && got != "" {
			t.Errorf("eager %v: the language is %q", eager, got)
		}
	}
}

// TestAWrongStatementIsNeverCommittedOver: whoever keeps a failed statement's error to himself must not be told that all is stored.
func TestAWrongStatementIsNeverCommittedOver(t *testing.T) {
	db := newPostgres(t)
	store := db.open()
	chat := someone(t, store, 7)
	run(t, db.raw(), "DROP TABLE due")
	hidden := func(tx *storage.Tx) error { _, _ = tx.AnyDue(); return nil }
	for name, fn := range map[string]func(tx *storage.Tx) error{
		"in the transaction": hidden,
		"in a guard":         func(tx *storage.Tx) error { return tx.Guard(false, func() error { return hidden(tx) }) },
	} {
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			return errors.Join(tx.SetLanguage(content.ReaderID(chat), content.Kazakh), fn(tx))
		})
		if err == nil || storage.Failing(err) {
			t.Errorf("%s: Update returned %v", name, err)
		}
		if got := reader(t, store, 7).Chosen; got != "" {
			t.Errorf("%s: the language %q was stored", name, got)
		}
	}
}
