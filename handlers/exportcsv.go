package handlers

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/storage"
)

// csvColumns is the first line. A row is an opinion or, with the opinion's number, a vote on it.
var csvColumns = []string{
	"kind", "opinion", "section", "reply_to", "author", "day", "language", "text", "agree", "disagree", "pass", "replies", "voter", "vote",
}

// csvForm writes an export as RFC 4180 has it, in UTF-8.
type csvForm struct {
	export
	csv *csv.Writer
}

func newCSVForm(e export, w io.Writer) *csvForm {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	return &csvForm{e, c}
}

func (f *csvForm) begin(*content.Published, []storage.PollResult, *exportedMap) error {
	return f.row(csvColumns...)
}

func (f *csvForm) opinion(o content.Opinion, votes []exportVote) error {
	number, section, parent := strconv.FormatInt(int64(o.ID), 10), string(o.Section), ""
	if o.Parent != 0 {
		parent = strconv.FormatInt(int64(o.Parent), 10)
	}
	err := f.row("opinion", number, section, parent, f.pen.author(o.Author), f.day(o.MadeAt), string(o.Lang), o.Text, strconv.Itoa(o.Agree), strconv.Itoa(o.Disagree),
		strconv.Itoa(o.Pass), strconv.Itoa(o.Replies), "", "")
	if err != nil {
		return err
	}
	for _, v := range votes {
		if err := f.row("vote", number, section, "", "", v.day, "", "", "", "", "", "", v.voter, v.stance); err != nil {
			return err
		}
	}
	return nil
}

// comment writes nothing: the rows are opinions, which a moderator has read.
func (f *csvForm) comment(content.Root, content.Comment) error { return nil }

func (f *csvForm) end() error {
	f.csv.Flush()
	return f.csv.Error()
}

func (f *csvForm) row(cells ...string) error {
	guarded := make([]string, len(cells))
	for i, cell := range cells {
		guarded[i] = guardCell(cell)
	}
	return f.csv.Write(guarded)
}

// guardCell keeps a spreadsheet from taking what somebody wrote for a formula: https://owasp.org/www-community/attacks/CSV_Injection. The wide signs are those
// that East Asian keyboards write; some programs take them for the others. Blanks before a sign are passed over, as programs do.
func guardCell(cell string) string {
	if cell == "" {
		return ""
	}
	if begun := strings.TrimLeft(cell, " \u00a0"); strings.ContainsRune("\t\r\n", rune(cell[0])) || begun != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(begun)[0]) {
		return "'" + cell
	}
	return cell
}
