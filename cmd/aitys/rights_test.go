package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aitys/emulator"
	"aitys/storage"
)

// keyed lets the program encrypt identities.
func keyed(th *theatre) { th.config.Keys = newKeys(th.t) }

func newKeys(t *testing.T) storage.Keys {
	t.Helper()
	keys, err := storage.ParseKeys(storage.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestRightsEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := perform(t, change, keyed, moderated(&account))
			askAndForget(th, th.Person(account))
			th.isClean()
		})
	}
}

// askAndForget lets somebody ask what is stored about them and have it erased, and looks into the group, the disk and the log.
func askAndForget(th *theatre, moderator *emulator.Actor) {
	th.t.Helper()
	const words = "Qumyrsqa went up before the cafés did, and nobody asked us."
	aigul, john := th.reader("Айгүл", "en"), th.reader("John", "en")
	aigul.Says("/opinion 2 " + words)
	aigul.Sees("Received.")
	moderator.Says("/queue")
	moderator.Taps("Approve")
	moderator.Sees("The queue is empty")
	th.server.Join(th.group, john.user)
	inGroup := john.InGroup(th.group)
	inGroup.Says("/opinions 2")
	inGroup.Sees("Qumyrsqa")
	aigul.Says("/forget")
	aigul.Sees("Erase everything about you?")
	aigul.Taps("Yes, erase everything")
	aigul.Sees("Everything about you is erased.")
	inGroup.Sees("withdrawn by its author")
	john.Says("/opinions 2")
	john.SeesNot("Qumyrsqa")
	john.Says("/mydata")
	sent := john.Sees("Everything that is stored about you here")
	if sent.Document == nil || !strings.HasPrefix(sent.Document.FileName, "aitys-mydata-") {
		th.t.Fatalf("no file came: %+v", sent)
	}
	file := th.download(sent.Document.FileID)
	for _, part := range []string{"relocation-kazakhstan", strconv.FormatInt(john.user.ID, 10)} {
		if !strings.Contains(file, part) {
			th.t.Errorf("%q is missing in the file:\n%s", part, file)
		}
	}
	if err := th.stop(); err != nil {
		th.t.Fatal(err)
	}
	th.leftNothing("Qumyrsqa", strconv.FormatInt(aigul.user.ID, 10))
}

func TestTheKeyHidesPeopleEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := perform(t, change, keyed, moderated(&account))
			speakUnderNames(th, th.Person(account))
			th.isClean()
		})
	}
}

// speakUnderNames lets somebody go by their own name and by two others, and looks for them in the database and in a backup, before and after the program ends.
func speakUnderNames(th *theatre, moderator *emulator.Actor) {
	th.t.Helper()
	const telegram, pen, second = "Kunsulu", "Zhanylmas-Qalam", "Qarlygash"
	one := th.reader(telegram, "en")
	one.Says("/name")
	one.Taps(telegram)
	one.Says("/opinion 2 Qumyrsqa went up before the cafés did, and nobody asked us.")
	one.Sees(telegram)
	moderator.Says("/queue")
	moderator.Sees(telegram)
	moderator.Taps("Approve")
	one.Says("/name")
	one.Taps("New pen name…")
	one.Says(pen)
	one.Sees(pen)
	one.Says("/opinion 3 Rents in the centre have doubled since, and wages have not.")
	one.Says("/opinions 2")
	one.Sees(telegram)
	one.Says("/mine")
	th.server.Join(th.group, one.user)
	one.InGroup(th.group).Says("/opinions 2")
	one.InGroup(th.group).Sees(telegram)
	one.Says("/name")
	one.Taps("New pen name…")
	one.Says("/help")
	one.Says(second) // is asked about, since something else was done meanwhile
	one.Sees(second)
	hidden := []string{telegram, pen, second, strconv.FormatInt(one.user.ID, 10), string(binary.BigEndian.AppendUint64(nil, uint64(one.user.ID)))} //nolint:gosec // above zero
	th.tellsNothing("while it runs", hidden)
	if err := th.stop(); err != nil {
		th.t.Fatal(err)
	}
	th.tellsNothing("when it has ended", hidden)
}

// tellsNothing looks for what is hidden in every byte of the database's files, and of a backup, which holds all rows.
func (th *theatre) tellsNothing(when string, hidden []string) {
	th.t.Helper()
	store, err := storage.Open(context.Background(), th.config.Database, th.config.options(slog.New(slog.DiscardHandler)))
	if err != nil {
		th.t.Fatal(err)
	}
	path := filepath.Join(th.t.TempDir(), "copy.db")
	_, err = store.Backup(context.Background(), path, false)
	if err := errors.Join(err, store.Close()); err != nil {
		th.t.Fatal(err)
	}
	copied, err := os.ReadFile(path) //nolint:gosec // of this test
	if err != nil || !strings.Contains(string(copied), "Qumyrsqa") {
		th.t.Errorf("%s: the opinion is not in the backup (%v): the test proves nothing", when, err)
	}
	for _, one := range hidden {
		if strings.Contains(string(copied), one) {
			th.t.Errorf("%s: the backup tells %q", when, one)
		}
	}
	th.leftNothing(hidden...)
}

// leftNothing looks for traces in every byte of the database's files, and of the log.
func (th *theatre) leftNothing(traces ...string) {
	th.t.Helper()
	path, isFile := strings.CutPrefix(th.config.Database, "sqlite:")
	for _, name := range []string{path, path + "-wal"} {
		held, err := os.ReadFile(name) //nolint:gosec // of this test
		if !isFile || err != nil {
			continue
		}
		for _, trace := range traces {
			if strings.Contains(string(held), trace) {
				th.t.Errorf("%q is left in %s", trace, name)
			}
		}
	}
	for _, trace := range traces {
		if strings.Contains(th.log.String(), trace) {
			th.t.Errorf("the log holds %q", trace)
		}
	}
}

// download returns a file as Telegram gives it to a bot.
func (th *theatre) download(id string) string {
	th.t.Helper()
	var answer struct {
		Result struct {
			Path string `json:"file_path"`
		}
	}
	if err := json.Unmarshal([]byte(th.fetch(fmt.Sprintf("/bot%s/getFile?file_id=%s", th.bot.Token, id))), &answer); err != nil {
		th.t.Fatal(err)
	}
	return th.fetch(fmt.Sprintf("/file/bot%s/%s", th.bot.Token, answer.Result.Path))
}

func (th *theatre) fetch(path string) string {
	th.t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, th.server.URL()+path, nil)
	if err != nil {
		th.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		th.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		th.t.Fatalf("%d, %v: %s", response.StatusCode, err, body)
	}
	return string(body)
}
