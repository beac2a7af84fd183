package deliberation

import (
	"math"
	"math/rand/v2"
	"sync"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

const (
	// width is how many directions are sought at once. Two are wanted; the next in size hold up the search least when they are found too.
	width = 4
	// depth is how often the votes are applied before the best of all that was seen is taken.
	depth = 8
	// restarts is how often at most the search begins again from the best.
	restarts = 40
	// settled is how much a direction may still turn when it counts as found, as a part of the largest spread.
	settled = 1e-10
	// nothing is the part of the largest spread below which a direction has none.
	nothing = 1e-9
	// independent is the part of a direction that must be new for it to widen a search: far less than settled, or the search would end before that.
	independent = 1e-13
	// shaken is how much chance is added to directions that were found earlier, so that none is out of reach for the search.
	shaken = 1e-6
)

// axis is a direction: a weight for each opinion.
type axis []float64

// principal returns the directions in which the votes differ most, the largest first, each of length 1, or 0 where the votes have fewer. An unseen
// vote is taken as the opinion's mean, so that it adds nothing and only votes that were cast need be visited. Near holds what was found
// earlier, or nil: it shortens the search and does not change where it ends.
//
// It is block Lanczos with restarts. It finds what power iteration with deflation finds, in fewer passes over the votes, and so exactly
// that it no longer shows where the search began.
func principal(b *ballot, near []axis) []axis {
	found := begin(b.opinions, near)
	for range restarts {
		basis, images := krylov(b, found)
		var done bool
		if found, done = best(basis, images, len(b.opinions)); done {
			break
		}
	}
	return found
}

// begin returns the directions to begin with: those found earlier, and chance.
func begin(opinions []Opinion, near []axis) []axis {
	from := zeros(len(opinions))
	for j, o := range opinions {
		chance := rand.New(rand.NewPCG(seed, uint64(o))) //nolint:gosec // a start that is the same everywhere, not a secret
		for d := range from {
			from[d][j] = chance.NormFloat64()
		}
	}
	for d := range near {
		floats.Scale(shaken, from[d])
		floats.Add(from[d], near[d])
	}
	return from
}

// zeros returns width directions that lead nowhere.
func zeros(n int) []axis {
	axes := make([]axis, width)
	for d := range axes {
		axes[d] = make(axis, n)
	}
	return axes
}

// krylov returns orthonormal directions, from those to begin with on, and what the votes make of each.
func krylov(b *ballot, from []axis) (basis, images []axis) {
	for last := orthonormal(nil, from); len(last) > 0; {
		basis = append(basis, last...)
		made := spread(b, last)
		images = append(images, made...)
		if len(basis) >= width*depth {
			break
		}
		last = orthonormal(basis, made)
	}
	return basis, images
}

// orthonormal returns what the candidates add to a basis, as directions at right angles to it and to each other.
func orthonormal(basis, candidates []axis) []axis {
	var added []axis
	for _, candidate := range candidates {
		c := append(axis(nil), candidate...)
		size := floats.Norm(c, 2)
		for range 2 { // the second time for what rounding left
			for _, known := range [][]axis{basis, added} {
				for _, k := range known {
					floats.AddScaled(c, -floats.Dot(k, c), k)
				}
			}
		}
		if left := floats.Norm(c, 2); left > independent*size {
			floats.Scale(1/left, c)
			added = append(added, c)
		}
	}
	return added
}

// best returns the directions of the largest spread within a basis, and whether the two that are wanted have settled.
func best(basis, images []axis, n int) (found []axis, done bool) {
	found, done = zeros(n), true
	values, vectors := eigen(basis, images)
	for d := range min(width, len(basis)) {
		at := len(basis) - 1 - d // in rising order
		if values[at] <= nothing*values[len(basis)-1] {
			break
		}
		turned := make(axis, n)
		for i := range basis {
			floats.AddScaled(found[d], vectors.At(i, at), basis[i])
			floats.AddScaled(turned, vectors.At(i, at), images[i])
		}
		floats.AddScaled(turned, -values[at], found[d])
		if d < 2 && floats.Norm(turned, 2) > settled*values[len(basis)-1] {
			done = false
		}
	}
	return found, done || len(basis) == n
}

// eigen returns the spread along the best directions within a basis, in rising order, and these directions as columns.
func eigen(basis, images []axis) ([]float64, *mat.Dense) {
	if len(basis) == 0 {
		return nil, nil
	}
	inner := mat.NewSymDense(len(basis), nil)
	for i := range basis {
		for j := i; j < len(basis); j++ {
			inner.SetSym(i, j, floats.Dot(basis[i], images[j]))
		}
	}
	var solved mat.EigenSym
	if !solved.Factorize(inner, true) {
		panic("deliberation: the spread of finite votes was not finite") // which would be a fault of the code
	}
	var vectors mat.Dense
	solved.VectorsTo(&vectors)
	return solved.Values(nil), &vectors
}

// parts is into how many parts the readers are divided for counting at the same time. It is fixed, so that a machine's processors do not show in
// the sums.
const parts = 4

// spread multiplies up to width directions with the centred votes and with their transpose.
func spread(b *ballot, directions []axis) []axis {
	from := make([][width]float64, len(b.opinions))
	for d, direction := range directions {
		for j, x := range direction {
			from[j][d] = x * b.weight[j]
		}
	}
	var sums [parts][][width]float64
	var all sync.WaitGroup
	var fallen [parts]any
	for p := range sums {
		all.Go(func() {
			defer func() { fallen[p] = recover() }()
			sums[p] = spreadOf(b, from, len(b.readers)*p/parts, len(b.readers)*(p+1)/parts)
		})
	}
	all.Wait()
	for _, cause := range fallen {
		if cause != nil {
			panic(cause) // here, where whoever asked can contain it
		}
	}
	made := zeros(len(b.opinions))[:len(directions)]
	for d := range made {
		for p := range sums {
			for j := range made[d] {
				made[d][j] += sums[p][j][d] * b.weight[j]
			}
		}
	}
	return made
}

// spreadOf does so for the readers from first to before end.
func spreadOf(b *ballot, from [][width]float64, first, end int) [][width]float64 {
	to := make([][width]float64, len(from))
	for i := first; i < end; i++ {
		columns, votes := b.row(i)
		var s0, s1, s2, s3 float64
		for at, j := range columns {
			x, f := float64(votes[at])-b.mean[j], &from[j]
			s0, s1, s2, s3 = s0+x*f[0], s1+x*f[1], s2+x*f[2], s3+x*f[3]
		}
		for at, j := range columns {
			x, t := float64(votes[at])-b.mean[j], &to[j]
			t[0] += x * s0
			t[1] += x * s1
			t[2] += x * s2
			t[3] += x * s3
		}
	}
	return to
}

// turn points each direction to the side where it pointed before, and otherwise so that its heaviest opinion weighs positively: a map that is
// mirrored with every vote could not be followed.
func turn(axes, before []axis) {
	for d, a := range axes {
		side := 0.0
		if before != nil {
			side = floats.Dot(a, before[d])
		}
		if side == 0 {
			side = heaviest(a)
		}
		if side < 0 {
			floats.Scale(-1, a)
		}
	}
}

// heaviest returns the weight that is largest in size; of nearly equal ones the first, whatever rounding made of them.
func heaviest(a axis) float64 {
	most := 0.0
	for _, x := range a {
		if math.Abs(x) > math.Abs(most)+settled {
			most = x
		}
	}
	return most
}
