package storage

import (
	"testing"

	"pgregory.net/rapid"
)

func TestScoresAreWilsonsBound(t *testing.T) {
	for _, c := range []struct {
		agree, disagree int
		agreed, divided int64
	}{ // computed by the formula, in another program
		{0, 0, 0, 0},
		{0, 7, 0, 0},
		{1, 0, 378448, 0},
		{9, 1, 717556, 2 * 30411},
		{90, 10, 854858, 2 * 67785},
		{5, 5, 312204, 2 * 312204},
		{50, 50, 436442, 2 * 436442},
	} {
		if got := agreedScore(c.agree, c.disagree); got != c.agreed {
			t.Errorf("%d to %d: agreed %d, want %d", c.agree, c.disagree, got, c.agreed)
		}
		if got := dividedScore(c.agree, c.disagree); got != c.divided {
			t.Errorf("%d to %d: divided %d, want %d", c.agree, c.disagree, got, c.divided)
		}
	}
}

func TestScoresGrowWithWhatTheyStandFor(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		agree, disagree := rapid.IntRange(0, 1_000_000).Draw(r, "agree"), rapid.IntRange(0, 1_000_000).Draw(r, "disagree")
		if more := agreedScore(agree+1, disagree); more < agreedScore(agree, disagree) || more > scoreUnit {
			r.Fatalf("with one more who agrees, the score is %d", more)
		}
		if agreedScore(agree, disagree+1) > agreedScore(agree, disagree) {
			r.Fatal("one who disagrees raised the score")
		}
		if dividedScore(agree, disagree) != dividedScore(disagree, agree) {
			r.Fatal("it matters which side is which")
		}
		if 2*agree < disagree+agree && dividedScore(agree+1, disagree) < dividedScore(agree, disagree) {
			r.Fatal("more on the smaller side made it less divided")
		}
		if dividedScore(2*agree, 2*disagree) < dividedScore(agree, disagree) {
			r.Fatal("more votes of the same balance made it less divided")
		}
	})
}
