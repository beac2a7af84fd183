package storage

import (
	"database/sql"
	"slices"
	"time"

	"aitys/content"
)

const (
	reportColumns     = `SELECT section, state, author, made_at, decided_at FROM opinion WHERE article = $1 AND parent = 0 `
	sqlReportApproved = reportColumns + `AND state = 'approved'`
	sqlReportOthers   = reportColumns + `AND state <> 'approved'`
	sqlReportStances  = `SELECT s.reader FROM opinion o JOIN stance s ON s.opinion = o.id WHERE o.article = $1 AND o.parent = 0 AND o.state = 'approved'`
	sqlReportVoters   = `SELECT reader FROM poll_vote WHERE poll = $1 AND options <> 0`
)

// Discussion is how an article's discussion stands. Replies are left out of the opinions.
type Discussion struct {
	// Opinions tells how many there are of each section and state.
	Opinions map[content.SectionID]map[content.OpinionState]int
	// Voices is how many different people left an opinion, voted on one, or voted in a poll; Authors how many left an opinion.
	Voices, Authors int
	// Stances is how many votes on opinions there are.
	Stances int
	// Median and Slow are how long opinions waited for a decision: half of them, and nine of ten, at most so long. 0: none was decided.
	Median, Slow time.Duration
	Polls        []PollResult // all that the article has had, the oldest first
}

// ReportOn counts all that was said and voted about an article. It reads whole tables: not for a transaction that writes.
func (tx *Tx) ReportOn(article content.ArticleID) (Discussion, error) {
	c := counting{Discussion: Discussion{Opinions: map[content.SectionID]map[content.OpinionState]int{}}, voices: map[int64]bool{}}
	for _, query := range []string{sqlReportApproved, sqlReportOthers} {
		if err := tx.read(query, []any{int64(article)}, c.opinion); err != nil {
			return Discussion{}, err
		}
	}
	c.Authors = len(c.voices)
	err := tx.read(sqlReportStances, []any{int64(article)}, func(rows row) error {
		c.Stances++
		return c.voice(rows)
	})
	if err != nil {
		return Discussion{}, err
	}
	if c.Polls, err = tx.PollResults(article); err != nil {
		return Discussion{}, err
	}
	for _, poll := range c.Polls {
		if err := tx.read(sqlReportVoters, []any{int64(poll.Poll)}, c.voice); err != nil {
			return Discussion{}, err
		}
	}
	c.Voices = len(c.voices)
	slices.Sort(c.waited)
	if n := len(c.waited); n > 0 {
		c.Median, c.Slow = c.waited[n/2], c.waited[n*9/10]
	}
	return c.Discussion, nil
}

// counting is a report under way.
type counting struct {
	Discussion
	voices map[int64]bool
	waited []time.Duration
}

func (c *counting) opinion(rows row) error {
	var section content.SectionID
	var state content.OpinionState
	var author, made int64
	var decided sql.NullInt64
	if err := rows.Scan(&section, &state, &author, &made, &decided); err != nil {
		return err
	}
	if c.Opinions[section] == nil {
		c.Opinions[section] = map[content.OpinionState]int{}
	}
	c.Opinions[section][state]++
	if state != content.Withdrawn {
		c.voices[author] = true
	}
	if decided.Valid && decided.Int64 >= made {
		c.waited = append(c.waited, time.Duration(decided.Int64-made)*time.Microsecond)
	}
	return nil
}

func (c *counting) voice(rows row) error {
	var reader int64
	err := rows.Scan(&reader)
	c.voices[reader] = true
	return err
}
