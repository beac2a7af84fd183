package storage

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"aitys/content"
)

const (
	sanctionColumns = `SELECT id, person, kind, reason, until, given_by, at, lifted_at, lifted_by, told FROM sanction`

	sqlSanction     = sanctionColumns + ` WHERE id = $1`
	sqlSanctionsOf  = sanctionColumns + ` WHERE person = CAST($1 AS BIGINT) ORDER BY id`
	sqlAddSanction  = `INSERT INTO sanction (person, kind, reason, until, given_by, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`
	sqlLift         = `UPDATE sanction SET lifted_at = $1, lifted_by = $2 WHERE id = $3`
	sqlToldOf       = `UPDATE sanction SET told = told + 1 WHERE id = $1`
	sqlObject       = `UPDATE sanction SET objected = 1 WHERE id = $1 AND objected = 0`
	sqlDropSanction = `DELETE FROM sanction WHERE person = $1`
	sqlKindOf       = `SELECT kind, sealed FROM identity WHERE id = $1`
)

// AddSanction lays a sanction upon a person; of s it takes Person, Kind, Reason, Until and By, and returns it as it is stored.
func (tx *Tx) AddSanction(s content.Sanction) (content.Sanction, error) {
	s.Reason, s.At, s.LiftedAt, s.LiftedBy, s.Told = storable(s.Reason), tx.now, time.Time{}, 0, 0
	args := []any{int64(s.Person), string(s.Kind), s.Reason, whenever(s.Until), int64(s.By), micro(s.At)}
	if err := tx.writeRow(sqlAddSanction, args, &s.ID); err != nil {
		return s, err
	}
	return s, tx.StirCardsFor(s.Person)
}

// whenever is a time that may be none.
func whenever(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return micro(at)
}

// Sanction returns one. Error: NotFound.
func (tx *Tx) Sanction(id content.SanctionID) (content.Sanction, error) {
	found, err := tx.sanctions(sqlSanction, int64(id))
	return only(found, err, "Sanction", "there is no sanction %d", id)
}

// SanctionsOf returns all that were ever laid upon a person under one number, the earliest first. Nobody is sanctioned often enough for pages.
func (tx *Tx) SanctionsOf(person content.ReaderID) ([]content.Sanction, error) {
	all, err := once(tx, "sanction", sqlSanctionsOf, int64(person), func() ([]content.Sanction, error) {
		return tx.sanctions(sqlSanctionsOf, int64(person))
	})
	return slices.Clone(all), err
}

// Lift ends a sanction before its time. Error: NotFound.
func (tx *Tx) Lift(id content.SanctionID, by content.ReaderID) error {
	s, err := tx.Sanction(id)
	if err != nil {
		return err
	}
	if err := tx.write(sqlLift, micro(tx.now), int64(by), int64(id)); err != nil {
		return err
	}
	return tx.StirCardsFor(s.Person)
}

// Told notes that the person heard of a sanction once more.
func (tx *Tx) Told(id content.SanctionID) error {
	return tx.write(sqlToldOf, int64(id))
}

// Object notes that the person wants a sanction to be looked at again; first tells that they had not said so before.
func (tx *Tx) Object(id content.SanctionID) (first bool, err error) {
	changed, err := tx.exec(sqlObject, int64(id))
	return changed > 0, err
}

func (tx *Tx) sanctions(query string, args ...any) (all []content.Sanction, err error) {
	err = tx.read(query, args, func(rows row) error {
		var s content.Sanction
		var at int64
		var until, liftedAt, liftedBy sql.NullInt64
		err := rows.Scan(&s.ID, &s.Person, &s.Kind, &s.Reason, &until, &s.By, &at, &liftedAt, &liftedBy, &s.Told)
		s.At, s.LiftedBy = fromMicro(at), content.ReaderID(liftedBy.Int64)
		if until.Valid {
			s.Until = fromMicro(until.Int64)
		}
		if liftedAt.Valid {
			s.LiftedAt = fromMicro(liftedAt.Int64)
		}
		all = append(all, s)
		return err
	})
	return all, err
}

