package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"aitys/content"
)

const (
	// countColumns are what scanCount reads.
	countColumns = `id, closed_at, options, voters, votes0, votes1, votes2, votes3, votes4, votes5, votes6, votes7, votes8, votes9`

	sqlOpenPoll  = `SELECT id, fingerprint FROM poll WHERE article = $1 AND section = $2 AND closed_at IS NULL`
	sqlNewPoll   = `INSERT INTO poll (article, section, fingerprint, options, multiple, made_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`
	sqlClosePoll = `UPDATE poll SET closed_at = $1 WHERE id = $2 AND closed_at IS NULL`
	sqlCountOf   = `SELECT ` + countColumns + ` FROM poll WHERE id = $1`
)

var errOptions = errors.New("there are no such options")

// PollFor returns the poll of a section ("" is the whole article) as its fingerprint names it, and makes it where it is new. One with another
// fingerprint that was open there is closed, with its result, and PollsChanged tells of it. Error: Invalid unless it has 1 to 10 options.
func (tx *Tx) PollFor(article content.ArticleID, section content.SectionID, fingerprint string, options int, multiple bool) (content.PollID, error) {
	if options < 1 || options > content.MaxOptions {
		return 0, invalid("PollFor", errOptions)
	}
	var id content.PollID
	var words string
	found, err := tx.row(sqlOpenPoll, []any{int64(article), storable(string(section))}, &id, &words)
	if err != nil || found && words == fingerprint {
		return id, err
	}
	if found {
		if err := tx.ClosePoll(id); err != nil {
			return 0, err
		}
	}
	args := []any{int64(article), storable(string(section)), storable(fingerprint), options, flag(multiple), micro(tx.now)}
	err = tx.writeRow(sqlNewPoll, args, &id)
	return id, err
}

// ClosePoll ends a poll: it takes no more votes, and its result stays. PollsChanged tells of it. Doing it again changes nothing. Error: NotFound.
func (tx *Tx) ClosePoll(id content.PollID) error {
	changed, err := tx.exec(sqlClosePoll, micro(tx.now), int64(id))
	if err == nil && changed == 0 {
		_, err = tx.CountOf(id)
		return err
	}
	if err == nil {
		tx.pollChanged(id)
	}
	return err
}

// CountOf returns how a poll stands. Error: NotFound.
func (tx *Tx) CountOf(id content.PollID) (count content.Count, err error) {
	err = tx.read(sqlCountOf, []any{int64(id)}, func(rows row) (err error) {
		count, err = scanCount(rows)
		return err
	})
	if err == nil && count.Poll == 0 {
		err = notFound("CountOf", "there is no poll %d", id)
	}
	return count, err
}

// scanCount reads countColumns.
func scanCount(rows row) (content.Count, error) {
	var c content.Count
	var closed sql.NullInt64
	var options int
	var votes [content.MaxOptions]int
	into := []any{&c.Poll, &closed, &options, &c.Voters}
	for i := range votes {
		into = append(into, &votes[i])
	}
	if err := rows.Scan(into...); err != nil {
		return content.Count{}, err
	}
	if options < 0 || options > len(votes) {
		return content.Count{}, fmt.Errorf("poll %d has %d options", c.Poll, options)
	}
	c.Closed, c.Votes = closed.Valid, votes[:options:options]
	return c, nil
}

// PollsChanged returns the polls that changed in this transaction otherwise than by a vote through VoteNative or VoteButton, and forgets them: their copies
// have to follow (see MarkStale). Those are polls that were closed, also by PollFor, and those for which votes had waited that Settle applied. Call it at
// the end of a batch. One whose change a Guard has undone may be among them.
func (tx *Tx) PollsChanged() []content.PollID {
	changed := tx.polls
	tx.polls = nil
	return changed
}

func (tx *Tx) pollChanged(id content.PollID) {
	if !slices.Contains(tx.polls, id) {
		tx.polls = append(tx.polls, id)
	}
}
