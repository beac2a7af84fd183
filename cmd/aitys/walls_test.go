package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	here     = "cmd/aitys/walls_test.go"
	module   = "aitys/"
	telegram = "github.com/go-telegram-bot-api/"
)

// doors says which room's program alone imports a library, by how the library's path begins. What a test makes use of beside the program,
// such as a database server to make its database on, is its own business.
var doors = map[string]string{
	telegram:                      "bot",
	"database/sql":                "storage",
	"github.com/jackc/pgx":        "storage",
	"github.com/mattn/go-sqlite3": "storage",
	"github.com/pressly/goose":    "storage",
}

// everything stands for all rooms: what joins them has no walls.
var everything = []string{"*"}

// walls says which of our rooms each room may import. A room is a folder with all that lies below it, but for folders that are rooms
// themselves. Tests obey the same walls.
var walls = map[string][]string{
	"content":      {"content/text"},
	"content/text": {},
	"moderation":   {"content", "content/text"},
	"deliberation": {},
	"drafting":     {"content", "content/text"},
	"fetch":        {},
	"phrases":      {"content", "content/text"},
	"pictures":     {"content", "content/text", "deliberation", "phrases"},
	"storage":      {"content", "content/text"},
	"handlers": {
		"content", "content/text", "moderation", "deliberation", "drafting", "fetch", "phrases", "pictures", "storage",
	},
	"bot":           {"content", "content/text"},
	"emulator":      {},
	"brittle":       {},
	"emulator/page": {"emulator"},
	"cmd/aitys":     everything,
	"bench":         everything,
}

func folderOf(path string) string { return filepath.ToSlash(filepath.Dir(path)) }
func isTest(path string) bool     { return strings.HasSuffix(path, "_test.go") }

// roomOf returns the room in which a folder lies: the longest that leads to it, or "" where none does.
func roomOf(folder string) string {
	for ; folder != "."; folder = filepath.ToSlash(filepath.Dir(folder)) {
		if _, ok := walls[folder]; ok {
			return folder
		}
	}
	return ""
}

// broken says what is wrong with an import in the file at path, or "" where nothing is.
func broken(path, imported string) string {
	room := roomOf(folderOf(path))
	for library, door := range doors {
		measures := room == "bench" && library == "database/sql"                                // it copies rows as no bot does
		peer := strings.HasPrefix(path, "bench/peers/") && !strings.HasPrefix(imported, module) // another module, with libraries of its own
		if strings.HasPrefix(imported, library) && room != door && !isTest(path) && !measures && !peer {
			return fmt.Sprintf("imports %s: only %s does", imported, door)
		}
	}
	own, ours := strings.CutPrefix(imported, module)
	if !ours {
		return ""
	}
	switch may, target := walls[room], roomOf(own); {
	case target == "":
		return fmt.Sprintf("imports %s, which lies in no room", own)
	case target == room, slices.Equal(may, everything), slices.Contains(may, target):
		return ""
	default:
		return fmt.Sprintf("imports %s: %s may import only %q", own, room, may)
	}
}

func TestBrokenWalls(t *testing.T) {
	for _, c := range []struct {
		path, imported string
		wrong          bool
	}{
		{"content/x.go", "aitys/content/text", false},
		{"content/text/x.go", "aitys/content", true},
		{"content/x.go", "aitys/storage", true},
		{"content/sample/x.go", "aitys/content", false},
		{"phrases/x.go", "aitys/content", false},
		{"handlers/x.go", "aitys/storage", false},
		{"handlers/x.go", "aitys/bot", true},
		{"bot/x.go", "aitys/handlers", true},
		{"bot/x.go", "aitys/storage", true},
		{"storage/x.go", "aitys/storage/migrations", false},
		{"storage/migrations/x.go", "aitys/handlers", true},
		{"emulator/x.go", "aitys/content", true},
		{"emulator/x.go", "aitys/emulator/page", true},
		{"emulator/page/x.go", "aitys/emulator", false},
		{"emulator/page/x.go", "aitys/content", true},
		{"cmd/aitys/x.go", "aitys/emulator", false},
		{"handlers/x.go", "aitys/helpers", true},
		{"helpers/x.go", "aitys/content", true},
		{"handlers/x.go", "strings", false},
		{"bot/x.go", telegram + "telegram-bot-api/v5", false},
		{"bot/wire/x.go", telegram + "telegram-bot-api/v5", false},
		{"cmd/aitys/x.go", telegram + "telegram-bot-api/v5", true},
		{"storage/x.go", "database/sql", false},
		{"handlers/x.go", "database/sql", true},
		{"bench/x.go", "database/sql", false},
		{"bench/x.go", "github.com/jackc/pgx/v5", true},
		{"bench/peers/work/x.go", "github.com/mattn/go-sqlite3", false},
		{"bench/peers.go", "github.com/mattn/go-sqlite3", true},
		{"handlers/x_test.go", "database/sql", false},
		{"handlers/x_test.go", "aitys/bot", true},
	} {
		if got := broken(c.path, c.imported); (got != "") != c.wrong {
			t.Errorf("%s importing %s: got %q, want a fault: %t", c.path, c.imported, got, c.wrong)
		}
	}
}

func TestWalls(t *testing.T) {
	for path, file := range sources(t) {
		if roomOf(folderOf(path)) == "" {
			t.Errorf("%s lies in no room: give its folder a row in walls, in %s", path, here)
			continue
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if fault := broken(path, imported); fault != "" {
				t.Errorf("%s %s", path, fault)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said := map[string]bool{}
	for path, file := range sources(t) {
		if !isTest(path) {
			folder := folderOf(path)
			said[folder] = said[folder] || strings.TrimSpace(file.Doc.Text()) != ""
		}
	}
	for folder, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment: say what the package is for and what it must not do", folder)
		}
	}
}

// sources parses the package clause and the imports of every Go file in the repository, by its path from the root.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	files := map[string]*ast.File{}
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && notSource(entry.Name()):
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		file, err := parser.ParseFile(set, path, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(root, path)
		files[short] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := files[filepath.FromSlash(here)]; !ok {
		t.Fatalf("the walk from %s did not find %s", root, here)
	}
	return files
}

// notSource tells the folders that the go command leaves out too.
func notSource(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}
