package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// longestBotsFile is as much of BOTS_FILE as is read, in bytes: more is another file.
const longestBotsFile = 1 << 20

// listed is a newsroom that BOTS_FILE names.
type listed struct {
	config
	path     string // of its file
	line     int    // of BOTS_FILE
	read     bool   // it could be
	warnings []string
}

// flaw is what is wrong in BOTS_FILE, or in a file that it names.
type flaw struct {
	file     string
	line     int    // 0: nowhere in particular
	newsroom string // that it keeps from working; "": all; no newsroom's name: none
	says     string
}

// String is a line for people.
func (f flaw) String() string {
	if f.line == 0 {
		return fmt.Sprintf("%s: %s", f.file, f.says)
	}
	return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.says)
}

// flawed makes one error of flaws; nil where there is none.
func flawed(flaws []flaw) error {
	if len(flaws) == 0 {
		return nil
	}
	lines := make([]string, len(flaws))
	for i, f := range flaws {
		lines[i] = "aitys: " + f.String()
	}
	return usagef("%s", strings.Join(lines, "\n"))
}

// readBotsFile reads which newsrooms there are, and nothing of their files.
func readBotsFile(path string) ([]listed, []flaw) {
	text, err := os.ReadFile(path) //nolint:gosec // the operator names it
	switch {
	case err != nil:
		return nil, []flaw{{file: path, says: "BOTS_FILE cannot be read: it is a text file that names one .env file a line"}}
	case len(text) > longestBotsFile:
		return nil, []flaw{{file: path, says: "BOTS_FILE is too long: it is a text file that names one .env file a line"}}
	}
	rooms, flaws := parseBotsFile(path, string(text))
	if len(rooms) == 0 && len(flaws) == 0 {
		flaws = []flaw{{file: path, says: "BOTS_FILE names no newsroom: write the path of a .env file into each line"}}
	}
	return rooms, flaws
}

// parseBotsFile reads the lines of BOTS_FILE. A relative path begins in its folder; what stands behind a # that begins a line or follows a blank is a comment.
func parseBotsFile(path, text string) (rooms []listed, flaws []flaw) {
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		number++
		named := withoutComment(line)
		if named == "" {
			continue
		}
		room := listed{path: filepath.Clean(under(filepath.Dir(path), named)), line: number}
		room.Name = nameOf(room.path)
		if says := misnamed(room, rooms); says != "" {
			flaws = append(flaws, flaw{path, number, room.path, says})
			continue
		}
		rooms = append(rooms, room)
	}
	return rooms, flaws
}

func withoutComment(line string) string {
	for at, sign := range line {
		if sign == '#' && (at == 0 || unicode.IsSpace(rune(line[at-1]))) {
			line = line[:at]
			break
		}
	}
	return strings.TrimSpace(line)
}

// nameOf is what a newsroom is called whose settings stand in a file: kz.env is kz, and the file .env is called as its folder.
func nameOf(path string) string {
	base := filepath.Base(path)
	if name := strings.TrimSuffix(base, dotenv); name != "" {
		return name
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return base
	}
	return filepath.Base(filepath.Dir(whole))
}

// misnamed says why a newsroom cannot be told from the others; "": it can.
func misnamed(room listed, others []listed) string {
	const wanted = "name it in letters, digits, dots, - and _: its name stands in the log and in the figures"
	if room.Name == "" || strings.ContainsFunc(room.Name, notOfNames) {
		return wanted
	}
	same := func(other listed) bool { return other.Name == room.Name }
	at := slices.IndexFunc(others, same)
	switch {
	case at < 0:
		return ""
	case others[at].path == room.path:
		return fmt.Sprintf("%s stands in line %d already", room.path, others[at].line)
	}
	return fmt.Sprintf("the newsroom of line %d is called %s too: rename one of the files", others[at].line, room.Name)
}

// notOfNames tells what stands in no newsroom's name. A sign that is no UTF-8 is none of letters either.
func notOfNames(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
}

// byPlace orders flaws as somebody mends them: file after file, from the top down.
func byPlace(a, b flaw) int {
	return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.line, b.line))
}
