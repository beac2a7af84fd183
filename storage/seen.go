package storage

import (
	"database/sql"

	"aitys/content"
)

const sqlFresh = `INSERT INTO seen (id, at) VALUES {rows} ON CONFLICT DO NOTHING RETURNING id`

// Fresh records updates as seen and tells which of them had not been: those are true in what it returns. An id that is given twice is
// fresh once. Ids are remembered for three days (see Prune), and never compared with each other: Telegram may begin anew at any number.
func (tx *Tx) Fresh(ids []content.UpdateID) (map[content.UpdateID]bool, error) {
	fresh := make(map[content.UpdateID]bool, len(ids))
	at := micro(tx.now)
	err := pieces(len(ids), func(from, to int) error {
		args := make([]any, 0, 2*(to-from))
		for _, id := range ids[from:to] {
			args = append(args, int64(id), at)
		}
		return tx.writeRows(tx.store.expand(sqlFresh, 0, 2, to-from), args, func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			fresh[content.UpdateID(id)] = true
			return err
		})
	})
	return fresh, err
}
