package storage

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"aitys/content"
)

const (
	sqlSealing    = `SELECT fingerprint, (SELECT number FROM meta WHERE name = 'lineage'), (SELECT number FROM meta WHERE name = 'scrub') FROM sealing LIMIT 1`
	sqlSetSealing = `UPDATE sealing SET fingerprint = $1`
	sqlSetLineage = `UPDATE meta SET number = $1 WHERE name = 'lineage' AND number = 0`

	sqlIdentities     = `SELECT id, lookup, sealed, kind FROM identity WHERE id > $1 ORDER BY id LIMIT $2`
	sqlResealIdentity = `UPDATE identity SET lookup = $1, sealed = $2 WHERE id = $3`

	sqlParkedRaw      = `SELECT id, raw FROM parked WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetParkedRaw   = `UPDATE parked SET raw = $1 WHERE id = $2`
	sqlParkedCause    = `SELECT id, cause FROM parked WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetParkedCause = `UPDATE parked SET cause = $1 WHERE id = $2`
	sqlPens           = `SELECT id, pen FROM reader WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSigned         = `SELECT id, signed FROM opinion WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetSigned      = `UPDATE opinion SET signed = $1 WHERE id = $2`
	sqlNotes          = `SELECT reader, note FROM underway WHERE reader > $1 ORDER BY reader LIMIT $2`
	sqlSetNote        = `UPDATE underway SET note = $1 WHERE reader = $2`
	sqlDueNotes       = `SELECT id, note FROM due WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetDueNote     = `UPDATE due SET note = $1 WHERE id = $2`
	sqlRawBodies      = `SELECT id, body FROM outbox WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetBody        = `UPDATE outbox SET body = $1 WHERE id = $2`
)

// coveredColumns are the columns that cover and coverText write. TestTheKeyHidesWhoSomebodyIs looks for names in all tables.
var coveredColumns = []coveredColumn{
	{sqlParkedRaw, sqlSetParkedRaw, false},
	{sqlParkedCause, sqlSetParkedCause, true},
	{sqlPens, sqlSetPen, true},
	{sqlSigned, sqlSetSigned, true},
	{sqlNotes, sqlSetNote, true},
	{sqlDueNotes, sqlSetDueNote, true},
	{sqlRawBodies, sqlSetBody, false},
	{sqlCommentNames, sqlSetCommentName, false},
	{sqlRulingNotes, sqlSetRulingNote, true},
	{sqlRulingNames, sqlSetRulingName, true},
	{sqlClaimNames, sqlSetClaimName, true},
	{sqlRecordReasons, sqlSetRecordReason, false},
	{sqlAppealWords, sqlSetAppealWords, true},
	{sqlQuestionTexts, sqlSetQuestionText, true},
	{sqlAnswerTexts, sqlSetAnswerText, true},
	{sqlTrustNames, sqlSetTrustName, true},
	{sqlTeamNames, sqlSetTeamName, true},
}

// coveredColumn is a column with something sealed in it, by the statement that reads a page of it and the one that writes one row.
type coveredColumn struct {
	list, set string
	text      bool // else bytes
}

// Errors of Open about the key, each a sentence that tells the operator what to do.
var (
	errKeyWanted = errors.New("the identities in the database are encrypted, and IDENTITY_KEY is empty: put the key there that they were encrypted with")
	errOtherKey  = errors.New("the identities in the database were encrypted with another IDENTITY_KEY: put that one there, alone or, to change it, behind " +
		"the new one and a comma")
	errNotAlone = errors.New("the identities in the database are to be encrypted with another key, and another process has the database open: stop that one first")
)

// beginning is what Open asks of a database.
type beginning struct {
	mark           []byte // of the key that sealed the identities; empty: none did
	lineage, scrub int64
}

// unlock takes the key with which a database is sealed, seals it with the first of keys where that is another one, and draws its lineage.
func (s *Store) unlock(ctx context.Context, keys Keys) error {
	var found beginning
	err := s.Update(ctx, func(tx *Tx) error { // with the writing connection: the others are not to be open yet
		_, err := tx.row(sqlSealing, nil, &found.mark, &found.lineage, &found.scrub)
		return err
	})
	if err == nil && found.lineage == 0 {
		err = s.Update(ctx, func(tx *Tx) error {
			return tx.write(sqlSetLineage, newLineage())
		})
	}
	if err != nil {
		return err
	}
	seals, err := newSeals(keys)
	if err != nil {
		return err
	}
	present, err := sealedBy(found.mark, seals)
	if err != nil {
		return err
	}
	if s.seal = seals[0]; !bytes.Equal(s.seal.mark, found.mark) {
		if err := s.reseal(ctx, present); err != nil {
			return err
		}
		if err := s.Tidy(ctx); err != nil {
			return err
		}
		found.scrub = 0
	}
	s.left.log.Store(found.scrub != 0)
	s.left.file.Store(found.scrub != 0)
	return s.recallFarewells(ctx)
}

