package handlers_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/deliberation"
	"aitys/handlers"
	"aitys/storage"
)

// mapExport is what somebody needs of an export to compute its map again.
type mapExport struct {
	Map struct {
		Shown struct {
			Votes   int `json:"votes"`
			Divides []struct {
				Opinion deliberation.Opinion `json:"opinion"`
				Groups  map[string]struct {
					Agree    int `json:"agree"`
					Disagree int `json:"disagree"`
					Votes    int `json:"votes"`
				} `json:"groups"`
			} `json:"divides"`
			Groups []struct {
				Group   string `json:"group"`
				Readers int    `json:"readers"`
			} `json:"groups"`
		} `json:"shown"`
		Earlier   []json.RawMessage `json:"earlier"`
		Newcomers map[deliberation.Opinion]struct {
			Votes int `json:"votes"`
		} `json:"votes_of_readers_first_seen_after_publication"`
	} `json:"map"`
	Opinions []struct {
		Opinion deliberation.Opinion `json:"opinion"`
		ReplyTo int                  `json:"reply_to"`
		Votes   []struct {
			Voter    string `json:"voter"`
			Vote     string `json:"vote"`
			Newcomer bool   `json:"newcomer"`
		} `json:"votes"`
	} `json:"opinions"`
}

// table is the votes table that the export's readers make of it, as docs/export.md says.
func (e mapExport) table() *deliberation.Votes {
	var votes deliberation.Votes
	numbers := map[string]deliberation.Reader{}
	for _, o := range e.Opinions {
		for _, v := range o.Votes {
			if _, known := numbers[v.Voter]; !known {
				numbers[v.Voter] = deliberation.Reader(len(numbers))
			}
			if o.ReplyTo == 0 {
				votes.Cast(numbers[v.Voter], o.Opinion, map[string]deliberation.Vote{"agree": deliberation.Agree, "disagree": deliberation.Disagree}[v.Vote])
			}
		}
	}
	return &votes
}

// TestAnybodyCanComputeTheExportedMapAgain: of the votes in the same file come the same groups, with the same votes in each. Votes on replies are in the file too; the map is not drawn of them.
func TestAnybodyCanComputeTheExportedMapAgain(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 10)
	c.join(0, 9)
	c.join(1, 6)
	c.draws()
	author := s.person(100, "en")
	reply := s.opinion(author, "", c.opinions[0], "A reply to it")
	s.writes(func(tx *storage.Tx) error {
		for i := range 12 {
			if _, err := tx.SetStance(reply.ID, content.ReaderID(70_000+i), content.Disagree); err != nil {
				return err
			}
		}
		return nil
	})
	c.join(0, 6)
	c.draws()
	e := s.exportsMap()
	if e.Map.Shown.Votes != 21*10 || len(e.Map.Earlier) != 1 || len(e.Map.Shown.Divides) == 0 {
		t.Fatalf("the map: %+v", e.Map)
	}
	again := deliberation.Draw(e.table(), nil, deliberation.Options{})
	var sizes, shown []int
	for _, g := range again.Groups {
		sizes = append(sizes, g.Size)
	}
	for _, g := range e.Map.Shown.Groups {
		shown = append(shown, g.Readers)
	}
	if slices.Sort(shown); !slices.Equal(shown, slices.Sorted(slices.Values(sizes))) || !slices.Equal(shown, []int{6, 15}) {
		t.Errorf("groups of %v, and of %v when computed again", shown, sizes)
	}
	for _, told := range e.Map.Shown.Divides {
		at := slices.IndexFunc(again.Divides, func(d deliberation.Divide) bool { return d.Opinion == told.Opinion })
		if at < 0 {
			t.Fatalf("%d divides nobody when computed again", told.Opinion)
		}
		var votes, computed []int
		for tally := range maps.Values(told.Groups) {
			votes = append(votes, 100*tally.Votes+tally.Agree)
		}
		for _, tally := range again.Divides[at].Groups {
			computed = append(computed, 100*tally.Votes+tally.Agrees)
		}
		if slices.Sort(votes); !slices.Equal(votes, slices.Sorted(slices.Values(computed))) {
			t.Errorf("on %d the groups voted %v, and %v when computed again", told.Opinion, votes, computed)
		}
	}
	newcomers := map[deliberation.Opinion]int{}
	for _, o := range e.Opinions {
		for _, v := range o.Votes {
			if v.Newcomer && o.ReplyTo == 0 {
				newcomers[o.Opinion]++
			}
		}
	}
	for o, n := range newcomers {
		if told := e.Map.Newcomers[o].Votes; told != n || n != 21 {
			t.Errorf("%d newcomers are told to have voted on %d, of whom %d stand in the file", told, o, n)
		}
	}
}

// exportsMap is the sample's export with each vote.
func (s *stage) exportsMap() (e mapExport) {
	s.t.Helper()
	var out strings.Builder
	export := handlers.Export{Slug: sampleSlug, Format: handlers.ExportJSON, Votes: true, Zone: time.UTC, Now: s.now}
	if err := export.Write(context.Background(), s.store, &out); err != nil {
		s.t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(out.String()), &e); err != nil {
		s.t.Fatal(err)
	}
	return e
}
