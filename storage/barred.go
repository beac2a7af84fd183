package storage

import (
	"time"

	"aitys/content"
)

const (
	sqlBar         = `INSERT INTO barred (lookup, until) VALUES ($1, $2) ON CONFLICT (lookup) DO UPDATE SET until = excluded.until`
	sqlBarred      = `SELECT until FROM barred WHERE lookup = $1 AND until > $2`
	sqlUnbar       = `DELETE FROM barred WHERE lookup = $1`
	sqlUnbarAll    = `DELETE FROM barred WHERE until > $1`
	sqlPruneBarred = `DELETE FROM barred WHERE lookup IN (SELECT lookup FROM barred WHERE until < $1 ORDER BY until LIMIT $2)`
)

// keepBarred is for how long at most a ban outlives the erasure of the banned person: nothing is kept about anybody for good.
const keepBarred = 365 * 24 * time.Hour

// bar notes that an account which is being erased stays banned until a time; the zero time: for good. Without a key nothing is noted: the hash of a number of
// Telegram's is found out by trying all of them.
func (tx *Tx) bar(account content.TelegramID, until time.Time) error {
	if !tx.store.seal.keyed() || account == 0 {
		return nil
	}
	if most := tx.now.Add(keepBarred); until.IsZero() || until.After(most) {
		until = most
	}
	return tx.write(sqlBar, tx.store.seal.barredLookup(account), micro(until))
}

// barredAs turns what is left of a ban into one under a number that the person has now, so that moderators can see and lift it; the zero Sanction: nothing is left, or
// they have no number yet.
func (tx *Tx) barredAs(account content.TelegramID, numbers []content.ReaderID) (content.Sanction, error) {
	if !tx.store.seal.keyed() || account == 0 || len(numbers) == 0 {
		return content.Sanction{}, nil
	}
	lookup := tx.store.seal.barredLookup(account)
	var until int64
	found, err := tx.row(sqlBarred, []any{lookup, micro(tx.now)}, &until)
	if err != nil || !found {
		return content.Sanction{}, err
	}
	if err := tx.write(sqlUnbar, lookup); err != nil {
		return content.Sanction{}, err
	}
	return tx.AddSanction(content.Sanction{Person: numbers[0], Kind: content.Banned, Until: fromMicro(until)})
}
