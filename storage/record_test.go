package storage_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// deed records one, and returns the head behind it.
func deed(t testing.TB, store *storage.Store, e content.Entry) (head storage.Head) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.Record(e))
		head = must(tx.Head())
	})
	return head
}

// entries returns the record, the newest entry first.
func entries(t testing.TB, store *storage.Store) (all []content.Entry) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { all = must(tx.Entries(0, 1000)) })
	return all
}

// sound checks that the record verifies, with an entry that was noted where one was.
func sound(t testing.TB, store *storage.Store, want int64, known []byte) {
	t.Helper()
	head, err := store.VerifyRecord(context.Background(), known)
	if err != nil || head.Seq != want {
		t.Errorf("%d entries verify, want %d: %v", head.Seq, want, err)
	}
}

func TestEntriesStandInOrderWithAllTheyHold(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		sound(t, store, 0, nil)
		full := content.Entry{
			What: content.DeedReject, By: 7, Opinion: 12, Person: 9, Article: 3, Version: 4, Second: true, Until: start.Add(time.Hour), Waited: time.Minute,
			Code: "insult", Words: "what was decided about", Reason: "calls somebody names",
		}
		first := deed(t, store, full)
		db.clock.Advance(time.Second)
		bare := content.Entry{What: content.DeedHide, Comment: 5}
		deed(t, store, bare)
		full.Seq, full.At, full.Words = 1, start, ""
		bare.Seq, bare.At = 2, start.Add(time.Second)
		if diff := cmp.Diff([]content.Entry{bare, full}, entries(t, store)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		sound(t, store, 2, first.Hash)
		view(t, store, func(tx *storage.Tx) {
			if of := must(tx.EntriesOf(12, 0, 10)); len(of) != 1 || of[0].Seq != 1 {
				t.Errorf("of the opinion: %+v", of)
			}
			if page := must(tx.Entries(2, 1)); len(page) != 1 || page[0].Seq != 1 {
				t.Errorf("before the second: %+v", page)
			}
			if none := must(tx.EntriesOf(0, 0, 10)); len(none) != 0 {
				t.Errorf("of no opinion: %+v", none)
			}
		})
		err := store.Update(context.Background(), func(tx *storage.Tx) error {
			return tx.Record(content.Entry{What: content.DeedWords, Code: "Some Words"})
		})
		coded(t, err, content.Invalid)
	})
}

// TestTheHashIsAsItIsDocumented computes the hash of docs/decisions/0020-record.md with nothing of ours.
func TestTheHashIsAsItIsDocumented(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		head := deed(t, db.open(), content.Entry{What: content.DeedBan, By: 7, Person: 9, Until: start, Code: "advert", Reason: "третий раз"})
		var salt, reason []byte
		ok(t, db.raw().QueryRowContext(context.Background(), "SELECT salt, reason FROM record_text WHERE seq = 1").Scan(&salt, &reason))
		digest := sha256.Sum256(append(salt, "третий раз"...))
		micro := fmt.Sprint(start.UnixMicro())
		var written strings.Builder
		for _, field := range []string{
			"aitys record 1", "1", micro, "7", "ban", "0", "0", "9", "0", "0", "0", micro, "0", "advert", "", string(digest[:]), strings.Repeat("\x00", 32),
		} {
			fmt.Fprintf(&written, "%d:%s,", len(field), field)
		}
		if want := sha256.Sum256([]byte(written.String())); hex.EncodeToString(want[:]) != hex.EncodeToString(head.Hash) {
			t.Errorf("the hash is %x, want %x", head.Hash, want)
		}
	})
}

func TestTheEngineRefusesToChangeTheRecord(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		deed(t, store, content.Entry{What: content.DeedHide})
		deed(t, store, content.Entry{What: content.DeedHide})
		statements := []string{"UPDATE record SET actor = 1 WHERE seq = 1", "DELETE FROM record WHERE seq = 2", "DELETE FROM record"}
		if db.engine == onSQLite {
			statements = append(statements, "INSERT OR REPLACE INTO record SELECT 1, at, 5, deed, opinion, comment, person, article, version, again, until, waited, "+
				"code, words, reason, prev, hash FROM record WHERE seq = 2", "REPLACE INTO record SELECT * FROM record")
		} else {
			statements = append(statements, "TRUNCATE record")
		}
		raw := db.raw()
		for _, statement := range statements {
			if _, err := raw.ExecContext(context.Background(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", statement, err)
			}
		}
		sound(t, store, 2, nil)
	})
}

// tamperer is somebody with the database's file or its password.
type tamperer struct {
	*testing.T
	*sql.DB
}

func (t tamperer) does(query string, args ...any) { run(t, t.DB, query, args...) }

