package deliberation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func about(a, b float64) bool { return math.Abs(a-b) < 1e-4 }

func TestTests(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		// (9+1)/(12+2)
		{"chance", side{9, 12}.chance(), 0.714286},
		{"chance without votes", side{}.chance(), 0.5},
		// 2·√13·(10/13 − ½)
		{"more than half", side{9, 12}.z(), 1.941451},
		// p = 10/13, q = 4/21, both together 14/34: 0.578755 / √(0.411765·0.588235·(1/13 + 1/21))
		{"two proportions", side{9, 12}.against(side{3, 20}), 3.332303},
		{"two proportions, the other way", side{3, 20}.against(side{9, 12}), -3.332303},
		{"all hold it everywhere", side{12, 12}.against(side{20, 20}), 0},
		// (1 − 3/12)·(0.5+1)·(6+1)/12·(1 + 8·2^(−2)), squared, with 10 votes, 6 agrees, 2 disagrees, 2 passes
		{"priority", Candidate{0, Tally{6, 2, 10}, 0.5}.Priority(), 3.875977},
		{"priority without votes", Candidate{}.Priority(), 5.0625},
	} {
		if !about(c.got, c.want) {
			t.Errorf("%s: got %f, want %f", c.name, c.got, c.want)
		}
	}
}

// camps makes a map of the votes on each opinion, a sign for each reader.
func camps(opinions ...string) *Map {
	var v Votes
	for o, votes := range opinions {
		for r, vote := range votes {
			switch vote {
			case '+':
				v.Cast(Reader(r), Opinion(o), Agree)
			case '-':
				v.Cast(Reader(r), Opinion(o), Disagree)
			case '0':
				v.Cast(Reader(r), Opinion(o), Pass)
			}
		}
	}
	return Draw(&v, nil, Options{})
}

func TestWhatGroupsHold(t *testing.T) {
	m := camps(
		"++++++++++"+"--------", // 0 divides
		"----------"+"++++++++", // 1 the other way
		"++++++++++"+"++++++++", // 2 all agree
		"----------"+"--------", // 3 all disagree
		"++++++++++"+"        ", // 4 only one camp has seen it
		"++++++++++"+"++++    ", // 5 four are too few to say that the other accepts it
		"0000000000"+"00000000", // 6 nothing, nor do the next; but seven votes make a reader count
		"0000000000"+"00000000",
		"0000000000"+"00000000",
	)
	if len(m.Groups) != 2 || m.Groups[0].Size != 10 || m.Groups[1].Size != 8 {
		t.Fatalf("groups: %+v", m.Groups)
	}
	for g, want := range []string{"0+ 1-", "1+ 0-"} {
		if got := held(m.Groups[g]); got != want {
			t.Errorf("group %d holds %q, want %q", g, got, want)
		}
	}
	opinionsAre(t, "agreed by all", m.Agreed, func(c Consensus) Opinion { return c.Opinion }, 2, 5, 4)
	opinionsAre(t, "disagreed by all", m.Disagreed, func(c Consensus) Opinion { return c.Opinion }, 3)
	opinionsAre(t, "common", m.Common, func(c Common) Opinion { return c.Opinion }, 2)
	opinionsAre(t, "dividing", m.Divides, func(d Divide) Opinion { return d.Opinion }, 0, 1)
	if d := m.Divides[0]; d.For != 0 || d.Against != 1 || !about(d.Gap, 11.0/12-1.0/10) {
		t.Errorf("divides: %+v", d)
	}
	if rest := m.Groups[1].Holds[0].Rest; rest != (Tally{0, 10, 10}) {
		t.Errorf("the others voted %+v", rest)
	}
}

func held(g Group) string {
	said := ""
	for _, h := range g.Holds {
		said += fmt.Sprintf(" %d%c", h.Opinion, map[bool]rune{true: '+', false: '-'}[h.Agrees])
	}
	return said[min(1, len(said)):]
}

func opinionsAre[T any](t *testing.T, what string, items []T, of func(T) Opinion, want ...Opinion) {
	t.Helper()
	var got []Opinion
	for _, item := range items {
		got = append(got, of(item))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestAGroupWithFewVotesSaysSo(t *testing.T) {
	m := camps("++++----", "++++----", "++++----", "++++----")
	for g, group := range m.Groups {
		if !group.TooFew || len(group.Holds) > 0 {
			t.Errorf("group %d of four: %+v", g, group)
		}
	}
	if len(m.Groups) != 2 || len(m.Common)+len(m.Divides) > 0 {
		t.Errorf("groups %+v, common %v, divides %v", m.Groups, m.Common, m.Divides)
	}
}

// TestAxesArePrincipalComponents holds the search for the axes against the whole decomposition by the library.
func TestAxesArePrincipalComponents(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 5))
	for _, size := range []struct{ readers, opinions int }{{40, 6}, {60, 45}, {400, 120}} {
		var v Votes
		for r := range size.readers {
			for o := range size.opinions {
				if chance.IntN(3) > 0 {
					v.Cast(Reader(r), Opinion(o), Vote(chance.IntN(3)-1))
				}
			}
		}
		b := v.ballot()
		dense := mat.NewDense(len(b.readers), len(b.opinions), nil)
		for i := range b.readers {
			columns, votes := b.row(i)
			for at, j := range columns {
				dense.Set(i, int(j), (float64(votes[at])-b.mean[j])*b.weight[j])
			}
		}
		var whole stat.PC
		if !whole.PrincipalComponents(dense, nil) {
			t.Fatal("no components")
		}
		var components mat.Dense
		whole.VectorsTo(&components)
		for d, a := range principal(b, nil)[:2] {
			along := mat.Dot(mat.NewVecDense(len(a), a), components.ColView(d))
			if math.Abs(math.Abs(along)-1) > 1e-9 {
				t.Errorf("%+v: axis %d and the component have a cosine of %.12f", size, d, along)
			}
		}
	}
}

