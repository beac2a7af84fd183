package handlers

import (
	"aitys/content"
	"aitys/storage"
)

// exportedMap is the opinion map of an article as an export tells it: what everybody was shown, and before.
type exportedMap struct {
	Method  string      `json:"method"`
	Day     string      `json:"day"`
	Shown   mapResult   `json:"shown"`
	Earlier []mapBefore `json:"earlier"`
	// Newcomers are the votes of readers who were first seen after the article was published, by opinion, where there are at least five,
	// and of all others none or as many.
	Newcomers map[content.OpinionID]mapTally `json:"votes_of_readers_first_seen_after_publication"`
}

// mapBefore is an earlier map in short.
type mapBefore struct {
	Day     string         `json:"day"`
	Readers int            `json:"readers"`
	Votes   int            `json:"votes"`
	Groups  map[string]int `json:"groups"`
	Common  int            `json:"accepted_by_all_groups"`
	Divides int            `json:"dividing"`
}

// mapMethod says how the map can be computed again.
const mapMethod = "Polis: two principal components of the votes (agree 1, disagree -1, pass 0, unseen the opinion's mean), readers with at least 7 votes " +
	"(or all opinions) in 2 to 5 groups by k-means, the number by silhouette. aitys map computes the groups of any votes table."

// mapsExported is how many earlier maps an export tells.
const mapsExported = 1000

// opinionMap is the map of an article; nil where none was shown.
func (e export) opinionMap(tx *storage.Tx, article content.ArticleID) (*exportedMap, error) {
	maps, err := toldMaps(tx, article, mapsExported)
	if err != nil || len(maps) == 0 {
		return nil, err
	}
	m := &exportedMap{Method: mapMethod, Day: e.day(maps[0].At), Shown: maps[0].mapResult, Earlier: []mapBefore{}}
	for _, before := range maps[1:] {
		groups := map[string]int{}
		for _, g := range before.Groups {
			groups[g.Letter] = g.Readers
		}
		m.Earlier = append(m.Earlier, mapBefore{e.day(before.At), before.Readers, before.Votes, groups, len(before.Common), len(before.Divides)})
	}
	m.Newcomers, m.Shown.Newcomers = m.Shown.Newcomers, nil
	return m, nil
}
