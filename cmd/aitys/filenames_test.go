package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aitys/emulator"
)

// TestNamesFromOutsideLeadNowhere lets somebody whose names are paths send files whose names are paths. No file is fetched or written, and the one that they
// get is named by its day alone.
func TestNamesFromOutsideLeadNowhere(t *testing.T) {
	th := perform(t)
	const away = "../../away"
	one := th.Person(th.server.AddUser(emulator.User{ID: 7300, FirstName: away + ".zip", LastName: "/etc/away", LanguageCode: "en"}))
	for _, name := range []string{away + ".md", "/etc/away.db", `..\..\away.zip`, "relocation-kazakhstan.en.md", "away\x00.zip"} {
		one.Sends(emulator.Draft{Text: "/summary " + away, Document: &emulator.FileDraft{Name: name, MIME: "application/zip", Data: []byte("PK\x03\x04")}})
	}
	one.Says("/start " + away)
	one.Says("/name")
	one.Taps("New pen name…")
	one.Says(away)
	one.Says("/opinion 2 " + away + " is where I would like this to be written.")
	one.Says("/mydata")
	sent := one.Sees("Everything that is stored about you here")
	if sent.Document == nil || !regexp.MustCompile(`^aitys-mydata-\d{4}-\d\d-\d\d\.json$`).MatchString(sent.Document.FileName) {
		t.Errorf("the file is %+v", sent.Document)
	}
	if fetched := th.server.CallCount("getFile"); fetched > 0 {
		t.Errorf("%d files were fetched", fetched)
	}
	entries, err := os.ReadDir(filepath.Dir(th.path()))
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !strings.HasPrefix(e.Name(), "aitys.db") }) {
		t.Errorf("the database's folder holds %v", entries)
	}
}
