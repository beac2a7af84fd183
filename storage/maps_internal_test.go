package storage

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// FuzzVotesOn: what sqlEachStance writes of votes is read as it is, and nothing else is taken for votes.
func FuzzVotesOn(f *testing.F) {
	for _, written := range []string{"", "7 1 1700000000000000", "7 -1 12 9 0 -5", "7 1", "7 1 ", "7  1 2", "- 1 2", "7 1 2 ", "7 1 2x", "9223372036854775808 0 0"} {
		f.Add(written)
	}
	f.Fuzz(func(t *testing.T, written string) {
		var again []string
		err := votesOn{1, []byte(written)}.each(func(v CastVote) {
			for _, number := range []int64{int64(v.Reader), int64(v.Said), v.At.UnixMicro()} {
				again = append(again, strconv.FormatInt(number, 10))
			}
		})
		want := strings.Fields(written)
		for _, number := range want {
			if n, err := strconv.ParseInt(number, 10, 64); err != nil || strconv.FormatInt(n, 10) != number {
				return // no engine writes such a number
			}
		}
		if err == nil && !slices.Equal(again, want) {
			t.Errorf("%q is read as %q", written, again)
		}
		if whole := len(want)%3 == 0 && strings.Join(want, " ") == written; whole && err != nil {
			t.Errorf("%q: %v", written, err)
		}
	})
}
