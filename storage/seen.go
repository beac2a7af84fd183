package storage

import (
	"slices"

	"aitys/content"
)

const (
	sqlSeen = `SELECT id FROM seen WHERE id IN ({list})`
	sqlSee  = `INSERT INTO seen (id, at) VALUES {rows}`
)

// Fresh records updates as seen and tells which of them had not been: those are true in what it returns. An id that is given twice is
// fresh once. Ids are remembered for three days (see Prune), and never compared with each other: Telegram may begin anew at any number.
func (tx *Tx) Fresh(ids []content.UpdateID) (map[content.UpdateID]bool, error) {
	fresh := make(map[content.UpdateID]bool, len(ids))
	given := make([]int64, 0, len(ids))
	for _, id := range ids {
		if !fresh[id] {
			fresh[id] = true
			given = append(given, int64(id))
		}
	}
	err := padded(given, func(args []any) error {
		return tx.read(tx.store.expand(sqlSeen, len(args), 1), args, func(rows row) error {
			var id content.UpdateID
			err := rows.Scan(&id)
			delete(fresh, id)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	given = slices.DeleteFunc(given, func(id int64) bool { return !fresh[content.UpdateID(id)] })
	return fresh, tx.see(given)
}

// see records updates that were not seen.
func (tx *Tx) see(ids []int64) error {
	at := micro(tx.now)
	return pieces(len(ids), func(from, to int) error {
		args := make([]any, 0, 2*(to-from))
		for _, id := range ids[from:to] {
			args = append(args, id, at)
		}
		return tx.write(tx.store.expand(sqlSee, 2, to-from), args...)
	})
}
