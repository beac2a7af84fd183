package deliberation_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"aitys/deliberation"
)

// TestAMapThatFollowsVotesIsNearAColdOne lets votes come in by and by, with new readers and opinions among them, draws a map from time to time
// from what the last one handed on, through JSON as it is stored, and compares each with one that knows nothing of the past but how many groups are
// shown and who counts.
func TestAMapThatFollowsVotesIsNearAColdOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		c := newCrowd(rapid.Uint64().Draw(t, "order"), 1, 1, 1)
		c.chance.Shuffle(len(casts), func(i, j int) { casts[i], casts[j] = casts[j], casts[i] })
		var votes deliberation.Votes
		var past *deliberation.Past
		step := rapid.IntRange(1, 200).Draw(t, "step")
		for i, vote := range casts {
			votes.Cast(vote.reader, vote.opinion, vote.vote)
			if i%step != 0 && i != len(casts)-1 {
				continue
			}
			warm := deliberation.Draw(&votes, past, deliberation.Options{})
			past = stored(t, warm.Past())
			cold := deliberation.Draw(&votes, &deliberation.Past{Shown: past.Shown, Counted: past.Counted}, deliberation.Options{})
			if index := deliberation.Agreement(groups(warm), groups(cold)); index < 0.95 {
				t.Fatalf("after %d votes the adjusted Rand index is %.3f", i+1, index)
			}
		}
	})
}

// stored returns what is left of a past that was written down.
func stored(t *rapid.T, p *deliberation.Past) *deliberation.Past {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var again deliberation.Past
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	return &again
}

func groups(m *deliberation.Map) []int {
	var of []int
	for _, s := range m.Readers {
		of = append(of, s.Group)
	}
	return of
}
