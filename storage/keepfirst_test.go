package storage_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aitys/storage"
)

// aged puts a fixture into an empty database, which is then as the program left it that knew the migrations up to that number.
func (d *database) aged(t *testing.T, number string) {
	t.Helper()
	raw := d.raw()
	defer func() { _ = raw.Close() }()
	if d.engine == onSQLite {
		run(t, raw, "PRAGMA journal_mode = WAL")
	}
	folder := map[string]string{onSQLite: "sqlite", onPostgres: "postgres"}[d.engine]
	dump := must(os.ReadFile(fmt.Sprintf("testdata/fixtures/%s-%s.sql", folder, number)))
	for statement := range strings.SplitSeq(string(dump), ";\n") {
		if strings.TrimSpace(statement) != "" {
			run(t, raw, statement)
		}
	}
}

// TestACopyIsKeptBeforeTheSchemaChanges opens earlier databases, for the first time with a key too: the copy is whole, of the earlier schema and of the same lineage, and can be restored.
func TestACopyIsKeptBeforeTheSchemaChanges(t *testing.T) {
	for _, number := range migrationNumbers(t, "sqlite") {
		t.Run(number, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				db.aged(t, number)
				copied := filepath.Join(t.TempDir(), "copy.db")
				var asked []storage.Summary
				o := db.options(storage.Options{IdentityKey: must(storage.ParseKeys(storage.NewKey())), Keep: func(_ context.Context, present storage.Summary) (string, error) {
					asked = append(asked, present)
					return copied, nil
				}})
				store := must(storage.Open(context.Background(), db.url, o))
				keptPromises(t, store)
				var lineage int64
				view(t, store, func(tx *storage.Tx) { lineage = must(tx.Lineage()) })
				ok(t, store.Close())
				ok(t, must(storage.Open(context.Background(), db.url, o)).Close())
				schema := int64(must(strconv.Atoi(number)))
				if schema == storage.KnownSchema() {
					if len(asked) > 0 {
						t.Errorf("nothing changes, but a copy was asked for: %+v", asked)
					}
					return
				}
				if len(asked) != 1 || asked[0].Schema != schema || asked[0].Articles != articlesIn(number) {
					t.Errorf("asked: %+v", asked)
				}
				held := must(storage.Inspect(context.Background(), copied, true))
				if held.Schema != schema || held.Lineage != lineage || held.Lineage != asked[0].Lineage || held.Articles != articlesIn(number) || !held.Made.Equal(start) {
					t.Errorf("the copy holds %+v, the database is %d", held, lineage)
				}
				done := must(storage.Restore(context.Background(), copied, db.url, o))
				if done.Lost {
					t.Error("the copy is not taken for one of the database's own")
				}
				view(t, db.openWith(o), func(tx *storage.Tx) { must(tx.ArticleBySlug("hours")) })
			})
		})
	}
}

// articlesIn is how many articles a fixture holds: since the tenth also one that nobody but editors sees.
func articlesIn(number string) int64 {
	if number >= "0010" {
		return 3
	}
	return 2
}

// TestNoSchemaChangesWithoutTheCopy lets the copy fail, which leaves the database as it was.
func TestNoSchemaChangesWithoutTheCopy(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.aged(t, "0002")
		for want, keep := range map[string]func(context.Context, storage.Summary) (string, error){
			"no folder": func(context.Context, storage.Summary) (string, error) {
				return filepath.Join(t.TempDir(), "nowhere", "copy.db"), nil
			},
			"no rights": func(context.Context, storage.Summary) (string, error) { return "", errors.New("no rights") },
		} {
			store, err := storage.Open(context.Background(), db.url, db.options(storage.Options{Keep: keep}))
			if err == nil {
				ok(t, store.Close())
			}
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "before a copy of it is kept") {
				t.Errorf("Open says %v, want %q", err, want)
			}
		}
		var schema int
		ok(t, db.raw().QueryRowContext(context.Background(), "SELECT MAX(version_id) FROM migration").Scan(&schema))
		if schema != 2 {
			t.Errorf("the schema is %d", schema)
		}
	})
}
