package handlers

import (
	"time"

	"aitys/content"
	"aitys/moderation"
)

// torrentLasts is how far back it is counted how much somebody comments.
const torrentLasts = 10 * time.Minute

// amongComments adds to what the filters say about a comment by itself who said nearly the same in the group, and how much its author says; and lets it be found by others.
// Of somebody who says much, one card waits at a time: more tell moderators nothing.
func (t *turn) amongComments(c content.Comment, j judged) (moderation.Judgement, error) {
	around, err := t.commentsAround(c, j)
	if err == nil {
		err = t.tx.SetCommentBands(c, j.likeness())
	}
	if err != nil {
		return j.judgement, err
	}
	said := t.desk.among(j.judgement, around)
	if j.judgement.Verdict != moderation.Pass || said.Verdict == moderation.Pass || around.OtherAuthors > 0 {
		return said, nil
	}
	waits, err := t.tx.HeldBy(c.Author)
	if err == nil && len(waits) > 0 {
		return j.judgement, nil
	}
	return said, err
}

// commentsAround looks up who commented nearly the same, and how much a comment's author says.
func (t *turn) commentsAround(c content.Comment, j judged) (around moderation.Around, err error) {
	now := t.tx.Now()
	said, alike, err := t.tx.AroundComment(c.Author, now.Add(-torrentLasts), j.likeness().Bands)
	around.Comments = said
	others := map[content.CommenterID]bool{}
	for _, like := range alike {
		switch {
		case like.Comment == c.ID || !j.signature.Near(like.Sketch):
		case like.Author == c.Author:
			around.SameAuthor++
		case !others[like.Author]:
			others[like.Author] = true
			around.OtherAuthors++
			if like.At.After(now.Add(-lately)) {
				around.Lately++
			}
		}
	}
	return around, err
}
