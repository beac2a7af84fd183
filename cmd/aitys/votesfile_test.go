package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aitys/deliberation"
)

const votesHeading = "timestamp,comment-id,voter-id,vote\n"

func TestVotesFileFaults(t *testing.T) {
	for _, c := range []struct{ name, file, wrong string }{
		{"nothing", "", "v.csv:1: the first line must name the columns"},
		{"no voter", "comment-id,vote\n", "v.csv:1: the first line must name the columns"},
		{"short line", votesHeading + "1,2,3,1\n1,2,3\n", "v.csv:3: 3 cells stand here, but 4 columns"},
		{"long line", votesHeading + "1,2,3,1,1\n", "v.csv:2: 5 cells"},
		{"vote", votesHeading + "\n\n1,2,3,agree\n", `v.csv:4: the vote is "agree"`},
		{"half a vote", votesHeading + "1,2,3,0.5\n", `v.csv:2: the vote is "0.5"`},
		{"vote without end", votesHeading + "1,2,3,Inf\n", `v.csv:2: the vote is "Inf"`},
		{"timestamp", votesHeading + "yesterday,2,3,1\n", `v.csv:2: the timestamp is "yesterday"`},
		{"empty id", votesHeading + "1,2,,1\n", `v.csv:2: the id is ""`},
		{"id that rings", votesHeading + "1,\a,1,1\n", `v.csv:2: the id is "\a"`},
		{"open quote", votesHeading + "1,\"2,3,1\n1,2,3,1\n", "v.csv:2: a quotation mark is not closed"},
		{"text behind a quote", votesHeading + "1,\"2\"x,3,1\n", "v.csv:2: a quotation mark"},
		{"endless line", votesHeading + strings.Repeat("1", longestLine+1), "v.csv:2: the line is longer than 65536 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readVotes("v.csv", strings.NewReader(c.file))
			var fault *fileFault
			if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), c.wrong) {
				t.Errorf("got %v, want %s…", err, c.wrong)
			}
		})
	}
}

func TestVotesFileTakesTheLatestVote(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       deliberation.Vote
	}{
		{"by its time", votesHeading + "20,5,9,1\n10,5,9,-1\n", deliberation.Agree},
		{"by its line where the time is the same", votesHeading + "20,5,9,1\n20,5,9,-1\n", deliberation.Disagree},
		{"by its line where there is no time", "vote,voter-id,comment-id\n1,9,5\n0,9,5", deliberation.Pass},
		{"with a byte-order mark, quotes, blanks in the heading and CRLF", byteOrderMark + "voter-id, comment-id ,vote\r\n\"9\",\"5\",\"-1\"\r\n", deliberation.Disagree},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readVotes("v.csv", strings.NewReader(c.file))
			if err != nil {
				t.Fatal(err)
			}
			if got, ok := table.votes.Of(0, 0); !ok || got != c.want || !slices.Equal(table.readers, []string{"9"}) {
				t.Errorf("got %d by %q, want %d", got, table.readers, c.want)
			}
		})
	}
}

