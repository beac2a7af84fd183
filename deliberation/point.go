package deliberation

import "math"

// Point is a place on the map. Readers who vote alike stand near each other; the unit has no meaning of its own.
type Point struct{ X, Y float64 }

// apart returns the squared distance of two points.
func (p Point) apart(q Point) float64 {
	dx, dy := p.X-q.X, p.Y-q.Y
	return dx*dx + dy*dy
}

// grain is to what places are rounded: far above what the search for the axes or a machine's arithmetic leaves open, far below what can be seen. So
// readers who voted alike stand in the same place, and a map is the same everywhere.
const grain = 1e-7

func rounded(x float64) float64 { return math.Round(x/grain) * grain }

// place returns where readers[i] stands, by the votes that were cast alone: the fewer, the more each weighs. Zeroed is how many rejected opinions
// count as votes that say nothing.
func (b *ballot) place(i, zeroed int, axes []axis) Point {
	columns, votes := b.row(i)
	var p Point
	for at, j := range columns {
		x := float64(votes[at]) - b.mean[j]
		p.X += x * axes[0][j]
		p.Y += x * axes[1][j]
	}
	scale := math.Sqrt(float64(len(b.opinions)+zeroed) / float64(max(len(columns)+zeroed, 1)))
	return Point{rounded(p.X * scale), rounded(p.Y * scale)}
}

// extremity returns how far from the middle somebody stands who has only agreed with the opinion in column j.
func (b *ballot) extremity(j int, axes []axis) float64 {
	lone := (float64(Agree) - b.mean[j]) * math.Sqrt(float64(len(b.opinions)))
	return math.Hypot(lone*axes[0][j], lone*axes[1][j])
}
