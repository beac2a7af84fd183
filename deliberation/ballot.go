package deliberation

import (
	"maps"
	"math"
	"slices"
)

// ballot is the table as it is computed with: rows and columns in the order of their numbers, so that the same votes give the same sums to the last
// bit, whoever came first.
type ballot struct {
	readers  []Reader  // who has voted at all, on rejected opinions too
	opinions []Opinion // those with votes, without rejected ones
	rejected int       // how many opinions with votes were left out
	start    []int     // the votes of readers[i] are start[i] to start[i+1]
	column   []int32   // which of the opinions
	vote     []Vote
	outside  []int     // how many votes readers[i] cast on rejected opinions
	mean     []float64 // of the votes on each opinion
	weight   []float64 // of each opinion in the search for the axes, nearly 1
}

// ballot lays the table out. It keeps nothing of the table.
func (v *Votes) ballot() *ballot {
	b := &ballot{readers: slices.Sorted(maps.Keys(v.rows))}
	columns := b.arrange(v)
	total := 0
	for _, n := range v.counts {
		total += n
	}
	b.column, b.vote = make([]int32, 0, total), make([]Vote, 0, total)
	b.start, b.outside = make([]int, 1, len(b.readers)+1), make([]int, len(b.readers))
	for i, r := range b.readers {
		for _, c := range v.rows[r] {
			if column := columns[c.opinion]; column >= 0 {
				b.column, b.vote = append(b.column, column), append(b.vote, c.vote)
			} else {
				b.outside[i]++
			}
		}
		b.start = append(b.start, len(b.column))
	}
	b.mean, b.weight = b.means(), b.weights()
	return b
}

// tilt is by how much opinions may weigh differently in the search for the axes. Among few votes several directions are often exactly as good as each
// other. Then each search would find others; so it always finds the same.
const tilt = 1e-5

// weights returns what each opinion weighs: more or less by who voted on it and how, whatever its number and whichever way it is worded.
func (b *ballot) weights() []float64 {
	marks, first := make([]uint64, len(b.opinions)), make([]Vote, len(b.opinions))
	for i, r := range b.readers {
		columns, votes := b.row(i)
		for at, j := range columns {
			if first[j] == Pass {
				first[j] = votes[at]
			}
			m := (marks[j] ^ uint64(r)<<2 ^ uint64(1+votes[at]*first[j])) * 0x9e3779b97f4a7c15 //nolint:gosec // the bits matter, not the number
			marks[j] = m ^ m>>29
		}
	}
	w := make([]float64, len(marks))
	for j, m := range marks {
		w[j] = 1 + tilt*float64(m)/math.MaxUint64
	}
	return w
}

// arrange gives each opinion that has votes its column, and those that are rejected -1.
func (b *ballot) arrange(v *Votes) map[Opinion]int32 {
	columns := make(map[Opinion]int32, len(v.counts))
	for _, o := range slices.Sorted(maps.Keys(v.counts)) {
		if v.rejected[o] {
			columns[o] = -1
			b.rejected++
			continue
		}
		columns[o] = int32(len(b.opinions)) //nolint:gosec // as many opinions as overflow it do not fit into memory
		b.opinions = append(b.opinions, o)
	}
	return columns
}

func (b *ballot) means() []float64 {
	sums, counts := make([]int, len(b.opinions)), make([]int, len(b.opinions))
	for at, j := range b.column {
		sums[j] += int(b.vote[at])
		counts[j]++
	}
	means := make([]float64, len(b.opinions))
	for j := range means {
		means[j] = float64(sums[j]) / float64(counts[j])
	}
	return means
}

// row returns the columns and votes of readers[i].
func (b *ballot) row(i int) ([]int32, []Vote) {
	from, to := b.start[i], b.start[i+1]
	return b.column[from:to], b.vote[from:to]
}

// enough is how many votes a reader must have cast to count, where there are that many opinions.
const enough = 7

// fewest is how many readers a map should have: the most active fill up to it.
const fewest = 15

// counted returns the rows of the readers who count, in order: those with enough votes and those who counted before. Votes on rejected opinions
// count here, so that nobody leaves the map because of what a moderator did.
func (b *ballot) counted(before []Reader) []int {
	needed := min(enough, len(b.opinions)+b.rejected)
	was := make(map[Reader]bool, len(before))
	for _, r := range before {
		was[r] = true
	}
	var in, out []int
	for i, r := range b.readers {
		if was[r] || b.all(i) >= needed {
			in = append(in, i)
		} else {
			out = append(out, i)
		}
	}
	if missing := fewest - len(in); missing > 0 {
		slices.SortStableFunc(out, func(i, j int) int { return b.all(j) - b.all(i) })
		in = append(in, out[:min(missing, len(out))]...)
		slices.Sort(in)
	}
	return in
}

// all returns how many votes readers[i] cast.
func (b *ballot) all(i int) int { return b.start[i+1] - b.start[i] + b.outside[i] }
