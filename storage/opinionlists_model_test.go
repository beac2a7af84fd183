package storage_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"aitys/content"
	"aitys/storage"
)

// The lists of opinions and all counters, against what the model of opinions and counting say.

// share is by what a list is ordered: the formula of storage's scores, once more.
func share(part, all int) float64 {
	const z = 1.2815515655446004
	if part == 0 {
		return 0
	}
	p, n := float64(part)/float64(all), float64(all)
	return (p + z*z/(2*n) - z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
}

var orders = map[content.Order]func(o content.Opinion) float64{
	content.Newest:      func(content.Opinion) float64 { return 0 },
	content.MostAgreed:  func(o content.Opinion) float64 { return share(o.Agree, o.Agree+o.Disagree) },
	content.MostDivided: func(o content.Opinion) float64 { return share(min(o.Agree, o.Disagree), o.Agree+o.Disagree) },
}

// lists compares every list, read forward and backward in pages of two.
func (v *voices) lists(r *rapid.T) {
	v.do(r, "", func(tx *storage.Tx) error {
		for order, score := range orders {
			for _, section := range []content.SectionID{"", "a", "b"} {
				want := v.shown(func(s *said) bool { return s.Parent == 0 && (section == "" || s.Section == section) })
				slices.SortFunc(want, func(a, b *said) int {
					return cmp.Or(cmp.Compare(score(b.Opinion), score(a.Opinion)), cmp.Compare(b.ID, a.ID))
				})
				walked(r, fmt.Sprintf("%s in %q", order, section), numbersOf(want), func(after content.OpinionID, forward bool) []content.Opinion {
					return must(tx.Opinions(v.article, section, order, after, forward, 2))
				})
				if n := must(tx.CountOpinions(v.article, section)); n != len(want) {
					r.Fatalf("in %q %d opinions are counted, want %d", section, n, len(want))
				}
			}
		}
		for _, parent := range v.all {
			want := v.shown(func(s *said) bool { return s.Parent == parent.ID })
			walked(r, "replies", numbersOf(want), func(after content.OpinionID, forward bool) []content.Opinion {
				return must(tx.Replies(parent.ID, after, forward, 2))
			})
		}
		return nil
	})
}

// shown returns the approved opinions among those that are asked for, oldest first.
func (v *voices) shown(which func(*said) bool) (all []*said) {
	for _, s := range v.all {
		if s.State == content.Approved && which(s) {
			all = append(all, s)
		}
	}
	return all
}

// walked reads a list from its beginning to its end, and back.
func walked(r *rapid.T, name string, want []content.OpinionID, page func(after content.OpinionID, forward bool) []content.Opinion) {
	var there, back []content.OpinionID
	for list := page(0, true); len(list) > 0 && len(there) <= len(want); list = page(there[len(there)-1], true) {
		there = append(there, numbers(list)...)
	}
	for list := page(0, false); len(list) > 0 && len(back) <= len(want); list = page(back[0], false) {
		back = append(numbers(list), back...)
	}
	if diff := gocmp.Diff(want, there, cmpopts.EquateEmpty()); diff != "" {
		r.Fatalf("%s, forward (-model +store):\n%s", name, diff)
	}
	if diff := gocmp.Diff(want, back, cmpopts.EquateEmpty()); diff != "" {
		r.Fatalf("%s, backward (-model +store):\n%s", name, diff)
	}
}

// recounts are questions to which the answer is that no counter differs from what it counts.
var recounts = []string{
	`SELECT COUNT(*) FROM opinion o WHERE agree <> (SELECT COUNT(*) FROM stance s WHERE s.opinion = o.id AND said = 1)
		OR disagree <> (SELECT COUNT(*) FROM stance s WHERE s.opinion = o.id AND said = -1)
		OR pass <> (SELECT COUNT(*) FROM stance s WHERE s.opinion = o.id AND said = 0)`,
	`SELECT COUNT(*) FROM opinion o WHERE replies <> (SELECT COUNT(*) FROM opinion r WHERE r.parent = o.id AND r.state = 'approved')`,
	`SELECT COUNT(*) FROM opinion_count c WHERE number <>
		(SELECT COUNT(*) FROM opinion o WHERE o.article = c.article AND o.section = c.section AND o.parent = 0 AND o.state = 'approved')`,
	`SELECT (SELECT number FROM meta WHERE name = 'waiting') -
		(SELECT COUNT(*) FROM opinion WHERE state = 'pending' OR state = 'approved' AND (edited <> '' OR reports > 0 OR unseen = 1))`,
	`SELECT COUNT(*) FROM poll p WHERE voters <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND v.options <> 0)
		OR votes0 <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND (v.options & 1) <> 0)
		OR votes1 <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND (v.options & 2) <> 0)
		OR votes2 <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND (v.options & 4) <> 0)
		OR votes3 + votes4 + votes5 + votes6 + votes7 + votes8 + votes9 <> 0`,
}

// recounted fails the test unless every counter is what one gets by counting.
func recounted(t *testing.T, raw *sql.DB) {
	t.Helper()
	for _, query := range recounts {
		var wrong int
		if ok(t, raw.QueryRow(query).Scan(&wrong)); wrong != 0 {
			t.Fatalf("%d counters are wrong: %s", wrong, query)
		}
	}
}
