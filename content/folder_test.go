package content

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// watched is a folder that notes what is opened and how much is read of the file "endless.md", which has no end.
type watched struct {
	fs.FS
	opened []string
	read   int
}

func (w *watched) Open(name string) (fs.File, error) {
	w.opened = append(w.opened, name)
	file, err := w.FS.Open(name)
	if name == "endless.md" {
		return endless{file, w}, err
	}
	return file, err
}

type endless struct {
	fs.File
	folder *watched
}

func (e endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = 'a'
	}
	e.folder.read += len(into)
	return len(into), nil
}

// TestAFolderIsReadUpToALimitAndNoFurther: no more of a file than shows that it is too large, and no other files than stand in it, whatever names they write.
func TestAFolderIsReadUpToALimitAndNoFurther(t *testing.T) {
	away := strings.NewReplacer("slug: library", "slug: ../../away", "translation_of: en", "translation_of: ../../away.md\nimage: file:///away.md")
	w := &watched{FS: folder("away.md", away.Replace(translated("kk")), "endless.md", "", "library.zip", "PK\x03\x04", "below/other.md", original)}
	articles, faults := LoadFolder(w)
	if len(articles) != 0 || !slices.ContainsFunc(faults, func(f Fault) bool { return f.File == "endless.md" && strings.Contains(f.Wrong.String(), "bytes") }) {
		t.Errorf("%d articles, faults:\n%s", len(articles), faults.Error())
	}
	if w.read > MaxFile+1 {
		t.Errorf("%d bytes were read of a file of which %d are too many", w.read, MaxFile+1)
	}
	for _, name := range w.opened {
		if !slices.Contains([]string{".", "away.md", "endless.md"}, name) {
			t.Errorf("%q was opened", name)
		}
	}
}
