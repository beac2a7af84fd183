package storage

import "aitys/content"

const (
	sqlClaim = `INSERT INTO claim (opinion, reader, made_as, until, why, ask) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (opinion) DO UPDATE SET reader = excluded.reader, made_as = excluded.made_as, until = excluded.until, why = excluded.why,
		ask = excluded.ask`
	sqlClaimOn      = `SELECT reader, made_as, until, why, ask FROM claim WHERE opinion = $1 AND until > $2`
	sqlDropClaim    = `DELETE FROM claim WHERE opinion = $1`
	sqlDropClaims   = `DELETE FROM claim WHERE reader = $1`
	sqlPruneClaims  = `DELETE FROM claim WHERE until < $1`
	sqlClaimNames   = `SELECT opinion, made_as FROM claim WHERE opinion > $1 ORDER BY opinion LIMIT $2`
	sqlSetClaimName = `UPDATE claim SET made_as = $1 WHERE opinion = $2`

	sqlSeat    = `SELECT riskiest, opinion, alike, ruling, changed_at FROM seat WHERE reader = $1`
	sqlSetSeat = `INSERT INTO seat (reader, riskiest, opinion, alike, ruling, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (reader) DO UPDATE SET riskiest = excluded.riskiest, opinion = excluded.opinion, alike = excluded.alike, ruling = excluded.ruling,
		changed_at = excluded.changed_at`
	sqlSeatSeen = `UPDATE seat SET changed_at = $1 WHERE reader = $2`
	sqlDropSeat = `DELETE FROM seat WHERE reader = $1`
)

// Claim notes that a moderator is looking at an opinion, in place of any other.
func (tx *Tx) Claim(c content.Claim) error {
	return tx.write(sqlClaim, int64(c.Opinion), int64(c.By), tx.store.seal.coverText(storable(c.As)), micro(c.Until), flag(c.Why), flag(c.Ask))
}

// ClaimOn returns who is looking at an opinion. Error: NotFound when nobody is.
func (tx *Tx) ClaimOn(id content.OpinionID) (content.Claim, error) {
	c := content.Claim{Opinion: id}
	var until int64
	found, err := tx.row(sqlClaimOn, []any{int64(id), micro(tx.now)}, &c.By, &c.As, &until, &c.Why, &c.Ask)
	if err == nil && !found {
		err = notFound("ClaimOn", "nobody looks at opinion %d", id)
	}
	if err != nil {
		return c, err
	}
	c.Until = fromMicro(until)
	c.As, err = tx.store.seal.uncoverText(c.As)
	return c, err
}

// DropClaim notes that nobody is looking at an opinion any more.
func (tx *Tx) DropClaim(id content.OpinionID) error {
	return tx.write(sqlDropClaim, int64(id))
}

// Seat returns where a moderator is in the queue; a new one's is at its beginning.
func (tx *Tx) Seat(reader content.ReaderID) (content.Seat, error) {
	return once(tx, "seat", sqlSeat, int64(reader), func() (content.Seat, error) {
		s := content.Seat{Reader: reader}
		var changed int64
		found, err := tx.row(sqlSeat, []any{int64(reader)}, &s.Riskiest, &s.Opinion, &s.Alike, &s.Ruling, &changed)
		if found {
			s.Changed = fromMicro(changed)
		}
		return s, err
	})
}

// SetSeat notes where a moderator is in the queue from now on.
func (tx *Tx) SetSeat(s content.Seat) error {
	return tx.write(sqlSetSeat, int64(s.Reader), flag(s.Riskiest), int64(s.Opinion), storable(s.Alike), int64(s.Ruling), micro(s.Changed))
}

// SeatSeen notes that a moderator sees the last change from now on.
func (tx *Tx) SeatSeen(reader content.ReaderID) error {
	return tx.write(sqlSeatSeen, micro(tx.now), int64(reader))
}
