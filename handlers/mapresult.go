package handlers

import (
	"math"
	"slices"

	"aitys/content"
	"aitys/deliberation"
)

const (
	// mapCrowd is how many readers a group needs to be drawn or described, and votes a figure beside it: of fewer, somebody might be recognised.
	mapCrowd = 5
	// mapReaders is how many readers a map needs.
	mapReaders = 10
	// mapVotesEach is on how many opinions a reader has to vote to stand on the map, where there are so many.
	mapVotesEach = 7
)

// mapTally counts votes on an opinion; Votes are all, those that pass too. The zero value: too few to be told.
type mapTally struct {
	Agrees    int `json:"agree"`
	Disagrees int `json:"disagree"`
	Votes     int `json:"votes"`
}

// share is the part that agrees, in percent.
func (t mapTally) share() float64 { return 100 * float64(t.Agrees) / float64(max(t.Votes, 1)) }

// against is the part that disagrees, in percent.
func (t mapTally) against() float64 { return 100 * float64(t.Disagrees) / float64(max(t.Votes, 1)) }

// mapResult is a map as far as it may be told: groups, and counts of at least five. It depends on nobody's place. What it says of all, or of those elsewhere, is the sum of
// what it may say of the groups: whoever takes one number from another learns nothing of a group that is too small.
type mapResult struct {
	Readers   int          `json:"readers"` // of these groups
	Votes     int          `json:"votes"`
	Groups    []mapGroup   `json:"groups"`
	Common    []mapOpinion `json:"all_groups_accept"`
	Divides   []mapOpinion `json:"divides"`
	Agreed    []mapOpinion `json:"most_agree"`
	Disagreed []mapOpinion `json:"most_disagree"`
	// Newcomers are, of a map that was shown, the votes of readers who were first seen after the article was published, where there are enough.
	Newcomers map[content.OpinionID]mapTally `json:"newcomers,omitempty"`
}

// mapGroup is a group of at least five.
type mapGroup struct {
	Letter  string    `json:"group"`
	Readers int       `json:"readers"`
	X       float64   `json:"x"`
	Y       float64   `json:"y"`
	Holds   []mapHeld `json:"holds"`
	TooFew  bool      `json:"too_few_votes,omitempty"`
}

// mapHeld is an opinion that tells a group from the others.
type mapHeld struct {
	Opinion content.OpinionID `json:"opinion"`
	Agrees  bool              `json:"agrees"`
	Group   mapTally          `json:"in_the_group"`
	Rest    mapTally          `json:"elsewhere"` // zero: too few votes to be told
}

// mapOpinion is an opinion with the votes of all who stand on the map, or of each group.
type mapOpinion struct {
	Opinion content.OpinionID   `json:"opinion"`
	All     mapTally            `json:"all,omitzero"`
	Groups  map[string]mapTally `json:"groups,omitempty"`
	For     string              `json:"most_for,omitempty"`
	Against string              `json:"most_against,omitempty"`
}

// ready tells whether there is anything to be drawn.
func (r *mapResult) ready() bool { return r.Readers >= mapReaders && len(r.Groups) > 1 }

// letterOf is what a group is called; there are five at most.
func letterOf(group int) string { return "ABCDE"[group : group+1] }

// resultOf takes from a map what may be told.
func resultOf(m *deliberation.Map, votes int) mapResult {
	r := mapResult{Votes: votes}
	var shown []int
	for g, group := range m.Groups {
		if group.Size >= mapCrowd {
			shown = append(shown, g)
		}
	}
	for _, g := range shown {
		group := m.Groups[g]
		r.Readers += group.Size
		r.Groups = append(r.Groups, mapGroup{
			Letter: letterOf(g), Readers: group.Size, X: roughly(group.Centre.X), Y: roughly(group.Centre.Y),
			Holds: heldBy(group, g, shown), TooFew: group.TooFew,
		})
	}
	for _, c := range m.Common {
		r.Common = append(r.Common, mapOpinion{Opinion: content.OpinionID(c.Opinion), Groups: byLetter(c.Groups, shown)})
	}
	for _, d := range m.Divides {
		if !slices.Contains(shown, d.For) || !slices.Contains(shown, d.Against) {
			continue
		}
		r.Divides = append(r.Divides, mapOpinion{
			Opinion: content.OpinionID(d.Opinion), Groups: byLetter(d.Groups, shown), For: letterOf(d.For), Against: letterOf(d.Against),
		})
	}
	r.Agreed, r.Disagreed = consensusOf(m.Agreed, shown), consensusOf(m.Disagreed, shown)
	return r
}

// roughly is a coordinate of a group's middle as exactly as a picture needs it. From the exact middle, whoever knows all of a group but one would compute where that one stands.
func roughly(x float64) float64 {
	const parts = 10
	return math.Round(x*parts) / parts
}

func heldBy(group deliberation.Group, number int, shown []int) (holds []mapHeld) {
	others := slices.DeleteFunc(slices.Clone(shown), func(g int) bool { return g == number })
	for _, h := range group.Holds {
		holds = append(holds, mapHeld{content.OpinionID(h.Opinion), h.Agrees, tallyTold(h.Group), sumTold(h.Groups, others)})
	}
	return holds
}

func consensusOf(all []deliberation.Consensus, shown []int) (told []mapOpinion) {
	for _, c := range all {
		if sum := sumTold(c.Groups, shown); sum.Votes > 0 {
			told = append(told, mapOpinion{Opinion: content.OpinionID(c.Opinion), All: sum})
		}
	}
	return told
}

// sumTold is the sum of these groups' tallies, save those of too few votes: neither it nor what is left when the others are taken from it tells of less than five.
func sumTold(tallies []deliberation.Tally, groups []int) (sum mapTally) {
	for _, g := range groups {
		told := tallyTold(tallies[g])
		sum.Agrees, sum.Disagrees, sum.Votes = sum.Agrees+told.Agrees, sum.Disagrees+told.Disagrees, sum.Votes+told.Votes
	}
	return sum
}

// byLetter are the tallies of the groups that are shown, save those of too few votes.
func byLetter(tallies []deliberation.Tally, shown []int) map[string]mapTally {
	told := map[string]mapTally{}
	for _, g := range shown {
		if tallies[g].Votes >= mapCrowd {
			told[letterOf(g)] = tallyTold(tallies[g])
		}
	}
	return told
}

// tallyTold is a tally, or the zero one where it is of too few votes.
func tallyTold(t deliberation.Tally) mapTally {
	if t.Votes < mapCrowd {
		return mapTally{}
	}
	return mapTally{t.Agrees, t.Disagrees, t.Votes}
}