// newSeals returns a seal for each key, the one to seal with first. Behind them stands the one that seals nothing, which is the only one without keys.
func newSeals(keys Keys) ([]seal, error) {
	var seals []seal
	for _, secret := range keys.secrets {
		one, err := newSeal(secret)
		if err != nil {
			return nil, err
		}
		seals = append(seals, one)
	}
	return append(seals, seal{}), nil
}

// sealedBy returns the one of seals that has a mark.
func sealedBy(mark []byte, seals []seal) (seal, error) {
	for _, one := range seals {
		if bytes.Equal(one.mark, mark) {
			return one, nil
		}
	}
	if !seals[0].keyed() {
		return seal{}, errKeyWanted
	}
	return seal{}, errOtherKey
}

// newLineage draws a number that no other database has.
func newLineage() int64 {
	var drawn [8]byte
	_, _ = rand.Read(drawn[:])                             // never fails
	return int64(binary.BigEndian.Uint64(drawn[:])>>1) | 1 //nolint:gosec // 63 bits
}

// Lineage tells databases apart: it is the same in a database and in its backups alone.
func (tx *Tx) Lineage() (int64, error) {
	var found beginning
	_, err := tx.row(sqlSealing, nil, &found.mark, &found.lineage, &found.scrub)
	return found.lineage, err
}

// reseal seals anew all that is sealed, in one transaction. A process beside this one would not recognise anybody afterwards, and make
// new readers of all.
func (s *Store) reseal(ctx context.Context, before seal) error {
	alone, err := s.alone(ctx)
	if err != nil {
		return err
	}
	if !alone {
		return errNotAlone
	}
	return s.Update(ctx, func(tx *Tx) error {
		if err := tx.resealIdentities(before); err != nil {
			return err
		}
		if err := tx.resealCommenters(before); err != nil {
			return err
		}
		for _, column := range coveredColumns {
			if err := tx.resealColumn(column, before); err != nil {
				return err
			}
		}
		if err := tx.write(sqlUnbarAll, 0); err != nil { // their accounts are known to nobody, so that no other hash can be made
			return err
		}
		if err := tx.erases(); err != nil {
			return err
		}
		return tx.write(sqlSetSealing, s.seal.mark)
	})
}

// sealedRow is a row with something sealed.
type sealedRow struct {
	id             int64
	lookup, sealed []byte
	kind           string
}

// sealedRows gives the rows of a query to do, page by page.
func (tx *Tx) sealedRows(query string, page int, scan func(row, *sealedRow) error, do func(sealedRow) error) error {
	for after := int64(0); ; {
		var rows []sealedRow
		err := tx.read(query, []any{after, page}, func(found row) error {
			var row sealedRow
			err := scan(found, &row)
			rows = append(rows, row)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := do(row); err != nil {
				return err
			}
		}
		after = rows[len(rows)-1].id
	}
}

func (tx *Tx) resealIdentities(before seal) error {
	const page = 1000
	scan := func(rows row, row *sealedRow) error {
		return rows.Scan(&row.id, &row.lookup, &row.sealed, &row.kind)
	}
	return tx.sealedRows(sqlIdentities, page, scan, func(row sealedRow) error {
		now, known, err := before.openMoved(row.lookup, row.sealed)
		if err != nil {
			return fmt.Errorf("identity %d: %w", row.id, err)
		}
		lookup := tx.store.seal.lookup(known)
		if row.kind == kindFarewell {
			lookup = row.lookup
		}
		return tx.write(sqlResealIdentity, lookup, tx.store.seal.closeMoved(now, known), row.id)
	})
}

const (
	parkedPage  = 20 // an update may be long
	coveredPage = 100
)

func (tx *Tx) resealColumn(column coveredColumn, before seal) error {
	page := coveredPage
	if column.list == sqlParkedRaw {
		page = parkedPage
	}
	scan := func(rows row, row *sealedRow) error { return rows.Scan(&row.id, &row.sealed) }
	return tx.sealedRows(column.list, page, scan, func(row sealedRow) error {
		if len(row.sealed) == 0 {
			return nil
		}
		anew, err := tx.store.seal.anew(row.sealed, before, column.text)
		if err != nil {
			return fmt.Errorf("%s: row %d: %w", opening(column.list), row.id, err)
		}
		return tx.write(column.set, anew, row.id)
	})
}

// anew seals what another seal has sealed, as bytes or, for a column of text, in letters.
func (s seal) anew(sealed []byte, before seal, text bool) (any, error) {
	if !text {
		open, err := before.uncover(sealed)
		return s.cover(open), err
	}
	open, err := before.uncoverText(string(sealed))
	return s.coverText(open), err
}

// moveIdentity notes where a chat is to be found from now on.
func (tx *Tx) moveIdentity(chat content.ChatID, to content.TelegramID) error {
	var lookup, sealed []byte
	if _, err := tx.row(sqlIdentity, []any{int64(chat)}, &lookup, &sealed); err != nil {
		return err
	}
	_, known, err := tx.store.seal.openMoved(lookup, sealed)
	if err != nil {
		return err
	}
	return tx.write(sqlMoveIdentity, tx.store.seal.closeMoved(to, known), int64(chat))
}
