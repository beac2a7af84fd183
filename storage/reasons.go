package storage

import (
	"fmt"
	"strconv"

	"aitys/content"
)

const (
	reasonColumns = `SELECT code, place, en, ru, kk FROM reason`

	sqlReasons      = reasonColumns + ` WHERE place > $1 ORDER BY place LIMIT $2`
	sqlReason       = reasonColumns + ` WHERE code = $1`
	sqlAnyReason    = `SELECT id FROM reason WHERE id > $1 ORDER BY id LIMIT 1`
	sqlAddReason    = `INSERT INTO reason (code, place, en, ru, kk) VALUES ($1, $2, $3, $4, $5) RETURNING id`
	sqlNameReason   = `UPDATE reason SET code = $1 WHERE id = $2`
	sqlPlaceReason  = `UPDATE reason SET place = $1 WHERE code = $2`
	unnamedReason   = ""
	ownReasonPrefix = "r"
)

var errReasons = fmt.Errorf("there are %d reasons already", content.MostReasons)

// Reasons returns the newsroom's list as it is offered. Edited tells that editors have changed it: until then it is empty, and the built-in ones stand.
func (tx *Tx) Reasons() (all []content.Reason, edited bool, err error) {
	if all, err = tx.reasons(sqlReasons, 0, content.MostReasons); err != nil || len(all) > 0 {
		return all, len(all) > 0, err
	}
	var id int64
	edited, err = tx.row(sqlAnyReason, []any{0}, &id)
	return nil, edited, err
}

// Reason returns a reason of the list, also one that is offered no more. Error: NotFound, also of a built-in one before the list was changed.
func (tx *Tx) Reason(code string) (content.Reason, error) {
	found, err := tx.reasons(sqlReason, storable(code))
	return only(found, err, "Reason", "there is no reason %q", code)
}

// BeginReasons makes a list of built-in reasons the newsroom's, which can be changed from then on. Where there is one, it stays.
func (tx *Tx) BeginReasons(codes []string) error {
	_, edited, err := tx.Reasons()
	if err != nil || edited {
		return err
	}
	for i, code := range codes {
		var id int64
		if err := tx.writeRow(sqlAddReason, []any{storable(code), i + 1, "", "", ""}, &id); err != nil {
			return err
		}
	}
	return nil
}

// AddReason adds a reason in its words at the end of the list, and returns it with its code. Error: Conflict when the list is full.
func (tx *Tx) AddReason(words map[content.Lang]string) (content.Reason, error) {
	all, _, err := tx.Reasons()
	if err != nil {
		return content.Reason{}, err
	}
	if len(all) >= content.MostReasons {
		return content.Reason{}, conflict("AddReason", errReasons)
	}
	place := 1
	if len(all) > 0 {
		place = all[len(all)-1].Place + 1
	}
	return tx.addReason(place, words)
}

// ChangeReason puts other words at the place of a reason, under a code of their own: what was decided for the earlier ones stays said in those. Errors: NotFound, also
// when it is offered no more.
func (tx *Tx) ChangeReason(code string, words map[content.Lang]string) (content.Reason, error) {
	before, err := tx.offered(code)
	if err != nil {
		return content.Reason{}, err
	}
	if err := tx.RemoveReason(code); err != nil {
		return content.Reason{}, err
	}
	return tx.addReason(before.Place, words)
}

// RemoveReason offers a reason no more. Error: NotFound when it is not offered.
func (tx *Tx) RemoveReason(code string) error {
	if _, err := tx.offered(code); err != nil {
		return err
	}
	return tx.write(sqlPlaceReason, 0, storable(code))
}

// RaiseReason exchanges a reason with the one before it; the first one stays. Error: NotFound when it is not offered.
func (tx *Tx) RaiseReason(code string) error {
	all, _, err := tx.Reasons()
	if err != nil {
		return err
	}
	for i, r := range all {
		if r.Code != code {
			continue
		}
		if i == 0 {
			return nil
		}
		if err := tx.write(sqlPlaceReason, all[i-1].Place, storable(code)); err != nil {
			return err
		}
		return tx.write(sqlPlaceReason, r.Place, all[i-1].Code)
	}
	return notFound("RaiseReason", "the reason %q is not offered", code)
}

// offered is a reason that is in the list. Error: NotFound.
func (tx *Tx) offered(code string) (content.Reason, error) {
	r, err := tx.Reason(code)
	if err == nil && r.Place == 0 {
		err = notFound("Reason", "the reason %q is offered no more", code)
	}
	return r, err
}

func (tx *Tx) addReason(place int, words map[content.Lang]string) (content.Reason, error) {
	r := content.Reason{Place: place, Words: map[content.Lang]string{}}
	for _, lang := range content.Langs {
		r.Words[lang] = storable(words[lang])
	}
	var id int64
	args := []any{unnamedReason, place, r.Words[content.English], r.Words[content.Russian], r.Words[content.Kazakh]}
	if err := tx.writeRow(sqlAddReason, args, &id); err != nil {
		return content.Reason{}, err
	}
	r.Code = ownReasonPrefix + strconv.FormatInt(id, 10)
	err := tx.write(sqlNameReason, r.Code, id)
	return r, err
}

func (tx *Tx) reasons(query string, args ...any) (all []content.Reason, err error) {
	err = tx.read(query, args, func(rows row) error {
		r := content.Reason{Words: map[content.Lang]string{}}
		var en, ru, kk string
		err := rows.Scan(&r.Code, &r.Place, &en, &ru, &kk)
		r.Words[content.English], r.Words[content.Russian], r.Words[content.Kazakh] = en, ru, kk
		all = append(all, r)
		return err
	})
	return all, err
}
