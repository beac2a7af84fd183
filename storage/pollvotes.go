package storage

import (
	"errors"
	"fmt"
	"math/bits"

	"aitys/content"
)

// A vote is written by one statement that judges it too: it takes effect only in a copy of an open poll that has those options. It returns what the vote
// replaced, from which follows what changes in the count. COALESCE keeps PostgreSQL from reading the index of open polls in place of the one poll.
const (
	voteColumns = `INSERT INTO poll_vote (poll, reader, options, at, waited, holder, prior) `
	voteFrom    = `c.id, 0 FROM poll_copy c JOIN poll p ON p.id = c.poll WHERE COALESCE(p.closed_at, 0) = 0 `
	voteInPlace = ` ON CONFLICT (poll, reader) DO UPDATE SET prior = poll_vote.options, options = excluded.options, at = excluded.at,
		waited = excluded.waited, holder = excluded.holder`
	// voteNow is given now: whatever of the reader's waits was earlier.
	voteNow = voteColumns +
		`SELECT c.poll, $1, $2, $3, (SELECT COALESCE(MAX(w.id), 0) FROM poll_waiting w WHERE w.reader = CAST($1 AS BIGINT)), ` + voteFrom
	voteFits = `AND $2 < (CAST(1 AS BIGINT) << p.options) AND (p.multiple = 1 OR $4 <= 1) `

	sqlVoteNative = voteNow + voteFits + `AND c.id = (SELECT MAX(n.id) FROM poll_copy n WHERE n.telegram = CAST($5 AS TEXT))` +
		voteInPlace + ` RETURNING poll, prior`
	sqlVoteButton = voteNow + voteFits + `AND c.id = CAST($5 AS BIGINT) AND c.native = 0` + voteInPlace + ` RETURNING poll, prior`
	// sqlVoteWaited applies a vote that has waited, unless the reader gave another one since.
	sqlVoteWaited = voteColumns + `SELECT c.poll, $1, $2, $3, $4, ` + voteFrom + `AND $2 < (CAST(1 AS BIGINT) << p.options) AND (p.multiple = 1 OR $5 <= 1)
		AND c.id = CAST($6 AS BIGINT)` + voteInPlace + ` WHERE poll_vote.waited < excluded.waited RETURNING poll, prior`

	sqlRetractNative = `UPDATE poll_vote SET prior = options, options = 0, at = $1 WHERE reader = CAST($2 AS BIGINT) AND options <> 0 AND (poll, holder) =
		(SELECT c.poll, c.id FROM poll_copy c JOIN poll p ON p.id = c.poll WHERE COALESCE(p.closed_at, 0) = 0
		AND c.id = (SELECT MAX(n.id) FROM poll_copy n WHERE n.telegram = CAST($3 AS TEXT))) RETURNING poll, prior`
	sqlRetractButton = `UPDATE poll_vote SET prior = options, options = 0, at = $1 WHERE reader = CAST($2 AS BIGINT) AND options <> 0 AND (poll, holder) =
		(SELECT c.poll, c.id FROM poll_copy c JOIN poll p ON p.id = c.poll WHERE COALESCE(p.closed_at, 0) = 0
		AND c.id = CAST($3 AS BIGINT) AND c.native = 0) RETURNING poll, prior`

	sqlVoteOf    = `SELECT options, holder FROM poll_vote WHERE poll = $1 AND reader = $2 AND options <> 0`
	sqlTallyPoll = `UPDATE poll SET voters = voters + $1, votes0 = votes0 + $2, votes1 = votes1 + $3, votes2 = votes2 + $4, votes3 = votes3 + $5,
		votes4 = votes4 + $6, votes5 = votes5 + $7, votes6 = votes6 + $8, votes7 = votes7 + $9, votes8 = votes8 + $10, votes9 = votes9 + $11
		WHERE id = $12 RETURNING ` + countColumns
)

var errPollClosed = errors.New("the poll is closed")

// choice is the options that a vote chose, a bit for each; none: the vote is taken back.
type choice int64

// choiceOf reads options, which count from 0. Error: Invalid where no poll can have them.
func choiceOf(op string, options []int) (choice, error) {
	var c choice
	for _, option := range options {
		if option < 0 || option >= content.MaxOptions {
			return 0, invalid(op, fmt.Errorf("option %d: %w", option, errOptions))
		}
		c |= 1 << option
	}
	return c, nil
}

func (c choice) has(option int) bool { return c&(1<<option) != 0 }

func (c choice) size() int { return bits.OnesCount64(uint64(c)) } //nolint:gosec // never negative