func TestTheNumberOfGroupsShownKeepsStill(t *testing.T) {
	var past *Past
	for i, c := range []struct{ found, most, shown int }{
		{2, 5, 2}, {3, 5, 2}, {3, 5, 2}, {3, 5, 2}, {2, 5, 2}, // three in a row are not enough
		{3, 5, 2}, {4, 5, 2}, {3, 5, 2}, {3, 5, 2}, {3, 5, 2}, {3, 5, 3}, // four are
		{2, 2, 2}, // at once where there cannot be as many any more
		{0, 1, 0}, {4, 4, 4},
	} {
		next := past.show(c.found, c.most)
		if past = &next; past.Shown != c.shown {
			t.Errorf("map %d: %d groups are shown, want %d: %+v", i, past.Shown, c.shown, past)
		}
	}
}

func TestGroupsKeepTheirNumbers(t *testing.T) {
	readers := []Reader{1, 2, 3, 4, 5, 6}
	past := &Past{Counted: map[Reader]int{1: 1, 2: 1, 3: 0, 4: 0, 5: 0}}
	if got := past.names(readers, []int{0, 0, 1, 1, 2, 2}, 3); !slices.Equal(got, []int{1, 0, 2}) {
		t.Errorf("got %v", got)
	}
	var none *Past
	if got := none.names(readers, []int{0, 1, 1, 2, 2, 2}, 3); !slices.Equal(got, []int{2, 1, 0}) {
		t.Errorf("without a past: got %v, want the largest first", got)
	}
}

func TestWhoCounts(t *testing.T) {
	var v Votes
	for r := range 20 {
		for o := range r { // reader r has r votes
			v.Cast(Reader(r), Opinion(o), Agree)
		}
	}
	v.Reject(0, true)
	b := v.ballot()
	in := func(before ...Reader) []Reader {
		var readers []Reader
		for _, row := range b.counted(before) {
			readers = append(readers, b.readers[row])
		}
		return readers
	}
	// 7 to 19 have enough; 6 and 5 fill up to fifteen.
	if got := in(); len(got) != 15 || got[0] != 5 || got[14] != 19 {
		t.Errorf("counted: %v", got)
	}
	if got := in(2, 3, 99); !slices.Equal(got[:3], []Reader{2, 3, 7}) {
		t.Errorf("counted, with those who counted before: %v", got)
	}
}

func TestSilhouette(t *testing.T) {
	points := []Point{{0, 0}, {0, 1}, {10, 0}}
	// (10 − 1)/10, (√101 − 1)/√101, and 0 for the lone point
	if got, want := silhouette(points, []int{0, 0, 1}, 2), (0.9+(math.Sqrt(101)-1)/math.Sqrt(101))/3; !about(got, want) {
		t.Errorf("got %f, want %f", got, want)
	}
	if got := clearest([]division{{groups: 2, silhouette: 0.5}, {groups: 3, silhouette: 0.5}, {groups: 4, silhouette: 0.1}}); got != 3 {
		t.Errorf("%d groups of equal silhouettes, want the larger number", got)
	}
}

func TestNextIsDrawnByPriority(t *testing.T) {
	m := &Map{tallies: map[Opinion]Candidate{1: {1, Tally{10, 0, 10}, 2}, 2: {2, Tally{0, 0, 40}, 0}}}
	chance, drawn := rand.New(rand.NewPCG(1, 2)), map[Opinion]int{}
	const times = 20_000
	for range times {
		o, ok := m.Next([]Opinion{1, 2, 3}, chance)
		if !ok {
			t.Fatal("nothing drawn")
		}
		drawn[o]++
	}
	total := m.Priority(1) + m.Priority(2) + m.Priority(3)
	for o := Opinion(1); o <= 3; o++ {
		if got, want := float64(drawn[o])/times, m.Priority(o)/total; math.Abs(got-want) > 0.02 {
			t.Errorf("opinion %d is drawn in %.3f of cases, want %.3f", o, got, want)
		}
	}
	if _, ok := m.Next(nil, chance); ok {
		t.Error("one of no opinions was drawn")
	}
}

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		one, other []int
		want       float64
	}{
		{[]int{0, 0, 1, 1}, []int{1, 1, 0, 0}, 1},
		{[]int{0, 0, 1, 1}, []int{0, 1, 0, 1}, -0.5},
		{[]int{0, 0, 1, 2}, []int{0, 0, 1, 1}, 0.571429},
		{[]int{0, 0, 0}, []int{1, 1, 1}, 1},
		{[]int{0, 0, 0, 0}, []int{0, 0, 1, 1}, 0},
		{nil, nil, 1},
	} {
		if got := Agreement(c.one, c.other); !about(got, c.want) {
			t.Errorf("%v and %v: got %f, want %f", c.one, c.other, got, c.want)
		}
	}
}

func TestNearestCentre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Map(rapid.IntRange(-4, 4), func(n int) float64 { return float64(n) }) // so that distances are often equal
		point := rapid.Custom(func(t *rapid.T) Point { return Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")} })
		centres, p := rapid.SliceOfN(point, 1, 20).Draw(t, "centres"), point.Draw(t, "point")
		want := 0
		for k, c := range centres {
			if c.apart(p) < centres[want].apart(p) {
				want = k
			}
		}
		if got, _ := lined(centres).nearest(p, rapid.IntRange(0, len(centres)-1).Draw(t, "near")); got != want {
			t.Errorf("%v is nearest to %d of %v, not %d", p, want, centres, got)
		}
	})
}
