package handlers

import (
	"testing"

	"aitys/content"
	"aitys/deliberation"
)

// mapWithALoner is two groups of six and five, and one of a single reader, who all voted on opinion 1; of the second group two did on opinion 2.
func mapWithALoner() *deliberation.Map {
	all := []deliberation.Tally{{Agrees: 6, Votes: 6}, {Agrees: 4, Disagrees: 1, Votes: 5}, {Disagrees: 1, Votes: 1}}
	few := []deliberation.Tally{{Agrees: 6, Votes: 6}, {Disagrees: 2, Votes: 2}, {}}
	m := &deliberation.Map{Groups: []deliberation.Group{
		{Size: 6, Centre: deliberation.Point{X: 1.23456, Y: -0.98765}, Holds: []deliberation.Held{
			{Opinion: 1, Agrees: true, Group: all[0], Rest: deliberation.Tally{Agrees: 4, Disagrees: 2, Votes: 6}, Groups: all},
			{Opinion: 2, Agrees: true, Group: few[0], Rest: deliberation.Tally{Disagrees: 2, Votes: 2}, Groups: few},
		}},
		{Size: 5}, {Size: 1},
	}}
	m.Agreed = []deliberation.Consensus{{Opinion: 1, All: deliberation.Tally{Agrees: 10, Disagrees: 2, Votes: 12}, Groups: all}}
	m.Common = []deliberation.Common{{Opinion: 1, Groups: all}, {Opinion: 2, Groups: few}}
	return m
}

// TestNothingIsLearntByTakingOneNumberFromAnother: of a reader who stands alone, and of two in a larger group, neither votes nor that they are there.
func TestNothingIsLearntByTakingOneNumberFromAnother(t *testing.T) {
	r := resultOf(mapWithALoner(), 20)
	if r.Readers != 11 || len(r.Groups) != 2 {
		t.Errorf("%d readers in %d groups: there is one more", r.Readers, len(r.Groups))
	}
	if got, want := r.Agreed[0].All, (mapTally{10, 1, 11}); got != want {
		t.Errorf("all: %+v, want %+v, the sum of the groups that are told", got, want)
	}
	if got, want := r.Groups[0].Holds[0].Rest, (mapTally{4, 1, 5}); got != want {
		t.Errorf("elsewhere: %+v, want %+v", got, want)
	}
	if got := r.Groups[0].Holds[1].Rest; got != (mapTally{}) {
		t.Errorf("elsewhere two voted, and it is told: %+v", got)
	}
	if r.Groups[0].X != 1.2 || r.Groups[0].Y != -1 {
		t.Errorf("the middle is told as exactly as %v, %v", r.Groups[0].X, r.Groups[0].Y)
	}
}

// TestWhoStandsAloneDoesNotHideOthers: four who join a group that is not told, and one who joins one that is, are one new reader.
func TestWhoStandsAloneDoesNotHideOthers(t *testing.T) {
	r := mapResult{Groups: []mapGroup{{Letter: "A"}, {Letter: "B"}}}
	counted := map[deliberation.Reader]int{1: 0, 2: 1, 3: 0}
	memory := mapMemory{Past: &deliberation.Past{Counted: counted}}
	if n := memory.fresh(r); n != 3 {
		t.Errorf("%d are new on the first map", n)
	}
	memory.tell(r)
	for reader := deliberation.Reader(10); reader < 14; reader++ {
		counted[reader] = 2
	}
	counted[4] = 1
	if n := memory.fresh(r); n != 1 {
		t.Errorf("%d are new", n)
	}
	memory.tell(r)
	r.Groups = append(r.Groups, mapGroup{Letter: "C"})
	if n := memory.fresh(r); n != 4 {
		t.Errorf("%d are new when the third group is told", n)
	}
}

func TestNewcomersAreNotToldWhereFewOthersVoted(t *testing.T) {
	var v mapVotes
	newcomers := map[content.OpinionID]mapTally{}
	for opinion, votes := range map[content.OpinionID][2]int{1: {6, 1}, 2: {6, 0}, 3: {5, 5}, 4: {4, 9}} { // of newcomers, of others
		newcomers[opinion] = mapTally{Votes: votes[0]}
		for i := range votes[0] + votes[1] {
			v.votes = append(v.votes, mapVote{opinion: deliberation.Opinion(opinion), reader: int32(i)}) // #nosec G115 -- few readers
		}
	}
	told := v.newcomersTold(newcomers)
	if _, ok := told[1]; ok || len(told) != 2 || told[2].Votes != 6 || told[3].Votes != 5 {
		t.Errorf("told: %+v", told)
	}
}