// unlocked drops what refuses to change the record.
func (d *database) unlocked(t *testing.T) tamperer {
	t.Helper()
	raw := d.raw()
	on := map[string]string{onPostgres: " ON record"}[d.engine]
	run(t, raw, "DROP TRIGGER record_unchanged"+on)
	run(t, raw, "DROP TRIGGER record_undeleted"+on)
	if d.engine == onSQLite {
		run(t, raw, "DROP TRIGGER record_unreplaced")
	}
	return tamperer{t, raw}
}

const copyOf = `INSERT INTO record SELECT CAST(%d AS BIGINT), at, actor, deed, opinion, comment, person, article, version, again, until, waited, code, words, reason,
	prev, hash FROM record WHERE seq = %d`

func TestWhoeverTampersIsFound(t *testing.T) {
	const last = 8
	for _, one := range []struct {
		name  string
		does  func(tamperer)
		seq   int64
		fault storage.Fault
	}{
		{"who", func(t tamperer) { t.does("UPDATE record SET actor = 9 WHERE seq = 3") }, 3, storage.RecordChanged},
		{"when", func(t tamperer) { t.does("UPDATE record SET at = at + 1 WHERE seq = 1") }, 1, storage.RecordChanged},
		{"what", func(t tamperer) { t.does("UPDATE record SET deed = 'approve' WHERE seq = 8") }, 8, storage.RecordChanged},
		{"which reason", func(t tamperer) { t.does("UPDATE record SET code = 'other' WHERE seq = 4") }, 4, storage.RecordChanged},
		{"the link", func(t tamperer) { t.does("UPDATE record SET prev = hash WHERE seq = 4") }, 4, storage.RecordChanged},
		{"the hash", func(t tamperer) { t.does("UPDATE record SET hash = prev WHERE seq = 4") }, 4, storage.RecordChanged},
		{"the digest", func(t tamperer) { t.does("UPDATE record SET reason = prev WHERE seq = 4") }, 4, storage.RecordChanged},
		{"the words of a reason", func(t tamperer) { t.does("UPDATE record_text SET reason = $1 WHERE seq = 5", []byte("other words")) }, 5, storage.RecordChanged},
		{"a reason where none was", func(t tamperer) {
			t.does("INSERT INTO record_text (seq, salt, reason) VALUES (6, $1, $2)", []byte("salt"), []byte("invented"))
		}, 6, storage.RecordChanged},
		{"one taken out", func(t tamperer) { t.does("DELETE FROM record WHERE seq = 4") }, 4, storage.RecordMissing},
		{"the first taken out", func(t tamperer) { t.does("DELETE FROM record WHERE seq = 1") }, 1, storage.RecordMissing},
		{"the last taken out", func(t tamperer) { t.does("DELETE FROM record WHERE seq = 8") }, 8, storage.RecordMissing},
		{"all taken out", func(t tamperer) { t.does("DELETE FROM record") }, 1, storage.RecordMissing},
		{"one taken out, and the gap closed", func(t tamperer) {
			t.does("DELETE FROM record WHERE seq = 4")
			for seq := 5; seq <= last; seq++ {
				t.does("UPDATE record SET seq = seq - 1 WHERE seq = " + fmt.Sprint(seq))
			}
		}, 4, storage.RecordMissing},
		{"two exchanged", func(t tamperer) {
			t.does("UPDATE record SET seq = 99 WHERE seq = 4")
			t.does("UPDATE record SET seq = 4 WHERE seq = 6")
			t.does("UPDATE record SET seq = 6 WHERE seq = 99")
		}, 4, storage.RecordReordered},
		{"one put in", func(t tamperer) {
			for seq := last; seq >= 4; seq-- {
				t.does(fmt.Sprintf("UPDATE record SET seq = %d WHERE seq = %d", seq+1, seq))
			}
			t.does(fmt.Sprintf(copyOf, 4, 3))
		}, 4, storage.RecordAdded},
		{"one before the first", func(t tamperer) { t.does(fmt.Sprintf(copyOf, 0, 3)) }, 0, storage.RecordAdded},
		{"one behind the last", func(t tamperer) { t.does(fmt.Sprintf(copyOf, 9, 8)) }, 9, storage.RecordAdded},
	} {
		t.Run(one.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				store := db.open()
				for i := range last {
					deed(t, store, content.Entry{What: content.DeedReject, By: content.ReaderID(i), Opinion: 3, Reason: map[int]string{4: "as it was"}[i]})
				}
				sound(t, store, last, nil)
				one.does(db.unlocked(t))
				breaks(t, store, nil, one.seq, one.fault)
			})
		})
	}
}

