package deliberation

import (
	"math"
	"math/rand/v2"
)

// Candidate is an opinion that may be shown to a reader next, with what the choice goes by.
type Candidate struct {
	Opinion Opinion
	All     Tally
	// Extremity is how far from the middle of the map a reader stands who has only agreed with it: see Map.Extremity. 0 where no map is known.
	Extremity float64
}

// Priority is how much is learnt from one more vote on the opinion: more where few pass, where agreement or disagreement places a reader, and above all
// where there are few votes yet.
func (c Candidate) Priority() float64 {
	votes := float64(c.All.Votes)
	passes := float64(c.All.Votes - c.All.Agrees - c.All.Disagrees)
	known := 1 - (passes+1)/(votes+2)
	agreed := (float64(c.All.Agrees) + 1) / (votes + 2)
	fresh := 1 + 8*math.Exp2(-votes/5)
	p := known * (c.Extremity + 1) * agreed * fresh
	return p * p
}

// Choose draws one of the opinions to be voted on next, each with its priority, and returns false where there are none.
func Choose(among []Candidate, chance *rand.Rand) (Opinion, bool) {
	total := 0.0
	for _, c := range among {
		total += c.Priority()
	}
	at := chance.Float64() * total
	for _, c := range among {
		if at -= c.Priority(); at < 0 {
			return c.Opinion, true
		}
	}
	if len(among) == 0 {
		return 0, false
	}
	return among[len(among)-1].Opinion, true // rounding left a little over
}

// candidate is an opinion as the map knows it; one without votes is a fresh one.
func (m *Map) candidate(o Opinion) Candidate {
	known := m.tallies[o]
	known.Opinion = o
	return known
}

// Priority returns the weight with which an opinion is drawn to be voted on next. One without votes has the weight of a fresh one.
func (m *Map) Priority(o Opinion) float64 { return m.candidate(o).Priority() }

// Extremity returns how far from the middle of the map a reader stands who has only agreed with an opinion; 0 for one without votes.
func (m *Map) Extremity(o Opinion) float64 { return m.tallies[o].Extremity }

// Next is Choose by what the map knows of the opinions. Those that a reader has voted on or wrote must not be among them.
func (m *Map) Next(among []Opinion, chance *rand.Rand) (Opinion, bool) {
	candidates := make([]Candidate, len(among))
	for i, o := range among {
		candidates[i] = m.candidate(o)
	}
	return Choose(candidates, chance)
}
