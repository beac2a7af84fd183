package content

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const original = `---
slug: library
lang: en
title: The library
date: 2026-02-01
---
The whole.

` + "```figures" + `
- id: visits
  label: Visits
  value: 12000
- id: cost
  label: Cost
  qualifier: about
  low: 1
  high: 2
` + "```" + `

## First {#first}
Text.

` + "```poll" + `
question: Why?
options: [One, Two]
` + "```" + `

## Second {#second}
Text.
`

// translated is the original as a translation into a language, after some replacements of old by new.
func translated(lang string, oldnew ...string) string {
	s := strings.Replace(original, "lang: en\n", "lang: "+lang+"\ntranslation_of: en\n", 1)
	return strings.NewReplacer(oldnew...).Replace(s)
}

// folder makes a folder of files from pairs of name and content.
func folder(files ...string) fstest.MapFS {
	f := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		f[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return f
}

func TestFaultsBetweenFiles(t *testing.T) {
	poll := "```poll\nquestion: Why?\noptions: [One, Two]\n```\n"
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"good", folder("a.en.md", original, "a.ru.md", translated("ru"), "a.kk.md", translated("kk", "translation_of: en", "translation_of: library")), nil},
		{"twice in a language", folder("a.md", original, "b.md", original), []string{`b.md:3: a second file of "library" in "en", after a.md: write another lang, or remove one of the files`}},
		{"two originals", folder("a.md", original, "b.md", translated("ru", "translation_of: en\n", "")), []string{`b.md:3: a second original of "library", beside a.md: add translation_of: en`}},
		{"no original", folder("b.md", translated("ru")), []string{`b.md:4: the original of "library" is missing: put its file into the same folder, without translation_of`}},
		{"another original", folder("a.md", original, "b.md", translated("ru", "of: en", "of: kk")), []string{`b.md:4: "translation_of" is "kk", but the original is in "en": write en`}},
		{"sections", folder("a.md", original, "b.md", translated("ru", "{#second}", "{#third}")), []string{
			`b.md:4: the section "second" of the original is missing: translate it, with the same id`,
			`b.md:29: the original has no section "third": use the original's ids, or remove the section`}},
		{"order of sections", folder("a.md", original, "b.md", translated("ru", "{#first}", "{#second}", "{#second}", "{#first}", poll, "", "Text.\n", "Text.\n")), []string{
			`b.md:21: section 1 is "second", in the original "first": keep the original's order`,
			`b.md:25: the poll of the original is missing: translate it`}},
		{"figures", folder("a.md", original, "b.md", translated("ru", "id: visits", "id: visit", "low: 1\n", "low: 1.0\n")), []string{
			`b.md:8: the figure "visits" of the original is missing: translate it, with the same id`,
			`b.md:11: the original has no figure "visit" in this section: use the original's ids, or remove the figure`,
			`b.md:14: the figure "cost" is about 1.0 to 2, in the original about 1 to 2: write the original's number and qualifier`}},
		{"qualifier", folder("a.md", original, "b.md", translated("ru", "qualifier: about", "qualifier: over")), []string{
			`b.md:14: the figure "cost" is over 1 to 2, in the original about 1 to 2: write the original's number and qualifier`}},
		{"a range and a value", folder("a.md", original, "b.md", translated("ru", "low: 1\n  high: 2", "value: 2")), []string{
			`b.md:14: the figure "cost" is about 2, in the original about 1 to 2: write the original's number and qualifier`}},
		{"poll missing", folder("a.md", original, "b.md", translated("ru", poll, "")), []string{`b.md:21: the poll of the original is missing: translate it`}},
		{"poll too many", folder("a.md", original, "b.md", translated("ru", "{#second}\nText.\n", "{#second}\nText.\n\n"+poll)), []string{`b.md:32: the original has no poll here: remove it`}},
		{"options", folder("a.md", original, "b.md", translated("ru", "One, Two", "One, Two, Three")), []string{
			`b.md:24: the poll has 3 options, in the original 2: translate each option, in the original's order`}},
		{"multiple", folder("a.md", original, "b.md", translated("ru", "question", "multiple: true\nquestion")), []string{`b.md:24: "multiple" is true, in the original false: write the original's`}},
		{"own faults do not become differences", folder("a.md", original, "b.md", translated("ru", "value: 12000", "value: many", "options: [One, Two]", "options: [One]", "{#second}", "{#third}")), []string{
			`b.md:4: the section "second" of the original is missing: translate it, with the same id`,
			`b.md:13: "value" is "many", which is not a plain number: write digits alone, such as 80000 or 2.5; what stands around them has its keys, qualifier and unit`,
			`b.md:26: the poll has 1 option: give 2 to 10`,
			`b.md:29: the original has no section "third": use the original's ids, or remove the section`}},
		{"a heading that cannot be read does not become a difference", folder("a.md", original, "b.md", translated("ru", " {#second}", "")), []string{
			`b.md:29: a heading without an id: write "## Second {#id}", where id is of a to z, 0 to 9 and -`}},
		{"the original's faults do not become differences", folder("a.md", strings.ReplaceAll(original, "value: 12000", "value: many"), "b.md", translated("ru")), []string{
			`a.md:12: "value" is "many", which is not a plain number: write digits alone, such as 80000 or 2.5; what stands around them has its keys, qualifier and unit`}},
		{"an original whose slug is not known", folder("a.md", strings.Replace(original, "slug: library", "slug: Library!", 1), "b.md", translated("ru")), []string{
			`a.md:2: "slug" is "Library!": use a to z, 0 to 9 and -, at most 40`}},
	} {
		_, faults := LoadFolder(c.files)
		var got []string
		for _, fault := range faults {
			got = append(got, fault.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: the faults differ (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestLoadFolderLeavesOutFaultyArticles(t *testing.T) {
	other := strings.Replace(original, "slug: library", "slug: other", 1)
	articles, faults := LoadFolder(folder(
		"a.en.md", original, "a.kk.md", translated("kk", "translation_of: en", "translation_of: library"),
		"b.en.md", other, "b.ru.md", strings.Replace(translated("ru"), "slug: library", "slug: other", 1)+"\n## Third {#third}\nText.\n",
		"c.md", "no article", "notes.txt", "no article", ".hidden.md", "no article", "below/d.md", "no article"))
	var got []string
	for _, a := range articles {
		got = append(got, fmt.Sprintf("%s %s of %q", a.Slug, a.Lang, a.TranslationOf))
	}
	if want := []string{`library en of ""`, `library kk of "en"`}; !slices.Equal(got, want) {
		t.Errorf("the articles are %q, want %q", got, want)
	}
	if len(faults) != 2 || faults[0].File != "b.ru.md" || faults[1].File != "c.md" {
		t.Errorf("the faults are\n%s", faults.Error())
	}
}

func TestLoadFolderThatIsMissing(t *testing.T) {
	articles, faults := LoadFolder(os.DirFS(filepath.Join(t.TempDir(), "none")))
	if len(articles) != 0 || len(faults) != 1 || faults[0].Line != 0 {
		t.Errorf("%d articles, faults:\n%s", len(articles), faults.Error())
	}
}

// write puts a file into a folder and returns its path.
func write(t *testing.T, dir, name, data string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckFilesLooksForTheOriginalBeside(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", original)
	write(t, dir, "unrelated.md", "no article")
	good := write(t, dir, "b.md", translated("ru"))
	bad := write(t, dir, "c.md", translated("kk", "value: 12000", "value: 13000"))
	if faults := CheckFiles([]string{good, good}); len(faults) > 0 {
		t.Errorf("a good translation beside its original has faults:\n%s", faults.Error())
	}
	missing := filepath.Join(dir, "missing.md")
	faults := CheckFiles([]string{missing, bad, dir})
	if len(faults) != 3 {
		t.Fatalf("want three faults:\n%s", faults.Error())
	}
	if got, want := faults[0].String(), missing+": cannot be read (no such file or directory): name an article file that exists and may be read"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := faults[1].String(), bad+`:11: the figure "visits" is 13000, in the original 12000: write the original's number and qualifier`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if faults[2].File != dir {
		t.Errorf("the folder is named as %s", faults[2].File)
	}
}

func TestCheckFilesWithoutAFaultlessOriginal(t *testing.T) {
	dir := t.TempDir()
	translation := write(t, dir, "c.md", translated("kk", "value: 12000", "value: 13000"))
	if faults := CheckFiles([]string{translation}); len(faults) > 0 {
		t.Errorf("a translation by itself has faults:\n%s", faults.Error())
	}
	write(t, dir, "a.md", strings.Replace(original, "title: The library", "titel: The library", 1))
	if faults := CheckFiles([]string{translation}); len(faults) > 0 {
		t.Errorf("a translation beside a faulty original has faults:\n%s", faults.Error())
	}
}

func TestLoadFilesLearnsTheOriginalsLanguage(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", original)
	articles, faults := LoadFiles([]string{write(t, dir, "b.md", translated("ru", "translation_of: en", "translation_of: library"))})
	if len(faults) > 0 || len(articles) != 1 || articles[0].TranslationOf != English {
		t.Errorf("%v, faults:\n%s", articles, faults.Error())
	}
}

func TestMatches(t *testing.T) {
	a := mustParse(t, "a.md", []byte(original))
	if b := mustParse(t, "b.md", []byte(translated("ru"))); !Matches(a, b) || len(Differences(a, b)) > 0 {
		t.Errorf("a true translation differs: %q", Differences(a, b))
	}
	b := mustParse(t, "b.md", []byte(translated("ru", "Two", "Two, Three")))
	if got, want := Differences(a, b), "the poll has 3 options, in the original 2: translate each option, in the original's order"; Matches(a, b) || len(got) != 1 || got[0].String() != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
