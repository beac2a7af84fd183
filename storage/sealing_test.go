package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"strconv"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// keys returns n keys as a setting lists them.
func keys(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = storage.NewKey()
	}
	return all
}

func keyed(t *testing.T, list string) storage.Options {
	t.Helper()
	return storage.Options{IdentityKey: must(storage.ParseKeys(list))}
}

const rareAccount = content.TelegramID(0x0BADCAFE42)

// leaks tells which of the files of a SQLite database hold an account, as a number or in digits.
func (d *database) leaks(account content.TelegramID) (all []string) {
	digits := []byte(strconv.FormatInt(int64(account), 10))
	number := plainID(account)
	for _, name := range []string{d.path, d.path + "-wal"} {
		held, err := os.ReadFile(name)
		if err == nil && (bytes.Contains(held, digits) || bytes.Contains(held, number)) {
			all = append(all, name)
		}
	}
	return all
}

// filledWith makes a store that knows a person, a group that moved and an update that was parked.
func filledWith(t *testing.T, store *storage.Store) {
	t.Helper()
	meet(t, store, content.Person{ID: rareAccount})
	chat(t, store, group(oldGroup))
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.MoveChat(oldGroup, newGroup))
		raw := []byte(`{"from":{"id":` + strconv.FormatInt(int64(rareAccount), 10) + `}}`)
		ok(t, tx.Park(content.Incoming{Update: 5, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: rareAccount}}, "a bug"))
	})
}

// knows checks that all is found again that filledWith has made.
func knows(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		one := must(tx.Reader(rareAccount))
		if account := must(tx.TelegramOf(one.Chat())); account != rareAccount {
			t.Errorf("the reader is to be found at %d", account)
		}
		number := must(tx.ChatOf(oldGroup))
		if must(tx.TelegramOf(number)) != newGroup || must(tx.ChatOf(newGroup)) != number {
			t.Error("the moved group is lost")
		}
		parked := must(tx.Parked(0, 10))
		if len(parked) != 1 || !bytes.Contains(parked[0].Raw, []byte(strconv.FormatInt(int64(rareAccount), 10))) {
			t.Errorf("parked: %v", parked)
		}
	})
}

func TestAnOpenDatabaseIsSealedAndItsKeyChanged(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		k := keys(2)
		store := db.open()
		filledWith(t, store)
		if db.engine == onSQLite && len(db.leaks(rareAccount)) == 0 {
			t.Fatal("the account does not stand in the file: the test proves nothing")
		}
		ok(t, store.Close())
		for _, list := range []string{"", k[0], k[0], k[1] + "," + k[0], k[1], k[1] + "," + k[0]} {
			store := db.openWith(keyed(t, list))
			knows(t, store)
			if list != "" && db.engine == onSQLite {
				if leaks := db.leaks(rareAccount); len(leaks) > 0 {
					t.Errorf("the account stands in %v", leaks)
				}
			}
			ok(t, store.Close())
		}
	})
}

func TestANewDatabaseIsSealedFromTheBeginning(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.openWith(keyed(t, keys(1)[0]))
		filledWith(t, store)
		knows(t, store)
		if db.engine == onSQLite {
			if leaks := db.leaks(rareAccount); len(leaks) > 0 {
				t.Errorf("the account stands in %v", leaks)
			}
		}
		one, two := reader(t, store, rareAccount), reader(t, store, rareAccount)
		if one.ID != two.ID {
			t.Error("one person became two readers")
		}
	})
}

func TestASealedDatabaseWantsItsKey(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		k := keys(3)
		ok(t, db.openWith(keyed(t, k[0])).Close())
		for list, want := range map[string]string{
			"":                "the identities in the database are encrypted, and IDENTITY_KEY is empty: put the key there that they were encrypted with",
			k[1]:              "the identities in the database were encrypted with another IDENTITY_KEY: put that one there, alone or, to change it, behind the new one and a comma",
			k[1] + "," + k[2]: "the identities in the database were encrypted with another IDENTITY_KEY: put that one there, alone or, to change it, behind the new one and a comma",
		} {
			_, err := storage.Open(context.Background(), db.url, db.options(keyed(t, list)))
			if err == nil || err.Error() != want {
				t.Errorf("the error is %v", err)
			}
		}
		ok(t, db.openWith(keyed(t, k[0])).Close())
	})
}

func TestNobodyIsSealedAnewBesideAnotherProcess(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		k := keys(2)
		store := db.openWith(keyed(t, k[0]))
		filledWith(t, store)
		_, err := storage.Open(context.Background(), db.url, db.options(keyed(t, k[1]+","+k[0])))
		if err == nil {
			t.Fatal("it is sealed anew while another has it open")
		}
		knows(t, store)
	})
}

func TestALineageIsDrawnOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		lineage := func(db *database) (number int64) {
			store := db.open()
			view(t, store, func(tx *storage.Tx) { number = must(tx.Lineage()) })
			ok(t, store.Close())
			return number
		}
		one, other := lineage(db), lineage(db.another(t))
		if one <= 0 || one == other || one != lineage(db) {
			t.Errorf("lineages %d and %d", one, other)
		}
	})
}

// plainID is an account as an open database holds it.
func plainID(account content.TelegramID) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(account))
}
