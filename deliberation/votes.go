package deliberation

import (
	"cmp"
	"slices"
)

// Reader is the number of somebody who votes.
type Reader int64

// Opinion is the number of what is voted on.
type Opinion int64

// Vote is what a reader said of an opinion. Who has not seen it has no vote, which is something else than Pass.
type Vote int8

// The three votes, as in Polis's public files. Its internal matrix has the opposite signs, which changes nothing but the sides of the map.
const (
	Disagree Vote = -1
	Pass     Vote = 0
	Agree    Vote = 1
)

// cell is one vote in a reader's row.
type cell struct {
	opinion Opinion
	vote    Vote
}

// Votes is the table of who voted what; only votes that were cast take room. The zero value is an empty table. It is not safe for concurrent use.
type Votes struct {
	rows     map[Reader][]cell // sorted by opinion
	counts   map[Opinion]int   // how many votes each opinion has; none is 0
	rejected map[Opinion]bool
}

// Cast stores a reader's vote on an opinion in place of an earlier one.
func (v *Votes) Cast(r Reader, o Opinion, vote Vote) {
	if v.rows == nil {
		v.rows, v.counts = map[Reader][]cell{}, map[Opinion]int{}
	}
	row := v.rows[r]
	at, found := find(row, o)
	if found {
		row[at].vote = vote
		return
	}
	v.rows[r] = slices.Insert(row, at, cell{o, vote})
	v.counts[o]++
}

// Withdraw deletes a reader's vote on an opinion, if there is one.
func (v *Votes) Withdraw(r Reader, o Opinion) {
	at, found := find(v.rows[r], o)
	if !found {
		return
	}
	v.uncount(o)
	if v.rows[r] = slices.Delete(v.rows[r], at, at+1); len(v.rows[r]) == 0 {
		delete(v.rows, r)
	}
}

// Forget deletes all votes of a reader.
func (v *Votes) Forget(r Reader) {
	for _, c := range v.rows[r] {
		v.uncount(c.opinion)
	}
	delete(v.rows, r)
}

// uncount takes one vote from an opinion's count.
func (v *Votes) uncount(o Opinion) {
	if v.counts[o]--; v.counts[o] == 0 {
		delete(v.counts, o)
	}
}

// Reject takes an opinion out of the map, or puts it back. Its votes are kept.
func (v *Votes) Reject(o Opinion, rejected bool) {
	if v.rejected == nil {
		v.rejected = map[Opinion]bool{}
	}
	v.rejected[o] = rejected
}

// Of returns a reader's vote on an opinion, and false where there is none.
func (v *Votes) Of(r Reader, o Opinion) (Vote, bool) {
	row := v.rows[r]
	if at, found := find(row, o); found {
		return row[at].vote, true
	}
	return Pass, false
}

// find returns where an opinion's vote stands in a row, or would stand.
func find(row []cell, o Opinion) (int, bool) {
	if n := len(row); n == 0 || row[n-1].opinion < o { // votes mostly come in the order of opinions
		return n, false
	}
	return slices.BinarySearchFunc(row, o, func(c cell, o Opinion) int { return cmp.Compare(c.opinion, o) })
}
