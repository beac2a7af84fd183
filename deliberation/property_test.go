package deliberation_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"aitys/deliberation"
)

// cast is one vote.
type cast struct {
	reader  deliberation.Reader
	opinion deliberation.Opinion
	vote    deliberation.Vote
}

// drawCasts draws the votes of some minds, or none, with at most one of a reader on an opinion.
func drawCasts(t *rapid.T) []cast {
	readers, opinions := rapid.IntRange(1, 80).Draw(t, "readers"), rapid.IntRange(1, 25).Draw(t, "opinions")
	minds := rapid.IntRange(1, 4).Draw(t, "minds")
	firmness := rapid.Float64Range(0.3, 1).Draw(t, "firmness")
	c := newCrowd(rapid.Uint64().Draw(t, "seed"), minds, opinions, firmness)
	dense := rapid.Float64Range(0.2, 1).Draw(t, "dense")
	var casts []cast
	for r := range readers {
		for o := range opinions {
			if c.chance.Float64() < dense {
				casts = append(casts, cast{deliberation.Reader(r), deliberation.Opinion(o), c.vote(deliberation.Reader(r), deliberation.Opinion(o))})
			}
		}
	}
	return casts
}

func tableOf(casts []cast) *deliberation.Votes {
	var v deliberation.Votes
	for _, c := range casts {
		v.Cast(c.reader, c.opinion, c.vote)
	}
	return &v
}

func draw(casts []cast) *deliberation.Map {
	return deliberation.Draw(tableOf(casts), nil, deliberation.Options{})
}

// seen is all that a map shows.
type seen struct {
	Readers           []deliberation.Standing
	Groups            []deliberation.Group
	Silhouettes       []float64
	Agreed, Disagreed []deliberation.Consensus
	Common            []deliberation.Common
	Divides           []deliberation.Divide
}

func shown(m *deliberation.Map) seen {
	return seen{m.Readers, m.Groups, m.Silhouettes, m.Agreed, m.Disagreed, m.Common, m.Divides}
}

func TestTheOrderOfVotesChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		want := shown(draw(casts))
		shuffled := slices.Clone(casts)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0)).Shuffle(len(casts), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		v := tableOf(shuffled)
		for _, c := range shuffled[:len(shuffled)/3] { // and those who voted twice, or took a vote back, are as if they had not
			v.Withdraw(c.reader, c.opinion)
			v.Cast(c.reader, c.opinion, -c.vote)
			v.Cast(c.reader, c.opinion, c.vote)
		}
		if diff := cmp.Diff(want, shown(deliberation.Draw(v, nil, deliberation.Options{}))); diff != "" {
			t.Errorf("the map differs:\n%s", diff)
		}
	})
}

func TestReadersWithoutVotesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		v := tableOf(casts)
		v.Cast(1_000, 3, deliberation.Agree)
		v.Withdraw(1_000, 3)
		v.Cast(-1, 77, deliberation.Pass)
		v.Cast(-1, 78, deliberation.Agree)
		v.Forget(-1)
		v.Forget(2_000)
		v.Reject(5_000, true)
		if diff := cmp.Diff(shown(draw(casts)), shown(deliberation.Draw(v, nil, deliberation.Options{ZeroRejected: true}))); diff != "" {
			t.Errorf("the map differs:\n%s", diff)
		}
	})
}

// near is how far places may be apart that are the same but for rounding.
const near = 1e-5

// alike fails unless both maps have the same groups and the same distances between readers; mirrored and turned they may be.
func alike(t *rapid.T, want, got *deliberation.Map, reader func(deliberation.Reader) deliberation.Reader) {
	t.Helper()
	places := map[deliberation.Reader]deliberation.Standing{}
	for _, s := range got.Readers {
		places[s.Reader] = s
	}
	var ours, theirs []int
	for i, s := range want.Readers {
		other := places[reader(s.Reader)]
		ours, theirs = append(ours, s.Group), append(theirs, other.Group)
		first, otherFirst := want.Readers[0], places[reader(want.Readers[0].Reader)]
		if d, e := apart(s.Point, first.Point), apart(other.Point, otherFirst.Point); math.Abs(d-e) > near {
			t.Fatalf("readers %d and 0 are %g apart here and %g there", i, d, e)
		}
	}
	if index := deliberation.Agreement(ours, theirs); index != 1 {
		t.Errorf("the groups differ: adjusted Rand index %.3f", index)
	}
}

func apart(p, q deliberation.Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

func same(r deliberation.Reader) deliberation.Reader { return r }

func TestVotesTurnedRoundMirrorTheMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		negated := rapid.SampledFrom([]func(deliberation.Opinion) bool{
			func(deliberation.Opinion) bool { return true },       // everybody says the opposite of everything
			func(o deliberation.Opinion) bool { return o%3 == 0 }, // some opinions are worded the other way
		}).Draw(t, "negated")
		turned := slices.Clone(casts)
		for i, c := range turned {
			if negated(c.opinion) {
				turned[i].vote = -c.vote
			}
		}
		alike(t, draw(casts), draw(turned), same)
	})
}

func TestOpinionsUnderOtherNumbersMakeTheSameMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		other := slices.Clone(casts)
		for i := range other {
			other[i].opinion = 1_000 - 7*other[i].opinion
		}
		alike(t, draw(casts), draw(other), same)
	})
}

func TestReadersWhoVoteAlikeStandTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		casts := drawCasts(t)
		double := casts
		for _, c := range casts {
			if c.reader == 0 {
				double = append(double, cast{500, c.opinion, c.vote})
			}
		}
		var one, two *deliberation.Standing
		m := draw(double)
		for i, s := range m.Readers {
			switch s.Reader {
			case 0:
				one = &m.Readers[i]
			case 500:
				two = &m.Readers[i]
			}
		}
		if one == nil {
			return // who has not voted at all stands nowhere
		}
		if one.Point != two.Point {
			t.Errorf("the same votes stand at %v and %v", one.Point, two.Point)
		}
		if one.Group != two.Group && one.Group != deliberation.Alone && two.Group != deliberation.Alone {
			t.Errorf("the same votes are in groups %d and %d", one.Group, two.Group)
		}
	})
}

func TestWhatAMapSaysHangsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := draw(drawCasts(t))
		sizes := make([]int, len(m.Groups))
		for _, s := range m.Readers {
			if s.Group != deliberation.Alone {
				sizes[s.Group]++
			}
			if math.IsNaN(s.Point.X) || math.IsInf(s.Point.X, 0) || math.IsNaN(s.Point.Y) || math.IsInf(s.Point.Y, 0) {
				t.Errorf("reader %d stands at %v", s.Reader, s.Point)
			}
		}
		for g, group := range m.Groups {
			if group.Size != sizes[g] || group.Size == 0 || g > 0 && group.Size > m.Groups[g-1].Size {
				t.Errorf("groups of %v, of which %d says it has %d", sizes, g, group.Size)
			}
			if group.TooFew && len(group.Holds) > 0 || len(group.Holds) > 5 {
				t.Errorf("a group holds %v; too few: %t", group.Holds, group.TooFew)
			}
		}
		if len(m.Groups) > 5 {
			t.Errorf("%d groups", len(m.Groups))
		}
	})
}
