package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
)

// compare compares all that a file and a server's schema hold, and returns how many tables and rows that is. The error names the first table that differs.
func compare(ctx context.Context, file, server *sql.DB) (tables int, rows int64, err error) {
	all, err := tablesIn(ctx, file)
	if err != nil {
		return 0, 0, err
	}
	for _, t := range all {
		here, err := contentsOf(ctx, file, t)
		if err != nil {
			return 0, 0, fmt.Errorf("the table %s: %w", t.name, err)
		}
		there, err := contentsOf(ctx, server, t)
		if err != nil {
			return 0, 0, fmt.Errorf("the table %s: %w", t.name, err)
		}
		if here != there {
			return 0, 0, fmt.Errorf("%w: the table %s has %d rows in the file and %d on the server, or they are not the same", errIncomplete, t.name, here.rows, there.rows)
		}
		if err := compareNumbers(ctx, file, server, t); err != nil {
			return 0, 0, err
		}
		rows += here.rows
	}
	return len(all), rows, nil
}

// compareNumbers checks that a table which gives its numbers itself goes on behind the same one.
func compareNumbers(ctx context.Context, file, server *sql.DB, t table) error {
	if !t.numbered {
		return nil
	}
	here, err := numberOf(ctx, file, lastOfFile, t.name)
	if err != nil {
		return err
	}
	there, err := numberOf(ctx, server, lastOfServer, t.name)
	if err == nil && here != there {
		err = fmt.Errorf("%w: the table %s goes on behind %d in the file and %d on the server", errIncomplete, t.name, here, there)
	}
	return err
}

// contents is what a table holds, whatever the order of its rows: the sum of the rows' hashes.
type contents struct {
	rows int64
	sum  [sha256.Size / 8]uint64
}

func contentsOf(ctx context.Context, from asker, t table) (d contents, err error) {
	err = eachRow(ctx, from, t, func(values []any) error {
		row, err := rowBytes(values)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(row)
		for i := range d.sum {
			d.sum[i] += binary.BigEndian.Uint64(hash[8*i:])
		}
		d.rows++
		return nil
	})
	return d, err
}

// rowBytes writes a row's values so that equal ones, of whichever engine, are the same bytes and no others are.
func rowBytes(values []any) ([]byte, error) {
	var all []byte
	for _, value := range values {
		switch value := value.(type) {
		case nil:
			all = append(all, 'n')
		case int64:
			all = binary.BigEndian.AppendUint64(append(all, 'i'), uint64(value)) //nolint:gosec // the bits count
		case float64:
			all = binary.BigEndian.AppendUint64(append(all, 'f'), math.Float64bits(value))
		case string:
			all = append(binary.BigEndian.AppendUint64(append(all, 's'), uint64(len(value))), value...)
		case []byte:
			all = append(binary.BigEndian.AppendUint64(append(all, 's'), uint64(len(value))), value...)
		default:
			return nil, fmt.Errorf("a value is a %T, which is not expected", value)
		}
	}
	return all, nil
}
