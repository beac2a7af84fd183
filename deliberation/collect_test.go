package deliberation_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"aitys/deliberation"
)

// TestVotesCollectedAreVotesCast holds a table that is made at once against one into which the same votes are cast one by one, in any order and with several
// votes of one reader on one opinion; what is cast or withdrawn later must not reach into a neighbour's row either.
func TestVotesCollectedAreVotesCast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ballot := rapid.Custom(func(t *rapid.T) deliberation.Ballot {
			return deliberation.Ballot{
				Reader:  rapid.Int32Range(0, 9).Draw(t, "reader"),
				Opinion: deliberation.Opinion(rapid.IntRange(-3, 9).Draw(t, "opinion")),
				Vote:    deliberation.Vote(rapid.IntRange(-1, 1).Draw(t, "vote")),
			}
		})
		ballots, later := rapid.SliceOf(ballot).Draw(t, "ballots"), rapid.SliceOf(ballot).Draw(t, "later")
		readers := rapid.Permutation([]deliberation.Reader{-4, 0, 7, 1, 99, 12, 5, 3, 1_000, 2}).Draw(t, "readers")
		var cast deliberation.Votes
		for _, b := range ballots {
			cast.Cast(readers[b.Reader], b.Opinion, b.Vote)
		}
		collected := deliberation.Collect(readers, slices.Values(ballots))
		for i, b := range later {
			for _, v := range []*deliberation.Votes{&cast, collected} {
				if i%3 == 0 {
					v.Withdraw(readers[b.Reader], b.Opinion)
				} else {
					v.Cast(readers[b.Reader], b.Opinion, b.Vote)
				}
			}
		}
		want := shown(deliberation.Draw(&cast, nil, deliberation.Options{}))
		if diff := cmp.Diff(want, shown(deliberation.Draw(collected, nil, deliberation.Options{}))); diff != "" {
			t.Errorf("the map differs:\n%s", diff)
		}
		for _, r := range readers {
			for o := range deliberation.Opinion(10) {
				one, had := cast.Of(r, o)
				other, has := collected.Of(r, o)
				if one != other || had != has {
					t.Errorf("reader %d on %d: cast %d %t, collected %d %t", r, o, one, had, other, has)
				}
			}
		}
	})
}
