package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// The people of these tests, none of whom may show in an export.
const (
	exportedAccount = content.TelegramID(7_000_000_001)
	exportedName    = "Zhanat Tasybekova"
	exportedSlug    = "relocation-kazakhstan"
)

// spoken is a newsroom with the sample, its polls and what two readers said of it; texts are opinions that were approved.
func spoken(t *testing.T, texts ...string) *storage.Store {
	t.Helper()
	store := newStore(t)
	articles, faults := content.LoadFolder(content.Sample())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	err := store.Update(context.Background(), func(tx *storage.Tx) error {
		for _, article := range content.OriginalsFirst(articles) {
			if _, err := tx.SaveArticle(article, true); err != nil {
				return err
			}
		}
		if err := tx.Meet([]content.Person{{ID: exportedAccount}, {ID: exportedAccount + 1}, {ID: exportedAccount + 2}}); err != nil {
			return err
		}
		return speak(tx, texts)
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func speak(tx *storage.Tx, texts []string) error {
	article, err := tx.ArticleBySlug(exportedSlug)
	if err != nil {
		return err
	}
	author, err := tx.Reader(exportedAccount)
	if err != nil {
		return err
	}
	parent := content.OpinionID(0)
	for _, text := range texts {
		o := content.Opinion{Article: article.ID, Section: "labour", Parent: parent, Author: author.ID, Text: text, Signed: exportedName, Lang: content.Russian}
		if o, err = tx.AddOpinion(o); err != nil {
			return err
		}
		if o, err = tx.DecideOpinion(o.ID, o.Version, true, author.ID); err != nil {
			return err
		}
		parent = o.ID
		for i, stance := range []content.Stance{content.Agree, content.Disagree} {
			voter, err := tx.Reader(exportedAccount + 1 + content.TelegramID(i))
			if err != nil {
				return err
			}
			if _, err := tx.SetStance(o.ID, voter.ID, stance); err != nil {
				return err
			}
		}
	}
	waits := content.Opinion{Article: article.ID, Author: author.ID, Text: "Nobody has decided about this yet.", Lang: content.English}
	if _, err := tx.AddOpinion(waits); err != nil {
		return err
	}
	poll, err := tx.PollFor(article.ID, "", "words", 3, false)
	if err != nil {
		return err
	}
	post, err := tx.AddCopy(poll, "post", author.Chat(), false)
	if err != nil {
		return err
	}
	if _, err := tx.VoteButton(post, author.ID, []int{1}); err != nil {
		return err
	}
	if err := tx.KeepWords(poll, content.Poll{Question: "An earlier question?", Options: []string{"one", "two", "three"}}); err != nil {
		return err
	}
	return tx.ClosePoll(poll)
}

// exportOf writes an export.
func exportOf(t *testing.T, store *storage.Store, format string, votes bool) string {
	t.Helper()
	var out bytes.Buffer
	e := handlers.Export{Slug: exportedSlug, Format: format, Votes: votes, Zone: time.FixedZone("", 5*60*60), Now: time.Now()}
	if err := e.Write(context.Background(), store, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// rowsOf reads a CSV export by its columns.
func rowsOf(t *testing.T, text string) (rows []map[string]string) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestExportAsCSV(t *testing.T) {
	store := spoken(t, "Город растёт, \"не спеша\",\nи дорожает.", "А мне дешевле.")
	text := exportOf(t, store, "csv", false)
	rows := rowsOf(t, text)
	today := time.Now().In(time.FixedZone("", 5*60*60)).Format(time.DateOnly)
	want := map[string]string{
		"kind": "opinion", "opinion": "1", "section": "labour", "reply_to": "", "author": rows[0]["author"], "day": today, "language": "ru",
		"text": "Город растёт, \"не спеша\",\nи дорожает.", "agree": "1", "disagree": "1", "pass": "0", "replies": "1", "voter": "", "vote": "",
	}
	if len(rows) != 2 || !maps.Equal(rows[0], want) || rows[1]["reply_to"] != "1" {
		t.Errorf("the rows are %q", rows)
	}
	if !utf8.ValidString(text) || strings.Count(text, "\r\n") < 3 || !strings.Contains(text, `""не спеша""`) {
		t.Errorf("this is not as RFC 4180 has it:\n%q", text)
	}
}

func TestExportWithVotes(t *testing.T) {
	store := spoken(t, "Город растёт и дорожает.", "А мне дешевле.")
	rows := rowsOf(t, exportOf(t, store, "csv", true))
	var kinds, voters []string
	for _, row := range rows {
		kinds = append(kinds, row["kind"]+row["opinion"])
		if row["kind"] == "vote" {
			voters = append(voters, row["voter"])
			if row["text"]+row["author"] != "" || row["vote"] != "agree" && row["vote"] != "disagree" {
				t.Errorf("a vote is %q", row)
			}
		}
	}
	if !slices.Equal(kinds, []string{"opinion1", "vote1", "vote1", "opinion2", "vote2", "vote2"}) {
		t.Errorf("the rows are %q", kinds)
	}
	if len(voters) != 4 || voters[0] != voters[2] || voters[1] != voters[3] || voters[0] >= voters[1] {
		t.Errorf("the voters are %q", voters)
	}
}

// TestExportsAreAsDescribed compares both formats with files that can be read: what differs from one export to the next, drawn names and the day, is written in words.
func TestExportsAreAsDescribed(t *testing.T) {
	store := spoken(t, "Город <растёт> & дорожает.", "А мне дешевле.")
	talked(t, store)
	for _, format := range []string{"csv", "json"} {
		text := exportOf(t, store, format, false)
		if format == "json" && !json.Valid([]byte(text)) {
			t.Errorf("it is no JSON:\n%s", text)
		}
		goldenExport(t, "export/article."+format, text)
	}
	for _, empty := range []string{exportOf(t, spoken(t), "json", false), exportOf(t, store, "json", true)} {
		if !json.Valid([]byte(empty)) {
			t.Errorf("it is no JSON:\n%s", empty)
		}
	}
}

var (
	drawnNames = regexp.MustCompile(`(author|voter|commenter)-[0-9a-f]{16}`)
	days       = regexp.MustCompile(`\d{4}-\d\d-\d\d`)
)

// goldenExport compares an export with a file; AITYS_WRITE_GOLDEN=1 writes it.
func goldenExport(t *testing.T, name, text string) {
	t.Helper()
	known := map[string]string{}
	text = drawnNames.ReplaceAllStringFunc(text, func(drawn string) string {
		if known[drawn] == "" {
			kind, _, _ := strings.Cut(drawn, "-")
			known[drawn] = fmt.Sprintf("%s-%c", kind, 'A'+len(known))
		}
		return known[drawn]
	})
	today := time.Now().In(time.FixedZone("", 5*60*60)).Format(time.DateOnly)
	text = days.ReplaceAllStringFunc(text, func(day string) string {
		if day == today {
			return "TODAY"
		}
		return day
	})
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if os.Getenv("AITYS_WRITE_GOLDEN") != "" {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path) //nolint:gosec // of this test
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// talked lets two people comment below the article's post, and one of them withdraw what was answered.
func talked(t *testing.T, store *storage.Store) {
	t.Helper()
	err := store.Update(context.Background(), func(tx *storage.Tx) error {
		article, err := tx.ArticleBySlug(exportedSlug)
		if err != nil {
			return err
		}
		group, err := tx.Chat(content.Chat{ID: -1001, Kind: content.ChatGroup})
		if err != nil {
			return err
		}
		root, _, err := tx.AddRoot(content.Root{Chat: group, Message: 81, Channel: group, ChannelMessage: 71})
		if err != nil {
			return err
		}
		if err := tx.NameRoot(root.ID, article.ID, "labour"); err != nil {
			return err
		}
		return talk(tx, group)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// talk adds the comments, of which the second is withdrawn.
func talk(tx *storage.Tx, group content.ChatID) error {
	for i, said := range []content.Comment{
		{Answers: 81, Text: "=Rents & \"coffee\", as @zhanat_t says\nsince long"},
		{Answers: 82, Text: "This is taken back."},
		{Answers: 83, Text: "Why?", Media: content.MediaPhoto, EditedAt: time.Now()},
	} {
		author, err := tx.Commenter(exportedAccount + content.TelegramID(i%2))
		if err != nil {
			return err
		}
		said.Chat, said.Message, said.Thread, said.Author, said.Name, said.At = group, 82+content.MessageID(i), 81, author, exportedName, time.Now()
		c, _, err := tx.AddComment(said)
		if err != nil {
			return err
		}
		if i != 1 {
			continue
		}
		if _, err := tx.WithdrawComment(c.ID); err != nil {
			return err
		}
	}
	return nil
}

// TestNobodyIsInAnExport looks for what leads to a person, in every format.
func TestNobodyIsInAnExport(t *testing.T) {
	store := spoken(t, "Город растёт и дорожает.")
	talked(t, store)
	for _, format := range []string{"csv", "json"} {
		text := exportOf(t, store, format, true)
		for i := range 3 {
			if strings.Contains(text, fmt.Sprint(int64(exportedAccount)+int64(i))) {
				t.Errorf("%s: an account is in it", format)
			}
		}
		for _, secret := range []string{"Zhanat", "zhanat_t", "taken back", "Tasybekova", "T00:", "decided about", fmt.Sprint(time.Now().Unix() / 1000)} {
			if strings.Contains(text, secret) {
				t.Errorf("%s: %q is in it", format, secret)
			}
		}
	}
}

// TestTwoExportsCannotBeJoined: neither the names nor the order of votes may tell one export's voters in the next.
func TestTwoExportsCannotBeJoined(t *testing.T) {
	store := spoken(t, "Город растёт и дорожает.")
	first := map[string]bool{} // the stance of whoever stands first
	names := map[string]int{}
	for range 40 {
		rows := rowsOf(t, exportOf(t, store, "csv", true))
		first[rows[1]["vote"]] = true
		for _, row := range rows {
			names[row["author"]]++
			names[row["voter"]]++
		}
	}
	delete(names, "")
	if len(names) != 3*40 || len(first) != 2 {
		t.Errorf("%d names in 40 exports; first stands %v", len(names), first)
	}
}

// TestNoFormulaLeavesAnExport looks at every cell.
func TestNoFormulaLeavesAnExport(t *testing.T) {
	rows := rowsOf(t, exportOf(t, spoken(t, "=HYPERLINK(\"https://example.org\")", "@SUM(A1:A9) is all that I say"), "csv", true))
	for _, row := range rows {
		for name, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("%s holds %q", name, cell)
			}
		}
	}
}
