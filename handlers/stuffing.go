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

// suspects are readers who may not be who they seem, by their places. It is for editors to judge: everybody's votes count.
type suspects struct{ burst, alike []bool }

func (m suspects) all() []bool {
	all := slices.Clone(m.burst)
	for r, alike := range m.alike {
		all[r] = all[r] || alike
	}
	return all
}

// count tells how many are marked.
func count(marked []bool) (n int) {
	for _, one := range marked {
		if one {
			n++
		}
	}
	return n
}

// marked looks for bursts of new readers, and for readers who vote alike within seconds. It takes as long as sorting the votes.
func (v *mapVotes) marked() suspects {
	m := suspects{v.bursts(), make([]bool, len(v.readers))}
	v.pairs(m.alike)
	v.choirs(m.alike)
	return m
}

// arrival is a reader, by place, with a time: when they were first seen, or had voted.
type arrival struct {
	reader int32
	at     int64
}

// inTime orders arrivals; of those at one time, by the readers' numbers.
func (v *mapVotes) inTime(all []arrival) {
	slices.SortFunc(all, func(a, b arrival) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(v.readers[a.reader], v.readers[b.reader]))
	})
}

// bursts marks readers who came with many others in a minute, far more than came in the hours around it.
func (v *mapVotes) bursts() []bool {
	came := make([]arrival, len(v.since))
	for r, since := range v.since {
		came[r] = arrival{int32(r), since} // #nosec G115 -- readers fit into memory
	}
	v.inTime(came)
	marked := make([]bool, len(v.readers))
	first, early, late, done := 0, 0, 0, 0
	for i, c := range came {
		for came[first].at < c.at-burstWithin.Microseconds() {
			first++
		}
		for came[early].at < c.at-burstAround.Microseconds() {
			early++
		}
		for late = max(late, i); late < len(came) && came[late].at <= c.at+burstAround.Microseconds(); {
			late++
		}
		within := i - first + 1
		around := late - early - within
		if usual := float64(around) * float64(burstWithin) / float64(2*burstAround); within >= burstReaders && float64(within) > burstTimes*usual {
			for _, one := range came[max(first, done) : i+1] { // each once, however many came together
				marked[one.reader] = true
			}
			done = i + 1
		}
	}
	return marked
}

// pairs marks readers of whom one votes as the other did, seconds later, nearly always.
func (v *mapVotes) pairs(marked []bool) {
	votes := make([]int, len(v.readers))
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
		one, other := all[from].readers()
		if n := to - from; n >= alikeVotes && float64(n) >= alikeShare*float64(min(votes[one], votes[other])) {
			marked[one], marked[other] = true, true
		}
		from = to
	}
}

// readerPair is two readers, told by their places. It is one number: where people vote together there are four of them for each vote.
type readerPair uint64

func pairOf(one, other int32) readerPair {
	return readerPair(min(one, other))<<32 | readerPair(max(one, other)) // #nosec G115 -- places are not negative
}

// readers are the two readers of a pair.
func (p readerPair) readers() (one, other int32) { return int32(p >> 32), int32(p & (1<<32 - 1)) } // #nosec G115 -- as pairOf put them together

// together lists two readers for each opinion on which one voted as the other did within seconds. Readers with too few votes are left out.
func (v *mapVotes) together(votes []int) (all []readerPair) {
	var last []mapVote
	for i, one := range v.votes {
		if i > 0 && one.opinion != v.votes[i-1].opinion {
			last = last[:0]
		}
		if votes[one.reader] < alikeVotes {
			continue
		}
		for _, other := range last {
			if one.at-other.at <= alikeWithin.Microseconds() && one.vote == other.vote {
				all = append(all, pairOf(one.reader, other.reader))
			}
		}
		if len(last) == alikeNext {
			last = last[:copy(last, last[1:])]
		}
		last = append(last, one)
	}
	return all
}

// song is what a reader voted.
type song struct {
	sum   uint64 // the same for the same votes, in whatever order
	votes int
	end   int64 // when the last of the votes was cast
}

// songs are the readers' votes, by their places.
func (v *mapVotes) songs() []song {
	seed, songs := maphash.MakeSeed(), make([]song, len(v.readers))
	var notes [3]uint64 // of the opinion at hand
	for i, one := range v.votes {
		if i == 0 || one.opinion != v.votes[i-1].opinion {
			for vote := range notes {
				notes[vote] = maphash.Comparable(seed, [2]int64{int64(one.opinion), int64(vote)})
			}
		}
		s := &songs[one.reader]
		s.sum += notes[one.vote-deliberation.Disagree]
		s.votes, s.end = s.votes+1, max(s.end, one.at)
	}
	return songs
}

// choirs marks readers who cast the very same votes together.
func (v *mapVotes) choirs(marked []bool) {
	choirs := map[uint64][]arrival{}
	for r, s := range v.songs() {
		if s.votes >= alikeVotes {
			choirs[s.sum] = append(choirs[s.sum], arrival{int32(r), s.end}) // #nosec G115 -- readers fit into memory
		}
	}
	for _, choir := range choirs {
		v.inTime(choir)
		for i := alikeCrowd - 1; i < len(choir); i++ {
			if some := choir[i-alikeCrowd+1 : i+1]; some[len(some)-1].at-some[0].at <= alikeTogether.Microseconds() {
				for _, one := range some {
					marked[one.reader] = true
				}
			}
		}
	}
}
