package deliberation

import "slices"

// lasting is how many maps in a row must find another number of groups before it is shown.
const lasting = 4

// Past is what a map hands on to the next one of the same conversation: it saves most of the search, and keeps what readers have seen recognisable. It
// can be stored as JSON. What it says of readers is personal; one who is forgotten is taken out with Forget.
type Past struct {
	// Axes are the directions found, by opinion.
	Axes map[Opinion][]float64 `json:"axes"`
	// Counted are the readers on the map, with the group of each: once in, always in.
	Counted map[Reader]int `json:"counted"`
	// Shown is the number of groups shown, Waiting another one that was found the last Times times.
	Shown   int `json:"shown"`
	Waiting int `json:"waiting"`
	Times   int `json:"times"`
}

// Forget takes a reader out.
func (p *Past) Forget(r Reader) { delete(p.Counted, r) }

// axes returns the directions for these opinions, 0 for those that are new, or nil where nothing is known.
func (p *Past) axes(opinions []Opinion) []axis {
	if p == nil || len(p.Axes) == 0 {
		return nil
	}
	axes := zeros(len(opinions))
	for j, o := range opinions {
		for d, x := range p.Axes[o][:min(width, len(p.Axes[o]))] {
			axes[d][j] = x
		}
	}
	return axes
}

// readers returns who counted.
func (p *Past) readers() []Reader {
	if p == nil {
		return nil
	}
	var readers []Reader
	for r := range p.Counted { // whose order plays no part
		readers = append(readers, r)
	}
	return readers
}

// show returns how many groups are to be shown where found are the clearest, and hands on what the next map must know of that.
func (p *Past) show(found, most int) Past {
	next := Past{Shown: found}
	if p == nil || p.Shown == 0 || p.Shown > most || p.Shown == found {
		return next
	}
	next = Past{Shown: p.Shown, Waiting: found, Times: 1}
	if p.Waiting == found {
		next.Times += p.Times
	}
	if next.Times >= lasting {
		return Past{Shown: found}
	}
	return next
}

// pair is how many readers of an earlier group are in a new one.
type pair struct{ earlier, later, readers int }

// names returns the number that each of the groups found gets: that of the earlier group with which it shares most readers, or else the next free
// one, the largest group first.
func (p *Past) names(readers []Reader, of []int, groups int) []int {
	sizes := make([]int, groups)
	shared := map[[2]int]int{}
	for i, r := range readers {
		sizes[of[i]]++
		if p == nil {
			continue
		}
		if earlier, ok := p.Counted[r]; ok && earlier >= 0 && earlier < groups {
			shared[[2]int{earlier, of[i]}]++
		}
	}
	names, taken := make([]int, groups), make([]bool, groups)
	for g := range names {
		names[g] = -1
	}
	for _, s := range descending(shared) {
		if names[s.later] < 0 && !taken[s.earlier] {
			names[s.later], taken[s.earlier] = s.earlier, true
		}
	}
	for _, g := range bySize(sizes) {
		if names[g] < 0 {
			names[g] = slices.Index(taken, false)
			taken[names[g]] = true
		}
	}
	return names
}

// descending lists pairs, those that share most readers first.
func descending(shared map[[2]int]int) []pair {
	var pairs []pair
	for groups, readers := range shared {
		pairs = append(pairs, pair{groups[0], groups[1], readers})
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		switch {
		case a.readers != b.readers:
			return b.readers - a.readers
		case a.earlier != b.earlier:
			return a.earlier - b.earlier
		}
		return a.later - b.later
	})
	return pairs
}

// bySize lists groups, the largest first; of equal ones the one with the lower number, which holds the reader who came first.
func bySize(sizes []int) []int {
	order := make([]int, len(sizes))
	for g := range order {
		order[g] = g
	}
	slices.SortStableFunc(order, func(a, b int) int { return sizes[b] - sizes[a] })
	return order
}
