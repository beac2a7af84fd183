package storage

import "aitys/content"

const (
	sqlClosedPoll = `SELECT id FROM poll WHERE article = $1 AND section = $2 AND fingerprint = $3 AND closed_at IS NOT NULL
		ORDER BY id DESC LIMIT 1`
	sqlCarryOn = `INSERT INTO poll (article, section, fingerprint, options, multiple, made_at, voters, votes0, votes1, votes2, votes3, votes4, votes5, votes6, votes7,
		votes8, votes9, words) SELECT article, section, fingerprint, options, multiple, CAST($1 AS BIGINT), voters, votes0, votes1, votes2, votes3, votes4, votes5, votes6,
		votes7, votes8, votes9, words FROM poll WHERE id = $2 AND closed_at IS NOT NULL RETURNING id`
	// No copy holds the votes: they are not taken back by what stands under another poll.
	sqlCarryVotes = `INSERT INTO poll_vote (poll, reader, options, holder, waited, prior, at)
		SELECT CAST($1 AS BIGINT), reader, options, 0, waited, 0, at FROM poll_vote WHERE poll = $2 AND options <> 0`
)

// OpenPoll returns the poll that a section has open, as its fingerprint names it. Error: NotFound when none is.
func (tx *Tx) OpenPoll(article content.ArticleID, section content.SectionID, fingerprint string) (id content.PollID, err error) {
	var words string
	found, err := tx.row(sqlOpenPoll, []any{int64(article), storable(string(section))}, &id, &words)
	if err == nil && (!found || words != fingerprint) {
		err = notFound("OpenPoll", "the section has no such poll open")
	}
	return id, err
}

// ClosedPoll returns the newest poll of those that a section had with a fingerprint and that are closed. Error: NotFound.
func (tx *Tx) ClosedPoll(article content.ArticleID, section content.SectionID, fingerprint string) (id content.PollID, err error) {
	found, err := tx.row(sqlClosedPoll, []any{int64(article), storable(string(section)), storable(fingerprint)}, &id)
	if err == nil && !found {
		err = notFound("ClosedPoll", "the section has had no such poll")
	}
	return id, err
}

// CarryPoll makes an open poll of a closed one, which carries its votes: each counts until its reader votes anew. The closed one keeps its result. Error: NotFound unless
// there is such a poll, and it is closed.
func (tx *Tx) CarryPoll(closed content.PollID) (fresh content.PollID, err error) {
	if err := tx.writeRow(sqlCarryOn, []any{micro(tx.now), int64(closed)}, &fresh); err != nil {
		return 0, err
	}
	if fresh == 0 {
		return 0, notFound("CarryPoll", "there is no closed poll %d", closed)
	}
	err = tx.write(sqlCarryVotes, int64(fresh), int64(closed))
	return fresh, err
}
