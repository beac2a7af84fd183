package deliberation

import (
	"cmp"
	"slices"
	"sync"
)

// cloud is points with how much each weighs.
type cloud struct {
	points  []Point
	weights []float64
}

// partition says to which of its centres each point of a cloud belongs.
type partition struct {
	centres []Point
	of      []int
	loss    float64 // the weighted sum of the squared distances
}

// gather is k-means: it moves each centre into the middle of the points that are nearest to it, at most so many rounds, until no centre moves by
// still or more. Where two centres are equally near, the first has the point. A centre without points stays where it is.
func (c cloud) gather(centres []Point, rounds int, still float64) partition {
	p := partition{centres: append([]Point(nil), centres...), of: make([]int, len(c.points))}
	for range rounds {
		p.assign(c)
		if moved := p.centre(c); moved == 0 || moved < still*still {
			break
		}
	}
	p.assign(c)
	return p
}

// assign gives each point to its nearest centre. Many points are divided among the processors, few are not worth it.
func (p *partition) assign(c cloud) {
	const many = 1000
	row, n := lined(p.centres), len(c.points)
	if n < many {
		p.loss = p.assignSome(c, row, 0, n)
		return
	}
	var losses [parts]float64
	var all sync.WaitGroup
	for part := range losses {
		all.Go(func() { losses[part] = p.assignSome(c, row, n*part/parts, n*(part+1)/parts) })
	}
	all.Wait()
	p.loss = 0
	for _, loss := range losses { // in this order, whoever was first
		p.loss += loss
	}
}

// assignSome gives the points from a number up to another one to their nearest centres, and returns what they add to the loss.
func (p *partition) assignSome(c cloud, row line, from, to int) (loss float64) {
	for i := from; i < to; i++ {
		nearest, distance := row.nearest(c.points[i], p.of[i])
		p.of[i] = nearest
		loss += c.weights[i] * distance
	}
	return loss
}

// line is centres from left to right, so that only those need be looked at that are not too far to one side.
type line struct {
	centres []Point // by their numbers
	numbers []int   // from left to right
	x       []float64
}

func lined(centres []Point) line {
	l := line{centres: centres}
	for k := range centres {
		l.numbers = append(l.numbers, k)
	}
	slices.SortStableFunc(l.numbers, func(a, b int) int { return cmp.Compare(centres[a].X, centres[b].X) })
	for _, k := range l.numbers {
		l.x = append(l.x, centres[k].X)
	}
	return l
}

// nearest returns the nearest centre, of equally near ones the first by number, and its squared distance. Near is one that may be near.
func (l line) nearest(p Point, near int) (int, float64) {
	best, least := near, l.centres[near].apart(p)
	closer := func(k int) {
		if d := l.centres[k].apart(p); d < least || d == least && k < best {
			best, least = k, d
		}
	}
	middle, _ := slices.BinarySearch(l.x, p.X)
	for at := middle; at < len(l.x) && (l.x[at]-p.X)*(l.x[at]-p.X) <= least; at++ {
		closer(l.numbers[at])
	}
	for at := middle - 1; at >= 0 && (l.x[at]-p.X)*(l.x[at]-p.X) <= least; at-- {
		closer(l.numbers[at])
	}
	return best, least
}

// centre moves each centre into the middle of its points and returns the longest way, squared.
func (p *partition) centre(c cloud) float64 {
	sums, weights := make([]Point, len(p.centres)), make([]float64, len(p.centres))
	for i, k := range p.of {
		w := c.weights[i]
		sums[k].X += w * c.points[i].X
		sums[k].Y += w * c.points[i].Y
		weights[k] += w
	}
	moved := 0.0
	for k, w := range weights {
		if w == 0 {
			continue
		}
		next := Point{sums[k].X / w, sums[k].Y / w}
		moved = max(moved, next.apart(p.centres[k]))
		p.centres[k] = next
	}
	return moved
}

// distinct returns the first n points that differ, in the order given; fewer where there are fewer.
func distinct(points []Point, order []int, n int) []Point {
	seen := make(map[Point]bool, n)
	var first []Point
	for _, i := range order {
		if len(first) == n {
			break
		}
		if p := points[i]; !seen[p] {
			seen[p] = true
			first = append(first, p)
		}
	}
	return first
}