// TestVotesFileIsReadAsProgramsWriteIt: other columns, other spellings, and what a spreadsheet or a data frame makes of whole numbers.
func TestVotesFileIsReadAsProgramsWriteIt(t *testing.T) {
	const plain = "comment-id,voter-id,vote,timestamp\n5,anna,1,1\n5,9,-1,2\n6,anna,0,3\n"
	want, err := readVotes("v.csv", strings.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"floats":                  "vote,Comment_ID,VOTER-ID,timestamp\n1.0,5,anna,1.0\n-1.0,5,9,2.0\n0.0,6,anna,1.5e+1\n",
		"blanks":                  " vote , comment-id , voter-id\n 1, 5 , anna \n -1,5,9\n0 ,6,anna\n",
		"what nobody has seen":    "comment-id,voter-id,vote\n7,anna,\n5,anna,1\n5,9,-1\n6,anna,0\n6,9, \n",
		"twice, CRLF, not sorted": byteOrderMark + "timestamp,vote,voter-id,comment-id\r\n7,0,anna,6\r\n9,-1,9,5\r\n3,1,9,5\r\n8,1,anna,5\r\n8,1,anna,5\r\n\r\n",
	} {
		got, err := readVotes("v.csv", strings.NewReader(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if written(t, got) != written(t, want) {
			t.Errorf("%s: read as\n%s", name, written(t, got))
		}
	}
}

func TestRejectedCommentsAreReadAsProgramsWriteThem(t *testing.T) {
	rejected, err := readRejected("c.csv", strings.NewReader(byteOrderMark+"comment-body, Comment_ID,moderated\r\n\"two\r\nlines, and a comma\", 5 ,-1.0\r\nx,6,\r\nx,7, -1\r\nx,8,1\r\nx,5,-1\r\n"))
	if err != nil || len(rejected) != 2 || !rejected["5"] || !rejected["7"] {
		t.Errorf("got %v, %v", rejected, err)
	}
	if _, err := readRejected("c.csv", strings.NewReader("comment-id,moderated\n5,no\n")); err == nil || !strings.HasPrefix(err.Error(), "c.csv:2: moderated is") {
		t.Errorf("got %v", err)
	}
}

func TestIDsAreInTheOrderOfNumbersThenWords(t *testing.T) {
	file := "comment-id,voter-id,vote\n"
	want := []string{"-3", "2", "02", "10", "a10", "a2"}
	slices.Sort(want[1:3])
	for _, id := range []string{"a2", "10", "2", "a10", "02", "-3"} {
		file += "1," + id + ",1\n"
	}
	table, err := readVotes("v.csv", strings.NewReader(file))
	if err != nil || !slices.Equal(table.readers, want) {
		t.Errorf("got %q, %v, want %q", table.readers, err, want)
	}
}

func FuzzReadVotes(f *testing.F) {
	f.Add(votesHeading + "20,5,9,1\n10,5,9,-1\n")
	f.Add("vote,voter-id,comment-id\r\n\r\n1,\"9\",\"5\"\"\"\r\n0,a,5")
	f.Add(byteOrderMark + "comment-id,voter-id,vote\n\"1,2\",3,0\n")
	f.Add(votesHeading + "1,\"2,3,1\n")
	f.Fuzz(func(t *testing.T, file string) {
		table, err := readVotes("v.csv", strings.NewReader(file))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "v.csv:") {
				t.Errorf("%q is no fault with its place", err)
			}
			return
		}
		again, err := readVotes("v.csv", strings.NewReader(written(t, table)))
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if !slices.Equal(table.readers, again.readers) || written(t, table) != written(t, again) {
			t.Errorf("read again, it is another table:\n%s\n%s", written(t, table), written(t, again))
		}
	})
}

// written writes a table in the format in which it was read.
func written(t *testing.T, table *votesTable) string {
	t.Helper()
	var out bytes.Buffer
	lines := csv.NewWriter(&out)
	rows := [][]string{{"voter-id", "comment-id", "vote"}}
	for r, reader := range table.readers {
		for o, opinion := range table.opinions {
			if vote, ok := table.votes.Of(deliberation.Reader(r), deliberation.Opinion(o)); ok {
				rows = append(rows, []string{reader, opinion, fmt.Sprint(vote)})
			}
		}
	}
	if err := lines.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// FuzzSplitCells holds the splitting of a line against the library's, which keeps whole files and is three times slower.
func FuzzSplitCells(f *testing.F) {
	for _, line := range []string{`a,b`, `"a,""b""",`, `,,`, `"`, `"a"b`, `""`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if line == "" || strings.ContainsAny(line, "\r\n") {
			t.Skip("not a line")
		}
		lines := csv.NewReader(strings.NewReader(line))
		want, err := lines.Read()
		bare := strings.Contains(line, `"`) && errors.Is(err, csv.ErrBareQuote) // within a cell that does not begin with one: taken as it is
		got, whole := splitCells([]byte(line), nil)
		if whole != (err == nil) && !bare {
			t.Fatalf("%q: whole: %t, the library says %v", line, whole, err)
		}
		if err == nil && !slices.EqualFunc(got, want, func(a []byte, b string) bool { return string(a) == b }) {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	})
}

func FuzzReadRejected(f *testing.F) {
	f.Add("comment-id,moderated,comment-body\n1,-1,\"two\nlines\"\n2,0,x\n")
	f.Add("moderated\n")
	f.Fuzz(func(t *testing.T, file string) {
		rejected, err := readRejected("c.csv", strings.NewReader(file))
		if err != nil && !strings.HasPrefix(err.Error(), "c.csv:") {
			t.Errorf("%q is no fault with its place", err)
		}
		if err != nil && rejected != nil {
			t.Error("a fault and a list")
		}
	})
}
