package storage

const (
	sqlRaise  = `INSERT INTO alert (name, since, told_at) VALUES ($1, $2, 0) ON CONFLICT (name) DO NOTHING`
	sqlUntold = `SELECT name FROM alert WHERE name = $1 AND told_at = 0`
	sqlTold   = `UPDATE alert SET told_at = $1 WHERE name = $2`
	sqlOver   = `DELETE FROM alert WHERE name = $1 RETURNING told_at`
	sqlAlerts = `SELECT name, told_at FROM alert`
)

// Raise notes that a trouble has begun, unless it is known to last. It tells whether nobody was told of it yet.
func (tx *Tx) Raise(name string) (untold bool, err error) {
	name = storable(name)
	if err := tx.write(sqlRaise, name, micro(tx.now)); err != nil {
		return false, err
	}
	return tx.row(sqlUntold, []any{name}, &name)
}

// MarkTold notes that somebody was told of a trouble.
func (tx *Tx) MarkTold(name string) error {
	return tx.write(sqlTold, micro(tx.now), storable(name))
}

// Over notes that a trouble has ended. It tells whether somebody was told that it had begun.
func (tx *Tx) Over(name string) (told bool, err error) {
	err = tx.writeRows(sqlOver, []any{storable(name)}, func(rows row) error {
		var toldAt int64
		err := rows.Scan(&toldAt)
		told = toldAt != 0
		return err
	})
	return told, err
}

// Alerts returns the troubles that last, and of each whether somebody was told.
func (tx *Tx) Alerts() (map[string]bool, error) {
	lasting := map[string]bool{}
	err := tx.read(sqlAlerts, nil, func(rows row) error {
		var name string
		var toldAt int64
		err := rows.Scan(&name, &toldAt)
		lasting[name] = toldAt != 0
		return err
	})
	return lasting, err
}