// Person is who stands behind a number by which moderators know somebody.
type Person struct {
	Account   content.TelegramID // below 0: a chat in whose name somebody comments
	Commenter bool               // the number is one of comments, not of opinions
}

// PersonOf returns who has a number. Error: NotFound when nobody has, also once they were erased.
func (tx *Tx) PersonOf(number content.ReaderID) (p Person, err error) {
	p.Account, err = tx.AccountOf(content.CommenterID(number))
	if content.CodeOf(err) != content.NotFound {
		p.Commenter = err == nil
		return p, err
	}
	var kind string
	var sealed []byte
	found, err := tx.row(sqlKindOf, []any{int64(number)}, &kind, &sealed)
	if err != nil {
		return Person{}, err
	}
	if !found || kind != kindPerson {
		return Person{}, notFound("PersonOf", "nobody has the number %d", number)
	}
	p.Account, err = tx.store.seal.open(sealed)
	return p, err
}

// NumbersOf returns the numbers under which an account is known: the reader's and the commenter's, as far as it has them.
func (tx *Tx) NumbersOf(account content.TelegramID) (numbers []content.ReaderID, err error) {
	reader, err := tx.Reader(account)
	switch {
	case err == nil:
		numbers = append(numbers, reader.ID)
	case content.CodeOf(err) != content.NotFound:
		return nil, err
	}
	commenter, err := tx.KnownCommenter(account)
	switch {
	case err == nil:
		numbers = append(numbers, content.ReaderID(commenter))
	case content.CodeOf(err) != content.NotFound:
		return nil, err
	}
	return numbers, nil
}

// StandingOf returns what holds about an account now, whichever of its numbers it was laid upon, and what is left of it from before it was erased.
func (tx *Tx) StandingOf(account content.TelegramID) (content.Standing, error) {
	numbers, err := tx.NumbersOf(account)
	if err != nil {
		return content.Standing{}, err
	}
	var standing content.Standing
	for _, number := range numbers {
		laid, err := tx.SanctionsOf(number)
		if err != nil {
			return content.Standing{}, err
		}
		for _, s := range laid {
			tx.weigh(&standing, s)
		}
	}
	if standing.Ban.ID == 0 {
		standing.Ban, err = tx.barredAs(account, numbers)
	}
	return standing, err
}

// weigh adds a sanction to somebody's standing.
func (tx *Tx) weigh(standing *content.Standing, s content.Sanction) {
	if !s.Runs(tx.now) {
		return
	}
	switch s.Kind {
	case content.Banned:
		standing.Ban = lasting(standing.Ban, s)
	case content.Muted:
		standing.Mute = lasting(standing.Mute, s)
	case content.Premoderated:
		standing.Premod = true
	case content.Warned:
		standing.Warnings++
	}
}

// lasting returns the one of two running sanctions that ends last.
func lasting(a, b content.Sanction) content.Sanction {
	if a.ID == 0 || !a.Until.IsZero() && (b.Until.IsZero() || b.Until.After(a.Until)) {
		return b
	}
	return a
}

// forgetSanctions deletes what was laid upon a person under their numbers. A running ban leaves a hash of the account behind, where there is a key.
func (tx *Tx) forgetSanctions(numbers []content.ReaderID, account content.TelegramID) error {
	var ban content.Sanction
	for _, number := range numbers {
		laid, err := tx.SanctionsOf(number)
		if err != nil {
			return err
		}
		for _, s := range laid {
			if s.Kind == content.Banned && s.Runs(tx.now) {
				ban = lasting(ban, s)
			}
		}
		if err := tx.write(sqlDropSanction, int64(number)); err != nil {
			return fmt.Errorf("storage.Forget: %w", err)
		}
	}
	if ban.ID == 0 {
		return nil
	}
	return tx.bar(account, ban.Until)
}
