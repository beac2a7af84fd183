package deliberation

import "math"

// significant is the z above which a difference is no chance: 90 %, one-tailed.
const significant = 1.2816

// reliable is how many votes of a group an opinion needs before anything is said of what the group holds. Polis is content with two.
const reliable = 5

// Tally counts the votes on an opinion. Votes are all, those that pass too.
type Tally struct{ Agrees, Disagrees, Votes int }

func (t *Tally) add(vote Vote) {
	t.Votes++
	switch vote {
	case Agree:
		t.Agrees++
	case Disagree:
		t.Disagrees++
	case Pass:
	}
}

// side counts those who hold one view of an opinion, agreement or its opposite, among all who voted.
type side struct{ holding, votes int }

func (t Tally) agreeing() side    { return side{t.Agrees, t.Votes} }
func (t Tally) disagreeing() side { return side{t.Disagrees, t.Votes} }

// chance is how likely somebody of whom nothing else is known holds the view: drawn to a half while there are few votes.
func (s side) chance() float64 { return float64(s.holding+1) / float64(s.votes+2) }

// z tells whether more than half hold the view.
func (s side) z() float64 {
	n := float64(s.votes + 1)
	return 2 * math.Sqrt(n) * (float64(s.holding+1)/n - 0.5)
}

// against tells whether the view is held more often here than there: the z of two proportions, with one added to all four counts.
func (s side) against(t side) float64 {
	here, there := float64(s.votes+1), float64(t.votes+1)
	p, q := float64(s.holding+1)/here, float64(t.holding+1)/there
	both := float64(s.holding+t.holding+2) / (here + there)
	if both >= 1 {
		return 0
	}
	return (p - q) / math.Sqrt(both*(1-both)*(1/here+1/there))
}
