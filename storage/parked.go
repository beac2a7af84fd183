package storage

import (
	"fmt"
	"time"

	"aitys/content"
)

const (
	sqlPark   = `INSERT INTO parked (at, update_id, kind, reader, cause, raw) VALUES ($1, $2, $3, $4, $5, $6)`
	sqlParked = `SELECT id, at, update_id, kind, cause, raw FROM parked WHERE id > $1 ORDER BY id LIMIT $2`
)

// Parked is something that happened and that a fault of ours kept from being applied.
type Parked struct {
	ID     int64
	At     time.Time // when it was parked
	Update content.UpdateID
	Kind   content.Kind
	Cause  string
	Raw    []byte // the update as it came; nil for results and ticks
}

// Park keeps what could not be applied, with the cause, for us to look at.
func (tx *Tx) Park(in content.Incoming, cause string) error {
	var reader content.ReaderID
	if in.From.ID != 0 {
		known, err := tx.Reader(in.From.ID)
		if err != nil && content.CodeOf(err) != content.NotFound {
			return err
		}
		reader = known.ID
	}
	err := tx.write(sqlPark, micro(tx.now), int64(in.Update), storable(string(in.Kind)), int64(reader), tx.store.seal.coverText(storable(cause)),
		tx.store.seal.cover(in.Raw))
	return err
}

// Parked returns what was parked, by rising number: at most limit rows with numbers above after.
func (tx *Tx) Parked(after int64, limit int) (page []Parked, err error) {
	err = tx.read(sqlParked, []any{after, limit}, func(rows row) error {
		var p Parked
		var at int64
		if err := rows.Scan(&p.ID, &at, &p.Update, &p.Kind, &p.Cause, &p.Raw); err != nil {
			return err
		}
		p.At = fromMicro(at)
		err := tx.openParked(&p)
		page = append(page, p)
		return err
	})
	return page, err
}

// openParked reads what is sealed of a row. The cause is: a fault may speak of whatever it failed at.
func (tx *Tx) openParked(p *Parked) (err error) {
	if p.Raw, err = tx.store.seal.uncover(p.Raw); err == nil {
		p.Cause, err = tx.store.seal.uncoverText(p.Cause)
	}
	if err != nil {
		return fmt.Errorf("parked update %d: %w", p.ID, err)
	}
	return nil
}
