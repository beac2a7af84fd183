package deliberation

import (
	"math"
	"math/rand/v2"
)

// routed is what the choice of the next opinion goes by.
type routed struct {
	all       Tally
	extremity float64
}

// priority is how much is learnt from one more vote on the opinion: more where few pass, where agreement or disagreement places a reader, and above all
// where there are few votes yet.
func (r routed) priority() float64 {
	votes := float64(r.all.Votes)
	passes := float64(r.all.Votes - r.all.Agrees - r.all.Disagrees)
	known := 1 - (passes+1)/(votes+2)
	agreed := (float64(r.all.Agrees) + 1) / (votes + 2)
	fresh := 1 + 8*math.Exp2(-votes/5)
	p := known * (r.extremity + 1) * agreed * fresh
	return p * p
}

// Priority returns the weight with which an opinion is drawn to be voted on next. One without votes has the weight of a fresh one.
func (m *Map) Priority(o Opinion) float64 { return m.tallies[o].priority() }

// Next draws one of the opinions to be voted on next, each with its priority, and returns false where there are none. Those that a
// reader has voted on or wrote must not be among them.
func (m *Map) Next(among []Opinion, chance *rand.Rand) (Opinion, bool) {
	total := 0.0
	for _, o := range among {
		total += m.Priority(o)
	}
	at := chance.Float64() * total
	for _, o := range among {
		if at -= m.Priority(o); at < 0 {
			return o, true
		}
	}
	if len(among) == 0 {
		return 0, false
	}
	return among[len(among)-1], true // rounding left a little over
}
