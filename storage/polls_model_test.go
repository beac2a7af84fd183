package storage_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"aitys/content"
	"aitys/storage"
)

// Polls against a model in memory that knows each copy from the moment in which it is sent: whatever readers choose, change and take back in whichever copy,
// and however late the store learns which native poll is which, in the end every person has the vote that they gave last, in the copy where they gave it.

// ballotCopy is a copy of the model's poll. result settles a native one; nil once it has.
type ballotCopy struct {
	id     content.CopyID
	key    content.MessageKey
	native bool
	result *content.Result
}

type held struct {
	options []int
	in      *ballotCopy
}

type polling struct {
	t        *testing.T
	store    *storage.Store
	round    int
	poll     content.PollID
	multiple bool
	copies   []*ballotCopy
	votes    map[content.ReaderID]held
}

func TestPollsAreTheirModel(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store, raw := db.open(), db.raw()
		round, failed := 0, false
		rapid.Check(t, func(r *rapid.T) {
			round++
			if round > roundsOn[db.engine] && !failed { // a failure is tried again until it is small
				return
			}
			defer func() { failed = failed || r.Failed() }()
			p := &polling{t: t, store: store, round: round, multiple: rapid.Bool().Draw(r, "multiple"), votes: map[content.ReaderID]held{}}
			update(t, store, func(tx *storage.Tx) {
				p.poll = must(tx.PollFor(content.ArticleID(round), "", fmt.Sprint(round), 3, p.multiple))
			})
			p.show(r)
			r.Repeat(map[string]func(*rapid.T){
				"show": p.show, "settle": p.settle, "vote": p.vote, "vote again": p.vote, "retract": p.retract, "": p.compare,
			})
			for slices.ContainsFunc(p.copies, (*ballotCopy).unknown) {
				p.settle(r)
			}
			p.compare(r)
			recounted(t, raw)
		})
	})
}

func (c *ballotCopy) unknown() bool { return c.result != nil }

func (p *polling) show(r *rapid.T) {
	c := &ballotCopy{key: content.MessageKey(fmt.Sprint(p.round, ".", len(p.copies))), native: rapid.IntRange(0, 2).Draw(r, "native") > 0}
	if c.native {
		id, result := native(p.t, p.store, p.poll, c.key)
		c.id, c.result = id, &result
	} else {
		c.id = buttons(p.t, p.store, p.poll, c.key)
	}
	p.copies = append(p.copies, c)
}

// settle tells of some native copies that they arrived, in any order.
func (p *polling) settle(r *rapid.T) {
	var unknown []*ballotCopy
	for _, c := range p.copies {
		if c.unknown() {
			unknown = append(unknown, c)
		}
	}
	if len(unknown) == 0 {
		return
	}
	var results []content.Result
	for _, c := range rapid.SliceOfNDistinct(rapid.SampledFrom(unknown), 1, len(unknown), func(c *ballotCopy) content.CopyID { return c.id }).Draw(r, "copies") {
		results = append(results, *c.result)
		c.result = nil
	}
	settleAll(p.t, p.store, results...)
}

func (p *polling) vote(r *rapid.T) {
	options := []int{rapid.IntRange(0, 2).Draw(r, "option")}
	if p.multiple {
		options = rapid.SliceOfNDistinct(rapid.IntRange(0, 2), 1, 3, rapid.ID).Draw(r, "options")
	}
	reader, c := rapid.SampledFrom(readers).Draw(r, "reader"), rapid.SampledFrom(p.copies).Draw(r, "copy")
	slices.Sort(options)
	p.votes[reader] = held{options, c}
	p.cast(r, c, reader, options)
}

func (p *polling) retract(r *rapid.T) {
	reader, c := rapid.SampledFrom(readers).Draw(r, "reader"), rapid.SampledFrom(p.copies).Draw(r, "copy")
	if p.votes[reader].in == c {
		delete(p.votes, reader)
	}
	p.cast(r, c, reader, nil)
}

func (p *polling) cast(r *rapid.T, c *ballotCopy, reader content.ReaderID, options []int) {
	err := p.store.Update(context.Background(), func(tx *storage.Tx) error {
		if !c.native {
			return second(tx.VoteButton(c.id, reader, options))
		}
		poll, counted, err := tx.VoteNative("t-"+string(c.key), reader, options)
		if c.unknown() != (poll == 0) || c.unknown() && counted {
			r.Fatalf("a vote in a copy (unknown: %t) counts: %t, in poll %d", c.unknown(), counted, poll)
		}
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
}

// compare compares votes and counts. While some copies are unknown only that holds which the store tells of those votes itself.
func (p *polling) compare(r *rapid.T) {
	settled := !slices.ContainsFunc(p.copies, (*ballotCopy).unknown)
	view(p.t, p.store, func(tx *storage.Tx) {
		want := content.Count{Poll: p.poll, Votes: make([]int, 3)}
		for _, reader := range readers {
			options, in := must2(tx.VoteOf(p.poll, reader))
			if len(options) > 0 {
				want.Voters++
			}
			for _, option := range options {
				want.Votes[option]++
			}
			vote := p.votes[reader]
			if !settled {
				continue
			}
			if diff := cmp.Diff(vote.options, options, cmpopts.EquateEmpty()); diff != "" || vote.in != nil && vote.in.id != in {
				r.Fatalf("reader %d voted in copy %d (-model +store):\n%s", reader, in, diff)
			}
		}
		if diff := cmp.Diff(want, must(tx.CountOf(p.poll))); diff != "" {
			r.Fatalf("the count (-votes +count):\n%s", diff)
		}
	})
}
