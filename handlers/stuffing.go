package handlers

import (
	"cmp"
	"hash/maphash"
	"slices"
	"time"

	"aitys/deliberation"
)

const (
	// burstReaders is how many readers who are first seen within burstWithin are a burst, where that is burstTimes as many as is usual in burstAround.
	burstReaders = 10
	burstWithin  = time.Minute
	burstAround  = time.Hour
	burstTimes   = 10
	// alikeVotes is how many votes two readers have to share within alikeWithin of each other, alikeShare of the votes of the one who has fewer.
	alikeVotes  = 5
	alikeWithin = 5 * time.Second
	alikeShare  = 0.8
	// alikeNext is with how many of those who voted next on an opinion a vote is compared: it bounds the cost.
	alikeNext = 4
	// alikeCrowd is how many readers have to cast the very same votes, all within alikeTogether, to be marked whoever voted next.
	alikeCrowd    = 5
	alikeTogether = time.Minute
)

// suspects are readers who may not be who they seem. It is for editors to judge: everybody's votes count.
type suspects struct{ burst, alike map[deliberation.Reader]bool }

func (m suspects) all() map[deliberation.Reader]bool {
	all := map[deliberation.Reader]bool{}
	for _, some := range []map[deliberation.Reader]bool{m.burst, m.alike} {
		for r := range some {
			all[r] = true
		}
	}
	return all
}

// marked looks for bursts of new readers, and for readers who vote alike within seconds. It takes as long as sorting the votes.
func (v *mapVotes) marked() suspects {
	m := suspects{v.bursts(), map[deliberation.Reader]bool{}}
	v.pairs(m.alike)
	v.choirs(m.alike)
	return m
}

// newcomer is a reader with the time when they were first seen.
type newcomer struct {
	reader deliberation.Reader
	since  int64
}

// bursts marks readers who came with many others in a minute, far more than came in the hours around it.
func (v *mapVotes) bursts() map[deliberation.Reader]bool {
	came := make([]newcomer, 0, len(v.since))
	for r, since := range v.since {
		came = append(came, newcomer{r, since})
	}
	slices.SortFunc(came, func(a, b newcomer) int { return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.reader, b.reader)) })
	marked := map[deliberation.Reader]bool{}
	first, early, late := 0, 0, 0
	for i, c := range came {
		for came[first].since < c.since-burstWithin.Microseconds() {
			first++
		}
		for came[early].since < c.since-burstAround.Microseconds() {
			early++
		}
		for late = max(late, i); late < len(came) && came[late].since <= c.since+burstAround.Microseconds(); {
			late++
		}
		within := i - first + 1
		around := late - early - within
		if usual := float64(around) * float64(burstWithin) / float64(2*burstAround); within >= burstReaders && float64(within) > burstTimes*usual {
			for _, one := range came[first : i+1] {
				marked[one.reader] = true
			}
		}
	}
	return marked
}

// pairs marks readers of whom one votes as the other did, seconds later, nearly always.
func (v *mapVotes) pairs(marked map[deliberation.Reader]bool) {
	votes := map[deliberation.Reader]int{}
	for _, one := range v.votes {
		votes[one.reader]++
	}
	all := v.together(votes)
	slices.Sort(all)
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to] == all[from] {
			to++
		}
		one, other := v.readersOf(all[from])
		if n := to - from; n >= alikeVotes && float64(n) >= alikeShare*float64(min(votes[one], votes[other])) {
			marked[one], marked[other] = true, true
		}
		from = to
	}
}

// readerPair is two readers, told by where their first votes stand among all. It is one number: where people vote together there are four of them for each vote.
type readerPair uint64

// together lists two readers for each opinion on which one voted as the other did within seconds. Readers with too few votes are left out.
func (v *mapVotes) together(votes map[deliberation.Reader]int) (all []readerPair) {
	first := v.firsts()
	last := map[deliberation.Opinion][]mapVote{}
	for _, one := range v.votes {
		if votes[one.reader] < alikeVotes {
			continue
		}
		others := last[one.opinion]
		for _, other := range others {
			if one.at-other.at <= alikeWithin.Microseconds() && one.vote == other.vote {
				all = append(all, pairOf(first[one.reader], first[other.reader]))
			}
		}
		if len(others) == alikeNext {
			others = others[:copy(others, others[1:])]
		}
		last[one.opinion] = append(others, one)
	}
	return all
}

// firsts is where the first vote of each reader stands.
func (v *mapVotes) firsts() map[deliberation.Reader]uint32 {
	first := make(map[deliberation.Reader]uint32, len(v.since))
	for i, one := range v.votes {
		if _, ok := first[one.reader]; !ok {
			first[one.reader] = uint32(i) // #nosec G115 -- votes fit into memory
		}
	}
	return first
}

func pairOf(one, other uint32) readerPair {
	return readerPair(min(one, other))<<32 | readerPair(max(one, other))
}

// readersOf are the two readers of a pair.
func (v *mapVotes) readersOf(p readerPair) (one, other deliberation.Reader) {
	return v.votes[p>>32].reader, v.votes[p&(1<<32-1)].reader
}

// choirs marks readers who cast the very same votes together.
func (v *mapVotes) choirs(marked map[deliberation.Reader]bool) {
	type song struct {
		sum   uint64
		votes int
		end   int64 // when the last of the votes was cast
	}
	seed, songs := maphash.MakeSeed(), map[deliberation.Reader]song{}
	for _, one := range v.votes {
		s := songs[one.reader]
		s.sum += maphash.Comparable(seed, [2]int64{int64(one.opinion), int64(one.vote)}) // whatever the order
		s.votes, s.end = s.votes+1, max(s.end, one.at)
		songs[one.reader] = s
	}
	choirs := map[uint64][]newcomer{}
	for r, s := range songs {
		if s.votes >= alikeVotes {
			choirs[s.sum] = append(choirs[s.sum], newcomer{r, s.end})
		}
	}
	for _, choir := range choirs {
		slices.SortFunc(choir, func(a, b newcomer) int { return cmp.Compare(a.since, b.since) })
		for i := alikeCrowd - 1; i < len(choir); i++ {
			if some := choir[i-alikeCrowd+1 : i+1]; some[len(some)-1].since-some[0].since <= alikeTogether.Microseconds() {
				for _, one := range some {
					marked[one.reader] = true
				}
			}
		}
	}
}
