package storage

import (
	"errors"

	"github.com/jackc/pgx/v5/pgtype"
)

// truth lets a number be read into a bool, as database/sql does and pgx by itself does not: see flag.
type truth struct{ into *bool }

// ScanInt64 takes a number that pgx has read.
func (t truth) ScanInt64(stored pgtype.Int8) error {
	if !stored.Valid {
		return errors.New("storage: NULL is neither true nor false")
	}
	*t.into = stored.Int64 != 0
	return nil
}

// truthPlan is the plan to read one.
type truthPlan struct{ next pgtype.ScanPlan }

func planTruth(target any) (plan pgtype.WrappedScanPlanNextSetter, next any, ok bool) {
	into, ok := target.(*bool)
	if !ok {
		return nil, nil, false
	}
	return &truthPlan{}, truth{into}, true
}

// SetNext is told how the number is read.
func (p *truthPlan) SetNext(next pgtype.ScanPlan) { p.next = next }

// Scan reads it.
func (p *truthPlan) Scan(source []byte, target any) error {
	return p.next.Scan(source, truth{target.(*bool)}) // what planTruth was given
}
