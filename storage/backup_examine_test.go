package storage_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"aitys/content"
	"aitys/storage"
)

func examined(t *testing.T, db *database) (storage.Examined, error) {
	t.Helper()
	return storage.Examine(context.Background(), db.url, db.options(storage.Options{}))
}

func TestADatabaseIsExaminedAsItIs(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		if found := must(examined(t, db)); found.There || found.InUse {
			t.Errorf("where there is none: %+v", found)
		}
		if db.engine == onSQLite {
			if _, err := os.Stat(db.path); err == nil {
				t.Error("it was made")
			}
		}
		store := db.open()
		meet(t, store, content.Person{ID: 7})
		if found := must(examined(t, db)); !found.There || !found.InUse || found.Readers != 1 || found.Sealed || found.Key != nil || found.Lineage == 0 {
			t.Errorf("in use: %+v", found)
		}
		ok(t, store.Close())
		if found := must(examined(t, db)); !found.There || found.InUse || found.Schema != storage.KnownSchema() {
			t.Errorf("at rest: %+v", found)
		}
		run(t, db.raw(), "INSERT INTO migration (version_id, is_applied) VALUES (999, $1)", true)
		if _, err := examined(t, db); !storage.Newer(err) {
			t.Errorf("of a newer database it says %v", err)
		}
	})
}

func TestAnEarlierSchemaIsExaminedAndLeftAsItIs(t *testing.T) {
	db := newSQLite(t)
	raw := db.raw()
	for _, statement := range []string{
		"CREATE TABLE migration (version_id INTEGER, is_applied INTEGER)", "INSERT INTO migration VALUES (0, 1), (1, 1)",
		"CREATE TABLE meta (name TEXT, number BIGINT)", "CREATE TABLE article (id BIGINT)", "CREATE TABLE reader (id BIGINT)", "INSERT INTO reader VALUES (7)",
	} {
		run(t, raw, statement)
	}
	found := must(examined(t, db))
	if found.Schema != 1 || found.Readers != 1 || !found.There {
		t.Errorf("%+v", found)
	}
	if again := must(examined(t, db)); again != found {
		t.Errorf("looking at it changed it: %+v", again)
	}
}

func TestADatabaseThatCannotBeExamined(t *testing.T) {
	full := full(t)
	crashed := crash(t, full)
	damage(t, crashed.path)
	if _, err := examined(t, crashed); !storage.Damaged(err) {
		t.Errorf("of a damaged one it says %v", err)
	}
	for _, url := range []string{"mysql:x", "sqlite:" + filepath.Join(t.TempDir(), "none", "a.db"), "postgres://u:s3cret@127.0.0.1:1/aitys"} {
		if _, err := examined(t, &database{TB: t, url: url, clock: &clock{}}); err == nil {
			t.Errorf("%s was examined", url)
		}
	}
}
