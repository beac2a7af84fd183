package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"aitys/content"
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
	e := export{slug: exportedSlug, votes: votes, zone: time.FixedZone("", 5*60*60), pen: newPseudonyms(), now: time.Now()}
	if err := e.run(context.Background(), store, format, &out); err != nil {
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

func TestExportAsJSON(t *testing.T) {
	store := spoken(t, "Город <растёт> & дорожает.", "А мне дешевле.")
	text := exportOf(t, store, "json", true)
	var e struct {
		exported
		Opinions []exportedOpinion `json:"opinions"`
	}
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	if e.Article.Slug != exportedSlug || len(e.Article.Languages) != 3 || len(e.Sections) != 5 || len(e.Figures) < 5 {
		t.Errorf("the article is %+v", e.exported)
	}
	want := exportedPoll{
		Question: "An earlier question?", Since: e.Exported, Until: e.Exported, Voters: 1,
		Options: []exportedOption{{"one", 0}, {"two", 1}, {"three", 0}},
	}
	if len(e.Polls) != 1 || fmt.Sprint(e.Polls[0]) != fmt.Sprint(want) {
		t.Errorf("the polls are %+v", e.Polls)
	}
	if len(e.Opinions) != 2 || e.Opinions[0].Text != "Город <растёт> & дорожает." || e.Opinions[1].ReplyTo != 1 || len(e.Opinions[0].Votes) != 2 {
		t.Errorf("the opinions are %+v", e.Opinions)
	}
	if !strings.Contains(text, "<растёт>") {
		t.Error("people cannot read it")
	}
	if empty := exportOf(t, spoken(t), "json", false); !json.Valid([]byte(empty)) {
		t.Errorf("without opinions it is no JSON:\n%s", empty)
	}
}

// TestNobodyIsInAnExport looks for what leads to a person, in every format.
func TestNobodyIsInAnExport(t *testing.T) {
	store := spoken(t, "Город растёт и дорожает.")
	for _, format := range []string{"csv", "json"} {
		text := exportOf(t, store, format, true)
		for i := range 3 {
			if strings.Contains(text, fmt.Sprint(int64(exportedAccount)+int64(i))) {
				t.Errorf("%s: an account is in it", format)
			}
		}
		for _, secret := range []string{"Zhanat", "Tasybekova", "T00:", "decided about", fmt.Sprint(time.Now().Unix() / 1000)} {
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

// TestNoFormulaLeavesAnExport gives every text cell each beginning that a spreadsheet takes for a formula.
func TestNoFormulaLeavesAnExport(t *testing.T) {
	for _, begin := range []string{"=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝", "＋", "－", "＠"} {
		hostile := begin + `cmd|' /C calc'!A0`
		if got := guardCell(hostile); got != "'"+hostile {
			t.Errorf("%q became %q", hostile, got)
		}
	}
	for _, harmless := range []string{"", "a=1", "1 + 1", "'=1", " a", "Қала"} {
		if got := guardCell(harmless); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
	rows := rowsOf(t, exportOf(t, spoken(t, "=HYPERLINK(\"https://example.org\")", "@SUM(A1:A9) is all that I say"), "csv", true))
	for _, row := range rows {
		for name, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("%s holds %q", name, cell)
			}
		}
	}
}

func FuzzGuardCell(f *testing.F) {
	f.Add("=1")
	f.Add(" \u00a0＝1")
	f.Fuzz(func(t *testing.T, cell string) {
		got := guardCell(cell)
		if trimmed := strings.TrimLeft(got, " \u00a0"); trimmed != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(trimmed)[0]) {
			t.Errorf("%q became %q", cell, got)
		}
		if strings.TrimPrefix(got, "'") != cell && got != cell {
			t.Errorf("%q was changed into %q", cell, got)
		}
	})
}
