package storage_test

import (
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// rareName is how Telegram calls the one whose account is rareAccount.
const rareName = "Kunsulu Shynar"

// secrets are what a key hides of the one.
func secrets() []string {
	return []string{rarePen, rareName, strconv.FormatInt(int64(rareAccount), 10), string(plainID(rareAccount))}
}

// namedEverywhere lets somebody be named wherever somebody can be.
func namedEverywhere(t *testing.T, store *storage.Store) *erased {
	t.Helper()
	e := somebody(t, store)
	note := rarePen + " or " + rareName + ", " + strconv.FormatInt(int64(rareAccount), 10)
	o := opinion("signed as Telegram has it")
	o.Author, o.Signed = e.one.ID, rareName
	other := approved(t, store, o)
	update(t, store, func(tx *storage.Tx) {
		must(tx.SignOpinion(other.ID, rareName+" "+rarePen))
		ok(t, tx.Begin(e.one.ID, content.Dialogue{Work: "pen", Note: note}))
		must(tx.Answer(must(tx.Ask(content.Question{Opinion: e.shown.ID, By: e.one.ID, Text: note})).ID, note))
		must(tx.TakeDownOpinion(other.ID, 41))
		must(tx.AppealOpinion(other.ID, note))
		ok(t, tx.Schedule(content.Due{Work: "later", At: start.Add(48 * time.Hour), Note: note}))
		ok(t, tx.ScheduleOnce(content.Due{Work: "once", At: start.Add(48 * time.Hour), Note: note}))
		raw := []byte(`{"from":{"first_name":"` + note + `"}}`)
		ok(t, tx.Park(content.Incoming{Update: 9, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: rareAccount}}, "no such person: "+note))
		for _, text := range []content.HTML{"unsure", "waits"} {
			text += content.HTML(": " + note)
			tx.Send(content.Outgoing{Chat: e.one.Chat(), Action: content.ActionSend, Text: text, Buttons: [][]content.Button{{{Text: rareName, Press: "n.t"}}}})
			tx.Send(content.Outgoing{Chat: e.group, Action: content.ActionSend, Text: text, Once: true})
		}
	})
	for _, row := range pending(t, store) {
		if strings.HasPrefix(string(row.Text), "unsure") {
			settleAll(t, store, content.Result{Outgoing: row.ID, Outcome: content.Unsure})
		}
	}
	return e
}

// told returns which of the secrets a database, its files and a backup of it tell, and where.
func told(t *testing.T, db *database, backup string) (all []string) {
	t.Helper()
	whole := wholeOf(t, db)
	places := map[string]string{"the tables": whole}
	for _, file := range []string{db.path, db.path + "-wal", backup} {
		if held, err := os.ReadFile(file); err == nil {
			places[file] = string(held)
		}
	}
	for place, held := range places {
		for _, secret := range secrets() {
			if strings.Contains(held, secret) {
				all = append(all, place+": "+secret)
			}
		}
	}
	for line := range strings.Lines(whole) {
		for _, secret := range secrets() {
			if strings.Contains(line, secret) {
				all = append(all, line)
			}
		}
	}
	if backup != "" && !bytes.Contains(must(os.ReadFile(backup)), []byte("Qumyrsqa")) {
		t.Error("an opinion's text is not in the backup: the test proves nothing")
	}
	return all
}

func mine(t *testing.T, store *storage.Store) (data storage.MyData) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { data = must(tx.MyData(must(tx.Reader(rareAccount)).ID)) })
	return data
}

// TestTheKeyHidesWhoSomebodyIs: from the beginning, when it is set later, and when it is changed; and nothing is lost by that.
func TestTheKeyHidesWhoSomebodyIs(t *testing.T) {
	k := keys(2)
	for name, before := range map[string]string{"new": k[0], "sealed later": "", "with another key": k[1]} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				store := db.openWith(keyed(t, before))
				e := namedEverywhere(t, store)
				if found := told(t, db, ""); before == "" && len(found) < 8 {
					t.Fatalf("without a key only these tell who somebody is, so the test proves little: %q", found)
				}
				want := mine(t, store)
				waiting := texts(pending(t, store))
				if before != k[0] {
					ok(t, store.Close())
					store = db.openWith(keyed(t, k[0]+","+k[1]))
				}
				copied := backup(t, store)
				if found := told(t, db, copied); len(found) > 0 {
					t.Errorf("these tell who somebody is: %q", found)
				}
				if diff := cmp.Diff(want, mine(t, store)); diff != "" {
					t.Errorf("(-before +sealed):\n%s", diff)
				}
				if diff := cmp.Diff(waiting, texts(pending(t, store))); diff != "" {
					t.Errorf("what waits (-before +sealed):\n%s", diff)
				}
				ok(t, store.Close())
				restoredWith(t, db, copied, k[0], want)
				store = db.openWith(keyed(t, k[0]))
				notesComeDue(t, db, store)
				update(t, store, func(tx *storage.Tx) { must(tx.Forget(e.one.ID)) })
				if rows := pending(t, store); strings.Contains(strings.Join(texts(rows), "\n"), "Qumyrsqa") {
					t.Errorf("what is left to be sent holds words of whoever was erased: %+v", rows)
				}
			})
		})
	}
}

// TestASealedBackupIsRestoredOnEitherEngine goes from each engine to the other.
func TestASealedBackupIsRestoredOnEitherEngine(t *testing.T) {
	t.Parallel()
	engines := onePerEngine(t)
	for i, from := range engines {
		key := keys(1)[0]
		store := from.openWith(keyed(t, key))
		namedEverywhere(t, store)
		restoredWith(t, engines[1-i].another(t), backup(t, store), key, mine(t, store))
	}
}

// restoredWith restores a sealed backup and checks that all is known of the one.
func restoredWith(t *testing.T, db *database, path, key string, want storage.MyData) {
	t.Helper()
	_, err := storage.Restore(context.Background(), path, db.url, db.options(keyed(t, key)))
	ok(t, err)
	store := db.openWith(keyed(t, key))
	defer func() { ok(t, store.Close()) }()
	got := mine(t, store)
	want.Unsure, got.Unsure = nil, nil // restoring makes more of them so
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-backup +restored on %s):\n%s", db.engine, diff)
	}
	if found := told(t, db, ""); len(found) > 0 {
		t.Errorf("restored on %s, these tell who somebody is: %q", db.engine, found)
	}
}

// notesComeDue checks that the work that was noted knows what it needs to.
func notesComeDue(t *testing.T, db *database, store *storage.Store) {
	t.Helper()
	db.clock.Advance(48 * time.Hour)
	update(t, store, func(tx *storage.Tx) {
		taken := must(tx.TakeDue(10))
		if len(taken) != 2 || !strings.Contains(taken[0].Note, rareName) || taken[1].Note != taken[0].Note {
			t.Errorf("due: %+v", taken)
		}
	})
}

// TestOneNameIsSealedInManyWays: two seals of one name are different, so that nobody can tell who signs with it.
func TestOneNameIsSealedInManyWays(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.openWith(keyed(t, keys(1)[0]))
		for _, text := range []string{"one thing", "another thing", "a third thing"} {
			o := opinion(text)
			o.Signed = rarePen
			add(t, store, o)
		}
		var ways int
		ok(t, db.raw().QueryRowContext(context.Background(), "SELECT COUNT(DISTINCT signed) FROM opinion").Scan(&ways))
		if ways != 3 {
			t.Errorf("three opinions are signed in %d ways", ways)
		}
	})
}
