package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// comparable is how many others must have voted on an opinion for a reader's vote to be compared with theirs.
	comparable = 5
	// comparedVotes is how many of a reader's votes are compared: those on the newest opinions.
	comparedVotes = 200
	// comparedText is how much of an opinion is repeated in a comparison, in graphemes.
	comparedText = 200
)

// nothingToVoteOn says that there are no opinions for this reader, and what can be done instead.
func (t *turn) nothingToVoteOn(published *content.Published) error {
	cast, err := t.tx.CastOn(published.ID, t.reader.ID, comparedVotes)
	if err != nil {
		return err
	}
	if len(cast) > 0 {
		return t.endSitting(published, false)
	}
	t.show(screen{
		text: t.voice.Say(phrases.BallotNone, phrases.Args{"On": t.subjectName(published, "")}),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, ""}},
			{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}},
		}},
	})
	return nil
}

// endSitting compares how the reader voted with how others did.
func (t *turn) endSitting(published *content.Published, more bool) error {
	cast, err := t.tx.CastOn(published.ID, t.reader.ID, comparedVotes)
	if err != nil {
		return err
	}
	s := screen{text: t.comparedSaid(published, cast)}
	if err := t.comparedTexts(&s, compare(cast)); err != nil {
		return err
	}
	if !more {
		s.text = paragraphs(s.text, t.voice.Say(phrases.BallotAll))
	}
	s.rows = t.waysAfterSitting(published, more)
	t.show(s)
	return nil
}

func (t *turn) waysAfterSitting(published *content.Published, more bool) [][]link {
	first := []link{{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, ""}}}
	if more {
		first = append([]link{{label: t.voice.Plain(phrases.ButtonMoreBallots), to: place{toBallot, published, ""}}}, first...)
	}
	return [][]link{first, {
		{label: t.voice.Plain(phrases.ButtonMap), to: place{toMap, published, ""}},
		{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}},
	}}
}

// nearness is how a reader's votes stand among those of others.
type nearness struct {
	opinions int // on which enough others voted
	with     int // of these: on which most of them voted as the reader did
	nearest  compared
	farthest compared
}

// compared is one vote of a reader's among those of others.
type compared struct {
	storage.Cast
	same, others int
}

func (c compared) share() float64 { return 100 * float64(c.same) / float64(max(c.others, 1)) }

// compare compares a reader's votes, save those that pass, with what others voted on the same opinions.
func compare(cast []storage.Cast) (c nearness) {
	for _, one := range cast {
		others := compared{Cast: one, others: one.Agree + one.Disagree + one.Pass - 1}
		switch one.Stance {
		case content.Agree:
			others.same = one.Agree - 1
		case content.Disagree:
			others.same = one.Disagree - 1
		case content.Pass:
			continue
		}
		if others.others < comparable {
			continue
		}
		c.opinions++
		if 2*others.same > others.others {
			c.with++
		}
		if c.nearest.others == 0 || others.share() > c.nearest.share() {
			c.nearest = others
		}
		if c.farthest.others == 0 || others.share() < c.farthest.share() {
			c.farthest = others
		}
	}
	return c
}

// comparedSaid is the nearness in numbers.
func (t *turn) comparedSaid(published *content.Published, cast []storage.Cast) content.HTML {
	article := published.For(t.voice.Lang(), t.language)
	head := t.voice.Count(phrases.BallotEnd, len(cast), phrases.Args{"Title": article.Title})
	c := compare(cast)
	switch {
	case len(cast) == 0:
		return t.voice.Say(phrases.BallotUnused, phrases.Args{"Title": article.Title})
	case c.opinions == 0:
		return paragraphs(head, t.voice.Say(phrases.BallotTooFew))
	}
	return paragraphs(head, t.voice.Count(phrases.BallotWith, c.opinions, phrases.Args{"With": c.with}))
}

// comparedTexts repeats the opinions on which the reader stands nearest to others and farthest from them.
func (t *turn) comparedTexts(s *screen, c nearness) error {
	for _, one := range []struct {
		compared
		said phrases.Key
	}{{c.nearest, phrases.BallotNearest}, {c.farthest, phrases.BallotFarthest}} {
		if one.others == 0 || one.said == phrases.BallotFarthest && c.farthest.Opinion == c.nearest.Opinion {
			continue
		}
		opinion, err := t.tx.Opinion(one.Opinion)
		if err != nil {
			return err
		}
		said := t.voice.Say(one.said, phrases.Args{"Share": percent(one.share()), "Others": one.others})
		s.text = paragraphs(s.text, said+content.HTML("\n<blockquote>"+text.Escape(t.excerpt(opinion, comparedText))+"</blockquote>"))
	}
	return nil
}
