package storage

import "strings"

// learned is what a transaction has read, by the table that it stands in and by what was asked: until the table is written it need not ask again. Several rooms
// of one decision ask after the same opinion, and on PostgreSQL each question is a way there and back.
type learned map[string]map[question]any

// question is a query about one thing.
type question struct {
	query string
	about int64
}

// mostLearned is how many answers are kept of a table.
const mostLearned = 1000

// once answers a question about a table: by read, unless the transaction knows. What it returns is not to be changed.
func once[T any](tx *Tx, table, query string, about int64, read func() (T, error)) (T, error) {
	asked := question{query, about}
	if known, is := tx.learned[table][asked]; is {
		return known.(T), nil // the query's answers are all of one kind
	}
	found, err := read()
	if err != nil {
		return found, err
	}
	tx.learn(table, asked, found)
	return found, nil
}

// learn keeps the answer to a question about a table.
func (tx *Tx) learn(table string, asked question, answer any) {
	if tx.learned == nil {
		tx.learned = learned{}
	}
	if tx.learned[table] == nil || len(tx.learned[table]) >= mostLearned {
		tx.learned[table] = map[question]any{}
	}
	tx.learned[table][asked] = answer
}

// touch forgets what stands in the table that a statement writes.
func (tx *Tx) touch(query string) {
	verb, rest, _ := strings.Cut(strings.TrimSpace(query), " ")
	if verb != "UPDATE" {
		into, of, _ := strings.Cut(rest, " ")
		if rest = of; into != "INTO" && into != "FROM" {
			tx.learned = nil // it begins otherwise: which table it writes stands further on
			return
		}
	}
	if table := strings.FieldsFunc(rest, func(r rune) bool { return r <= ' ' || r == '(' }); len(table) > 0 {
		delete(tx.learned, table[0])
	}
}
