package storage

import (
	"math/bits"
	"strconv"
	"strings"
)

// Statements over many rows come in a few fixed sizes, maxChunk and the powers of two below it: each size is a text of its own, and the engines
// keep prepared statements by their text. maxChunk is as many updates as Telegram gives at once.
const maxChunk = 100

// The marks in a statement's text that stand for its rows: "{rows}" becomes ($1,$2),($3,$4)…, "{list}" becomes $1,$2,$3….
const (
	rowsMark = "{rows}"
	listMark = "{list}"
)

// shape is one size of a statement over many rows.
type shape struct {
	text          string
	columns, rows int
}

// expand returns the statement's text for a number of rows, each of so many columns.
func (s *Store) expand(text string, columns, rows int) string {
	key := shape{text, columns, rows}
	if known, ok := s.texts.Load(key); ok {
		return known.(string) // only strings are stored
	}
	made := strings.Replace(text, rowsMark, placeholders(columns, rows, "(", ")"), 1)
	made = strings.Replace(made, listMark, placeholders(columns, rows, "", ""), 1)
	s.texts.Store(key, made)
	return made
}

// placeholders writes rows of $n, numbered from 1 on.
func placeholders(columns, rows int, open, end string) string {
	var b strings.Builder
	n := 0
	for row := range rows {
		if row > 0 {
			b.WriteByte(',')
		}
		b.WriteString(open)
		for column := range columns {
			if column > 0 {
				b.WriteByte(',')
			}
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteString(end)
	}
	return b.String()
}

// pieces cuts n rows into such sizes, the largest first.
func pieces(n int, do func(from, to int) error) error {
	for from := 0; from < n; {
		size := maxChunk
		if left := n - from; left < maxChunk {
			size = 1 << (bits.Len(uint(left)) - 1)
		}
		if err := do(from, from+size); err != nil {
			return err
		}
		from += size
	}
	return nil
}

// padded calls do with at most maxChunk values at a time, each time filled up to the next such size by repeating the last one: for
// statements to which a repeated value makes no difference.
func padded[T any](values []T, do func(values []any) error) error {
	for len(values) > 0 {
		take := min(maxChunk, len(values))
		args := make([]any, min(maxChunk, 1<<bits.Len(uint(take-1))))
		for i := range args {
			args[i] = values[min(i, take-1)]
		}
		if err := do(args); err != nil {
			return err
		}
		values = values[take:]
	}
	return nil
}
