package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"aitys/content"
	"aitys/deliberation"
	"aitys/storage"
)

// mapVotes are the votes on an article's opinions as they were at one moment: those on one opinion after each other, earliest first.
type mapVotes struct {
	votes       []mapVote
	readers     []deliberation.Reader // by their places, as the votes have them
	since       []int64               // when each of readers was first seen, in microseconds
	publishedAt time.Time
	zone        *time.Location
	before      map[content.OpinionID]float64 // the extremities by the map before
	memory      mapMemory
}

// mapVote is one vote; at is in microseconds.
type mapVote struct {
	opinion deliberation.Opinion
	at      int64
	reader  int32 // its place among the readers
	vote    deliberation.Vote
}

// mapMemory is what a map leaves to the next one.
type mapMemory struct {
	Past *deliberation.Past `json:"past"`
	// Told are the readers who stood in the groups of the last map that everybody was shown.
	Told []deliberation.Reader `json:"told"`
}

// fresh counts the readers who stand in a group that may be told and did not when a map was last shown. One who joins a group that is too small does not make others
// harder to tell apart.
func (m *mapMemory) fresh(r mapResult) int {
	told := make(map[deliberation.Reader]bool, len(m.Told))
	for _, one := range m.Told {
		told[one] = true
	}
	fresh := 0
	for _, one := range m.inGroups(r) {
		if !told[one] {
			fresh++
		}
	}
	return fresh
}

// tell notes that the map is shown to everybody.
func (m *mapMemory) tell(r mapResult) { m.Told = m.inGroups(r) }

// inGroups are the readers who stand in the groups that may be told.
func (m *mapMemory) inGroups(r mapResult) (readers []deliberation.Reader) {
	told := map[string]bool{}
	for _, g := range r.Groups {
		told[g.Letter] = true
	}
	for one, group := range m.Past.Counted {
		if told[letterOf(group)] {
			readers = append(readers, one)
		}
	}
	slices.Sort(readers)
	return readers
}

// memoryOf reads what the map before left; nothing where there was none.
func memoryOf(tx *storage.Tx, article content.ArticleID) (memory mapMemory, err error) {
	kept, err := tx.MapOf(article)
	if content.CodeOf(err) == content.NotFound {
		return memory, nil
	}
	if err != nil {
		return memory, err
	}
	if err := json.Unmarshal(kept.Past, &memory); err != nil {
		return memory, fmt.Errorf("the last map of article %d: %w", article, err)
	}
	return memory, nil
}

// votesFor reads all that a map is drawn of.
func (n *Newsroom) votesFor(ctx context.Context, article content.ArticleID) (v *mapVotes, err error) {
	v = &mapVotes{zone: n.zone}
	err = n.store.View(ctx, func(tx *storage.Tx) (err error) {
		published, err := tx.Article(article)
		if err != nil {
			return err
		}
		v.publishedAt = published.At
		if v.memory, err = memoryOf(tx, article); err != nil {
			return err
		}
		if v.before, err = tx.Extremities(article); err != nil {
			return err
		}
		if err := v.read(tx, article); err != nil {
			return err
		}
		return v.ask(tx)
	})
	v.arrange()
	return v, err
}

// read reads the votes.
func (v *mapVotes) read(tx *storage.Tx, article content.ArticleID) error {
	places := map[content.ReaderID]int32{}
	return tx.EachVote(article, func(c storage.CastVote) {
		place, known := places[c.Reader]
		if !known {
			place = int32(len(v.readers)) // #nosec G115 -- readers fit into memory
			places[c.Reader] = place
			v.readers = append(v.readers, deliberation.Reader(c.Reader))
		}
		v.votes = append(v.votes, mapVote{deliberation.Opinion(c.Opinion), c.At.UnixMicro(), place, deliberation.Vote(c.Said)}) // #nosec G115 -- -1, 0 or 1
	})
}

// ask asks since when the readers are known. Of one who was erased it is not known: then since they voted first.
func (v *mapVotes) ask(tx *storage.Tx) error {
	ids := make([]content.ReaderID, len(v.readers))
	v.since = make([]int64, len(v.readers))
	for i, r := range v.readers {
		ids[i], v.since[i] = content.ReaderID(r), math.MaxInt64
	}
	for _, one := range v.votes {
		v.since[one.reader] = min(v.since[one.reader], one.at)
	}
	known, err := tx.KnownSince(ids)
	for i, id := range ids {
		if since, ok := known[id]; ok {
			v.since[i] = since.UnixMicro()
		}
	}
	return err
}

