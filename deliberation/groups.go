package deliberation

import (
	"math"
	"math/rand/v2"
)

const (
	mostBases   = 100
	baseRounds  = 100
	baseStill   = 0.01
	groupRounds = 20
	mostGroups  = 5
	// starts is from how many places the search for groups begins, of which the tightest groups are taken: one start ends too often in groups that
	// a handful of centres happened to make.
	starts = 20
	// seed begins every drawing of chance.
	seed = 7
)

// division is readers divided into groups, for one number of groups.
type division struct {
	of         []int // the group of each point
	groups     int
	silhouette float64
}

// bases gathers readers who stand near each other into at most a hundred bases. It returns the bases, and of each point its base.
func bases(points []Point) (cloud, []int) {
	ones, order := make([]float64, len(points)), make([]int, len(points))
	for i := range points {
		ones[i], order[i] = 1, i
	}
	p := cloud{points, ones}.gather(distinct(points, order, mostBases), baseRounds, baseStill)
	return p.settle()
}

// settle returns the centres that have points, each weighing as many as it has, and of each point its centre.
func (p partition) settle() (cloud, []int) {
	members := make([]float64, len(p.centres))
	for _, k := range p.of {
		members[k]++
	}
	var c cloud
	at := make([]int, len(p.centres))
	for k, m := range members {
		at[k] = len(c.points)
		if m > 0 {
			c.points, c.weights = append(c.points, p.centres[k]), append(c.weights, m)
		}
	}
	of := make([]int, len(p.of))
	for i, k := range p.of {
		of[i] = at[k]
	}
	return c, of
}

// divide divides points into two groups, three and so on, as many as there may be of so many points. It returns nothing where all stand in
// one place.
func divide(points []Point) []division {
	base, of := bases(points)
	order := make([]int, len(base.points))
	for i := range order {
		order[i] = i
	}
	different := len(distinct(base.points, order, mostBases))
	most := min(mostGroups, 2+len(base.points)/12, different)
	var divisions []division
	for k := 2; k <= most; k++ {
		p := base.tightest(k)
		d := division{groups: k, of: make([]int, len(points)), silhouette: silhouette(base.points, p.of, k)}
		for i := range points {
			d.of[i] = p.of[of[i]]
		}
		divisions = append(divisions, d)
	}
	return divisions
}

// tightest divides a cloud into k groups, from many starts: the first k distinct points, then some drawn by chance.
func (c cloud) tightest(k int) partition {
	order := make([]int, len(c.points))
	for i := range order {
		order[i] = i
	}
	best := c.gather(distinct(c.points, order, k), groupRounds, 0)
	for s := 1; s < starts; s++ {
		chance := rand.New(rand.NewPCG(uint64(s), seed)) //nolint:gosec // starts that are the same everywhere, not a secret
		next := c.gather(distinct(c.points, chance.Perm(len(c.points)), k), groupRounds, 0)
		if next.loss < best.loss*(1-nothing) {
			best = next
		}
	}
	return best
}

// silhouette returns how much nearer points are to their own group than to the next one, from -1 to 1; a lone point counts 0.
func silhouette(points []Point, of []int, groups int) float64 {
	total := 0.0
	for i, p := range points {
		sums, sizes := make([]float64, groups), make([]float64, groups)
		for j, q := range points {
			if i != j {
				sums[of[j]] += math.Sqrt(p.apart(q))
				sizes[of[j]]++
			}
		}
		total += closeness(sums, sizes, of[i])
	}
	return total / float64(len(points))
}

// closeness compares a point's mean distance to its own group with that to the nearest other one.
func closeness(sums, sizes []float64, own int) float64 {
	if sizes[own] == 0 {
		return 0
	}
	inside, outside := sums[own]/sizes[own], math.Inf(1)
	for g, size := range sizes {
		if g != own && size > 0 {
			outside = min(outside, sums[g]/size)
		}
	}
	if math.IsInf(outside, 1) || inside == 0 && outside == 0 {
		return 0
	}
	return (outside - inside) / max(inside, outside)
}

// clearest returns the number of groups with the best silhouette, the larger of equal ones.
func clearest(divisions []division) int {
	best, groups := math.Inf(-1), 0
	for _, d := range divisions {
		if d.silhouette >= best-nothing {
			best, groups = max(best, d.silhouette), d.groups
		}
	}
	return groups
}
