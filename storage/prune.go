package storage

import "time"

const (
	sqlPruneSeen   = `DELETE FROM seen WHERE id IN (SELECT id FROM seen WHERE at < $1 ORDER BY at LIMIT $2)`
	sqlPruneUnsure = `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state = 1 AND made_at < $1 ORDER BY made_at LIMIT $2)`
	sqlPruneBegun  = `DELETE FROM underway WHERE reader IN (SELECT reader FROM underway WHERE at < $1 ORDER BY at LIMIT $2)`
	sqlPruneWaits  = `DELETE FROM poll_waiting WHERE id IN (SELECT id FROM poll_waiting WHERE at < $1 ORDER BY at LIMIT $2)`
	sqlPruneTwins  = `DELETE FROM poll_copy WHERE id IN (SELECT id FROM poll_copy WHERE twin_at < $1 AND twin_at IS NOT NULL AND telegram IS NULL
		ORDER BY twin_at LIMIT $2)`
	sqlPruneParked = `DELETE FROM parked WHERE id IN (SELECT id FROM parked WHERE at < $1 ORDER BY at LIMIT $2)`
)

// How long things are kept. Telegram sends an unconfirmed update again for a day at most.
const (
	keepSeen   = 3 * 24 * time.Hour
	keepUnsure = 30 * 24 * time.Hour
	keepParked = 30 * 24 * time.Hour
	keepBegun  = 22 * time.Hour // a text in it may be an hour older, and the next pruning an hour away
	keepWaits  = 2 * 24 * time.Hour
	keepTwins  = 24 * time.Hour
	keepAstray = time.Hour
	pruneAtOne = 20_000 // rows of each kind, so that the writer is not held for long
)

// Prune removes updates seen more than three days ago, unsure rows of the outbox and parked updates older than thirty days, dialogues begun nearly
// a day ago, figures of more than ninety days ago, votes that wait for their poll for more than two days, twins of polls that nobody voted in for a day, and what was said in the group in a thread
// that turned out to be none of ours within an hour, the names of moderators that nothing shows any more, and by what comments of more than a week ago are found; of each at most 20,000, so it is
// to be called often. The numbers of messages that have a name stay for good: a post may be revised years later.
func (tx *Tx) Prune() error {
	for query, kept := range map[string]time.Duration{
		sqlPruneSeen: keepSeen, sqlPruneUnsure: keepUnsure, sqlPruneParked: keepParked, sqlPruneBegun: keepBegun, sqlPruneWaits: keepWaits,
		sqlPruneTwins: keepTwins,
	} {
		if err := tx.write(query, micro(tx.now.Add(-kept)), pruneAtOne); err != nil {
			return err
		}
	}
	if err := tx.write(sqlPruneBarred, micro(tx.now), pruneAtOne); err != nil {
		return err
	}
	if err := tx.write(sqlPruneTally, day(tx.now)-keepTally); err != nil {
		return err
	}
	if err := tx.unnameModerators(); err != nil {
		return err
	}
	if err := tx.pruneAstray(); err != nil {
		return err
	}
	if err := tx.pruneCommentBands(); err != nil {
		return err
	}
	return tx.pruneFarewells()
}