func (c choice) options() (all []int) {
	for option := range content.MaxOptions {
		if c.has(option) {
			all = append(all, option)
		}
	}
	return all
}

// VoteNative takes a vote in the native poll with an id of Telegram's, in place of the reader's vote in whichever copy of that poll; no options take it
// back, which counts only from the copy that holds it. counted tells that it was so. A vote in a poll that is not known (yet) waits, for two days
// at most, until Settle binds that id: poll is 0 then. Errors: Conflict when the poll is closed; Invalid when it has no such options, or allows
// only one.
func (tx *Tx) VoteNative(telegramPoll string, reader content.ReaderID, options []int) (poll content.PollID, counted bool, err error) {
	chosen, err := choiceOf("VoteNative", options)
	if err != nil {
		return 0, false, err
	}
	telegramPoll = storable(telegramPoll)
	poll, prior, err := tx.cast(sqlVoteNative, sqlRetractNative, telegramPoll, reader, chosen)
	if err != nil {
		return 0, false, err
	}
	if poll != 0 {
		_, err := tx.tally(poll, prior, chosen)
		return poll, err == nil, err
	}
	held, err := tx.CopyOfNative(telegramPoll)
	switch {
	case content.CodeOf(err) == content.NotFound:
		return 0, false, tx.wait(telegramPoll, reader, chosen)
	case err != nil:
		return 0, false, err
	}
	return held.Poll, false, whyNoVote("VoteNative", held, chosen)
}

// VoteButton takes a vote by a button under a copy of a poll, and returns how the poll stands then. No options take the reader's vote back, which
// changes nothing unless that copy holds it (see VoteOf). Errors: as VoteNative's, and NotFound when there is no such copy with buttons.
func (tx *Tx) VoteButton(id content.CopyID, reader content.ReaderID, options []int) (content.Count, error) {
	chosen, err := choiceOf("VoteButton", options)
	if err != nil {
		return content.Count{}, err
	}
	poll, prior, err := tx.cast(sqlVoteButton, sqlRetractButton, int64(id), reader, chosen)
	if err != nil {
		return content.Count{}, err
	}
	if poll != 0 {
		return tx.tally(poll, prior, chosen)
	}
	held, err := tx.Copy(id)
	if err == nil && held.Native {
		err = notFound("VoteButton", "copy %d has no buttons", id)
	}
	if err == nil {
		err = whyNoVote("VoteButton", held, chosen)
	}
	if err != nil {
		return content.Count{}, err
	}
	return tx.CountOf(held.Poll)
}

// cast writes a vote, or its retraction. poll is 0 when neither took effect; prior is what the reader had chosen before.
func (tx *Tx) cast(vote, retract string, held any, reader content.ReaderID, chosen choice) (poll content.PollID, prior choice, err error) {
	if chosen == 0 {
		err = tx.writeRow(retract, []any{micro(tx.now), int64(reader), held}, &poll, &prior)
	} else {
		err = tx.writeRow(vote, []any{int64(reader), int64(chosen), micro(tx.now), chosen.size(), held}, &poll, &prior)
	}
	return poll, prior, err
}

// whyNoVote tells why a vote in a copy took no effect; nil for the retraction of a vote that another copy holds.
func whyNoVote(op string, held content.Copy, chosen choice) error {
	switch {
	case held.Closed:
		return conflict(op, fmt.Errorf("poll %d: %w", held.Poll, errPollClosed))
	case chosen == 0:
		return nil
	}
	return invalid(op, fmt.Errorf("poll %d: %w", held.Poll, errOptions))
}

// tally brings a poll's count in step with one reader's vote.
func (tx *Tx) tally(poll content.PollID, before, after choice) (count content.Count, err error) {
	if before == after {
		return tx.CountOf(poll)
	}
	args := []any{flag(after != 0) - flag(before != 0)}
	for option := range content.MaxOptions {
		args = append(args, flag(after.has(option))-flag(before.has(option)))
	}
	err = tx.writeRows(sqlTallyPoll, append(args, int64(poll)), func(rows row) (err error) {
		count, err = scanCount(rows)
		return err
	})
	return count, err
}

// VoteOf returns what a reader has chosen in a poll, and in which copy; none and 0 without a vote.
func (tx *Tx) VoteOf(poll content.PollID, reader content.ReaderID) (options []int, holder content.CopyID, err error) {
	var chosen choice
	_, err = tx.row(sqlVoteOf, []any{int64(poll), int64(reader)}, &chosen, &holder)
	return chosen.options(), holder, err
}
