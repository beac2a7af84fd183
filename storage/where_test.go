package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"aitys/storage"
)

// TestWhere writes the addresses of databases in different ways.
func TestWhere(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "kk"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(folder, "kk"), filepath.Join(folder, "link")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for _, c := range []struct {
		one, other string
		same       bool
	}{
		{"sqlite:kk/aitys.db", "sqlite:" + folder + "/kk/aitys.db", true},
		{"sqlite:kk/../kk/aitys.db", "sqlite:link/aitys.db", true},
		{"sqlite:kk/aitys.db", "sqlite:aitys.db", false},
		{"sqlite:not/there.db", "sqlite:./not//there.db", true},
		{"postgres://a@host/kk", "postgresql://b:secret@host:5432/kk?application_name=x", true},
		{"postgres://a@host/kk", "postgres://a@host/ru", false},
		{"postgres://a@host/kk", "postgres://a@host:5433/kk", false},
		{"postgres://a@host/kk", "sqlite:kk", false},
	} {
		if got := storage.Where(c.one) == storage.Where(c.other); got != c.same {
			t.Errorf("%s and %s: %v (%s, %s)", c.one, c.other, got, storage.Where(c.one), storage.Where(c.other))
		}
	}
	for _, none := range []string{"", "mysql:x", "postgres://host:port/x"} {
		if got := storage.Where(none); got != "" {
			t.Errorf("%q leads to %q", none, got)
		}
	}
}
