package content

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// mustParse reads an article file that has no fault.
func mustParse(t testing.TB, name string, data []byte) *Article {
	t.Helper()
	article, faults := ParseArticle(name, data)
	if len(faults) > 0 {
		t.Fatalf("%s", faults.Error())
	}
	return article
}

// checkRoundTrip fails unless the article is printed and read back as it is, and its print is stable.
func checkRoundTrip(t rapid.TB, article *Article) {
	t.Helper()
	printed := article.Print()
	again, faults := ParseArticle("printed.md", printed)
	if len(faults) > 0 {
		t.Fatalf("the printed article has faults:\n%s\nin\n%s", faults.Error(), printed)
	}
	if diff := cmp.Diff(article, again); diff != "" {
		t.Fatalf("the printed article reads back differently:\n%s\nin\n%s", diff, printed)
	}
	if twice := again.Print(); !bytes.Equal(printed, twice) {
		t.Fatalf("the article prints differently after it was read back:\n%s\nand\n%s", printed, twice)
	}
}

func TestSampleReadsBackAsPrinted(t *testing.T) {
	err := fs.WalkDir(Sample(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Sample(), path)
		if err != nil {
			return err
		}
		checkRoundTrip(t, mustParse(t, path, data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// files returns the test files that match a pattern, by name.
func files(t testing.TB, pattern string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	found := map[string][]byte{}
	for _, path := range paths {
		data, err := os.ReadFile(filepath.Clean(path))
		if err != nil {
			t.Fatal(err)
		}
		found[path] = data
	}
	return found
}

func TestValidFilesReadBackAsPrinted(t *testing.T) {
	for path, data := range files(t, "testdata/valid/*.md") {
		t.Run(filepath.Base(path), func(t *testing.T) { checkRoundTrip(t, mustParse(t, path, data)) })
	}
}

func FuzzParseArticle(f *testing.F) {
	for _, pattern := range []string{"sample/*.md", "testdata/valid/*.md", "testdata/faults/*.md"} {
		for _, data := range files(f, pattern) {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		article, faults := ParseArticle("fuzz.md", data)
		lines := 1 + strings.Count(string(data), "\n")
		for _, fault := range faults {
			if fault.Line < 1 || fault.Line > lines || fault.Wrong.none() || fault.Want.none() {
				t.Errorf("%q in a file of %d lines", fault, lines)
			}
		}
		if (article == nil) != (len(faults) > 0) {
			t.Errorf("article %v with %d faults", article, len(faults))
		}
		if article != nil {
			checkRoundTrip(t, article)
		}
	})
}

// The example in the editors' reference is an article without faults.
func TestTheReferencesExampleIsGood(t *testing.T) {
	reference, err := os.ReadFile("../docs/article-format.md")
	if err != nil {
		t.Fatal(err)
	}
	var example []string
	for line := range strings.Lines(string(reference)) {
		indented, ok := strings.CutPrefix(line, "    ")
		if !ok && strings.TrimSpace(line) != "" && len(example) > 1 {
			break
		}
		if ok || len(example) > 0 {
			example = append(example, strings.TrimPrefix(indented, "    "))
		}
	}
	article := mustParse(t, "example.md", []byte(strings.Join(example, "")))
	if len(article.Sections) != 1 || len(article.Figures) != 2 || article.Poll == nil {
		t.Errorf("the example is read as\n%s", article.Print())
	}
	checkRoundTrip(t, article)
}

func BenchmarkParseArticle(b *testing.B) {
	data, err := fs.ReadFile(Sample(), "relocation-kazakhstan.kk.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		mustParse(b, "sample.md", data)
	}
}

func BenchmarkMarkdownHTML(b *testing.B) {
	article := mustParse(b, "library.md", files(b, "testdata/valid/library.md")["testdata/valid/library.md"])
	for b.Loop() {
		_ = article.Summary.HTML()
	}
}
