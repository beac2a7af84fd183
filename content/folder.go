package content

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// LoadFolder reads the article files of a folder: each name that ends in ".md" and does not begin with a dot, not in folders below. It returns
// the articles of every slug whose files have no fault, by file name, and the faults of the others.
func LoadFolder(folder fs.FS) ([]*Article, Faults) {
	files, faults := readFolder(folder, "")
	checkSet(files, true)
	faulty := map[Slug]bool{}
	for _, f := range files {
		faults = append(faults, f.faults...)
		faulty[f.article.Slug] = faulty[f.article.Slug] || len(f.faults) > 0
	}
	hasOriginal := map[Slug]bool{}
	for _, f := range files {
		hasOriginal[f.article.Slug] = hasOriginal[f.article.Slug] || f.article.TranslationOf == ""
	}
	var articles []*Article
	for _, f := range files {
		if slug := f.article.Slug; !faulty[slug] && hasOriginal[slug] {
			articles = append(articles, &f.article)
		}
	}
	return articles, faults
}

// readFolder parses a folder's article files by name. The prefix is put before their names in faults.
func readFolder(folder fs.FS, prefix string) ([]*file, Faults) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, Faults{unreadable(prefix+".", err)}
	}
	var files []*file
	var faults Faults
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".md") || strings.HasPrefix(name, ".") {
			continue
		}
		info, err := fs.Stat(folder, name) // of what a link leads to
		if err == nil && info.IsDir() {
			continue
		}
		data, err := readArticle(folder, name)
		if err != nil {
			faults = append(faults, unreadable(prefix+name, err))
			continue
		}
		files = append(files, parseFile(prefix+name, data))
	}
	return files, faults
}

// readArticle reads a file, and no more of it than shows that it is too large.
func readArticle(folder fs.FS, name string) ([]byte, error) {
	opened, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return io.ReadAll(io.LimitReader(opened, MaxFile+1))
}

func unreadable(name string, err error) Fault {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return Fault{File: name, Wrong: say("cannot be read (%s)", err), Want: say("name an article file that exists and may be read")}
}

// CheckFiles checks article files and returns their faults, those of each path in turn. See LoadFiles.
func CheckFiles(paths []string) Faults {
	_, faults := LoadFiles(paths)
	return faults
}

// LoadFiles reads article files: either their articles in the order of the paths, or their faults. A translation whose original is not among them
// is compared with the original that stands beside it, if one does; that one's own faults are not told.
func LoadFiles(paths []string) ([]*Article, Faults) {
	named, read, seen := readNamed(paths)
	checkSet(append(originalsBeside(read, seen), read...), false)
	var articles []*Article
	var faults Faults
	for _, f := range named {
		faults = append(faults, f.faults...)
		articles = append(articles, &f.article)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return articles, nil
}

// readNamed reads files by their paths, each once: all of them, those that could be read at all, and the paths.
func readNamed(paths []string) (named, read []*file, seen map[string]bool) {
	seen = map[string]bool{}
	for _, path := range paths {
		path = filepath.Clean(path)
		if seen[path] {
			continue
		}
		seen[path] = true
		data, err := readArticle(os.DirFS(filepath.Dir(path)), filepath.Base(path))
		if err != nil {
			named = append(named, &file{name: path, faults: Faults{unreadable(path, err)}})
			continue
		}
		f := parseFile(path, data)
		named, read = append(named, f), append(read, f)
	}
	return named, read, seen
}

// Uncompared returns those of the files that are translations whose original is found neither among them nor beside them, so that nobody can
// tell whether their sections, figures and polls match.
func Uncompared(paths []string) []string {
	_, read, seen := readNamed(paths)
	originals := map[Slug]bool{}
	for _, f := range append(originalsBeside(read, seen), read...) {
		originals[f.article.Slug] = originals[f.article.Slug] || f.article.TranslationOf == ""
	}
	var alone []string
	for _, f := range read {
		if !originals[f.article.Slug] {
			alone = append(alone, f.name)
		}
	}
	return alone
}

// originalsBeside returns the faultless originals of named translations that are not named themselves but stand in the same folders. Where two
// files claim to be the original of one article, which of them is meant is not for us to say: neither is returned.
func originalsBeside(named []*file, seen map[string]bool) []*file {
	wanted, folders := map[Slug]bool{}, []string{}
	for _, f := range named {
		if f.article.TranslationOf != "" {
			wanted[f.article.Slug] = true
		}
		if dir := filepath.Dir(f.name); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	for _, f := range named {
		if f.article.TranslationOf == "" {
			delete(wanted, f.article.Slug)
		}
	}
	found := map[Slug][]*file{}
	for _, dir := range folders {
		prefix := ""
		if dir != "." {
			prefix = dir + string(filepath.Separator)
		}
		files, _ := readFolder(os.DirFS(dir), prefix) // of a file that is not named, faults are not asked for
		for _, f := range files {
			if slug := f.article.Slug; wanted[slug] && len(f.faults) == 0 && f.article.TranslationOf == "" && !seen[filepath.Clean(f.name)] {
				found[slug] = append(found[slug], f)
			}
		}
	}
	var originals []*file
	for _, files := range found {
		if len(files) == 1 {
			originals = append(originals, files[0])
		}
	}
	return originals
}
