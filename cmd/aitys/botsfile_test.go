package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestParseBotsFile(t *testing.T) {
	text := "\ufeff# ours\r\n\r\nkk.env\t# in Kazakh\r\n  news#1/.env\n/abs/ru.env\nsub/../kk.env\nother/kk.env\na b.env\n.env\nқазақша.env\n\xff.env\n#x.env"
	rooms, flaws := parseBotsFile("dir/bots.txt", text)
	var got []string
	for _, room := range rooms {
		got = append(got, strings.Join([]string{room.Name, room.path}, " "))
	}
	want := []string{"kk dir/kk.env", "ru /abs/ru.env", "dir dir/.env", "қазақша dir/қазақша.env"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the newsrooms are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var said []string
	for _, f := range flaws {
		said = append(said, f.String())
	}
	for i, begin := range []string{
		"dir/bots.txt:4: name it in letters", "dir/bots.txt:6: dir/kk.env stands in line 3", "dir/bots.txt:7: the newsroom of line 3 is called kk too",
		"dir/bots.txt:8: name it", "dir/bots.txt:11: name it",
	} {
		if i >= len(said) || !strings.HasPrefix(said[i], begin) {
			t.Errorf("flaw %d does not begin with %q: %q", i, begin, said)
		}
	}
	if len(said) != 5 {
		t.Errorf("there are %d flaws: %q", len(said), said)
	}
}

// FuzzBotsFile: whatever stands there, newsrooms can be told apart and named in the log and in the figures.
func FuzzBotsFile(f *testing.F) {
	for _, seed := range []string{"kk.env\nru.env", "# a\n\n.env # b", "a/../../b.env\n/c.env\r\n", "\ufeffx", "a b", "a\x00b.env", "kk.env\nx/kk.env", "//0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rooms, flaws := parseBotsFile("dir/bots.txt", text)
		seen := map[string]bool{}
		lines := strings.Count(text, "\n") + 1
		for _, room := range rooms {
			if room.Name == "" || strings.ContainsFunc(room.Name, notOfNames) || seen[room.Name] {
				t.Errorf("a newsroom is called %q", room.Name)
			}
			if room.line < 1 || room.line > lines || room.path != filepath.Clean(room.path) {
				t.Errorf("%q in line %d of %d", room.path, room.line, lines)
			}
			seen[room.Name] = true
		}
		for _, flaw := range flaws {
			if flaw.line < 1 || flaw.line > lines {
				t.Errorf("a flaw in line %d of %d", flaw.line, lines)
			}
		}
	})
}
