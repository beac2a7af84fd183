package handlers

import (
	"testing"

	"aitys/deliberation"
)

// BenchmarkManyVotes: the largest conversation known, all of whose readers vote within a minute, as the worst case for who votes alike.
func BenchmarkManyVotes(b *testing.B) {
	v := manyVotes(33_000, 60)
	b.ReportAllocs()
	for b.Loop() {
		v.draw()
	}
}

// manyVotes are readers who each vote on so many of 800 opinions, two camps of them, all within a minute.
func manyVotes(readers, each int) *mapVotes {
	v := &mapVotes{}
	for r := range readers {
		v.readers, v.since = append(v.readers, deliberation.Reader(r)), append(v.since, int64(r)*1e6)
	}
	for i := range each {
		for r := range readers {
			vote, opinion := deliberation.Agree, (r*7+i*13)%800
			if (r+opinion)%2 == 0 {
				vote = deliberation.Disagree
			}
			at := int64(60e6) * int64(i*readers+r) / int64(readers*each)
			v.votes = append(v.votes, mapVote{deliberation.Opinion(opinion), at, int32(r), vote}) // #nosec G115 -- few readers
		}
	}
	v.arrange()
	return v
}