// arrange brings the votes on each opinion into an order that is the same however they were read.
func (v *mapVotes) arrange() {
	var all sync.WaitGroup
	for from := 0; from < len(v.votes); {
		to := from + 1
		for to < len(v.votes) && v.votes[to].opinion == v.votes[from].opinion {
			to++
		}
		some := v.votes[from:to]
		all.Go(func() { v.byTime(some) })
		from = to
	}
	all.Wait()
}

func (v *mapVotes) byTime(some []mapVote) {
	slices.SortFunc(some, func(a, b mapVote) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(v.readers[a.reader], v.readers[b.reader]))
	})
}

// table is the votes as the map is computed of them, without those of some readers, told by their places; nil leaves out none.
func (v *mapVotes) table(without []bool) (*deliberation.Votes, int) {
	count := 0
	table := deliberation.Collect(v.readers, func(yield func(deliberation.Ballot) bool) {
		count = 0 // each time that it goes through them
		for _, one := range v.votes {
			if without != nil && without[one.reader] {
				continue
			}
			count++
			if !yield(deliberation.Ballot{Opinion: one.opinion, Reader: one.reader, Vote: one.vote}) {
				return
			}
		}
	})
	return table, count
}

// drawnMap is what came out of drawing a map.
type drawnMap struct {
	Memory  mapMemory                     `json:"memory"`
	Desk    mapDesk                       `json:"desk"`
	Changed map[content.OpinionID]float64 `json:"changed"` // extremities
	// Newcomers are those of Desk.Newcomers that everybody may see.
	Newcomers map[content.OpinionID]mapTally `json:"newcomers"`
}

// draw computes the map.
func (v *mapVotes) draw() drawnMap {
	suspected := make(chan suspects, 1)
	go func() { suspected <- v.marked() }() // meanwhile
	table, count := v.table(nil)
	m := deliberation.Draw(table, v.memory.Past, deliberation.Options{})
	d := drawnMap{Memory: mapMemory{m.Past(), v.memory.Told}, Changed: map[content.OpinionID]float64{}}
	d.Desk = mapDesk{All: resultOf(m, count), Newcomers: v.newcomers()}
	for _, o := range v.opinions() {
		id, extremity := content.OpinionID(o), m.Extremity(o)
		if apart := math.Abs(extremity - v.before[id]); apart > stirring*(1+extremity) {
			d.Changed[id] = extremity
		}
	}
	d.Newcomers = v.newcomersTold(d.Desk.Newcomers)
	v.weed(&d.Desk, <-suspected)
	return d
}

// stirring is by which part an extremity has to change to be written anew: the choice of the next opinion does not notice less.
const stirring = 0.1

// opinions are those that have votes.
func (v *mapVotes) opinions() (all []deliberation.Opinion) {
	for _, one := range v.votes {
		if len(all) == 0 || all[len(all)-1] != one.opinion {
			all = append(all, one.opinion)
		}
	}
	return all
}

// weed adds to what editors see the map without the readers who are marked.
func (v *mapVotes) weed(desk *mapDesk, marked suspects) {
	desk.Burst, desk.Alike = count(marked.burst), count(marked.alike)
	without := marked.all()
	if desk.Marked = count(without); desk.Marked == 0 {
		return
	}
	table, count := v.table(without)
	result := resultOf(deliberation.Draw(table, v.memory.Past, deliberation.Options{}), count)
	desk.Without = &result
}

// newcomers counts, by opinion, the votes of readers who were first seen after the article was published.
func (v *mapVotes) newcomers() map[content.OpinionID]mapTally {
	tallies := map[content.OpinionID]mapTally{}
	for _, one := range v.votes {
		if v.publishedAt.IsZero() || v.since[one.reader] <= v.publishedAt.UnixMicro() {
			continue
		}
		t := tallies[content.OpinionID(one.opinion)]
		t.Votes++
		switch one.vote {
		case deliberation.Agree:
			t.Agrees++
		case deliberation.Disagree:
			t.Disagrees++
		case deliberation.Pass:
		}
		tallies[content.OpinionID(one.opinion)] = t
	}
	return tallies
}

// newcomersTold are the tallies of newcomers that may be told: of five votes and more, where the votes of all others are none or as many. Fewer would be known by taking
// the newcomers' from those of all.
func (v *mapVotes) newcomersTold(newcomers map[content.OpinionID]mapTally) map[content.OpinionID]mapTally {
	others := map[content.OpinionID]int{}
	for _, one := range v.votes {
		others[content.OpinionID(one.opinion)]++
	}
	told := map[content.OpinionID]mapTally{}
	for id, tally := range newcomers {
		if rest := others[id] - tally.Votes; tally.Votes >= mapCrowd && (rest == 0 || rest >= mapCrowd) {
			told[id] = tally
		}
	}
	return told
}
