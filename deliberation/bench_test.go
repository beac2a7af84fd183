package deliberation_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"aitys/deliberation"
)

// crowd is readers of several minds: on each opinion a mind has a leaning, and readers mostly follow that of their own.
type crowd struct {
	chance   *rand.Rand
	leanings [][]float64 // by mind and opinion: how likely each agrees
	firmness float64     // how many of the votes follow the leaning; the others are drawn
}

func newCrowd(seed uint64, minds, opinions int, firmness float64) *crowd {
	c := &crowd{chance: rand.New(rand.NewPCG(seed, 1)), firmness: firmness}
	for range minds {
		leanings := make([]float64, opinions)
		for o := range leanings {
			leanings[o] = float64(c.chance.IntN(2))*0.8 + 0.1
		}
		c.leanings = append(c.leanings, leanings)
	}
	return c
}

// vote draws a reader's vote.
func (c *crowd) vote(r deliberation.Reader, o deliberation.Opinion) deliberation.Vote {
	leaning := c.leanings[int(r)%len(c.leanings)][o]
	switch {
	case c.chance.Float64() < 0.1:
		return deliberation.Pass
	case c.chance.Float64() > c.firmness:
		leaning = 0.5
	}
	if c.chance.Float64() < leaning {
		return deliberation.Agree
	}
	return deliberation.Disagree
}

// cast lets each of so many readers vote on about so many opinions each.
func (c *crowd) cast(v *deliberation.Votes, readers, each int) {
	opinions := len(c.leanings[0])
	for r := range readers {
		for o := range opinions {
			if c.chance.IntN(opinions) < each {
				v.Cast(deliberation.Reader(r), deliberation.Opinion(o), c.vote(deliberation.Reader(r), deliberation.Opinion(o)))
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, size := range []struct{ readers, opinions, each int }{{1_000, 100, 40}, {10_000, 1_000, 60}, {33_000, 800, 60}} {
		var votes deliberation.Votes
		c := newCrowd(1, 4, size.opinions, 0.8)
		c.cast(&votes, size.readers, size.each)
		name := fmt.Sprintf("readers=%d/opinions=%d", size.readers, size.opinions)
		b.Run(name+"/cold", func(b *testing.B) {
			for b.Loop() {
				deliberation.Draw(&votes, nil, deliberation.Options{})
			}
		})
		b.Run(name+"/one-more-vote", func(b *testing.B) {
			past := deliberation.Draw(&votes, nil, deliberation.Options{}).Past()
			for b.Loop() {
				r, o := deliberation.Reader(c.chance.IntN(size.readers)), deliberation.Opinion(c.chance.IntN(size.opinions))
				votes.Cast(r, o, c.vote(r, o))
				past = deliberation.Draw(&votes, past, deliberation.Options{}).Past()
			}
		})
	}
}
