package deliberation_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"aitys/deliberation"
)

// conversations is where public conversations lie beside the repository; what needs them is skipped where they are absent.
const conversations = "../../shared/polis"

// conversation is a public conversation of Polis.
type conversation struct {
	votes  deliberation.Votes
	groups map[deliberation.Reader]int // as Polis published them
}

func readConversation(t testing.TB, name string) *conversation {
	t.Helper()
	c := &conversation{groups: map[deliberation.Reader]int{}}
	has := map[deliberation.Opinion]bool{}
	for _, row := range table(t, name, "votes.csv.gz") {
		o := deliberation.Opinion(number(t, row["comment-id"]))
		has[o] = true
		c.votes.Cast(deliberation.Reader(number(t, row["voter-id"])), o, deliberation.Vote(number(t, row["vote"])))
	}
	for _, row := range table(t, name, "comments.csv.gz") {
		if row["moderated"] == "-1" {
			c.votes.Reject(deliberation.Opinion(number(t, row["comment-id"])), true)
		}
	}
	for _, row := range table(t, name, "participants-votes.csv.gz") {
		if row["group-id"] != "" {
			c.groups[deliberation.Reader(number(t, row["participant"]))] = number(t, row["group-id"])
		}
	}
	return c
}

// table reads one of a conversation's files, each row by the names of its columns.
func table(t testing.TB, conversation, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(conversations, conversation, file))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("Polis's public conversations are not at %s beside the repository: nothing to compare with", conversations)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	plain, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(plain).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPolisGroups(t *testing.T) {
	for _, c := range []struct {
		name  string
		plain float64 // what a plain implementation of the published method reaches
	}{{"15-per-hour-seattle", 0.90}, {"canadian-electoral-reform", 0.91}} {
		t.Run(c.name, func(t *testing.T) {
			public := readConversation(t, c.name)
			m := deliberation.Draw(&public.votes, nil, deliberation.Options{ZeroRejected: true})
			ours, theirs := beside(m, public.groups)
			if len(ours) != len(public.groups) {
				t.Errorf("%d of Polis's %d readers are counted", len(ours), len(public.groups))
			}
			index := deliberation.Agreement(ours, theirs)
			t.Logf("adjusted Rand index %.3f, %d groups, silhouettes %.2f", index, len(m.Groups), m.Silhouettes)
			if index < c.plain {
				t.Errorf("adjusted Rand index %.3f against Polis's groups, want at least %.2f", index, c.plain)
			}
		})
	}
}

// beside returns the groups of the readers who have one here and there.
func beside(m *deliberation.Map, published map[deliberation.Reader]int) (ours, theirs []int) {
	for _, s := range m.Readers {
		if g, ok := published[s.Reader]; ok && s.Group != deliberation.Alone {
			ours, theirs = append(ours, s.Group), append(theirs, g)
		}
	}
	return ours, theirs
}
