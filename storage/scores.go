package storage

import "math"

// scoreUnit is what a score of one is stored as: whole numbers are the same in both engines, and in their indexes.
const scoreUnit = 1_000_000

// agreedScore is by what opinions are ordered as most agreed: the share of agreement among those who took a side, as low as it may be with
// 90 % certainty given how few they are. 9 of 10 stand above 1 of 1, and 90 of 100 above both.
func agreedScore(agree, disagree int) int64 { return lowerBound(agree, agree+disagree) }

// dividedScore is by what opinions are ordered as most divided: the smaller side's share, doubled so that halves make one, again as low as it may be. So it
// grows with the balance of the sides and with the number of votes; it is zero where all are on one side.
func dividedScore(agree, disagree int) int64 {
	return 2 * lowerBound(min(agree, disagree), agree+disagree)
}

// lowerBound is the lower end of Wilson's score interval for a share of part in all, one-sided at 90 %
// (https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval).
func lowerBound(part, all int) int64 {
	if part <= 0 {
		return 0
	}
	const z = 1.2815515655446004 // the normal distribution is below it with a probability of 0.9
	n := float64(all)
	p := float64(part) / n
	bound := (p + z*z/(2*n) - z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
	return int64(math.Round(bound * scoreUnit))
}
