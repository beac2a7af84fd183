package brittle

import (
	"math/rand/v2"
	"slices"
	"time"
)

// sector is what a disk writes wholly or not at all.
const sector = 512

// node is a file or a folder: as programs see it, and as it is on the medium.
type node struct {
	id      uint64
	mode    uint32 // with its kind, as stat gives it
	links   uint32
	touched time.Time

	seen, kept []byte   // of a file
	pending    []change // since the last sync

	names, keptNames map[string]*node // of a folder; nil for a file
}

// change is a write, or a truncation to a length.
type change struct {
	at        int64
	bytes     []byte
	truncates bool
}

func (n *node) folder() bool { return n.names != nil }

// alter changes a file as programs see it.
func (n *node) alter(c change) {
	n.seen = c.on(n.seen)
	n.pending = append(n.pending, c)
}

// sync brings a file onto the medium.
func (n *node) sync() {
	for _, c := range n.pending {
		n.kept = c.on(n.kept)
	}
	n.pending = nil
}

// on returns the content after a change; what nobody wrote is zero.
func (c change) on(content []byte) []byte {
	if c.truncates {
		return resized(content, c.at)
	}
	if end := c.at + int64(len(c.bytes)); end > int64(len(content)) {
		content = resized(content, end)
	}
	copy(content[c.at:], c.bytes)
	return content
}

func resized(content []byte, size int64) []byte {
	if size <= int64(len(content)) {
		return content[:size]
	}
	old := len(content)
	content = slices.Grow(content, int(size)-old)[:size]
	clear(content[old:])
	return content
}

// deed is what one call did to names, all at once; whole until one of the folders is synced.
type deed []naming

// naming gives a name in a folder to a node; nil: takes it away.
type naming struct {
	in   *node
	name string
	to   *node
}

func (d deed) touches(folder *node) bool {
	return slices.ContainsFunc(d, func(n naming) bool { return n.in == folder })
}

// take does it to the names that programs see, or to those on the medium.
func (d deed) take(of func(*node) map[string]*node) {
	for _, n := range d {
		if n.to == nil {
			delete(of(n.in), n.name)
		} else {
			of(n.in)[n.name] = n.to
		}
	}
}

func seenNames(n *node) map[string]*node { return n.names }
func keptNames(n *node) map[string]*node { return n.keptNames }

// medium is all that stands on a disk.
type medium struct {
	root  *node
	nodes map[uint64]*node
	deeds []deed // that no sync has reached, in order
	last  uint64 // id that was given
}

const (
	kindFile   = 0o100000
	kindFolder = 0o040000
)

func newMedium() *medium {
	m := &medium{nodes: map[uint64]*node{}}
	m.root = m.make(kindFolder | 0o755)
	return m
}

func (m *medium) make(mode uint32) *node {
	m.last++
	n := &node{id: m.last, mode: mode, touched: time.Now()}
	if mode&kindFolder != 0 && mode&kindFile == 0 {
		n.names, n.keptNames = map[string]*node{}, map[string]*node{}
	}
	m.nodes[n.id] = n
	return n
}

// do changes names as programs see them.
func (m *medium) do(d deed) {
	for _, n := range d {
		if before := n.in.names[n.name]; before != nil {
			before.links--
		}
		if n.to != nil {
			n.to.links++
		}
	}
	d.take(seenNames)
	m.deeds = append(m.deeds, d)
}

// syncNames brings the names in a folder onto the medium.
func (m *medium) syncNames(folder *node) {
	m.deeds = slices.DeleteFunc(m.deeds, func(d deed) bool {
		if !d.touches(folder) {
			return false
		}
		d.take(keptNames)
		return true
	})
}

// cut is what one power cut leaves to chance.
type cut struct {
	rnd          *rand.Rand
	bytes, names float64 // how likely what was not synced is kept
	noise        bool    // what lies behind a length that was kept without its bytes
}

// drawCut makes each kind of cut likely: one that loses all that was not synced, one that keeps it all, and those between.
func drawCut(rnd *rand.Rand) cut {
	draw := func() float64 { return []float64{0, 0.05, 0.5, 0.95, 1, rnd.Float64()}[rnd.IntN(6)] }
	return cut{rnd: rnd, bytes: draw(), names: draw(), noise: rnd.IntN(2) == 0}
}

func (c cut) keeps(chance float64) bool { return c.rnd.Float64() < chance }

// after is the medium as it is found when power is back.
func (m *medium) after(c cut) *medium {
	for _, d := range m.deeds {
		if c.keeps(c.names) {
			d.take(keptNames)
		}
	}
	found := &medium{nodes: map[uint64]*node{}}
	found.root = found.find(m.root, c, map[*node]*node{})
	return found
}

// find copies a node and what lies below it, in the order of names, so that a seed gives the same each time.
func (m *medium) find(old *node, c cut, known map[*node]*node) *node {
	if n := known[old]; n != nil {
		return n
	}
	n := m.make(old.mode)
	known[old] = n
	if !old.folder() {
		n.kept = old.survives(c)
		n.seen = slices.Clone(n.kept)
		return n
	}
	for _, name := range sortedNames(old.keptNames) {
		below := m.find(old.keptNames[name], c, known)
		below.links++
		n.names[name], n.keptNames[name] = below, below
	}
	return n
}

func sortedNames(names map[string]*node) []string {
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	return sorted
}

// survives is what is left of a file: what was synced, its length after some of the later changes, and some of their sectors.
func (n *node) survives(c cut) []byte {
	left := slices.Clone(n.kept)
	size, sized := int64(len(left)), 0
	for sized < len(n.pending) && c.keeps(c.bytes) {
		size = n.pending[sized].sizes(size)
		sized++
	}
	for i, one := range n.pending {
		switch {
		case one.truncates && i < sized:
			left = one.on(left)
		case !one.truncates:
			left = c.some(left, one)
		}
	}
	return resized(left, size)
}

// sizes is how long a change leaves a file.
func (c change) sizes(size int64) int64 {
	if c.truncates {
		return c.at
	}
	return max(size, c.at+int64(len(c.bytes)))
}

// some lets chance keep some sectors of a write.
func (c cut) some(left []byte, one change) []byte {
	if end := one.at + int64(len(one.bytes)); end > int64(len(left)) {
		old := len(left)
		if left = resized(left, end); c.noise {
			for i := range left[old:] {
				left[old+i] = byte(c.rnd.IntN(256)) //nolint:gosec // it fits
			}
		}
	}
	for from := one.at; from < one.at+int64(len(one.bytes)); {
		to := min(from/sector*sector+sector, one.at+int64(len(one.bytes)))
		if c.keeps(c.bytes) {
			copy(left[from:to], one.bytes[from-one.at:to-one.at])
		}
		from = to
	}
	return left
}