// breaks checks where and why the record does not verify.
func breaks(t *testing.T, store *storage.Store, known []byte, seq int64, fault storage.Fault) {
	t.Helper()
	_, err := store.VerifyRecord(context.Background(), known)
	var broken *storage.Broken
	if !errors.As(err, &broken) || broken.Seq != seq || broken.Fault != fault {
		t.Errorf("%v; want entry %d, %s", err, seq, fault)
	}
}

// TestWhoeverRewritesTheEndIsFoundByWhatWasNoted forges a record that is sound by itself.
func TestWhoeverRewritesTheEndIsFoundByWhatWasNoted(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store, other := db.open(), db.another(t)
		forged := other.open()
		for range 3 {
			deed(t, store, content.Entry{What: content.DeedApprove})
			deed(t, forged, content.Entry{What: content.DeedApprove})
		}
		shared := must(store.VerifyRecord(context.Background(), nil))
		noted := deed(t, store, content.Entry{What: content.DeedReject, By: 5})
		deed(t, forged, content.Entry{What: content.DeedReject, By: 6})
		sound(t, store, 4, noted.Hash)
		sound(t, forged, 4, shared.Hash)
		breaks(t, forged, noted.Hash, 0, storage.RecordUnknown)
	})
}

// TestAnEntryChangedTogetherWithItsHashBreaksTheNext puts an entry in another's place that is sound by itself.
func TestAnEntryChangedTogetherWithItsHashBreaksTheNext(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store, forged := db.open(), db.another(t).open()
		for i := range 3 {
			deed(t, store, content.Entry{What: content.DeedBan, By: content.ReaderID(i)})
		}
		deed(t, forged, content.Entry{What: content.DeedBan})
		other := deed(t, forged, content.Entry{What: content.DeedBan, By: 99})
		db.unlocked(t).does("UPDATE record SET actor = 99, hash = $1 WHERE seq = 2", other.Hash)
		breaks(t, store, nil, 2, storage.RecordChanged)
	})
}

// TestTheRecordHasOneHead lets two stores on one database, as two processes have them, record at the same time.
func TestTheRecordHasOneHead(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		one, two := db.open(), db.open()
		const each = 40
		done := make(chan error, 2)
		for _, store := range []*storage.Store{one, two} {
			go func() {
				for range each {
					if err := store.Update(context.Background(), func(tx *storage.Tx) error { return tx.Record(content.Entry{What: content.DeedClaim}) }); err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
		}
		ok(t, errors.Join(<-done, <-done))
		sound(t, one, 2*each, nil)
	})
}

func TestWhatIsUndoneIsNotRecorded(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Record(content.Entry{What: content.DeedApprove}))
			err := tx.Guard(false, func() error { return errors.Join(tx.Record(content.Entry{What: content.DeedReject}), errors.New("no")) })
			if err == nil {
				t.Error("the guard let it pass")
			}
			ok(t, tx.Record(content.Entry{What: content.DeedHide}))
		})
		sound(t, store, 2, nil)
	})
}

// TestABackupThatWasBehindIsFoundByWhatWasNoted goes on with a restored backup.
func TestABackupThatWasBehindIsFoundByWhatWasNoted(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		early := deed(t, store, content.Entry{What: content.DeedApprove})
		path := backup(t, store)
		noted := deed(t, store, content.Entry{What: content.DeedReject})
		ok(t, store.Close())
		restored(t, db, path)
		again := db.open()
		for range 2 {
			deed(t, again, content.Entry{What: content.DeedHide})
		}
		sound(t, again, 3, early.Hash)
		breaks(t, again, noted.Hash, 0, storage.RecordUnknown)
	})
}

// fillRecord goes on with what keptRecord looks for, of the sixth migration.
func fillRecord(t *testing.T, store *storage.Store) {
	t.Helper()
	deed(t, store, content.Entry{What: content.DeedReject, By: 1, Opinion: 1, Version: 3, Waited: time.Minute, Code: "insult", Words: "words", Reason: "unkind"})
	deed(t, store, content.Entry{What: content.DeedUndo, By: 1, Opinion: 1})
	deed(t, store, content.Entry{What: content.DeedApprove, By: 2, Opinion: 1, Waited: time.Minute})
}

// keptRecord checks that all is there that the fixtures since the sixth one hold.
func keptRecord(t *testing.T, store *storage.Store) {
	t.Helper()
	sound(t, store, 3, nil)
	if all := entries(t, store); all[2].Reason != "unkind" || all[2].Erased {
		t.Errorf("the first entry is %+v", all[2])
	}
	view(t, store, func(tx *storage.Tx) {
		if f := must(tx.Figures(30)); f.Outcome[content.Kazakh] != (storage.Outcome{Approved: 1}) || f.Decided[1] != 0 || f.Decided[2] != 1 {
			t.Errorf("the figures are %+v", f)
		}
	})
}
