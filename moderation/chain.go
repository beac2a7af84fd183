package moderation

import (
	"slices"

	"aitys/content"
)

// Post is a text to be judged, with the marks that Telegram put into it.
type Post struct {
	Text     string
	Entities []content.Entity
}

// Chain is the filters with a newsroom's settings. It does not change, and may be used by many at once; the zero Chain is not usable.
type Chain struct {
	limits  Limits
	own     wordList
	start   func() Counts // what the project's own texts taught: counted beside what else a program does when it starts
	learned Counts
}

// NewChain returns the filters with a newsroom's words, and what its moderators' decisions taught; both may be empty. learned must not change as long as the chain is used.
func NewChain(limits Limits, words []Word, learned Counts) *Chain {
	go starting()
	return &Chain{limits: limits, own: newWordList(words), start: starting, learned: learned}
}

// filter is one link of the chain: it returns what it noticed.
type filter func(*Chain, *reading) []Finding

// signFilters are those whose findings the classifier sees too. None of them needs settings.
var signFilters = []filter{linkFilter, mentionFilter, contactFilter, emojiFilter, lookAlikeFilter}

// filters are the others. None depends on another.
var filters = []filter{lengthFilter, shoutingFilter, repeatFilter, zalgoFilter, spacedFilter, ownWordsFilter, lexiconFilter, advertFilter, bayesFilter}

// Judge returns what the filters say about a text by itself. It takes time in proportion to the text's length, of which it reads at most 16 KB.
func (c *Chain) Judge(p Post) Judgement {
	r := read(p)
	found := slices.Clone(r.signs)
	for _, f := range filters {
		found = append(found, f(c, r)...)
	}
	return judged(found, c.limits)
}

// Around is what the store knows about a text's surroundings.
type Around struct {
	SameAuthor   int // texts of the author's that are nearly the same
	OtherAuthors int // others who said nearly the same, ever
	Lately       int // of those, who did within the last hour
	ByAuthor     int // texts of the author's within the last hour
	Comments     int // comments of the author's within the last ten minutes
}

// From where on surroundings count.
const (
	chorus   = 2 // authors beside this one
	burst    = 4
	flooding = 6
	muchMore = 15

	talkative = 10 // comments: talk is quicker than opinions are written
	torrent   = 20
)

// Among returns the judgement with what a text's surroundings add to it.
func (c *Chain) Among(j Judgement, a Around) Judgement {
	found := slices.Clone(j.Findings)
	add := func(is bool, f Finding) {
		if is {
			found = append(found, f)
		}
	}
	add(a.SameAuthor > 0, Finding{Reason: SaidByOne, Count: a.SameAuthor, Risk: 0.35})
	add(a.OtherAuthors >= chorus, Finding{Reason: SaidByMany, Count: a.OtherAuthors, Risk: 0.5})
	add(a.Lately >= burst, Finding{Reason: Burst, Count: a.Lately, Risk: 0.5})
	add(a.ByAuthor >= flooding && a.ByAuthor < muchMore, Finding{Reason: Flood, Count: a.ByAuthor, Risk: 0.3})
	add(a.ByAuthor >= muchMore, Finding{Reason: Flood, Count: a.ByAuthor, Risk: 0.6})
	add(a.Comments >= talkative && a.Comments < torrent, Finding{Reason: Torrent, Count: a.Comments, Risk: 0.3})
	add(a.Comments >= torrent, Finding{Reason: Torrent, Count: a.Comments, Risk: 0.6})
	return judged(found, c.limits)
}
