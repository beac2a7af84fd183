package deliberation

import (
	"cmp"
	"slices"
)

// most is how many opinions of a kind are named.
const most = 5

// Held is an opinion that tells a group from the others.
type Held struct {
	Opinion Opinion
	Agrees  bool    // the group agrees with it more than others, or else disagrees
	Group   Tally   // the votes in the group
	Rest    Tally   // the votes in the other groups
	Groups  []Tally // by group
	Score   float64 // how well it stands for the group
}

// Consensus is what readers hold whatever their group.
type Consensus struct {
	Opinion Opinion
	All     Tally
	Groups  []Tally // by group
	Score   float64
}

// Common is an opinion that every group accepts which has at least five readers.
type Common struct {
	Opinion Opinion
	Groups  []Tally // by group
	Score   float64 // how likely one reader of each group would all agree
}

// Divide is an opinion on which groups differ.
type Divide struct {
	Opinion      Opinion
	For, Against int     // the groups that agree most and least
	Groups       []Tally // by group
	Gap          float64 // between their shares of agreement, from 0 to 1
}

// opinionTally is the votes on an opinion, by group.
type opinionTally struct {
	opinion Opinion
	groups  []Tally
	counted Tally // all groups together
	all     Tally // and those in none
}

// rest returns the votes of all groups but one.
func (t opinionTally) rest(group int) Tally {
	g := t.groups[group]
	return Tally{t.counted.Agrees - g.Agrees, t.counted.Disagrees - g.Disagrees, t.counted.Votes - g.Votes}
}

// count counts the votes on each opinion, by group.
func (m *Map) count(b *ballot) []opinionTally {
	tallies := make([]opinionTally, len(b.opinions))
	for j, o := range b.opinions {
		tallies[j] = opinionTally{opinion: o, groups: make([]Tally, len(m.Groups))}
	}
	for i := range b.readers {
		columns, votes := b.row(i)
		group := m.Readers[i].Group
		for at, j := range columns {
			tallies[j].all.add(votes[at])
			if group != Alone {
				tallies[j].groups[group].add(votes[at])
				tallies[j].counted.add(votes[at])
			}
		}
	}
	return tallies
}

// figures fills in what the groups hold, what they share and what divides them.
func (m *Map) figures(b *ballot, axes []axis) {
	tallies := m.count(b)
	for g := range m.Groups {
		m.Groups[g].hold(g, tallies)
	}
	m.Agreed = consensus(tallies, Tally.agreeing)
	m.Disagreed = consensus(tallies, Tally.disagreeing)
	if len(m.Groups) > 1 {
		m.Common, m.Divides = common(tallies, m.large()), divides(tallies)
	}
	m.tallies = make(map[Opinion]Candidate, len(tallies))
	for j, t := range tallies {
		m.tallies[t.opinion] = Candidate{t.opinion, t.all, b.extremity(j, axes)}
	}
}

// hold fills in what the group holds.
func (g *Group) hold(number int, tallies []opinionTally) {
	g.TooFew = true
	for _, t := range tallies {
		if t.groups[number].Votes < reliable {
			continue
		}
		g.TooFew = false
		if held, ok := holds(t, number); ok {
			g.Holds = append(g.Holds, held)
		}
	}
	slices.SortFunc(g.Holds, func(a, b Held) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Opinion, b.Opinion))
	})
	g.Holds = g.Holds[:min(most, len(g.Holds))]
	slices.SortStableFunc(g.Holds, func(a, b Held) int {
		switch {
		case a.Agrees == b.Agrees:
			return 0
		case a.Agrees:
			return -1
		}
		return 1
	})
}

// holds returns an opinion as one that the group holds, and false where it does not stand for the group.
func holds(t opinionTally, group int) (Held, bool) {
	own, rest := t.groups[group], t.rest(group)
	here, there, agrees := own.agreeing(), rest.agreeing(), true
	if own.agreeing().against(rest.agreeing()) <= own.disagreeing().against(rest.disagreeing()) {
		here, there, agrees = own.disagreeing(), rest.disagreeing(), false
	}
	apart := here.against(there)
	if here.z() <= significant || apart <= significant {
		return Held{}, false
	}
	score := here.chance() / there.chance() * apart * here.chance() * here.z()
	return Held{t.opinion, agrees, own, rest, t.groups, score}, true
}

// consensus returns what most readers hold, for one of the two views.
func consensus(tallies []opinionTally, view func(Tally) side) []Consensus {
	var all []Consensus
	for _, t := range tallies {
		if s := view(t.counted); t.counted.Votes >= reliable && s.chance() > 0.5 && s.z() > significant {
			all = append(all, Consensus{t.opinion, t.counted, t.groups, s.chance() * s.z()})
		}
	}
	slices.SortFunc(all, func(a, b Consensus) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Opinion, b.Opinion))
	})
	return all[:min(most, len(all))]
}

// large returns the groups of which anything can be said: those with as many readers as an opinion needs votes. A few who stand apart do not keep the
// others from having something in common.
func (m *Map) large() (groups []int) {
	for g := range m.Groups {
		if m.Groups[g].Size >= reliable {
			groups = append(groups, g)
		}
	}
	return groups
}

// common returns the opinions that each of these groups accepts: more than half of it, among enough votes. Of fewer than two groups nothing is in common.
func common(tallies []opinionTally, groups []int) []Common {
	var all []Common
	if len(groups) < 2 {
		return nil
	}
	for _, t := range tallies {
		score, accepted := 1.0, true
		for _, number := range groups {
			g := t.groups[number]
			chance := g.agreeing().chance()
			score *= chance
			accepted = accepted && g.Votes >= reliable && chance > 0.5
		}
		if accepted {
			all = append(all, Common{t.opinion, t.groups, score})
		}
	}
	slices.SortFunc(all, func(a, b Common) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Opinion, b.Opinion))
	})
	return all
}

// divides returns the opinions on which two groups differ most, and not by chance.
func divides(tallies []opinionTally) []Divide {
	var all []Divide
	for _, t := range tallies {
		if d, ok := t.divide(); ok {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b Divide) int {
		return cmp.Or(cmp.Compare(b.Gap, a.Gap), cmp.Compare(a.Opinion, b.Opinion))
	})
	return all[:min(most, len(all))]
}

// divide returns how the groups differ that agree most and least, and false where that may be chance.
func (t opinionTally) divide() (Divide, bool) {
	d := Divide{Opinion: t.opinion, For: Alone, Against: Alone, Groups: t.groups}
	for g, tally := range t.groups {
		if tally.Votes < reliable {
			continue
		}
		share := tally.agreeing().chance()
		if d.For == Alone || share > t.groups[d.For].agreeing().chance() {
			d.For = g
		}
		if d.Against == Alone || share < t.groups[d.Against].agreeing().chance() {
			d.Against = g
		}
	}
	if d.For == d.Against {
		return d, false
	}
	one, other := t.groups[d.For].agreeing(), t.groups[d.Against].agreeing()
	d.Gap = one.chance() - other.chance()
	return d, one.against(other) > significant
}
