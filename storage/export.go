package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"aitys/content"
)

const (
	// All opinions are passed through in the order of their numbers, once: "+ 0" and "|| ''" keep the engines from another index, and from sorting.
	sqlExported = `SELECT ` + opinionColumns + ` FROM opinion WHERE id > $1 AND article + 0 = $2 AND state || '' = 'approved' ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlTalk     = commentColumns + ` WHERE root = CAST($1 AS BIGINT) AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlVotesOn  = `SELECT s.reader, s.said, s.at, COALESCE(r.since, s.at) FROM stance s LEFT JOIN reader r ON r.id = s.reader WHERE s.opinion = $1`
	sqlAllPolls = `SELECT id, section, options, multiple, made_at, closed_at, words, voters,
		votes0, votes1, votes2, votes3, votes4, votes5, votes6, votes7, votes8, votes9 FROM poll WHERE id > $1 AND article = $2 ORDER BY id`
)

// exportPage is how many opinions are read at a time: of the longest texts a few megabytes.
const exportPage = 500

// EachApproved gives all approved opinions on an article, replies too, to take, by rising number. Take may read in the same transaction; its error ends it.
func (tx *Tx) EachApproved(article content.ArticleID, take func(content.Opinion) error) error {
	for after := content.OpinionID(0); ; {
		page, err := tx.opinions(sqlExported, int64(after), int64(article), exportPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, o := range page {
			if err := take(o); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

// EachComment gives all comments below an article's posts to take, also withdrawn ones, by the post and then in the order in which they came. Its error ends it.
func (tx *Tx) EachComment(article content.ArticleID, take func(content.Root, content.Comment) error) error {
	for after := content.RootID(0); ; {
		roots, err := tx.Roots(article, after, exportPage)
		if err != nil || len(roots) == 0 {
			return err
		}
		for _, root := range roots {
			if err := tx.eachBelow(root, take); err != nil {
				return err
			}
		}
		after = roots[len(roots)-1].ID
	}
}

func (tx *Tx) eachBelow(root content.Root, take func(content.Root, content.Comment) error) error {
	for after := content.CommentID(0); ; {
		page, err := tx.comments(sqlTalk, int64(root.ID), int64(after), exportPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, c := range page {
			if err := take(root, c); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

// Voted is one reader's vote on an opinion.
type Voted struct {
	Reader content.ReaderID
	Stance content.Stance
	At     time.Time
	Since  time.Time // since when the reader is known; of one who was erased, when they voted
}

// VotesOn returns all votes on an opinion, in no order that says anything.
func (tx *Tx) VotesOn(opinion content.OpinionID) (votes []Voted, err error) {
	said := map[int64]content.Stance{}
	for stance, number := range stances {
		said[number] = stance
	}
	err = tx.read(sqlVotesOn, []any{int64(opinion)}, func(rows row) error {
		var v Voted
		var number, at, since int64
		err := rows.Scan(&v.Reader, &number, &at, &since)
		v.Stance, v.At, v.Since = said[number], fromMicro(at), fromMicro(since)
		votes = append(votes, v)
		return err
	})
	return votes, err
}

// PollResult is how a poll stands, or stood when it was closed.
type PollResult struct {
	content.Count
	Section  content.SectionID
	Multiple bool
	MadeAt   time.Time
	ClosedAt time.Time    // zero while it takes votes
	Words    content.Poll // as groups read them; zero where they were not kept
}

// PollResults returns all polls that an article has had, the oldest first.
func (tx *Tx) PollResults(article content.ArticleID) (all []PollResult, err error) {
	err = tx.read(sqlAllPolls, []any{0, int64(article)}, func(rows row) error {
		p, err := scanPollResult(rows)
		all = append(all, p)
		return err
	})
	return all, err
}

func scanPollResult(rows row) (p PollResult, err error) {
	var options int
	var multiple, made int64
	var closed sql.NullInt64
	var words string
	votes := make([]int, content.MaxOptions)
	into := []any{&p.Poll, &p.Section, &options, &multiple, &made, &closed, &words, &p.Voters}
	for i := range votes {
		into = append(into, &votes[i])
	}
	if err := rows.Scan(into...); err != nil {
		return p, err
	}
	p.Votes, p.Multiple, p.MadeAt = votes[:options], multiple != 0, fromMicro(made)
	if closed.Valid {
		p.Closed, p.ClosedAt = true, fromMicro(closed.Int64)
	}
	if words != "" {
		if err := json.Unmarshal([]byte(words), &p.Words); err != nil {
			return p, fmt.Errorf("the words of poll %d: %w", p.Poll, err)
		}
	}
	return p, nil
}
