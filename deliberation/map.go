package deliberation

// Alone is the group of readers who are in none: they have voted too little.
const Alone = -1

// Standing is a reader's place on the map.
type Standing struct {
	Reader Reader
	Point  Point
	Group  int // from 0, or Alone
}

// Group is readers who vote alike.
type Group struct {
	Size   int
	Centre Point
	// Holds are the opinions that tell the group from the others, at most five, those that it agrees with first.
	Holds []Held
	// TooFew is true where too few have voted to say what the group holds: no opinion has five votes in it.
	TooFew bool
}

// Map is the opinion map of a conversation.
type Map struct {
	Readers []Standing // who has voted, in the order of their numbers
	Groups  []Group
	// Silhouettes says how clear 2, 3 and so on groups would be, from -1 to 1.
	Silhouettes []float64
	// Agreed and Disagreed are what most readers of all groups together hold, five each at most.
	Agreed, Disagreed []Consensus
	// Common are the opinions that every group of at least five readers accepts, the most accepted first.
	Common []Common
	// Divides are the opinions on which two groups differ most, five at most.
	Divides []Divide

	tallies map[Opinion]Candidate
	past    Past
}

// Options say how votes are read.
type Options struct {
	// ZeroRejected counts rejected opinions as votes that say nothing, as Polis does, instead of leaving them out.
	ZeroRejected bool
}

// Draw computes the map. Past is what an earlier map of the same conversation handed on, or nil. It shortens the search; and the number of groups
// shown, their numbers, the sides of the map and who counts keep to what was shown before. Past is not changed.
func Draw(v *Votes, past *Past, o Options) *Map {
	b := v.ballot()
	before := past.axes(b.opinions)
	axes := principal(b, before)
	turn(axes, before)
	zeroed := 0
	if o.ZeroRejected {
		zeroed = b.rejected
	}
	m := &Map{Readers: make([]Standing, len(b.readers))}
	for i, r := range b.readers {
		m.Readers[i] = Standing{r, b.place(i, zeroed, axes), Alone}
	}
	m.group(b.counted(past.readers()), past)
	m.hand(b, axes)
	m.figures(b, axes)
	return m
}

// group divides the readers in these rows.
func (m *Map) group(rows []int, past *Past) {
	points, readers := make([]Point, len(rows)), make([]Reader, len(rows))
	for i, row := range rows {
		points[i], readers[i] = m.Readers[row].Point, m.Readers[row].Reader
	}
	divisions := divide(points)
	for _, d := range divisions {
		m.Silhouettes = append(m.Silhouettes, d.silhouette)
	}
	m.past = past.show(clearest(divisions), len(divisions)+1)
	of, groups := make([]int, len(rows)), min(1, len(rows))
	if m.past.Shown > 0 {
		shown := divisions[m.past.Shown-2]
		of, groups = numbered(shown.of)
	}
	names := past.names(readers, of, groups)
	m.Groups = make([]Group, groups)
	for i, row := range rows {
		m.Readers[row].Group = names[of[i]]
		m.Groups[names[of[i]]].add(points[i])
	}
}

// numbered numbers groups anew in the order of their first readers, and leaves out what has none.
func numbered(of []int) ([]int, int) {
	numbers := map[int]int{}
	again := make([]int, len(of))
	for i, g := range of {
		if _, ok := numbers[g]; !ok {
			numbers[g] = len(numbers)
		}
		again[i] = numbers[g]
	}
	return again, len(numbers)
}

// add puts one more reader into the group, at p.
func (g *Group) add(p Point) {
	g.Size++
	share := 1 / float64(g.Size)
	g.Centre = Point{g.Centre.X + (p.X-g.Centre.X)*share, g.Centre.Y + (p.Y-g.Centre.Y)*share}
}

// hand keeps what the next map needs.
func (m *Map) hand(b *ballot, axes []axis) {
	m.past.Axes = make(map[Opinion][]float64, len(b.opinions))
	for j, o := range b.opinions {
		for _, a := range axes {
			m.past.Axes[o] = append(m.past.Axes[o], a[j])
		}
	}
	m.past.Counted = map[Reader]int{}
	for _, s := range m.Readers {
		if s.Group != Alone {
			m.past.Counted[s.Reader] = s.Group
		}
	}
}

// Past returns what the next map of this conversation should be given.
func (m *Map) Past() *Past { return &m.past }
